"""Exercises from files, and the ladder of easier and harder ones between them."""

from typing import Any

from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.rules import ScaleWords
from wervel.knowledge.types import Dose, Exercise, Pose


def read_exercise(item: Item, reading: Reading, words: ScaleWords) -> Exercise:
    entry: dict[str, Any] = item.entry
    item.known(entry["family"], words["families"], "family of exercises", ("family",))
    for key, scale, kind in (("equipment", "equipment", "piece of equipment"), ("regions", "regions", "region"),
                             ("direction", "directions", "direction")):  # fmt: skip
        for at, word in enumerate(entry[key]):
            item.known(word, words[scale], kind, (key, at))
    item.known(entry["start_position"], words["start_positions"], "start position", ("start_position",))
    for key in ("contraindications", "cautions"):
        for at, name in enumerate(entry[key]):
            yes_no = [fact for fact in reading.facts if reading.facts[fact].kind == "yes/no"]
            item.known(name, yes_no, "yes/no fact", (key, at))
    for at, source in enumerate(entry["because"]):
        item.known(source["source"], reading.sources, "source", ("because", at, "source"))
    dose, load = entry["dose"], entry["spinal_load"]
    return Exercise(
        id=entry["id"],
        name=entry["name"],
        family=entry["family"],
        mode=entry["mode"],
        purpose=tuple(entry["purpose"]),
        stages=tuple(entry["phases"]),
        goals=tuple(entry["goals"].items()),
        start_position=entry["start_position"],
        regions=tuple(entry["regions"]),
        directions=tuple(entry["direction"]),
        equipment=frozenset(entry["equipment"]),
        difficulty=int(entry["difficulty"]),
        load=load["class"],
        only_when=item.criteria(entry["only_when"], ("only_when",), reading) if "only_when" in entry else None,
        compression_n=int(load["compression_n"]) if "compression_n" in load else None,
        irritability_max=entry["irritability_max"],
        contraindications=tuple(entry["contraindications"]),
        cautions=tuple(entry["cautions"]),
        dose=Dose(
            int(dose["sets"]), int(dose["reps"]), int(dose["hold_s"]), int(dose["rest_s"]), int(dose["sessions_per_week"]),
            dose.get("tempo", ""), int(dose["rpe_target"]), dose.get("per_side", False),
            int(dose["minutes"]) if "minutes" in dose else None,
        ),
        progressions=tuple(entry["progressions"]),
        regressions=tuple(entry["regressions"]),
        instruction=entry["instruction"],
        feel=entry["feel"],
        sources=tuple((source["source"], source["verified"]) for source in entry["because"]),
        poses=tuple(
            Pose(
                pose["label"], pose["view"], pose["support"], tuple(pose["contacts"]), tuple(pose["props"]),
                tuple((joint, float(angle)) for joint, angle in pose["angles"].items()),
            )
            for pose in entry["poses"]
        ),
    )  # fmt: skip


def refuse_broken_ladders(exercises: dict[str, Exercise], items: list[Item]) -> None:
    """A harder exercise is never easier, an easier one never harder."""
    for item in items:
        exercise = exercises[item.entry["id"]]
        for key, others, sign in (("progressions", exercise.progressions, 1), ("regressions", exercise.regressions, -1)):
            for at, name in enumerate(others):
                item.known(name, exercises, "exercise", (key, at))
                if name in exercises and sign * (exercises[name].difficulty - exercise.difficulty) < 0:
                    least = f"at {'least' if sign > 0 else 'most'} {exercise.difficulty}"
                    found = f"`{name}` of difficulty {exercises[name].difficulty}"
                    item.problem((key, at), found, least, "correct the link or a difficulty")
