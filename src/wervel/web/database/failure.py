"""What people see when something breaks: 503 while the database cannot be reached, is locked or is full; 500 for a mistake of ours."""

import errno
import sys

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = 30
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NOT_STORED = {"Cache-Control": "no-store"}


def failed(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`. It asks nothing of the session, the user or the database: those may be what broke."""
    if is_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("503.html"), status=503, headers={**NOT_STORED, "Retry-After": str(RETRY_AFTER)})
    return HttpResponse(render_to_string("500.html"), status=500, headers=NOT_STORED)


def is_away(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that the database or the disk cannot take anything now."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError) or (isinstance(error, OSError) and error.errno in FULL):
            return True
        error = error.__cause__ or error.__context__
    return False
