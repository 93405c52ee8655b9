"""What is noted about signing in, on the console and never with a password; and what ends when a second factor changes."""

import logging
from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from wervel.web.accounts.models import User
from wervel.web.practice.access import source_of

logger = logging.getLogger("wervel.security")


def note(what: str, request: HttpRequest | None, user: object = None) -> None:
    logger.info("%s user=%s from=%s", what, user or "-", source_of(request) if request else "-")


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    note("signed in", request, user)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    note("signed out", request, user)


@receiver(user_login_failed)
def failed(request: HttpRequest | None = None, **_: Any) -> None:
    """Not with what was typed: people type passwords where an address belongs."""
    note("sign-in failed", request)


@receiver((password_changed, password_reset))
def new_password(request: HttpRequest, user: User, **_: Any) -> None:
    note("password changed", request, user)


@receiver((authenticator_added, authenticator_removed))
def new_factor(request: HttpRequest, user: User, **_: Any) -> None:
    """Who changed it stays; sessions elsewhere end."""
    note("second factor changed", request, user)
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
