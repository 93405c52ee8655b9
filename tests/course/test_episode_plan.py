"""What sessions and diary make of the plan, played through whole episodes: every rule of progression, stages, flare-ups, alarms."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from tests.course.people import GUIDELINE, LANGUAGES, called, day, followed, steady, told
from wervel.consult.episode_plan import episode_plan
from wervel.consult.planning import plan
from wervel.course.follow import FollowUp, follow_up
from wervel.course.pain import PainCourse
from wervel.knowledge.types import Dose
from wervel.programme.doses import Doses
from wervel.programme.progression import Decision
from wervel.programme.running import RunningPlan, Withheld
from wervel.programme.step import scaled

BUILD = {"pain_now_nprs": 4, "daily_limitation": "slight", "physiotherapist_confirmed": "yes", "provocation_effort": 6}
"""Somebody who starts by building up, and whose plan a physiotherapist has agreed to."""

AFRAID = {**BUILD, "tsk": 45}
TWICE = {"days": "[monday, thursday]", "minutes": 15, "exercises": 2}
assert GUIDELINE.progression is not None
PROGRESSION = GUIDELINE.progression


def start(facts: Mapping[str, Any] = BUILD) -> dict[str, Dose]:
    """The doses of the plan that this person begins with."""
    programme = plan(GUIDELINE, followed(0, facts=facts, more=wishes()).standing.case).programme
    assert programme is not None
    return {choice.exercise.id: choice.dose for choice in programme.choices}


def wishes() -> list[str]:
    return [f"preferences: {{{', '.join(f'{key}: {value}' for key, value in TWICE.items())}}}"]


PLAN = start()
FIRST = next(iter(PLAN))


def noted(at: int, exercise: str = FIRST, **said: Any) -> str:
    """A green session at the meant effort, except for what is said."""
    effort = PLAN[exercise].effort if exercise in PLAN else 3
    line = {"date": day(at), "exercise": exercise, "done": 100, "effort": effort, "pain_before": 3, "pain_during": 3,
            "pain_next_morning": 3, "settle_hours": 0, "leg_change": "same", **said}  # fmt: skip
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in line.items() if value is not None)}}}"


def easy(at: int, exercise: str = FIRST, **said: Any) -> str:
    return noted(at, exercise, **{"effort": 1, **said})


def amber(at: int, exercise: str = FIRST) -> str:
    return noted(at, exercise, pain_before=1, pain_during=4)


def red(at: int, exercise: str = FIRST) -> str:
    return noted(at, exercise, pain_during=8)


def seen(today: int, sessions: Iterable[str] = (), facts: Mapping[str, Any] = BUILD, diary: Any = (), **given: Any) -> FollowUp:
    lines = list(sessions)
    return followed(today, diary, facts=facts, more=[*wishes(), *(["sessions:", *lines] if lines else [])], **given)


def running(*given: Any, **named: Any) -> RunningPlan:
    found = episode_plan(seen(*given, **named))
    assert isinstance(found, RunningPlan)
    return found


def doses(*given: Any, **named: Any) -> Doses:
    return running(*given, **named).doses


def decided(*given: Any, **named: Any) -> Decision:
    """What is next for the first exercise of the plan."""
    return doses(*given, **named).decisions[FIRST]


# the plan at the start


def test_the_plan_of_the_first_day_is_the_programme_with_the_doses_it_begins_with() -> None:
    found = running(0)
    assert (found.begun, found.begun_late, found.stage) == (day(0), False, "build")
    assert dict(found.doses.plan) == PLAN
    assert {one.rule for one in found.doses.decisions.values()} == {"first"}


def test_before_a_programme_is_released_there_is_none_and_what_is_missing_is_said() -> None:
    unknown = {"saddle_sensation_change": "unknown", **BUILD}
    follow = seen(5, facts=unknown)
    found = episode_plan(follow)
    assert found == Withheld(None)
    assert "First this must be known" in told(follow, "en")


def test_a_plan_that_was_not_released_at_the_start_begins_with_the_first_consultation_that_releases_one() -> None:
    unknown = {"saddle_sensation_change": "unknown", **BUILD}
    answered = {7: {"pain_now_nprs": 4}, 10: {"saddle_sensation_change": "no"}}
    follow = seen(14, [easy(8), easy(11), easy(13)], facts=unknown, consultations=answered)
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    assert (found.begun, found.begun_late) == (day(10), True)
    assert found.doses.decisions[FIRST].rule == "P1", "what was done before does not count"
    assert "Your plan began on 17 September 2026." in told(follow, "en")


# from one session to the next, rule by rule


def test_p1_twice_easy_is_a_step_up_from_the_next_time_on() -> None:
    up = decided(3, [easy(1), easy(3)])
    assert (up.rule, up.action, up.step) == ("P1", "step_up", "reps")
    assert up.dose is not None
    assert up.dose.reps == PLAN[FIRST].reps + 1
    later = doses(7, [easy(1), easy(3), noted(7)])
    assert later.plan[FIRST] == up.dose
    assert [(one.since, one.rule) for one in later.changes] == [(day(7), "P1")]


def test_p2_green_at_the_meant_effort_stays() -> None:
    assert (decided(3, [noted(1), noted(3)]).rule, decided(3, [noted(1), noted(3)]).dose) == ("P2", PLAN[FIRST])


def test_p3_green_but_much_harder_than_meant_is_less() -> None:
    less = decided(1, [noted(1, effort=10)])
    assert (less.rule, less.action) == ("P3", "less_sets")


def test_p4_amber_is_the_same_and_amber_twice_a_fifth_less() -> None:
    assert decided(1, [amber(1)]).rule == "P4"
    again = decided(3, [amber(1), amber(3)])
    assert (again.rule, again.dose) == ("P4.again", scaled(PLAN[FIRST], 80))


def test_p5_red_is_an_easier_exercise_and_red_twice_a_week_calm_days_and_a_call() -> None:
    once = doses(1, [red(1)])
    decision = once.decisions[FIRST]
    assert (decision.rule, decision.action, decision.tell) == ("P5", "regress", "soon")
    assert decision.exercise in GUIDELINE.exercises[FIRST].regressions
    assert FIRST not in once.plan
    others = [name for name in PLAN if name != FIRST]
    twice = running(3, [red(1, others[0]), red(3)])
    assert (twice.doses.decisions[FIRST].rule, twice.doses.decisions[FIRST].ask_again) == ("P5.twice", True)
    assert (twice.move.rule, twice.calm_since) == ("flare_up", day(3))


def test_p6_something_down_the_leg_stops_that_direction_for_two_weeks_and_is_told_the_same_day() -> None:
    follow = seen(3, [noted(1), noted(3, "standing_back_extension", leg_change="down")])
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    (out,) = found.doses.left_out
    assert (out.rule, out.on, out.until, out.directions) == ("P6", day(3), day(18), ("extension",))
    assert (out.tell, out.ask_again) == ("same_day", True)
    assert not [name for name in found.doses.plan if "extension" in GUIDELINE.exercises[name].directions]
    assert "A physiotherapist hears this today." in told(follow, "en")
    (call,) = [one for one in follow.calls if one.evaluation.id == "e1_leg_symptoms"]
    assert call.due == day(3)


def test_p6_lasts_for_its_two_weeks_and_nothing_in_that_direction_comes_in_meanwhile() -> None:
    sessions = [noted(3, leg_change="new"), *(noted(at, "walking_continuous") for at in (5, 8, 11, 14, 17))]
    directions = {one for one in GUIDELINE.exercises[FIRST].directions if one != "neutral"}
    for today, names in ((4, [FIRST]), (18, [FIRST]), (19, [])):
        found = doses(today, [line for line in sessions if line[11:21] <= str(day(today))])
        assert [name for one in found.left_out for name in one.exercises] == names
        assert FIRST not in found.plan
        assert today == 19 or not [name for name in found.plan if directions & set(GUIDELINE.exercises[name].directions)]


def test_p7_less_than_half_of_the_plan_makes_it_shorter_and_nothing_goes_up() -> None:
    found = doses(15, [easy(0), easy(13), easy(15)])
    assert found.adherence_percent is not None
    assert found.adherence_percent < 50
    assert found.shorter is not None
    assert found.shorter.rule == "P7"
    assert found.decisions[FIRST].rule == "P7"
    assert all(one.action != "step_up" for one in found.decisions.values())


@pytest.mark.parametrize(("today", "rule", "percent"), [(5, "P8.days", 100), (9, "P8.week", 80), (16, "P8", 50)])
def test_p8_the_longer_away_the_less_to_start_with(today: int, rule: str, percent: int) -> None:
    found = running(today, [noted(1, name) for name in PLAN])
    assert found.after_gap is not None
    assert (found.after_gap.rule, found.after_gap.percent, found.after_gap.ask_again) == (rule, percent, rule == "P8")
    assert found.doses.decisions["walking_continuous"].rule == rule


def test_p9_the_fourth_week_is_easier() -> None:
    weekly = [noted(at, name) for at in range(1, 23) for name in PLAN if at % 2]
    assert decided(20, weekly[: 10 * len(PLAN)]).rule == "P2"
    assert (decided(22, weekly).rule, decided(22, weekly).action) == ("P9", "deload")


def test_p10_by_plan_a_step_comes_each_week_and_pain_does_not_steer() -> None:
    name = next(iter(start(AFRAID)))
    painful = [amber(at, name) for at in (1, 3, 5)]
    assert doses(6, painful, facts=AFRAID).decisions[name].rule == "P10.keep"
    week = doses(8, painful, facts=AFRAID).decisions[name]
    assert (week.rule, week.action) == ("P10", "quota")
    assert doses(8, [*painful, red(8, name)], facts=AFRAID).decisions[name].rule == "P5"


# what was written of the day, and of the leg (case G)


def test_case_g_the_diary_says_something_new_in_the_leg_and_the_directions_stop_and_the_therapist_hears_it_the_same_day() -> None:
    lines = [*wishes(), "diary:", f"  - {{date: {day(3)}, pain: 4, leg_change: new}}"]
    follow = followed(3, facts=BUILD, more=lines)
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    (out,) = found.doses.left_out
    assert (out.rule, out.tell, out.ask_again, out.until) == ("P6", "same_day", True, day(18))
    turned = {name for name in PLAN if set(GUIDELINE.exercises[name].directions) - {"neutral"}}
    assert turned
    assert set(out.exercises) == turned
    assert set(found.doses.plan) == set(PLAN) - turned
    assert {(one.evaluation.id, one.due) for one in follow.calls} == {("e1_leg_symptoms", day(3))}
    for language in LANGUAGES:
        assert PROGRESSION.rule("P6").otherwise[language] in told(follow, language)


def test_case_g_what_was_done_that_day_is_left_out_first() -> None:
    lines = ["diary:", f"  - {{date: {day(3)}, pain: 4, leg_change: new}}"]
    follow = followed(4, facts=BUILD, more=[*wishes(), *lines, "sessions:", noted(3, leg_change=None)])
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    assert FIRST in found.doses.left_out[0].exercises


# keeping it up (case H)


def test_case_h_a_third_of_the_plan_shrinks_it_instead_of_raising_it() -> None:
    facts = {**BUILD, "adherence_2w": 30}
    found = doses(3, [easy(1), easy(3)], facts=facts)
    assert found.shorter is not None
    most, _ = GUIDELINE.programme.shorter
    at_home = [one for one in found.decisions.values() if one.dose and one.exercise != "walking_continuous"]
    assert len(at_home) == len(found.shorter.exercises) <= most
    assert not [one for one in found.decisions.values() if one.rule == "P1"]
    assert decided(3, [easy(1), easy(3)]).rule == "P1", "with enough of it done"


def test_case_h_the_shorter_plan_is_told_once_with_what_is_left_of_it() -> None:
    follow = seen(3, [easy(1), easy(3)], facts={**BUILD, "adherence_2w": 30, "physiotherapist_confirmed": "yes"})
    for language in LANGUAGES:
        assert told(follow, language).count(PROGRESSION.rule("P7").text[language]) == 1


# no gain (case I)


def test_case_i_ten_percent_better_after_twelve_weeks_ends_the_plan_until_somebody_decides() -> None:
    facts = {**BUILD, "pain_now_nprs": 5, "physiotherapist_confirmed": "unknown"}
    diary = [(at, 5) for at in range(1, 78)] + [(at, 4 + at % 2) for at in range(78, 85)]
    follow = seen(84, [easy(80), easy(83)], facts=facts, diary=diary)
    assert "e4_little_gain" in called(follow)
    found = episode_plan(follow)
    assert found == Withheld(day(0))
    assert GUIDELINE.rules["gates.no_gain_in_twelve_weeks"].text.en in told(follow, "en")


# an examination goes before a step up


def test_while_an_examination_is_due_nothing_goes_up_and_that_is_said() -> None:
    easily = [easy(at, name) for at in (28, 30, 33, 35) for name in PLAN]
    follow = seen(35, easily, diary=steady(4, 35))
    assert follow.examine_first
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    assert found.examine_first
    assert not [one for one in found.doses.changes if one.step]
    assert {one.rule for one in found.doses.decisions.values()} <= {"examine", "P2", "P9", "P7"}
    assert "examine" in {one.rule for one in found.doses.decisions.values()}
    assert "Nothing goes up now." in told(follow, "en")


def test_once_examined_it_goes_up_again_and_what_goes_down_never_waits() -> None:
    easily = [easy(at, name) for at in (28, 30, 33, 35) for name in PLAN]
    done = {27: {"slr_positive": "no", "pain_now_nprs": 4}}
    assert "P1" in {one.rule for one in doses(35, easily, diary=steady(4, 35), consultations=done).decisions.values()}
    assert decided(35, [*easily[: -len(PLAN)], red(35)], diary=steady(4, 35)).rule == "P5"


# alarms


def test_an_alarm_stops_everything_and_nothing_is_changed() -> None:
    alarm = {3: {"saddle_sensation_change": "yes", "ces_onset_days": 1, "ces_progressive": "yes"}}
    follow = seen(3, [easy(1), easy(3)], consultations=alarm)
    assert follow.stopped
    assert episode_plan(follow) is None
    assert "easily twice" not in told(follow, "en")
    cleared = {**alarm, 5: {"saddle_sensation_change": "no", "ces_progressive": "no"}}
    after = doses(6, [easy(1), easy(3), easy(4)], consultations=cleared)
    assert after.decisions[FIRST].rule == "P1"
    assert not [one for one in after.changes if one.since <= day(5)], "nothing went up while it was not clear"


# stages

CALM = {"pain_now_nprs": 6, "daily_limitation": "clear", "provocation_effort": 4, "physiotherapist_confirmed": "yes"}


def calmer(until: int) -> list[tuple[int, int]]:
    return [(at, max(2, 6 - at)) for at in range(1, until + 1)]


def test_who_calms_down_goes_on_to_build_up_with_a_programme_of_that_stage() -> None:
    def on(today: int) -> RunningPlan:
        return running(today, facts={**CALM, "walking_minutes": 10}, diary=calmer(today))

    found = on(20)
    assert (found.stage, found.programme.stage.id, found.calm_since) == ("build", "build", None)
    moved = (found.stage_since - day(0)).days
    assert (on(moved).move.rule, on(moved).move.stage) == ("calm_to_build", "build")
    assert (on(moved - 1).stage, on(moved - 1).programme.stage.id) == ("calm", "calm")


def test_what_is_not_known_keeps_the_stage_and_is_asked() -> None:
    follow = seen(10, facts=CALM, diary=calmer(10))
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    assert (found.stage, found.move.rule) == ("calm", None)
    assert "minutes of walking in one go" in told(follow, "en")


# a flare-up

WELL = [(at, 2) for at in range(1, 15)]


@pytest.mark.parametrize(
    ("pains", "is_one"),
    [
        ([5, 5, 5], True),
        ([5, 5], False),  # not longer than 48 hours
        ([4, 4, 4, 4], False),  # 2 points
        ([5, None, 5], True),  # a day between two lines
        ([5, None, None, 5], False),
        ([5, 4, 5, 5], False),
        ([5, 5, 5, None, None], True),
        ([5, 5, 5, None, None, None], None),  # nobody has written of late
    ],
)
def test_a_flare_up_is_three_points_more_for_over_two_days(pains: list[int | None], is_one: bool | None) -> None:
    diary = [*WELL, *((15 + at, pain) for at, pain in enumerate(pains) if pain is not None)]
    today = 14 + len(pains)
    follow = seen(today, diary=diary)
    assert PainCourse(follow.episode, follow.course).flare_up(day(today), PROGRESSION.flare_up) is is_one
    assert follow.standing.case.known.get("flare_up") is is_one
    assert is_one is not True or "flare" in called(follow), "somebody is told"


def test_somebody_is_told_of_a_slow_rise_too_but_no_dose_goes_down_for_it() -> None:
    rise = [*WELL, *((at, 4) for at in range(15, 22))]
    follow = seen(21, [noted(21)], diary=rise)
    assert "flare" in called(follow)
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    assert found.calm_since is None
    assert not found.doses.changes


def test_a_flare_up_brings_calm_days_and_after_them_four_fifths_of_the_dose() -> None:
    often = [noted(at, name) for at in range(1, 15, 2) for name in PLAN]
    high = [(15, 6), (16, 6), (17, 6), (18, 5)]
    begins = running(17, often, diary=[*WELL, *high[:3]])
    assert (begins.calm_since, begins.move.rule, begins.stage) == (day(17), "flare_up", "build")
    assert {one.rule for one in begins.doses.decisions.values()} == {"flare_up"}
    for name, one in begins.doses.decisions.items():
        calm = "calm" in GUIDELINE.exercises[name].stages or name.startswith("walking_")
        assert one.dose is None or calm
        assert one.base == PLAN[name], "nothing is lost"
    assert begins.doses.decisions["walking_continuous"].dose is not None
    still = running(18, often, diary=[*WELL, *high])
    assert still.calm_since == day(17)
    over = running(19, often, diary=[*WELL, *high, (19, 3)])
    assert (over.calm_since, over.stage_since) == (None, day(19))
    assert {one.rule for one in over.doses.decisions.values()} == {"flare_up.over"}
    assert over.doses.plan == {name: scaled(dose, 80) for name, dose in PLAN.items()}
    later = running(21, [*often, noted(20)], diary=[*WELL, *high, (19, 3), (20, 2), (21, 2)])
    assert later.doses.plan[FIRST] == scaled(PLAN[FIRST], 80), "once"


def test_calm_days_last_as_long_as_pain_is_that_high_and_no_shorter_than_they_must() -> None:
    high = [*WELL, (15, 6), (16, 6), (17, 6)]
    assert running(18, diary=[*high, (18, 2)]).calm_since == day(17), "the second day"
    assert running(19, diary=[*high, (18, 2), (19, 2)]).calm_since is None
    assert running(22, diary=[*high, *((at, 6) for at in range(18, 23))]).calm_since == day(17)
    assert running(24, diary=high).calm_since == day(17), "nobody wrote that it is over"


def test_who_builds_up_by_plan_has_no_calm_days() -> None:
    high = [*WELL, (15, 6), (16, 6), (17, 6)]
    follow = seen(17, facts=AFRAID, diary=high)
    assert "flare" in called(follow), "but somebody is told"
    found = episode_plan(follow)
    assert isinstance(found, RunningPlan)
    assert (found.calm_since, found.move.rule, found.stage) == (None, None, "build")


def test_a_bad_day_in_the_fifth_week_does_not_end_the_plan() -> None:
    unconfirmed = {**BUILD, "physiotherapist_confirmed": "unknown"}
    diary = [*steady(2, 34), (35, 7)]
    found = episode_plan(seen(35, facts=unconfirmed, diary=diary))
    assert isinstance(found, RunningPlan)
    always = episode_plan(followed(14, steady(7, 14), facts={"pain_now_nprs": 7}))
    assert isinstance(always, Withheld), "two calm weeks do ask for somebody"


# in words


@pytest.mark.parametrize("today", [3, 17, 19])
def test_the_plan_is_told_in_both_languages_with_its_sources(today: int) -> None:
    often = [easy(at, name) for at in (1, 3) for name in PLAN]
    diary = [*WELL, (15, 6), (16, 6), (17, 6), (18, 2), (19, 2)]
    follow = seen(today, often, diary=[line for line in diary if line[0] <= today])
    for language in LANGUAGES:
        words = told(follow, language)
        assert {"nl": "Fase: opbouwen", "en": "Stage: building up"}[language] in words
        assert {"nl": "nog te controleren", "en": "to be checked"}[language] in words


def test_the_plan_of_a_day_does_not_know_what_was_noted_later() -> None:
    whole = seen(10, [easy(1), easy(3), red(8)], diary=[(9, 9)])
    then = episode_plan(follow_up(GUIDELINE, whole.episode, day(5)))
    assert then == episode_plan(seen(5, [easy(1), easy(3)]))
    assert isinstance(then, RunningPlan)
    assert then.doses.decisions[FIRST].rule == "P1"
