"""The access log: one row for everything that happens to a record, in a chain that shows when it was touched."""

import json
import uuid
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.web.conftest import ClientOf, triggers_off
from wervel.web import clock, folder
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.care.models import Episode
from wervel.web.practice.models import Patient

pytestmark = pytest.mark.urls("tests.web.little_urls")


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anchors in a folder of this test, with the keys of all."""
    for key in (folder.MASTER, folder.SECRET):
        (tmp_path / key).write_bytes((folder.data() / key).read_bytes())
    monkeypatch.setenv("WERVEL_DATA", str(tmp_path))


def rows() -> list[tuple[str, str, str, str]]:
    return list(AccessLog.objects.order_by("number").values_list("action", "object", "basis", "role"))


def written(count: int) -> list[AccessLog]:
    return [log.write(log.Entry("read", f"page {at}", uuid.uuid4(), role="therapist", source="test")) for at in range(count)]


def test_a_look_is_one_row_and_the_page_is_not_stored(bob: User, alice_record: Patient, client_of: ClientOf) -> None:
    answer = client_of(bob).get(f"/little/{alice_record.id}/look/")
    assert (answer.status_code, answer.content) == (200, b"Alice Adema")
    assert answer["Cache-Control"] == "no-store"
    row = AccessLog.objects.get()
    assert (row.action, row.object, row.basis, row.role) == ("read", "diary", "treatment", "therapist")
    assert (row.patient, row.user, row.practice, row.source) == (alice_record.id, bob.id, alice_record.practice_id, "web 127.0.0.1")


def test_a_post_is_one_row_for_what_it_wrote_and_the_same_form_again_is_a_look(
    alice: User, alice_record: Patient, episode: Episode, client_of: ClientOf
) -> None:
    client, form = client_of(alice), {"pain": 4, "token": str(uuid.uuid4())}
    first = client.post(f"/little/{alice_record.id}/write/", form)
    again = client.post(f"/little/{alice_record.id}/write/", form)
    assert first.content == again.content
    assert rows() == [("write", "diary", "self", "patient"), ("read", "diary", "self", "patient")]


def test_a_form_with_errors_is_a_look(alice: User, alice_record: Patient, episode: Episode, client_of: ClientOf) -> None:
    assert client_of(alice).post(f"/little/{alice_record.id}/write/").status_code == 422
    assert rows() == [("read", "diary", "self", "patient")]


@pytest.mark.parametrize("who", ["charlie", "dana", "erin", "frank", "lead"])
def test_who_may_not_gets_the_page_of_what_is_not_there_and_a_row(
    who: str, alice_record: Patient, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    answer = client_of(user).get(f"/little/{alice_record.id}/look/")
    nothing = client_of(user).get(f"/little/{uuid.uuid4()}/look/")
    assert answer.status_code == nothing.status_code == 404
    (row,) = AccessLog.objects.all()
    assert (row.action, row.object, row.patient, row.user) == ("denied", "read:diary", alice_record.id, user.id)


def test_who_is_not_signed_in_is_sent_to_sign_in(alice_record: Patient, client_of: ClientOf) -> None:
    answer = client_of(None).get(f"/little/{alice_record.id}/look/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert not AccessLog.objects.exists()


def test_a_mistake_of_ours_is_a_500_without_a_word_about_it(alice: User, client_of: ClientOf) -> None:
    client: Client = client_of(alice)
    client.raise_request_exception = False
    answer = client.get("/little/broken/")
    assert answer.status_code == 500
    assert b"mistake of ours" not in answer.content


def test_a_row_says_nothing_clinical(alice: User, alice_record: Patient, episode: Episode, client_of: ClientOf) -> None:
    client_of(alice).post(f"/little/{alice_record.id}/write/", {"pain": 9, "token": str(uuid.uuid4())})
    told = json.dumps([list(row) for row in AccessLog.objects.values_list("role", "action", "basis", "object", "source")])
    assert not [word for word in ("pain", "Alice", "Adema", "9") if word in told]


def test_rows_form_a_chain_that_holds(db: None) -> None:
    found = written(5)
    assert [row.number for row in found] == [1, 2, 3, 4, 5]
    assert found[0].previous == log.START
    assert all(after.previous == before.hash for before, after in pairwise(found))
    assert list(log.problems()) == []


def test_a_clock_that_jumps_back_does_not_reorder_the_chain(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    written(2)
    past = clock.now() - timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: past)
    late = written(1)[0]
    assert (late.number, late.at) == (3, past)
    assert list(log.problems()) == []


@pytest.mark.parametrize("statement", ["UPDATE audit_accesslog SET object = 'x'", "DELETE FROM audit_accesslog"])
def test_the_database_refuses_to_change_or_remove_a_row(statement: str, db: None) -> None:
    written(2)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AccessLog.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_to_empty_the_log(db: None) -> None:
    written(1)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_accesslog")


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit_accesslog SET object = 'x' WHERE number = 3", "row 3: changed"),
        ("UPDATE audit_accesslog SET at = '2020-01-01 00:00:00' WHERE number = 3", "row 3: changed"),
        ("DELETE FROM audit_accesslog WHERE number = 3", "rows 3 to 3: missing"),
        ("DELETE FROM audit_accesslog WHERE number <= 2", "row 3: it is the first"),
        ("DELETE FROM audit_accesslog WHERE number >= 4", "rows 4 to 5: missing at the end"),
    ],
)
def test_an_intruder_who_owns_the_database_is_noticed(tampering: str, told: str, db: None) -> None:
    written(5)
    log.drop_anchor()
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(tampering)
    assert any(told in problem for problem in log.problems()), list(log.problems())


def test_a_chain_that_was_made_anew_does_not_fit_its_anchor(db: None) -> None:
    written(3)
    log.drop_anchor()
    with triggers_off():
        AccessLog.objects.all().delete()
        written(3)
    assert [problem for problem in log.problems() if "differs from the anchor" in problem]


def test_rows_go_after_their_term_and_the_rest_still_holds(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    now, old = clock.now(), clock.now() - log.TERM - timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: old)
    written(3)
    monkeypatch.setattr(clock, "now", lambda: now)
    written(2)
    assert log.prune() == 3
    assert list(AccessLog.objects.order_by("number").values_list("number", flat=True)) == [4, 5]
    assert list(log.problems()) == []
    assert log.prune() == 0


def test_a_clock_that_jumps_ahead_removes_nothing_before_its_term(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database looks at its own clock."""
    written(2)
    future = clock.now() + log.TERM + timedelta(days=10)
    monkeypatch.setattr(clock, "now", lambda: future)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        log.prune()
    assert AccessLog.objects.count() == 2


def test_a_write_that_fails_leaves_no_row(db: None) -> None:
    def write_and_fail() -> None:
        with transaction.atomic():
            written(1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert not AccessLog.objects.exists()
