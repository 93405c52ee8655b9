"""When a session ends by itself: sooner for who can read the records of others."""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.accounts.second_factor import is_professional

PROFESSIONAL = (timedelta(minutes=30), timedelta(hours=12))
PATIENT = (timedelta(days=14), timedelta(days=30))
"""After so long without use, and after so long in any case."""
NOTICE = timedelta(minutes=3)
"""Use is noted no more often than this, so that reading does not write."""
BEGAN, SEEN = "began", "seen"


class SessionEnds:
    """Signs out who was away too long. Without a session cookie it looks at nothing: public pages need no database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
            self.look_at(request, request.user)
        return self.get_response(request)

    def look_at(self, request: HttpRequest, user: User) -> None:
        now = clock.now().timestamp()
        began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
        idle, whole = PROFESSIONAL if is_professional(user) else PATIENT
        if now - seen > idle.total_seconds() or now - began > whole.total_seconds():
            logout(request)
        elif BEGAN not in request.session or abs(now - seen) > NOTICE.total_seconds():
            request.session[BEGAN], request.session[SEEN] = began, now
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=clock.now())
