"""S3, hockey loads the back: the way back to play, each step on both sides of its borders."""

from dataclasses import replace
from typing import Any

import pytest

from tests.course.people import GUIDELINE
from tests.health.test_house import FEAR_EN, FEAR_NL
from tests.health.test_readability import LANGUAGES, LEAST, reading_ease
from tests.sport.hockey_players import SPORT, day, decided, did, player
from wervel.knowledge.sport import STEP, SportSession
from wervel.programme.return_to_play import allowed, halts, roles

BACK = SPORT.return_to_play

# What is enough for the next step: sessions of four days, of which the last was green the next morning as well.
ENOUGH: dict[str, tuple[SportSession, ...]] = {
    "r0": (did(0, "walk", 20), did(1, "hinge", 5), did(2, "walk", 30)),
    "r1": (did(0, "run", 10), did(0, "stance", 1), did(1, "stance", 1), did(2, "run", 15), did(2, "stance", 1)),
    "r2": (did(0, "technical", 10), did(2, "technical", 20)),
    "r3": (did(0, "sprint", 10), did(2, "sprint", 10)),
    "r4": (did(0, "limited_training", 75), did(2, "limited_training", 75)),
    "r5": (did(0, "training", 75), did(2, "training", 75)),
    "r6": (did(0, "match", 15), did(1, "match", 30), did(2, "match", 45)),
}
FOLLOWING = dict(zip(ENOUGH, [*list(ENOUGH)[1:], None], strict=True))


def changed(step: str, kind: str, **noted: Any) -> tuple[SportSession, ...]:
    """What is enough, with the last session of a kind otherwise."""
    sessions = list(ENOUGH[step])
    last = max(at for at, one in enumerate(sessions) if one.kind == kind)
    sessions[last] = replace(sessions[last], **noted)
    return tuple(sessions)


def test_a_midfielder_after_two_full_trainings_may_play_a_quarter() -> None:
    decision = decided("r5", *ENOUGH["r5"])
    assert (decision.action, decision.step, decision.since, decision.rule) == ("advance", "r6", day(3), "r5.exit")
    assert "kwart" in decision.text.nl
    assert "match" not in decision.allows, "the step is a proposal until a therapist records it"


@pytest.mark.parametrize("step", ENOUGH)
def test_a_step_is_left_when_everything_is_known_to_hold(step: str) -> None:
    decision = decided(step, *ENOUGH[step])
    assert (decision.action, decision.step, decision.waits) == ("advance", FOLLOWING[step], ())


# One thing short of enough: the step, the border that then keeps somebody there, sessions and facts.
SHORT: list[tuple[str, str, tuple[SportSession, ...], dict[str, Any]]] = [
    ("r0", "r0.exit", changed("r0", "walk", minutes=29), {}),
    ("r0", "r0.exit", changed("r0", "walk", pain_during=4, pain_next_morning=1), {}),
    ("r0", "r1.entry", changed("r0", "hinge", light="amber"), {}),
    ("r1", "r1.exit", changed("r1", "run", minutes=14), {}),
    ("r1", "r1.exit", tuple(one for one in ENOUGH["r1"] if (one.kind, one.day) != ("stance", day(0))), {}),
    ("r1", "r2.entry", (*ENOUGH["r1"], did(3, "walk", 10, light="amber")), {}),
    ("r2", "r2.exit", changed("r2", "technical", minutes=19), {}),
    ("r2", "r2.exit", changed("r2", "technical", light="amber"), {}),
    ("r2", "r3.entry", ENOUGH["r2"], {"sorensen_s": 59}),
    ("r2", "r3.entry", ENOUGH["r2"], {"side_bridge_l_s": 72}),
    ("r2", "r3.entry", ENOUGH["r2"], {"side_bridge_r_s": 72}),
    ("r3", "r3.exit", changed("r3", "sprint", pain_next_morning=3), {}),
    ("r3", "r4.entry", changed("r3", "sprint", light="amber"), {}),
    ("r4", "r4.exit", changed("r4", "limited_training", minutes=74), {}),
    ("r4", "r4.exit", changed("r4", "limited_training", light="amber"), {}),
    ("r4", "r5.entry", (*ENOUGH["r4"], did(3, "walk", 10, light="amber")), {}),
    ("r5", "r5.exit", changed("r5", "training", pain_during=3), {}),
    ("r5", "r5.exit", changed("r5", "training", light="amber"), {}),
    ("r6", "r6.exit", ENOUGH["r6"][1:], {}),
    ("r6", "r6.exit", changed("r6", "match", light="amber"), {}),
]


@pytest.mark.parametrize(("step", "border", "sessions", "facts"), SHORT, ids=[f"{one[1]}-{at}" for at, one in enumerate(SHORT)])
def test_just_short_of_a_border_keeps_the_step_and_says_which(
    step: str, border: str, sessions: tuple[SportSession, ...], facts: dict[str, Any]
) -> None:
    decision = decided(step, *sessions, **facts)
    assert (decision.action, decision.step) == ("stay", step)
    assert border in [one.id for one in decision.waits]
    assert decision.text in [one.text for one in decision.waits]


@pytest.mark.parametrize("other", [{"side_bridge_l_s": 73}, {"side_bridge_r_s": 73}, {"sorensen_s": 60}])
def test_a_tenth_between_the_sides_and_sixty_seconds_are_just_enough(other: dict[str, Any]) -> None:
    assert decided("r2", *ENOUGH["r2"], **other).step == "r3"


@pytest.mark.parametrize(("percent", "step"), [(79, "r3"), (80, "r4")])
def test_the_trunk_reaches_four_fifths_of_the_target_before_training_begins(percent: int, step: str) -> None:
    assert decided("r3", *ENOUGH["r3"], log={"trunk_endurance_percent": percent}).step == step


@pytest.mark.parametrize("step", ENOUGH)
def test_every_step_takes_two_days_of_sport_and_forty_eight_hours(step: str) -> None:
    """Everything on one day, or the next day: too soon."""
    one_day = tuple(replace(one, day=day(0)) for one in ENOUGH[step])
    for sessions, today in ((one_day, 5), (tuple(replace(one, day=day(min(1, (one.day - day(0)).days))) for one in ENOUGH[step]), 1)):
        decision = decided(step, *sessions, today=today)
        assert decision.action == "stay"
        assert "every_step" in [one.id for one in decision.waits]


@pytest.mark.parametrize("step", ENOUGH)
def test_a_red_light_is_one_step_back_from_the_day_after(step: str) -> None:
    decision = decided(step, *ENOUGH[step], did(3, "walk", 10, light="red"), today=4)
    before = max(BACK.at(step) - 1, 0)
    assert (decision.action, decision.step, decision.since, decision.rule) == ("back", f"r{before}", day(4), "red_light")
    assert dict(decision.allows) == allowed(BACK, BACK.steps[before], 0)
    assert decision.text == (BACK.red_light_first if step == "r0" else BACK.red_light)


def test_a_red_light_that_led_here_does_not_count_twice() -> None:
    back = decided("r3", did(0, "sprint", 10), did(2, "sprint", 10, light="red"))
    assert back.since is not None
    again = decided("r2", did(0, "sprint", 10), did(2, "sprint", 10, light="red"), since=(back.since - day(0)).days, today=3)
    assert (again.action, again.step) == ("stay", "r2")


def test_noted_pain_that_is_red_counts_over_a_light_that_was_called_green() -> None:
    assert decided("r3", *ENOUGH["r3"], did(3, "sprint", 10, pain_during=6), today=4).rule == "red_light"


# unknown keeps the step, and says what is missing


def test_without_a_step_nothing_is_decided_and_the_step_is_what_is_missing() -> None:
    decision = decided(None, *ENOUGH["r3"])
    assert (decision.action, decision.step, decision.missing, dict(decision.allows)) == ("stay", None, (STEP,), {})


@pytest.mark.parametrize(
    ("step", "missing", "noted", "facts", "log"),
    [
        ("r2", "sorensen_s", {}, {"sorensen_s": None}, {}),
        ("r2", "side_bridge_l_s", {}, {"side_bridge_l_s": None}, {}),
        ("r3", "trunk_endurance_percent", {}, {}, {"trunk_endurance_percent": None}),
        ("r0", "pain_lately", {"pain_before": None, "pain_during": None, "pain_next_morning": None, "leg_change": None}, {}, {}),
        ("r5", "red_in_step", {"light": None, "pain_next_morning": None}, {}, {}),
    ],
)
def test_what_is_not_known_keeps_the_step_and_is_named(
    step: str, missing: str, noted: dict[str, Any], facts: dict[str, Any], log: dict[str, Any]
) -> None:
    *before, last = ENOUGH[step]
    decision = decided(step, *before, replace(last, **noted), log=log, **facts)
    assert (decision.action, decision.step) == ("stay", step)
    assert missing in decision.missing
    assert decision.unlit == ((last.day,) if noted.get("light", "") is None else ())


def test_an_empty_log_keeps_every_step() -> None:
    assert {step: decided(step).step for step in ENOUGH} == {step: step for step in ENOUGH}


def test_alarm_questions_that_are_open_keep_the_step() -> None:
    decision = decided("r3", *ENOUGH["r3"], saddle_sensation_change=None)
    assert (decision.action, decision.rule) == ("stay", "not_released")
    assert "saddle_sensation_change" in decision.missing


# somebody else first


YOUNG: dict[str, Any] = {"age_years": 17, "episode_duration_days": 20, "pain_extension_provoked": "yes"}


def test_a_boy_of_17_with_pain_on_arching_is_looked_at_before_any_step() -> None:
    for step, sessions in ENOUGH.items():
        decision = decided(step, *sessions, **YOUNG)
        assert (decision.action, decision.rule, dict(decision.allows)) == ("refer", "young_extension_pain", {})


def test_at_18_the_referral_of_young_players_is_no_longer_the_reason() -> None:
    adult = {**YOUNG, "age_years": 18}
    assert "young_extension_pain" not in [one.id for one in halts(player("r3", **adult))]


def test_under_18_nobody_goes_on_while_nobody_asked_about_arching() -> None:
    decision = decided("r3", *ENOUGH["r3"], **{**YOUNG, "pain_extension_provoked": None, "extension_intolerant": None})
    assert decision.action == "stay"
    assert "young_extension_pain" in [one.id for one in decision.waits]
    assert {"pain_extension_provoked", "extension_intolerant"} <= set(decision.missing)


def test_an_alarm_goes_before_every_step() -> None:
    decision = decided("r6", *ENOUGH["r6"], bladder_retention_or_hesitancy="yes", ces_onset_days=1)
    assert (decision.action, decision.rule) == ("refer", "cauda_equina.recent_sign")


def test_exercises_that_the_guideline_takes_away_take_the_sport_away_too() -> None:
    """Pain on arching up to 21: hockey is left out there, so there is no way back yet either."""
    assert "gates.young_extension_pain" in [one.id for one in halts(player("r2", age_years=20, pain_extension_provoked="yes"))]


# what is allowed


def test_a_match_grows_by_a_quarter_with_each_one_that_was_green() -> None:
    minutes = [decided("r6", *(did(at, "match", 15) for at in range(played)), today=played).allows["match"] for played in range(3)]
    assert minutes == [15, 30, 45]
    assert decided("r6", did(0, "match", 15), did(1, "match", 30, light="amber")).allows["match"] == 15


def test_what_an_earlier_step_allows_stays_allowed() -> None:
    seen: dict[str, int] = {}
    for step in BACK.steps:
        most = allowed(BACK, step, 3)
        assert all(most[kind] >= minutes for kind, minutes in seen.items())
        seen = most
    assert set(seen) == set(SPORT.kinds)


def test_a_goalkeeper_skips_the_dribble_and_a_flicker_counts() -> None:
    (keeper,) = roles(player("r2", hockey_role="keeper"), "r2")
    assert set(keeper.leaves_out) == {"dribble_walk", "dribble_intervals_low"}
    assert [one.id for one in roles(player("r5", hockey_role="drag_flicker"), "r5")] == ["drag_flicker"]
    assert roles(player("r2", hockey_role=None), "r2") == ()


# the words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_sport_reads_at_b1_and_without_fear(language: str) -> None:
    texts = {name: text["nl" if language == "nl" else "en"] for name, text in SPORT.texts}
    scores = {name: reading_ease(text, "nl" if language == "nl" else "en") for name, text in texts.items()}
    assert not {name: score for name, score in scores.items() if score is not None and score < LEAST}
    words = FEAR_NL if language == "nl" else FEAR_EN
    assert not [name for name, text in texts.items() for word in words if word in text.lower()]


def test_every_number_of_sport_says_where_it_comes_from() -> None:
    assert set(SPORT.evidence) <= set(GUIDELINE.evidence)
    assert all(step.because for step in BACK.steps)
    assert not [one for one in SPORT.evidence if one.source == "wervel_proposal" and one.verified]
