"""A first programme, checked by a reader of its own that knows nothing of how it was chosen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wervel import load, plan
from wervel.knowledge.cases import Preferences, read_answers
from wervel.knowledge.document import read_document
from wervel.knowledge.load import PACKAGED
from wervel.knowledge.types import Remove
from wervel.logic.expr import Yes
from wervel.logic.reference import evaluate
from wervel.programme.dose import seconds
from wervel.programme.selection import Programme
from wervel.reasoning.assessment import Assessment

GUIDELINE = load()
BACKGROUNDS: Any = read_document(PACKAGED / "cases" / "backgrounds.yaml").data
EQUIPMENT = sorted(GUIDELINE.words["equipment"])
IRRITABILITY = ("low", "moderate", "high")

PEOPLE = st.fixed_dictionaries(
    {"age_years": st.integers(16, 90), "pain_now_nprs": st.integers(0, 9), "pregnant": st.just("no")},
    optional={
        "sex": st.sampled_from(("male", "female")),
        "daily_limitation": st.sampled_from(("none", "slight", "clear", "severe")),
        "settle_hours": st.sampled_from((0, 0.5, 2, 30)),
        "provocation_effort": st.integers(0, 8),
        "recovered_two_weeks": st.sampled_from(("yes", "no")),
        "demanding_goal": st.sampled_from(("yes", "no")),
        "dp": st.sampled_from(("none", "extension", "flexion", "lateral_left")),
        "sorensen_s": st.integers(10, 200),
        "hip_ir_deg": st.integers(0, 50),
        "impairment_linked": st.lists(st.sampled_from(("mobility", "strength", "endurance")), unique=True),
        "sport": st.sampled_from(("hockey", "other", "none")),
        "return_to_play_stage": st.sampled_from(("r0", "r2", "r4", "r6")),
        "activity_min_week": st.integers(0, 80).map(lambda fives: 5 * fives),
        "flexion_intolerant": st.sampled_from(("yes", "no")),
        "extension_intolerant": st.sampled_from(("yes", "no")),
        "peripheralises_with_extension": st.sampled_from(("yes", "no")),
        "spinal_stenosis_known": st.sampled_from(("yes", "no")),
        "hypertension_uncontrolled": st.sampled_from(("yes", "no")),
        "hip_irritable": st.sampled_from(("yes", "no")),
        "balance_impaired": st.sampled_from(("yes", "no")),
        "tsk": st.integers(17, 68),
        "physiotherapist_confirmed": st.just("yes"),
    },
)
WISHES = st.builds(
    Preferences,
    days=st.lists(st.sampled_from(("monday", "wednesday", "friday", "sunday")), unique=True).map(tuple),
    minutes=st.one_of(st.none(), st.integers(5, 60)),
    equipment=st.frozensets(st.sampled_from(EQUIPMENT), max_size=4),
    likes=st.frozensets(st.sampled_from(sorted(GUIDELINE.words["families"])), max_size=2),
    dislikes=st.frozensets(st.sampled_from(sorted(GUIDELINE.words["families"])), max_size=2),
)


def broken(programme: Programme, assessment: Assessment, wishes: Preferences) -> Iterator[str]:
    """Every promise that a programme breaks."""
    known, definitions = assessment.known, GUIDELINE.definitions
    stage = GUIDELINE.programme.stages[programme.stage.id]
    has = wishes.equipment | GUIDELINE.programme.household
    irritability, _ = assessment.option_or_careful("irritability")
    removed = [rule.then for rule in GUIDELINE.rules.values() if isinstance(rule.then, Remove) and assessment.verdicts.fires(rule)]
    for choice in programme.choices:
        exercise = choice.exercise
        for fact in exercise.contraindications:
            if evaluate(Yes(fact), known, definitions) is True:
                yield f"{exercise.id} in spite of {fact}"
        for fact in exercise.cautions:
            if (evaluate(Yes(fact), known, definitions) is True) is not (fact in choice.cautions):
                yield f"{exercise.id} without telling {fact}"
        if stage.id not in exercise.stages or exercise.difficulty > stage.difficulty_cap:
            yield f"{exercise.id} is not for stage {stage.id}"
        if IRRITABILITY.index(irritability or "high") > IRRITABILITY.index(exercise.irritability_max):
            yield f"{exercise.id} is too much for irritability {irritability}"
        if not exercise.equipment <= has:
            yield f"{exercise.id} needs {exercise.equipment - has}"
        if {exercise.id, exercise.family} & wishes.dislikes:
            yield f"{exercise.id} is disliked"
        if exercise.only_when is not None and evaluate(exercise.only_when, known, definitions) is not True:
            yield f"{exercise.id} is not for this person"
        if any(exercise.family in one.families or set(exercise.directions) & set(one.directions) for one in removed):
            yield f"{exercise.id} is in a direction or family that is left out"
        if choice.dose.effort > stage.effort_cap:
            yield f"{exercise.id} is harder than {stage.effort_cap} of 10"
        if exercise.family != "aerobic" and wishes.days and choice.dose.sessions_per_week > len(wishes.days):
            yield f"{exercise.id} on more days than there are"
    ids = [choice.exercise.id for choice in programme.choices]
    if len(ids) != len(set(ids)):
        yield f"an exercise twice: {ids}"
    if len(programme.session) > stage.max_exercises:
        yield f"{len(programme.session)} exercises"
    limit = min(wishes.minutes or stage.max_minutes, stage.max_minutes) * 60
    if len(programme.session) > 1 and sum(seconds(choice.dose) for choice in programme.session) > limit:
        yield "longer than asked"
    if abs(float(sum(programme.goals.weights.values())) - 1) > 1e-9:
        yield "goals that do not sum to 1"


@given(PEOPLE, WISHES)
def test_a_programme_breaks_no_promise(person: dict[str, Any], wishes: Preferences) -> None:
    case = read_answers({**BACKGROUNDS["ordinary_back"], **person}, GUIDELINE)
    made = plan(GUIDELINE, case, wishes)
    if made.programme is not None:
        assert not list(broken(made.programme, made.assessment, wishes))
        again = plan(GUIDELINE, case, wishes).programme
        assert again is not None
        assert [(one.exercise.id, one.dose) for one in again.choices] == [(one.exercise.id, one.dose) for one in made.programme.choices]


def test_the_checker_notices_a_broken_promise() -> None:
    """The same programme for somebody with other wishes and other findings."""
    case = read_answers({**BACKGROUNDS["ordinary_back"], "daily_limitation": "slight", "settle_hours": 0}, GUIDELINE)
    made = plan(GUIDELINE, case)
    assert made.programme is not None
    families = frozenset(choice.exercise.family for choice in made.programme.choices)
    assert list(broken(made.programme, made.assessment, Preferences(dislikes=families)))


@pytest.mark.parametrize("stage", ["calm", "build", "prevent"])
def test_without_equipment_and_findings_there_is_always_something_to_do(stage: str) -> None:
    person = {
        "calm": {"pain_now_nprs": 7, "daily_limitation": "severe", "cannot_stand_walk_or_lie": "no"},
        "build": {"pain_now_nprs": 4, "daily_limitation": "slight", "settle_hours": 0},
        "prevent": {"pain_now_nprs": 0, "daily_limitation": "none", "recovered_two_weeks": "yes", "rmdq": 0, "settle_hours": 0},
    }[stage]
    made = plan(GUIDELINE, {**BACKGROUNDS["ordinary_back"], **person})
    assert made.programme is not None
    assert made.programme.stage.id == stage
    assert len(made.programme.choices) >= 4


def test_fewer_minutes_give_a_shorter_session() -> None:
    person = {**BACKGROUNDS["ordinary_back"], "daily_limitation": "slight", "settle_hours": 0}
    long, short = (plan(GUIDELINE, person, Preferences(minutes=minutes)).programme for minutes in (20, 6))
    assert long is not None
    assert short is not None
    assert short.minutes <= 6 < long.minutes


def test_what_somebody_likes_weighs_more() -> None:
    person = {**BACKGROUNDS["ordinary_back"], "daily_limitation": "slight", "settle_hours": 0}
    cycling = Preferences(likes=frozenset({"cycling_easy"}), equipment=frozenset({"bicycle"}))
    programme = plan(GUIDELINE, person, cycling).programme
    assert programme is not None
    assert "cycling_easy" in [choice.exercise.id for choice in programme.choices]


def test_walking_starts_from_what_somebody_does_now() -> None:
    person = {**BACKGROUNDS["ordinary_back"], "daily_limitation": "slight", "settle_hours": 0}

    def minutes(activity: int) -> int:
        programme = plan(GUIDELINE, {**person, "activity_min_week": activity}).programme
        assert programme is not None
        (walk,) = [choice for choice in programme.endurance if choice.exercise.id.startswith("walking_")]
        assert walk.dose.minutes is not None
        return walk.dose.minutes * walk.dose.sessions_per_week

    assert minutes(0) < minutes(100) < minutes(150)
    assert minutes(100) <= 100


def test_walking_alone_still_minds_what_speaks_against_walking() -> None:
    """The gate that leaves only walking does not open what a contraindication closes."""
    walking = replace(GUIDELINE.exercises["walking_interval"], contraindications=("knee_irritable",))
    strict = replace(GUIDELINE, exercises={**GUIDELINE.exercises, walking.id: walking})
    person = {**BACKGROUNDS["ordinary_back"], "age_years": 71, "sex": "female", "pain_now_nprs": 4, "daily_limitation": "slight",
              "balance_impaired": "no", "prior_fragility_fracture": "no"}  # fmt: skip
    free, closed = (plan(strict, {**person, "knee_irritable": answer}).programme for answer in ("no", "yes"))
    assert free is not None
    assert closed is not None
    assert [choice.exercise.id for choice in free.choices] == ["walking_interval"]
    assert closed.choices == ()
