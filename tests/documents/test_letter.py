"""The letter to the GP, read back by another program."""

from datetime import date

import pytest

from tests.documents.reading import EXAMPLES, Pdf, example, guideline, squeezed
from wervel.documents.letter import Address, print_letter
from wervel.documents.schedule import schedule_of
from wervel.logic.text import Language
from wervel.narrate.report import upper

both = pytest.mark.parametrize("language", ["nl", "en"])
everyone = pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))


def letter_of(name: str, language: Language = "nl", address: Address | None = None) -> Pdf:
    case, planned = example(name)
    return Pdf(print_letter(planned.assessment, schedule_of(planned), case, language, address))


@both
@everyone
def test_a_letter_is_tagged_and_as_short_as_a_letter(name: str, language: Language) -> None:
    pdf = letter_of(name, language)
    assert pdf.is_tagged
    assert pdf.root["/Lang"] == language
    assert all(pdf.fonts().values())
    assert 1 <= pdf.pages <= 5


@both
@everyone
def test_a_letter_says_what_fits_and_how_sure_and_names_no_diagnosis(name: str, language: Language) -> None:
    words = letter_of(name, language).words
    assessment = example(name)[1].assessment
    for condition, confidence in assessment.hypotheses.items():
        sure = guideline().words["confidence"][confidence][language]
        assert squeezed(f"{upper(guideline().conditions[condition].name[language])} ({sure})") in words
    for source in guideline().sources.values():  # the title of a guideline may use the word
        words = words.replace(squeezed(source.title), "")
    assert "diagnos" not in words.lower()


@both
@everyone
def test_every_source_is_marked(name: str, language: Language) -> None:
    words = letter_of(name, language).words
    marks = [squeezed(guideline().words["verified"][mark][language]) for mark in ("yes", "no")]
    assert not example(name)[1].assessment.alarms or any(mark in words for mark in marks)


def test_an_emergency_asks_for_help_now_and_has_no_programme() -> None:
    words = letter_of("cauda_equina").words
    assert squeezed("De patiënt moet nu naar de spoedeisende hulp") in words
    assert squeezed("Er is nog geen oefenprogramma.") in words


def test_what_needs_no_gp_asks_nothing() -> None:
    assert squeezed("Er wordt niets van u gevraagd.") in letter_of("hockey_sprain").words


def test_names_come_out_as_written_and_lines_wait_for_those_left_out() -> None:
    address = Address("#panic() $p$ *Vries*", "\\Fysio [a] @b", "dr. #x", date(2026, 10, 5))
    words = letter_of("hockey_sprain", "en", address).words
    for text in (address.patient, address.sender, address.receiver, "5 October 2026"):
        assert squeezed(text) in words
    assert "....." in letter_of("hockey_sprain").words


def test_the_same_case_gives_the_same_letter() -> None:
    case, planned = example("axspa_suspicion")
    schedule = schedule_of(planned)
    assert print_letter(planned.assessment, schedule, case, "nl") == print_letter(planned.assessment, schedule, case, "nl")
