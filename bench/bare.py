"""A bare Django page: one view with a small text, and nothing before or behind it. What the pages of the app are measured against."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[])  # noqa: S106 (it signs nothing)


def small(request: HttpRequest) -> HttpResponse:
    return HttpResponse("A small text.")


urlpatterns = [path("", small)]
application = get_wsgi_application()
