"""The exercises: the programme that was released, and one exercise at a time with pictures, dose and how it went."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wervel.documents.phrases import short_date
from wervel.documents.schedule import schedule_of
from wervel.documents.sheet import Release, print_sheet
from wervel.knowledge.types import Dose
from wervel.logic.reference import Value
from wervel.narrate.course import FollowTeller
from wervel.narrate.report import Teller
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import Episode, SessionLog
from wervel.web.look.saying import language_now
from wervel.web.patient import asking
from wervel.web.patient.offline import number_of
from wervel.web.patient.pages import Sheet, kept_token, say, token_of, under_care
from wervel.web.patient.session import MORE, Item, Released, released
from wervel.web.patient.standing import is_urgent, look_now
from wervel.web.practice.access import AccessRequest
from wervel.web.selfcheck.result import Exercise

TONES = {"green": "calm", "amber": "warn", "red": "alarm"}
LEVELS = {"green": messages.SUCCESS, "amber": messages.WARNING}


@dataclass(frozen=True)
class Timer:
    """What the clock beside an exercise counts: `seconds` of work, `times` over, with `rest` seconds between them."""

    seconds: int
    times: int
    rest: int


def timer_of(dose: Dose) -> Timer | None:
    """Nothing to time where repetitions are counted."""
    if dose.minutes is not None:
        return Timer(60 * dose.minutes, 1, 0)
    return Timer(dose.hold_s, max(dose.reps, dose.sets), dose.rest_s if dose.reps <= 1 else 0) if dose.hold_s else None


def agreed_or_404(episode: Episode) -> Released:
    agreed = released(episode, look_now(episode))
    if agreed is None:
        raise Http404
    return agreed


def item_or_404(agreed: Released, name: str) -> Item:
    """An exercise of the programme, or the easier one that stands in for it now."""
    for one in agreed.exercises:
        if agreed.left_out(one) is None and name in (one, (item := agreed.item(one)).choice.exercise.id):
            return agreed.item(one) if name == one else item
    raise Http404


def told(agreed: Released, item: Item) -> Exercise:
    return Exercise(item.choice, Teller(agreed.plan.assessment, language_now()), agreed.programme.by_quota)


@require_safe
@under_care("read:own_programme")
def programme(request: AccessRequest, episode: Episode) -> HttpResponse:
    """The whole programme, as it was released and as it stands now."""
    agreed = released(episode, look_now(episode))
    items = [agreed.item(name) for name in agreed.exercises if agreed.left_out(name) is None] if agreed else []
    page = {
        "patient": episode.patient,
        "agreed": agreed,
        "released": released_by(agreed) if agreed else "",
        "week": Teller(agreed.plan.assessment, language_now()).week(agreed.programme) if agreed else None,
        "exercises": [(item, told(agreed, item)) for item in items] if agreed else [],
    }
    return render(request, "patient/programme.html", page)


def released_by(agreed: Released) -> str:
    """Who let it go, and when."""
    record, language = agreed.record, language_now()
    assert record.released_at is not None, "a released programme"
    on = record.released_at.astimezone(clock.HERE).date()
    return say(language, "released_by", record.released_name, short_date(on, language))


@require_safe
@under_care("print:own_programme")
def sheet(request: AccessRequest, episode: Episode) -> HttpResponse:
    """The same on paper."""
    agreed = agreed_or_404(episode)
    schedule = schedule_of(agreed.plan)
    assert schedule is not None, "a released programme"
    record, language = agreed.record, language_now()
    assert record.released_at is not None, "a released programme"
    release = Release(record.released_name, record.released_at.astimezone(clock.HERE).date())
    teller = Teller(agreed.plan.assessment, language)
    pdf = print_sheet(agreed.plan.assessment, schedule, teller, name=episode.patient.name, release=release)
    name = f"{say(language, 'sheet_file')}-{record.number}.pdf"
    return HttpResponse(pdf, "application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:session")
def exercise(request: AccessRequest, episode: Episode, name: str) -> HttpResponseBase:
    """One exercise with its pictures and a form for how it went. What was noted earlier today is filled in."""
    agreed = agreed_or_404(episode)
    item = item_or_404(agreed, name)
    name = item.choice.exercise.id
    form = Sheet.of(asking.session_facts(), language_now(), noted(episode, item.log), sure=[asking.DONE])
    if request.method == "POST":
        form = form.answered(request.POST)
        if form.values is not None:
            services.log_session(request.access, episode, clock.today(), asking.session_content(name, form.values), token_of(request))
            return went(request, episode, name)
    at = [one.choice.exercise.id for one in agreed.today]
    page = {
        "patient": episode.patient,
        "item": item,
        "told": told(agreed, item),
        "timer": timer_of(item.choice.dose),
        "form": form,
        "library_number": number_of(name),
        "number": at.index(name) + 1 if name in at else None,
        "count": len(at),
        "token": kept_token(request),
        "today": clock.today(),
    }
    return render(request, "patient/exercise.html", page, status=422 if form.problems else 200)


def noted(episode: Episode, log: SessionLog | None) -> dict[str, Value | None]:
    """What was noted of it earlier today; else the pain of before an exercise that was done just now."""
    if log is not None:
        content = log.content
        done = next(key for key, share in reversed(list(asking.SHARES.items())) if content["done"] <= share)
        return {asking.DONE: done, **{key: content.get(key) for key in asking.SESSION}}
    last = episode.sessionlogs.filter(on=clock.today()).last()
    before = asking.SESSION[0]
    return {before: last.content[before]} if last is not None and before in last.content else {}


def went(request: AccessRequest, episode: Episode, name: str) -> HttpResponseBase:
    """What an answer means at once: red stops here, the rest goes on with the next exercise."""
    look = look_now(episode)
    if is_urgent(look):
        return redirect("patient:first", episode.patient_id)
    agreed = released(episode, look)
    assert agreed is not None, "it was there a moment ago, and no alarm came up"
    light = agreed.light_of(clock.today(), name)
    if light == "red" or any(name in one.exercises for one in agreed.warnings):
        return redirect("patient:after", episode.patient_id, name)
    messages.add_message(request, LEVELS.get(light or "", messages.INFO), advice_on(agreed, name))
    following = next((one for one in agreed.today if not one.is_done), None)
    if following is None:
        return redirect("patient:today", episode.patient_id)
    return redirect("patient:exercise", episode.patient_id, following.choice.exercise.id)


def advice_on(agreed: Released, name: str) -> str:
    """What to do about an exercise from now on."""
    language = language_now()
    stopped = next((one.text for one in agreed.doses.left_out if name in one.exercises), None)
    if stopped is not None:
        return stopped[language]
    decision = agreed.doses.decisions.get(name)
    if decision is None:
        return say(language, "noted")
    return say(language, "step_waits") if decision.action in MORE else decision.text[language]


@require_safe
@under_care("read:own_today")
def after(request: AccessRequest, episode: Episode, name: str) -> HttpResponse:
    """What to do at once after an exercise that was too much."""
    look = look_now(episode)
    agreed = agreed_or_404(episode)
    log = agreed.log_of(name)
    if log is None:
        raise Http404
    warned = [one for one in agreed.doses.left_out if name in one.exercises]
    decision = agreed.doses.decisions.get(name)
    light = agreed.light_of(clock.today(), name)
    tells = [one.tell for one in warned] + ([decision.tell] if decision else [])
    page = {
        "patient": episode.patient,
        "tone": TONES.get(light or "", "info"),
        "light": light,
        "advice": advice_on(agreed, name),
        "call": "same_day" if "same_day" in tells else "soon" if "soon" in tells else "",
        "ask_again": any(one.ask_again for one in warned) or (decision is not None and decision.ask_again),
        "easier": next((one for one in agreed.today if not one.is_done), None),
        "rests": agreed.rests,
        "reason": warned[0].text if warned else None,
        "teller": FollowTeller(look, None, language_now()),
    }
    return render(request, "patient/after.html", page)
