"""All rules of a guideline as one Python function over two rails.

Every condition has a true rail ("it is so") and a false rail ("it is not so"). Unknown is neither; a fact that must still be asked can
be loaded as both, "open to either". Two rails instead of null, because swapping them makes Not free and both are plain booleans.

Four functions are generated from the same conditions:

    evaluate(*rails)                     what is so and what is not so of derived facts and rules, with what is known
    accompany(*rails, *truths)           the same of what goes with them: which facts are asked, which advice applies
    foresee(*rails, unknown)             what could still become so, if facts that must be asked are answered
    dependence(*rails, *truths, unknown) which unknown facts an undecided condition still depends on, as bits
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from wervel.knowledge.types import Guideline
from wervel.logic.expr import AtLeast, Compare, Expr, Includes, Is, Not, Yes, facts_named

Atom: TypeAlias = Yes | Is | Includes | Compare


ASKED, PRESENCE, FACT, STEP, ADVICE = "asked ", "when ", "fact ", "step ", "advice "
"""How the names of nodes begin; a rule's node has the rule's id."""


@dataclass(frozen=True)
class Node:
    """Something that is decided: a derived fact, a rule, an advice, or whether a fact is asked. `yields_to` names nodes."""

    name: str
    condition: Expr
    yields_to: tuple[str, ...] = ()

    @property
    def accompanies(self) -> bool:
        return self.name.startswith((ASKED, STEP, ADVICE))

    @property
    def rank(self) -> int:
        """Where its kind stands in results: what rules rest on, what goes with them, and last what nothing foresees."""
        return self.accompanies + self.name.startswith(ADVICE)


@dataclass
class Circuit:
    """The nodes in an order in which each comes after what it uses, and the atoms: leaves about facts that people answer.

    `place` numbers the nodes by their rank: derived facts and rules first, then what accompanies them, advice last.
    """

    guideline: Guideline
    nodes: list[Node] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    atoms: dict[Atom, int] = field(default_factory=dict)
    bits: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.bits = {key: at for at, key in enumerate(_in_conversation(self.guideline))}
        self._waiting = {node.name: node for node in _nodes(self.guideline)}
        self._added: set[str] = set()
        for name in list(self._waiting):
            self._add(name)
        self.place = {node.name: at for at, node in enumerate(sorted(self.nodes, key=lambda node: node.rank))}

    def _add(self, name: str) -> None:
        node = self._waiting.pop(name, None)
        if node is None:
            return
        for other in node.yields_to:
            self._add(other)
        self._add_beneath(node.condition)
        self._added.add(name)
        self.nodes.append(node)

    def _add_beneath(self, expr: Expr) -> None:
        match expr:
            case Not(item):
                self._add_beneath(item)
            case AtLeast(_, items):
                for _, item in items:
                    self._add_beneath(item)
            case _:
                meaning = self.guideline.definitions.of(expr) if isinstance(expr, Yes | Is) else None
                if meaning is None:
                    self.atoms.setdefault(expr, len(self.atoms))
                    for fact in facts_named(expr):  # foresee() needs to know first whether it is asked
                        self._add(asked(fact))
                else:
                    name = leaf_name(expr)
                    if name not in self._added:
                        self._waiting.setdefault(name, Node(name, meaning))
                        self._add(name)

    def leaf(self, atom: Expr) -> int | str:
        """Where a leaf stands: the place of its atom, or the name of the node it opens to."""
        if isinstance(atom, Yes | Is) and self.guideline.definitions.of(atom) is not None:
            return leaf_name(atom)
        assert not isinstance(atom, Not | AtLeast), "a leaf"
        return self.atoms[atom]


def _in_conversation(guideline: Guideline) -> list[str]:
    """The facts that people answer, in the order in which one would ask them when all matter equally."""
    order = {name: at for at, name in enumerate(guideline.first_questions)}
    answered = [fact for fact in guideline.facts.values() if fact.definition is None]
    return [fact.id for fact in sorted(answered, key=lambda fact: order.get(fact.group or fact.id, order.get(fact.id, len(order))))]


def _nodes(guideline: Guideline) -> Iterator[Node]:
    for key, fact in guideline.facts.items():
        if fact.asked is not None:
            yield Node(asked(key), fact.asked)
    for key, condition in guideline.definitions.conditions.items():
        yield Node(leaf_name(Yes(key)), condition)
    for key, ladder in guideline.definitions.ladders.items():
        for option, condition in ladder:
            yield Node(step(key, option), condition)
            leaf = Is(key, (option,))
            meaning = guideline.definitions.of(leaf)
            assert meaning is not None
            yield Node(leaf_name(leaf), meaning)
    for rule in guideline.rules.values():
        if rule.except_when:
            yield Node(presence(rule.id), rule.when)
        yield Node(rule.id, rule.when, rule.except_when)
    for advice in guideline.advice.values():
        yield Node(f"{ADVICE}{advice.id}", advice.when)


def asked(fact: str) -> str:
    """The node that says whether a fact must be asked."""
    return f"{ASKED}{fact}"


def step(fact: str, option: str) -> str:
    """The node of a step of a ladder by itself, whatever the steps above it say."""
    return f"{STEP}{fact} is {option}"


def presence(rule: str) -> str:
    """The node of a rule's condition without its exceptions."""
    return f"{PRESENCE}{rule}"


def leaf_name(leaf: Expr) -> str:
    assert isinstance(leaf, Yes | Is), "only these open to a definition"
    return f"{FACT}{leaf.fact}" if isinstance(leaf, Yes) else f"{FACT}{leaf.fact} is {' or '.join(leaf.options)}"


def compile_circuit(circuit: Circuit) -> str:
    """The Python source of the four functions. Atom i is `a{i}` (true rail) and `b{i}`; node j is `t{j}` and `f{j}`."""
    count = len(circuit.atoms)
    # As parameters, because Python copies those at once and unpacks a list one by one: a quarter of the time of `evaluate`.
    rails = f"{''.join(f'a{at},' for at in range(count))}{''.join(f'b{at},' for at in range(count))}"
    rules = [node for node in circuit.nodes if not node.accompanies]
    company = [node for node in circuit.nodes if node.accompanies]

    def both(nodes: Iterable[Node]) -> str:
        places = sorted(circuit.place[node.name] for node in nodes)
        return "".join(f"t{at},f{at}," for at in places)

    lines = [f"def evaluate({rails}):", *_decisions(rules, circuit), f" return ({both(rules)})"]
    lines += [f"def accompany({rails}{both(rules)}):", *_decisions(company, circuit), f" return ({both(company)})"]
    lines.append(f"def foresee({rails}unknown):")
    opened: set[int] = set()
    for node in circuit.nodes:
        if not node.name.startswith(ADVICE):
            for atom in _atoms_in(node.condition, circuit):
                if circuit.atoms[atom] not in opened:
                    opened.add(circuit.atoms[atom])
                    lines += _open_to_either(atom, circuit)
            lines += _decisions([node], circuit)
    foreseen = [node for node in circuit.nodes if not node.name.startswith(ADVICE)]
    lines += [f" return ({both(foreseen)})", f"def dependence({rails}{both(circuit.nodes)}unknown):"]
    for node in circuit.nodes:
        at = circuit.place[node.name]
        own = _depends(node.condition, circuit)
        if node.yields_to:  # open because of an exception, perhaps, while its own condition is decided
            own = f"(0 if {_rail(node.condition, True, circuit)} or {_rail(node.condition, False, circuit)} else {own})"
        parts = [own, *(f"m{circuit.place[other]}" for other in node.yields_to)]
        lines.append(f" m{at}=0 if t{at} or f{at} else {' | '.join(parts)}")
    lines.append(f" return ({''.join(f'm{at},' for at in range(len(circuit.nodes)))})")
    return "\n".join(lines)


def _decisions(nodes: Iterable[Node], circuit: Circuit) -> Iterator[str]:
    """The lines that set both rails of these nodes."""
    for node in nodes:
        at, others = circuit.place[node.name], [circuit.place[other] for other in node.yields_to]
        yield f" t{at}={' and '.join([_rail(node.condition, True, circuit), *(f'f{other}' for other in others)])}"
        yield f" f{at}={' or '.join([_rail(node.condition, False, circuit), *(f't{other}' for other in others)])}"


def _rail(expr: Expr, rail: bool, circuit: Circuit) -> str:
    """A Python expression for one rail of a condition."""
    match expr:
        case Not(item):
            return _rail(item, not rail, circuit)
        case AtLeast(points, items):
            # It fails when what is left after the false items is worth too little.
            needed = points if rail else sum(worth for worth, _ in items) - points + 1
            parts = [(worth, _rail(item, rail, circuit)) for worth, item in items]
            needed -= sum(worth for worth, part in parts if part == "True")
            parts = [(worth, part) for worth, part in parts if part not in ("True", "False")]
            if needed <= 0:
                return "True"
            if sum(worth for worth, _ in parts) < needed:
                return "False"
            if len(parts) == 1:
                return parts[0][1]
            if all(worth >= needed for worth, _ in parts):
                return f"({' or '.join(part for _, part in parts)})"
            if sum(worth for worth, _ in parts) - min(worth for worth, _ in parts) < needed:
                return f"({' and '.join(part for _, part in parts)})"
            total = "+".join(part if worth == 1 else f"{worth}*{part}" for worth, part in parts)
            return f"({total}>={needed})"
        case Yes() | Is() | Includes() | Compare():
            leaf = circuit.leaf(expr)
            if isinstance(leaf, str):
                return f"{'t' if rail else 'f'}{circuit.place[leaf]}"
            return f"{'a' if rail else 'b'}{leaf}"
        case _:
            assert_never(expr)


def _atoms_in(expr: Expr, circuit: Circuit) -> Iterator[Atom]:
    match expr:
        case Not(item):
            yield from _atoms_in(item, circuit)
        case AtLeast(_, items):
            for _, item in items:
                yield from _atoms_in(item, circuit)
        case _:
            if isinstance(circuit.leaf(expr), int):
                yield expr


def _open_to_either(atom: Atom, circuit: Circuit) -> Iterator[str]:
    """Loads both rails of an undecided atom when each of its facts is known or asked."""
    at, facts = circuit.atoms[atom], sorted(set(facts_named(atom)))
    places = {fact: circuit.place.get(asked(fact)) for fact in facts}
    if len(facts) == 1:
        can = [f"t{place}" for place in places.values() if place is not None]
    else:
        can = [f"(not unknown>>{circuit.bits[fact]}&1{'' if place is None else f' or t{place}'})" for fact, place in places.items()]
    if can:
        yield f" if {' and '.join(can)} and not (a{at} or b{at}): a{at}=b{at}=True"


def _depends(expr: Expr, circuit: Circuit) -> str:
    """The unknown facts an undecided condition depends on, as a Python expression over bit sets."""
    mask, parts = 0, []
    for item in _items(expr):
        match item:
            case AtLeast():
                decided = f"{_rail(item, True, circuit)} or {_rail(item, False, circuit)}"
                parts.append(f"(0 if {decided} else {_depends(item, circuit)})")
            case _:
                leaf = circuit.leaf(item)
                if isinstance(leaf, str):
                    parts.append(f"m{circuit.place[leaf]}")
                else:
                    for fact in facts_named(item):
                        mask |= 1 << circuit.bits[fact]
    if mask:
        parts.insert(0, f"{mask}&unknown")
    return f"({' | '.join(parts) or '0'})"


def _items(expr: Expr) -> Iterable[Expr]:
    """The parts of a condition, seen through Not, which does not change what it depends on."""
    while isinstance(expr, Not):
        expr = expr.item
    if not isinstance(expr, AtLeast):
        return (expr,)
    stripped = []
    for _, item in expr.items:
        while isinstance(item, Not):
            item = item.item
        stripped.append(item)
    return stripped
