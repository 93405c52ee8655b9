"""The door for other software."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "wervel.web.api"
    label = "api"
