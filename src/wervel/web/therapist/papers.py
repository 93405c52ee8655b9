"""What goes to others: the letter to the GP, a referral, and the text for a record system elsewhere."""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from wervel.documents.letter import Address, print_letter
from wervel.documents.schedule import Schedule, schedule_of
from wervel.knowledge.document import Refused
from wervel.narrate.report import Section, upper
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import RELEASED
from wervel.web.look.parts import Problem
from wervel.web.practice.access import AccessRequest
from wervel.web.therapist.forms import LetterForm, token_of
from wervel.web.therapist.programme import pdf_answer
from wervel.web.therapist.record import Record, of_complaint

NOTES = {
    "soep": ("note_s", "note_o", "note_e", "note_p"),
    "hoac": ("note_intake", "note_examination", "note_analysis", "note_plan"),
}
"""The headings of a note, in the two forms that are used: SOEP and HOAC."""


@of_complaint("write:letter")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: AccessRequest, record: Record) -> HttpResponse:
    """A letter as PDF. Nothing of it is kept: it is made from the record each time."""
    form = LetterForm(record.language, request.POST or None, initial={"sender": record.access.user.name, "kind": "gp"})
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data
        address = Address(record.patient.name, content["sender"], content["receiver"], clock.today(), content["kind"] == "referral")
        try:
            pdf = print_letter(record.assessment, plan_now(record), record.follow.standing.case, record.language, address)
        except Refused as why:
            problems = [Problem(record.say("unprintable", why.problems[0].found), "id_receiver")]
        else:
            record.access.log("print", content["kind"])
            return pdf_answer(pdf, f"{record.patient.number}-{record.say('file_letter')}-{clock.today()}")
    status = 422 if problems or form.errors else 200
    shown = {"form": form, "problems": problems, "token": token_of(request)}
    return record.page(request, "letter", "letter", status, **shown)


def plan_now(record: Record) -> Schedule | None:
    """The programme that the patient has."""
    kept = record.episode.programmerecords.filter(status=RELEASED).last()
    if kept is None:
        return None
    kept.episode = record.episode
    schedule = schedule_of(services.plan_of(kept))
    return schedule and replace(schedule, is_draft=False)  # a professional released it


@of_complaint("read:note")
@require_safe
def note(request: AccessRequest, record: Record) -> HttpResponse:
    """The same in plain text, to copy into another system."""
    kind = request.GET.get("form", "soep")
    kind = kind if kind in NOTES else "soep"
    text = note_text(record, kind, clock.today())
    return record.page(request, "note", "more", text=text, kind=kind, kinds=list(NOTES), rows=min(40, text.count("\n") + 3))


def note_text(record: Record, kind: str, today: date) -> str:
    """Four parts: what the patient tells, what was found, what that comes to, and what was agreed on."""
    parts = (_told(record, "patient"), _found(record), _analysis(record), _plan(record))
    blocks = [f"{record.say(head)}\n" + "\n".join(lines or [f"- {record.say('note_nothing')}"])
              for head, lines in zip(NOTES[kind], parts, strict=True)]  # fmt: skip
    return "\n\n".join([record.say("note_head", record.patient.number, today.isoformat(), record.guideline.version), *blocks])


def _told(record: Record, *by: str) -> list[str]:
    """What is there, and in one line what was asked or tested and is not. What the course reckons is only told where a patient says it."""
    facts, wording, reckoned = record.guideline.facts, record.teller.wording, record.follow.standing.reckoned
    known = {
        name: value
        for name, value in record.follow.standing.case.known.items()
        if facts[name].by in by and (name not in reckoned or facts[name].by == "patient")
    }
    lines = [f"- {upper(wording.statement(name, value))}" for name, value in known.items() if value is not False]
    absent = [wording.name(name) for name, value in known.items() if value is False]
    return [*lines, *([record.say("note_absent", "; ".join(absent))] if absent else [])]


def _found(record: Record) -> list[str]:
    return [*_told(record, "therapist", "record", "laboratory"), *_plain(record.teller.roots())]


def _analysis(record: Record) -> list[str]:
    """What fits and how sure, how urgent, the profile, what stands out: for a colleague, so without what is said to the patient."""
    assessment, guideline, language = record.assessment, record.guideline, record.language
    level = guideline.urgencies[assessment.at_least]
    lines = [f"- {record.class_name}"]
    for condition, confidence in assessment.hypotheses.items():
        name = upper(guideline.conditions[condition].name[language])
        lines.append(f"  {name} ({guideline.words['confidence'][confidence][language]})")
    lines.append(record.say("note_urgency", level.name[language], level.within[language]))
    if assessment.profile:
        lines.append(record.say("note_profile", guideline.programme.profiles[assessment.profile].name[language]))
    return [*lines, *(f"- {upper(rule.name[language])}" for rule in assessment.phenomena if rule.name)]


def _plan(record: Record) -> list[str]:
    kept, following = record.episode.programmerecords.filter(status=RELEASED).last(), record.follow.next_contact
    lines = [record.say("note_route", record.route_name)]
    if kept is not None and (schedule := plan_now(record)) is not None:
        lines.append(record.say("note_programme", kept.number, kept.released_name, schedule.weeks))
        lines += [f"  {one.choice.exercise.name[record.language]}: {record.teller.dose(one.choice)}" for one in schedule.cards]
    return [*lines, *([record.say("note_contact", record.teller.day(following.on))] if following else [])]


def _plain(section: Section) -> list[str]:
    return [line if line.startswith(("- ", "  ")) else f"- {line}" for line in section.lines]
