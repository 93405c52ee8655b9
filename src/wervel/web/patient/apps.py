"""What a patient does at home: the intake, the session of today, the diary, and everything that is kept about them."""

from django.apps import AppConfig


class PatientConfig(AppConfig):
    name = "wervel.web.patient"
    label = "patient"
