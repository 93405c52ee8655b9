"""Thousands of strange calls, made up from the description of the API: nothing breaks, and every answer is as described."""

import json
import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from wervel.web.accounts.models import User
from wervel.web.api import records, stateless, tokens
from wervel.web.api.models import SCOPES
from wervel.web.care.models import Episode
from wervel.web.practice.models import Membership, Patient

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("WERVEL_FUZZ", "8"))
"""For each operation and role; `WERVEL_FUZZ=500` for a long run."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance, negative_data_rejection,
          unsupported_method, ignored_auth]  # fmt: skip
"""All that apply. That what fits the description is accepted is no promise: some answers cannot go together, which no schema says."""


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No limits, and calls that leave the connection of the test open, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    for limit in (stateless.ASSESSMENTS, stateless.PLANS, *records.LIMITS):
        monkeypatch.setattr(limit, "most", 10**9)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", ["nobody", "bob", "charlie", "lead", "frank", "dana"])
def test_no_call_breaks_anything_whoever_makes_it(
    role: str, alice_record: Patient, episode: Episode, open_door: None, request: pytest.FixtureRequest
) -> None:
    headers = {} if role == "nobody" else {"Authorization": f"Bearer {_secret(request.getfixturevalue(role))}"}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 10
    for operation in operations:
        if role == "nobody" or operation.definition.raw["tags"] == ["Records"]:
            _call(operation, headers, alice_record.id, episode.id)


def _secret(user: User) -> str:
    return tokens.make(user, Membership.objects.get(user=user).practice, "fuzz", SCOPES, 30, "test")[1]


def _call(operation: Any, headers: dict[str, str], patient: UUID, episode: UUID) -> None:
    """With ids that exist in one half of the calls, so that more than the door is tried."""
    calls = iter(range(10**9))

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize="WERVEL_FUZZ" not in os.environ,
              suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])  # fmt: skip
    @given(case=operation.as_strategy())
    def call(case: Any) -> None:
        if next(calls) % 2 and case.path_parameters:
            case.path_parameters |= {key: value for key, value in {"patient": str(patient), "episode": str(episode)}.items()
                                     if key in case.path_parameters}  # fmt: skip
        case.call_and_validate(headers=headers, checks=CHECKS)

    call()


def test_the_description_itself_can_be_read_as_json() -> None:
    from django.test import Client

    assert json.loads(Client().get("/api/openapi.json").content)["paths"]
