"""Around the care itself: the overview of a record, the beginning and the end of a complaint, messages, and what was decided otherwise."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wervel.narrate.report import upper
from wervel.reasoning.assessment import rank
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import DRAFT, RELEASED
from wervel.web.look.parts import Entry, Row
from wervel.web.look.saying import language_now
from wervel.web.practice.access import AccessRequest, for_patient
from wervel.web.practice.models import Patient
from wervel.web.therapist.forms import CloseForm, MessageForm, StartForm, token_of
from wervel.web.therapist.phrases import REASONS
from wervel.web.therapist.record import Record, current_episode, of_complaint, say


@for_patient("read:overview")
@require_safe
def overview(request: AccessRequest, patient: Patient) -> HttpResponse:
    """Where it stands, what to do next, and what the patient told; without a complaint a way to begin one."""
    episode = current_episode(patient)
    if episode is None:
        shown = {"patient": patient, "form": StartForm(language_now()), "token": token_of(request)}
        return render(request, "therapist/start.html", shown)
    record = Record(request.access, episode)
    teller, declined = record.teller, record.follow.standing.case.declined
    sections = [teller.reasons(), teller.questions(declined)]
    content: dict[str, Any] = {
        "level": record.assessment.at_least,
        "next": next_step(record),
        "sections": [one for one in sections if one.lines],
        "told": told(record),
        "apart": told_apart(record),
    }
    return record.page(request, "overview", "overview", **content)


def next_step(record: Record) -> tuple[str, str, str]:
    """What a therapist would do now: the key of its words, where, and the sign."""
    assessment, statuses = record.assessment, set(record.episode.programmerecords.values_list("status", flat=True))
    if record.episode.closed:
        return "next_closed", record.url("close"), "calm"
    if rank(assessment.at_least) > rank("soon"):
        return "next_refer", record.url("letter"), "alarm"
    if not record.episode.answers.exists():
        return "next_intake", reverse("practice:record", args=[record.patient.id]), "info"
    if assessment.class_ == "undetermined":
        return "next_examine", record.url("examination"), "warn"
    if RELEASED in statuses:
        return "next_follow", record.url("follow_up"), "info"
    return ("next_release" if DRAFT in statuses else "next_draft"), record.url("programme"), "info"


def told(record: Record) -> list[tuple[str, list[Row]]]:
    """What the patient answered, by group as it was asked, but for what is not there."""
    guideline, language, wording = record.guideline, record.language, record.teller.wording
    groups: dict[str, list[Row]] = {}
    for name, value in record.follow.standing.case.known.items():
        fact = guideline.facts[name]
        if fact.by == "patient" and value is not False:
            group = guideline.groups[fact.group].name[language] if fact.group else record.say("told_rest")
            groups.setdefault(upper(group), []).append(Row(upper(wording.name(name)), [wording.value(name, value)]))
    return list(groups.items())


def told_apart(record: Record) -> list[tuple[str, str]]:
    """What was asked and is not there, and what the patient does not know; each in one line."""
    standing, wording = record.follow.standing, record.teller.wording
    of_patient = {name for name, fact in record.guideline.facts.items() if fact.by == "patient"}
    absent = [wording.name(name) for name, value in standing.case.known.items() if value is False and name in of_patient]
    unknown = [wording.name(name) for name in sorted(standing.case.declined & of_patient)]
    return [(record.say(key), upper("; ".join(names))) for key, names in (("told_unknown", unknown), ("told_absent", absent)) if names]


@for_patient("write:episode")
@require_POST
def start(request: AccessRequest, patient: Patient) -> HttpResponse:
    form = StartForm(language_now(), request.POST)
    if not form.is_valid():
        return render(request, "therapist/start.html", {"patient": patient, "form": form, "token": token_of(request)}, status=422)
    services.start_episode(request.access, token_of(request), form.cleaned_data["started"])
    return redirect("therapist:overview", patient.id)


@of_complaint("write:reply")
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue(request: AccessRequest, record: Record) -> HttpResponse:
    """The messages with this patient. Who opens the page has seen them."""
    form = MessageForm(record.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.send_message(record.access, record.episode, form.cleaned_data["text"], token_of(request))
        return record.to("messages")
    services.mark_read(record.access, record.episode)
    entries = []
    for one in record.episode.messages.select_related("author"):
        one.episode = record.episode
        at = one.at.astimezone(clock.HERE)
        who = record.patient.name if one.author_id == record.patient.user_id else _name(record, one.author)
        entries.append(Entry(at.strftime("%d-%m-%Y %H:%M"), who, at.isoformat(), one.content["text"].splitlines()))
    shown = {"entries": entries, "form": form, "token": token_of(request), "has_account": record.patient.user_id is not None}
    return record.page(request, "messages", "messages", 422 if form.errors else 200, **shown)


def _name(record: Record, author: User | None) -> str:
    return (author.name or author.email) if author else record.say("somebody")


@of_complaint("read:decisions")
@require_safe
def more(request: AccessRequest, record: Record) -> HttpResponse:
    """Where somebody decided otherwise than the guideline suggested, with the reason; and the ways to a note and to the end of care."""
    return record.page(request, "more", "more", entries=decisions(record))


def decisions(record: Record) -> list[Entry]:
    entries = []
    for row in record.episode.overrides.select_related("author").order_by("-id"):
        row.episode = record.episode
        content, at = row.content, row.at.astimezone(clock.HERE)
        reason = REASONS[content["reason"]][record.language] if content["reason"] in REASONS else content["reason"]
        lines = [_decided(record, content), record.say("decided_why", reason), record.say("decided_by", _name(record, row.author))]
        entries.append(Entry(at.strftime("%d-%m-%Y %H:%M"), _about(record, content), at.isoformat(), lines))
    return entries


def _about(record: Record, content: dict[str, Any]) -> str:
    """What was decided on; other rooms decide on other things."""
    key = f"decided_{content['what'].split()[0]}"
    return record.say(key if key in say.said else "decided_other")


def _decided(record: Record, content: dict[str, Any]) -> str:
    """From what to what, in words."""
    before, after = content["from"], content["to"]
    if content["what"].startswith("programme"):
        exercises, language = record.guideline.exercises, record.language
        names = {key: exercises[str(after[key])].name[language] for key in ("exercise", "to") if key in after}
        parts = [f"{record.say(f'dose_{key}')} {(before or {}).get(key, '–')} → {value}" for key, value in after.items()
                 if key not in ("do", "exercise", "to")]  # fmt: skip
        return record.say(f"did_{after['do']}", names["exercise"], names.get("to", "") or ", ".join(parts))
    profiles, unknown = record.guideline.programme.profiles, record.say("not_known")
    told = [
        profiles[one].name[record.language] if one in profiles else str(one or unknown) for one in map(str, (before or "", after or ""))
    ]
    return record.say("decided_from_to", *told)


@of_complaint("write:close")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: AccessRequest, record: Record) -> HttpResponseBase:
    """The end of care, with its reason; or, after that, a new beginning."""
    possible = {one.id for one in record.follow.close}
    reasons = [
        (one.id, upper(one.name[record.language]) + (f" ({record.say('close_fits')})" if one.id in possible else ""))
        for one in record.follow.course.close_reasons
    ]
    form = CloseForm(record.language, reasons, request.POST or None)
    if request.method == "POST" and "reopen" in request.POST:
        services.reopen_episode(record.access, record.episode)
        return record.to("overview")
    if request.method == "POST" and form.is_valid():
        services.close_episode(record.access, record.episode, form.cleaned_data["reason"])
        messages.success(request, say(record.language, "closed_done"), extra_tags="calm")
        return record.to("close")
    names = {one.id: one.name[record.language] for one in record.follow.course.close_reasons}
    shown = {"form": form, "closed_because": names.get(record.episode.close_reason, ""), "token": token_of(request)}
    return record.page(request, "close", "more", 422 if form.errors else 200, **shown)
