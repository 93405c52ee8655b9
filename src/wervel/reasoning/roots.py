"""Which nerve root fits the signs in the legs, as far as they were examined."""

import re
from dataclasses import dataclass

from wervel.logic.expr import Is, facts_beneath
from wervel.logic.fact import Ladder
from wervel.logic.reference import Known, Value
from wervel.reasoning.assessment import Assessment
from wervel.reasoning.compiler import FACT
from wervel.reasoning.engine import engine_for

PATTERN, FITS = "root_pattern", re.compile(r"root_[ls]\d_(left|right)")
"""The fact that says how the signs lie, and those that say that a root fits on a side."""

ORDINARY_REFLEX = 2


@dataclass(frozen=True)
class RootReading:
    """How the signs lie; the facts that name a root that fits; what was not tested and is taken as ordinary for the pattern alone."""

    pattern: str
    fits: tuple[str, ...]
    untested: tuple[str, ...]


def read_roots(assessment: Assessment) -> RootReading | None:
    """Nothing while something is missing that must be examined, or that nobody has a reason to examine.

    Hardly anybody tests all four senses. A root fits on what was found alone; but how the signs lie would stay open for ever, so for that
    the senses that were not tested are taken as ordinary, and said to be untested.
    """
    guideline, known = assessment.guideline, assessment.known
    if not isinstance(guideline.facts.get(PATTERN) and guideline.facts[PATTERN].definition, Ladder):
        return None
    beneath = [guideline.facts[fact] for fact in sorted(facts_beneath(Is(PATTERN, ("none",)), guideline.definitions))]
    missing = [fact for fact in beneath if fact.id not in known]
    if any(fact.asked is not None for fact in missing):
        return None
    ordinary: dict[str, Value] = {fact.id: frozenset[str]() if fact.kind == "set" else ORDINARY_REFLEX for fact in missing}
    taken: Known = {**ordinary, **known}
    pattern = engine_for(guideline).run(taken).option(PATTERN)
    assert pattern is not None, "a ladder with everything known has an option"
    fits = tuple(fact for fact in guideline.facts if FITS.fullmatch(fact) and assessment.verdicts.truth(FACT + fact) is True)
    return RootReading(pattern, fits, tuple(ordinary))
