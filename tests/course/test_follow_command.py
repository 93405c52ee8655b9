"""`wervel follow` as a person types it, on the examples."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.test_commands import wervel
from tests.course.people import COURSE, day, text_of
from wervel.consult.follow import follow_schema

ROOT = Path(__file__).parents[2]
EPISODES = {path.stem: path for path in sorted((ROOT / "examples" / "episodes").glob("*.yaml"))}
DAYS = {"responder": "2026-10-20", "stalled_and_hindered": "2026-10-12", "flare": "2026-10-24"}
CALLED = {
    "responder": ("on_track", {"e6_goals_met"}),
    "stalled_and_hindered": ("stalled", {"e2_not_improved", "stalled_and_hindered"}),
    "flare": ("on_track", {"flare"}),
}
RULES = {"responder": {"P1", "P2"}, "stalled_and_hindered": {"examine", "P2", "P8.days"}, "flare": {"flare_up"}}


def seen(name: str) -> Any:
    done = wervel("follow", EPISODES[name], "--today", DAYS[name], "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_every_example_has_its_promise() -> None:
    assert set(EPISODES) == set(DAYS)


@pytest.mark.parametrize("name", DAYS)
def test_an_example_comes_out_as_promised_and_follows_the_schema(name: str) -> None:
    result = seen(name)
    schema = follow_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(result)]
    assert not errors
    assert (result["verdict"], {one["rule"] for one in result["calls"]}) == CALLED[name]
    assert result["examine_first"] is (name == "stalled_and_hindered")
    assert {one["rule"] for one in result["plan"]["exercises"]} == RULES[name]
    assert (result["plan"]["flare_up"] is not None, result["plan"]["examine_first"]) == (name == "flare", name == "stalled_and_hindered")


def test_the_schema_refuses_a_result_that_lacks_something() -> None:
    validator = jsonschema.Draft202012Validator(follow_schema())
    result = seen("flare")
    for key in result:
        assert list(validator.iter_errors({name: value for name, value in result.items() if name != key})), key
    assert list(validator.iter_errors({**result, "new_plan": []}))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", DAYS)
def test_every_example_is_told_in_both_languages(name: str, language: str) -> None:
    done = wervel("follow", EPISODES[name], "--today", DAYS[name], "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.split())
    assert COURSE.honesty.nl in words or COURSE.honesty.en in words
    assert ("PIJN PER WEEK" if language == "nl" else "PAIN PER WEEK") in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert not any(bad in done.stdout for bad in ("{", "None", "Fraction"))


def test_a_doubled_line_and_the_order_are_told() -> None:
    told = " ".join(wervel("follow", EPISODES["flare"], "--today", DAYS["flare"], "--lang", "en").stdout.split())
    assert "counts once" in told
    assert "put in order of date" in told
    assert {one["kind"] for one in seen("flare")["notes"]} == {"in_order", "kept_once"}


def test_an_alarm_is_told_first_and_nothing_of_the_course(tmp_path: Path) -> None:
    path = tmp_path / "episode.yaml"
    alarm = {14: {"saddle_sensation_change": "yes", "ces_onset_days": 1, "ces_progressive": "yes"}}
    path.write_text(text_of([(at, 3) for at in range(1, 14)], consultations=alarm), "utf-8")
    done = wervel("follow", path, "--today", day(14), "--lang", "en")
    assert done.stdout.startswith("HOW URGENT")
    assert "on hold" in done.stdout
    assert "PAIN PER WEEK" not in done.stdout
    result = json.loads(wervel("follow", path, "--today", day(14), "--format", "json").stdout)
    assert not list(jsonschema.Draft202012Validator(follow_schema()).iter_errors(result))
    assert (result["stopped"], result["verdict"], result["calls"], result["next_contact"]) == (True, None, [], None)
    assert result["plan"] == {"status": "stopped"}


def test_a_plan_that_is_withheld_says_why_and_follows_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "episode.yaml"
    path.write_text(text_of([(at, 7) for at in range(1, 15)], facts={"pain_now_nprs": 7}), "utf-8")
    result = json.loads(wervel("follow", path, "--today", day(14), "--format", "json").stdout)
    assert not list(jsonschema.Draft202012Validator(follow_schema()).iter_errors(result))
    assert (result["plan"]["status"], result["plan"]["begun"]) == ("withheld", str(day(0)))
    assert "gates.calm_for_two_weeks" in result["plan"]["why_not"]["rules"]


def test_a_session_that_brings_something_new_in_the_leg_is_told_through_the_command(tmp_path: Path) -> None:
    path = tmp_path / "episode.yaml"
    session = f"  - {{date: {day(2)}, exercise: cat_camel, done: 100, pain_before: 3, pain_during: 3, leg_change: new}}"
    path.write_text(text_of(more=["sessions:", session]), "utf-8")
    result = json.loads(wervel("follow", path, "--today", day(2), "--format", "json").stdout)
    assert not list(jsonschema.Draft202012Validator(follow_schema()).iter_errors(result))
    (out,) = result["plan"]["left_out"]
    assert (out["rule"], out["tell"], out["on"], out["until"]) == ("P6", "same_day", str(day(2)), str(day(17)))
    words = " ".join(wervel("follow", path, "--today", day(2)).stdout.split())
    assert "Bel vandaag een fysiotherapeut." in words


def test_a_wrong_file_or_day_ends_with_2_and_every_problem_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "episode.yaml"
    path.write_text(text_of([(1, 11), (40, 3)]), "utf-8")
    done = wervel("follow", path, "--today", day(14))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 2
    wrong = wervel("follow", path, "--today", "yesterday")
    assert wrong.returncode == 2
    assert "found `yesterday`, expected a date" in wrong.stderr
