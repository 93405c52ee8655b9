"""The numbers by which exercises are chosen and dosed, from programme.yaml."""

from fractions import Fraction
from typing import Any

from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.rules import ScaleWords
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Words
from wervel.knowledge.shapes import BECAUSE, COUNT, DAYS, FILES, GOAL_WEIGHTS
from wervel.knowledge.types import GOALS, STAGES, Planning, Profile, ProgrammeSettings, Stage, Walking

STAGE = Entry(
    {
        "name": Words(),
        "explains": Words(),
        "goal_factors": Entry(dict.fromkeys(GOALS, Number(0, 3))),
        "difficulty_cap": Number(1, 10),
        "first_difficulty": Number(1, 10),
        "effort_cap": Number(0, 10),
        "max_exercises": COUNT,
        "max_minutes": COUNT,
        "per_family": COUNT,
        "dose_factor": Number(0, 1),
        "sessions": ListOf(COUNT, least=2),
        "strong_days": Number(0, 3),
        "slots": MapOf(ListOf(COUNT, least=2)),
    }
)
WALKING = Entry(
    {"start_factor": Number(0, 1), "start_minutes": COUNT, "bouts_per_day": ListOf(COUNT, least=2), "bout_minutes": ListOf(COUNT, least=2),
     "growth_percent": ListOf(COUNT, least=2), "target_minutes_week": ListOf(COUNT, least=2)}
)  # fmt: skip
PROFILE = Entry(
    {"name": Words(), "explains": Words(), "care": Words(), "visits": ListOf(COUNT, least=2), "contacts": ListOf(COUNT, least=1),
     "evaluations": ListOf(COUNT, least=1), "because": BECAUSE}
)  # fmt: skip
PLANNING = Entry(
    {"weeks": Number(2, 12), "block_weeks": Number(1, 12), "exercises": ListOf(COUNT, least=2), "growth_percent": COUNT,
     "load": Entry(dict.fromkeys(("low", "moderate", "high"), COUNT)), "training_days": ListOf(Line(DAYS))}
)  # fmt: skip
PROGRAMME = Entry(
    {
        "goals": Entry(dict.fromkeys(GOALS, Words())),
        "default_goals": GOAL_WEIGHTS,
        "stages": Entry(dict.fromkeys(STAGES, STAGE)),
        "slots": MapOf(Entry({"name": Words(), "families": ListOf(Line(), least=1)})),
        "profiles": MapOf(PROFILE),
        "walking": WALKING,
        "planning": PLANNING,
        "caution_factor": Number(0, 1),
        "liked_factor": Number(1, 2),
        "family_fit": Entry({"directional": Number(0, 3), "matched": Number(0, 3), "opposite": Number(0, 3)}),
        "drills": MapOf(Number(0, 10)),
        "household": ListOf(Line()),
        "lights": Entry({"calm": Words(), "later": Words(), "quota": Words()}),
        "shorter": Entry({"max_exercises": COUNT, "max_minutes": COUNT}),
        "because": BECAUSE,
    }
)
FILES["programme"] = PROGRAMME


def read_programme(item: Item, reading: Reading, words: ScaleWords) -> ProgrammeSettings:
    entry: dict[str, Any] = item.entry
    for slot, content in entry["slots"].items():
        for at, family in enumerate(content["families"]):
            item.known(family, words["families"], "family of exercises", ("slots", slot, "families", at))
    for at, thing in enumerate(entry["household"]):
        item.known(thing, words["equipment"], "piece of equipment", ("household", at))
    walking = entry["walking"]
    return ProgrammeSettings(
        goals=entry["goals"],
        default_goals=tuple(entry["default_goals"].items()),
        stages={key: _stage(key, stage, entry["slots"], item) for key, stage in entry["stages"].items()},
        slots={key: (content["name"], tuple(content["families"])) for key, content in entry["slots"].items()},
        profiles={
            key: Profile(
                key, profile["name"], profile["explains"], profile["care"], _span(profile["visits"]),
                tuple(map(int, profile["contacts"])), tuple(map(int, profile["evaluations"])),
                item.because(reading, ("profiles", key, "because")),
            )
            for key, profile in entry["profiles"].items()
        },
        walking=Walking(
            walking["start_factor"], int(walking["start_minutes"]), *(
                _span(walking[key])
                for key in ("bouts_per_day", "bout_minutes", "growth_percent", "target_minutes_week")
            ),
        ),
        planning=_planning(entry["planning"]),
        caution_factor=entry["caution_factor"],
        liked_factor=entry["liked_factor"],
        fits=entry["family_fit"],
        household=frozenset(entry["household"]),
        lights=entry["lights"],
        shorter=(int(entry["shorter"]["max_exercises"]), int(entry["shorter"]["max_minutes"])),
        drills=tuple((stage, int(cap)) for stage, cap in entry["drills"].items()),
        because=item.because(reading),
    )  # fmt: skip


def _planning(entry: dict[str, Any]) -> Planning:
    return Planning(
        int(entry["weeks"]), int(entry["block_weeks"]), _span(entry["exercises"]), int(entry["growth_percent"]),
        tuple((load, int(worth)) for load, worth in entry["load"].items()), tuple(entry["training_days"]),
    )  # fmt: skip


def _span(ends: list[Fraction]) -> tuple[int, int]:
    """From and to; what is missing has been reported."""
    return (int(ends[0]), int(ends[-1])) if ends else (0, 0)


def _stage(key: str, stage: dict[str, Any], slots: dict[str, Any], item: Item) -> Stage:
    for slot in stage["slots"]:
        item.known(slot, slots, "slot", ("stages", key, "slots", slot))
    return Stage(
        key, stage["name"], stage["explains"], tuple(stage["goal_factors"].items()), int(stage["difficulty_cap"]),
        int(stage["first_difficulty"]), int(stage["effort_cap"]), int(stage["max_exercises"]), int(stage["max_minutes"]),
        int(stage["per_family"]), stage["dose_factor"], _span(stage["sessions"]), int(stage["strong_days"]),
        tuple((slot, int(low), int(high)) for slot, (low, high) in stage["slots"].items()),
    )  # fmt: skip
