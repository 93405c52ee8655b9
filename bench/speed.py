"""How fast the rules are, as times and as ratios against the reference evaluation in the same run.

Machines differ and are shared: read the ratios. `make bench` prints a table and what limits each row.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from wervel import load
from wervel.knowledge.cases import read_case
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Fact
from wervel.logic.reference import Known, Value
from wervel.narrate.report import Teller
from wervel.reasoning.assessment import assess
from wervel.reasoning.engine import Engine
from wervel.reasoning.explanation import evaluate_rule
from wervel.reasoning.questions import next_question

ROOT = Path(__file__).parents[1]
PEOPLE = 10_000
ROUNDS = 20


def main() -> None:
    guideline = load()
    engine = Engine(guideline)
    rules = dict(guideline.rules)
    examples = [dict(read_case(path, guideline).known) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    crowd = random_people(guideline, PEOPLE)
    for known in crowd[:200]:  # the same answers, or the times mean nothing
        assert all(engine.run(known).truth(one.id) is evaluate_rule(one, rules, known, guideline.definitions) for one in rules.values())

    def reference(known: Known) -> object:
        return [evaluate_rule(rule, rules, known, guideline.definitions) for rule in rules.values()]

    facts = statistics.median(len(known) for known in examples)
    print(
        f"{len(rules)} rules over {len(guideline.facts)} facts; {len(examples)} examples (median {facts:g} answers), "
        f"{PEOPLE:,} random people"
    )
    row("", "examples", "random", "against reference", "goal", "what limits it")
    base = micro(reference, examples), micro(reference, crowd[:200], rounds=1)
    row("reference evaluation of all rules", *base, 1, "", "a walk of the tree per rule")
    fast = micro(engine.evaluate, examples), micro(engine.evaluate, crowd, rounds=1)
    row("compiled, all rules, no trace", *fast, base[0] / fast[0], "50 us, 15x", "the interpreter: some 1,700 booleans set and read")
    told = micro(explained(guideline), examples), micro(explained(guideline), crowd[:2000], rounds=1)
    row("assessed and explained", *told, base[0] / told[0], "1,000 us", "pruning the reasons of the rules that fire")
    asked = micro(asking(guideline), examples), micro(asking(guideline), crowd[:2000], rounds=1)
    row("next question", *asked, base[0] / asked[0], "500 us", "two more passes: what may come, and what depends on what")
    start = process_start()
    print(f"\nwervel assess, from process start to output: {start * 1000:.0f} ms median of 10 (goal 500 ms); "
          "limited by starting Python, reading the kept guideline and compiling its rules")  # fmt: skip


def row(name: str, examples: object, crowd: object, ratio: object, goal: str, limit: str) -> None:
    def cell(value: object) -> str:
        return f"{value:,.0f} us" if isinstance(value, float) else str(value)

    shown = ratio if not isinstance(ratio, float) else f"{ratio:.1f}x faster" if ratio >= 1 else f"{1 / ratio:.1f}x slower"
    print(f"{name:36} {cell(examples):>12} {cell(crowd):>12} {shown!s:>18}   {goal:12} {limit}")


def micro(run: Callable[[Known], object], people: Sequence[Known], rounds: int = ROUNDS) -> float:
    """Median microseconds per person."""
    times = []
    for _ in range(rounds):
        for known in people:
            start = time.perf_counter_ns()
            run(known)
            times.append(time.perf_counter_ns() - start)
    return statistics.median(times) / 1000


def explained(guideline: Guideline) -> Callable[[Known], object]:
    return lambda known: Teller(assess(guideline, known), "nl").reasons()


def asking(guideline: Guideline) -> Callable[[Known], object]:
    return lambda known: next_question(assess(guideline, known))


def random_people(guideline: Guideline, count: int) -> list[Known]:
    """People of whom a random share of the facts is known, most yes/no answers being no, as in practice."""
    chance = random.Random(20260101)
    answerable = [fact for fact in guideline.facts.values() if fact.definition is None]
    people: list[Known] = []
    for _ in range(count):
        share = chance.choice((0.05, 0.2, 0.5))
        people.append({fact.id: _value(fact, chance) for fact in answerable if chance.random() < share})
    return people


def _value(fact: Fact, chance: random.Random) -> Value:
    match fact.kind:
        case "yes/no":
            return chance.random() < 0.15
        case "number":
            return chance.randint(fact.low, fact.high)
        case "choice":
            return chance.choice(fact.option_ids)
        case _:
            return frozenset(option for option in fact.option_ids if chance.random() < 0.2)


def process_start() -> float:
    """Median seconds of ten runs of the command, its cache warm."""
    command = [str(Path(sys.executable).with_name("wervel")), "assess", str(ROOT / "examples" / "hockey_sprain.yaml")]
    times = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
