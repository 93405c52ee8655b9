"""A second factor: compulsory for who works with other people's records."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

FACTORS = ("totp", "webauthn")
OPEN = ("account_", "mfa_", "usersessions_", "language")
"""Names of pages that somebody without a second factor needs to get one, or to leave."""


def has_second_factor(user: AbstractBaseUser) -> bool:
    """An app that gives codes, or a passkey. Recovery codes alone are none."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 (models cannot be imported before the apps are)

    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def is_professional(user: AbstractBaseUser) -> bool:
    """Whether this person works anywhere."""
    from wervel.web.practice.models import Membership  # noqa: PLC0415 (the same)

    return Membership.objects.filter(user_id=user.pk, until=None).exists()


class SecondFactorRequired:
    """Sends professionals who have no second factor yet to the page where they set one up. The records are closed to them anyway."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if not getattr(view, "login_required", True) or name.startswith(OPEN) or not request.user.is_authenticated:
            return None
        return redirect("mfa_index") if is_professional(request.user) and not has_second_factor(request.user) else None
