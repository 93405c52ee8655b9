"""The people of the web tests, for the stories in a browser."""

from tests.web.conftest import (
    alice,
    alice_record,
    bob,
    charlie,
    client_of,
    club,
    dana,
    django_db_setup,
    episode,
    erin,
    frank,
    lead,
    no_anchors,
    other_practice,
    practice,
)

__all__ = [
    "alice", "alice_record", "bob", "charlie", "client_of", "club", "dana", "django_db_setup", "episode", "erin", "frank", "lead",
    "no_anchors", "other_practice", "practice",
]  # fmt: skip
