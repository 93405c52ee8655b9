"""Pages that say what is wrong, with the same look. 500 and 503 come from `database.failure`, from templates that need no request."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wervel.web.care.services import Reused
from wervel.web.look.parts import Row


def error_page(request: HttpRequest, status: int, *, typed: Sequence[Row] = (), look_at: str = "", says: str = "") -> HttpResponse:
    """One of 400, 403, 404, 409 and 422. For 409, where somebody else was first: what was typed, and where the new version stands.

    `says`: the words, where they are not those of the status.
    """
    return render(request, "look/error.html", {"status": says or str(status), "typed": typed, "look_at": look_at}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 409, says="reused") if isinstance(exception, Reused) else error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)
