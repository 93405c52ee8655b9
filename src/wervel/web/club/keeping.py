"""Everything that a club keeps about a player: as JSON for another program, and as text to read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from wervel.documents.phrases import short_date
from wervel.logic.fact import Fact, Problem, read_value
from wervel.logic.text import Language
from wervel.logic.words import Wording
from wervel.narrate.report import Section, upper
from wervel.programme.return_to_play import sport_of
from wervel.web.club.models import Player
from wervel.web.club.pages import PAINS
from wervel.web.club.phrases import say
from wervel.web.guideline import current
from wervel.web.practice.models import Patient


def kept(patient: Patient) -> list[dict[str, Any]]:
    """Each squad of this record, with what was shared when, and what was noted. Days in ISO, times in UTC."""
    return [
        {
            "squad": player.squad.name,
            "asked": player.joined.isoformat(),
            "agreed": _iso(player.agreed_at),
            "parent_agreed": _iso(player.parent_agreed_at),
            "left": player.left.isoformat() if player.left else None,
            "shared": [
                {"what": one.what, "from": one.granted_at.isoformat(), "until": _iso(one.withdrawn_at)}
                for one in player.sharings.order_by("granted_at")
            ],
            "check_ins": [{"on": one.on.isoformat(), **patient.open(one.sealed)} for one in player.check_ins.all()],
        }
        for player in _players(patient)
    ]


def told(patient: Patient, language: Language) -> list[Section]:
    """The same in words."""
    return [
        Section(
            say(language, "team_of", player.squad.name, patient.practice.name),
            [
                *(f"- {upper(say(language, 'shared'))}: {say(language, f'share_{one}')}" for one in sorted(player.shares)),
                *(
                    f"- {short_date(one.on, language)}: {'; '.join(_noted(patient.open(one.sealed), language))}"
                    for one in player.check_ins.all()
                ),
            ],
        )
        for player in _players(patient)
    ]


def _players(patient: Patient) -> list[Player]:
    return list(Player.objects.filter(patient=patient).select_related("squad").prefetch_related("sharings").order_by("joined", "pk"))


def _noted(content: dict[str, Any], language: Language) -> Iterator[str]:
    guideline = current()
    if "kind" in content:
        yield sport_of(guideline).kinds[content["kind"]].name[language]
        yield f"{content['minutes']} min"
        for key in ("effort", *PAINS):
            if key in content:
                yield f"{say(language, f'short_{key}')} {content[key]}"
        return
    yield say(language, f"held_{content['held_back'] or 'unknown'}")
    wording = Wording(guideline.facts, guideline.words["units"], language)
    for name, raw in content["facts"].items():
        if raw is not None and name in guideline.facts:
            yield f"{wording.name(name)}: {_value(guideline.facts[name], raw, wording)}"


def _value(fact: Fact, raw: object, wording: Wording) -> str:
    value = read_value(fact, raw, ())
    return str(raw) if isinstance(value, Problem) else wording.value(fact.id, value)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
