"""Addresses: each room has its own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from wervel.web.look.views import home

ROOMS = {
    "": "selfcheck",
    "pictures/": "look",
    "account/": "accounts",
    "practice/": "management_pages",
    "me/": "patient",
    "care/": "therapist",
    "club/": "club",
    "guideline/": "guideline_pages",
    "api/": "api",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", login_not_required(set_language), name="language"),
    path("home/", home, name="home"),
    path("", include("wervel.web.patient.worker_urls")),
    *(path(prefix, include(f"wervel.web.{room}.urls")) for prefix, room in ROOMS.items()),
]
handler400 = "wervel.web.look.errors.bad_request"
handler403 = "wervel.web.look.errors.forbidden"
handler404 = "wervel.web.look.errors.not_found"
handler429 = "wervel.web.accounts.views.too_many"  # allauth asks for it
handler500 = "wervel.web.database.failure.failed"
