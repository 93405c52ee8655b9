"""Signing in: with a second factor for who works here, by mail for patients, without telling who has an account, and not for ever."""

import logging
import re
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from tests.web.conftest import ClientOf, account, member
from tests.web.house import House
from wervel.web import clock
from wervel.web.accounts.log import Line
from wervel.web.accounts.models import User
from wervel.web.accounts.sessions import PATIENT, PROFESSIONAL
from wervel.web.practice.models import Patient, Practice

PASSWORD = "four quite ordinary words"  # noqa: S105
pytestmark = pytest.mark.urls("tests.web.little_urls")


@pytest.fixture
def therapist(practice: Practice) -> tuple[User, str]:
    """A therapist with a password, and the secret of the app that gives codes."""
    user = member(practice, "therapist", "tess@example.org", "Tess", second_factor=False)
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, secret := generate_totp_secret())
    return user, secret


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1])))


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": email, "password": password})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_therapist_signs_in_with_a_password_and_a_code(therapist: tuple[User, str]) -> None:
    client, (user, secret) = Client(), therapist
    first = sign_in(client, "Tess@Example.org")
    assert first["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    before = client.session.session_key
    client.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert is_signed_in(client)
    assert client.session.session_key != before, "a new session begins with signing in"
    assert UserSession.objects.get().user == user


def test_a_therapist_without_a_second_factor_comes_no_further_than_setting_one_up(
    practice: Practice, alice_record: Patient, client_of: ClientOf
) -> None:
    client = client_of(member(practice, "therapist", "new@example.org", "New", second_factor=False))
    assert client.get(f"/little/{alice_record.id}/look/")["Location"] == "/account/2fa/"
    assert client.get("/account/2fa/").status_code == 200


def test_who_works_here_keeps_a_second_factor_and_a_patient_may_do_without(
    therapist: tuple[User, str], alice: User, client_of: ClientOf
) -> None:
    from allauth.mfa.adapter import get_adapter

    user, _ = therapist
    assert not get_adapter().can_delete_authenticator(Authenticator.objects.get(user=user))
    TOTP.activate(alice, generate_totp_secret())
    assert get_adapter().can_delete_authenticator(Authenticator.objects.get(user=alice))


def test_the_secret_of_a_second_factor_is_sealed(therapist: tuple[User, str]) -> None:
    user, secret = therapist
    assert secret not in str(Authenticator.objects.get(user=user).data)


def test_a_patient_signs_in_with_a_code_by_mail(alice: User) -> None:
    client = Client()
    client.post("/account/login/code/", {"email": "alice@example.org"})
    (message,) = mail.outbox
    found = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b", str(message.body))
    assert found is not None, message.body
    client.post("/account/login/code/confirm/", {"code": found.group(1)})
    assert is_signed_in(client)


def test_a_therapist_who_signs_in_by_mail_still_needs_the_second_factor(therapist: tuple[User, str]) -> None:
    client = Client()
    client.post("/account/login/code/", {"email": "tess@example.org"})
    found = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b", str(mail.outbox[0].body))
    assert found is not None
    answer = client.post("/account/login/code/confirm/", {"code": found.group(1)})
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(client)


def shown(answer: Any) -> str:
    """What a page says, without what differs from visit to visit."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r"[\w.]+@[\w.]+", "", text)


@pytest.mark.parametrize("path", ["/account/login/", "/account/login/code/", "/account/password/reset/"])
def test_nobody_learns_who_has_an_account(path: str, alice: User) -> None:
    pages = []
    for email in ("alice@example.org", "nobody@example.org"):
        answer = Client().post(path, {"login": email, "email": email, "password": "not the right one"}, follow=True)
        pages.append((answer.status_code, answer.redirect_chain, shown(answer)))
    assert pages[0] == pages[1]


def test_after_too_many_wrong_passwords_even_the_right_one_waits_and_a_code_by_mail_still_works(alice: User) -> None:
    alice.set_password(PASSWORD)
    alice.save()
    for _ in range(5):
        sign_in(Client(), "alice@example.org", "wrong")
    sign_in(client := Client(), "alice@example.org")
    assert not is_signed_in(client)
    Client().post("/account/login/code/", {"email": "alice@example.org"})
    assert len(mail.outbox) == 1


def test_a_flood_of_attempts_is_told_as_429_and_noted(alice: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "wervel.security"):
        found = [sign_in(Client(), f"somebody{at}@example.org").status_code for at in range(32)]
    assert found[-1] == 429
    assert "too many attempts" in caplog.text
    assert "somebody" not in caplog.text
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize(
    ("who", "away", "inside"),
    [
        ("alice", PATIENT[0] - timedelta(hours=1), True),
        ("alice", PATIENT[0] + timedelta(hours=1), False),
        ("bob", PROFESSIONAL[0] - timedelta(minutes=1), True),
        ("bob", PROFESSIONAL[0] + timedelta(minutes=1), False),
    ],
)
def test_a_session_ends_when_nobody_uses_it(
    who: str, away: timedelta, inside: bool, alice_record: Patient, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("bob")
    client, page = client_of(request.getfixturevalue(who)), f"/little/{alice_record.id}/look/"
    assert client.get(page).status_code == 200
    with clock.moved(away):
        assert (client.get(page).status_code == 200) is inside


def test_a_session_ends_after_a_day_of_work_however_busy(bob: User, alice_record: Patient, client_of: ClientOf) -> None:
    client, page, step = client_of(bob), f"/little/{alice_record.id}/look/", timedelta(minutes=20)
    steps = int(PROFESSIONAL[1] / step)
    for at in range(steps):
        with clock.moved(at * step):
            assert client.get(page).status_code == 200, at
    with clock.moved(steps * step):
        assert client.get(page).status_code == 302


def test_a_clock_that_jumps_back_throws_nobody_out(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client, page = client_of(alice), f"/little/{alice_record.id}/look/"
    assert client.get(page).status_code == 200
    with clock.moved(timedelta(minutes=-5)):
        assert client.get(page).status_code == 200


def test_a_new_second_factor_ends_the_sessions_elsewhere(transactional_db: None, alice: User) -> None:
    alice.set_password(PASSWORD)
    alice.save()
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "alice@example.org")
        assert is_signed_in(client)
    assert here.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/"), "a password once more"
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    here.get("/account/2fa/totp/activate/")
    secret = here.session["mfa.totp.secret"]
    here.post("/account/2fa/totp/activate/", {"code": code(secret)})
    assert Authenticator.objects.filter(user=alice, type="totp").exists()
    assert Session.objects.filter(session_key=here.session.session_key).exists()
    assert there.get("/account/2fa/").status_code == 302


def test_the_list_of_sessions_shows_and_ends_them(alice: User) -> None:
    alice.set_password(PASSWORD)
    alice.save()
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "alice@example.org")
    assert UserSession.objects.filter(user=alice).count() == 2
    assert here.get("/account/sessions/").status_code == 200
    here.post("/account/sessions/")
    assert UserSession.objects.filter(user=alice).count() == 1
    assert there.get("/account/sessions/").status_code == 302


@pytest.mark.parametrize("password", ["short", "password1234", "alice@example.org"])
def test_a_password_that_is_easy_to_guess_is_refused(password: str, alice: User) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, alice)


def test_a_long_sentence_is_a_password_and_is_kept_by_argon2(alice: User) -> None:
    validate_password(f"{PASSWORD} " * 4, alice)
    alice.set_password(PASSWORD)
    assert identify_hasher(alice.password).algorithm == "argon2"


def test_one_address_is_one_account(db: None) -> None:
    account("Someone@Example.org", second_factor=False)
    assert User.objects.get().email == "someone@example.org"


def test_signing_up_without_an_invitation_is_closed(db: None) -> None:
    Client().post("/account/signup/", {"email": "x@example.org", "password1": PASSWORD})
    assert not User.objects.exists()


def test_what_people_type_cannot_begin_a_line_of_the_log() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "failed %s", ("a\r\n2026-01-01 INFO forged\x1b[31m",), None)
    assert "\n" not in Line().format(record)
    assert "\\x0d\\x0a2026" in Line().format(record)


def test_headers_of_a_page_keep_it_to_itself(client: Client, db: None) -> None:
    answer = client.get("/account/login/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert (answer["Referrer-Policy"], answer["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert client.generic("TRACE", "/").status_code == 405


def test_signing_out_clears_what_the_browser_keeps(alice: User, client_of: ClientOf) -> None:
    answer = client_of(alice).post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_behind_tls_the_deployment_check_finds_nothing(tmp_path: Any) -> None:
    house = House(
        tmp_path / "data", more={"WERVEL_HTTPS": "on", "WERVEL_HOST": "wervel.example.org", "WERVEL_URL": "https://wervel.example.org"}
    )
    code_ = "from wervel.web import folder; folder.prepare(); from django.core.management import execute_from_command_line as run; run()"
    command = [sys.executable, "-c", code_, "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=house.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
