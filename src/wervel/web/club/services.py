"""What happens in a club: squads, who plays in them, what players share, and what they note.

Each function is one transaction with its row of the access log. Bad values raise `Refused`. A form's `token` makes that sending it
twice does it once.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from wervel.knowledge.cases import read_answers
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.shape import Entry, Line, Number
from wervel.knowledge.sport import KINDS
from wervel.logic.expr import facts_beneath
from wervel.logic.fact import Problem
from wervel.logic.text import Language
from wervel.programme.return_to_play import sport_of
from wervel.web import clock
from wervel.web.audit import log
from wervel.web.care.services import PAIN, once
from wervel.web.club.models import SHARED, CheckIn, Player, Sharing, Squad
from wervel.web.club.phrases import say
from wervel.web.guideline import current
from wervel.web.practice import services as practice
from wervel.web.practice import vault
from wervel.web.practice.access import Access
from wervel.web.practice.services import Office

PARENT_UNDER = 16
"""Years. Younger players decide together with a parent, as in the law on medical treatment (BW 7:447, 7:450)."""
OPEN_DAYS = 7
"""Days back for which a session can still be noted."""
MORNING = "pain_next_morning"
SESSION = Entry(
    {"kind": Line(KINDS), "minutes": Number(1, 240)},
    {"effort": PAIN, "pain_before": PAIN, "pain_during": PAIN, MORNING: PAIN},
)
HELD_BACK = ("not", "bit", "much", "out")
"""How far the back kept somebody from joining in a week."""


@dataclass(frozen=True)
class Plan:
    """The name and the week of a squad, as a form gives them."""

    name: str
    training_days: tuple[str, ...]
    match_days: tuple[str, ...]
    minutes: int
    equipment: tuple[str, ...]


# --- squads and who plays in them ---


def make_squad(office: Office, plan: Plan, token: UUID) -> Squad:
    content = _written(plan)

    def make() -> Squad:
        squad = Squad.objects.create(practice=office.practice, **content)
        office.log("write", "squad")
        return squad

    return once(office, token, "squad", Squad, make)


def change_squad(office: Office, squad: Squad, plan: Plan) -> None:
    with transaction.atomic():
        Squad.objects.filter(pk=squad.pk, practice=office.practice).update(**_written(plan))
        office.log("write", "squad")


def _written(plan: Plan) -> dict[str, object]:
    if not plan.name.strip():
        raise _refused("name", "no name", "the name of the squad", "write it")
    if not plan.training_days:
        raise _refused("training_days", "no training days", "the days on which the team trains", "choose at least one")
    if set(plan.training_days) & set(plan.match_days):
        raise _refused("match_days", "a day of training too", "one of the two", "choose another day")
    return {
        "name": plan.name.strip(), "training_days": list(plan.training_days), "match_days": list(plan.match_days),
        "minutes": plan.minutes, "equipment": list(plan.equipment),
    }  # fmt: skip


def invite_player(office: Office, squad: Squad, identity: Mapping[str, str], token: UUID, language: Language = "nl") -> Player:
    """Asks somebody for a squad: a mail with a link, and a record at the club that stays empty until they say yes.

    `identity`: name, born (ISO) and email. Who is under 16 needs a parent as well, so the day of birth is asked of all.
    """
    for key in ("born", "email"):
        if not identity.get(key):
            raise _refused(key, "nothing", "an answer", "fill it in")

    def make() -> Player:
        patient = practice.create_patient(office, identity)
        youth = age_on(date.fromisoformat(identity["born"]), clock.today()) < PARENT_UNDER
        player = Player.objects.create(squad=squad, patient=patient, joined=clock.today(), youth=youth)
        practice.invite_patient(Access(office.user, patient, "squads", office.role, office.source), language)
        office.log("write", "roster", patient.id)
        return player

    return once(office, token, "player", Player, make)


def age_on(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def agree(access: Access, player: Player, shares: Iterable[str]) -> None:
    """The player says yes, and shares these things from the start."""
    _mine(access, player)
    with transaction.atomic():
        if player.agreed_at is None:
            player.agreed_at = clock.now()
            player.save(update_fields=["agreed_at"])
            access.log("write", "membership")
        for what in shares:
            share(access, player, what)


def leave(access: Access, player: Player) -> None:
    """The player refuses, or stops: nothing is shared any more. Who plays in no other squad of the club leaves its lists."""
    _mine(access, player)
    with transaction.atomic():
        _left(player)
        access.log("write", "membership")
        if not access.patient.plays.filter(left=None).exists() and not access.patient.episodes.exists():
            practice.archive(access)


def remove(access: Access, player: Player) -> None:
    """The club takes somebody off the list of a squad."""
    _mine(access, player)
    with transaction.atomic():
        _left(player)
        access.log("write", "roster")


def _left(player: Player) -> None:
    player.left = clock.today()
    player.save(update_fields=["left"])
    player.sharings.filter(withdrawn_at=None).update(withdrawn_at=clock.now())


def ask_parent(access: Access, player: Player, email: str, language: Language) -> None:
    """A mail to a parent with a link to agree. The address is not kept, and a second mail replaces the first."""
    _mine(access, player)
    own = {access.user.email.casefold(), access.patient.identity["email"].casefold()}
    if "@" not in email or email.strip().casefold() in own:
        raise _refused("email", f"`{email}`", "the e-mail address of a parent", "write one such as name@example.org")
    token, squad = secrets.token_urlsafe(24), player.squad
    with transaction.atomic():
        player.parent_hash = vault.token_hash(token)
        player.save(update_fields=["parent_hash"])
        access.log("write", "parent")
        link = settings.URL + reverse("club:parent", args=[token])
        body = say(language, "parent_mail", access.patient.name, squad.name, squad.practice.name, link)
        transaction.on_commit(partial(send_mail, say(language, "parent_subject", squad.practice.name), body, None, [email.strip()]))


def asked_parent(token: str) -> Player | None:
    """Whose parent has this link, while there is something to decide about."""
    found = Player.objects.now().filter(parent_hash=vault.token_hash(token), youth=True)
    return found.select_related("squad__practice", "patient").first()


def parent_decides(player: Player, agrees: bool, source: str) -> None:
    """A parent says yes; or no, also later, and then the player is in the squad no more."""
    patient = player.patient
    with transaction.atomic():
        if agrees:
            player.parent_agreed_at = player.parent_agreed_at or clock.now()
            player.save(update_fields=["parent_agreed_at"])
        else:
            _left(player)
        log.write(log.Entry("write", "parent", patient.id, role="parent", practice=patient.practice_id, basis="parent", source=source))


# --- sharing ---


def share(access: Access, player: Player, what: str) -> None:
    """From now on the staff of this squad see this."""
    _mine(access, player)
    if what not in SHARED or player.left is not None or player.agreed_at is None:
        raise _refused("what", f"`{what}`", f"one of: {', '.join(SHARED)}", "choose one of these, after joining")
    with transaction.atomic():
        _, new = Sharing.objects.get_or_create(player=player, what=what, withdrawn_at=None, defaults={"granted_at": clock.now()})
        if new:
            access.log("write", "sharing")


def withdraw(access: Access, player: Player, what: str) -> None:
    _mine(access, player)
    with transaction.atomic():
        if player.sharings.filter(what=what, withdrawn_at=None).update(withdrawn_at=clock.now()):
            access.log("write", "sharing")


# --- what a player notes ---


def note_session(access: Access, player: Player, on: date, content: Mapping[str, Any], token: UUID) -> CheckIn:
    """One training or match: kind and minutes, and as far as they are known effort and pains."""
    given = {key: value for key, value in content.items() if value is not None}
    problems: list[Problem] = []
    SESSION.read(given, (), problems)
    if problems:
        raise Refused([Located(str(one.path[0] if one.path else "form"), 1, one.found, one.expected, one.cure) for one in problems])
    return _note(access, player, on, given, token)


def note_week(access: Access, player: Player, held_back: str | None, facts: Mapping[str, object], token: UUID) -> CheckIn:
    """How the back was this week. `facts` as in a case file: what makes a complaint, as the guideline has it, and nothing else."""
    if held_back not in (*HELD_BACK, None):
        raise _refused("held_back", f"`{held_back}`", f"one of: {', '.join(HELD_BACK)}", "choose one of these")
    if strange := set(facts) - complaint_facts():
        raise _refused("facts", ", ".join(sorted(strange)), "questions about a complaint", "leave the rest out")
    read_answers(facts, current())
    return _note(access, player, clock.today(), {"held_back": held_back, "facts": dict(facts)}, token)


def complaint_facts() -> frozenset[str]:
    """The facts that tell whether somebody has a complaint."""
    return frozenset(facts_beneath(sport_of(current()).prevention.complaint, current().definitions))


def note_morning(access: Access, player: Player, on: date, pain: int) -> int:
    """The pain on the morning after the sessions of a day, for each that does not tell it yet. Gives how many that were."""
    _mine(access, player)
    noted = 0
    with transaction.atomic():
        for row in player.check_ins.select_for_update().filter(on=on):
            content = access.patient.open(row.sealed)
            if "kind" in content and MORNING not in content and 0 <= pain <= 10:
                row.sealed = access.patient.seal({**content, MORNING: pain})
                row.save(update_fields=["sealed"])
                noted += 1
        if noted:
            access.log("write", "check_in")
    return noted


def _note(access: Access, player: Player, on: date, content: Mapping[str, Any], token: UUID) -> CheckIn:
    _mine(access, player)
    if not player.has_agreed:
        raise _refused("player", "somebody who is not in the squad", "a player", "join first")
    if not clock.today() - timedelta(days=OPEN_DAYS) < on <= clock.today():
        raise _refused("on", f"`{on}`", f"one of the last {OPEN_DAYS} days", "choose another day")

    def make() -> CheckIn:
        row = CheckIn.objects.create(player=player, on=on, at=clock.now(), token=token, sealed=access.patient.seal(content))
        type(access.patient).objects.filter(pk=access.patient.pk).update(last_change=clock.now())
        access.log("write", "check_in")
        return row

    return once(access, token, "check_in", CheckIn, make)


def _mine(access: Access, player: Player) -> None:
    assert player.patient_id == access.patient.id, "the view looked for the player among those of this record"
    player.patient = access.patient  # so that its key is read once


def _refused(where: str, found: str, expected: str, cure: str) -> Refused:
    return Refused([Located(where, 1, found, expected, cure)])
