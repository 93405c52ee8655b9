"""`wervel load`: how heavy a posture or an exercise is for the low back, as times relaxed standing."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, TypeAlias

from wervel.biomechanics.agreement import measured_of
from wervel.biomechanics.body import Person
from wervel.biomechanics.drills import ExerciseLoad, drills_by_load, exercise_load
from wervel.biomechanics.model import Load, Model
from wervel.biomechanics.posture import from_name
from wervel.cli.screen import show_sections
from wervel.knowledge.biomechanics import Biomechanics, NamedPosture, Span
from wervel.knowledge.cache import load as load_guideline
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.examination import SEXES
from wervel.knowledge.types import Exercise, Guideline
from wervel.logic.fact import closest, did_you_mean
from wervel.logic.text import Language
from wervel.narrate.load import LoadTeller, lighter
from wervel.narrate.phrases import SAID
from wervel.narrate.report import Section

DECIMALS = 2

Named: TypeAlias = NamedPosture | Exercise


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, checked. `in_hands_kg`: nothing when nobody said."""

    found: tuple[Named, ...]
    person: Person
    in_hands_kg: float | None


def load(options: argparse.Namespace) -> int:
    """Tells postures and exercises by name, all drills, or what can be asked. 2 when something in the question is refused."""
    guideline = load_guideline(options.guideline)
    biomechanics = guideline.biomechanics
    if biomechanics is None:
        raise Refused([Located("biomechanics.yaml", 1, "no file", "the numbers of the load model", "add biomechanics.yaml")])
    problems: list[str] = []
    asked = read_question(options, guideline, biomechanics, problems)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    model = Model(biomechanics, asked.person)
    drills = drills_by_load(guideline.exercises.values(), model, asked.in_hands_kg or 0) if options.drills else ()
    if options.format == "json":
        print(json.dumps(as_json(asked, drills, model, guideline, options.lang), ensure_ascii=False, indent=2))
        return 0
    teller = LoadTeller(guideline, model, options.lang)
    sections = [section for one in asked.found for section in _told(one, asked, teller)]
    sections += teller.drills(drills) if options.drills else []
    footer = SAID["version"][options.lang].format(guideline.version)
    show_sections([*sections, teller.limits()] if sections else teller.overview(), footer=footer)
    return 0


def _told(one: Named, asked: Asked, teller: LoadTeller) -> list[Section]:
    if isinstance(one, Exercise):
        kg = asked.in_hands_kg or 0
        return teller.exercise(exercise_load(one, teller.model, kg), kg)
    return teller.posture(one, asked.in_hands_kg)


# the question


def read_question(options: argparse.Namespace, guideline: Guideline, biomechanics: Biomechanics, problems: list[str]) -> Asked:
    """The question as it was typed, with every problem in it."""
    names = names_in(guideline, biomechanics)
    found = find(options.what, names, problems)
    mass = number_in("--mass", options.mass, biomechanics.mass_kg, "kg", problems)
    height = number_in("--height", options.height, biomechanics.height_cm, "cm", problems)
    in_hands = number_in("--in-hands", options.in_hands, biomechanics.in_hands_kg, "kg", problems)
    if options.in_hands is not None and not options.what and not options.drills:
        problems.append("--in-hands: found no posture, expected what you hold it in; name a posture or an exercise")
    sex = options.sex or biomechanics.sex
    if sex not in SEXES:
        problems.append(f"--sex: found `{sex}`, expected one of: {', '.join(SEXES)}; {did_you_mean(sex, SEXES, 'choose one of these')}")
    return Asked(found, Person(mass, height, sex), in_hands if options.in_hands is not None else None)


def names_in(guideline: Guideline, biomechanics: Biomechanics) -> dict[str, Named]:
    """Every name of a posture or exercise, simplified: its id and its name in both languages. A posture goes before an exercise."""
    things: list[Named] = [*guideline.exercises.values(), *biomechanics.postures.values()]
    return {_simple(name): one for one in things for name in (one.name.nl, one.name.en, one.id)}


def find(words: Sequence[str], names: Mapping[str, Named], problems: list[str]) -> tuple[Named, ...]:
    """What the words name: together one thing, or each a thing of its own."""
    together = _simple(" ".join(words))
    if together in names:
        return (names[together],)
    found = []
    for word in words:
        if _simple(word) in names:
            found.append(names[_simple(word)])
        else:
            near = closest(_simple(word), names)
            cure = f"did you mean `{names[near].id}`?" if near else "`wervel load` shows the postures"
            problems.append(f"found `{word}`, expected the name of a posture or an exercise; {cure}")
    return tuple(found)


def number_in(option: str, typed: str | None, span: Span, unit: str, problems: list[str]) -> float:
    """A number as it was typed, with a point or a comma; the usual one when nobody typed any."""
    if typed is None:
        return float(span.usual)
    try:
        number = float(typed.replace(",", "."))
    except ValueError:
        number = float("nan")
    low, high = float(span.low), float(span.high)
    if not isfinite(number):
        problems.append(f"{option}: found `{typed}`, expected a number of {unit} from {low:g} to {high:g}; write a plain number")
    elif not low <= number <= high:
        problems.append(f"{option}: found `{typed}`, expected {low:g} to {high:g} {unit}; outside it the model means nothing, correct it")
    return number


def _simple(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace(",", " ").split())


# the answer as data


def as_json(asked: Asked, drills: Sequence[ExerciseLoad], model: Model, guideline: Guideline, language: Language) -> dict[str, Any]:
    """The answer for programs. Forces in N; `relative` in times relaxed standing."""
    biomechanics, kg, person = model.biomechanics, asked.in_hands_kg, asked.person
    named = asked.found or (() if drills else tuple(biomechanics.postures.values()))
    exercises = [exercise_load(one, model, kg or 0) for one in named if isinstance(one, Exercise)]
    return {
        "guideline": guideline.version,
        "person": {"mass_kg": person.mass_kg, "height_cm": person.height_cm, "sex": person.sex},
        "postures": [_posture(one, kg, model, language) for one in named if isinstance(one, NamedPosture)],
        "exercises": [_exercise(one, language) for one in exercises],
        "drills": [_exercise(one, language) for one in drills],
        "limits": [limit[language] for limit in biomechanics.limits],
    }


def _posture(one: NamedPosture, in_hands_kg: float | None, model: Model, language: Language) -> dict[str, Any]:
    kg = float(one.in_hands_kg) if in_hands_kg is None else in_hands_kg
    changes = lighter(model, from_name(one), kg, model.things(one.holds))
    measured = [{"times": float(found.times), "bound": found.bound, "sources": [evidence.source for evidence in found.because]}
                for found in measured_of(model.biomechanics, one, kg)]  # fmt: skip
    return {
        "id": one.id,
        "name": one.name[language],
        "in_hands_kg": kg,
        "holds": list(one.holds),
        **_load(model.of(one, kg)),
        "lighter": [{"by": change.by, **_load(change.load)} for change in changes],
        "measured": measured,
    }


def _exercise(one: ExerciseLoad, language: Language) -> dict[str, Any]:
    poses = [
        {"label": pose.pose.label[language], **(_load(pose.load) if pose.load else {"not_modelled": pose.reason})} for pose in one.poses
    ]
    heaviest = round(one.heaviest.relative, DECIMALS) if one.heaviest else None
    return {"id": one.exercise.id, "name": one.exercise.name[language], "relative": heaviest, "poses": poses}


def _load(load: Load) -> dict[str, float]:
    return {"relative": round(load.relative, DECIMALS), "compression_n": round(load.compression), "shear_n": round(load.shear)}
