"""What a guideline is made of: frozen records that were checked when they were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from wervel.knowledge.claims import Property
from wervel.knowledge.evidence import Evidence, Source
from wervel.knowledge.examination import Examination
from wervel.knowledge.spine import Anatomy
from wervel.logic.expr import Definitions, Expr
from wervel.logic.fact import Condition, Fact, Ladder
from wervel.logic.text import Text

if TYPE_CHECKING:
    from wervel.knowledge.biomechanics import Biomechanics
    from wervel.knowledge.course import Course
    from wervel.knowledge.progression import Progression
    from wervel.knowledge.sport import Sport

URGENCIES = ("none", "inform", "soon", "urgent", "same_day", "emergency")
"""From least to most urgent; `URGENCIES.index` orders them."""

CONFIDENCES = ("against", "low", "moderate", "high")
GOALS = ("mobility", "coordination", "strength", "endurance", "stability")
GATES = ("no_plan", "professional_first", "walking_only", "shorter", "draft")
STAGES = ("calm", "build", "return", "prevent")


@dataclass(frozen=True, slots=True)
class Triage:
    """How soon, to whom, and for fear of what."""

    urgency: str
    route: str
    suspect: str | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A condition that fits, or with confidence `against` does not."""

    condition: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """A recurring pattern in findings: what it asks of a programme, what to treat and which facts to measure again.

    `linked`: it counts for goals only when a therapist linked it. `directional`: a direction that eases the complaint.
    """

    goals: tuple[tuple[str, Fraction], ...]
    treat: Text
    measure: tuple[str, ...]
    families: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    linked: bool = False
    directional: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands before a programme: none at all, a professional first, walking only, a short one, or a draft to be agreed."""

    gate: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Exercises of these families, or in these directions, are left out."""

    families: tuple[str, ...]
    directions: tuple[str, ...]


Outcome: TypeAlias = Triage | Hypothesis | Phenomenon | Gate | Remove


@dataclass(frozen=True, slots=True)
class Rule:
    """`when` holds and none of `except_when` does: then `then`.

    `assume_worst`: while it is unknown whether an exception holds, the rule counts.
    """

    id: str
    when: Expr
    then: Outcome
    text: Text
    because: tuple[Evidence, ...]
    place: str
    name: Text | None = None
    except_when: tuple[str, ...] = ()
    assume_worst: bool = False


TURNS = ("move_on", "refer", "surgery", "stop")
"""What a criterion of a trajectory decides: on to the next step, on to somebody else, talk about an operation, or end it."""

CLOCKS = ("complaint", "care")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What turns the course of a trajectory. Without `when` it takes a person to judge it."""

    turn: str
    text: Text
    when: Expr | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a trajectory: weeks `from_week` to `to_week` (open end: None), who leads, what happens, what decides."""

    name: Text
    from_week: int
    to_week: int | None
    who: Text
    what: Text
    criteria: tuple[Criterion, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The course of care in time. `clock`: weeks since the complaint began, or since care for it began."""

    clock: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ConditionModule:
    """A specific cause: what it is called, what speaks against it, which further diagnostics shows it, and its course of care."""

    id: str
    kind: Literal["radicular", "specific", "serious"]
    name: Text
    summary: Text
    against: Text
    imaging: Literal["no", "yes", "by_specialist"]
    what: Text
    who: Text
    not_useful_when: Text
    trajectory: Trajectory
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    id: str
    kind: Literal["advice", "safety_net"]
    up_to: str
    when: Expr
    priority: int
    text: Text
    because: tuple[Evidence, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Pose:
    """A stick pose: joint angles in degrees; conventions in the exercise reference."""

    label: Text
    view: str
    support: str
    contacts: tuple[str, ...]
    props: tuple[str, ...]
    angles: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets of repetitions (per side when `per_side`), seconds of hold and rest, or `minutes` in all; effort on Borg CR10."""

    sets: int
    reps: int
    hold_s: int
    rest_s: int
    sessions_per_week: int
    tempo: str
    effort: int
    per_side: bool
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """`compression_n`: estimated lumbar compression in newton for about 75 kg, if anybody gave a figure.

    `only_when`: it is offered only to people for whom this is known to hold.
    """

    id: str
    name: Text
    family: str
    mode: str
    purpose: tuple[str, ...]
    stages: tuple[str, ...]
    goals: tuple[tuple[str, Fraction], ...]
    start_position: str
    regions: tuple[str, ...]
    directions: tuple[str, ...]
    equipment: frozenset[str]
    difficulty: int
    load: str
    irritability_max: str
    contraindications: tuple[str, ...]
    cautions: tuple[str, ...]
    dose: Dose
    progressions: tuple[str, ...]
    regressions: tuple[str, ...]
    instruction: Text
    feel: Text
    sources: tuple[tuple[str, bool], ...]
    poses: tuple[Pose, ...]
    only_when: Expr | None = None
    compression_n: int | None = None


@dataclass(frozen=True, slots=True)
class Axiom:
    """A combination of answers that no person can have."""

    id: str
    never: Expr
    text: Text


@dataclass(frozen=True, slots=True)
class Group:
    """Yes/no facts that are asked together: any of these?"""

    id: str
    name: Text
    question: Text


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the urgency scale, in words."""

    name: Text
    within: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the vocabulary, with what it means."""

    name: Text
    says: Text


@dataclass(frozen=True, eq=False)
class Guideline:
    """All knowledge, checked. `version` is a hash of its content.

    `first_questions`: groups and facts in the order of a conversation, for questions that matter equally.
    `biomechanics`: a guideline can do without; no care depends on it. `course`: without it nobody can be followed.
    `progression`: without it a first programme is all there is. `sport`: without it there is no way back to play and no squad.
    """

    version: str
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    conditions: Mapping[str, ConditionModule]
    advice: Mapping[str, Advice]
    exercises: Mapping[str, Exercise]
    sources: Mapping[str, Source]
    groups: Mapping[str, Group]
    axioms: tuple[Axiom, ...]
    first_questions: tuple[str, ...]
    urgencies: Mapping[str, Level]
    routes: Mapping[str, Term]
    classes: Mapping[str, Term]
    words: Mapping[str, Mapping[str, Text]]
    evidence_of_facts: Mapping[str, tuple[Evidence, ...]]
    programme: "ProgrammeSettings"
    anatomy: Anatomy
    examination: tuple[Examination, ...]
    properties: tuple[Property, ...]
    biomechanics: "Biomechanics | None" = None
    progression: "Progression | None" = None
    course: "Course | None" = None
    sport: "Sport | None" = None
    definitions: Definitions = field(init=False)

    def __post_init__(self) -> None:
        conditions = {key: fact.definition.when for key, fact in self.facts.items() if isinstance(fact.definition, Condition)}
        ladders = {key: fact.definition.steps for key, fact in self.facts.items() if isinstance(fact.definition, Ladder)}
        object.__setattr__(self, "definitions", Definitions(conditions, ladders))

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim of the guideline with its source."""
        conditions = self.conditions.values()
        entries: list[Rule | ConditionModule | Step | Advice | Profile | ProgrammeSettings] = [*self.rules.values(), *conditions]
        entries += [*(step for condition in conditions for step in condition.trajectory.steps), *self.advice.values()]
        entries += [self.programme, *self.programme.profiles.values()]
        because = [*(entry.because for entry in entries), *self.evidence_of_facts.values(), self.anatomy.evidence]
        because += [test.evidence for group in self.examination for test in group.tests]
        because += [part.evidence for part in (self.biomechanics, self.course, self.progression, self.sport) if part]
        return tuple(evidence for each in because for evidence in each)


@dataclass(frozen=True, slots=True)
class Stage:
    """The limits of one stage of recovery; effort on Borg CR10, times in minutes. `first_difficulty`: as hard as a first plan starts.

    `sessions`: fewest and most sessions at home in a week; `strong_days`: on so many of them comes the heavy part, two days apart.
    """

    id: str
    name: Text
    explains: Text
    goal_factors: tuple[tuple[str, Fraction], ...]
    difficulty_cap: int
    first_difficulty: int
    effort_cap: int
    max_exercises: int
    max_minutes: int
    per_family: int
    dose_factor: Fraction
    sessions: tuple[int, int]
    strong_days: int
    slots: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Walking:
    """How walking is built up: start at a share of what is comfortable; then bouts, minutes, growth in percent a week (from, to)."""

    start_factor: Fraction
    start_minutes: int
    bouts_per_day: tuple[int, int]
    bout_minutes: tuple[int, int]
    growth_percent: tuple[int, int]
    target_minutes_week: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planning:
    """How weeks are planned: by default so many weeks, the same week within a block, so many exercises in a session (from, to).

    `growth_percent`: the most by which the load of a week grows from block to block; `load`: what a set counts for, by class of load;
    `training_days`: of a hockey player who gave none.
    """

    weeks: int
    block_weeks: int
    exercises: tuple[int, int]
    growth_percent: int
    load: tuple[tuple[str, int], ...]
    training_days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A risk of persistence: what it asks of care. `visits`: fewest and most; `contacts` and `evaluations`: days after the start."""

    id: str
    name: Text
    explains: Text
    care: Text
    visits: tuple[int, int]
    contacts: tuple[int, ...]
    evaluations: tuple[int, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeSettings:
    """The numbers by which exercises are chosen and dosed.

    `shorter`: the most exercises and minutes where keeping it up is the problem. `household`: equipment that everybody has at home.
    `lights`: what tells somebody whether to go on: calm, later, quota.
    """

    goals: Mapping[str, Text]
    default_goals: tuple[tuple[str, Fraction], ...]
    stages: Mapping[str, Stage]
    slots: Mapping[str, tuple[Text, tuple[str, ...]]]
    profiles: Mapping[str, Profile]
    walking: Walking
    planning: Planning
    caution_factor: Fraction
    liked_factor: Fraction
    fits: Mapping[str, Fraction]
    drills: tuple[tuple[str, int], ...]
    shorter: tuple[int, int]
    household: frozenset[str]
    lights: Mapping[str, Text]
    because: tuple[Evidence, ...]
