"""Without a connection: a service worker, a page that holds nothing of anybody, and the way in for what was noted meanwhile.

The browser keeps numbers and random ids only: which exercise of the library, sets and scores. It forgets them when somebody signs out.
"""

import zlib
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from wervel.knowledge.document import Refused
from wervel.logic.text import Language
from wervel.web.care import services
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.look.saying import language_now
from wervel.web.patient import asking
from wervel.web.patient.pages import Sheet, under_care
from wervel.web.patient.session import Released
from wervel.web.practice.access import AccessRequest

A_YEAR = 365 * 24 * 3600
DIARY, SESSION = "0", "1"
ASSETS = ("look/look.css", "look/look.js", "look/icon.svg", "patient/patient.css", "patient/patient.js")
WORKER_LANGUAGES: tuple[Language, ...] = ("nl", "en")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the addresses of what it keeps. A new guideline or a new look is a new worker."""
    version = current().version
    shell = [reverse("offline"), *(static(one) for one in ASSETS)]
    library = [reverse("library", args=[version, language]) for language in WORKER_LANGUAGES]
    page = render(request, "patient/sw.js", {"version": version, "shell": [*shell, *library]}, content_type="text/javascript")
    page["Service-Worker-Allowed"] = "/"
    page["Cache-Control"] = "no-cache"
    return page


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for everybody; a script fills in what this browser knows."""
    language = language_now()
    told = {
        "diary": Sheet.of(asking.diary_facts(), language, sure=[asking.PAIN]),
        "session": Sheet.of(asking.session_facts(), language, sure=[asking.DONE]),
        "library": reverse("library", args=[current().version, language]),
        "version": current().version,
    }
    return render(request, "patient/offline.html", told)


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def library(request: HttpRequest, version: str, language: str) -> HttpResponse:
    """Every exercise in order, with its words and pictures, for whoever reads the numbers back."""
    if version != current().version or language not in WORKER_LANGUAGES:
        raise Http404
    said: Language = "en" if language == "en" else "nl"
    exercises = {
        number_of(one.id): {
            "name": one.name[said],
            "says": one.instruction[said],
            "pictures": [
                {"src": reverse("look:picture", args=[version, one.id, at]), "alt": f"{one.name[said]}: {pose.label[said]}"}
                for at, pose in enumerate(one.poses, 1)
            ],
        }
        for one in current().exercises.values()
    }
    return JsonResponse(exercises)


def number_of(exercise: str) -> int:
    """A number for an exercise, the same in every version of the guideline."""
    return zlib.crc32(exercise.encode())


def numbers_of(agreed: Released) -> str:
    """The session of today as numbers: for each exercise its own, sets, repetitions, seconds, minutes, and 1 when it was done."""
    lines = []
    for item in agreed.today:
        dose = item.choice.dose
        numbers = (number_of(item.choice.exercise.id), dose.sets, dose.reps, dose.hold_s, dose.minutes or 0, int(item.is_done))
        lines.append(".".join(str(one) for one in numbers))
    return " ".join(lines)


@require_POST
@under_care("write:diary")
def sync(request: AccessRequest, episode: Episode) -> HttpResponse:
    """One entry that was made without a connection. Sent twice it is kept once; what cannot be kept is refused with the reason."""
    try:
        keep(request, episode)
    except (ValueError, Refused, services.Reused) as problem:
        return JsonResponse({"refused": str(problem)[:200]}, status=422)
    return HttpResponse(status=204)


def keep(request: AccessRequest, episode: Episode) -> None:
    """Raises ValueError or Refused for what is no entry of ours."""
    data = request.POST
    token, on = UUID(data.get("token", "")), date.fromisoformat(data.get("on", ""))
    numbers = [int(one) for one in data.get("values", "").split(",")]
    if data.get("kind") == DIARY:
        content: dict[str, Any] = asking.diary_content(asking.numbered(asking.diary_facts(), numbers))
        services.write_diary(request.access, episode, on, content, token)
    elif data.get("kind") == SESSION:
        values = asking.numbered(asking.session_facts(), numbers)
        if values[asking.DONE] is None:
            raise ValueError(asking.DONE)
        number = int(data.get("exercise", ""))
        exercise = next((one for one in current().exercises if number_of(one) == number), "")
        services.log_session(request.access, episode, on, asking.session_content(exercise, values), token)
    else:
        raise ValueError("kind")
