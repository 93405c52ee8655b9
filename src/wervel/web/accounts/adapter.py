"""How allauth behaves here: accounts come by invitation, and what it keeps of a second factor is sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from wervel.web.accounts.second_factor import FACTORS, is_professional
from wervel.web.practice import vault


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Who works here replaces the last second factor before taking it away."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 (models cannot be imported before the apps are)

        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(pk=authenticator.pk)
        return authenticator.type not in FACTORS or others.exists() or not is_professional(authenticator.user)

    def encrypt(self, text: str) -> str:
        return vault.seal_for_house(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        text: Any = vault.open_for_house(encrypted_text.encode())
        return str(text)
