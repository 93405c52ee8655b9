"""What can still change the answer, and what to ask first."""

from wervel.knowledge.types import Gate, Hypothesis, Phenomenon, Remove, Rule, Triage
from wervel.logic.fact import ANSWERERS
from wervel.reasoning.assessment import HIGHEST_RELEASED, Assessment, rank
from wervel.reasoning.compiler import ASKED, PRESENCE, asked


def open_questions(assessment: Assessment) -> frozenset[str]:
    """The unknown facts that can still change an outcome. Answering any other fact changes nothing."""
    verdicts = assessment.verdicts
    place, masks = verdicts.engine.circuit.place, verdicts.open_bits
    bits = 0
    for name, at in place.items():
        if not name.startswith((ASKED, PRESENCE)):
            bits |= masks[at]
    found = _facts(bits, assessment)
    for fact in found:  # whether an open fact must be asked is an outcome too
        if asked(fact) in place:
            bits |= masks[place[asked(fact)]]
    return frozenset(_facts(bits, assessment))


def ask_next(assessment: Assessment, declined: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The facts that must be asked and can still change the outcome, best first.

    First what could turn out worst, then who can answer cheapest, then the order of the guideline. `declined`: asked already, and the
    person does not know. When the answer is an emergency nothing more is asked; when no plan can follow, only what could be worse.
    """
    verdicts, guideline = assessment.verdicts, assessment.guideline
    masks, place = verdicts.open_bits, verdicts.engine.circuit.place
    floor = rank(assessment.at_least)
    plannable = floor <= HIGHEST_RELEASED
    by_level: dict[int, int] = {}
    for rule in assessment.possible:
        if mask := masks[place[rule.id]]:
            level = _level(rule)
            # An alarm that counts only because the worst is assumed may yet be taken back: its exception is worth asking.
            if level > floor or (level == floor and rule in assessment.alarms) or (plannable and not isinstance(rule.then, Triage)):
                by_level[level] = by_level.get(level, 0) | mask
    if plannable:
        for at in verdicts.engine.ladders:
            by_level[0] = by_level.get(0, 0) | masks[at]
    best: list[str] = []
    maybe: list[str] = []
    taken = 0
    for level in sorted(by_level, reverse=True):
        facts = [fact for fact in _facts(_with_doors(by_level[level], assessment) & ~taken, assessment) if fact not in declined]
        taken |= sum(1 << verdicts.engine.circuit.bits[fact] for fact in facts)
        facts.sort(key=lambda fact: ANSWERERS.index(guideline.facts[fact].by or "patient"))
        for fact in facts:
            must = verdicts.is_asked(fact)
            if must is not False:
                (best if must else maybe).append(fact)
    return tuple(best or maybe)


def next_question(assessment: Assessment) -> str | None:
    """The fact to ask first, or nothing when no question that belongs to this complaint can change the answer."""
    return next(iter(ask_next(assessment)), None)


def _with_doors(bits: int, assessment: Assessment) -> int:
    """These facts, and those that decide whether they must be asked."""
    verdicts = assessment.verdicts
    place, masks = verdicts.engine.circuit.place, verdicts.open_bits
    seen, todo = 0, bits
    while todo:
        for fact in _facts(todo, assessment):
            if verdicts.is_asked(fact) is None:
                bits |= masks[place[asked(fact)]]
        seen |= todo
        todo = bits & ~seen
    return bits


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


def _facts(bits: int, assessment: Assessment) -> list[str]:
    facts = assessment.verdicts.engine.facts
    found = []
    while bits:
        low = bits & -bits
        found.append(facts[low.bit_length() - 1])
        bits ^= low
    return found


