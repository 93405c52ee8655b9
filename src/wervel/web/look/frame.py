"""What stands around every page: the practice, where this person can go, and the version of the guideline."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from wervel.logic.text import Text
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.accounts.second_factor import has_second_factor
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.look.parts import Tab
from wervel.web.look.saying import language_now
from wervel.web.practice.models import ADMINISTRATOR, CLUB, CLUB_PHYSIO, COACH, LEAD, MANAGERS, THERAPIST, Membership, Patient, running

PATIENT, PLAYER, CLUB_KEEPER, NOBODY = "patient", "player", "club_keeper", ""


@dataclass(frozen=True)
class Place:
    """Somewhere to go, by the name of its address, which may hold the id of the record or of the practice."""

    name: str
    title: Text

    def tab(self, request: HttpRequest, key: object) -> Tab | None:
        """The link; nothing while that room is not built."""
        for args in ([key], []):
            try:
                href = reverse(self.name, args=args)
            except NoReverseMatch:
                continue
            return Tab(self.title[language_now()], href, href == request.path)
        return None


CASELOAD = Place("therapist:caseload", Text("Patiënten", "Patients"))
PRACTICE = Place("practice:overview", Text("Praktijk", "Practice"))
SQUADS = Place("club:squads", Text("Teams", "Squads"))
BOOK = Place("guideline_pages:contents", Text("Richtlijn", "Guideline"))
ACCOUNT = Place("mfa_index", Text("Account", "Account"))

PLACES = {
    NOBODY: (
        Place("selfcheck:start", Text("Zelftest", "Self-check")),
        BOOK,
        Place("account_login", Text("Inloggen", "Sign in")),
    ),
    PATIENT: (
        Place("patient:today", Text("Vandaag", "Today")),
        Place("patient:diary", Text("Dagboek", "Diary")),
        Place("patient:progress", Text("Hoe het gaat", "How it goes")),
        Place("patient:messages", Text("Berichten", "Messages")),
    ),
    PLAYER: (Place("club:team", Text("Team", "Team")),),
    CLUB_KEEPER: (SQUADS,),
    THERAPIST: (CASELOAD, BOOK),
    LEAD: (CASELOAD, PRACTICE, BOOK),
    ADMINISTRATOR: (PRACTICE,),
    CLUB_PHYSIO: (SQUADS, CASELOAD, BOOK),
    COACH: (SQUADS,),
}
"""Where each role can go."""


@dataclass(frozen=True)
class Frame:
    """`practice`: its name, empty for who has none; `is_known`: somebody is signed in."""

    practice: str
    places: tuple[Tab, ...]
    version: str
    is_known: bool


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor."""
    user = getattr(request, "user", None)  # a page about a broken request may come before anybody was recognised
    roles, known = _roles(user), isinstance(user, User)
    tabs = [place.tab(request, key) for role, key, _ in roles for place in PLACES[role]]
    tabs += [ACCOUNT.tab(request, "")] if known else []
    places = tuple(dict.fromkeys(tab for tab in tabs if tab is not None))
    return {"frame": Frame(next((name for _, _, name in roles), ""), places, current().version, known)}


def _roles(user: object) -> Sequence[tuple[str, object, str]]:
    """Role, the id that its places need, and the name of the practice: first what somebody works as, then their own records.

    At a club somebody is a player; a patient as well, once there is a complaint.
    """
    if not isinstance(user, User):
        return [(NOBODY, "", "")]
    own: list[tuple[str, object, str]] = []
    records = Patient.objects.filter(user=user, destroyed_at=None, archived_at=None)
    for record, name, kind, cared_for in records.values_list(
        "id", "practice__name", "practice__kind", Exists(Episode.objects.filter(patient=OuterRef("pk")))
    ):
        own += [(PATIENT, record, name)] if kind != CLUB or cared_for else []
        own += [(PLAYER, record, name)] if kind == CLUB else []
    if not has_second_factor(user):
        return own
    offices = Membership.objects.filter(running(clock.now()), user=user, practice__archived_at=None).order_by("since")
    work = list(offices.values_list("role", "practice", "practice__name", "practice__kind"))
    keeps = [(CLUB_KEEPER, practice, name) for role, practice, name, kind in work if kind == CLUB and role in MANAGERS]
    return [*((role, practice, name) for role, practice, name, _ in work), *keeps, *own]
