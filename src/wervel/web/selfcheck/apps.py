"""The first visit: what to do about this back, without an account."""

from django.apps import AppConfig


class SelfcheckConfig(AppConfig):
    name = "wervel.web.selfcheck"
    label = "selfcheck"
