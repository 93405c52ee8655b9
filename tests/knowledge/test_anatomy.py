"""The anatomy of the spine: complete, joined up, and refused with place and cure when its file is wrong."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.spoiling import Change, copied, problems_in, replaced, spoil
from wervel.knowledge.spine import Anatomy, Disc, Figure, Root, Segment, Vertebra
from wervel.knowledge.types import Guideline

NECK, UPPER_BACK, LOW_BACK = (7, "C"), (12, "T"), (5, "L")
LEVELS = [f"{letter}{number}" for count, letter in (NECK, UPPER_BACK, LOW_BACK) for number in range(1, count + 1)]
SENSES = {"touch", "pain", "vibration", "temperature"}


@pytest.fixture(scope="module")
def anatomy(guideline: Guideline) -> Anatomy:
    return guideline.anatomy


def figures(value: Any) -> list[Figure]:
    if isinstance(value, Figure):
        return [value]
    return [figure for field in fields(value) for figure in figures(getattr(value, field.name))] if is_dataclass(value) else []


# the four rows of the text about the spine


def test_s5_four_regions_of_seven_twelve_five_and_one_that_grew_together(anatomy: Anatomy) -> None:
    assert [region.bones for region in anatomy.regions.values()] == [7, 12, 5, 1]
    assert (anatomy.regions["sacral"].grown_together, anatomy.regions["sacral"].vertebrae) == (True, 5)
    assert list(anatomy.vertebrae) == LEVELS
    for thing in anatomy.things:
        assert thing.name.nl, thing.id
        assert thing.name.en, thing.id
        assert thing.latin, thing.id
    assert all(region.codes for region in anatomy.regions.values())


def test_s6_discs_are_rings_with_a_core_and_differ_per_region(anatomy: Anatomy) -> None:
    assert len(anatomy.discs) == 23
    assert next(iter(anatomy.discs)) == "C2-C3"
    assert list(anatomy.discs)[-1] == "L5-S1"
    general = anatomy.kinds["disc"]
    assert all(word in general.says.en for word in ("ring", "cartilage", "core", "fluid"))
    assert all(word in general.does.en for word in ("shocks", "forces", "move"))
    thoracic, cervical, lumbar = (anatomy.regions[key].disc_height for key in ("thoracic", "cervical", "lumbar"))
    assert thoracic is not None
    assert cervical is not None
    assert lumbar is not None
    assert thoracic.high < cervical.high < lumbar.low
    assert anatomy.discs["T4-T5"].height.high < anatomy.discs["T10-T11"].height.low < anatomy.discs["L4-L5"].height.low


def test_s7_nerves_leave_between_the_vertebrae_drive_muscles_and_carry_four_senses(anatomy: Anatomy) -> None:
    assert {"canal", "cord"} == {part.id for part in anatomy.runs_through("T6")}
    assert {"canal", "cauda_equina"} == {part.id for part in anatomy.runs_through("L4")}
    counts = {letter: sum(root.rstrip("0123456789") == letter for root in anatomy.roots) for letter in ("C", "T", "L", "S", "Co")}
    assert counts == {"C": 8, "T": 12, "L": 5, "S": 5, "Co": 1}
    assert len(anatomy.roots) == 31
    for root in anatomy.roots.values():
        assert root.skin or root.id == "C1"
        assert root.moves or root.id == "Co1"
        assert set(root.senses) == (SENSES if root.skin else set())
    assert anatomy.roots["S1"].reflex == "ankle"


def test_s8_a_segment_is_two_neighbours_and_each_region_moves_in_its_own_way(anatomy: Anatomy) -> None:
    assert [(one.upper, one.lower) for one in anatomy.segments.values()] == list(zip(LEVELS, [*LEVELS[1:], "S1"], strict=True))
    assert [one.id for one in anatomy.segments.values() if not one.has_disc] == ["C1-C2"]
    general = anatomy.kinds["vertebra"]
    assert all(word in general.does.en for word in ("weight", "forces", "movement larger"))
    mobility = {key: region.mobility for key, region in anatomy.regions.items()}
    cervical, thoracic, lumbar = mobility["cervical"], mobility["thoracic"], mobility["lumbar"]
    assert cervical is not None
    assert thoracic is not None
    assert lumbar is not None
    assert mobility["sacral"] is None
    assert lumbar.rotation.high < thoracic.rotation.low < cervical.rotation.low
    assert thoracic.flexion_extension.high < lumbar.flexion_extension.low < cervical.flexion_extension.low


# where nerves leave


@pytest.mark.parametrize(
    ("root", "way_out"),
    [("C1", "C0-C1"), ("C2", "C1-C2"), ("C7", "C6-C7"), ("C8", "C7-T1"), ("T1", "T1-T2"), ("T12", "T12-L1"), ("L4", "L4-L5"),
     ("L5", "L5-S1"), ("S1", "sacrum"), ("S5", "sacrum"), ("Co1", "sacrum")],
)  # fmt: skip
def test_a_root_leaves_above_its_vertebra_in_the_neck_and_below_it_elsewhere(anatomy: Anatomy, root: str, way_out: str) -> None:
    assert anatomy.roots[root].exit == way_out


def test_one_root_leaves_by_each_segment_and_in_the_low_back_the_next_one_passes(anatomy: Anatomy) -> None:
    assert all(len(segment.exits) == 1 for segment in anatomy.segments.values())
    passing = {key: segment.passing for key, segment in anatomy.segments.items() if segment.passing}
    assert passing == {"L1-L2": "L2", "L2-L3": "L3", "L3-L4": "L4", "L4-L5": "L5", "L5-S1": "S1"}


def test_the_roots_that_therapists_examine_have_skin_muscle_and_nerve_test(guideline: Guideline, anatomy: Anatomy) -> None:
    for option in guideline.facts["touch_left"].option_ids:
        root = anatomy.roots[option.upper()]
        assert root.skin, root.id
        if f"mrc_left_{option}" in guideline.facts:
            assert root.key_muscle, root.id
            assert root.tension_test, root.id


# figures and their sources


def test_every_figure_is_a_range_with_a_source(anatomy: Anatomy) -> None:
    found = [figure for thing in anatomy.things for figure in figures(thing)]
    assert len(found) > 23 + 3 * 24
    assert all(figure.because and 0 <= figure.low <= figure.high for figure in found)


def test_an_exception_stands_at_its_own_level_only(anatomy: Anatomy) -> None:
    region = anatomy.regions["lumbar"].segment_mobility
    assert region is not None
    assert anatomy.segments["L2-L3"].mobility == region
    assert anatomy.segments["L5-S1"].mobility.lateral != region.lateral
    assert anatomy.segments["L5-S1"].mobility.rotation == region.rotation


# names


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("L4", [(Vertebra, "L4"), (Root, "L4")]),
        ("l4-l5", [(Segment, "L4-L5"), (Disc, "L4-L5")]),
        ("L4 / 5", [(Segment, "L4-L5"), (Disc, "L4-L5")]),
        ("Th12–L1", [(Segment, "T12-L1"), (Disc, "T12-L1")]),
        ("C1-C2", [(Segment, "C1-C2")]),
        ("L5 root", [(Root, "L5")]),
        ("wortel th4", [(Root, "T4")]),
        ("NERVUS SACRALIS I", [(Root, "S1")]),
        ("vierde lendenwervel", [(Vertebra, "L4")]),
        ("fourth lumbar vertebra", [(Vertebra, "L4")]),
        ("vertebra lumbalis IV", [(Vertebra, "L4")]),
        ("Atlas", [(Vertebra, "C1")]),
        ("schijf L5-S1", [(Disc, "L5-S1")]),
        ("L9", []),
    ],
)  # fmt: skip
def test_names_are_known_in_three_languages_and_any_case(anatomy: Anatomy, word: str, found: list[tuple[type, str]]) -> None:
    assert [(type(thing), thing.id) for thing in anatomy.find(word)] == found


def test_a_name_stands_for_two_things_only_where_a_code_does(anatomy: Anatomy) -> None:
    codes = [written for written, things in anatomy.names.values() if len(things) > 1]
    assert all(re.fullmatch(r"(C|Th?|L)\d+(-((C|Th?|L|S)?\d+))?", code) for code in codes), codes


def test_a_slip_is_put_right(anatomy: Anatomy) -> None:
    assert anatomy.suggest("L4-L6") == "L4-L5"
    assert anatomy.suggest("heilgbeen") == "heiligbeen"
    assert anatomy.suggest("quux") is None


# the file


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (replaced("source: ishii_2004", "source: ishi_2004"), "did you mean `ishii_2004`"),
        (replaced("range: [100, 130]", "range: [130, 100]"), "write [low, high]"),
        (replaced("range: [100, 130]", "range: [100, 130, 140]"), "write [low, high]"),
        (replaced("range: [100, 130]", "range: [100]"), "a list with at least 2 items"),
        (replaced("range: [100, 130]", "range: [100, many]"), "write a plain number"),
        (replaced("spans: [L2, S1]", "spans: [L2, S2]"), "the name of a vertebra"),
        (replaced("reflex: ankle", "reflex: ankel"), "did you mean `ankle`"),
        (replaced("tension_test: straight_leg_raise", "tension_test: lasegue"), "the name of a tension test"),
        (replaced("exit: C7-T1", "exit: C8-T1"), "did you mean `C7-T1`"),
        (replaced("exits: sacrum", "exits: sacral"), "did you mean `sacrum`"),
        (replaced("        L3:\n", "        L33:\n"), "`L3`: the roots in order"),
        (replaced("\n  C1-C2:\n", "\n  C1-C9:\n"), "the name of a segment"),
        (replaced("\n  T4-T5:", "\n  T4-T6:"), "the name of a disc"),
        (replaced("\n  L5:\n", "\n  L6:\n"), "the name of a vertebra"),
        (replaced("vertebrae: 12", "vertebrae: 14"), "add the ordinals"),
        (replaced("vertebrae: 12", "vertebrae: twelve"), "write a plain number"),
        (replaced("    does:", "    doe:"), "did you mean `does`"),
        (replaced("  disc:\n", "  disk:\n"), "did you mean `disc`"),
        (replaced("nl: wervelkolom, en: spine", "nl: wervelkolom"), "no text in `en`"),
        (replaced("letters: [L]", "letters: []"), "a list with at least 1 items"),
    ],
)  # fmt: skip
def test_a_spoiled_file_is_told_with_its_line_and_the_cure(tmp_path: Path, change: Change, says: str) -> None:
    folder = copied(tmp_path)
    spoil(folder, "anatomy.yaml", change)
    told = problems_in(folder)
    assert any(re.match(r".*anatomy\.yaml:\d+: found ", problem) and says in problem for problem in told), told


def test_a_guideline_without_anatomy_is_refused(tmp_path: Path) -> None:
    assert any("add anatomy.yaml" in problem for problem in problems_in(copied(tmp_path, "anatomy.yaml")))
