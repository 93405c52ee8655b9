"""Whoever signs in begins where their work or their day is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_everybody_begins_at_their_own_place(
    client_of: Callable[..., Client], alice: Any, alice_record: Any, bob: Any, dana: Any, lead: Any
) -> None:
    def begins(user: Any) -> str:
        answer = client_of(user).get("/home/")
        assert answer.status_code == 302
        return str(answer["Location"])

    assert begins(alice) == f"/me/{alice_record.pk}/"
    assert begins(bob) == begins(lead) == "/care/"
    assert begins(dana).startswith("/club/")
    assert client_of(None).get("/home/")["Location"].startswith("/account/login/")
