"""The room of the therapist: who needs attention, and the record of one patient from examination to the end of care."""

from django.apps import AppConfig


class TherapistConfig(AppConfig):
    name = "wervel.web.therapist"
    label = "therapist"
