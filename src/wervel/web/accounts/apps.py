"""Accounts: what happens around signing in is noted, and a changed second factor ends other sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wervel.web.accounts"

    def ready(self) -> None:
        from wervel.web.accounts import signals  # noqa: F401, PLC0415 (it connects what it defines)
