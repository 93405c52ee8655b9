"""Managing a practice: its people, its records without what is clinical, its access log and its tokens."""

from django.apps import AppConfig


class ManagementPagesConfig(AppConfig):
    name = "wervel.web.management_pages"
    label = "management_pages"
