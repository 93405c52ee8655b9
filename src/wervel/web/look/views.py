"""The pictures of exercises, and where somebody begins."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wervel.documents.figures import figure_of
from wervel.web.guideline import current
from wervel.web.look.frame import frame

A_YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first place of whoever signed in: today, the caseload, the squads."""
    return redirect(frame(request)["frame"].places[0].href)


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def picture(request: HttpRequest, version: str, exercise: str, number: int) -> HttpResponse:
    """One pose of an exercise. The version stands in the address, so that a browser may keep it."""
    found = current().exercises.get(exercise)
    if found is None or version != current().version or not 1 <= number <= len(found.poses):
        raise Http404
    return HttpResponse(figure_of(found.poses[number - 1]).svg, content_type="image/svg+xml")
