"""The door: what a case file may hold, and how kindly the rest is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from tests.generative.strategies import real_people
from wervel import Refused, load
from wervel.knowledge.casefile import case_text
from wervel.knowledge.cases import Case, broken_axioms, parse_case, read_answers, read_case
from wervel.knowledge.types import Guideline
from wervel.logic.reference import Known

GUIDELINE = load()


def refusal(content: str, name: str = "case.yaml") -> list[str]:
    with pytest.raises(Refused) as refused:
        parse_case(content, GUIDELINE, name)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("case: 1\nfacts: {age_yaers: 40}\n", 2, "did you mean `age_years`?"),
        ("case: 1\nfacts:\n  age_years: forty\n", 3, "a number from 0 to 115 (year)"),
        ("case: 1\nfacts:\n  age_years: 140\n", 3, "check the number and its unit (year)"),
        ("case: 1\nfacts:\n  age_years: 40.5\n", 3, "in steps of 1"),
        ("case: 1\nfacts:\n  weight_kg: 180 lb\n", 3, "convert it to kg"),
        ("case: 1\nfacts:\n  temp_c: 101\n", 3, "this looks like Fahrenheit"),
        ("case: 1\nfacts:\n  diabetes: maybe\n", 3, "write yes, no or unknown"),
        ("case: 1\nfacts:\n  leg_pain: foot\n", 3, "one of: none, buttock_thigh, below_knee"),
        ("case: 1\nfacts:\n  touch_left: l5\n", 3, "write a list"),
        ("case: 1\nfacts:\n  fever: yes\n", 3, "leave it out and answer"),
        ("case: 1\nfacts:\n  age_years: 40\n  age_years: 41\n", 4, "each key once; the first is on line 3"),
        ("case: 1\nfacts:\n  age_years: 30\n  symptom_onset_age_years: 40\n", 4, "correct one of them"),
        ("case: 2\nfacts: {}\n", 1, "one of: 1"),
        ("facts: {}\n", 1, "no `case`"),
        ("case: 1\n", 1, "no `facts`"),
        ("case: 1\nfacts: []\n", 2, "facts as `id: value` lines"),
        ("case: 1\nfacts: {}\ncomment: hello\n", 3, "remove it"),
        ("case: 1\nfacts: {age_years: [40\n", 3, "valid YAML"),
        ("", 1, "an empty file"),
        ("# only a comment\n", 1, "an empty file"),
        ("- a list\n", 1, "a mapping with case, facts"),
        ("case: 1\nfacts: {}\npreferences: {minutes: 3}\n", 3, "a number from 5 to 60"),
        ("case: 1\nfacts: {}\npreferences: {days: []}\n", 3, "at least 1"),
        ("case: 1\nfacts: {}\npreferences: {weeks: 20}\n", 3, "a number from 2 to 12"),
        ("case: 1\nfacts: {}\npreferences: {exercises: 1}\n", 3, "a number from 2 to 6"),
        ("case: 1\nfacts: {}\npreferences: {start: next week}\n", 3, "2026-10-05"),
        ("case: 1\nfacts: {}\npreferences: {days: [funday]}\n", 3, "did you mean `sunday`?"),
        ("case: 1\nfacts: {}\npreferences: {likes: [stability], dislikes: [stability]}\n", 3, "liked and disliked"),
        ("case: 1\nfacts: {}\npreferences: {equipment: [trampolin]}\n", 3, "a name known under equipment"),
        ("case: 1\nfacts: &all {age_years: 40}\nmore: *all\n", 3, "remove it"),
    ],
)  # fmt: skip
def test_a_wrong_case_is_refused_with_place_problem_and_cure(content: str, line: int, says: str) -> None:
    problems = refusal(content)
    assert any(problem.startswith(f"case.yaml:{line}:") and says in problem for problem in problems), problems


def test_every_problem_is_told_at_once() -> None:
    problems = refusal("case: 1\nfacts:\n  age_yaers: 40\n  diabetes: maybe\n  temp_c: 101\n")
    assert [problem.partition(": ")[0] for problem in problems] == ["case.yaml:3", "case.yaml:4", "case.yaml:5"]


def test_no_answer_is_read_where_none_was_given() -> None:
    case = parse_case("case: 1\nfacts: {diabetes: unknown, age_years: 40}\n", GUIDELINE)
    assert case.known == {"age_years": 40}
    assert case.declined == {"diabetes"}


@pytest.mark.parametrize("word", ["yes", "true"])
def test_yes_and_true_are_the_same_and_no_is_not_a_word_of_yaml(word: str) -> None:
    assert parse_case(f"case: 1\nfacts: {{diabetes: {word}, dialysis: no}}\n", GUIDELINE).known == {"diabetes": True, "dialysis": False}


def test_a_json_case_with_tabs_is_read(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps({"case": 1, "facts": {"age_years": 40, "diabetes": True, "weight_kg": 71.5}}, indent="\t"), "utf-8")
    assert read_case(file, GUIDELINE).known == {"age_years": 40, "diabetes": True, "weight_kg": 715}


def test_a_directory_a_missing_a_huge_and_a_binary_file_are_refused(tmp_path: Path) -> None:
    huge, binary = tmp_path / "huge.yaml", tmp_path / "binary.yaml"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    binary.write_bytes(b"case: 1\nfacts: {}\n\x89PNG\xff\xfe\x00")
    for path, says in (
        (tmp_path, "a directory"),
        (tmp_path / "none.yaml", "no such file"),
        (huge, "100,000,000 bytes"),
        (binary, "not text"),
    ):
        with pytest.raises(Refused, match=says):
            read_case(path, GUIDELINE)


def test_deep_nesting_is_refused_and_not_followed() -> None:
    assert any("nest" in problem for problem in refusal("case: 1\nfacts: " + "[" * 3000 + "]" * 3000 + "\n"))


def test_a_bomb_of_aliases_ends_quickly() -> None:
    levels = [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)]
    problems = refusal("\n".join(["case: 1", "facts: {}", "a0: &a0 [x]", *levels]))
    assert any("alias" in problem for problem in problems)


def test_what_an_answer_settles_is_known_too_and_an_own_answer_goes_first() -> None:
    assert read_answers({"cancer_ever": "no"}, GUIDELINE).known["cancer_history"] == "none"
    assert read_answers({"cancer_ever": False, "cancer_history": "skin_basal_only"}, GUIDELINE).known["cancer_history"] == "skin_basal_only"


@given(real_people(GUIDELINE))
def test_a_written_case_reads_back_the_same(known: Known) -> None:
    if not broken_axioms(known, GUIDELINE):
        assert dict(parse_case(case_text(Case(known), GUIDELINE), GUIDELINE).known).items() >= known.items()


def test_python_callers_get_the_same_refusal(guideline: Guideline) -> None:
    with pytest.raises(Refused, match="did you mean `age_years`"):
        read_answers({"age_yaers": 40}, guideline)
