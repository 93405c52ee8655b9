"""What somebody answered, kept in their own browser alone: a cookie that only this server can read. Nothing is stored here.

It goes with the browser session, and after 12 hours nothing can be read from it any more.
"""

import base64
import json
import zlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from wervel.knowledge.types import Guideline
from wervel.logic.fact import Problem, number_text, read_value
from wervel.logic.reference import Value
from wervel.web.look.questions import Given

HOURS = timedelta(hours=12)
MOST_BYTES = 8_000
"""Of what is unpacked; a hundred answers take 3,000."""


def name() -> str:
    """Of the cookie; over TLS one that no other host can set."""
    return "__Host-check" if settings.SESSION_COOKIE_SECURE else "check"


def read(request: HttpRequest, guideline: Guideline) -> dict[str, Value | None]:
    """Fact -> value, or None for "I do not know". Nothing when there is no cookie, or one that is too old or not ours.

    An answer that the guideline no longer knows is left out, so that it is asked again.
    """
    try:
        packed = _lock().decrypt(request.COOKIES.get(name(), "").encode(), ttl=int(HOURS.total_seconds()))
        unpacked = zlib.decompressobj().decompress(packed, MOST_BYTES)
        raw: dict[str, object] = json.loads(unpacked)
    except (InvalidToken, zlib.error, ValueError):
        return {}
    given: dict[str, Value | None] = {}
    for fact, answer in raw.items():
        if fact not in guideline.facts:
            continue
        value = None if answer is None else read_value(guideline.facts[fact], answer, ())
        if not isinstance(value, Problem):
            given[fact] = value
    return given


def write(response: HttpResponse, given: Given, guideline: Guideline) -> None:
    raw = {fact: None if value is None else _plain(guideline, fact, value) for fact, value in given.items()}
    packed = zlib.compress(json.dumps(raw, separators=(",", ":")).encode(), 9)
    response.set_cookie(name(), _lock().encrypt(packed).decode(), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")


def erase(response: HttpResponse) -> None:
    response.delete_cookie(name(), samesite="Lax")


def _plain(guideline: Guideline, fact: str, value: Value) -> object:
    """As it stands in a case file: steps may differ in a later guideline, numbers do not."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value if isinstance(value, bool | str) else number_text(guideline.facts[fact], value)


def _lock() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [salted_hmac("wervel.selfcheck", "answers", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
