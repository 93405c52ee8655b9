"""`wervel spine` as a person types it: everything can be asked, in both languages, and a slip is put right."""

import json
from typing import Any

import pytest

from tests.cli.test_commands import wervel
from wervel import load
from wervel.narrate.spine import SpineTeller

GUIDELINE = load()
THINGS = list(GUIDELINE.anatomy.things)


def told(*arguments: str) -> str:
    """What is printed, on one line."""
    done = wervel("spine", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def found(*arguments: str) -> Any:
    done = wervel("spine", *arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


# the four rows of the text about the spine


def test_s5_the_overview_names_the_four_regions_and_how_many_vertebrae_each_has() -> None:
    dutch, english = told(), told("--lang", "en")
    for words in ("Nek: 7 wervels", "Bovenrug: 12 wervels", "Onderrug: 5 wervels", "Heiligbeen: 1 bot, van 5 wervels"):
        assert words in dutch
    for words in ("Neck: 7 vertebrae", "Upper back: 12 vertebrae", "Low back: 5 vertebrae", "Sacrum: 1 bone, of 5 vertebrae"):
        assert words in english
    assert [one.get("vertebrae") for one in found()["found"]] == [None, 7, 12, 5, 5]


def test_s6_a_disc_tells_what_it_is_what_it_does_and_how_high_it_is() -> None:
    disc = told("disc", "L4-L5", "--lang", "en")
    assert "ring of cartilage fibres with a core of thick fluid" in disc
    assert "absorbs shocks, passes on forces, and helps to set how far the vertebrae move" in disc
    assert "12 to 14 mm high" in disc
    assert "3 tot 5 mm" in told("schijf T6-T7")


def test_s7_a_root_tells_where_it_leaves_and_its_muscles_skin_senses_and_reflex() -> None:
    root = told("S1", "--lang", "en")
    for words in ("leaves through an opening of the sacrum", "standing on the toes", "outer side of the heel", "touch", "pain", "vibration",
                  "warm and cold", "ankle reflex", "straight leg raise"):  # fmt: skip
        assert words in root
    assert "leaves between C7 and T1" in told("C8", "--lang", "en")


def test_s8_a_segment_tells_its_two_vertebrae_how_it_moves_and_its_nerve() -> None:
    segment = told("L4-5", "--lang", "en")
    for words in ("two neighbouring vertebrae and all that joins them", "low back, L4 and L5", "forward and back together about 14 degrees",
                  "root L4 leaves here", "Root L5 passes close to this disc"):  # fmt: skip
        assert words in segment
    assert "there is none here" in told("C1-C2", "--lang", "en")


# everything can be asked


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: f"{type(thing).__name__} {thing.id}")
def test_everything_is_told_in_both_languages_with_its_sources(thing: Any, language: Any) -> None:
    section = SpineTeller(GUIDELINE, language).tell(thing)
    assert section.title
    assert len(section.lines) > 2
    assert section.lines[-1].startswith("  Bron: " if language == "nl" else "  Source: ")
    assert not [line for line in section.lines if not line.strip() or "{" in line or "None" in line or "  " in line.strip()]


def test_a_name_of_a_vertebra_and_a_root_shows_both() -> None:
    assert [(one["is"], one["id"]) for one in found("l5")["found"]] == [("vertebra", "L5"), ("root", "L5")]
    both = told("L5")
    assert "VIJFDE LENDENWERVEL, L5" in both
    assert "VIJFDE LENDENZENUW, L5" in both


@pytest.mark.parametrize("name", ["onderrug", "Low back", "vertebrae lumbales", "lendenwervelkolom"])
def test_a_region_is_known_by_its_dutch_english_and_latin_name(name: str) -> None:
    assert [one["id"] for one in found(*name.split())["found"]] == ["lumbar"]


def test_json_holds_numbers_texts_in_one_language_and_sources() -> None:
    result = found("L5-S1 disc", "--lang", "en")
    (disc,) = result["found"]
    assert result["guideline"] == GUIDELINE.version
    assert result["asked"] == "L5-S1 disc"
    assert (disc["is"], disc["name"], disc["latin"]) == ("disc", "intervertebral disc L5-S1", "discus intervertebralis L5-S1")
    assert (disc["height"]["low"], disc["height"]["high"]) == (11, 13)
    assert {one["verified"] for one in disc["height"]["because"]} == {True}


@pytest.mark.parametrize(("word", "cure"), [("L4-L6", "did you mean `L4-L5`?"), ("heilgbeen", "did you mean `heiligbeen`?"),
                                            ("quux", "`wervel spine` shows what there is")])  # fmt: skip
def test_an_unknown_name_ends_with_2_and_a_suggestion(word: str, cure: str) -> None:
    done = wervel("spine", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"found `{word}`" in done.stderr
    assert cure in done.stderr
