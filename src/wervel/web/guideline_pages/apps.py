"""The guideline to read and to search: what every explanation in the app links to."""

from django.apps import AppConfig


class GuidelinePagesConfig(AppConfig):
    name = "wervel.web.guideline_pages"
    label = "guideline_pages"
