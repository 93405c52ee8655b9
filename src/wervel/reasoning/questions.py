"""What can still change the answer, and what to ask first."""

from functools import lru_cache

from wervel.knowledge.types import Gate, Hypothesis, Phenomenon, Remove, Rule, Triage
from wervel.reasoning.assessment import HIGHEST_RELEASED, PROFILE, Assessment, rank
from wervel.reasoning.compiler import ASKED, PRESENCE, STEP, asked
from wervel.reasoning.engine import Engine, Verdicts


def open_questions(assessment: Assessment) -> frozenset[str]:
    """The unknown facts that can still change an outcome. Answering any other fact changes nothing."""
    verdicts = assessment.verdicts
    place, masks = verdicts.engine.circuit.place, verdicts.open_bits
    bits = 0
    for name, at in place.items():
        if not name.startswith((ASKED, PRESENCE, STEP)):
            bits |= masks[at]
    for fact in verdicts.engine.named(bits):  # whether an open fact must be asked is an outcome too
        if asked(fact) in place:
            bits |= masks[place[asked(fact)]]
    return frozenset(verdicts.engine.named(bits)) | ({PROFILE} - set(assessment.known))


def ask_next(assessment: Assessment, declined: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The facts that must be asked and can still change the outcome, best first. A question whose reason is still unknown waits.

    First what could turn out worst, then who can answer cheapest, then the order of a conversation. `declined`: asked already, and
    the person does not know. When the answer is an emergency nothing worse can follow, and nothing more is asked unless it is only
    assumed; when no plan can follow, only what could be worse.
    """
    verdicts = assessment.verdicts
    must, maybe = verdicts.asked_bits
    levels = _open_by_level(assessment)
    best: list[str] = []
    taken = verdicts.engine.bits_of(declined)
    for level in sorted(levels, reverse=True):
        bits = _with_doors(levels[level], maybe, verdicts) & ~taken
        taken |= bits
        for who in verdicts.engine.by_answerer:
            best += verdicts.engine.named(bits & must & who)
    return tuple(best)


def next_question(assessment: Assessment) -> str | None:
    """The fact to ask first, or nothing when no question that belongs to this complaint can change the answer."""
    return next(iter(ask_next(assessment)), None)


def _open_by_level(assessment: Assessment) -> dict[int, int]:
    """For each level of stakes the unknown facts, as bits, on which something at that level still depends."""
    verdicts = assessment.verdicts
    engine, masks = verdicts.engine, verdicts.open_bits
    floor = rank(assessment.at_least)
    plannable = floor <= HIGHEST_RELEASED
    alarms = {rule.id for rule in assessment.alarms}
    stakes = _stakes(engine)
    by_level: dict[int, int] = {}
    for rule in assessment.possible:
        if mask := masks[engine.circuit.place[rule.id]]:
            level = stakes[rule.id]
            # An alarm that counts only because the worst is assumed may yet be taken back: its exception is worth asking.
            if level > floor or (level == floor and rule.id in alarms) or (plannable and not isinstance(rule.then, Triage)):
                by_level[level] = by_level.get(level, 0) | mask
    if plannable:
        for at in engine.ladders:
            by_level[0] = by_level.get(0, 0) | masks[at]
    return by_level


@lru_cache(maxsize=8)
def _stakes(engine: Engine) -> dict[str, int]:
    return {rule.id: _level(rule) for rule in engine.guideline.rules.values()}


def _level(rule: Rule) -> int:
    """How bad it would be not to know: the urgency of an alarm; a gate like a reason to be seen; a hypothesis just above the rest."""
    match rule.then:
        case Triage(urgency):
            return rank(urgency)
        case Gate():
            return rank("soon")
        case Hypothesis():
            return rank("inform")
        case Phenomenon() | Remove():
            return 0


def _with_doors(bits: int, maybe: int, verdicts: Verdicts) -> int:
    """These facts, and those that decide whether they must be asked."""
    place, masks, seen = verdicts.engine.circuit.place, verdicts.open_bits, 0
    while todo := bits & maybe & ~seen:
        for fact in verdicts.engine.named(todo):
            bits |= masks[place[asked(fact)]]
        seen |= todo
    return bits
