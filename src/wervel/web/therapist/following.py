"""How it goes: pain and what was done in one picture, the verdict of the course, and what the rules propose for each exercise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from wervel.knowledge.course import PAIN
from wervel.knowledge.types import Dose
from wervel.programme.making import Programme
from wervel.web.care import services
from wervel.web.care.models import DRAFT
from wervel.web.look.charts import Chart, Week
from wervel.web.look.parts import Entry, Table
from wervel.web.patient.session import released
from wervel.web.practice.access import AccessRequest
from wervel.web.therapist.caseload import day_of
from wervel.web.therapist.editing import COUNTED, TIMED, Edit
from wervel.web.therapist.forms import token_of
from wervel.web.therapist.record import Record, of_complaint

DAYS, MOST_ENTRIES = 7, 7


@dataclass(frozen=True)
class Proposal:
    """What the rules of progression say about one exercise. `tell`: somebody must hear of it, and how soon."""

    name: str
    says: str
    dose: str
    rule: str
    tell: str


def adherence(
    programmes: Iterable[tuple[Programme, date, date]], done: set[tuple[date, str]], started: date, today: date
) -> dict[int, int]:
    """Percent of what was planned that was done, in each whole week of care; weeks without a plan are left out.

    `programmes`: each with the days from which and up to which (not included) it held. `done`: which exercise on which day.
    """
    planned: dict[int, int] = {}
    kept: dict[int, int] = {}
    for programme, since, until in programmes:
        for session in programme.sessions:
            day = programme.start + timedelta(days=session.day)
            if not since <= day < min(until, today + timedelta(days=1)) or day < started:
                continue
            week = (day - started).days // DAYS
            planned[week] = planned.get(week, 0) + len(session.choices)
            kept[week] = kept.get(week, 0) + sum((day, one.exercise.id) in done for one in session.choices)
    return {week: 100 * kept[week] // number for week, number in planned.items() if number}


def chart_of(record: Record) -> Chart:
    """Pain at the end of each week, what is usual then, and what was done in the week before."""
    follow, today = record.follow, record.follow.today
    done = {(one.day, one.exercise) for one in follow.episode.sessions if one.done > 0}
    share = adherence(held(record), done, follow.episode.started, today)
    weeks = [Week(one.week, one.pain, one.band, share.get(one.week - 1)) for one in follow.weeks]
    start = follow.looks.pain.baseline
    points = follow.course.measure(PAIN).points
    matters = None if start is None or points is None else max(Fraction(0), start - points)
    return Chart(weeks, record.language, matters)


def held(record: Record) -> Iterator[tuple[Programme, date, date]]:
    """The programmes that were released, each up to the day of the next."""
    rows = list(record.episode.programmerecords.exclude(status=DRAFT).exclude(released_at=None).order_by("released_at"))
    for at, row in enumerate(rows):
        row.episode = record.episode
        planned = services.plan_of(row)
        assert row.released_at is not None
        until = rows[at + 1].released_at if at + 1 < len(rows) else None
        if planned.programme is not None:
            yield planned.programme, row.released_at.date(), until.date() if until else date.max


def proposals(record: Record) -> list[Proposal]:
    """The decisions of today over the programme that was released, those that somebody must hear of first."""
    agreed = released(record.episode, record.follow)
    if agreed is None:
        return []
    guideline, language, doses = record.guideline, record.language, agreed.doses
    told = []
    for gone in doses.left_out:
        names = ", ".join(guideline.exercises[one].name[language] for one in gone.exercises) or record.say("whole_day")
        told.append(Proposal(names, gone.text[language], record.say("left_out"), gone.rule, gone.tell or ""))
    for name, decision in doses.decisions.items():
        before = guideline.exercises[name].name[language]
        after = guideline.exercises[decision.exercise].name[language] if decision.exercise else ""
        title = before if not after or decision.exercise == name else f"{before} → {after}"
        told.append(Proposal(title, decision.text[language], _dose(record, decision.dose), decision.rule, decision.tell or ""))
    return sorted(told, key=lambda one: ("same_day", "soon", "").index(one.tell))


def proposed(record: Record) -> tuple[list[Edit], list[Edit]]:
    """The decisions of today as changes to a new draft: what is left out and what comes in its place; and the doses of now."""
    agreed = released(record.episode, record.follow)
    if agreed is None:
        return [], []
    decisions = agreed.doses.decisions
    replaced = {name: one.exercise for name, one in decisions.items() if one.exercise not in (name, None)}
    gone = {one for left in agreed.doses.left_out for one in left.exercises} | set(replaced)
    out_and_in: list[Edit] = [{"do": "forbid", "exercise": one} for one in sorted(gone - set(replaced.values()))]
    out_and_in += [{"do": "pin", "exercise": one} for one in dict.fromkeys(replaced.values())]
    doses: list[Edit] = []
    for one in decisions.values():
        if one.exercise is not None and (dose := one.base or one.dose) is not None:
            parts = TIMED if dose.minutes is not None else COUNTED
            doses.append({"do": "dose", "exercise": one.exercise, **{part: getattr(dose, part) for part in parts}})
    return out_and_in, doses


def _dose(record: Record, dose: Dose | None) -> str:
    """A dose in short: 3 × 10, 5 s; effort 4."""
    if dose is None:
        return record.say("not_now")
    if dose.minutes is not None:
        amount = record.say("dose_in_minutes", dose.minutes)
    else:
        amount = f"{dose.sets} × {dose.reps}" + (f", {record.say('dose_in_seconds', dose.hold_s)}" if dose.hold_s else "")
    return f"{amount}; {record.say('dose_in_effort', dose.effort)}"


def diary(record: Record) -> list[Entry]:
    """The last days, the newest first, with what was written."""
    entries = []
    for one in reversed(record.follow.episode.diary[-MOST_ENTRIES:]):
        lines = [record.say(f"leg_{one.leg_change}")] if one.leg_change else []
        lines += [one.note] if one.note else []
        entries.append(Entry(day_of(one.day.isoformat()), record.say("pain_of", one.pain), one.day.isoformat(), lines))
    return entries


def goals(record: Record) -> Table | None:
    """The activities that the patient chose, with the first and the last score."""
    rows = []
    for goal in record.episode.goals.all():
        goal.episode = record.episode
        scores = [one["score"] for one in goal.content["scores"]]
        rows.append([goal.content["activity"], str(scores[0]) if scores else "–", str(scores[-1]) if scores else "–"])
    head = [record.say(one) for one in ("goal", "goal_first", "goal_last")]
    return Table(record.say("goals"), head, rows, frozenset({1, 2})) if rows else None


@of_complaint("read:follow_up")
@require_safe
def follow_up(request: AccessRequest, record: Record) -> HttpResponse:
    teller = record.teller
    told = [teller.going(), teller.measured(), teller.ending(), teller.contact()]
    content: dict[str, Any] = {
        "stopped": record.follow.stopped,
        "chart": chart_of(record),
        "calls": teller.now(),
        "sections": [one for one in told if one.lines],
        "proposals": proposals(record),
        "diary": diary(record),
        "goals": goals(record),
        "token": token_of(request),
    }
    return record.page(request, "follow_up", "follow_up", **content)
