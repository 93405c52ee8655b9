"""Where a patient comes in: what there is to do today."""

from datetime import date, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wervel.documents.phrases import day_name
from wervel.narrate.course import FollowTeller
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import Episode
from wervel.web.look.saying import language_now
from wervel.web.patient import asking, intake
from wervel.web.patient.offline import numbers_of
from wervel.web.patient.pages import Sheet, kept_token, say, under_care
from wervel.web.patient.session import released
from wervel.web.patient.standing import is_urgent, look_now
from wervel.web.practice.access import AccessRequest, for_patient
from wervel.web.practice.models import CLUB, Patient

REVIEW_DAYS = 7


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """To the record of this person; to a choice when there are more."""
    assert isinstance(request.user, User), "who is not signed in does not come here"
    of_player = Q(practice__kind=CLUB, episodes=None)  # at a club without a complaint: there is a team, and nothing to do today
    known = Patient.objects.filter(user=request.user, destroyed_at=None)
    records = list(known.exclude(of_player).select_related("practice"))
    if not records and known.exists():
        return redirect("club:mine")
    if len(records) == 1:
        return redirect("patient:today", records[0].id)
    return render(request, "patient/start.html", {"records": records})


@require_safe
@under_care("read:own_today")
def today(request: AccessRequest, episode: Episode) -> HttpResponse:
    look, on = look_now(episode), clock.today()
    agreed = released(episode, look)
    following = next((item for item in agreed.today if not item.is_done), None) if agreed else None
    told = {
        "patient": episode.patient,
        "episode": episode,
        "look": look,
        "teller": FollowTeller(look, None, language_now()),
        "urgent": is_urgent(look),
        "agreed": agreed,
        "numbers": numbers_of(agreed) if agreed else "",
        "following": following,
        "started": agreed is not None and any(item.is_done for item in agreed.today),
        "done": agreed is not None and bool(agreed.today) and following is None,
        "begins": say(request, "begins_on", day_name(agreed.programme.start, language_now())) if agreed else "",
        "diary_done": episode.diary.filter(on=on).exists(),
        "review_due": review_is_due(episode, on),
        "morning": morning_sheet(episode, on),
        "unread": episode.messages.filter(read_at=None).exclude(author=request.access.user).count(),
        "intake_open": intake.is_open(episode),
        "token": kept_token(request),
        "today": on,
    }
    return render(request, "patient/today.html", told)


def review_is_due(episode: Episode, on: date) -> bool:
    """A week after the start, and then a week after the last review or visit."""
    days = [episode.started, *episode.consultations.exclude(kind="intake").values_list("on", flat=True)]
    return episode.closed is None and max(days) <= on - timedelta(days=REVIEW_DAYS)


def morning_sheet(episode: Episode, on: date) -> Sheet | None:
    """The question about the morning after yesterday's session, until it is answered. Later than that nobody remembers."""
    rows = episode.sessionlogs.filter(on=on - timedelta(days=1))
    if all(row.content.get(asking.MORNING) is not None for row in rows):
        return None
    return Sheet.of([asking.morning_fact()], language_now(), sure=[asking.MORNING])


@require_POST
@under_care("write:session")
def morning(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    on = clock.today()
    sheet = morning_sheet(episode, on)
    if sheet is None:
        return redirect("patient:today", episode.patient_id)
    sheet = sheet.answered(request.POST)
    if sheet.values is None:
        return render(request, "patient/morning.html", {"patient": episode.patient, "sheet": sheet}, status=422)
    pain = sheet.values[asking.MORNING]
    assert isinstance(pain, int), "a score"
    services.note_morning(request.access, episode, on - timedelta(days=1), pain)
    return redirect("patient:today", episode.patient_id)


@require_safe
@under_care("read:own_today")
def first(request: AccessRequest, episode: Episode) -> HttpResponse:
    """What goes before everything."""
    look = look_now(episode)
    if not is_urgent(look):
        return redirect("patient:today", episode.patient_id)
    told = {
        "patient": episode.patient,
        "look": look,
        "teller": FollowTeller(look, None, language_now()),
        "intake_open": intake.is_open(episode),
    }
    return render(request, "patient/first.html", told)


@require_http_methods(["GET", "HEAD"])
@for_patient("read:own_today")
def more(request: AccessRequest, patient: Patient) -> HttpResponse:
    return render(request, "patient/more.html", {"patient": patient})
