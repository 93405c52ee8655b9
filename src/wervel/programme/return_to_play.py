"""The way back to play: from the step, the facts and the log of a player to staying, going on, or one step back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from wervel.knowledge.sport import STEP, Border, Referral, ReturnToPlay, Role, Sport, SportSession, Step
from wervel.knowledge.types import Guideline, Remove, Rule
from wervel.logic.expr import Definitions, Expr, facts_beneath
from wervel.logic.reference import Known, Value, evaluate
from wervel.logic.text import Text
from wervel.logic.truth import Truth, negate
from wervel.programme.light import WORST_FIRST, light_of
from wervel.programme.record import Context, SessionLog, in_steps
from wervel.programme.selection import STAGE
from wervel.reasoning.assessment import HIGHEST_RELEASED, Assessment, rank
from wervel.reasoning.compiler import FACT
from wervel.reasoning.questions import ask_next

RADICULAR, HOCKEY = "radicular_signs", "hockey_specific"
HOURS_A_DAY = 24
Action = Literal["stay", "advance", "back", "refer"]


@dataclass(frozen=True, slots=True)
class PlayerLog:
    """What a player noted. `since`: the day on which the step began; `trunk_endurance_percent`: a therapist's, of the target.

    `training_minutes`: how long the trainings of the team are.
    """

    sessions: tuple[SportSession, ...] = ()
    since: date | None = None
    trunk_endurance_percent: int | None = None
    training_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The step from the day `since` on; None: not chosen yet, or behind them. `rule`: the id of what decided.

    `waits`: what is not known to hold and keeps them here; `missing`: facts that are not known; `unlit`: days whose light is not known.
    `allows`: kind of session -> most minutes at one time, until a therapist has recorded a further step.
    """

    action: Action
    step: str | None
    since: date | None
    rule: str
    text: Text
    waits: tuple[Border | Referral, ...] = ()
    missing: tuple[str, ...] = ()
    unlit: tuple[date, ...] = ()
    allows: Mapping[str, int] = field(default_factory=dict)


def sport_of(guideline: Guideline) -> Sport:
    assert guideline.sport is not None, "a guideline with sport.yaml"
    return guideline.sport


def definitions_of(guideline: Guideline) -> Definitions:
    """What derived facts mean: those of the guideline and those of the log."""
    mine, own = guideline.definitions, sport_of(guideline).definitions
    return Definitions({**mine.conditions, **own.conditions}, {**mine.ladders, **own.ladders})


def next_step(assessment: Assessment, log: PlayerLog, today: date) -> Decision:
    """What is next for a player at the end of the day `today`. Somebody else first, then a red light; the rest keeps or goes on."""
    guideline = assessment.guideline
    back = sport_of(guideline).return_to_play
    option = assessment.known.get(STEP)
    name = option if isinstance(option, str) else None
    if first := halts(assessment):
        return Decision("refer", name, log.since, first[0].id, first[0].text)
    if name is None:
        return Decision("stay", None, None, "unknown_step", back.unknown_step, missing=(STEP,))
    at = back.at(name)
    step, following = back.steps[at], back.steps[at + 1] if at + 1 < len(back.steps) else None
    sessions = tuple(one for one in log.sessions if log.since and log.since <= one.day <= today)
    lights = {one: light(one, assessment) for one in sessions}
    known = {**assessment.known, **reckoned(lights, log, today, guideline)}
    definitions = definitions_of(guideline)
    if red := max((one.day for one, said in lights.items() if said == "red"), default=None):
        before = back.steps[max(at - 1, 0)]
        text = back.red_light if at else back.red_light_first
        return Decision("back", before.id, red + timedelta(days=1), "red_light", text, allows=allowed(back, before, 0))
    borders = (step.exit, *([following.entry] if following else []), back.every_step)
    passed: list[tuple[Border | Referral, Truth]] = [(one, evaluate(one.when, known, definitions)) for one in borders]
    passed += [(one, negate(evaluate(one.when, known, definitions))) for one in back.referrals]
    waits = tuple(one for one, truth in passed if truth is not True)
    green = known["matches_green"]
    assert isinstance(green, int), "a number fact"
    allows = allowed(back, step, green)
    if waits or not assessment.released:
        unlit = tuple(sorted({one.day for one, said in lights.items() if said is None}))
        missing = _missing([one.when for one, truth in passed if truth is None], known, definitions)
        missing += () if assessment.released else ask_next(assessment)
        rule, text = (waits[0].id, waits[0].text) if assessment.released else ("not_released", back.not_released)
        return Decision("stay", name, log.since, rule, text, waits, tuple(dict.fromkeys(missing)), unlit, allows)
    since = max([today, *(one.day + timedelta(days=1) for one in sessions)])
    to, text = (following.id, following.does) if following else (None, back.done)
    return Decision("advance", to, since, step.exit.id, text, allows=allows)


def halts(assessment: Assessment) -> tuple[Rule | Referral, ...]:
    """What asks for somebody else before any sport: alarms, referrals of the way back, and rules that take hockey away."""
    alarms = assessment.alarms if rank(assessment.at_least) > HIGHEST_RELEASED else ()
    referrals = [one for one in sport_of(assessment.guideline).return_to_play.referrals if _holds(one, assessment)]
    removals = [rule for rule in assessment.firing if isinstance(rule.then, Remove) and HOCKEY in rule.then.families]
    return (*alarms, *referrals, *removals)


def _holds(one: Referral | Role, assessment: Assessment) -> bool:
    return evaluate(one.when, assessment.known, assessment.guideline.definitions) is True


def _missing(criteria: Sequence[Expr], known: Known, definitions: Definitions) -> tuple[str, ...]:
    """The facts that are not known beneath criteria that are not decided."""
    return tuple(sorted({fact for when in criteria for fact in facts_beneath(when, definitions) if fact not in known}))


def allowed(back: ReturnToPlay, step: Step, matches_green: int) -> dict[str, int]:
    """Kind of session -> most minutes at one time, at a step and all before it. A match grows by a quarter with each green one."""
    most: dict[str, int] = {}
    for one in back.steps[: back.at(step.id) + 1]:
        for kind, minutes in one.allows.items():
            most[kind] = max(minutes, most.get(kind, 0))
    if "match" in most:
        most["match"] = min(most["match"], back.quarter_minutes * (matches_green + 1))
    return most


def roles(assessment: Assessment, step: str) -> tuple[Role, ...]:
    """What the place in the team changes at a step."""
    found = sport_of(assessment.guideline).return_to_play.roles
    return tuple(role for role in found if step in role.steps and _holds(role, assessment))


def light(session: SportSession, assessment: Assessment) -> str | None:
    """The light of a session: as the player judged it or as the noted pain gives it, whichever is worse; None when neither is known."""
    stage, _ = assessment.option_or_careful(STAGE)
    noted = SessionLog(
        session.day, None, pain_before=session.pain_before, pain_during=session.pain_during, pain_next_morning=session.pain_next_morning,
        leg_change=session.leg_change,
    )  # fmt: skip
    radicular: Truth = assessment.verdicts.truth(FACT + RADICULAR)
    reckoned_light = light_of(noted, Context(session.day, stage or "calm", radicular), assessment.guideline)
    return min((one for one in (session.light, reckoned_light) if one), key=WORST_FIRST.index, default=None)


def reckoned(lights: Mapping[SportSession, str | None], log: PlayerLog, today: date, guideline: Guideline) -> dict[str, Value]:
    """The facts that the sessions of one step tell, each with its light."""
    sport = sport_of(guideline)
    back, sessions = sport.return_to_play, sorted(lights, key=lambda one: one.day)

    def row(*kinds: str, calm: bool = False) -> list[SportSession]:
        """The sessions of these kinds that went green in a row, up to the last; `calm`: with little pain as well."""
        found: list[SportSession] = []
        for one in reversed([one for one in sessions if one.kind in kinds]):
            if lights[one] != "green" or (calm and not (one.pain_during is not None and one.pain_during <= back.calm_pain)):
                break
            found.append(one)
        return found

    def longest(kind: str) -> int:
        return max((one.minutes for one in row(kind)), default=0)

    full = log.training_minutes or back.full_minutes
    days = sorted({one.day for one in sessions})
    raw: dict[str, bool | int | None] = {
        "red_in_step": _any_red(lights.values()),
        "days_done": len(days),
        "days_green": _in_a_row([all(lights[one] == "green" for one in sessions if one.day == day) for day in days]),
        "hours_in_step": HOURS_A_DAY * (today - days[0]).days if days else 0,
        "pain_lately": _most_pain([one for one in sessions if one.day == days[-1]]) if days else None,
        "walk_minutes": longest("walk"),
        "hinge_green": bool(row("hinge")),
        "run_minutes": longest("run"),
        "stances_green": sum(one.minutes >= back.stance_minutes for one in row("stance")),
        "technical_minutes": longest("technical"),
        "calm_mornings": _in_a_row([_is_calm_morning(one, back.morning_rise) for one in sessions]),
        "sprint_green": bool(row("sprint")),
        "limited_trainings": sum(one.minutes >= full for one in row("limited_training")),
        "calm_trainings": sum(one.minutes >= full for one in row("training", calm=True)),
        "matches_green": len(row("match")),
        "trunk_endurance_percent": log.trunk_endurance_percent,
    }
    return in_steps(raw, sport.facts)


def _any_red(lights: Iterable[str | None]) -> bool | None:
    """Whether one was red; not known while one that is not known could be."""
    found = set(lights)
    return True if "red" in found else None if None in found else False


def _in_a_row(went_well: Sequence[bool]) -> int:
    """How many at the end went well."""
    return next((at for at, well in enumerate(reversed(went_well)) if not well), len(went_well))


def _most_pain(sessions: Iterable[SportSession]) -> int | None:
    """The highest score of these sessions; None when none was noted."""
    noted = [pain for one in sessions for pain in (one.pain_before, one.pain_during, one.pain_next_morning) if pain is not None]
    return max(noted, default=None)


def _is_calm_morning(one: SportSession, rise: int) -> bool:
    """The next morning was hardly worse than before the session; what was not noted is not calm."""
    return one.pain_before is not None and one.pain_next_morning is not None and one.pain_next_morning <= one.pain_before + rise
