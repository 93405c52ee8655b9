"""From one session to the next: the light, every rule on both sides of its border, and what must hold for any diary."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.health.test_house import FEAR_EN, FEAR_NL
from tests.knowledge.spoiling import Change as Spoiling
from tests.knowledge.spoiling import copied, problems_in, replaced, spoil
from wervel import load
from wervel.knowledge.progression import NEEDS
from wervel.knowledge.types import Dose, Exercise
from wervel.logic.expr import facts_beneath
from wervel.programme.doses import Doses, PlanDay, all_doses
from wervel.programme.light import adherence, light_of
from wervel.programme.pace import walking_minutes
from wervel.programme.progression import Decision, next_dose
from wervel.programme.record import Change, Context, SessionLog
from wervel.programme.stages import Standing, after_a_gap, stage_move
from wervel.programme.step import scaled, work

GUIDELINE = load()
assert GUIDELINE.progression is not None
PROGRESSION = GUIDELINE.progression
EXERCISES = GUIDELINE.exercises
START = date(2026, 10, 5)
SQUAT, BRIDGE, PLANK, WALK, RUN = (
    EXERCISES[one] for one in ("box_squat", "glute_bridge", "side_plank_knees", "walking_interval", "running_linear_progression")
)
LOWERING = {"P3", "P4.again", "P5", "P5.twice", "P6", "P8", "P8.week", "flare_up.over"}
HALF = Fraction(1, 2)


def on(day: int) -> date:
    return START + timedelta(days=day)


def log(day: int, exercise: Exercise = SQUAT, **noted: Any) -> SessionLog:
    """A green session at the meant effort, except for what is said."""
    usual = {"done": 100, "effort": exercise.dose.effort, "pain_before": 2, "pain_during": 2, "pain_next_morning": 2, "settle_hours": 0,
             "leg_change": "same"}  # fmt: skip
    return SessionLog(on(day), exercise.id, **{**usual, **noted})


def easy(day: int, exercise: Exercise = SQUAT, **noted: Any) -> SessionLog:
    return log(day, exercise, **{"effort": exercise.dose.effort - 1, **noted})


def amber(day: int, exercise: Exercise = SQUAT) -> SessionLog:
    return log(day, exercise, pain_before=1, pain_during=4)


def red(day: int, exercise: Exercise = SQUAT) -> SessionLog:
    return log(day, exercise, pain_during=7)


def at(day: int, **said: Any) -> Context:
    return Context(**{"today": on(day), "stage": "build", "radicular": False, "started": START, "offered": frozenset(EXERCISES), **said})


def decide(*logs: SessionLog, day: int | None = None, exercise: Exercise = SQUAT, dose: Dose | None = None, **said: Any) -> Decision:
    """Decided on the day of the last session, or on `day`."""
    today = day if day is not None else (max(one.date for one in logs) - START).days
    return next_dose(exercise, dose or exercise.dose, logs, at(today, **said), GUIDELINE)


# --- the light ---


def plain_light(before: int, during: int, hours: Fraction, leg: str, calm: bool, radicular: bool) -> str:
    """The table of the light, written again from the text and not from the guideline file."""
    rise, worse_leg, low_start = during - before, leg in ("down", "new"), before <= 4
    if (worse_leg and hours >= 1) or rise > 3 or hours > 48 or (low_start and during >= 6):
        return "red"
    if rise == 3 or hours > 24 or worse_leg or (low_start and during == 5):
        return "amber"
    if calm and (rise == 2 or hours > 1):
        return "amber"
    return "amber" if radicular and rise >= 2 else "green"


@pytest.mark.parametrize("stage", ["calm", "build", "return", "prevent"])
@pytest.mark.parametrize("radicular", [True, False])
def test_the_light_is_the_table_for_every_session_there_can_be(stage: str, radicular: bool) -> None:
    context = at(0, stage=stage, radicular=radicular)
    hours = [Fraction(halves, 2) for halves in (0, 1, 2, 3, 48, 49, 96, 97)]
    for before, during, settle, leg in itertools.product(range(11), range(11), hours, ("up", "same", "down", "new")):
        noted = log(0, pain_before=before, pain_during=during, settle_hours=settle, leg_change=leg)
        assert light_of(noted, context, GUIDELINE) == plain_light(before, during, settle, leg, stage == "calm", radicular), noted


def test_the_light_stays_unknown_while_what_was_noted_does_not_decide() -> None:
    unknown = log(0, settle_hours=None, pain_next_morning=None)
    assert light_of(unknown, at(0), GUIDELINE) is None
    assert light_of(replace(unknown, pain_during=6), at(0), GUIDELINE) == "red"
    assert light_of(replace(log(0), leg_change=None), at(0), GUIDELINE) is None
    assert light_of(log(0, pain_during=4), at(0, radicular=None), GUIDELINE) is None


def test_the_next_morning_speaks_when_the_hours_were_not_noted() -> None:
    assert light_of(log(0, settle_hours=None, pain_next_morning=2), at(0), GUIDELINE) == "green"
    assert light_of(log(0, settle_hours=None, pain_next_morning=3), at(0), GUIDELINE) == "amber"
    assert light_of(log(0, settle_hours=0, pain_next_morning=3), at(0), GUIDELINE) == "green"


# --- the rules, each on both sides of its border ---


def test_p1_twice_easy_is_one_step_up() -> None:
    up = decide(easy(0), easy(2))
    assert (up.rule, up.action, up.step) == ("P1", "step_up", "reps")
    assert up.dose == replace(SQUAT.dose, reps=SQUAT.dose.reps + 1)
    assert "easily twice" in up.text.en
    assert "one more repetition" in up.text.en


@pytest.mark.parametrize(
    "logs",
    [
        [easy(2)],
        [easy(0), easy(1), log(2)],
        [easy(0), easy(2, done=89)],
        [easy(0), easy(2, effort=SQUAT.dose.effort)],
        [easy(0), easy(2, effort=None)],
    ],
)
def test_p1_less_than_twice_easy_is_no_step(logs: list[SessionLog]) -> None:
    assert decide(*logs).rule == "P2"


def test_p1_ninety_percent_done_is_enough() -> None:
    assert decide(easy(0, done=90), easy(2, done=90)).rule == "P1"


def test_p1_two_other_exercises_in_a_week_are_enough() -> None:
    def raised(name: str, day: int) -> Change:
        return Change(on(day), name, "step_up", "P1", BRIDGE.dose, BRIDGE.dose)

    one, other = raised("glute_bridge", 5), raised("bird_dog", 6)
    assert decide(easy(8), easy(10), changes=(one,)).rule == "P1"
    assert decide(easy(8), easy(10), changes=(one, other)).rule == "P1.wait"
    assert decide(easy(10), easy(12), changes=(one, other)).rule == "P1"
    itself = Change(on(5), SQUAT.id, "step_up", "P1", SQUAT.dose, SQUAT.dose)
    assert decide(easy(8), easy(10), changes=(one, itself)).rule == "P1"


def test_p1_counts_from_the_last_change_on() -> None:
    step = decide(easy(0), easy(2))
    assert step.change is not None
    assert step.dose is not None
    assert step.change.since == on(3)
    for days, rule in (((), "first"), ((3,), "P2"), ((3, 5), "P1")):
        logs = [easy(0), easy(2), *(easy(day) for day in days)]
        assert decide(*logs, dose=step.dose, changes=(step.change,)).rule == rule


def test_p2_green_at_about_the_meant_effort_stays() -> None:
    kept = decide(log(0, effort=SQUAT.dose.effort + 1))
    assert (kept.rule, kept.action, kept.dose, kept.change) == ("P2", "keep", SQUAT.dose, None)


def test_p3_green_but_two_harder_than_meant_is_a_set_less() -> None:
    less = decide(log(0, effort=SQUAT.dose.effort + 2))
    assert (less.rule, less.action) == ("P3", "less_sets")
    assert less.dose == replace(SQUAT.dose, sets=SQUAT.dose.sets - 1)
    one_set = replace(SQUAT.dose, sets=1)
    assert decide(log(0, effort=SQUAT.dose.effort + 2), dose=one_set).dose == replace(one_set, reps=8)


def test_p4_amber_is_the_same_again_and_twice_is_a_fifth_less() -> None:
    once, twice = decide(log(0), amber(2)), decide(amber(0), amber(2))
    assert (once.rule, once.action, once.dose) == ("P4", "repeat", SQUAT.dose)
    assert (twice.rule, twice.action, twice.dose) == ("P4.again", "less_dose", replace(SQUAT.dose, reps=8))
    assert decide(amber(0), log(1), amber(2)).rule == "P4"


def test_p5_red_is_the_easier_exercise_and_half_of_it_twice() -> None:
    easier = decide(red(0))
    assert (easier.rule, easier.action, easier.exercise, easier.tell) == ("P5", "regress", "sit_to_stand", "soon")
    sit = EXERCISES["sit_to_stand"]
    assert (easier.base, easier.dose) == (sit.dose, replace(sit.dose, reps=4))
    assert easier.change is not None
    rules = []
    for done in range(3):
        logs = [red(0), *(log(1 + day, sit) for day in range(done))]
        after = next_dose(sit, sit.dose, logs, at(1 + done, changes=(easier.change,)), GUIDELINE)
        rules.append((after.rule, after.dose == easier.dose))
    assert rules == [("P5.part", True), ("P5.part", True), ("P2", False)]


def test_p5_without_an_easier_exercise_it_stops() -> None:
    stopped = decide(red(0), offered=frozenset())
    assert (stopped.action, stopped.exercise, stopped.dose) == ("regress", None, None)
    assert "easier" not in stopped.text.en


def test_p5_one_less_than_red_is_no_reason_for_an_easier_exercise() -> None:
    assert decide(log(0, pain_during=5)).rule == "P4"
    assert decide(log(0, pain_during=6)).rule == "P5"


def test_p5_red_twice_in_a_week_is_the_calm_stage_whatever_the_exercise() -> None:
    twice = decide(red(1, BRIDGE), red(7))
    assert (twice.rule, twice.stage, twice.ask_again) == ("P5.twice", "calm", True)
    assert twice.base is not None
    assert twice.base.effort <= GUIDELINE.programme.stages["calm"].effort_cap
    assert decide(red(0, BRIDGE), red(7)).rule == "P5"


@pytest.mark.parametrize(("leg", "rule"), [("down", "P6"), ("new", "P6"), ("up", "P2"), ("same", "P2")])
@pytest.mark.parametrize("hours", [0, 5])
def test_p6_a_worse_leg_stops_the_direction_that_day(leg: str, rule: str, hours: int) -> None:
    standing = EXERCISES["standing_back_extension"]
    decision = decide(log(0, standing, leg_change=leg, settle_hours=hours), exercise=standing)
    assert decision.rule == rule
    if rule == "P6":
        assert (decision.exercise, decision.directions, decision.until) == (None, ("extension",), on(15))
        assert (decision.tell, decision.ask_again) == ("same_day", True)


def test_p7_below_half_of_the_plan_nothing_goes_up() -> None:
    assert decide(easy(0), easy(2), adherence_percent=49).rule == "P7"
    assert decide(easy(0), easy(2), adherence_percent=50).rule == "P1"
    assert decide(amber(0), amber(2), adherence_percent=49).rule == "P4.again"


@pytest.mark.parametrize(
    ("days", "rule", "percent"),
    [(2, "P2", 100), (3, "P2", 100), (4, "P8.days", 100), (7, "P8.days", 100), (8, "P8.week", 80), (14, "P8.week", 80), (15, "P8", 50)],
)
def test_p8_the_longer_away_the_less_to_start_with(days: int, rule: str, percent: int) -> None:
    decision = decide(log(0), day=days)
    assert (decision.rule, decision.ask_again) == (rule, rule == "P8")
    assert decision.dose == scaled(SQUAT.dose, percent)
    assert after_a_gap(days, at(days), GUIDELINE, usual_days=3).percent == percent


def test_p8_a_gap_is_thought_over_anew_while_nobody_has_trained() -> None:
    ten = decide(log(0), day=10)
    assert ten.change is not None
    assert ten.dose is not None
    later = decide(log(0), day=20, dose=ten.dose, changes=(ten.change,))
    assert later.dose == scaled(SQUAT.dose, 50)
    assert later.change is not None
    again = decide(log(0), day=21, dose=later.dose, changes=(ten.change, later.change))
    assert (again.dose, again.change) == (later.dose, None)


def test_p8_days_in_between_by_plan_are_not_missed() -> None:
    twice_a_week = replace(SQUAT.dose, sessions_per_week=2)
    assert decide(easy(0), easy(2), day=6, dose=twice_a_week).rule == "P1"
    assert decide(easy(0), easy(2), day=7, dose=twice_a_week).rule == "P8.days"


@pytest.mark.parametrize(("day", "rule"), [(20, "P2"), (21, "P9"), (27, "P9"), (28, "P2"), (49, "P9"), (77, "P9"), (84, "P2")])
def test_p9_every_fourth_week_is_easier(day: int, rule: str) -> None:
    assert decide(log(day)).rule == rule


def test_p9_is_fewer_sets_for_a_while_and_not_in_the_calm_stage() -> None:
    easier = decide(log(21))
    assert (easier.dose, easier.base, easier.change) == (replace(SQUAT.dose, sets=2), SQUAT.dose, None)
    assert decide(log(21), stage="calm").rule == "P2"
    assert decide(log(21), stage="return").rule == "P9"


def test_p9_mornings_with_more_pain_ask_for_easier_days() -> None:
    def mornings(pain: int, days: int = 3) -> list[SessionLog]:
        return [log(day, pain_next_morning=pain) for day in range(10, 10 + days)]

    assert decide(*mornings(3), start_pain=2).rule == "P9.mornings"
    assert decide(*mornings(2), start_pain=2).rule == "P2"
    assert decide(*mornings(3, days=2), start_pain=2).rule == "P2"
    assert decide(*mornings(3)).rule == "P2"


@pytest.mark.parametrize("person", [{"fear": True}, {"profile": "high"}])
def test_p10_by_plan_a_step_comes_every_week_whatever_the_pain(person: dict[str, Any]) -> None:
    painful = [amber(day) for day in (0, 2, 4)]
    assert decide(*painful, day=6, **person).rule == "P10.keep"
    step = decide(*painful, amber(7), **person)
    assert (step.rule, step.action, step.dose) == ("P10", "quota", replace(SQUAT.dose, reps=SQUAT.dose.reps + 1))
    assert decide(*painful, red(7), **person).rule == "P5"
    assert decide(*painful, log(7, leg_change="down"), **person).rule == "P6"
    assert decide(easy(0), easy(2), **person).rule == "P10.keep"
    assert decide(*painful, amber(7), adherence_percent=49, **person).rule == "P7.plan"
    assert decide(*painful, day=30, **person).rule == "P8.plan"


def test_p10_is_not_for_a_moderate_risk_without_fear() -> None:
    assert decide(amber(0), amber(2), profile="moderate").rule == "P4.again"


def test_nothing_changes_before_the_first_session_or_on_an_unknown_light() -> None:
    assert decide(day=0).rule == "first"
    assert decide(day=30).rule == "first"
    unknown: dict[str, Any] = {"settle_hours": None, "pain_next_morning": None}
    assert decide(easy(0, **unknown), easy(2, **unknown)).rule == "unknown"


def test_what_is_noted_for_later_days_does_not_count_yet() -> None:
    assert decide(easy(0), easy(2), red(5), day=2).rule == "P1"
    assert decide(easy(0), red(4, BRIDGE), red(6), red(8, BRIDGE), day=6).rule == "P5.twice"
    assert decide(easy(0), red(6), red(8, BRIDGE), day=6).rule == "P5"


def test_of_several_sessions_on_a_day_the_worst_counts() -> None:
    assert decide(easy(0, WALK), easy(2, WALK), red(2, WALK), exercise=WALK).rule == "P5"
    assert decide(easy(0), easy(2), replace(easy(2), effort=4)).rule == "P2"
    assert decide(amber(0), log(2), amber(2)).rule == "P4.again"
    assert decide(amber(0), log(0), amber(2)).rule == "P4.again"


# --- the steps ---


def climbed(exercise: Exercise, dose: Dose, steps: int = 60, **said: Any) -> Iterator[Decision]:
    """Twice easy every time, a fortnight apart, so that no week stands in the way; in no deload week."""
    changes: tuple[Change, ...] = ()
    for number in range(steps):
        first = 400 + 15 * number
        logs = [easy(first, exercise, effort=0), easy(first + 1, exercise, effort=0)]
        decision = decide(*logs, exercise=exercise, dose=dose, changes=changes, **said)
        if decision.action != "step_up":
            return
        yield decision
        assert decision.exercise is not None
        assert decision.base is not None
        if decision.exercise != exercise.id:
            return
        assert decision.change is not None
        dose, changes = decision.base, (*changes, decision.change)


def kinds(exercise: Exercise, dose: Dose | None = None, **said: Any) -> list[str]:
    return [kind for kind, _ in itertools.groupby(str(one.step) for one in climbed(exercise, dose or exercise.dose, **said))]


def test_repetitions_go_first_then_sets_then_a_harder_exercise() -> None:
    last = list(climbed(SQUAT, SQUAT.dose))[-1]
    assert kinds(SQUAT, offered=frozenset({"goblet_squat"})) == ["reps", "sets", "reps", "harder"]
    assert last.exercise == "goblet_squat"
    assert last.dose == EXERCISES["goblet_squat"].dose


def test_with_a_weight_load_comes_before_a_harder_exercise_and_starts_from_the_bottom() -> None:
    squat = EXERCISES["split_squat"]
    steps = list(climbed(squat, squat.dose, stage="return"))
    loads = [one for one in steps if one.step == "load"]
    assert len(loads) == PROGRESSION.load.times == 3
    assert all(one.dose is not None and one.dose.reps == squat.dose.reps and one.load == PROGRESSION.load.percent for one in loads)
    assert steps[-1].step == "harder"


def test_more_weight_comes_once_a_week_at_most() -> None:
    squat = EXERCISES["split_squat"]
    top = replace(squat.dose, reps=12, sets=4)
    for days, action in ((6, "keep"), (7, "step_up")):
        load = Change(on(13 - days), squat.id, "step_up", "P1", top, top, "load")
        assert decide(easy(10, squat), easy(13, squat), exercise=squat, dose=top, changes=(load,)).action == action


def test_a_hold_grows_in_seconds_and_walking_in_minutes() -> None:
    hold = EXERCISES["bear_hold"]
    assert kinds(hold, offered=frozenset()) == ["hold"]
    assert next(climbed(hold, hold.dose)).dose == replace(hold.dose, hold_s=30)
    walk = replace(WALK.dose, minutes=5)
    assert next(climbed(WALK, walk)).dose == replace(walk, minutes=6)


def test_walking_goes_no_further_than_the_walking_plan() -> None:
    walk = EXERCISES["walking_continuous"]
    last = list(climbed(walk, replace(walk.dose, minutes=10), offered=frozenset()))[-1].dose
    assert last is not None
    assert last.minutes is not None
    assert last.minutes * last.sessions_per_week == GUIDELINE.programme.walking.target_minutes_week[1]


def test_running_grows_by_a_tenth_a_week_at_most() -> None:
    for before, after in itertools.pairwise([RUN.dose, *(one.dose for one in climbed(RUN, RUN.dose, offered=frozenset()))]):
        assert before is not None
        assert after is not None
        assert work(after) <= work(before) * 1.1
    step = decide(easy(0, RUN), easy(1, RUN), exercise=RUN)
    assert step.change is not None
    assert step.dose == replace(RUN.dose, minutes=22)
    for day, action in ((3, "keep"), (9, "step_up")):
        again = decide(easy(day - 1, RUN), easy(day, RUN), exercise=RUN, dose=step.dose, changes=(step.change,))
        assert again.action == action


def test_drills_and_what_is_not_offered_do_not_go_up() -> None:
    drill = EXERCISES["push_pass_progression"]
    assert decide(easy(0, drill), easy(2, drill), exercise=drill).action == "keep"
    stretch = replace(SQUAT.dose, reps=15, sets=4)
    kept = decide(easy(0), easy(2), dose=stretch, offered=frozenset())
    assert (kept.rule, kept.action, kept.text) == ("P1", "keep", PROGRESSION.rule("P1").otherwise)


def test_hard_sets_of_a_group_have_a_limit_by_the_week() -> None:
    """Two sets more a week for somebody who trains hard: 9 become 12, which only the later stage allows."""
    squat = EXERCISES["split_squat"]
    top = replace(squat.dose, reps=12, sessions_per_week=3)
    assert kinds(squat, top, stage="build", offered=frozenset())[0] == "load"
    assert kinds(squat, top, stage="return", offered=frozenset())[0] == "sets"
    with_others = {"plan": {"rear_foot_elevated_split_squat": EXERCISES["rear_foot_elevated_split_squat"].dose}}
    assert kinds(squat, top, stage="return", offered=frozenset(), **with_others)[0] == "load"


# --- what must hold for any diary ---

CHOSEN = [SQUAT, BRIDGE, PLANK, WALK, EXERCISES["split_squat"], EXERCISES["bear_hold"], EXERCISES["prone_press_up"]]
SCORE = st.integers(0, 10)
MAYBE_SCORE = st.one_of(st.none(), SCORE)
ANY_LOG = st.builds(
    SessionLog,
    date=st.integers(0, 60).map(on),
    exercise=st.sampled_from([one.id for one in CHOSEN]),
    done=st.one_of(st.none(), st.sampled_from((0, 50, 90, 100))),
    effort=MAYBE_SCORE,
    pain_before=MAYBE_SCORE,
    pain_during=MAYBE_SCORE,
    pain_next_morning=MAYBE_SCORE,
    settle_hours=st.sampled_from((None, 0, HALF, 2, 30, 60)),
    leg_change=st.sampled_from((None, "up", "same", "down", "new")),
)


@st.composite
def kept_diaries(draw: st.DrawFn) -> list[SessionLog]:
    """Of people who exercise every few days, mostly with ease, and now and then not."""
    kinds = st.sampled_from(("easy",) * 12 + ("meant", "hard", "amber", "amber", "red", "unknown", "any"))
    logs = []
    for exercise in draw(st.lists(st.sampled_from(CHOSEN), min_size=1, max_size=4, unique_by=lambda one: one.id)):
        # What comes in the place of an exercise is noted too.
        names = [exercise, *(EXERCISES[one] for one in (*exercise.regressions[:1], *exercise.progressions[:1]))]
        day = draw(st.integers(0, 3))
        for kind, gap in draw(st.lists(st.tuples(kinds, st.sampled_from((1, 1, 2, 2, 3, 9))), min_size=4, max_size=25)):
            for one in names:
                match kind:
                    case "easy":
                        logs.append(easy(day, one, effort=0))
                    case "meant" | "hard":
                        logs.append(log(day, one, effort=one.dose.effort + 2 * (kind == "hard")))
                    case "amber" | "red":
                        logs.append(amber(day, one) if kind == "amber" else red(day, one))
                    case "unknown":
                        logs.append(log(day, one, settle_hours=None, pain_next_morning=None))
                    case _:
                        logs.append(replace(draw(ANY_LOG), date=on(day), exercise=one.id))
            day += gap
    return logs


DIARIES = st.one_of(kept_diaries(), kept_diaries(), kept_diaries(), st.lists(ANY_LOG, max_size=40))
PEOPLE = st.builds(
    at,
    st.integers(30, 70),
    stage=st.sampled_from(("calm", "build", "return", "prevent")),
    radicular=st.sampled_from((True, False, None)),
    fear=st.sampled_from((False, False, True)),
    profile=st.sampled_from((None, "low", "moderate", "high")),
    start_pain=MAYBE_SCORE,
)
PLAN: Mapping[str, Dose] = {one.id: one.dose for one in CHOSEN}


def right_after(logs: list[SessionLog], context: Context, exercise: Exercise) -> Context:
    """On the day of the last session of this exercise, for every other diary; long after it for the rest."""
    dates = [one.date for one in logs if one.exercise == exercise.id]
    return replace(context, today=max(dates)) if dates and len(logs) % 2 else context


def thought_over(logs: list[SessionLog], context: Context) -> Doses:
    """The plan since its start, by somebody who stays the same person."""
    days = sorted({START, *(one.date for one in logs if one.date < context.today), context.today})
    return all_doses([PlanDay(replace(context, today=day), PLAN if day == START else None) for day in days], logs, GUIDELINE)


def by_quota(context: Context) -> bool:
    return context.fear or context.profile == "high"


@given(DIARIES, PEOPLE)
def test_no_week_brings_more_than_it_may(logs: list[SessionLog], context: Context) -> None:
    changes = thought_over(logs, context).changes
    for name in {change.exercise for change in changes}:
        own = [change for change in changes if change.exercise == name]
        raised = [one for one in own if one.step is not None and one.before is not None]
        loads = [one for one in own if one.step == "load"]
        assert all(later.since - earlier.since >= timedelta(days=7) for earlier, later in itertools.pairwise(loads))
        for change in raised:
            week_ago = change.since - timedelta(days=7)
            older = [one.after for one in own if one.since <= week_ago]
            first = own[0].before or own[0].after
            then, new = (older[-1] if older else first), change.after
            others = [one for one in raised if week_ago < one.since < change.since]
            assert new is not None
            if then is None or change.before is None:
                continue
            more = new.reps - change.before.reps + (new.minutes or 0) - (change.before.minutes or 0) + new.hold_s - change.before.hold_s
            assert work(new) <= work(then) * 1.2 or (not others and more == 1), change
    raising = [change for change in changes if change.action == "step_up"]
    for change in raising:
        week = {one.exercise for one in raising if timedelta(0) <= change.since - one.since < timedelta(days=7)}
        assert len(week) <= 2 or by_quota(context)


@given(DIARIES, PEOPLE)
def test_nothing_goes_up_after_red_and_nothing_goes_down_without_a_cause(logs: list[SessionLog], context: Context) -> None:
    changes = thought_over(logs, context).changes
    for change in changes:
        if change.action in ("step_up", "quota"):
            assert change.step is not None
            before = [one for one in logs if one.exercise == change.exercise and one.date < change.since]
            last = [one for one in before if one.date == max(other.date for other in before)]
            assert not before or all(light_of(one, context, GUIDELINE) != "red" for one in last) or change.before is None
        if change.before is not None and (change.after is None or work(change.after) < work(change.before)):
            assert change.rule in LOWERING or change.step == "load", change
        if by_quota(context) and change.step is None:
            assert change.rule in ("P5", "P5.twice", "P6"), change


@given(DIARIES, PEOPLE)
def test_every_dose_is_one_that_somebody_can_do(logs: list[SessionLog], context: Context) -> None:
    found = thought_over(logs, context)
    doses = [(one.exercise, dose) for one in found.decisions.values() for dose in (one.dose, one.base)]
    for name, dose in [*doses, *((one.exercise, one.after) for one in found.changes)]:
        if name is None or dose is None:
            continue
        library = EXERCISES[name].dose
        assert 1 <= dose.sets <= max(library.sets, PROGRESSION.steps["sets"].most)
        assert 1 <= dose.reps <= max(library.reps, PROGRESSION.steps["reps"].most, library.reps * 3 // 2)
        assert dose.hold_s <= max(library.hold_s, min(60, 2 * library.hold_s))
        assert (dose.hold_s == 0) == (library.hold_s == 0)
        assert (dose.minutes is None) == (library.minutes is None)
        assert dose.minutes is None or 1 <= dose.minutes <= max(library.minutes or 0, PROGRESSION.steps["minutes"].most)
        assert dose.effort <= library.effort


@given(DIARIES, PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_the_notes_does_not_matter(logs: list[SessionLog], context: Context, chance: Any) -> None:
    mixed = list(logs)
    chance.shuffle(mixed)
    assert thought_over(logs, context) == thought_over(mixed, context)
    assert thought_over(logs, context) == thought_over([*logs, *logs], context)


@given(DIARIES, PEOPLE, st.sampled_from(CHOSEN))
def test_a_decision_that_was_taken_over_is_not_taken_again(logs: list[SessionLog], context: Context, exercise: Exercise) -> None:
    context = right_after(logs, context, exercise)
    first = next_dose(exercise, exercise.dose, logs, context, GUIDELINE)
    if first.change is None or first.exercise is None or first.base is None:
        return
    kept = replace(context, changes=(first.change,))
    new_notes = [one for one in logs if one.exercise == exercise.id or one.exercise != first.exercise]
    again = next_dose(EXERCISES[first.exercise], first.base, new_notes, kept, GUIDELINE)
    assert (again.exercise, again.base, again.change) == (first.exercise, first.base, None)


@given(st.lists(ANY_LOG, max_size=8), PEOPLE, st.sampled_from(CHOSEN), st.sampled_from(("down", "new", "same")))
def test_after_red_the_next_session_is_never_more(logs: list[SessionLog], context: Context, exercise: Exercise, leg: str) -> None:
    today = (context.today - START).days
    last = replace(red(today, exercise), leg_change=leg)
    decision = next_dose(exercise, exercise.dose, [*(one for one in logs if one.date < last.date), last], context, GUIDELINE)
    assert decision.action in ("regress", "stop_direction")
    assert decision.exercise != exercise.id


@given(DIARIES, PEOPLE, st.sampled_from(CHOSEN))
def test_by_plan_only_red_or_the_leg_lowers_a_dose(logs: list[SessionLog], context: Context, exercise: Exercise) -> None:
    decision = next_dose(exercise, exercise.dose, logs, replace(right_after(logs, context, exercise), fear=True), GUIDELINE)
    if decision.rule not in ("P5", "P5.twice", "P6"):
        assert decision.dose is not None
        assert decision.base is not None
        assert work(decision.dose) >= work(exercise.dose) or decision.step == "load"
        assert decision.dose == decision.base


# --- stages, gaps, flare-ups, walking and building up by plan ---

CALMER = Standing(pain_avg_7d=4, irritability="low", days_in_stage=3, walking_minutes=10)
READY = Standing(pain_avg_7d=2, days_in_stage=14, daily_limitation="slight", sorensen_s=60)
DONE = Standing(pain_avg_7d=1, days_in_stage=14, recovered_two_weeks=True, confidence_in_back=8)
GREEN = [log(day) for day in range(0, 21, 2)]


@pytest.mark.parametrize(
    "worse",
    [
        {"pain_avg_7d": Fraction(51, 10)},
        {"irritability": "high"},
        {"days_in_stage": 2},
        {"walking_minutes": 9},
        {"pain_avg_7d": None},
    ],
)  # fmt: skip
def test_from_calm_to_building_up(worse: dict[str, Any]) -> None:
    calm = at(20, stage="calm", start_pain=6)
    assert stage_move(calm, [], CALMER, GUIDELINE).stage == "build"
    assert stage_move(calm, [], replace(CALMER, **worse), GUIDELINE).rule is None
    assert stage_move(calm, [red(17)], CALMER, GUIDELINE).stage == "build"
    assert stage_move(calm, [red(18)], CALMER, GUIDELINE).stage == "calm"
    assert stage_move(replace(calm, start_pain=5), [], CALMER, GUIDELINE).stage == "build"
    assert stage_move(replace(calm, start_pain=4), [], CALMER, GUIDELINE).stage == "calm"


def test_who_stays_calm_for_two_weeks_hears_from_somebody() -> None:
    calm = at(20, stage="calm", start_pain=6)
    assert stage_move(calm, [], Standing(days_in_stage=14), GUIDELINE).rule is None
    stays = stage_move(calm, [], Standing(days_in_stage=15), GUIDELINE)
    assert (stays.stage, stays.rule, stays.tell) == ("calm", "calm_too_long", "soon")


@pytest.mark.parametrize(
    "worse", [{"pain_avg_7d": 3}, {"days_in_stage": 13}, {"daily_limitation": "clear"}, {"sorensen_s": 59, "sorensen_percent": 79}]
)
def test_from_building_up_back_to_heavy(worse: dict[str, Any]) -> None:
    building = at(20, demanding_goal=True)
    assert stage_move(building, GREEN, READY, GUIDELINE).stage == "return"
    assert stage_move(building, GREEN, replace(READY, sorensen_s=59, sorensen_percent=80), GUIDELINE).stage == "return"
    assert stage_move(building, GREEN, replace(READY, **worse), GUIDELINE).stage == "build"
    assert stage_move(building, [*GREEN, amber(1)], READY, GUIDELINE).stage == "build"
    assert stage_move(building, GREEN[4:], READY, GUIDELINE).stage == "build"
    assert stage_move(replace(building, demanding_goal=False), GREEN, READY, GUIDELINE).stage == "build"


def test_what_is_missing_for_a_move_is_told() -> None:
    move = stage_move(at(20, demanding_goal=True), GREEN, replace(READY, sorensen_s=None), GUIDELINE)
    assert (move.rule, set(move.missing)) == (None, {"flare_up", "sorensen_s", "sorensen_percent"})


@pytest.mark.parametrize("worse", [{"pain_avg_7d": 2}, {"days_in_stage": 13}, {"recovered_two_weeks": False}, {"confidence_in_back": 7}])
def test_to_keeping_it_up(worse: dict[str, Any]) -> None:
    returning = at(60, stage="return", demanding_goal=True)
    assert stage_move(returning, [], DONE, GUIDELINE).stage == "prevent"
    assert stage_move(at(60, demanding_goal=False), [], DONE, GUIDELINE).stage == "prevent"
    assert stage_move(at(60, demanding_goal=True), [], DONE, GUIDELINE).stage == "build"
    assert stage_move(returning, [], replace(DONE, **worse), GUIDELINE).stage == "return"


@pytest.mark.parametrize("stage", ["build", "return", "prevent"])
def test_a_flare_up_goes_back_to_calm(stage: str) -> None:
    assert stage_move(at(60, stage=stage), [], Standing(flare_up=True), GUIDELINE).stage == "calm"
    assert stage_move(at(60, stage=stage), [], Standing(flare_up=False), GUIDELINE).stage == stage
    assert stage_move(at(60, stage=stage), [red(54), red(60, BRIDGE)], Standing(), GUIDELINE).rule == "flare_up"
    assert stage_move(at(60, stage=stage), [red(53), red(60, BRIDGE)], Standing(), GUIDELINE).stage == stage


def test_the_calm_days_of_a_flare_up_are_gentle_and_after_them_a_fifth_less() -> None:
    calm = decide(easy(0), easy(2), calm_days="now")
    assert (calm.rule, calm.exercise, calm.dose, calm.base, calm.change) == ("flare_up", SQUAT.id, None, SQUAT.dose, None)
    bridge = decide(easy(0, BRIDGE), easy(2, BRIDGE), exercise=BRIDGE, calm_days="now")
    assert bridge.dose is not None
    assert (bridge.dose.sessions_per_week, bridge.dose.effort) == (14, min(3, BRIDGE.dose.effort))
    assert work(bridge.dose) < work(BRIDGE.dose)
    over = decide(easy(0), easy(2), calm_days="over")
    assert (over.rule, over.dose) == ("flare_up.over", replace(SQUAT.dose, reps=8))


def test_in_a_flare_up_red_and_a_long_gap_go_first_and_who_builds_up_by_plan_goes_on() -> None:
    assert decide(red(0), calm_days="now").rule == "P5"
    assert decide(log(0), day=15, calm_days="now").rule == "P8"
    assert decide(easy(0), easy(2), calm_days="now", fear=True).rule == "P10.keep"
    assert decide(easy(0), easy(2), calm_days="over", fear=True).rule == "P10.keep"


def test_nothing_goes_up_while_an_examination_is_due() -> None:
    assert decide(easy(0), easy(2), examine_first=True).rule == "examine"
    assert decide(amber(0), amber(2), examine_first=True).rule == "P4.again"
    weekly = [amber(day) for day in (0, 2, 4, 7)]
    assert decide(*weekly, fear=True, examine_first=True).rule == "examine.plan"
    assert stage_move(at(20, stage="calm", start_pain=6, examine_first=True), [], CALMER, GUIDELINE).stage == "calm"


def test_adherence_counts_planned_days() -> None:
    plan = {SQUAT.id: replace(SQUAT.dose, sessions_per_week=3)}
    assert adherence(plan, [log(day) for day in (0, 2, 4)], on(13)) is None
    assert adherence(plan, [log(day) for day in (0, 2, 4)], on(14)) == 50
    assert adherence(plan, [log(0), log(13), log(13, effort=0)], on(14)) == 33
    assert adherence(plan, [], on(40)) is None


@pytest.mark.parametrize("first", [15, 20, 32, 48, 64, 80, 112, 150, 240])
def test_walking_grows_within_its_limits_to_its_goal(first: int) -> None:
    walking = GUIDELINE.programme.walking
    minutes = [walking_minutes(week, first, GUIDELINE) for week in range(1, 27)]
    assert minutes[0] == first
    for earlier, later in itertools.pairwise(minutes):
        assert earlier <= later <= earlier * (100 + walking.growth_percent[1]) / 100
    assert minutes[11] >= 100
    assert max(minutes) == max(walking.target_minutes_week[1], first)


# --- the file ---


def test_every_fact_of_progression_is_used() -> None:
    definitions = PROGRESSION.definitions
    conditions = [*(rule.when for rule in PROGRESSION.rules), *(move.when for move in PROGRESSION.moves)]
    named = {name for when in conditions for name in facts_beneath(when, definitions)}
    named |= facts_beneath(definitions.conditions["easy"], definitions)
    assert named == {key for key, fact in PROGRESSION.facts.items() if fact.definition is None}


def test_every_action_and_every_rule_is_used() -> None:
    assert {rule.action for rule in PROGRESSION.rules} == set(NEEDS)
    assert {rule.id.split(".")[0] for rule in PROGRESSION.rules} >= {f"P{number}" for number in range(1, 11)}


def test_no_number_stands_without_its_reason() -> None:
    assert all(rule.because for rule in PROGRESSION.rules)
    assert all(move.because for move in PROGRESSION.moves)
    assert set(PROGRESSION.evidence) <= set(GUIDELINE.evidence)


def test_no_text_of_progression_feeds_fear() -> None:
    for name, text in PROGRESSION.texts:
        for words, language in ((FEAR_NL, text.nl), (FEAR_EN, text.en)):
            assert not [word for word in words if re.search(rf"\b{word}", language.lower())], name


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (replaced("settle_hours > 48", "settle_hour > 48"), "did you mean `settle_hours`"),
        (replaced("action: regress", "action: regres"), "did you mean `regress`"),
        (replaced("    percent: 50\n    sessions: 2\n    stage", "    percent: 50\n    stage"), "no `sessions`"),
        (replaced("slow: [running_linear", "slow: [runing_linear"), "did you mean `running_linear_progression`"),
        (replaced("patterns: [movement", "patterns: [movements"), "the name of a family"),
        (replaced("id: P5.twice", "id: P6"), "a second time"),
        (replaced("start_percent: [70, 80]", "start_percent: [80, 70]"), "the lowest first"),
        (replaced("when: always", "when: light is green"), "a rule that always holds"),
        (replaced("source: thomee_1997", "source: thome_1997"), "did you mean `thomee_1997`"),
        (replaced("  light:", "  lights:"), "fact that progression rests on"),
        (replaced("      severe: {nl: ik kan bijna niets, en: I can do almost nothing}\n", ""), "with the same options, as in facts/"),
        (replaced("  hours: 48\n", ""), "no `hours`"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_the_cure(tmp_path: Path, change: Spoiling, says: str) -> None:
    folder = copied(tmp_path)
    spoil(folder, "progression.yaml", change)
    told = [problem for problem in problems_in(folder) if says in problem]
    assert told
    assert all("progression.yaml:" in problem for problem in told)
