"""The commands as a person types them: real processes, real files, what is printed and how they end."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from wervel.consult.results import schema
from wervel.knowledge.load import PACKAGED

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
WERVEL = str(Path(sys.executable).with_name("wervel"))


def wervel(*arguments: object, typed: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    return subprocess.run(
        [WERVEL, *map(str, arguments)], input=typed, capture_output=True, text=True, cwd=cwd, env=environment, timeout=120, check=False
    )


def result_of(*arguments: object) -> Any:
    done = wervel(*arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("command", ["assess", "plan"])
@pytest.mark.parametrize("case", EXAMPLES, ids=lambda path: path.stem)
def test_the_json_of_every_example_follows_the_published_schema(command: str, case: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    result = result_of(command, case)
    errors = [error.message for error in validator.iter_errors(result)]
    assert not errors
    assert ("programme" in result) is (command == "plan")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_told_in_both_languages(case: Path, language: str) -> None:
    done = wervel("plan", case, "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("HOE DRINGEND" if language == "nl" else "HOW URGENT") in done.stdout
    assert "{" not in done.stdout, "an unfilled phrase"
    assert "None" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout, "no colour codes where there is no terminal"


def test_the_schema_refuses_a_result_that_lacks_something() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    result = result_of("plan", ROOT / "examples" / "hockey_sprain.yaml")
    assert not list(validator.iter_errors(result))
    for key in result:
        assert list(validator.iter_errors({name: value for name, value in result.items() if name != key})), key
    assert list(validator.iter_errors({**result, "diagnosis": "hernia"}))


def test_a_wrong_case_ends_with_2_and_every_problem_on_stderr(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts:\n  age_yaers: 40\n  diabetes: maybe\n", "utf-8")
    done = wervel("assess", case)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(": found")[0] for line in done.stderr.splitlines()] == [f"{case}:3", f"{case}:4"]


@pytest.mark.parametrize("what", ["a directory", "a missing file", "binary", "a broken pipe of YAML", "an empty file"])
def test_what_is_no_case_is_refused_without_a_traceback(tmp_path: Path, what: str) -> None:
    case = tmp_path / "case.yaml"
    if what == "a directory":
        case.mkdir()
    elif what != "a missing file":
        case.write_bytes({"binary": b"\x00\xff\x89", "an empty file": b""}.get(what, b"case: 1\nfacts: {a: [\n"))
    done = wervel("plan", case)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{case}:")
    assert "Traceback" not in done.stderr


def test_a_wrong_command_says_which_there_are() -> None:
    done = wervel("diagnose")
    assert done.returncode == 2
    assert "assess" in done.stderr


def test_a_reader_that_has_seen_enough_does_not_crash_it() -> None:
    command = f"{WERVEL} plan examples/hockey_sprain.yaml | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("HOE DRINGEND")


def test_check_counts_what_it_checked_and_finds_nothing_wrong() -> None:
    done = wervel("check")
    assert done.returncode == 0, done.stderr
    assert "0 gaps in coverage" in done.stdout
    assert "to be checked" in done.stdout


def test_check_names_the_case_that_a_changed_threshold_breaks(tmp_path: Path) -> None:
    """Somebody changes a number and learns from a sentence what they broke."""
    copy = tmp_path / "guideline"
    shutil.copytree(PACKAGED, copy)
    path = copy / "facts" / "infection.yaml"
    path.write_text(path.read_text("utf-8").replace("temp_c >= 38", "temp_c >= 38.5"), "utf-8")
    done = wervel("check", copy)
    assert done.returncode == 2
    assert any("38.0" in line and "expected" in line for line in done.stderr.splitlines()), done.stderr


def test_check_release_refuses_what_nobody_has_verified() -> None:
    done = wervel("check", "--release")
    assert done.returncode == 2
    assert "not verified" in done.stderr


def test_check_writes_the_schemas_for_editors(tmp_path: Path) -> None:
    assert wervel("check", "--schema", tmp_path / "schemas").returncode == 0
    names = {path.name for path in (tmp_path / "schemas").iterdir()}
    assert {"facts.schema.json", "rules.schema.json", "cases.schema.json"} <= names


def test_new_rule_makes_a_rule_and_cases_that_hold(tmp_path: Path) -> None:
    copy = tmp_path / "guideline"
    shutil.copytree(PACKAGED, copy)
    done = wervel("new", "rule", "red_flags/tick_bite", "--guideline", copy)
    assert done.returncode == 0, done.stderr
    assert (copy / "rules" / "red_flags" / "tick_bite.yaml").exists()
    assert wervel("check", copy).returncode == 0
    again = wervel("new", "rule", "red_flags/tick_bite", "--guideline", copy)
    assert again.returncode == 2
    assert "choose another topic" in again.stderr


@pytest.mark.parametrize("topic", ["../outside", "/absolute", "red_flags/two words"])
def test_new_rule_stays_inside_the_guideline(tmp_path: Path, topic: str) -> None:
    done = wervel("new", "rule", topic, "--guideline", tmp_path)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []
