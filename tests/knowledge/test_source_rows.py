"""What the source text asks, row by row, shown on the real guideline with people.

The rows about the spine (S5 to S8) stand in test_anatomy.py and tests/cli/test_spine.py; the examination (S12) in its own file.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.generative.strategies import real_people
from wervel import Assessment, Plan, assess, load, plan
from wervel.knowledge.cases import Case, broken_axioms, read_case, read_guideline_cases
from wervel.knowledge.document import read_document
from wervel.knowledge.load import PACKAGED
from wervel.knowledge.types import GOALS, Hypothesis, Phenomenon, Rule, Triage
from wervel.logic.reference import Known, evaluate
from wervel.logic.text import Language
from wervel.logic.words import Wording
from wervel.narrate.report import Teller, facts_of
from wervel.programme.making import Programme
from wervel.reasoning.questions import ask_next

ROOT = Path(__file__).parents[2]
GUIDELINE = load()
EXAMPLES = {path.stem: read_case(path, GUIDELINE) for path in sorted((ROOT / "examples").glob("*.yaml"))}
BACKGROUNDS: Any = read_document(PACKAGED / "cases" / "backgrounds.yaml").data
ORDINARY: dict[str, Any] = BACKGROUNDS["ordinary_back"]
CLASSES = {"referral", "specific", "radicular", "nonspecific", "undetermined"}
SURE = ("moderate", "high")
LANGUAGES: tuple[Language, ...] = ("nl", "en")
A_DOCTOR = re.compile(r"arts\b|loog|chirurg|orthopeed|internist|ziekenhuis|specialist")
PHENOMENA = [rule for rule in GUIDELINE.rules.values() if isinstance(rule.then, Phenomenon)]
CONDITIONS = list(GUIDELINE.conditions.values())

# Somebody of 40 in the fifth week, everything that is asked of everyone answered with no.
FIFTH_WEEK: dict[str, Any] = {
    **ORDINARY, "episode_duration_days": 35, "pain_now_nprs": 4, "daily_limitation": "clear", "course_of_complaint": "unchanged",
    "no_improvement_4wk": "yes", "settle_hours": 2, "previous_episodes": "no", "poor_general_health": "no", "stress": "no",
    "fear_of_movement": "no", "depressive_feelings": "no", "passive_coping": "no", "negative_expectations": "no", "catastrophising": "no",
    "high_physical_work": "no", "poor_colleague_relations": "no", "low_job_satisfaction": "no",
}  # fmt: skip


def read_by(assessment: Assessment, language: Language = "en") -> str:
    """Everything that a person reads of an assessment, on one line."""
    return " ".join(line for section in Teller(assessment, language).report() for line in section.lines)


def reads(assessment: Assessment, advice: str) -> bool:
    """The advice is on the page in both languages, and not only in a long list behind it."""
    return all(GUIDELINE.advice[advice].text[language] in read_by(assessment, language) for language in LANGUAGES)


def planned() -> Iterator[tuple[str, Plan, Programme]]:
    """People who get a programme: the examples, and one with findings of many kinds."""
    people: dict[str, Case | dict[str, Any]] = dict(EXAMPLES)
    people["examined"] = {
        **FIFTH_WEEK, "sport": "hockey", "sorensen_s": 40, "luomajoki_positive_count": 3, "flexion_intolerant": "yes", "hip_ir_deg": 20,
        "movements_restricted": ["side_left"], "impairment_linked": ["endurance", "coordination", "mobility"],
        "physiotherapist_confirmed": "yes",
    }  # fmt: skip
    for name, person in people.items():
        made = plan(GUIDELINE, person)
        if made.programme is not None:
            yield name, made, made.programme


PLANNED = list(planned())


# S1: pelvic pain is often called back pain


def asked_about_the_pelvis(facts: dict[str, Any]) -> set[str]:
    return set(ask_next(assess(GUIDELINE, facts))) & {"sij_positive_count", "sij_tests_done", "asl_score"}


def test_s1_the_body_chart_offers_back_pelvis_groin_buttock_and_leg() -> None:
    sites = set(GUIDELINE.facts["pain_max_site"].option_ids)
    assert {"lumbar_midline", "psis_si", "buttock", "pubis", "groin", "thigh", "lower_leg"} <= sites
    assert GUIDELINE.facts["pain_max_site"].asked is not None, "everybody is asked where it hurts"


@pytest.mark.parametrize("site", ["psis_si", "buttock", "pubis"])
def test_s1_the_place_opens_the_pelvic_branch_whatever_somebody_calls_the_pain(site: str) -> None:
    """No fact holds what the person calls it: the chart alone decides, and then the pelvis is examined before anything is released."""
    person = {**ORDINARY, "age_years": 31, "sex": "female", "birth_in_past_2_years": "yes", "postpartum_weeks": 10, "pain_max_site": site}
    assert asked_about_the_pelvis(person)
    examined = assess(GUIDELINE, {**person, "sij_positive_count": 4, "sij_tests_done": 6, "asl_score": 4})
    assert examined.hypotheses["pelvic_girdle_pain"] in SURE
    assert not asked_about_the_pelvis({**person, "pain_max_site": "lumbar_midline"})


def test_s1_lasting_pain_beside_the_sacrum_opens_it_without_a_pregnancy_too() -> None:
    person = {**FIFTH_WEEK, "sex": "male", "episode_duration_days": 60, "pain_max_site": "psis_si"}
    assert asked_about_the_pelvis(person)
    assert assess(GUIDELINE, {**person, "sij_positive_count": 3, "sij_tests_done": 6}).hypotheses["sacroiliac_pain"] in SURE


def test_s1_pain_in_the_groin_opens_the_hip() -> None:
    person = {**ORDINARY, "pain_max_site": "groin"}
    assert {"hip_test_reproduces_pain", "hip_ir_deg"} <= set(ask_next(assess(GUIDELINE, person)))


# S2: exactly one class


def outcomes(assessment: Assessment) -> set[str]:
    """Which classes fit, each by its own meaning and not by how the engine chooses."""
    kinds = {GUIDELINE.conditions[one].kind for one, confidence in assessment.hypotheses.items() if confidence in SURE}
    fits = {
        "undetermined": assessment.class_ == "undetermined",
        "referral": assessment.at_least in ("urgent", "same_day", "emergency") or (assessment.at_least == "soon" and not kinds),
        "radicular": kinds == {"radicular"},
        "specific": bool(kinds) and kinds != {"radicular"},
        "nonspecific": not kinds and assessment.at_least in ("none", "inform"),
    }
    return {name for name, fit in fits.items() if fit}


def check_class(assessment: Assessment) -> None:
    assert assessment.class_ in CLASSES
    assert assessment.class_ in outcomes(assessment) or assessment.class_ == "radicular"
    if assessment.class_ == "undetermined":
        assert ask_next(assessment), "what is missing is said"
    if assessment.class_ == "nonspecific":
        assert outcomes(assessment) == {"nonspecific"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_s2_every_example_ends_in_exactly_one_class(name: str) -> None:
    check_class(assess(GUIDELINE, EXAMPLES[name]))


def test_s2_all_five_classes_occur_and_nobody_at_all_is_undetermined() -> None:
    assert {assess(GUIDELINE, case).class_ for case in EXAMPLES.values()} == CLASSES
    nobody = assess(GUIDELINE, {})
    assert (nobody.class_, nobody.released) == ("undetermined", False)
    assert "age_years" in ask_next(nobody)


@given(real_people(GUIDELINE))
def test_s2_anybody_ends_in_exactly_one_class(known: Known) -> None:
    if not broken_axioms(known, GUIDELINE):
        assessment = assess(GUIDELINE, Case(known))
        assert assessment.class_ in CLASSES
        assert (assessment.class_ == "referral") >= (assessment.at_least in ("urgent", "same_day", "emergency"))
        assert (assessment.class_ != "nonspecific") or not outcomes(assessment) & {"referral", "specific", "radicular"}


# S4: phenomena return, and a targeted plan can be made for them


@pytest.mark.parametrize("rule", PHENOMENA, ids=lambda rule: rule.id)
def test_s4_a_phenomenon_has_goals_treatment_and_what_to_measure_again(rule: Rule) -> None:
    assert isinstance(rule.then, Phenomenon)
    goals = dict(rule.then.goals)
    assert set(goals) <= set(GOALS)
    assert any(weight > 0 for weight in goals.values())
    assert rule.then.measure
    assert set(rule.then.measure) <= set(GUIDELINE.facts)
    assert rule.name is not None
    for language in LANGUAGES:
        assert rule.name[language]
        assert rule.text[language]
        assert len(rule.then.treat[language]) > 60


def test_s4_every_phenomenon_is_recognised_in_somebody_by_facts_that_can_be_told() -> None:
    words = {language: Wording(GUIDELINE.facts, GUIDELINE.words["units"], language) for language in LANGUAGES}
    seen = set()
    for one in read_guideline_cases(PACKAGED, GUIDELINE):
        for name in one.expect.get("phenomena", ()):
            assessment = assess(GUIDELINE, one.case)
            facts = facts_of(GUIDELINE.rules[name], assessment)
            assert facts, f"{one.place}: {name} is true of nothing"
            assert facts.items() <= dict(assessment.known).items()
            assert all(words[language].statement(fact, value) for language in LANGUAGES for fact, value in facts.items())
            seen.add(name)
    assert seen == {rule.id for rule in PHENOMENA}


def test_s4_the_patterns_that_therapists_know_are_there() -> None:
    known = {
        "direction": ["directional_preference_extension", "directional_preference_flexion", "directional_preference_lateral"],
        "control": ["movement_control", "control_lost_bending", "control_lost_arching", "control_lost_turning", "hypermobile_low_back"],
        "stiffness": ["stiff_forward", "stiff_backward", "stiff_sideways", "stiff_turning", "stiff_upper_back", "stiff_hips"],
        "muscles": ["extensor_endurance", "side_endurance", "front_endurance", "front_stronger_than_back", "weak_hips"],
        "tone, fear, fitness": ["tense_back_muscles", "fear_of_moving", "low_fitness", "poor_sleep", "high_tension"],
        "load": [
            "pain_after_bending",
            "daily_movement_limited",
            "sitting_limit",
            "standing_limit",
            "low_playing_posture",
            "drag_flick_load",
            "load_jump",
        ],
        "pelvis": ["pelvic_load_transfer"],
    }
    assert {one for group in known.values() for one in group} <= {rule.id for rule in PHENOMENA}


# S9: specific conditions, their further diagnostics and who orders it


def recognised_by(condition: str) -> list[Rule]:
    return [
        rule
        for rule in GUIDELINE.rules.values()
        if (isinstance(rule.then, Hypothesis) and rule.then.condition == condition and rule.then.confidence != "against")
        or (isinstance(rule.then, Triage) and rule.then.suspect == condition)
    ]


def test_s9_the_conditions_that_the_text_names_are_modules() -> None:
    named = {"radicular_syndrome", "lumbar_stenosis", "spondylolisthesis", "axial_spondyloarthritis", "scheuermann"}
    assert named <= set(GUIDELINE.conditions)
    for condition in named:
        assert GUIDELINE.conditions[condition].imaging != "no"


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_s9_each_condition_is_recognised_and_says_what_shows_it_and_who_orders_that(condition: Any) -> None:
    assert recognised_by(condition.id), "no rule can ever name it"
    for language in LANGUAGES:
        for text in (condition.what, condition.who, condition.against, condition.not_useful_when):
            assert text[language].strip()
    if condition.imaging != "no":
        assert A_DOCTOR.search(condition.who.nl), "a physiotherapist orders no imaging"


def test_s9_who_is_suspected_of_it_reads_what_shows_it_and_who_orders_it() -> None:
    stenosis = assess(GUIDELINE, EXAMPLES["stenosis"])
    module = GUIDELINE.conditions["lumbar_stenosis"]
    assert "lumbar_stenosis" in stenosis.further_diagnostics
    assert "MRI" in module.what.en
    assert module.what.en in read_by(stenosis)
    assert module.who.en[1:] in read_by(stenosis)


# S10: specific conditions have a course of care in time


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_s10_each_condition_has_steps_in_time_that_can_go_on_stop_or_refer(condition: Any) -> None:
    steps = condition.trajectory.steps
    assert steps
    assert steps[0].from_week == 0
    assert [step.from_week for step in steps] == sorted(step.from_week for step in steps)
    assert all(step.to_week is None or step.to_week > step.from_week for step in steps)
    for step in steps:
        assert step.criteria, step.name.en
        for text in (step.name, step.who, step.what, *(criterion.text for criterion in step.criteria)):
            assert text.nl.strip()
            assert text.en.strip()
        assert step.because
    turns = {criterion.turn for step in steps for criterion in step.criteria}
    assert turns & {"refer", "surgery"}, "nothing in it leads to somebody else"
    assert turns & {"move_on", "stop"}, "nothing in it ends or goes on"


# S11: non-specific is what remains after the specific was really asked


def answered(fact: str, answers: Known) -> dict[str, Any]:
    """What the person says when asked; a first question ("any fall or blow?") is answered from the one behind it."""
    if fact in answers:
        return {fact: answers[fact]}
    says_no = [(other, value) for said, other, value in GUIDELINE.facts[fact].means if evaluate(said, {fact: False}, GUIDELINE.definitions)]
    if says_no and all(answers.get(other) == value for other, value in says_no):
        return {fact: False, **dict(says_no)}
    return {fact: True} if says_no else {}


@pytest.mark.parametrize("name", ["hockey_sprain", "chronic_high_profile", "recovered_prevention"])
def test_s11_nobody_is_nonspecific_before_the_last_question_that_matters(name: str) -> None:
    """The questions are answered one by one, as the person would; until nothing is left to ask that matters, there is no such class."""
    answers, known = EXAMPLES[name].known, dict[str, Any]()
    for _ in range(len(GUIDELINE.facts)):
        assessment = assess(GUIDELINE, Case(known))
        if assessment.class_ == "nonspecific":
            break
        known |= next(found for fact in ask_next(assessment) if (found := answered(fact, answers)))
    assert assess(GUIDELINE, Case(known)).class_ == "nonspecific"
    asked = set(known)
    assert {"saddle_sensation_change", "leg_pain", "trauma_class", "pain_night_unrelieved", "gut_feeling_not_ok"} <= asked
    assert asked & {"cancer_ever", "cancer_history"}
    assert len(asked) > 20


def test_s11_one_alarm_question_without_an_answer_keeps_it_open() -> None:
    ordinary = assess(GUIDELINE, ORDINARY)
    assert ordinary.class_ == "nonspecific"
    for fact in ("saddle_sensation_change", "leg_pain", "trauma_class", "cancer_ever", "fever_or_chills_reported", "age_years"):
        without = {key: value for key, value in ORDINARY.items() if key != fact}
        assessment = assess(GUIDELINE, without)
        assert assessment.class_ == "undetermined", fact
        assert {fact, {"trauma_class": "force_before_pain"}.get(fact, fact)} & set(ask_next(assessment))


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({"leg_pain": "below_knee"}, "slr_positive"),
        ({"age_years": 20}, "pain_extension_provoked"),
        ({"episode_duration_days": 120}, "better_with_exercise"),
        ({"leg_pain": "buttock_thigh", "age_years": 60}, "relief_sitting"),
        ({"pain_max_site": "groin"}, "hip_test_reproduces_pain"),
    ],
)
def test_s11_a_picture_that_can_be_specific_is_asked_about_first(more: dict[str, Any], asked: str) -> None:
    assessment = assess(GUIDELINE, {**ORDINARY, **more})
    assert assessment.class_ != "nonspecific"
    assert asked in ask_next(assessment)


def test_s11_what_remains_gets_a_course_of_its_own() -> None:
    """Most of the work comes after the name: a profile of care with visits and evaluations, and a programme."""
    profiles = GUIDELINE.programme.profiles
    assert list(profiles) == ["low", "moderate", "high"]
    for profile in profiles.values():
        low, high = profile.visits
        assert 1 <= low <= high
        assert set(profile.evaluations) <= set(profile.contacts)
        assert profile.because
        assert all(len(profile.care[language]) > 100 for language in LANGUAGES)
    assert [max(profile.visits) for profile in profiles.values()] == sorted(max(profile.visits) for profile in profiles.values())
    made = plan(GUIDELINE, FIFTH_WEEK)
    assert made.assessment.class_ == "nonspecific"
    assert made.programme is not None


# S13: every item says from which finding it came


def test_s13_there_are_people_to_show_it_on() -> None:
    assert {name for name, _, _ in PLANNED} >= {"examined", "hockey_sprain", "chronic_high_profile", "stenosis"}


@pytest.mark.parametrize(("made", "programme"), [(made, one) for _, made, one in PLANNED], ids=[name for name, _, _ in PLANNED])
def test_s13_every_exercise_leads_back_to_a_goal_a_phenomenon_and_facts(made: Plan, programme: Programme) -> None:
    goals = programme.goals
    assert programme.choices
    for choice in programme.choices:
        assert choice.goal in GOALS
        assert dict(choice.exercise.goals)[choice.goal] > 0
        assert goals.weights[choice.goal] > 0
        if choice.finding is not None:
            assert choice.finding in goals.phenomena
            assert isinstance(choice.finding.then, Phenomenon)
            assert choice.exercise.family in choice.finding.then.families
    for goal, weight in goals.weights.items():
        if weight > 0:
            asking = [rule for rule in goals.phenomena if isinstance(rule.then, Phenomenon) and dict(rule.then.goals).get(goal, 0) > 0]
            # With no finding at all everybody trains for the same.
            assert asking or (not goals.phenomena and dict(GUIDELINE.programme.default_goals)[goal] > 0)
    for rule in goals.phenomena:
        facts = facts_of(rule, made.assessment)
        assert facts, rule.id
        assert facts.items() <= dict(made.assessment.known).items()


@pytest.mark.parametrize(("made", "programme"), [(made, one) for _, made, one in PLANNED], ids=[name for name, _, _ in PLANNED])
def test_s13_the_person_reads_the_reason_of_every_exercise(made: Plan, programme: Programme) -> None:
    for language in LANGUAGES:
        teller = Teller(made.assessment, language)
        for choice in programme.choices:
            reason = teller.reason(choice)
            assert GUIDELINE.programme.goals[choice.goal][language] in reason
            assert f"  {reason}" in teller.choice(choice, programme)
            if choice.finding is not None and choice.finding.name is not None:
                assert choice.finding.name[language] in reason


def test_s13_another_finding_gives_another_programme() -> None:
    """Tailor-made: the goals shift with what the therapist found."""
    found = {"impairment_linked": ["endurance", "mobility"], "physiotherapist_confirmed": "yes"}
    tired, stiff = (
        plan(GUIDELINE, {**FIFTH_WEEK, **found, **finding}).programme for finding in ({"sorensen_s": 30}, {"lumbar_flexion_rom_pct": 40})
    )
    assert tired is not None
    assert stiff is not None
    assert tired.goals.weights["endurance"] > stiff.goals.weights["endurance"]
    assert stiff.goals.weights["mobility"] > tired.goals.weights["mobility"]
    assert [rule.id for rule in tired.goals.phenomena] == ["extensor_endurance"]
    assert [rule.id for rule in stiff.goals.phenomena] == ["stiff_forward"]
    assert "stiff_forward" in {choice.finding.id for choice in stiff.choices if choice.finding}
    assert {choice.exercise.id for choice in tired.choices} != {choice.exercise.id for choice in stiff.choices}


# S15: advice first, and when a visit is useful


def test_s15_a_fresh_ordinary_back_reads_that_self_care_is_enough_and_what_a_visit_would_add() -> None:
    fresh = assess(GUIDELINE, {**ORDINARY, "daily_limitation": "slight", "settle_hours": 0})
    assert (fresh.class_, fresh.route) == ("nonspecific", "self_care")
    assert reads(fresh, "advice_is_the_first_step")
    text = GUIDELINE.advice["advice_is_the_first_step"].text.en
    for words in ("enough to carry on by yourself", "Treatment then often adds little", "A visit is useful if", "advice that fits you"):
        assert words in text
    assert plan(GUIDELINE, {**ORDINARY, "daily_limitation": "slight", "settle_hours": 0}).programme is not None


def test_s15_with_fresh_pain_below_the_knee_a_visit_is_useful_now() -> None:
    fresh = assess(GUIDELINE, {**ORDINARY, "leg_pain": "below_knee"})
    assert "leg_pain_is_examined_now" in fresh.advice
    assert "advice_is_the_first_step" not in fresh.advice
    assert fresh.route == "physiotherapist"


def test_s15_after_three_weeks_self_care_is_enough_for_who_is_going_well_and_a_visit_helps_the_others() -> None:
    well = {**FIFTH_WEEK, "course_of_complaint": "improving", "no_improvement_4wk": "no", "daily_limitation": "slight"}
    assert reads(assess(GUIDELINE, well), "self_care_goes_well")
    assert "when_a_visit_helps" not in assess(GUIDELINE, well).advice
    limited = assess(GUIDELINE, {**well, "daily_limitation": "clear"})
    assert reads(limited, "when_a_visit_helps")
    assert "examine you first" in GUIDELINE.advice["when_a_visit_helps"].text.en


@pytest.mark.parametrize("days", [5, 30, 100, 400])
def test_s15_nobody_who_is_as_good_as_recovered_is_sent_to_a_therapist(days: int) -> None:
    well = {**FIFTH_WEEK, "episode_duration_days": days, "pain_now_nprs": 0, "recovered_two_weeks": "yes", "daily_limitation": "none",
            "course_of_complaint": "unchanged", "treatments_without_lasting_effect": 1, "improvement_percent_since_start": 10}  # fmt: skip
    visits = {"when_a_visit_helps", "when_a_visit_still_helps", "leg_pain_is_examined_now", "examined_before_the_plan_changes",
              "more_people_around_you", "advice_is_the_first_step"}  # fmt: skip
    assert not visits & set(assess(GUIDELINE, well).advice)


def test_s15_treatment_is_the_therapists_decision_and_counts_with_a_reason() -> None:
    assert {GUIDELINE.facts[fact].by for fact in ("therapist_decision", "treatment_reasons")} == {"therapist"}
    treated = {**FIFTH_WEEK, "therapist_decision": "treatment"}
    assert "therapist_finds_treatment_useful" not in assess(GUIDELINE, treated).advice
    with_reason = assess(GUIDELINE, {**treated, "treatment_reasons": ["activity_request"]})
    assert "therapist_finds_treatment_useful" in with_reason.advice
    assert "therapist_found_advice_enough" in assess(GUIDELINE, {**FIFTH_WEEK, "therapist_decision": "advice"}).advice


# S16: stalled and hindered: an examination first


STALLED_BY: list[dict[str, Any]] = [
    {"course_of_complaint": "unchanged"},
    {"no_improvement_4wk": "yes"},
    {"episode_duration_days": 50, "improvement_percent_since_start": 20},
    {"global_perceived_effect": "same"},
]
HINDERED_BY: list[dict[str, Any]] = [{"daily_limitation": "clear"}, {"psk_mean": 6}, {"rmdq": 9}, {"days_off_work": 3}]
GOING_ON = {**FIFTH_WEEK, "course_of_complaint": "improving", "no_improvement_4wk": "no", "daily_limitation": "slight",
            "improvement_percent_since_start": 50}  # fmt: skip
ADVICE = "examined_before_the_plan_changes"


@pytest.mark.parametrize("stalled", STALLED_BY, ids=str)
@pytest.mark.parametrize("hindered", HINDERED_BY, ids=str)
def test_s16_stalled_and_hindered_reads_that_an_examination_comes_before_the_plan_changes(
    stalled: dict[str, Any], hindered: dict[str, Any]
) -> None:
    assert reads(assess(GUIDELINE, {**GOING_ON, **stalled, **hindered}), ADVICE)


@pytest.mark.parametrize("only", [*STALLED_BY, *HINDERED_BY], ids=str)
def test_s16_one_of_the_two_is_not_enough(only: dict[str, Any]) -> None:
    assert ADVICE not in assess(GUIDELINE, {**GOING_ON, **only}).advice


def test_s16_it_names_examination_first_and_then_treatment_and_exercises() -> None:
    text = GUIDELINE.advice[ADVICE].text
    assert text.en.index("examined") < text.en.index("Only then does your plan change") < text.en.index("Treatment and exercises")
    assert text.nl.index("onderzoeken") < text.nl.index("Pas daarna") < text.nl.index("Behandeling en oefeningen")


def test_s16_a_plan_without_gain_does_not_run_on_by_itself() -> None:
    """After twelve weeks without gain nothing is prescribed before somebody has looked."""
    stalled = {**FIFTH_WEEK, "episode_duration_days": 120, "weeks_in_plan": 12, "improvement_percent_since_start": 10}
    made = plan(GUIDELINE, stalled)
    assert made.programme is None
    assert "gates.no_gain_in_twelve_weeks" in {rule.id for rule in made.assessment.closed_gates}
