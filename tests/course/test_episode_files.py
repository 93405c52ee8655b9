"""Episode files at the door: what can be put right is put right and said, the rest is refused with every problem at once."""

from datetime import date

import pytest

from tests.course.people import GUIDELINE, day, text_of
from wervel import Refused
from wervel.knowledge.episodes import DiaryDay, Episode, parse_episode

TODAY = day(20)


def read(*more: str, **named: object) -> Episode:
    return parse_episode(text_of(more=more, **named), GUIDELINE, TODAY)  # type: ignore[arg-type]


def problems(*more: str, **named: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(*more, **named)
    return [str(problem) for problem in refused.value.problems]


def diary(*lines: str) -> tuple[str, ...]:
    return ("diary:", *(f"  - {{{line}}}" for line in lines))


# put right


def test_lines_out_of_order_are_put_in_order_and_that_is_said() -> None:
    episode = read(*diary("date: 2026-09-12, pain: 4", "date: 2026-09-09, pain: 6", "date: 2026-09-10, pain: 5"))
    assert [(one.day, one.pain) for one in episode.diary] == [(day(2), 6), (day(3), 5), (day(5), 4)]
    (note,) = episode.notes
    assert (note.kind, note.part, note.day) == ("in_order", "diary", day(2))
    assert note.place.startswith("episode.yaml:")


def test_a_line_that_stands_twice_counts_once_and_that_is_said() -> None:
    episode = read(*diary("date: 2026-09-09, pain: 6", "date: 2026-09-09, pain: 6"))
    assert episode.diary == (DiaryDay(day(2), 6),)
    assert [note.kind for note in episode.notes] == ["kept_once"]


def test_two_lines_of_one_day_that_agree_are_kept_together_with_all_they_say() -> None:
    lines = diary("date: 2026-09-09, pain: 6, note: lifted a box", "date: 2026-09-09, pain: 6, leg_change: same, note: slept badly")
    assert read(*lines).diary == (DiaryDay(day(2), 6, "same", "lifted a box; slept badly"),)


def test_doubled_consultations_measurements_and_sessions_count_once_too() -> None:
    episode = read(
        "consultations:", "  - {date: 2026-09-14, facts: {pain_now_nprs: 4}}", "  - {date: 2026-09-14, facts: {pain_now_nprs: 4}}",
        "measurements:", "  - {date: 2026-09-14, rmdq: 9}", "  - {date: 2026-09-14, rmdq: 9}", "  - {date: 2026-09-14, psk_mean: 4.5}",
        "sessions:", "  - {date: 2026-09-14, exercise: cat_camel, done: 100}", "  - {date: 2026-09-14, exercise: cat_camel, done: 100}",
    )  # fmt: skip
    assert [(note.kind, note.part) for note in episode.notes] == [
        ("kept_once", part) for part in ("consultations", "measurements", "sessions")
    ]
    assert [(one.kind, len(one.given)) for one in episode.contacts if one.day == day(7)] == [("measurement", 2), ("consultation", 1)]
    assert len(episode.sessions) == 1


def test_sessions_out_of_order_are_put_in_order_and_that_is_said() -> None:
    episode = read("sessions:", *(f"  - {{date: 2026-09-{at}, exercise: cat_camel, done: 100}}" for at in (14, 11, 12)))
    assert [one.day for one in episode.sessions] == [day(4), day(5), day(7)]
    assert [(note.kind, note.part, note.day) for note in episode.notes] == [("in_order", "sessions", day(4))]


def test_an_exercise_may_be_done_twice_a_day() -> None:
    episode = read(
        "sessions:", "  - {date: 2026-09-14, exercise: cat_camel, done: 100}", "  - {date: 2026-09-14, exercise: cat_camel, done: 50}"
    )
    assert len(episode.sessions) == 2


def test_scores_of_one_day_that_say_different_things_of_daily_life_do_not_contradict_each_other() -> None:
    episode = read("measurements:", "  - {date: 2026-09-14, rmdq: 4}", "  - {date: 2026-09-14, odi: 45}")
    (measured,) = [one for one in episode.contacts if one.kind == "measurement"]
    assert measured.answers.known["daily_limitation"] == "severe", "the worse one"


def test_days_before_care_but_within_the_complaint_are_welcome() -> None:
    assert read(*diary("date: 2026-08-24, pain: 7")).diary[0].day == date(2026, 8, 24)


def test_preferences_are_those_of_a_case() -> None:
    assert read("preferences: {minutes: 20, days: [monday]}").preferences.minutes == 20


# refused

BAD = [
    (diary("date: 2026-09-09, pain: 11"), "`11`", "from 0 to 10"),
    (diary("date: 2026-09-09, pain: -1"), "`-1`", "from 0 to 10"),
    (diary("date: 2026-09-09, pain: 4.5"), "`4.5`", "in steps of 1"),
    (diary("date: 2026-09-09, pain: veel"), "`veel`", "a number from 0 to 10"),
    (diary("date: 2026-09-09"), "no `pain`", "add a line"),
    (diary("date: 9 september, pain: 4"), "`9 september`", "a date"),
    (diary("date: 2026-02-30, pain: 4"), "`2026-02-30`", "a date"),
    (diary("date: 2026-09-28, pain: 4"), "still to come", "today, 2026-09-27"),
    (diary("date: 2026-08-23, pain: 4"), "`2026-08-23`", "the complaint began then"),
    (diary("date: 2026-09-09, pain: 4", "date: 2026-09-09, pain: 6"), "something else on 2026-09-09", "keep the one that is right"),
    (diary("date: 2026-09-09, pain: 4, leg_change: up", "date: 2026-09-09, pain: 4, leg_change: new"), "something else", "keep the one"),
    (diary("date: 2026-09-09, pain: 4, leg_change: sideways"), "`sideways`", "one of: up, same, down, new"),
    (diary("date: 2026-09-09, pain: 4, mood: fine"), "`mood`", "remove it"),
    (("diary: every day",), "`every day`", "a list"),
    (("consultations:", "  - {date: 2026-09-01, facts: {}}"), "`2026-09-01`", "care began then"),
    (("consultations:", "  - {date: 2026-09-14, facts: {age_yaers: 4}}"), "`age_yaers`", "did you mean `age_years`"),
    (("consultations:", "  - {date: 2026-09-14, facts: [a, {b: c}]}"), "facts", "`id: value` lines"),
    (("measurements:", "  - {date: 2026-09-14, rmdq: 9}", "  - {date: 2026-09-14, rmdq: 12}"), "`rmdq: 12`", "`9`, as on line"),
    (("measurements:", "  - {date: 2026-09-14, rmdq: 30}"), "`30`", "from 0 to 24"),
    (("measurements:", "  - {rmdq: 9}"), "rmdq", "a date and what was measured"),
    (("measurements:", "  - {date: 2026-09-07, pain_now_nprs: 3}"), "`pain_now_nprs: 3`", "`6`, as on line"),
    (("sessions:", "  - {date: 2026-09-14, exercise: cat_cow, done: 100}"), "`cat_cow`", "did you mean `cat_camel`"),
    (("sessions:", "  - {date: 2026-09-14, exercise: cat_camel, done: 120}"), "`120`", "from 0 to 100"),
    (("sessions:", "  - {date: 2026-10-14, exercise: cat_camel, done: 100}"), "still to come", "correct the date"),
    (("sessions:", "  - {date: 2026-08-14, exercise: cat_camel, done: 100}"), "`2026-08-14`", "the complaint began then"),
    (("sessions:", "  - {date: 2026-09-14, exercise: cat_camel, done: 100, pain_during: 11}"), "`11`", "from 0 to 10"),
    (("sessions:", "  - {date: 2026-09-14, exercise: cat_camel, done: 100, settle_hours: a day}"), "`a day`", "a number"),
    (("sessions:", "  - {date: 2026-09-14, exercise: cat_camel, done: 100, leg_change: worse}"), "`worse`", "one of: up"),
    (("sessions:", "  - {date: 2026-09-14, done: 100}"), "no `exercise`", "add a line"),
    (("consultations:", "  - {date: 2026-09-14, facts: {pain_now_nprs: 4}}", "  - {date: 2026-09-14, facts: {pain_now_nprs: 6}}"),
     "`pain_now_nprs: 6`", "`4`, as on line"),
    (("preferences: {minutes: 200}",), "`200`", "from 5 to 60"),
    (("visits: []",), "`visits`", "one of: episode"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "found", "cure"), BAD, ids=[found for _, found, _ in BAD])
def test_what_cannot_be_so_is_refused_with_its_line_what_was_found_and_the_cure(lines: tuple[str, ...], found: str, cure: str) -> None:
    (told, *more) = problems(*lines)
    assert not more
    assert told.split(":")[1].isdigit()
    assert found in told
    assert cure in told


def test_all_problems_are_told_at_once_whatever_part_they_stand_in() -> None:
    told = problems(
        *diary("date: 2026-09-09, pain: 11", "date: 2026-12-01, pain: 3"),
        "measurements:", "  - {date: 2026-09-14, rmdq: 30}", "sessions:", "  - {date: 2026-09-14, exercise: planck, done: 100}",
        facts={"age_years": 300},
    )  # fmt: skip
    assert len(told) == 5


@pytest.mark.parametrize("started", ["2026-09-28", "0026-09-07", "soon"])
def test_a_start_that_cannot_be_is_refused(started: str) -> None:
    content = text_of().replace("started: 2026-09-07", f"started: {started}")
    with pytest.raises(Refused, match=started):
        parse_episode(content, GUIDELINE, TODAY)


@pytest.mark.parametrize("content", ["[]", "episode: 1", "episode: 2\nstarted: 2026-09-07\nfacts: {}", "facts: 3\nstarted: {}\nepisode: 1",
                                     "episode: 1\nstarted: 2026-09-07\nfacts: {}\ndiary: [3, [], {date: [], pain: {}}]",
                                     "episode: 1\nstarted: 2026-09-07\nfacts: {}\nsessions: [{}]\nmeasurements: [[]]"])  # fmt: skip
def test_what_is_no_episode_is_refused_and_never_crashes(content: str) -> None:
    with pytest.raises(Refused):
        parse_episode(content, GUIDELINE, TODAY)


def test_an_unknown_duration_leaves_the_first_day_of_care_as_the_earliest() -> None:
    (told,) = problems(*diary("date: 2026-09-06, pain: 4"), facts={"episode_duration_days": "unknown"})
    assert "2026-09-07 or later" in told
