"""The pages of the club as everybody sees them: staff, players, a parent, who treats, and strangers."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from tests.web.club_people import SORE, examined, physio, sharing_all, team, trained, week
from tests.web.conftest import ClientOf, member
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services as care
from wervel.web.care.models import Episode
from wervel.web.club.models import CheckIn, Player, Sharing, Squad
from wervel.web.practice.models import LEAD, Patient, Practice

SQUAD_PAGES = ("squad", "session", "roster", "settings")
OWN_POSTS = ("join", "leave", "parent_asked", "sharing", "note_session", "note_week", "morning")
LANGUAGES = ("nl", "en")
Committed = Callable[..., AbstractContextManager[object]]


def test_a_coach_sees_who_joins_and_each_look_at_a_player_is_one_row(club: Practice, dana: User, alice: User, client_of: ClientOf) -> None:
    one = sharing_all(club, alice)
    week(one)
    client, before = client_of(dana), AccessLog.objects.count()
    for language, words in (("nl", "Doet alles mee"), ("en", "Joins in everything")):
        client.cookies["language"] = language
        answer = client.get(reverse("club:squad", args=[one.squad.pk]))
        assert words in answer.text
        assert "Alice Adema" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert len(answer.content) < 100_000
    rows = AccessLog.objects.filter(number__gt=before)
    assert [(row.action, row.object, row.basis, row.patient, row.role) for row in rows] == [
        ("read", "availability", "sharing", one.record.id, "coach")
    ] * 2


def test_of_who_shares_nothing_a_coach_sees_a_name_alone(club: Practice, dana: User, alice: User, client_of: ClientOf) -> None:
    one = team(club, alice)
    week(one, SORE)
    before = AccessLog.objects.count()
    answer = client_of(dana).get(reverse("club:squad", args=[one.squad.pk]))
    assert "Niet gedeeld" in answer.text
    assert "Doet nu niet mee" not in answer.text
    assert AccessLog.objects.count() == before


def test_who_was_asked_and_did_not_answer_is_not_named_to_the_coach(club: Practice, dana: User, alice: User, client_of: ClientOf) -> None:
    one = team(club, alice, agreed=False)
    answer = client_of(dana).get(reverse("club:squad", args=[one.squad.pk]))
    assert "Alice" not in answer.text
    assert "1 speler heeft nog geen antwoord gegeven" in answer.text


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("dana", ("squad", "session")),
        ("petra", SQUAD_PAGES),
        ("clara", SQUAD_PAGES),
        ("alice", ()),
        ("bob", ()),
        ("charlie", ()),
        ("lead", ()),
    ],
)
def test_each_page_of_a_squad_is_for_those_of_the_club_who_need_it(
    who: str, pages: tuple[str, ...], club: Practice, alice: User, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    one = sharing_all(club, alice)
    made = {"petra": lambda: physio(club), "clara": lambda: member(club, LEAD, "clara@example.org", "Clara")}
    client = client_of(made[who]() if who in made else request.getfixturevalue(who))
    for page in SQUAD_PAGES:
        assert client.get(reverse(f"club:{page}", args=[one.squad.pk])).status_code == (200 if page in pages else 404), page
    if "roster" not in pages:
        assert client.post(reverse("club:remove", args=[one.squad.pk, one.player.pk])).status_code == 404
        assert client.get(reverse("club:new", args=[club.pk])).status_code == 404


def test_who_leads_the_club_keeps_the_list_and_sees_nothing_of_how_anybody_is(club: Practice, alice: User, client_of: ClientOf) -> None:
    one = sharing_all(club, alice)
    week(one)
    clara = client_of(member(club, LEAD, "clara@example.org", "Clara"))
    assert "Doet alles mee" not in clara.get(reverse("club:squad", args=[one.squad.pk])).text
    assert "Dames 1" in clara.get(reverse("club:squads")).text


@pytest.mark.parametrize("who", ["dana", "bob", "charlie", "erin", "frank", "lead"])
def test_the_pages_of_a_player_are_for_nobody_else_and_each_refusal_is_one_row(
    who: str, club: Practice, alice: User, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    one = sharing_all(club, alice)
    client, before = client_of(request.getfixturevalue(who)), AccessLog.objects.count()
    assert client.get(reverse("club:team", args=[one.record.id])).status_code == 404
    for page in OWN_POSTS:
        assert client.post(reverse(f"club:{page}", args=[one.record.id, one.player.pk])).status_code == 404, page
    assert client.get(reverse("club:player", args=[one.record.id])).status_code == 404
    assert client.get(reverse("club:step", args=[one.record.id])).status_code == 404
    rows = AccessLog.objects.filter(number__gt=before)
    assert {row.action for row in rows} == {"denied"}
    assert rows.count() == len(OWN_POSTS) + 3


def test_who_is_not_signed_in_goes_to_the_door(club: Practice, alice: User, client_of: ClientOf) -> None:
    one = sharing_all(club, alice)
    squad, own = reverse("club:squad", args=[one.squad.pk]), reverse("club:team", args=[one.record.id])
    for address in (reverse("club:squads"), squad, reverse("club:mine"), own):
        answer = client_of(None).get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


def test_somebody_else_cannot_act_for_a_player_through_a_record_of_their_own(club: Practice, alice: User, client_of: ClientOf) -> None:
    one = sharing_all(club, alice)
    other = Player.objects.create(squad=one.squad, patient=_somebody(club), joined=clock.today())
    answer = client_of(alice).post(reverse("club:leave", args=[one.record.id, other.pk]))
    assert answer.status_code == 404
    assert Player.objects.get(pk=other.pk).left is None


def _somebody(club: Practice) -> Patient:
    from tests.web.conftest import record

    return record(club, None, "Noor Postma", "P-0002")


def test_the_session_of_a_team_with_players_under_16_says_that_a_physiotherapist_looks_along(
    club: Practice, dana: User, alice: User, client_of: ClientOf
) -> None:
    one = team(club, alice, youth=True)
    address = reverse("club:session", args=[one.squad.pk])
    assert "Onder de 16" not in client_of(dana).get(address).text
    Player.objects.update(parent_agreed_at=clock.now())
    assert "Onder de 16" in client_of(dana).get(address).text


# --- the physiotherapist of the club ---


def test_the_physiotherapist_sees_reasons_and_load_only_where_they_are_shared(
    club: Practice, alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    one, petra = team(club, alice, "availability"), client_of(physio(club))
    address = reverse("club:player", args=[one.record.id])
    examined(episode, bob, saddle_sensation_change="yes", ces_onset_days=1)
    assert petra.get(address).status_code == 404
    Sharing.objects.create(player=one.player, what="reasons")
    answer = petra.get(address)
    assert answer.status_code == 200
    assert "112" in answer.text or "Spoed" in answer.text
    assert "deelt deze speler niet" in answer.text
    trained(one, kind="match", minutes=70)
    assert "350" not in petra.get(address).text
    Sharing.objects.create(player=one.player, what="load")
    assert "350" in petra.get(address).text
    assert AccessLog.objects.filter(basis="sharing", object="player").count() == 3


def test_reasons_that_are_shared_with_one_squad_of_the_club_are_seen_by_its_physiotherapist(
    club: Practice, alice: User, client_of: ClientOf
) -> None:
    one = team(club, alice)
    second = Player.objects.create(
        squad=Squad.objects.create(practice=club, name="Dames 2", training_days=["monday"]), patient=one.record, joined=clock.today(),
        agreed_at=clock.now(),
    )  # fmt: skip
    week(one, SORE, "much")
    petra, address = client_of(physio(club)), reverse("club:player", args=[one.record.id])
    assert petra.get(address).status_code == 404
    Sharing.objects.create(player=second, what="reasons")
    assert "Ja, veel minder" in petra.get(address).text


def test_a_player_is_asked_by_mail_and_answers(
    club: Practice, alice: User, client_of: ClientOf, django_capture_on_commit_callbacks: Committed
) -> None:
    petra = client_of(physio(club))
    petra.post(reverse("club:new", args=[club.pk]), {"token": uuid4(), "name": "Dames 2", "training_days": ["monday"], "minutes": 75})
    squad = Squad.objects.get()
    form = {"token": uuid4(), "name": "Alice Adema", "born": "2001-02-03", "email": "alice@example.org"}
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert petra.post(reverse("club:roster", args=[squad.pk]), form).status_code == 302
    (letter,) = mail.outbox
    link = re.search(r"/account/invitation/\S+", str(letter.body))
    assert link is not None
    client = client_of(alice)
    assert client.post(link.group()).status_code == 302
    patient = Patient.objects.get(practice=club)
    page = client.get(reverse("club:mine"), follow=True)
    assert "Dames 2 van HC De Linde vraagt je erbij" in page.text
    assert " checked" not in page.text
    player = Player.objects.get()
    client.post(reverse("club:join", args=[patient.id, player.pk]), {"token": uuid4(), "shares": ["availability"]})
    assert Player.objects.get().shares == {"availability"}
    assert "Ik deel" not in page.text
    assert "Alice Adema" in petra.get(reverse("club:squad", args=[squad.pk])).text


def test_a_player_may_say_no_and_then_the_record_at_the_club_is_put_away(club: Practice, alice: User, client_of: ClientOf) -> None:
    one = team(club, alice, agreed=False)
    assert client_of(alice).post(reverse("club:leave", args=[one.record.id, one.player.pk])).status_code == 302
    assert Player.objects.get().left == clock.today()
    assert Patient.objects.get(pk=one.record.pk).archived_at is not None


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"training_days": []}, "Vul dit in"), ({"match_days": ["monday"]}, "trainingsdag of een wedstrijddag"), ({"minutes": 5}, "15")],
)
def test_a_squad_with_something_wrong_comes_back_with_a_summary(
    changed: dict[str, object], says: str, club: Practice, client_of: ClientOf
) -> None:
    form = {"token": uuid4(), "name": "Dames 2", "training_days": ["monday"], "minutes": 75, **changed}
    answer = client_of(physio(club)).post(reverse("club:new", args=[club.pk]), form)
    assert answer.status_code == 422
    assert "<title>Fout:" in answer.text
    assert says in answer.text
    assert not Squad.objects.exists()


def test_somebody_is_taken_off_the_list(club: Practice, alice: User, client_of: ClientOf) -> None:
    one = sharing_all(club, alice)
    assert client_of(physio(club)).post(reverse("club:remove", args=[one.squad.pk, one.player.pk])).status_code == 302
    assert Player.objects.get().left == clock.today()
    assert client_of(alice).get(reverse("club:team", args=[one.record.id])).status_code == 404


# --- the player ---


def test_a_player_sees_how_they_stand_shares_and_withdraws_and_who_looked(
    club: Practice, alice: User, dana: User, client_of: ClientOf
) -> None:
    one, client = team(club, alice, "availability"), client_of(alice)
    client_of(dana).get(reverse("club:squad", args=[one.squad.pk]))
    address = reverse("club:sharing", args=[one.record.id, one.player.pk])
    assert client.post(address, {"what": "avoid", "do": "share"}).status_code == 302
    assert client.post(address, {"what": "availability", "do": "withdraw"}).status_code == 302
    assert Player.objects.get().shares == {"avoid"}
    assert client.post(address, {"what": "everything", "do": "share"}).status_code == 400
    for language in LANGUAGES:
        client.cookies["language"] = language
        page = client.get(reverse("club:team", args=[one.record.id]))
        assert page.status_code == 200
        assert "Dana Dam (coach)" in page.text
    client_of(dana).get(reverse("club:squad", args=[one.squad.pk]))
    assert AccessLog.objects.filter(object="availability").count() == 1


def test_a_session_and_a_week_are_noted_in_a_minute(club: Practice, alice: User, client_of: ClientOf) -> None:
    one, client = sharing_all(club, alice), client_of(alice)
    session, week_ = (reverse(f"club:{page}", args=[one.record.id, one.player.pk]) for page in ("note_session", "note_week"))
    assert client.post(session, {"token": uuid4()}).status_code == 422
    token = uuid4()
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    for _ in range(2):
        form = {"token": token, "on": yesterday, "kind": "training", "minutes": "75", "effort": "6"}
        assert client.post(session, form).status_code == 302
    row = CheckIn.objects.get()
    assert row.on.isoformat() == yesterday
    assert row.content == {"kind": "training", "minutes": 75, "effort": 6}
    form = {"token": uuid4(), "held_back": "bit", "pain_now_nprs": "3", "leg_pain": "none", "daily_limitation": "slight"}
    assert client.post(week_, form).status_code == 302
    page = client.get(reverse("club:team", args=[one.record.id])).text
    assert "Wacht nog even met sporten" in page
    assert reverse("selfcheck:start") in page


@pytest.mark.parametrize("yes", [True, False])
def test_a_parent_of_who_is_under_16_gets_a_link_and_decides(
    yes: bool, club: Practice, alice: User, client_of: ClientOf, django_capture_on_commit_callbacks: Committed
) -> None:
    one, client = team(club, alice, youth=True), client_of(alice)
    assert "Een ouder zegt ook ja" in client.get(reverse("club:team", args=[one.record.id])).text
    address = reverse("club:parent_asked", args=[one.record.id, one.player.pk])
    for wrong in ("nobody", "Alice@example.org"):
        assert client.post(address, {"token": uuid4(), "email": wrong}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"token": uuid4(), "email": "parent@example.org"}).status_code == 302
    (letter,) = mail.outbox
    link = re.search(r"/club/parent/\S+", str(letter.body))
    assert link is not None
    assert client.post(link.group(), {"agrees": "yes"}).status_code == 404
    parent = client_of(None)
    page = parent.get(link.group())
    assert "Mag Alice Adema meedoen" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert parent.post(link.group(), {"agrees": "yes" if yes else "no"}).status_code == 200
    assert Player.objects.get().has_agreed is yes
    assert parent.get("/club/parent/some-other-token/").status_code == 404


def test_everything_that_a_club_keeps_can_be_read_and_taken_along(club: Practice, alice: User, client_of: ClientOf) -> None:
    one, client = team(club, alice, "availability"), client_of(alice)
    week(one, SORE, "bit")
    trained(one, kind="match", minutes=70)
    (squad,) = client.get(reverse("patient:file", args=[one.record.id])).json()["squads"]
    assert squad["squad"] == "Dames 1"
    assert [shared["what"] for shared in squad["shared"]] == ["availability"]
    assert {"kind": "match", "minutes": 70, "effort": 5}.items() <= squad["check_ins"][1].items()
    for language, words in (("nl", "Ja, een beetje minder"), ("en", "Yes, a little less")):
        client.cookies["language"] = language
        assert words in client.get(reverse("patient:record", args=[one.record.id])).text


def test_who_only_plays_comes_in_at_the_team(club: Practice, alice: User, client_of: ClientOf) -> None:
    one = team(club, alice)
    Patient.objects.filter(user=alice).exclude(pk=one.record.pk).update(user=None)
    answer = client_of(alice).get(reverse("patient:start"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("club:team", args=[one.record.id])


# --- who treats ---


def test_who_treats_a_player_records_the_step_back_to_play(
    club: Practice, alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    client, address = client_of(bob), reverse("club:step", args=[episode.patient_id])
    examined(episode, bob)
    more = reverse("therapist:more", args=[episode.patient_id])
    assert address not in client.get(more).text
    sharing_all(club, alice)
    assert address in client.get(more).text
    for language in LANGUAGES:
        client.cookies["language"] = language
        assert client.get(address).status_code == 200
    assert client.post(address, {"token": uuid4()}).status_code == 422
    assert client.post(address, {"token": uuid4(), "step": "r2", "endurance": "85"}).status_code == 302
    assert care.answers_of(episode.consultations.get(kind="follow_up")) == {"return_to_play_stage": "r2"}
    episode.refresh_from_db()
    assert episode.details["trunk_endurance_percent"] == 85


def test_without_a_complaint_under_care_there_is_no_step(alice_record: Patient, bob: User, client_of: ClientOf) -> None:
    answer = client_of(bob).get(reverse("club:step", args=[alice_record.id]))
    assert answer.status_code == 200
    assert "Er loopt nu geen klacht" in answer.text


def test_the_places_of_the_frame_are_those_of_the_role(club: Practice, alice: User, dana: User, client_of: ClientOf) -> None:
    one = sharing_all(club, alice)
    team_page = reverse("club:team", args=[one.record.id])
    assert f'href="{team_page}"' in client_of(alice).get(team_page).text
    assert f'href="{reverse("patient:today", args=[one.record.id])}"' not in client_of(alice).get(team_page).text
    assert f'href="{reverse("club:squads")}"' in client_of(dana).get(reverse("club:squads")).text
    assert client_of(alice).get(reverse("club:squads")).status_code == 302
