"""One patient against all rules, fast: compiled rails over what is known."""

import hashlib
import marshal
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import CodeType

from wervel.knowledge.cache import cache_folder, keep
from wervel.knowledge.types import Guideline, Rule
from wervel.logic.expr import Compare, Includes, Is, Yes, facts_beneath, facts_named
from wervel.logic.fact import ANSWERERS
from wervel.logic.reference import Known, Value, compare, sum_of
from wervel.logic.truth import Truth
from wervel.reasoning.compiler import Atom, Circuit, asked, compile_circuit, leaf_name, presence, step

WORTH_KEEPING = 100_000
"""Characters of source: less is compiled in no time."""

Rails = list[bool]
Slots = tuple[int, ...]


class Engine:
    """A guideline made ready to run. `evaluate` is the speed that the benchmarks show."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self.circuit = Circuit(guideline)
        compiled: dict[str, Callable[..., tuple[bool, ...]]] = {}
        exec(_code(compile_circuit(self.circuit)), compiled)  # noqa: S102 (source made from checked rules only)
        self._evaluate, self._accompany = compiled["evaluate"], compiled["accompany"]
        self._foresee, self._dependence = compiled["foresee"], compiled["dependence"]
        self.facts = list(self.circuit.bits)
        place = self.circuit.place
        self.rules = [
            (rule, 2 * place[rule.id], 2 * place[presence(rule.id)] if rule.assume_worst else None) for rule in guideline.rules.values()
        ]
        """Each rule with where its rails stand, and where those of its condition alone stand if the worst is to be assumed."""
        self.asked = [(1 << at, 2 * place[asked(fact)]) for fact, at in self.circuit.bits.items() if asked(fact) in place]
        """The bit of each fact that is ever asked, and where the condition for it stands."""
        self.ladders = [place[leaf_name(Is(key, (option,)))] for key, steps in guideline.definitions.ladders.items() for option, _ in steps]
        """Where the options of derived choice facts stand, such as those of the stage."""
        self.by_answerer = [self.bits_of(fact for fact in self.facts if guideline.facts[fact].by == who) for who in ANSWERERS]
        """The facts that each answerer can tell, from cheap to dear."""
        self.all_bits = (1 << len(self.facts)) - 1
        self._none = [False] * (2 * len(self.circuit.atoms))
        self._sums: list[tuple[int, Compare]] = []
        by_fact: dict[str, list[tuple[int, Atom]]] = {}
        for atom, at in self.circuit.atoms.items():
            named = set(facts_named(atom))
            if len(named) > 1:
                assert isinstance(atom, Compare)
                self._sums.append((at, atom))
            else:
                by_fact.setdefault(named.pop(), []).append((at, atom))
        self._slot: dict[str, Mapping[Value, int]] = {}  # most facts set just one rail
        self._slots: dict[str, _SlotsByValue] = {}
        for key, atoms in by_fact.items():
            slots = _SlotsByValue(atoms, len(self.circuit.atoms))
            values: tuple[Value, ...] = (True, False) if guideline.facts[key].kind == "yes/no" else guideline.facts[key].option_ids
            if guideline.facts[key].kind in ("yes/no", "choice") and len(atoms) == 1:
                self._slot[key] = {value: slots[value][0] for value in values}
            else:
                self._slots[key] = slots

    def load(self, known: Known) -> Rails:
        rails = self._none[:]
        single, slots = self._slot, self._slots
        for fact, value in known.items():
            if (one := single.get(fact)) is not None:
                rails[one[value]] = True
            elif (table := slots.get(fact)) is not None:
                for slot in table[value]:
                    rails[slot] = True
        for at, atom in self._sums:
            if (total := sum_of(atom.terms, known)) is not None:
                rails[at if compare(total, atom.operator, atom.bound) else at + len(self.circuit.atoms)] = True
        return rails

    def bits_of(self, facts: Iterable[str]) -> int:
        """Facts as bits of one number, in the order of a conversation."""
        bits = 0
        for fact in facts:
            bits |= 1 << self.circuit.bits[fact]
        return bits

    def named(self, bits: int) -> list[str]:
        """The facts that these bits stand for."""
        found = []
        while bits:
            low = bits & -bits
            found.append(self.facts[low.bit_length() - 1])
            bits ^= low
        return found

    def turning_points(self, fact: str) -> tuple[Value, ...]:
        """Answers to a fact that together show everything it can say: of a number one between every two thresholds."""
        one = self.guideline.facts[fact]
        if one.kind == "yes/no":
            return (True, False)
        if one.kind == "choice":
            return one.option_ids
        if one.kind == "set":
            return (frozenset(), *(frozenset({option}) for option in one.option_ids))
        bounds = {
            bound
            for atom in self.circuit.atoms
            if isinstance(atom, Compare) and [name for _, name in atom.terms] == [fact]
            for bound in (atom.bound, atom.bound + 1)
        }
        return (one.low, *sorted(bound for bound in bounds if one.low < bound <= one.high))

    def evaluate(self, known: Known) -> tuple[bool, ...]:
        """Both rails of every derived fact and rule: true of node i at 2i, false at 2i + 1."""
        return self._evaluate(*self.load(known))

    def run(self, known: Known) -> "Verdicts":
        rails = self.load(known)
        return Verdicts(self, known, rails, self.all_bits & ~self.bits_of(known))


class _SlotsByValue(dict[Value, Slots]):
    """The rails that a value of a fact makes true, worked out when the value is first seen."""

    def __init__(self, atoms: list[tuple[int, Atom]], count: int) -> None:
        super().__init__()
        self._atoms, self._count = atoms, count
        # Between two neighbouring thresholds every number says the same.
        bounds = {atom.bound for _, atom in atoms if isinstance(atom, Compare)}
        self._edges = sorted(bounds | {bound + 1 for bound in bounds})
        self._spans = [self._slots(edge) for edge in [self._edges[0] - 1, *self._edges]] if bounds else []

    def __missing__(self, value: Value) -> Slots:
        if isinstance(value, int) and self._edges:
            self[value] = slots = self._spans[bisect_right(self._edges, value)]
        else:
            self[value] = slots = self._slots(value)
        return slots

    def _slots(self, value: Value) -> Slots:
        return tuple(at if _holds(atom, value) else at + self._count for at, atom in self._atoms)


def _holds(atom: Atom, value: Value) -> bool:
    match atom:
        case Yes():
            return value is True
        case Is(_, options):
            return value in options
        case Includes(_, options):
            assert isinstance(value, frozenset)
            return not value.isdisjoint(options)
        case Compare(((factor, _), *_), operator, bound):
            assert isinstance(value, int)
            return compare(factor * value, operator, bound)
        case _:
            raise AssertionError(atom)


@dataclass(frozen=True)
class Verdicts:
    """What all rules say about one person."""

    engine: Engine
    known: Known
    rails: Rails
    unknown: int

    @cached_property
    def rules(self) -> tuple[bool, ...]:
        """Both rails of derived facts and rules."""
        return self.engine._evaluate(*self.rails)

    @cached_property
    def truths(self) -> tuple[bool, ...]:
        """Both rails of every node."""
        return self.rules + self.engine._accompany(*self.rails, *self.rules)

    @cached_property
    def foreseen(self) -> tuple[bool, ...]:
        """What could still become so, if facts that must be asked are answered."""
        return self.engine._foresee(*self.rails, self.unknown)

    @cached_property
    def open_bits(self) -> tuple[int, ...]:
        """Per node the unknown facts it still depends on; 0 when it is decided."""
        return self.engine._dependence(*self.rails, *self.truths, self.unknown)

    @cached_property
    def firing(self) -> tuple[Rule, ...]:
        """The rules that count: true, or their condition is and nothing is known against it while the worst is to be assumed."""
        rails = self.rules
        return tuple(
            rule for rule, at, alone in self.engine.rules
            if rails[at] or (alone is not None and rails[alone] and not rails[at + 1])
        )  # fmt: skip

    @cached_property
    def possible(self) -> tuple[Rule, ...]:
        """The rules that count or can still come to count by answers to facts that must be asked."""
        rails, open_ = self.rules, self.foreseen
        return tuple(
            rule for rule, at, alone in self.engine.rules
            if rails[at] or (not rails[at + 1] and (open_[at] or (alone is not None and open_[alone])))
        )  # fmt: skip

    def truth(self, node: str) -> Truth:
        at = 2 * self.engine.circuit.place[node]
        rails = self.rules if at < len(self.rules) else self.truths
        return True if rails[at] else False if rails[at + 1] else None

    def fires(self, rule: Rule) -> bool:
        return rule in self.firing

    @cached_property
    def asked_bits(self) -> tuple[int, int]:
        """The facts that must be asked, and those of which that depends on a question that comes first."""
        must = maybe = 0
        for bit, at in self.engine.asked:
            if self.foreseen[at]:
                if self.truths[at]:
                    must |= bit
                else:
                    maybe |= bit
        return must, maybe

    def may_be_asked(self, fact: str) -> bool:
        must, maybe = self.asked_bits
        return bool((must | maybe) & self.engine.bits_of([fact]))

    def could_be(self, fact: str) -> bool:
        """Whether a derived yes/no fact is so, or answers to facts that must be asked can still make it so."""
        return self.foreseen[2 * self.engine.circuit.place[leaf_name(Yes(fact))]]

    def option(self, fact: str) -> str | None:
        """The option of a derived choice fact that is so, or nothing while undecided."""
        for option, _ in self.engine.guideline.definitions.ladders[fact]:
            if self.truth(leaf_name(Is(fact, (option,)))) is True:
                return option
        return None

    def option_as_far_as_asked(self, fact: str) -> str | None:
        """The same, also when only facts that are never asked are missing and everything about it that is asked is answered.

        Used where a questionnaire may add to an answer but nobody has to fill one in.
        """
        guideline, place = self.engine.guideline, self.engine.circuit.place
        steps = [option for option, _ in guideline.definitions.ladders[fact]]
        beneath = facts_beneath(Is(fact, tuple(steps[:1])), guideline.definitions)
        if any(one not in self.known and guideline.facts[one].asked is not None for one in beneath):
            return self.option(fact)
        for option in steps:
            if self.truth(step(fact, option)) is True:
                return option
            if self.foreseen[2 * place[step(fact, option)]]:
                return None
        return None


def _code(source: str) -> CodeType:
    """The source compiled: that takes a seventh of a second once, then it is kept beside the guideline, keyed by what it says."""
    name = f"{hashlib.sha256(source.encode()).hexdigest()[:24]}-{sys.implementation.cache_tag}.code"
    file = cache_folder() / name
    with suppress(OSError, ValueError, EOFError, TypeError):
        code = marshal.loads(file.read_bytes())  # noqa: S302 (our own file in the user's own folder)
        assert isinstance(code, CodeType)
        return code
    code = compile(source, "<rules>", "exec")
    if len(source) > WORTH_KEEPING:
        keep(file, marshal.dumps(code))
    return code


@lru_cache(maxsize=8)
def engine_for(guideline: Guideline) -> Engine:
    """The engine of a guideline, made once."""
    return Engine(guideline)
