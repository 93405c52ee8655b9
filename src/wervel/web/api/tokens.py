"""Making, finding and revoking tokens."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.api.models import SCOPES, Token
from wervel.web.audit import log
from wervel.web.practice.access import roles_in
from wervel.web.practice.models import Practice
from wervel.web.practice.vault import token_hash

PREFIX = "wervel_"
"""So that whoever finds a token in a file knows what it is."""
BYTES = 32
DAYS = (30, 90, 365)
"""How long a token can be made to last."""
LONGEST_NAME = 80


def make(user: User, practice: Practice, name: str, scopes: Iterable[str], days: int, source: str) -> tuple[Token, str]:
    """A new token, and its secret, which is shown once and not kept. Raises ValueError for a value that is not offered."""
    chosen = [scope for scope in SCOPES if scope in set(scopes)]
    if not name.strip() or len(name) > LONGEST_NAME or not chosen or days not in DAYS:
        raise ValueError("a name, at least one scope, and one of the terms")
    secret, now = PREFIX + secrets.token_urlsafe(BYTES), clock.now()
    token = Token(user=user, practice=practice, name=name.strip(), scopes=chosen, at=now, expires=now + timedelta(days=days))
    token.hash = token_hash(secret)
    with transaction.atomic():
        token.save(force_insert=True)
        _log(user, practice, "new token", source)
    return token, secret


def revoke(user: User, token: Token, source: str) -> None:
    """It opens nothing from now on."""
    with transaction.atomic():
        Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())
        _log(user, token.practice, "revoked token", source)


def running(practice: Practice) -> QuerySet[Token]:
    return Token.objects.filter(practice=practice, revoked_at=None, expires__gt=clock.now()).select_related("user").order_by("at")


def find(secret: str) -> Token | None:
    """The token with this secret; nothing when it ended, or when whom it acts for no longer works there with a second factor."""
    known = Token.objects.select_related("user", "practice")
    token = known.filter(hash=token_hash(secret), revoked_at=None, expires__gt=clock.now(), practice__archived_at=None).first()
    if token is None or not roles_in(token.user, token.practice_id):
        return None
    today = clock.today()
    if token.used_on != today:
        Token.objects.filter(pk=token.pk).update(used_on=today)
    return token


def _log(user: User, practice: Practice, what: str, source: str) -> None:
    role = next(iter(roles_in(user, practice.id)), "")
    log.write(log.Entry("write", what, None, user.id, role, practice.id, "management", source))
