"""A day with much more pain: what to do now, and the therapist hears of it."""

from uuid import NAMESPACE_OID, uuid5

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wervel.narrate.course import FollowTeller
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import Episode
from wervel.web.look.saying import language_now
from wervel.web.patient import asking
from wervel.web.patient.pages import Sheet, kept_token, say, token_of, under_care
from wervel.web.patient.session import flares_of, released
from wervel.web.patient.standing import is_urgent, look_now
from wervel.web.patient.training import told
from wervel.web.practice.access import AccessRequest


@require_http_methods(["GET", "HEAD", "POST"])
@under_care("write:diary")
def flare(request: AccessRequest, episode: Episode) -> HttpResponseBase:
    """Two questions, and then the plan. What is answered is the line of the diary of today."""
    sheet = Sheet.of(asking.diary_facts(), language_now(), sure=[asking.PAIN])
    if request.method == "POST":
        sheet = sheet.answered(request.POST)
        if sheet.values is not None:
            token = token_of(request)
            content = {**asking.diary_content(sheet.values), "flare": "yes"}
            services.write_diary(request.access, episode, clock.today(), content, token)
            text = say(request, "flare_message", content["pain"])
            services.send_message(request.access, episode, text, uuid5(NAMESPACE_OID, f"{token} message"))
            return redirect("patient:first" if is_urgent(look_now(episode)) else "patient:flare_plan", episode.patient_id)
    look = look_now(episode)
    page = {
        "patient": episode.patient,
        "sheet": sheet,
        "net": FollowTeller(look, None, language_now()).safety_net(),
        "token": kept_token(request),
    }
    return render(request, "patient/flare.html", page, status=422 if sheet.problems else 200)


@require_safe
@under_care("read:own_today")
def plan(request: AccessRequest, episode: Episode) -> HttpResponse:
    """What to do in the calm days: the text of the guideline, and what is left of the exercises."""
    look = look_now(episode)
    agreed = released(episode, look)
    calm = [agreed.item(name) for name in agreed.exercises if agreed.left_out(name) is None] if agreed else []
    calls = [call for call in look.calls if call.done is None]
    page = {
        "patient": episode.patient,
        "reported": clock.today() in flares_of(episode),
        "says": asking.progression().flare_up.text,
        "exercises": [(item, told(agreed, item)) for item in calm] if agreed else [],
        "calls": calls,
        "net": FollowTeller(look, None, language_now()).safety_net(),
    }
    return render(request, "patient/flare_plan.html", page)
