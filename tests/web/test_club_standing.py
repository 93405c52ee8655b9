"""Where a player stands, and how much of it the staff see: reckoned from their own records, the worst of them, and only what is shared."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.web.club_people import SORE, WELL, examined, sharing_all, team, trained, week
from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services as care
from wervel.web.care.models import Episode
from wervel.web.club import services
from wervel.web.club.models import SHARED, CheckIn, Player
from wervel.web.club.standing import ALL, NONE, OPEN, PART, UNSHARED, plan_in, seen, standing_of, step_since
from wervel.web.practice.models import Practice

EVERYTHING = frozenset(SHARED)


def test_somebody_who_filled_in_a_week_without_a_complaint_joins_in_everything(club: Practice, alice: User) -> None:
    one = sharing_all(club, alice)
    assert standing_of(one.player).availability == OPEN
    week(one)
    assert standing_of(one.player).availability == ALL


def test_what_was_filled_in_long_ago_says_nothing_any_more(club: Practice, alice: User) -> None:
    one = sharing_all(club, alice)
    week(one)
    with clock.moved(timedelta(days=15)):
        assert standing_of(one.player).availability == OPEN


def test_a_complaint_that_nobody_looked_at_is_out(club: Practice, alice: User) -> None:
    one = sharing_all(club, alice)
    week(one, SORE)
    assert standing_of(one.player).availability == NONE


def test_a_complaint_under_care_elsewhere_joins_up_to_the_step_that_was_recorded(
    club: Practice, alice: User, bob: User, episode: Episode
) -> None:
    one = sharing_all(club, alice)
    him = examined(episode, bob)
    assert standing_of(one.player).availability == PART
    assert seen(standing_of(one.player), "nl", EVERYTHING).may == {}
    care.record_step(him, episode, "r4", 90, uuid4())
    shown = seen(standing_of(one.player), "en", EVERYTHING)
    assert shown.availability == PART
    assert shown.may is not None
    assert shown.may["training without contact"] == 90
    assert "match" in shown.closed
    assert step_since(episode) == clock.today()


def test_an_emergency_and_an_open_question_look_the_same(club: Practice, alice: User, bob: User, episode: Episode) -> None:
    one = sharing_all(club, alice)
    week(one, SORE)
    question = seen(standing_of(one.player), "nl", EVERYTHING)
    examined(episode, bob, saddle_sensation_change="yes", ces_onset_days=1)
    assert seen(standing_of(one.player), "nl", EVERYTHING) == question


def test_a_week_adds_a_complaint_to_a_record_and_takes_none_away(club: Practice, alice: User, bob: User, episode: Episode) -> None:
    one = sharing_all(club, alice)
    him = examined(episode, bob)
    care.record_step(him, episode, "r4", 90, uuid4())
    week(one)
    assert standing_of(one.player).availability == PART
    week(one, {**WELL, "leg_pain": "below_knee"})
    assert standing_of(one.player).availability == NONE


@pytest.mark.parametrize(
    ("shares", "availability", "details"),
    [
        ((), UNSHARED, False),
        (("load", "reasons"), UNSHARED, False),
        (("availability",), PART, False),
        (("availability", "avoid"), PART, True),
    ],
)
def test_the_staff_see_what_is_shared_and_no_more(
    shares: tuple[str, ...], availability: str, details: bool, club: Practice, alice: User, bob: User, episode: Episode
) -> None:
    one = team(club, alice, *shares)
    care.record_step(examined(episode, bob), episode, "r3", None, uuid4())
    shown = seen(standing_of(one.player), "nl", one.player.shares)
    assert shown.availability == availability
    assert bool(shown.may) is details
    assert bool(shown.closed) is details


def test_what_is_withdrawn_is_gone_at_once(club: Practice, alice: User) -> None:
    one = sharing_all(club, alice)
    services.withdraw(one.access, one.player, "availability")
    assert Player.objects.get().shares == {"avoid", "load", "reasons"}
    services.leave(one.access, one.player)
    assert Player.objects.get().shares == frozenset()
    assert not one.player.sharings.filter(withdrawn_at=None).exists()


def test_sharing_starts_empty_and_needs_a_yes_first(club: Practice, alice: User) -> None:
    one = team(club, alice, agreed=False)
    with pytest.raises(Refused):
        services.share(one.access, one.player, "availability")
    services.agree(one.access, one.player, ())
    assert one.player.shares == frozenset()


def test_under_16_nothing_is_shared_until_a_parent_says_yes_too(club: Practice, alice: User) -> None:
    one = team(club, alice, *SHARED, youth=True)
    assert one.player.shares == frozenset()
    assert not Player.objects.agreed().exists()
    with pytest.raises(Refused):
        week(one)
    services.parent_decides(one.player, agrees=True, source="test")
    assert one.player.shares == EVERYTHING
    services.parent_decides(one.player, agrees=False, source="test")
    assert Player.objects.get().left == clock.today()
    assert Player.objects.get().shares == frozenset()


def test_a_check_in_that_is_sent_twice_is_kept_once(club: Practice, alice: User) -> None:
    one, token = sharing_all(club, alice), uuid4()
    for _ in range(2):
        services.note_session(one.access, one.player, clock.today(), {"kind": "match", "minutes": 70, "effort": 8}, token)
    assert CheckIn.objects.count() == 1
    assert b"match" not in bytes(CheckIn.objects.get().sealed)
    (session,) = standing_of(one.player).log
    assert (session.kind, session.minutes, session.effort) == ("match", 70, 8)


@pytest.mark.parametrize(
    ("content", "days"),
    [({"kind": "sumo", "minutes": 60}, 0), ({"kind": "match", "minutes": 999}, 0), ({"kind": "match", "minutes": 60}, 8)],
)
def test_a_wrong_check_in_is_refused(content: dict[str, object], days: int, club: Practice, alice: User) -> None:
    one = sharing_all(club, alice)
    with pytest.raises(Refused):
        services.note_session(one.access, one.player, clock.today() - timedelta(days=days), content, uuid4())
    assert not CheckIn.objects.exists()


def test_a_week_holds_only_what_makes_a_complaint(club: Practice, alice: User) -> None:
    one = sharing_all(club, alice)
    assert set(WELL) == services.complaint_facts()
    with pytest.raises(Refused, match="questions about a complaint"):
        week(one, {"fever_or_chills_reported": "yes"})
    with pytest.raises(Refused):
        week(one, {"pain_now_nprs": 44})
    with pytest.raises(Refused):
        week(one, held_back="somewhat")


def test_the_log_of_a_squad_moves_the_way_back_in_the_record_of_who_treats(
    club: Practice, alice: User, bob: User, episode: Episode
) -> None:
    one = sharing_all(club, alice)
    care.record_step(examined(episode, bob), episode, "r4", 90, uuid4())
    _, before = plan_in(episode)
    assert before.way_back is not None
    assert before.way_back.decision.action == "stay"
    trained(one, kind="limited_training", minutes=40, pain_before=1, pain_during=6)
    _, after = plan_in(episode)
    assert after.way_back is not None
    assert after.way_back.decision.action == "back"
    assert services.note_morning(one.access, one.player, clock.today(), 2) == 1
    assert services.note_morning(one.access, one.player, clock.today(), 9) == 0
