"""Safety properties from properties/*.yaml."""

from typing import Any

from wervel.knowledge.claims import (
    AFTER,
    CAN_HAPPEN,
    CONSEQUENCES,
    PAIRS,
    After,
    Always,
    CanHappen,
    Claim,
    ExactlyOne,
    Keeps,
    NoTwo,
    Outcomes,
    Property,
)
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.shape import Entry, Line, ListOf, Number, OneOf, Words, YesNo
from wervel.knowledge.shapes import CRITERIA, FILES
from wervel.knowledge.types import URGENCIES
from wervel.logic.expr import NEVER
from wervel.logic.fact import Ladder

CLASSES = ("referral", "specific", "radicular", "nonspecific", "undetermined")
OUTCOMES = Entry(
    {},
    {
        "urgency": Entry({}, {"at_least": Line(URGENCIES), "at_most": Line(URGENCIES)}),
        "class": ListOf(Line(CLASSES), least=1),
        "released": YesNo(),
        "further_diagnostics": YesNo(),
    },
)
CLAIM = OneOf(
    {
        "always": Entry({"always": OUTCOMES}, {"if": CRITERIA, "unless": CRITERIA, "given": OUTCOMES}),
        "exactly_one": Entry({"exactly_one": Line()}),
        "can_happen": Entry({"can_happen": Line(CAN_HAPPEN)}),
        "after": Entry({"after": Line(AFTER), "then": Line(CONSEQUENCES)}, {"given": OUTCOMES}),
        "keeps": Entry({"keeps": Number(1, 20)}),
        "no_two": Entry({"no_two": Line(PAIRS)}),
    }
)
FILES["properties"] = ListOf(Entry({"id": Line(), "text": Words(), "claim": CLAIM}))


def read_property(item: Item, reading: Reading) -> Property:
    return Property(item.entry["id"], item.entry["text"], _claim(item, reading), item.place)


def _claim(item: Item, reading: Reading) -> Claim:
    claim: dict[str, Any] = item.entry["claim"]
    given = _outcomes(claim.get("given", {}))
    match claim:
        case {"exactly_one": of}:
            fact = reading.facts.get(of)
            if of not in ("class", "route") and not (fact and isinstance(fact.definition, Ladder)):
                item.problem(("claim", "exactly_one"), f"`{of}`", "class, route, or a derived choice", "name one of these")
            return ExactlyOne(of)
        case {"can_happen": what}:
            return CanHappen(what)
        case {"after": event, "then": then}:
            return After(event, then, given)
        case {"keeps": exercises}:
            return Keeps(int(exercises or 0))
        case {"no_two": pair}:
            return NoTwo(pair)
        case _:
            when = item.criteria(claim.get("if", "always"), ("claim", "if"), reading)
            unless = item.criteria(claim["unless"], ("claim", "unless"), reading) if "unless" in claim else NEVER
            return Always(_outcomes(claim.get("always", {})), when, unless, given)


def _outcomes(entry: dict[str, Any]) -> Outcomes:
    urgency = entry.get("urgency", {})
    return Outcomes(
        urgency.get("at_least"), urgency.get("at_most"), tuple(entry.get("class", ())), entry.get("released"),
        entry.get("further_diagnostics"),
    )  # fmt: skip
