"""The door for other software: who may, what comes out, and that whatever is wrong is said in JSON."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.core.cache import cache
from django.test import Client
from jsonschema import Draft202012Validator

from wervel.consult.results import schema
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.api import tokens
from wervel.web.api.models import SCOPES, Token
from wervel.web.audit.models import AccessLog
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.practice.models import Membership, Patient, Practice, Treatment

pytestmark = pytest.mark.django_db
CASE = {"facts": {"age_years": 41, "bladder_retention_or_hesitancy": "yes", "ces_onset_days": 1}}


class Caller:
    """Software with the token of somebody."""

    def __init__(self, user: User | None, practice: Practice | None, *scopes: str) -> None:
        self.client, self.headers = Client(), {}
        if user is not None and practice is not None:
            self.token, secret = tokens.make(user, practice, "dossier", scopes or SCOPES, 30, "test")
            self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, address: str) -> Any:
        return self.client.get(f"/api/{address}", headers=self.headers)

    def post(self, address: str, body: Any) -> Any:
        return self.client.post(f"/api/{address}", json.dumps(body), "application/json", headers=self.headers)


@pytest.fixture(autouse=True)
def _no_calls_counted(db: None) -> None:
    cache.clear()


def test_an_alarm_is_assessed_without_a_token_and_nothing_is_kept() -> None:
    answer = Caller(None, None).post("assess", CASE)
    assert answer.status_code == 200
    assert answer.json()["urgency"]["at_least"] == "emergency"
    Draft202012Validator({**schema(), "oneOf": [{"$ref": "#/$defs/assessment"}]}).validate(answer.json())
    assert answer.headers["Cache-Control"] == "no-store"
    assert not AccessLog.objects.exists()


def test_a_plan_is_in_the_published_form() -> None:
    body = {"facts": {}, "preferences": {"minutes": 15, "days": ["monday"], "start": "2026-01-05"}, "language": "en"}
    answer = Caller(None, None).post("plan", body)
    assert answer.status_code == 200
    Draft202012Validator({**schema(), "oneOf": [{"$ref": "#/$defs/plan"}]}).validate(answer.json())


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ('{"facts": {"ages": 4}}', 422, "a fact of the guideline"),
        ('{"facts": {"age_years": 400}}', 422, "age_years"),
        ('{"facts": {"age_years": NaN}}', 422, "finite"),
        ('{"facts": {"age_years": 1e999}}', 422, "finite"),
        ('{"facts": {"age_years": "\\ud800"}}', 422, "fit"),
        ('{"facts": {}, "more": 1}', 422, "more"),
        ('{"facts": [1]}', 422, "facts"),
        ('{"facts": {}, "preferences": {"equipment": ["rocket"]}}', 422, "rocket"),
        ('{"facts"', 400, "Cannot parse"),
        ("", 422, "case"),
    ],
)
def test_a_strange_body_is_refused_with_the_cure_and_never_breaks_anything(body: str, status: int, says: str) -> None:
    answer = Client().post("/api/assess", body, "application/json")
    assert answer.status_code == status, answer.content
    assert says in answer.content.decode()


def test_all_problems_of_a_case_are_said_at_once() -> None:
    found = Caller(None, None).post("assess", {"facts": {"ages": 4, "weighs": 5}}).json()["problems"]
    assert len(found) == 2
    assert all(one["cure"] for one in found)


def test_a_body_that_is_too_large_is_refused() -> None:
    answer = Client().post("/api/assess", b"[" + b" " * 2_100_000 + b"]", "application/json")
    assert answer.status_code == 413
    assert answer.json()["detail"]


def test_without_a_running_token_the_answer_is_401_in_json_and_no_redirect(bob: User, practice: Practice, alice_record: Patient) -> None:
    for secret in ("", "Bearer", "Bearer nothing", "Basic abc", f"Bearer wervel_{'x' * 43}"):
        answer = Client().get("/api/patients", headers={"Authorization": secret} if secret else {})
        assert answer.status_code == 401
        assert answer.json()["detail"]
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_of_the_screens_opens_nothing_here(client_of: Any, bob: User, alice_record: Patient) -> None:
    assert client_of(bob).get("/api/patients").status_code == 401


def test_a_token_ends_when_it_is_revoked_when_it_expires_and_with_the_job(bob: User, practice: Practice, lead: User) -> None:
    caller = Caller(bob, practice)
    assert caller.get("patients").status_code == 200
    Token.objects.update(expires=clock.now() - timedelta(seconds=1))
    assert caller.get("patients").status_code == 401
    Token.objects.update(expires=clock.now() + timedelta(days=1))
    Membership.objects.filter(user=bob).update(until=clock.now())
    assert caller.get("patients").status_code == 401
    Membership.objects.filter(user=bob).update(until=None)
    assert caller.get("patients").status_code == 200
    tokens.revoke(lead, caller.token, "test")
    assert caller.get("patients").status_code == 401


def test_a_token_is_not_kept_only_a_hash_of_it(bob: User, practice: Practice) -> None:
    token, secret = tokens.make(bob, practice, "dossier", SCOPES, 30, "test")
    assert secret.removeprefix(tokens.PREFIX) not in str(Token.objects.values().get(pk=token.pk))


def test_a_token_reads_what_its_owner_may_and_each_look_is_logged(
    bob: User, practice: Practice, alice_record: Patient, episode: Episode
) -> None:
    caller = Caller(bob, practice)
    before = AccessLog.objects.count()
    assert caller.get("patients").json()["patients"][0]["number"] == "P-0001"
    assert caller.get(f"patients/{alice_record.id}").json()["name"] == "Alice Adema"
    assert caller.get(f"patients/{alice_record.id}/episodes").json()[0]["id"] == str(episode.id)
    at = f"patients/{alice_record.id}/episodes/{episode.id}"
    for part in ("answers", "assessment", "diary", "programmes"):
        assert caller.get(f"{at}/{part}").status_code == 200, part
    rows = AccessLog.objects.order_by("number")[before:]
    assert [row.action for row in rows] == ["search", *["read"] * 6]
    assert all(row.source.startswith("api ") and row.user == bob.id for row in rows)
    assert {row.patient for row in rows[1:]} == {alice_record.id}


def test_answers_come_in_once_and_a_draft_follows_but_no_release(
    bob: User, practice: Practice, alice_record: Patient, episode: Episode
) -> None:
    caller, token = Caller(bob, practice), str(uuid4())
    at = f"patients/{alice_record.id}/episodes/{episode.id}"
    body = {"token": token, "kind": "intake", "facts": {"age_years": 41, "pregnant": None}}
    first, again = caller.post(f"{at}/answers", body), caller.post(f"{at}/answers", body)
    assert first.status_code == again.status_code == 201
    assert first.json()["changed"] == ["age_years", "pregnant"]
    assert again.json()["changed"] == []
    assert caller.get(f"{at}/answers").json()[0]["facts"]["age_years"] == 41
    assert AccessLog.objects.filter(action="write", object="intake").exists()
    refused = caller.post(f"{at}/answers", {**body, "facts": {"age_years": 999}})
    assert refused.status_code == 422
    other = caller.post(f"{at}/answers", {**body, "token": str(uuid4()), "facts": {"age_years": 999}})
    assert other.status_code == 422
    assert episode.consultations.count() == 1
    drafted = caller.post(f"{at}/programmes", {"token": str(uuid4())})
    assert drafted.status_code in (201, 409)
    assert caller.post(f"{at}/programmes/1/release", {}).status_code == 404


def test_a_released_case_gives_a_draft_that_can_be_read(bob: User, practice: Practice, alice_record: Patient, episode: Episode) -> None:
    facts = yaml.safe_load(Path("examples/hockey_sprain.yaml").read_text("utf-8"))["facts"]
    caller, at = Caller(bob, practice), f"patients/{alice_record.id}/episodes/{episode.id}"
    assert caller.post(f"{at}/answers", {"token": str(uuid4()), "kind": "intake", "facts": facts}).status_code == 201
    token = {"token": str(uuid4())}
    first, again = caller.post(f"{at}/programmes", token), caller.post(f"{at}/programmes", token)
    assert first.status_code == 201, first.content
    assert first.json() == again.json()
    assert first.json()["status"] == "draft"
    assert caller.get(f"{at}/programmes/1").json()["plan"]["programme"]
    assert caller.get(f"{at}/programmes/2").status_code == 404


def test_a_token_that_was_sent_for_something_else_is_refused(
    bob: User, practice: Practice, alice_record: Patient, episode: Episode
) -> None:
    caller, token = Caller(bob, practice), {"token": str(uuid4())}
    at = f"patients/{alice_record.id}/episodes"
    other = caller.post(at, token).json()["id"]
    assert caller.post(at, token).json()["id"] == other
    body = {**token, "kind": "follow_up", "facts": {"age_years": 41}}
    assert caller.post(f"{at}/{episode.id}/answers", body).status_code == 409
    body["token"] = str(uuid4())
    assert caller.post(f"{at}/{episode.id}/answers", body).status_code == 201
    assert caller.post(f"{at}/{other}/answers", body).status_code == 409
    assert not Episode.objects.get(pk=other).answers.exists()


def test_a_scope_that_was_not_given_is_refused(bob: User, practice: Practice, alice_record: Patient, episode: Episode) -> None:
    at = f"patients/{alice_record.id}"
    assert Caller(bob, practice, "read").get(at).status_code == 403
    assert Caller(bob, practice, "identity").get(f"{at}/episodes").status_code == 403
    assert Caller(bob, practice, "read", "identity").post(f"{at}/episodes", {"token": str(uuid4())}).status_code == 403


@pytest.mark.parametrize("who", ["charlie", "lead", "frank", "dana", "erin"])
def test_who_does_not_treat_reads_nothing_clinical(
    who: str,
    practice: Practice,
    other_practice: Practice,
    club: Practice,
    alice_record: Patient,
    episode: Episode,
    request: pytest.FixtureRequest,
) -> None:
    user = request.getfixturevalue(who)
    caller = Caller(user, Membership.objects.get(user=user).practice)
    assert caller.get("patients").json() == {"count": 0, "patients": []}
    at = f"patients/{alice_record.id}/episodes/{episode.id}"
    for part in ("answers", "assessment", "diary", "programmes", "programmes/1"):
        assert caller.get(f"{at}/{part}").status_code == 404
    for part, body in (("answers", {"kind": "intake", "facts": {}}), ("programmes", {})):
        assert caller.post(f"{at}/{part}", {"token": str(uuid4()), **body}).status_code == 404
    assert caller.get(f"patients/{alice_record.id}").status_code == (200 if who in ("lead", "frank") else 404)
    denied = AccessLog.objects.filter(action="denied", user=user.id)
    assert denied.exists() == (who in ("charlie", "lead", "frank"))


def test_a_token_of_one_practice_does_not_open_a_record_in_another(
    bob: User, practice: Practice, other_practice: Practice, alice_record: Patient
) -> None:
    Membership.objects.create(user=bob, practice=other_practice, role="therapist")
    assert Caller(bob, other_practice).get(f"patients/{alice_record.id}").status_code == 404
    assert Caller(bob, other_practice).get("patients").json()["count"] == 0


def test_a_patient_of_somebody_else_or_a_strange_id_is_not_found_in_json(bob: User, practice: Practice, alice_record: Patient) -> None:
    caller = Caller(bob, practice)
    assert caller.get(f"patients/{uuid4()}").json()["detail"]
    assert caller.get(f"patients/{uuid4()}").status_code == 404
    assert caller.get("patients/nobody").status_code == 422
    assert caller.get(f"patients/{alice_record.id}/episodes/{uuid4()}/diary").status_code == 404
    assert caller.get("nothing/here").json()["detail"]


def test_too_many_calls_in_a_minute_are_refused_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from wervel.web.api import stateless

    monkeypatch.setattr(stateless.ASSESSMENTS, "most", 2)
    answers = [Caller(None, None).post("assess", {"facts": {}}) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) == 60


def test_the_description_is_openapi_31_names_every_fact_and_is_open_to_all() -> None:
    answer = Client().get("/api/openapi.json")
    described = answer.json()
    assert described["openapi"] == "3.1.0"
    facts = described["components"]["schemas"]["Facts"]["properties"]
    assert set(facts) == {fact.id for fact in current().facts.values() if fact.definition is None}
    for component in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(component)


def test_a_treatment_that_ended_ends_what_the_token_reads(bob: User, practice: Practice, alice_record: Patient, episode: Episode) -> None:
    caller = Caller(bob, practice)
    Treatment.objects.update(until=clock.now())
    assert caller.get("patients").json()["count"] == 0
    assert caller.get(f"patients/{alice_record.id}/episodes").status_code == 404
