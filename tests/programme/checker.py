"""Reads a programme as a strict colleague would, with the promises beside it. Knows nothing of how it was made."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from wervel.knowledge.cases import Preferences
from wervel.knowledge.types import Exercise, Guideline, Remove
from wervel.logic.expr import Yes
from wervel.logic.reference import evaluate
from wervel.programme.making import Programme, Session
from wervel.programme.selection import Choice, offered
from wervel.reasoning.assessment import Assessment

IRRITABILITY = ("low", "moderate", "high")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HARDNESS = {"low": 1, "moderate": 2, "high": 3}


def broken(programme: Programme, assessment: Assessment, wishes: Preferences) -> Iterator[str]:
    """Every promise that a programme breaks, a sentence each."""
    for choice in {one.exercise.id: one for session in programme.sessions for one in session.choices}.values():
        yield from _exercise(choice, programme, assessment, wishes)
    yield from _sessions(programme, assessment.guideline, wishes)
    yield from _days(programme, assessment.guideline, wishes)
    yield from _weeks(programme, assessment, wishes)
    if abs(float(sum(programme.goals.weights.values())) - 1) > 1e-9:
        yield "goals that do not sum to 1"
    if not 0 <= programme.gap < 0.2:
        yield f"a gap of {programme.gap}"


def _exercise(choice: Choice, programme: Programme, assessment: Assessment, wishes: Preferences) -> Iterator[str]:
    guideline, exercise, known = assessment.guideline, choice.exercise, assessment.known
    stage = guideline.programme.stages[programme.stage.id]
    irritability, _ = assessment.option_or_careful("irritability")
    removed = [rule.then for rule in guideline.rules.values() if isinstance(rule.then, Remove) and assessment.verdicts.fires(rule)]
    walking_only = any(session.kind == "home" for session in programme.sessions) is False
    for fact in exercise.contraindications:
        if evaluate(Yes(fact), known, guideline.definitions) is True:
            yield f"{exercise.id} in spite of {fact}"
    for fact in exercise.cautions:
        if (evaluate(Yes(fact), known, guideline.definitions) is True) is not (fact in choice.cautions):
            yield f"{exercise.id} without telling {fact}"
    if stage.id not in exercise.stages:
        yield f"{exercise.id} is not for stage {stage.id}"
    if exercise.mode != "drill" and exercise.difficulty > stage.difficulty_cap:
        yield f"{exercise.id} is too hard for stage {stage.id}"
    if not walking_only and IRRITABILITY.index(irritability or "high") > IRRITABILITY.index(exercise.irritability_max):
        yield f"{exercise.id} is too much for irritability {irritability}"
    if not exercise.equipment <= wishes.equipment | guideline.programme.household:
        yield f"{exercise.id} needs {exercise.equipment}"
    if {exercise.id, exercise.family} & wishes.dislikes:
        yield f"{exercise.id} is disliked"
    if exercise.only_when is not None and evaluate(exercise.only_when, known, guideline.definitions) is not True:
        yield f"{exercise.id} is not for this person"
    if any(exercise.family in one.families or set(exercise.directions) & set(one.directions) for one in removed):
        yield f"{exercise.id} is in a direction or family that is left out"
    if choice.dose.effort > stage.effort_cap:
        yield f"{exercise.id} is harder than {stage.effort_cap} of 10"
    if exercise.regressions and choice.easier is None and exercise.difficulty > 2:
        yield f"{exercise.id} has no easier form for this person"
    if choice.goal not in programme.goals.weights:
        yield f"{exercise.id} has no goal"


def _sessions(programme: Programme, guideline: Guideline, wishes: Preferences) -> Iterator[str]:
    """Each session at home: within the minutes, not too many, no part of it too much."""
    stage = programme.stage
    minutes = min(wishes.minutes or stage.max_minutes, stage.max_minutes)
    most = min(wishes.exercises or 4, stage.max_exercises)
    for session in programme.sessions:
        ids = [choice.exercise.id for choice in session.choices]
        if len(ids) != len(set(ids)):
            yield f"an exercise twice: {ids}"
        if session.kind != "home":
            continue
        if len(ids) > most:
            yield f"{len(ids)} exercises on day {session.day}, {most} at most"
        if sum(_seconds(choice) for choice in session.choices) > 60 * minutes:
            yield f"more than {minutes} minutes on day {session.day}"
        for slot, _, high in stage.slots:
            if sum(choice.exercise.family in guideline.programme.slots[slot][1] for choice in session.choices) > high:
                yield f"more than {high} of {slot} on day {session.day}"


def _seconds(choice: Choice) -> float:
    dose = choice.dose
    if dose.minutes is not None:
        return 60 * dose.minutes
    tempo = [int(part) for part in dose.tempo.split("-")] if dose.tempo.replace("-", "").isdigit() and "-" in dose.tempo else [3]
    sides = 2 if dose.per_side else 1
    return dose.sets * sides * dose.reps * (sum(tempo) + dose.hold_s) + (dose.sets - 1) * dose.rest_s


def _days(programme: Programme, guideline: Guideline, wishes: Preferences) -> Iterator[str]:
    """On the days that somebody can, nothing heavy around a match, and rest between two loads on one region."""
    at_home = [session for session in programme.sessions if session.kind == "home"]
    for session in at_home:
        on = _date(programme, session)
        if wishes.days and WEEKDAYS[on.weekday()] not in wishes.days:
            yield f"a session on {on:%A}"
        heavy = [choice.exercise.id for choice in session.choices if _is_heavy(choice.exercise, guideline)]
        around = {WEEKDAYS[on.weekday()], WEEKDAYS[(on + timedelta(1)).weekday()]}
        if heavy and around & set(wishes.match_days):
            yield f"{heavy} on {on:%A}, with a match on {wishes.match_days}"
    for one, other in combinations(at_home, 2):
        if abs(one.day - other.day) < 2:
            both = _trained(one, guideline) & _trained(other, guideline)
            if both:
                yield f"strength for {both} on days {one.day} and {other.day}"
    for week in range(programme.weeks):
        for kind in ("home", "endurance"):
            counts: dict[str, int] = {}
            for session in programme.of_week(week):
                for choice in session.choices if session.kind == kind else ():
                    counts[choice.exercise.id] = counts.get(choice.exercise.id, 0) + 1
            for choice in {one.exercise.id: one for s in programme.of_week(week) for one in s.choices if s.kind == kind}.values():
                if counts[choice.exercise.id] > min(choice.exercise.dose.sessions_per_week, choice.dose.sessions_per_week):
                    yield f"{choice.exercise.id} on {counts[choice.exercise.id]} days of week {week}"
    outside = [session.day for session in programme.sessions if not 0 <= session.day < 7 * programme.weeks]
    if outside:
        yield f"days outside the programme: {outside}"


def _date(programme: Programme, session: Session) -> date:
    return programme.start + timedelta(session.day)


def _is_heavy(exercise: Exercise, guideline: Guideline) -> bool:
    return exercise.load == "high" or exercise.family in guideline.programme.slots["strength"][1]


def _trained(session: Session, guideline: Guideline) -> set[str]:
    strength = guideline.programme.slots["strength"][1]
    return {region for choice in session.choices if choice.exercise.family in strength for region in choice.exercise.regions}


def _weeks(programme: Programme, assessment: Assessment, wishes: Preferences) -> Iterator[str]:
    """From week to week: no jump in load, no leap in difficulty, not too much of a family, every part that the stage asks for."""
    stage, hardest, before = programme.stage, dict[str, int](), None
    shown: set[str] = set()
    for week in range(programme.weeks):
        at_home = [choice for session in programme.of_week(week) if session.kind == "home" for choice in session.choices]
        load = sum(HARDNESS[choice.exercise.load] * choice.dose.sets for choice in at_home)
        if before is not None and load > 1.2 * before:
            yield f"the load goes from {before} to {load} in week {week}"
        before = max(load, before or 0)  # an easy week is no new start
        exercises = {choice.exercise.id: choice.exercise for choice in at_home}
        if len(exercises) > stage.max_exercises:
            yield f"{len(exercises)} different exercises in week {week}"
        for one, other in combinations(exercises.values(), 2):
            if one.family == other.family and other.id in {*one.progressions, *one.regressions}:
                yield f"{one.id} beside {other.id} in week {week}"
        for family in {one.family for one in exercises.values()}:
            members = [one for one in exercises.values() if one.family == family]
            if len(members) > stage.per_family:
                yield f"{len(members)} of {family} in week {week}"
            new = max(one.difficulty for one in members)
            if shown and new > hardest.get(family, stage.first_difficulty) + 1:
                yield f"{family} leaps to difficulty {new} in week {week}"
            hardest[family] = max(new, hardest.get(family, 0))
        shown |= set(exercises)
        for rule in assessment.phenomena:
            families = getattr(rule.then, "families", ())
            if stage.id == "calm" and getattr(rule.then, "directional", False) and exercises:
                possible = any(one.family in families for one in offered(assessment, wishes))
                if possible and not any(one.family in families for one in exercises.values()):
                    yield f"nothing in the direction of {rule.id} in week {week}"
