"""The room of the club: squads, who joins today, and what a player notes and shares."""

from django.apps import AppConfig


class ClubConfig(AppConfig):
    name = "wervel.web.club"
    label = "club"
