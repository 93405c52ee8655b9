"""What is between a patient and their therapist, and what is kept: messages, calendar, everything as a file, and who looked."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wervel.documents.calendar import Wish, write_calendar
from wervel.documents.schedule import schedule_of
from wervel.narrate.report import Teller
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import RELEASED, CalendarFeed, Episode, ProgrammeRecord
from wervel.web.look.parts import Problem, Table
from wervel.web.look.saying import language_now
from wervel.web.patient.export import readable, whole
from wervel.web.patient.pages import kept_token, say, token_of, under_care
from wervel.web.practice.access import AccessRequest, for_patient, source_of
from wervel.web.practice.models import Patient
from wervel.web.practice.services import own_access_log
from wervel.web.practice.vault import token_hash

ROWS = 50
NO_ACCOUNT = ("feed", "parent")
"""By which right somebody without an account comes: with a secret address."""

PERIOD = timedelta(days=92)
EMPTY_CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wervel//wervel//NL\r\nEND:VCALENDAR\r\n"


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:own_message")
def messages(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    typed, problems = "", tuple[Problem, ...]()
    if request.method == "POST":
        typed = request.POST.get("text", "").strip()
        if 0 < len(typed) <= services.LONGEST_TEXT:
            services.send_message(request.access, episode, typed, token_of(request))
            return redirect("patient:messages", episode.patient_id)
        problems = (Problem(say(request, "message_length", services.LONGEST_TEXT), "text"),)
    written = list(episode.messages.select_related("author").order_by("-id"))
    for one in written:
        one.episode = episode
    told = [(one, one.author_id == request.access.user.id, one.at.astimezone(clock.HERE), one.content["text"]) for one in written]
    response = render(
        request,
        "patient/messages.html",
        {"patient": episode.patient, "told": told, "typed": typed, "problems": problems, "token": kept_token(request)},
        status=422 if problems else 200,
    )
    services.mark_read(request.access, episode)
    return response


# --- calendar ---


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient("write:feed")
def calendar(request: AccessRequest, patient: Patient) -> HttpResponseBase:
    """An address for the calendar of a phone. It is shown once, for only its hash is kept."""
    address = ""
    if request.method == "POST":
        if "stop" in request.POST:
            services.revoke_feed(request.access)
            return redirect("patient:calendar", patient.id)
        token = secrets.token_urlsafe(32)
        services.new_feed(request.access, token)
        address = f"{settings.URL}{reverse('patient:feed', args=[token])}"
    running = CalendarFeed.objects.filter(patient=patient, revoked_at=None).exists()
    return render(request, "patient/calendar.html", {"patient": patient, "address": address, "running": running})


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """When the sessions are, for who has the address. It says "exercise" and nothing about health."""
    found = CalendarFeed.objects.filter(token_hash=token_hash(token), revoked_at=None, patient__destroyed_at=None)
    one = found.select_related("patient", "patient__user").first()
    if one is None:
        raise Http404
    patient = one.patient
    log.write(log.Entry("read", "calendar", patient.id, None, "", patient.practice_id, "feed", source_of(request)))
    record = ProgrammeRecord.objects.filter(episode__patient=patient, episode__closed=None, status=RELEASED).last()
    content = EMPTY_CALENDAR if record is None else calendar_of(record, patient)
    return HttpResponse(content, "text/calendar; charset=utf-8")


def calendar_of(record: ProgrammeRecord, patient: Patient) -> bytes:
    record.episode.patient = patient
    plan = services.plan_of(record)
    schedule = schedule_of(plan)
    assert schedule is not None, "only what holds a programme was released"
    language = patient.user.speaks if patient.user else "nl"
    return write_calendar(schedule, str(patient.id), Teller(plan.assessment, language), Wish(version=record.number))


# --- everything that is kept ---


@require_safe
@for_patient("export:own_record")
def everything(request: AccessRequest, patient: Patient) -> HttpResponse:
    """To read and to print."""
    return render(request, "patient/record.html", {"patient": patient, "parts": readable(patient, language_now())})


@require_safe
@for_patient("export:own_record")
def file(request: AccessRequest, patient: Patient) -> HttpResponse:
    """The same for another program."""
    name = f"wervel-{patient.number}-{clock.today()}.json"
    return JsonResponse(
        whole(patient),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


# --- who looked ---


@require_safe
@for_patient("read:own_access_log")
def access_log(request: AccessRequest, patient: Patient) -> HttpResponse:
    """Who did what with this record, the last first, in the period that is asked for."""
    until = _day(request.GET.get("until", "")) or clock.today()
    since = _day(request.GET.get("since", "")) or until - PERIOD
    problems = (Problem(say(request, "period_wrong"), "since"),) if since > until else ()
    rows = own_access_log(request.access, since, until)[::-1]
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    told = {
        "patient": patient,
        "since": since,
        "until": until,
        "page": page,
        "table": told_rows(request, page.object_list),
        "problems": problems,
    }
    return render(request, "patient/access_log.html", told, status=422 if problems else 200)


def told_rows(request: AccessRequest, rows: Iterable[AccessLog]) -> Table:
    rows = list(rows)
    language = language_now()
    users = {user.id: user for user in User.objects.filter(id__in={row.user for row in rows if row.user})}
    head = [say(language, key) for key in ("log_when", "log_who", "log_what")]
    return Table(say(language, "log_table"), head, [[_when(row.at), who(request, row, users), what(row)] for row in rows])


def who(request: AccessRequest, row: AccessLog, users: dict[UUID, User]) -> str:
    language = language_now()
    if row.user == request.access.user.id:
        return say(language, "log_you")
    if row.user is None:
        return say(language, f"log_{row.basis}" if row.basis in NO_ACCOUNT else "log_system")
    user = users.get(row.user)
    name = user.name if user and user.name else say(language, "log_somebody")
    role = say(language, f"role_{row.role}") if f"role_{row.role}" in say.said else ""
    return f"{name} ({role})" if role else name


def what(row: AccessLog) -> str:
    """What was done, in plain words; a breaking of the glass and a refusal are always said."""
    language = language_now()
    action = f"log_{row.action}" if f"log_{row.action}" in say.said else "log_other"
    thing = row.object.rpartition(":")[2].removeprefix("own_").partition(" ")[0]
    object_ = f"object_{thing}" if f"object_{thing}" in say.said else "object_record"
    told = say(language, action, say(language, object_))
    return f"{told} {say(language, 'log_emergency')}" if row.basis == "break_glass" else told


def _when(at: datetime) -> str:
    here = at.astimezone(clock.HERE)
    return f"{here.day}-{here.month}-{here:%Y %H:%M}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
