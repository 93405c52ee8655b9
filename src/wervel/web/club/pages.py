"""What the pages of a club share: who may see a squad, whose team it is, and what is asked of a player."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from wervel.logic.fact import Fact
from wervel.logic.text import Language
from wervel.programme.return_to_play import sport_of
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.club.models import REASONS, Player, Squad
from wervel.web.club.phrases import SAID, say
from wervel.web.club.services import HELD_BACK, MORNING, complaint_facts
from wervel.web.club.standing import ALL, NONE, OPEN, PART, UNSHARED, Seen
from wervel.web.facts import PAIN_NOW
from wervel.web.guideline import current
from wervel.web.practice.access import AccessRequest, for_patient, roles_in, source_of
from wervel.web.practice.models import ADMINISTRATOR, CLUB_PHYSIO, COACH, LEAD, Patient
from wervel.web.practice.services import Office, office_of

P = ParamSpec("P")
KEEPERS = (CLUB_PHYSIO, LEAD, ADMINISTRATOR)
"""Who makes squads and asks players."""
WATCHERS = (CLUB_PHYSIO, COACH)
"""Who sees who joins today."""
STAFF = (CLUB_PHYSIO, COACH, LEAD, ADMINISTRATOR)
PAINS = ("pain_before", "pain_during", MORNING)
"""What is noted of a session on the way back to play, in the order of a day."""
TONES = {ALL: "calm", PART: "warn", NONE: "today", OPEN: "info", UNSHARED: "info"}


@dataclass(frozen=True)
class Desk:
    """Somebody of the staff at a squad, in the first of their roles that may."""

    office: Office
    squad: Squad

    @property
    def user(self) -> User:
        return self.office.user

    @property
    def keeps(self) -> bool:
        return bool(set(self._roles) & set(KEEPERS))

    @property
    def watches(self) -> bool:
        return bool(set(self._roles) & set(WATCHERS))

    @property
    def is_physio(self) -> bool:
        return CLUB_PHYSIO in self._roles

    @property
    def _roles(self) -> tuple[str, ...]:
        return roles_in(self.user, self.squad.practice_id)

    def looked(self, what: str, players: list[Player]) -> None:
        """One row of the access log for each player of whom something is shown."""
        with transaction.atomic():
            for player in players:
                log.write(log.Entry("read", what, player.patient_id, self.user.id, self.office.role, self.squad.practice_id, "sharing",
                                    self.office.source))  # fmt: skip


def for_squad(*among: str) -> Callable[[Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view on a squad, for staff with one of these roles; the URL has `<int:squad>`. Who may not sees 404."""

    def decorate(view: Callable[Concatenate[HttpRequest, Desk, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, squad: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            found = Squad.objects.select_related("practice").filter(pk=squad).first()
            office = (
                office_of(request.user, found.practice, among, source_of(request)) if found and isinstance(request.user, User) else None
            )
            if found is None or office is None:
                raise Http404
            response = view(request, Desk(office, found), *args, **kwargs)
            patch_cache_control(response, no_store=True)
            return response

        return guarded

    return decorate


def for_player(
    permission: str,
) -> Callable[[Callable[Concatenate[AccessRequest, Player, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view of a player on one of their squads: `<uuid:patient>` and `<int:player>`."""

    def decorate(view: Callable[Concatenate[AccessRequest, Player, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        def found(request: AccessRequest, patient: Patient, /, player: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            one = get_object_or_404(Player.objects.now().select_related("squad__practice"), pk=player, patient=patient)
            one.patient = patient  # so that its key is read once
            return view(request, one, *args, **kwargs)

        return wraps(view)(for_patient(permission)(found))

    return decorate


@dataclass(frozen=True)
class Line:
    """A player in the list of the staff."""

    player: Player
    seen: Seen
    shares: frozenset[str] = frozenset()

    @property
    def tone(self) -> str:
        return TONES[self.seen.availability]

    @property
    def says(self) -> str:
        return f"is_{self.seen.availability}"

    @property
    def shares_more(self) -> bool:
        """Whether the page of this player opens for the physiotherapist."""
        return REASONS in self.shares


# --- what is asked ---


def _score(name: str) -> Fact:
    """A score from 0 to 10, as the guideline asks for pain."""
    return replace(current().facts[PAIN_NOW], id=name, name=SAID[f"ask_{name}"], question=SAID[f"ask_{name}"])


def session_facts(on_the_way_back: bool) -> tuple[Fact, ...]:
    """A session in three questions; on the way back to play the pain before and during it as well."""
    kinds = tuple((kind.id, kind.name) for kind in reversed(list(sport_of(current()).kinds.values())))
    asked = SAID["ask_kind"]
    kind = Fact("kind", "choice", asked, by="patient", question=asked, options=kinds)
    minutes = replace(_score("minutes"), unit="minute", low=1, high=240)
    pains = tuple(_score(name) for name in PAINS[:2]) if on_the_way_back else ()
    return kind, minutes, _score("effort"), *pains


def morning_fact() -> Fact:
    return _score(MORNING)


def week_facts() -> tuple[Fact, ...]:
    """How the week was, and what makes a complaint as the guideline asks it."""
    asked = SAID["ask_held_back"]
    options = tuple((key, SAID[f"held_{key}"]) for key in HELD_BACK)
    held_back = Fact("held_back", "choice", asked, by="patient", question=asked, options=options)
    names = complaint_facts()
    return held_back, *(fact for name, fact in current().facts.items() if name in names)


def words_of(seen: Seen, language: Language) -> list[str]:
    """The lines about one player that staff and player read alike."""
    lines = []
    if seen.may is not None:
        field = ", ".join(say(language, "up_to", kind, minutes) for kind, minutes in seen.may.items())
        lines.append(say(language, "on_the_field", field) if field else say(language, "only_exercises"))
        lines += [say(language, "not_yet", ", ".join(seen.closed))] if field and seen.closed else []
    swaps = [say(language, "instead", one, instead) if instead else say(language, "leave_out", one) for one, instead in seen.swaps]
    lines += [say(language, "together", "; ".join(swaps))] if swaps else []
    if seen.flicks is not None:
        lines.append(say(language, "flicks", seen.flicks))
    return lines
