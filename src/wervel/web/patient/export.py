"""Everything that is kept about a patient: as JSON for another program, and as text to read. Without drafts that nobody released."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wervel.documents.phrases import short_date
from wervel.logic.fact import Problem, read_value
from wervel.logic.text import Language
from wervel.logic.words import Wording
from wervel.narrate.report import Section, Teller, upper
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import DRAFT, Episode
from wervel.web.club import keeping
from wervel.web.guideline import current
from wervel.web.patient import asking
from wervel.web.patient.pages import say
from wervel.web.practice.models import Patient

FORM = "wervel.record"


def whole(patient: Patient) -> dict[str, Any]:
    """The record as JSON. Times in UTC; facts and values as in a case file."""
    return {
        "form": FORM,
        "version": 1,
        "made": clock.now().isoformat(),
        "patient": {"id": str(patient.id), "number": patient.number, "practice": patient.practice.name, **patient.identity},
        "episodes": [_episode(one) for one in episodes_of(patient)],
        "squads": keeping.kept(patient),
    }


def episodes_of(patient: Patient) -> list[Episode]:
    episodes = list(patient.episodes.all())
    for one in episodes:
        one.patient = patient
    return episodes


def _episode(episode: Episode) -> dict[str, Any]:
    programmes = episode.programmerecords.exclude(status=DRAFT)
    return {
        "id": str(episode.id),
        "started": episode.started.isoformat(),
        "closed": episode.closed.isoformat() if episode.closed else None,
        "close_reason": episode.close_reason,
        "preferences": episode.preferences,
        "consultations": [
            {"on": one.on.isoformat(), "kind": one.kind, "answers": [_answer(row) for row in episode.answers.filter(consultation=one)]}
            for one in episode.consultations.all()
        ],
        "assessments": [
            {"at": one.at.isoformat(), "guideline": one.guideline_version, **one.content} for one in episode.assessmentrecords.all()
        ],
        "programmes": [
            {"number": one.number, "status": one.status, "released_at": _iso(one.released_at), "released_by": one.released_name,
             "guideline": one.guideline_version, "digest": one.digest, **one.content}
            for one in programmes
        ],
        "sessions": [{"on": one.on.isoformat(), **one.content} for one in episode.sessionlogs.all()],
        "diary": [{"on": one.on.isoformat(), **one.content} for one in episode.diary.all()],
        "goals": [one.content for one in episode.goals.all()],
        "messages": [
            {"at": one.at.isoformat(), "by": "patient" if one.author_id == episode.patient.user_id else "practice", **one.content}
            for one in episode.messages.all()
        ],
        "overrides": [{"at": one.at.isoformat(), **one.content} for one in episode.overrides.all()],
    }  # fmt: skip


def _answer(row: Any) -> dict[str, Any]:
    return {"at": row.at.isoformat(), **row.content}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


# --- to read ---


def readable(patient: Patient, language: Language) -> list[Section]:
    """The same in words."""
    identity = patient.identity
    if identity.get("born"):
        identity = {**identity, "born": short_date(_date(identity["born"]), language)}
    lines = [f"- {say(language, f'who_{key}')}: {identity[key]}" for key in ("name", "born", "email", "phone") if identity.get(key)]
    sections = [Section(say(language, "who_you_are"), [*lines, f"- {say(language, 'who_practice')}: {patient.practice.name}"])]
    for episode in episodes_of(patient):
        sections += [one for one in _told(episode, language) if one.lines]
    return [*sections, *keeping.told(patient, language)]


def _told(episode: Episode, language: Language) -> Iterator[Section]:
    closed = say(language, "until", short_date(episode.closed, language)) if episode.closed else ""
    title = say(language, "complaint_since", short_date(episode.started, language))
    yield Section(f"{title} {closed}".strip(), [say(language, "complaint_says")])
    guideline = current()
    wording = Wording(guideline.facts, guideline.words["units"], language)
    for consultation in episode.consultations.all():
        consultation.episode = episode
        lines = [
            _statement(fact, raw, wording, language) for fact, raw in services.answers_of(consultation).items() if fact in guideline.facts
        ]
        yield Section(f"{say(language, f'kind_{consultation.kind}')}, {short_date(consultation.on, language)}", lines)
    for record in episode.programmerecords.exclude(status=DRAFT):
        record.episode = episode
        plan = services.plan_of(record)
        teller = Teller(plan.assessment, language)
        choices = plan.programme.choices if plan.programme else ()
        lines = [f"- {choice.exercise.name[language]}: {teller.dose(choice)}" for choice in choices]
        yield Section(say(language, "programme_number", record.number, record.released_name), lines)
    yield Section(say(language, "diary"), [_diary(one.on, one.content, language) for one in episode.diary.all()])
    yield Section(say(language, "sessions"), [_session(one.on, one.content, language) for one in episode.sessionlogs.all()])
    for goal in episode.goals.all():
        content = goal.content
        scores = "; ".join(f"{short_date(_date(one['on']), language)}: {one['score']}" for one in content["scores"])
        yield Section(say(language, "goal"), [f"- {content['activity']}", *([f"  {scores}"] if scores else [])])
    messages = [f"- {short_date(one.at.astimezone(clock.HERE).date(), language)}: {one.content['text']}" for one in episode.messages.all()]
    yield Section(say(language, "messages"), messages)


def _date(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def _statement(fact: str, raw: object, wording: Wording, language: Language) -> str:
    value = None if raw is None else read_value(current().facts[fact], raw, ())
    said = say(language, "unsure") if value is None or isinstance(value, Problem) else wording.value(fact, value)
    return f"- {upper(wording.name(fact))}: {said}"


def _diary(on: Any, content: dict[str, Any], language: Language) -> str:
    parts = [say(language, "pain_of_10", content["pain"]), *(_leg(content, language)), *([content["note"]] if content.get("note") else [])]
    return f"- {short_date(on, language)}: {'; '.join(parts)}"


def _session(on: Any, content: dict[str, Any], language: Language) -> str:
    exercise = current().exercises.get(content["exercise"])
    name = exercise.name[language] if exercise else content["exercise"]
    facts = asking.progression().facts
    parts = [f"{facts[key].name[language]} {content[key]}" for key in asking.SESSION[:-1] if content.get(key) is not None]
    morning = [say(language, "morning_after", content[asking.MORNING])] if content.get(asking.MORNING) is not None else []
    return f"- {short_date(on, language)}: {name}, {content['done']}%; {'; '.join([*parts, *_leg(content, language), *morning])}"


def _leg(content: dict[str, Any], language: Language) -> list[str]:
    _, leg = asking.diary_facts()
    return [f"{leg.name[language]}: {words[language]}" for option, words in leg.options if option == content.get("leg_change")]
