"""Managing a practice: who may, what happens, and that nothing clinical shows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.web.conftest import ClientOf, account
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.api.models import Token
from wervel.web.audit.models import AccessLog
from wervel.web.care.models import Episode
from wervel.web.practice.models import BreakGlass, Invitation, Membership, Patient, Practice, Treatment

pytestmark = pytest.mark.django_db
PEOPLE = ("alice", "bob", "charlie", "dana", "erin", "frank", "lead")
MANAGERS, CLINICIANS = {"frank", "lead"}, {"bob", "charlie", "lead"}
PAGES = {
    "overview": MANAGERS,
    "records": MANAGERS,
    "keeping": MANAGERS,
    "log": {"lead"},
    "emergency": CLINICIANS,
    "tokens": MANAGERS | CLINICIANS,
}


@pytest.fixture(autouse=True)
def _no_calls_counted(db: None) -> None:
    cache.clear()


class Desk:
    """What the lead sees and sends."""

    def __init__(self, client: Client, practice: Practice) -> None:
        self.client, self.practice = client, practice

    def __call__(self, page: str, of: object = None, /, **sent: object) -> Any:
        address = reverse(f"practice:{page}", args=[of or self.practice.id])
        return self.client.post(address, {"token": str(uuid4()), **sent}) if sent else self.client.get(address)


@pytest.fixture
def office(client_of: ClientOf, lead: User, practice: Practice) -> Desk:
    return Desk(client_of(lead), practice)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_a_page_of_a_practice_is_for_its_own_people_in_the_right_role(
    who: str, page: str, practice: Practice, alice_record: Patient, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    answer = client_of(request.getfixturevalue(who)).get(reverse(f"practice:{page}", args=[practice.id]))
    assert answer.status_code == (200 if who in PAGES[page] else 404)
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_is_not_signed_in_is_asked_to(practice: Practice, client_of: ClientOf) -> None:
    for page in PAGES:
        answer = client_of(None).get(reverse(f"practice:{page}", args=[practice.id]))
        assert answer.status_code == 302
        assert reverse("account_login") in answer.headers["Location"]


@pytest.mark.parametrize("who", PEOPLE)
def test_the_record_page_shows_names_to_managers_and_who_treats_and_never_what_is_medical(
    who: str, alice_record: Patient, episode: Episode, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    answer = client_of(user).get(reverse("practice:record", args=[alice_record.id]))
    assert answer.status_code == (200 if who in {"frank", "lead", "bob"} else 404)
    if answer.status_code == 200:
        assert "Alice Adema" in answer.content.decode()
        assert AccessLog.objects.filter(user=user.id, action="read", object="identity", patient=alice_record.id).count() == 1


def test_only_the_lead_destroys_and_only_after_typing_the_number(
    alice_record: Patient, episode: Episode, client_of: ClientOf, office: Desk, bob: User, frank: User
) -> None:
    for user in (bob, frank):
        assert client_of(user).get(reverse("practice:destroy", args=[alice_record.id])).status_code == 404
    assert office("destroy", alice_record.id).status_code == 200
    assert office("destroy", alice_record.id, number="P-0002").status_code == 422
    assert Patient.objects.get(pk=alice_record.pk).destroyed_at is None
    assert office("destroy", alice_record.id, number="P-0001").status_code == 302
    assert Patient.objects.get(pk=alice_record.pk).destroyed_at is not None
    assert not Episode.objects.exists()
    assert office("record", alice_record.id).status_code == 404
    assert AccessLog.objects.filter(action="destroy", patient=alice_record.id).count() == 1


def test_a_practice_signs_up_and_its_lead_confirms_by_mail(client_of: ClientOf) -> None:
    sent = {"token": str(uuid4()), "name": "Praktijk Noord", "kind": "practice", "lead": "Noor Nap", "email": "noor@example.org",
            "password": "vier losse woorden"}  # fmt: skip
    client = client_of(None)
    assert client.get("/practice/new/").status_code == 200
    for _ in range(2):
        assert client.post("/practice/new/", sent).status_code == 302
    assert Practice.objects.filter(name="Praktijk Noord").count() == 1
    assert Membership.objects.get(user__email="noor@example.org").role == "lead"
    assert len(mail.outbox) == 1
    assert "noor@example.org" in mail.outbox[0].to


def test_signing_up_does_not_tell_who_has_an_account(client_of: ClientOf, bob: User) -> None:
    sent = {"name": "Praktijk Noord", "kind": "practice", "lead": "Noor", "password": "vier losse woorden"}
    new = client_of(None).post("/practice/new/", {**sent, "token": str(uuid4()), "email": "new@example.org"})
    known = client_of(None).post("/practice/new/", {**sent, "token": str(uuid4()), "email": bob.email.upper()})
    assert (new.status_code, new.headers["Location"]) == (known.status_code, known.headers["Location"])
    assert mail.outbox[-1].to == [bob.email.upper()]
    assert Practice.objects.filter(name="Praktijk Noord").count() == 1


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("email", "noor"), ("password", "kort"), ("kind", "bank")])
def test_a_sign_up_that_is_not_right_says_what_and_makes_nothing(field: str, value: str, client_of: ClientOf) -> None:
    sent = {"name": "Praktijk Noord", "kind": "practice", "lead": "Noor", "email": "noor@example.org", "password": "vier losse woorden"}
    answer = client_of(None).post("/practice/new/", {**sent, "token": str(uuid4()), field: value})
    assert answer.status_code == 422
    assert "<title>Fout: " in answer.content.decode()
    assert not Practice.objects.exists()


def test_an_invitation_goes_out_once_and_shows_until_it_is_used(office: Desk, practice: Practice) -> None:
    token = str(uuid4())
    for _ in range(2):
        assert office("invite", token=token, email="new@example.org", role="therapist", language="en").status_code == 302
    assert Invitation.objects.count() == 1
    assert "new@example.org" in office("overview").content.decode()
    assert office("invite", email="nowhere", role="therapist", language="nl").status_code == 422
    assert office("invite", email="new@example.org", role="king", language="nl").status_code == 422


def test_a_link_that_went_to_the_wrong_address_is_withdrawn(office: Desk, practice: Practice, charlie: User, client_of: ClientOf) -> None:
    office("invite", email="wrong@example.org", role="therapist", language="nl")
    invitation = Invitation.objects.get()
    sent = {"token": str(uuid4()), "invitation": invitation.pk}
    assert client_of(charlie).post(reverse("practice:withdraw", args=[practice.id]), sent).status_code == 404
    assert office("withdraw", invitation="another").status_code == 422
    assert office("withdraw", invitation=invitation.pk).status_code == 302
    assert not Invitation.objects.exists()
    assert AccessLog.objects.filter(action="write", object="invitation").count() == 2


def test_the_people_page_shows_who_has_no_second_factor_yet(office: Desk, practice: Practice, bob: User) -> None:
    careless = account("gus@example.org", "Gus Gans", second_factor=False)
    Membership.objects.create(user=careless, practice=practice, role="therapist")
    html = office("overview").content.decode()
    assert html.count("nog niet") == 1
    assert "Gus Gans" in html


def test_somebody_leaves_but_the_last_lead_stays(
    office: Desk, practice: Practice, bob: User, lead: User, client_of: ClientOf, frank: User
) -> None:
    works = Membership.objects.get(user=bob)
    assert client_of(frank).post(reverse("practice:end_work", args=[practice.id]), {"membership": works.pk}).status_code == 404
    assert office("end_work", membership=works.pk).status_code == 302
    works.refresh_from_db()
    assert works.until is not None
    assert office("end_work", membership=Membership.objects.get(user=lead).pk).status_code == 422
    assert Membership.objects.get(user=lead).until is None


def test_a_record_is_made_found_changed_and_given_to_somebody(office: Desk, practice: Practice, bob: User, charlie: User) -> None:
    token = str(uuid4())
    for _ in range(2):
        office("make", token=token, name="Clara Cohen", born="1970-02-03", email="clara@example.org", phone="", therapist=str(bob.id))
    clara = Patient.objects.get(number="P-0002")
    assert clara.name == "Clara Cohen"
    assert office("make", name="", born="3000-01-01").status_code == 422
    assert office("make", name="Dora", born="3000-01-01").status_code == 422
    found = reverse("practice:records", args=[practice.id]) + "?q=clar"
    assert "Clara Cohen" in office.client.get(found).content.decode()
    assert AccessLog.objects.filter(action="search").count() == 1
    assert office("identity", clara.id, name="Clara de Cohen", born="1970-02-03", email="clara@example.org", phone="").status_code == 302
    assert Patient.objects.get(pk=clara.pk).name == "Clara de Cohen"
    assert office("transfer", clara.id, giver=str(bob.id), receiver=str(charlie.id)).status_code == 302
    assert Treatment.objects.get(patient=clara, until=None).therapist == charlie
    assert office("treat", clara.id, therapist=str(bob.id)).status_code == 302
    assert office("stop", clara.id, therapist=str(charlie.id)).status_code == 302
    assert Treatment.objects.get(patient=clara, until=None).therapist == bob
    assert office("invite_patient", clara.id, language="nl").status_code == 302
    assert Invitation.objects.get().patient == clara
    assert office("archive", clara.id, go="1").status_code == 302
    assert not Treatment.objects.filter(patient=clara, until=None).exists()
    assert "Gearchiveerd op" in office("record", clara.id).content.decode()


def test_a_therapist_hands_over_a_patient_and_no_longer_sees_the_record(
    alice_record: Patient, bob: User, charlie: User, client_of: ClientOf
) -> None:
    sent = {"token": str(uuid4()), "giver": str(bob.id), "receiver": str(charlie.id)}
    assert client_of(bob).post(reverse("practice:transfer", args=[alice_record.id]), sent).status_code == 302
    assert client_of(bob).get(reverse("practice:record", args=[alice_record.id])).status_code == 404
    assert client_of(charlie).get(reverse("practice:record", args=[alice_record.id])).status_code == 200


def test_nobody_gives_a_patient_to_a_stranger(office: Desk, alice_record: Patient, bob: User, erin: User, dana: User) -> None:
    for stranger in (erin, dana):
        assert office("treat", alice_record.id, therapist=str(stranger.id)).status_code == 422
    assert Treatment.objects.filter(patient=alice_record, until=None).count() == 1


def test_a_colleague_breaks_the_glass_with_a_reason_for_a_few_hours(
    charlie: User, bob: User, alice_record: Patient, practice: Practice, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, at = client_of(charlie), reverse("practice:emergency", args=[practice.id])
    assert client.post(at, {"token": str(uuid4()), "number": "P-0001", "reason": "kort"}).status_code == 422
    assert client.post(at, {"token": str(uuid4()), "number": "P-9999", "reason": "zij ligt op de vloer"}).status_code == 422
    assert not BreakGlass.objects.exists()
    assert client.post(at, {"token": str(uuid4()), "number": "p-0001", "reason": "zij ligt op de vloer"}).status_code == 302
    assert Patient.objects.for_user(charlie).exists()
    assert AccessLog.objects.filter(action="break_glass", user=charlie.id).count() == 1
    assert "vloer" not in str(list(AccessLog.objects.values_list("object", flat=True)))
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=5))
    assert not Patient.objects.for_user(charlie).exists()
    assert client_of(bob).post(at, {"token": str(uuid4()), "number": "P-0001", "reason": "ik behandel haar al"}).status_code == 422


def test_the_lead_searches_the_access_log_and_that_is_a_row_too(
    office: Desk, practice: Practice, bob: User, alice_record: Patient, client_of: ClientOf
) -> None:
    client_of(bob).get(reverse("practice:record", args=[alice_record.id]))
    before = AccessLog.objects.count()
    html = office("log").content.decode()
    assert "Bob Bos" in html
    assert "P-0001" in html
    assert AccessLog.objects.count() == before + 1
    client = office.client
    at = reverse("practice:log", args=[practice.id])
    assert "P-0001" in client.get(f"{at}?number=p-0001&person={bob.id}").content.decode()
    assert "Geen regels" in client.get(f"{at}?number=P-0009").content.decode()
    assert "Geen regels" in client.get(f"{at}?until=2020-01-01").content.decode()
    assert client.get(f"{at}?since=2026-02-01&until=2026-01-01").status_code == 422
    assert client.get(f"{at}?since=never&person={uuid4()}").status_code == 422


def test_the_log_of_one_practice_shows_nothing_of_another(office: Desk, erin: User, other_practice: Practice) -> None:
    from wervel.web.audit import log

    log.write(log.Entry("read", "record", uuid4(), erin.id, "therapist", other_practice.id, "treatment", "web"))
    assert "Erin Eik" not in office("log").content.decode()


def test_a_token_is_shown_once_made_once_and_can_be_revoked_by_the_lead(
    bob: User, charlie: User, practice: Practice, client_of: ClientOf, office: Desk
) -> None:
    client, at = client_of(bob), reverse("practice:tokens", args=[practice.id])
    sent = {"token": str(uuid4()), "name": "dossier", "scopes": ["read"], "days": "30"}
    assert "wervel_" in client.post(at, sent).content.decode()
    assert client.post(at, sent).status_code == 302
    assert Token.objects.count() == 1
    html = client.get(at).content.decode()
    assert "dossier" in html
    assert "wervel_" not in html
    assert client.post(at, {**sent, "token": str(uuid4()), "scopes": []}).status_code == 422
    key = str(Token.objects.get().id)
    assert "dossier" not in client_of(charlie).get(at).content.decode()
    revoke = reverse("practice:revoke", args=[practice.id])
    assert client_of(charlie).post(revoke, {"token": str(uuid4()), "key": key}).status_code == 422
    assert Token.objects.get().revoked_at is None
    assert office("revoke", key=key).status_code == 302
    assert Token.objects.get().revoked_at is not None


def test_pages_are_complete_in_english(office: Desk, practice: Practice, bob: User, alice_record: Patient) -> None:
    client = office.client
    client.cookies["language"] = "en"
    assert "Who works here" in office("overview").content.decode()
    assert "Treatment relation" in office("record", alice_record.id).content.decode()
    assert "Destroy on request" in office("destroy", alice_record.id).content.decode()
