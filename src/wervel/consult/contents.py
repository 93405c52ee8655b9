"""All that a guideline is made of, thing by thing, so that two of them can be compared and a reader can be shown each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from wervel.knowledge.biomechanics import Biomechanics, NamedPosture
from wervel.knowledge.claims import Property
from wervel.knowledge.course import Course, Curve, Evaluation, Measure
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.examination import Examination, Test
from wervel.knowledge.progression import Move, Progression, ProgressionRule
from wervel.knowledge.spine import evidence_in
from wervel.knowledge.sport import Referral, ReturnToPlay, Role, Sport
from wervel.knowledge.sport import Step as SportStep
from wervel.knowledge.types import Advice, ConditionModule, Exercise, Guideline, Phenomenon, Profile, ProgrammeSettings, Rule
from wervel.logic.fact import Fact

Whole: TypeAlias = Examination | ProgrammeSettings | Progression | Course | ReturnToPlay | Sport | Biomechanics

SETTINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "programme": {
        "stages": ("stages", "slots", "goals"),
        "default_goals": ("default_goals",),
        "walking": ("walking",),
        "planning": ("planning", "shorter", "household"),
        "scores": ("caution_factor", "liked_factor", "fits"),
        "drills": ("drills",),
        "lights": ("lights",),
        "because": ("because",),
    },
    "progression": {
        "next_morning": ("settled_hours", "not_settled_hours", "next_morning_because", "mornings", "mornings_because"),
        "step_up": ("order", "modes", "steps", "load", "steps_because"),
        "limits": ("limits",),
        "quota": ("quota",),
        "walking": ("walking",),
        "patterns": ("patterns",),
        "flare_up_plan": ("flare_up",),
    },
    "course": {
        "honesty": ("honesty",),
        "band": ("band_points", "band_classes", "band_because"),
        "pain": ("pain_days", "least_days", "pain_because"),
        "fresh_days": ("fresh_days", "fresh_because"),
        "verdicts": ("judgement",),
        "answers": ("own_gain_days", "trend_days", "stable_within", "answers_because"),
        "screening": ("screening_groups", "screening_days", "screening_because"),
        "actions": ("actions",),
        "close_reasons": ("close_reasons", "close_because"),
        "prevent": ("prevent_contacts", "prevent_text", "prevent_because"),
    },
    "way_back": {
        "every_step": (
            "every_step", "every_step_because", "red_light", "red_light_first", "red_light_because", "done", "unknown_step", "not_released",
            "quarter_minutes", "full_minutes", "stance_minutes", "calm_pain", "morning_rise",
        ),
    },
    "sport": {
        "low_posture": ("low_posture", "kinds"),
        "breaks": ("breaks",),
        "flicks": ("flicks",),
        "big_jump": ("big_jump_weeks", "big_jump_text"),
        "warm_up": ("warm_up",),
        "week": ("week",),
        "prevention": ("prevention",),
    },
    "load": {
        "limits": ("limits",),
        "holds_for": ("holds_for", "plateau_deg", "fast_times", "fast_because"),
        "measured": ("volunteer", "measured", "heaviest", "heaviest_because"),
        "person": ("mass_kg", "height_cm", "in_hands_kg", "sex", "sex_because"),
        "builds": ("builds",),
        "model": ("lower_trunk_percent", "upper_body_ahead_mm", "muscle_arm_mm", "co_contraction_n"),
        "things": ("things",),
    },
}  # fmt: skip
"""What stands together in a part of the guideline, by kind and id: the fields that hold it. Whatever has an id of its own is not in it."""

STEP = ("order", "name", "why")
"""What a step of the examination says beside its tests."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers and words that stand together and have no id of their own: these `fields` of `whole`."""

    kind: str
    id: str
    whole: Whole
    fields: tuple[str, ...]

    @property
    def content(self) -> tuple[tuple[str, object], ...]:
        return tuple((field, getattr(self.whole, field)) for field in self.fields)

    @property
    def because(self) -> tuple[Evidence, ...]:
        values = (tuple(value.values()) if isinstance(value, Mapping) else value for _, value in self.content)
        return tuple(evidence_in(tuple(values)))


@dataclass(frozen=True, slots=True)
class OwnFact:
    """A fact that only a part of the guideline knows: of one session of an exercise, or of the log of a player."""

    kind: Literal["session_fact", "sport_fact"]
    fact: Fact
    because: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        return self.fact.id


Thing: TypeAlias = (
    Rule | ConditionModule | Advice | Test | Profile | OwnFact | ProgressionRule | Move | Curve | Measure | Evaluation | SportStep
    | Referral | Role | NamedPosture | Settings | Exercise | Fact | Property
)  # fmt: skip
KINDS = (
    "rule", "condition", "phenomenon", "advice", "examination", "test", "profile", "programme", "session_fact", "progression_rule", "move",
    "progression", "curve", "measure", "evaluation", "course", "referral", "sport_step", "role", "way_back", "sport", "sport_fact",
    "exercise", "fact", "posture", "load", "property",
)  # fmt: skip
"""In the order of a reader."""


def things(guideline: Guideline) -> dict[tuple[str, str], Thing]:
    """Everything, by kind and id."""
    return {(kind_of(thing), thing.id): thing for thing in _all(guideline)}


def kind_of(thing: Thing) -> str:
    match thing:
        case Rule():
            return "phenomenon" if isinstance(thing.then, Phenomenon) else "rule"
        case ConditionModule():
            return "condition"
        case Advice():
            return "advice"
        case Test():
            return "test"
        case Profile():
            return "profile"
        case ProgressionRule():
            return "progression_rule"
        case Move():
            return "move"
        case Curve():
            return "curve"
        case Measure():
            return "measure"
        case Evaluation():
            return "evaluation"
        case NamedPosture():
            return "posture"
        case SportStep():
            return "sport_step"
        case Referral():
            return "referral"
        case Role():
            return "role"
        case Settings() | OwnFact():
            return thing.kind
        case Exercise():
            return "exercise"
        case Fact():
            return "fact"
        case Property():
            return "property"
        case _:
            assert_never(thing)


def _all(guideline: Guideline) -> Iterator[Thing]:
    yield from guideline.rules.values()
    yield from guideline.conditions.values()
    yield from guideline.advice.values()
    for step in guideline.examination:
        yield Settings("examination", step.id, step, STEP)
        yield from step.tests
    yield from guideline.programme.profiles.values()
    yield from _settings("programme", guideline.programme)
    if progression := guideline.progression:
        yield from (OwnFact("session_fact", fact, progression.evidence_of_facts.get(key, ())) for key, fact in progression.facts.items())
        yield from progression.rules
        yield from progression.moves
        yield from _settings("progression", progression)
    if course := guideline.course:
        yield from course.curves
        yield from course.measures
        yield from course.evaluations
        yield from _settings("course", course)
    if sport := guideline.sport:
        back = sport.return_to_play
        yield from back.referrals
        yield from back.steps
        yield from back.roles
        yield from _settings("way_back", back)
        yield from _settings("sport", sport)
        yield from (OwnFact("sport_fact", fact, sport.evidence_of_facts.get(key, ())) for key, fact in sport.facts.items())
    yield from guideline.exercises.values()
    yield from guideline.facts.values()
    if biomechanics := guideline.biomechanics:
        yield from biomechanics.postures.values()
        yield from _settings("load", biomechanics)
    yield from guideline.properties


def _settings(kind: str, whole: Whole) -> Iterator[Settings]:
    for key, fields in SETTINGS[kind].items():
        yield Settings(kind, key, whole, fields)
