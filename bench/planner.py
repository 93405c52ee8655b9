"""How long a programme of six weeks takes to plan, over 200 varied people and wishes, and how sure it is that it is the best.

The unit beside the seconds is the time of one assessment of the same person in the same run: machines differ, the ratio less so.
"""

import random
import statistics
import time
from collections import Counter
from dataclasses import replace
from typing import Any

from wervel import assess, load, plan
from wervel.knowledge.cases import Preferences, read_answers
from wervel.knowledge.document import read_document
from wervel.knowledge.load import PACKAGED
from wervel.knowledge.shapes import DAYS
from wervel.knowledge.types import Guideline

CASES = 200
MEDIAN_S, WORST_S = 1.0, 3.0


def main() -> None:
    guideline = load()
    chance = random.Random(20260101)
    backgrounds: Any = read_document(PACKAGED / "cases" / "backgrounds.yaml").data
    seconds, ratios, gaps = list[float](), list[float](), list[float]()
    outcomes: Counter[str] = Counter()
    plan(guideline, backgrounds["ordinary_back"])  # the solver is loaded once
    while len(seconds) < CASES:
        person = read_answers({**backgrounds["ordinary_back"], **someone(chance)}, guideline)
        start = time.perf_counter()
        assessment = assess(guideline, person)
        assessed = time.perf_counter()
        if not assessment.released:
            continue
        made = plan(guideline, replace(person, preferences=wishes(chance, guideline)))
        seconds.append(time.perf_counter() - assessed)
        ratios.append(seconds[-1] / (assessed - start))
        programme = made.programme
        outcomes[programme.stage.id if programme else "no room: " + " and ".join(made.collision)] += 1
        gaps += [programme.gap] if programme else []
    order = sorted(seconds)
    print(f"{CASES} programmes of 2 to 12 weeks from {len(guideline.exercises)} exercises, one thread")
    print(f"median {statistics.median(order):.3f} s (goal {MEDIAN_S:g}), 95 of 100 within {order[int(0.95 * CASES)]:.3f} s, "
          f"worst {order[-1]:.3f} s (goal {WORST_S:g}); median {statistics.median(ratios):,.0f} times one assessment")  # fmt: skip
    print(f"proven best: {sum(gap == 0 for gap in gaps)} of {len(gaps)}; largest gap {100 * max(gaps):.1f} %")
    print("; ".join(f"{count} {name}" for name, count in outcomes.most_common()))
    print("each tenth case, in order of time: " + " ".join(f"{one:.2f}" for one in order[:: CASES // 20]))


def someone(chance: random.Random) -> dict[str, object]:
    person: dict[str, object] = {"age_years": chance.randint(18, 60), "pain_now_nprs": chance.randint(0, 8), "pregnant": "no",
                                 "physiotherapist_confirmed": "yes"}  # fmt: skip
    more: dict[str, tuple[object, ...]] = {
        "daily_limitation": ("none", "slight", "clear", "severe"),
        "settle_hours": (0, 0.5, 2, 30),
        "recovered_two_weeks": ("yes", "no"),
        "demanding_goal": ("yes", "no"),
        "dp": ("none", "extension", "flexion", "lateral_left"),
        "sorensen_s": (20, 70, 150),
        "hip_ir_deg": (10, 25, 40),
        "impairment_linked": (["mobility"], ["strength", "endurance"]),
        "sport": ("hockey", "other", "none"),
        "return_to_play_stage": ("r0", "r2", "r4", "r6"),
        "activity_min_week": (0, 60, 150),
        "flexion_intolerant": ("yes", "no"),
        "tsk": (20, 50),
    }
    return person | {fact: chance.choice(values) for fact, values in more.items() if chance.random() < 0.5}


def wishes(chance: random.Random, guideline: Guideline) -> Preferences:
    families = sorted(guideline.words["families"])
    return Preferences(
        days=tuple(chance.sample(DAYS, chance.randint(2, 7))) if chance.random() < 0.5 else (),
        minutes=chance.choice((None, 5, 10, 15, 30)),
        equipment=frozenset(chance.sample(sorted(guideline.words["equipment"]), chance.randint(0, 5))),
        match_days=chance.choice(((), ("sunday",), ("saturday", "wednesday"))),
        likes=frozenset(chance.sample(families, chance.randint(0, 2))),
        dislikes=frozenset(chance.sample(families, chance.randint(0, 2))),
        weeks=chance.choice((None, None, None, 2, 12)),
    )


if __name__ == "__main__":
    main()
