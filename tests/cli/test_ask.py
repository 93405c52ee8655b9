"""The interview, typed as a person would."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.test_commands import ROOT, WERVEL, wervel
from wervel import load
from wervel.consult.interview import Interview, Screen
from wervel.knowledge.cases import read_case
from wervel.logic.reference import Value
from wervel.narrate.report import Teller, upper
from wervel.reasoning.assessment import rank
from wervel.reasoning.questions import ask_next

GUIDELINE = load()
ORDINARY: dict[str, Value] = {"age_years": 33, "episode_duration_days": 6, "pain_now_nprs": 5, "pain_max_site": "lumbar_midline"}


def answers(screen: Screen, person: dict[str, Value]) -> dict[str, Value | None]:
    """What a person answers who says no to whatever they were not made to have."""
    plain: dict[str, Value] = {"yes/no": False, "set": frozenset()}
    return {fact.id: person.get(fact.id, plain.get(fact.kind, fact.option_ids[0] if fact.options else fact.low)) for fact in screen.facts}


def interviewed(person: dict[str, Value]) -> Interview:
    talk = Interview(GUIDELINE)
    while screen := talk.next_screen():
        talk.answer(screen, answers(screen, person))
        assert len(talk.answered) < 60
    return talk


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"pain_now_nprs": 7},
        {"pain_now_nprs": 2},
        {"age_years": 24, "sport": "hockey"},
        {"age_years": 68},
        {"age_years": 55},
        {"episode_duration_days": 20},
        {"pain_max_site": "lumbar_lateral", "episode_duration_days": 1},
    ],
    ids=str,
)
def test_an_ordinary_complaint_takes_at_most_15_questions(person: dict[str, Value]) -> None:
    talk = interviewed(ORDINARY | person)
    assert len(talk.answered) <= 15
    assert (talk.assessment.class_, talk.assessment.at_most, talk.assessment.released) == ("nonspecific", "none", True)
    assert ask_next(talk.assessment) == (), "no examination is needed"


def test_the_interview_stops_when_nothing_can_change_any_more() -> None:
    talk = interviewed(ORDINARY)
    asked = {fact.id for screen in talk.answered for fact in screen.facts}
    assert "hla_b27_positive" not in asked
    assert "trauma_days_ago" not in asked, "nobody fell"


def test_an_emergency_ends_the_questions_that_could_only_be_less_urgent() -> None:
    talk = interviewed(ORDINARY | {"saddle_sensation_change": True, "ces_onset_days": 1, "ces_progressive": True})
    assert talk.assessment.at_least == "emergency"
    assert len(talk.answered) <= 3


def test_what_somebody_does_not_know_is_not_asked_again_and_stays_unknown() -> None:
    talk = Interview(GUIDELINE)
    first = talk.next_screen()
    assert first is not None
    assert first.group == "cauda_equina"
    talk.answer(first, dict.fromkeys(first.key))
    second = talk.next_screen()
    assert second is not None
    assert not set(second.key) & set(first.key)
    while screen := talk.next_screen():
        talk.answer(screen, answers(screen, ORDINARY))
    assert not talk.assessment.released
    assert rank(talk.assessment.at_most) == rank("emergency")


def test_the_last_answer_can_be_taken_back() -> None:
    talk = Interview(GUIDELINE)
    first = talk.next_screen()
    assert first is not None
    talk.answer(first, answers(first, {"saddle_sensation_change": True}))
    assert talk.take_back() == first
    assert talk.known == {}
    assert talk.next_screen() == first


def typed_for(talk_lines: list[str]) -> str:
    return "\n".join(talk_lines) + "\n"


def test_numbness_since_yesterday_is_told_at_once(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    done = wervel("ask", "--lang", "en", "--save", case, typed=typed_for(["1", "", "1", "y"]))
    assert done.returncode == 0, done.stderr
    told = done.stdout.index(f"Because of this answer: {GUIDELINE.urgencies['emergency'].name.en.upper()}")
    assert told < done.stdout.index("HOW URGENT"), "before the end"
    assert read_case(case, GUIDELINE).known["saddle_sensation_change"] is True


def test_none_of_these_is_an_explicit_no_to_each(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    done = wervel("ask", "--lang", "en", "--save", case, typed=typed_for(["0", "!"]))
    assert done.returncode == 0, done.stderr
    known = read_case(case, GUIDELINE).known
    assert [fact for fact, value in known.items() if value is False] == [
        fact.id for fact in GUIDELINE.facts.values() if fact.group == "cauda_equina" and fact.id in known
    ]
    assert len(known) == 6


def test_doubt_about_one_of_a_group_is_kept_apart(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    wervel("ask", "--save", case, typed=typed_for(["2", "1", "!"]))
    read = read_case(case, GUIDELINE)
    assert [fact for fact, value in read.known.items() if value is True] == ["bladder_retention_or_hesitancy"]
    assert read.declined == {"saddle_sensation_change"}


def test_a_question_explains_itself_and_a_wrong_answer_is_asked_again() -> None:
    done = wervel("ask", "--lang", "en", typed=typed_for(["?", "banana", "0", "forty", "200", "40", "!"]))
    assert "This is why we ask" in done.stdout
    assert "Source:" in done.stdout
    assert done.stdout.count("I do not understand") == 3


def test_answers_can_be_seen_and_changed(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    wervel("ask", "--lang", "en", "--save", case, typed=typed_for(["0", "40", "=", "2", "41", "!"]))
    assert read_case(case, GUIDELINE).known["age_years"] == 41


def test_one_can_go_back_a_question_and_stop_without_losing_answers(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    wervel("ask", "--save", case, typed=typed_for(["0", "40", "<", "42"]))
    assert read_case(case, GUIDELINE).known["age_years"] == 42


def test_an_interview_goes_on_from_a_saved_case(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts: {age_years: 40}\n", "utf-8")
    wervel("ask", case, "--save", case, typed=typed_for(["0", "!"]))
    known = read_case(case, GUIDELINE).known
    assert known["age_years"] == 40
    assert known["saddle_sensation_change"] is False


def test_an_impossible_answer_is_told_and_asked_again(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts: {symptom_onset_age_years: 50}\n", "utf-8")
    done = wervel("ask", case, "--lang", "en", "--save", case, typed=typed_for(["0", "40", "55", "!"]))
    assert "That cannot go together" in done.stdout
    assert read_case(case, GUIDELINE).known["age_years"] == 55


def test_the_end_of_input_ends_the_interview_kindly() -> None:
    done = wervel("ask", typed="")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_doubt_about_all_the_others_is_no_no(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    wervel("ask", "--save", case, typed=typed_for(["1", "banana", "d", "!"]))
    read = read_case(case, GUIDELINE)
    assert read.known == {"saddle_sensation_change": True}
    assert len(read.declined) == 5


def test_an_interrupted_interview_keeps_its_answers(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    with subprocess.Popen([WERVEL, "ask", "--save", case], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("0\n40\n")
        process.stdin.flush()
        while "Vraag 3" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    assert read_case(case, GUIDELINE).known["age_years"] == 40


def test_another_case_is_never_overwritten(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts: {age_years: 40}\npreferences: {minutes: 10}\n", "utf-8")
    refused = wervel("ask", "--save", case, typed=typed_for(["0", "!"]))
    assert refused.returncode == 2
    assert "a file that is there already" in refused.stderr
    assert read_case(case, GUIDELINE).known == {"age_years": 40}
    wervel("ask", case, "--save", case, typed=typed_for(["0", "!"]))
    assert read_case(case, GUIDELINE).preferences.minutes == 10


def test_a_place_where_nothing_can_be_saved_is_told_before_the_first_question(tmp_path: Path) -> None:
    done = wervel("ask", "--save", tmp_path / "nowhere" / "case.yaml", typed=typed_for(["0"]))
    assert done.returncode == 2
    assert done.stdout == ""


@pytest.mark.parametrize(("typed", "days"), [("10", 10), ("3 weken", 21), ("2 months", 60), ("4 jaar", 1460), ("1d", 1)])
def test_a_duration_may_be_said_in_weeks_months_and_years(tmp_path: Path, typed: str, days: int) -> None:
    case = tmp_path / "case.yaml"
    wervel("ask", "--save", case, typed=typed_for(["0", "40", typed, "!"]))
    assert read_case(case, GUIDELINE).known["episode_duration_days"] == days


@pytest.mark.parametrize("typed", ["²", "1 0", "99", "", "-1", "1.5", "j"])
def test_what_is_no_list_of_numbers_is_asked_again(tmp_path: Path, typed: str) -> None:
    case = tmp_path / "case.yaml"
    done = wervel("ask", "--save", case, typed=typed_for([typed, "0", "!"]))
    assert done.returncode == 0, done.stderr
    assert not any(value is True for value in read_case(case, GUIDELINE).known.values())


def test_answers_of_a_saved_case_can_be_seen_and_changed(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts: {age_years: 40}\n", "utf-8")
    done = wervel("ask", case, "--lang", "en", "--save", case, typed=typed_for(["=", "1", "41", "!"]))
    assert "1. age: 40 years" in done.stdout
    assert read_case(case, GUIDELINE).known["age_years"] == 41


def test_who_cannot_say_whether_an_alarm_sign_is_there_is_sent_to_have_it_looked_at_today() -> None:
    talk = Interview(GUIDELINE)
    while screen := talk.next_screen():
        unsure = screen.group == "cauda_equina"
        talk.answer(screen, dict.fromkeys(screen.key) if unsure else answers(screen, ORDINARY))
    section = Teller(talk.assessment, "nl").route(frozenset(talk.declined))
    assert section.lines[0].startswith(upper(GUIDELINE.routes["gp_today"].name.nl))


def test_who_knows_nothing_is_not_asked_what_only_makes_sense_after_a_yes() -> None:
    talk = Interview(GUIDELINE)
    while screen := talk.next_screen():
        talk.answer(screen, dict.fromkeys(screen.key))
    assert len(talk.answered) <= 15
    assert not talk.assessment.released
