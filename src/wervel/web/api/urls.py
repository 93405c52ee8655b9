"""/api/: bearer tokens instead of sessions, and JSON for whatever is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from wervel.web.api import stateless
from wervel.web.api.door import door, problem
from wervel.web.api.records import router

assert stateless, "its operations are at the door because it was imported"
door.add_router("", router)


@csrf_exempt
@login_not_required
def nothing(request: HttpRequest) -> HttpResponse:
    return problem(404, "no such address; see /api/openapi.json")


patterns, app, namespace = door.urls
for pattern in patterns:
    if isinstance(pattern, URLPattern) and pattern.callback is not None:
        login_not_required(pattern.callback)  # tokens say who is there; without one the answer is 401 and no page to sign in

urlpatterns = [path("", (list(patterns), app, namespace)), re_path("^", nothing)]
