"""S19, for a team: `wervel squad` as a person types it, what the coach sees, and what is refused."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.test_commands import wervel
from tests.course.people import GUIDELINE
from tests.knowledge.spoiling import copied
from tests.sport.squad_files import HEAD, TODAY, WELL, squad_text, with_complaint
from wervel import Refused
from wervel.consult.squad import READERS, squad_schema
from wervel.knowledge.squads import parse_squad

LADIES = Path(__file__).parents[2] / "examples" / "squads" / "ladies_one.yaml"
STATES = {
    "Anna": "takes_part",
    "14": "takes_part",
    "Charlie": "adapted",
    "Demi": "adapted",
    "Eva": "see_first",
    "Fleur": "adapted",
    "Gwen": "see_first",
}

MEDICAL = (
    "pijn", "klacht", "blaas", "zenuw", "wervel", "arts", "fysio", "rood", "oranje", "groen", "licht was", "knie die", "onderzoek",
    "zwanger", "pain", "symptom", "complaint", "bladder", "nerve", "doctor", "physio", "amber", "urgen", "emergency", "knee that", "hurt",
    "pregnan", "sore",
)  # fmt: skip
"""What a coach has no business with."""


def result(*options: object) -> Any:
    done = wervel("squad", LADIES, "--today", TODAY, "--format", "json", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_example_squad_comes_out_as_promised() -> None:
    plan = result()
    assert {one["name"]: one["state"] for one in plan["players"]} == STATES
    assert [(one["day"], one["before_training"], one["light"]) for one in plan["days"]] == [
        ("tuesday", True, False),
        ("thursday", True, False),
    ]
    assert plan["upright_breaks"]["minutes"] == [30, 60]
    demi = next(one for one in plan["players"] if one["name"] == "Demi")
    assert (demi["way_back"]["action"], demi["way_back"]["step"], demi["way_back"]["drag_flicks"]["count"]) == ("advance", "r6", 20)
    fleur = next(one for one in plan["players"] if one["name"] == "Fleur")
    assert (fleur["way_back"]["action"], fleur["way_back"]["unlit"]) == ("stay", ["2026-11-21"])


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_results_follow_the_published_schema(reader: str, language: str) -> None:
    schema = squad_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    plan = result("--for", reader, "--lang", language)
    assert not [error.message for error in validator.iter_errors(plan)]
    for key in plan:
        assert list(validator.iter_errors({name: value for name, value in plan.items() if name != key})), key
    other = next(one for one in READERS if one != reader)
    assert list(validator.iter_errors({**plan, "for": other})), "a coach may not get what a physiotherapist sees"


# the coach


def test_the_coach_sees_availability_and_what_to_avoid_and_nothing_else() -> None:
    players = {one["name"]: one for one in result("--for", "coach")["players"]}
    assert {name: one["availability"] for name, one in players.items()} == {
        name: {"takes_part": "all", "adapted": "part", "see_first": "none"}[state] for name, state in STATES.items()
    }
    assert {name for name, one in players.items() if one["contact_arranged"]} == {"Eva", "Gwen"}
    assert {key for one in players.values() for key in one} == {
        "name",
        "availability",
        "contact_arranged",
        "may",
        "avoid",
        "instead",
        "drag_flicks",
    }
    assert (players["Eva"]["may"], players["Eva"]["avoid"]) == (None, [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_coach_reads_no_medical_word_about_a_player(language: str) -> None:
    told = wervel("squad", LADIES, "--today", TODAY, "--for", "coach", "--lang", language).stdout
    about = told[told.index("WIE DOET MEE" if language == "nl" else "WHO JOINS") : told.rindex("\n\n")]
    data = json.dumps(result("--for", "coach", "--lang", language)["players"], ensure_ascii=False)
    for text in (about, data):
        assert not [word for word in MEDICAL if re.search(rf"\b{word}", text.lower())]
        assert not [fact for fact in GUIDELINE.facts if fact in text]
    assert ("Contact is geregeld" if language == "nl" else "Contact has been arranged") in about


def test_two_players_who_may_not_play_look_alike_to_the_coach() -> None:
    """Whether it is an emergency or open questions is nobody's business on the field."""
    players = {one["name"]: one for one in result("--for", "coach")["players"]}
    assert {**players["Eva"], "name": ""} == {**players["Gwen"], "name": ""}


# the text


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_squad_is_told_in_both_languages(reader: str, language: str) -> None:
    done = wervel("squad", LADIES, "--today", TODAY, "--for", reader, "--lang", language)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert not any(bad in done.stdout for bad in ("{", "None", "Fraction"))
    assert ("DE WEEK VAN DE PLOEG" if language == "nl" else "THE WEEK OF THE TEAM") in done.stdout


def test_the_physiotherapist_reads_the_most_urgent_first_with_reasons_and_sources() -> None:
    told = " ".join(wervel("squad", LADIES, "--today", TODAY, "--lang", "en").stdout.split())
    assert told.startswith("GWEN: SOMEBODY LOOKS FIRST How soon: help right now")
    assert told.index("GWEN") < told.index("EVA") < told.index("CHARLIE")
    assert "Because: a knee that hurts under load." in told
    assert "The light of these days is missing: 21 November 2026." in told
    assert "Nobody asked about complaints." in told
    assert "Wervel's own choice (to be checked)" in told


# refused


def problems(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        parse_squad(text, GUIDELINE, TODAY)
    return [str(problem) for problem in refused.value.problems]


def head(old: str, new: str) -> str:
    assert old in HEAD
    return squad_text({"facts": WELL}, head=HEAD.replace(old, new))


def squad_of_one(**more: Any) -> str:
    return squad_text({"facts": WELL, **more})


def logged(*lines: str) -> str:
    return squad_of_one(log=[f"date: 2026-11-20, {line}" for line in lines])


TWICE = squad_text({"name": "Bo", "facts": WELL}, {"name": "bo", "facts": WELL})
NO_SINCE = squad_text({"facts": with_complaint(return_to_play_stage="r3"), "log": ["date: 2026-11-20, kind: run, minutes: 30"]})
REFUSED = [
    (head("tuesday", "tuseday"), "squad.yaml:3: found `tuseday`, expected one of: monday", "did you mean `tuesday`?"),
    (head("[tuesday, thursday]", "[]"), "squad.yaml:3: found no training days", "write such as [tuesday, thursday]"),
    (head("training_days: [tuesday, thursday]\n", ""), "no `training_days`", "add a line `training_days: ...`"),
    (head("match_days: [sunday]\n", ""), "no `match_days`", "add a line"),
    (head("[sunday]", "[thursday]"), "`thursday`, a day of training too", "remove it from one list"),
    (head("[tuesday, thursday]", "[tuesday, tuesday]"), "`tuesday` a second time", "remove one"),
    (head("band", "bnad"), "found `bnad`, expected a piece of equipment", "did you mean `band`?"),
    (head("minutes: 75", "minutes: 5"), "found `5`, expected a number from 15 to 240", "correct it"),
    (head("squad: 1", "squad: 2"), "found `2`, expected one of: 1", ""),
    (f"{HEAD}players: []\n", "no players", "write `- name: ...` for each player"),
    (HEAD, "no `players`", "add a line"),
    ("just words\n", "squad.yaml:1: found `just words`", "write key: value lines"),
    (TWICE, "found `bo` a second time, expected each player once; the first is on line 8", "add an initial"),
    (f"{HEAD}players:\n  - facts: {{}}\n", "no `name` and no `number`", "write `name: ...`"),
    (
        squad_of_one(facts={"knee_iritable": "yes"}),
        "found `knee_iritable`, expected a fact of the guideline",
        "did you mean `knee_irritable`?",
    ),
    (squad_of_one(facts={"pain_now_nprs": 11}), "found `11`", "from 0 to 10"),
    (squad_of_one(preferences={"likes": ["swimmin"]}), "found `swimmin`", "a name known under likes"),
    (squad_of_one(step_since="2026-12-01"), "found `2026-12-01`", "a day up to today"),
    (squad_of_one(log=["date: 2026-11-24, kind: run, minutes: 30"]), "found `2026-11-24`", "a day up to today, 2026-11-23"),
    (logged("kind: swim, minutes: 30"), "found `swim`", "one of: walk"),
    (logged("kind: run, minutes: 30, pain_during: 11"), "found `11`", "from 0 to 10"),
    (logged("kind: run, minutes: 7.5"), "found `7.5`", "a whole number"),
    (logged("kind: run"), "no `minutes`", "add a line"),
    (logged("kind: run, minutes: 30", "kind: run, minutes: 30"), "the same line a second time", "each session once"),
    (NO_SINCE, "a log without `step_since`", "add `step_since: ...`"),
]


@pytest.mark.parametrize(("text", "found", "cure"), REFUSED, ids=[f"{at}-{one[1][:40]}" for at, one in enumerate(REFUSED)])
def test_a_wrong_squad_is_refused_with_its_place_and_the_cure(text: str, found: str, cure: str) -> None:
    told = problems(text)
    assert [one for one in told if found in one and cure in one], told
    assert all(re.match(r"squad\.yaml:\d+: ", one) for one in told)


def test_all_problems_are_told_at_once_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "squad.yaml"
    path.write_text(squad_text({"name": "Bo", "facts": {"agee": 3}}, {"name": "Bo"}, head=HEAD.replace("sunday", "someday")), "utf-8")
    done = wervel("squad", path, "--today", TODAY)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 3


def test_the_guideline_without_sport_says_so(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "sport.yaml").unlink()
    done = wervel("squad", LADIES, "--guideline", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "sport.yaml:1: found no file" in done.stderr
