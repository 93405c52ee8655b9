"""The session with which a team keeps backs well: one exercise for each part, the days for it, and what it becomes for one player."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from wervel.knowledge.cases import Preferences, complete
from wervel.knowledge.shapes import DAYS
from wervel.knowledge.sport import DAY_KINDS, Part
from wervel.knowledge.types import Exercise, Guideline, Remove, Rule
from wervel.logic.expr import Yes
from wervel.logic.reference import evaluate
from wervel.programme.dose import seconds
from wervel.programme.goals import set_goals
from wervel.programme.return_to_play import sport_of
from wervel.programme.selection import STAGE, Choice, candidates
from wervel.reasoning.assessment import Assessment, assess

A_MINUTE = 60
AGE = "age_years"
LIGHT_LOAD = "low"
"""The load class of what may be done the day before a match."""


@dataclass(frozen=True, slots=True)
class SessionDay:
    """A day (0 is Monday) with the session; before training, else at home. `light`: only what hardly loads the back."""

    day: int
    before_training: bool
    light: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """What one player does in place of an exercise of the team; nothing: it is left out.

    Why: `facts` that speak against it, `rules` that take it away, the player's own `wish`, or else the `stage` of recovery.
    """

    part: Part
    exercise: Exercise
    instead: Choice | None
    facts: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    wish: bool = False
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An exercise of the team that a player does too, minding these facts."""

    exercise: Exercise
    mind: tuple[str, ...]


def healthy_player(guideline: Guideline) -> Assessment:
    """The adult about whom nothing is the matter, for whom the session of a team is chosen."""
    return assess(guideline, complete(sport_of(guideline).prevention.player, guideline))


def team_session(guideline: Guideline, equipment: frozenset[str]) -> tuple[tuple[Part, Choice], ...]:
    """One exercise for each part, trimmed to the minutes of a session. A part for which there is nothing at hand stays out."""
    settings = sport_of(guideline).prevention
    options = _options(healthy_player(guideline), Preferences(equipment=equipment))
    chosen: list[tuple[Part, Choice]] = []
    for part in settings.parts:
        taken = {choice.exercise.id for _, choice in chosen}
        if best := _best(part, [one for one in options if one.exercise.id not in taken]):
            chosen.append((part, best))
    often = [replace(choice, dose=replace(choice.dose, sessions_per_week=settings.times_a_week)) for _, choice in chosen]
    doses = trimmed(often, settings.minutes * A_MINUTE)
    return tuple((part, choice) for (part, _), choice in zip(chosen, doses, strict=True))


def light_part(session: Iterable[tuple[Part, Choice]]) -> tuple[tuple[Part, Choice], ...]:
    """What of it is done the day before a match."""
    return tuple((part, choice) for part, choice in session if choice.exercise.load == LIGHT_LOAD)


def trimmed(session: list[Choice], limit: int) -> list[Choice]:
    """No longer than so many seconds: one set less of what has most sets, as long as something has more than one."""
    session = list(session)
    while sum(seconds(one.dose) for one in session) > limit and any(one.dose.sets > 1 for one in session):
        at = max(range(len(session)), key=lambda at: (session[at].dose.sets, seconds(session[at].dose)))
        session[at] = replace(session[at], dose=replace(session[at].dose, sets=session[at].dose.sets - 1))
    return session


def session_days(guideline: Guideline, training_days: Iterable[str], match_days: Iterable[str]) -> tuple[SessionDay, ...]:
    """When the team does it, never on a match day. In this order: before training rather than at home, not the day before a match, not
    the day after it, days apart, early in the week.
    """
    training, matches = _numbers(training_days), _numbers(match_days)
    spared, after = {(day - 1) % len(DAYS) for day in matches}, {(day + 1) % len(DAYS) for day in matches}

    def worth(days: tuple[int, ...]) -> tuple[int, ...]:
        counts = (sum(day in training for day in days), -sum(day in spared for day in days), -sum(day in after for day in days))
        return *counts, _gap(days), *(-day for day in days)

    free = [day for day in range(len(DAYS)) if day not in matches]
    times = min(sport_of(guideline).prevention.times_a_week, len(free))
    return tuple(SessionDay(day, day in training, day in spared) for day in max(combinations(free, times), key=worth))


def kinds_of_days(training_days: Iterable[str], match_days: Iterable[str]) -> tuple[str, ...]:
    """What each day of the week is for the team, Monday first."""
    training, matches = _numbers(training_days), _numbers(match_days)

    def kind(day: int) -> str:
        near = {"match": 0, "after_match": -1, "before_match": 1, "two_before_match": 2}
        holds = {name: (day + ahead) % len(DAYS) in matches for name, ahead in near.items()}
        holds |= {"training": day in training, "between": True}
        return next(name for name in DAY_KINDS if holds[name])

    return tuple(kind(day) for day in range(len(DAYS)))


def for_player(
    session: Iterable[tuple[Part, Choice]], assessment: Assessment, preferences: Preferences, has_complaint: bool
) -> tuple[Kept | Swap, ...]:
    """The session of the team for one player. With a complaint only what the guideline offers this person; without, what nothing known
    speaks against.
    """
    offered = _options(assessment if has_complaint else healthy_player(assessment.guideline), preferences)
    options = [one for one in offered if has_complaint or not any(_against(one.exercise, assessment))]
    stage, _ = assessment.option_or_careful(STAGE)

    def one_of(part: Part, choice: Choice) -> Kept | Swap:
        exercise, cautions = choice.exercise, _cautions(choice.exercise, assessment)
        may = any(one.exercise == exercise for one in options)
        others = [one for one in options if one.exercise != exercise]
        calm = _best(part, [one for one in others if not _cautions(one.exercise, assessment)])
        if may and (not cautions or calm is None):
            return Kept(exercise, cautions)
        instead = calm or _best(part, others)
        facts, rules = _against(exercise, assessment)
        wish = bool({exercise.id, exercise.family} & preferences.dislikes)
        if may:
            facts = cautions
        return Swap(part, exercise, instead and _like(instead, choice), facts, rules, wish, None if facts or rules or wish else stage)

    return tuple(one_of(part, choice) for part, choice in session)


def _like(choice: Choice, team: Choice) -> Choice:
    """An exercise as it is done beside the team: as often, and with no more sets."""
    dose = replace(choice.dose, sets=min(choice.dose.sets, team.dose.sets), sessions_per_week=team.dose.sessions_per_week)
    return replace(choice, dose=dose)


def _options(assessment: Assessment, preferences: Preferences) -> list[Choice]:
    """What the guideline offers somebody, best first: what is no harder than a first plan, then what fits. Ties: easier, then by name."""
    option, _ = assessment.option_or_careful(STAGE)
    stage = assessment.guideline.programme.stages[option or "calm"]
    choices = candidates(assessment, preferences, stage, set_goals(assessment, stage))
    return sorted(
        choices,
        key=lambda one: (one.exercise.difficulty > stage.first_difficulty, -one.score, one.exercise.difficulty, one.exercise.id),
    )


def _best(part: Part, options: Iterable[Choice]) -> Choice | None:
    """The first of the options for a part."""
    return next((one for one in options if one.exercise.id in part.exercises), None)


def _against(exercise: Exercise, assessment: Assessment) -> tuple[tuple[str, ...], tuple[Rule, ...]]:
    """What is known to speak against an exercise: contraindications that hold, the age, and rules that take it away."""
    rules = tuple(
        rule
        for rule in assessment.firing
        if isinstance(rule.then, Remove) and (exercise.family in rule.then.families or set(exercise.directions) & set(rule.then.directions))
    )
    facts = _holding(exercise.contraindications, assessment)
    return (*facts, *([AGE] if _is_too_much_for_the_age(exercise, assessment) else [])), rules


def _is_too_much_for_the_age(exercise: Exercise, assessment: Assessment) -> bool:
    """The exercise is only for some, and this player is not known to be one of them. An age that is not known is asked first."""
    if exercise.only_when is None or AGE not in assessment.known:
        return False
    return evaluate(exercise.only_when, assessment.known, assessment.guideline.definitions) is not True


def _cautions(exercise: Exercise, assessment: Assessment) -> tuple[str, ...]:
    return _holding(exercise.cautions, assessment)


def _holding(facts: Iterable[str], assessment: Assessment) -> tuple[str, ...]:
    definitions = assessment.guideline.definitions
    return tuple(fact for fact in facts if evaluate(Yes(fact), assessment.known, definitions) is True)


def _numbers(days: Iterable[str]) -> set[int]:
    return {DAYS.index(day) for day in days}


def _gap(days: tuple[int, ...]) -> int:
    """The fewest days between two of them, over the turn of the week too."""
    return min(((after - before) % len(DAYS) or len(DAYS) for before, after in zip(days, (*days[1:], *days[:1]), strict=True)), default=0)
