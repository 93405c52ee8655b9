"""Alice in a squad of the club, beside her record at the practice where Bob treats her. For the tests of the club."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from tests.sport.hockey_players import HOCKEY
from tests.web.conftest import member, record
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services as care
from wervel.web.care.models import Episode
from wervel.web.club import services
from wervel.web.club.models import SHARED, Player, Squad
from wervel.web.practice.access import Access, access_to
from wervel.web.practice.models import CLUB_PHYSIO, Patient, Practice

WELL: dict[str, Any] = {"pain_now_nprs": 0, "leg_pain": "none", "daily_limitation": "none"}
SORE: dict[str, Any] = {"pain_now_nprs": 4, "leg_pain": "none", "daily_limitation": "slight"}


@dataclass(frozen=True)
class Team:
    """`record`: of Alice at the club."""

    squad: Squad
    player: Player
    record: Patient
    alice: User

    @property
    def access(self) -> Access:
        return Access(self.alice, self.record, "self", "patient", "test")


def team(club: Practice, alice: User, *shares: str, agreed: bool = True, youth: bool = False) -> Team:
    """Alice was asked for Dames 1, said yes, and shares these things."""
    squad = Squad.objects.create(
        practice=club, name="Dames 1", training_days=["tuesday", "thursday"], match_days=["sunday"], equipment=["ball", "stick"]
    )
    at_club = record(club, alice, "Alice Adema", "P-0001")
    player = Player.objects.create(squad=squad, patient=at_club, joined=clock.today(), youth=youth)
    made = Team(squad, player, at_club, alice)
    if agreed:
        services.agree(made.access, player, shares)
    return made


def sharing_all(club: Practice, alice: User) -> Team:
    return team(club, alice, *SHARED)


def physio(club: Practice) -> User:
    return member(club, CLUB_PHYSIO, "petra@example.org", "Petra Prins")


def week(one: Team, facts: dict[str, Any] | None = None, held_back: str = "not") -> None:
    services.note_week(one.access, one.player, held_back, WELL if facts is None else facts, uuid4())


def examined(episode: Episode, bob: User, **facts: Any) -> Access:
    """Bob asked and examined a hockey player with hardly any pain; a fact that is None is left out."""
    him = access_to(bob, episode.patient, "write:examination", "test")
    assert him is not None
    told = {key: value for key, value in {**HOCKEY, **facts}.items() if value is not None}
    care.record_answers(him, care.open_consultation(him, episode, "intake", uuid4(), episode.started), told)
    return him


def trained(one: Team, on: date | None = None, kind: str = "training", minutes: int = 90, **more: Any) -> None:
    services.note_session(one.access, one.player, on or clock.today(), {"kind": kind, "minutes": minutes, "effort": 5, **more}, uuid4())
