"""The exercise sheet, read back by another program."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.documents.reading import WITH_PROGRAMME, Pdf, example, guideline, schedule_for, squeezed
from wervel import plan
from wervel.documents.schedule import schedule_of
from wervel.documents.sheet import CODE_FORM, Release, print_sheet
from wervel.knowledge.document import Refused
from wervel.logic.text import Language
from wervel.narrate.report import Teller

both = pytest.mark.parametrize("language", ["nl", "en"])
people = pytest.mark.parametrize("name", WITH_PROGRAMME)


def sheet_of(example_name: str, language: Language = "nl", /, **more: Any) -> bytes:
    assessment = example(example_name)[1].assessment
    return print_sheet(assessment, schedule_for(example_name), Teller(assessment, language), **more)


@both
@people
def test_the_sheet_is_tagged_with_its_language_title_and_fonts(name: str, language: Language) -> None:
    content = sheet_of(name, language)
    pdf = Pdf(content)
    assert pdf.is_tagged
    assert pdf.root["/Lang"] == language
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.title
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in pdf.root["/Metadata"].get_data()
    assert pdf.fonts()
    assert all(pdf.fonts().values())


@people
def test_every_picture_says_what_it_shows(name: str) -> None:
    alternatives = [properties.get("/Alt") for tag, properties in Pdf(sheet_of(name)).elements() if tag == "/Figure"]
    cards = schedule_for(name).cards
    assert len(alternatives) == sum(len(card.choice.exercise.poses) for card in cards) + 1, "and one for the code"
    assert all(alternatives)


@both
@people
def test_every_exercise_stands_there_with_what_to_do_how_much_and_why(name: str, language: Language) -> None:
    words = Pdf(sheet_of(name, language)).words
    schedule, teller = schedule_for(name), Teller(example(name)[1].assessment, language)
    for choice in (card.choice for card in schedule.cards):
        exercise = choice.exercise
        told = [exercise.name[language], exercise.instruction[language], teller.reason(choice), teller.dose(choice).rsplit(", ", 2)[0]]
        told += [] if schedule.by_quota else [exercise.feel[language]]
        told += [guideline().exercises[one].name[language] for one in (choice.easier, choice.harder) if one]
        assert [text for text in told if squeezed(text) not in words] == []


@both
@people
def test_when_to_stop_when_to_call_and_when_to_review_stand_there(name: str, language: Language) -> None:
    words = Pdf(sheet_of(name, language)).words
    schedule, assessment = schedule_for(name), example(name)[1].assessment
    light = "quota" if schedule.by_quota else "calm" if schedule.stage.id == "calm" else "later"
    assert squeezed(guideline().programme.lights[light][language]) in words
    assert assessment.safety_net
    for one in assessment.safety_net:
        assert squeezed(guideline().advice[one].text[language]) in words
    assert str(schedule.review.year) in words
    assert schedule.reference in words
    assert guideline().version in words


@people
def test_a_page_holds_two_exercises_or_so(name: str) -> None:
    cards = len(schedule_for(name).cards)
    assert cards / 4 + 1 <= Pdf(sheet_of(name)).pages <= cards + 2


def test_the_same_input_gives_the_same_bytes() -> None:
    assert sheet_of("hockey_sprain") == sheet_of("hockey_sprain")
    assert sheet_of("hockey_sprain") != sheet_of("hockey_sprain", "en")


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1; #x",
        '#image("/etc/passwd") #read("main.typ")',
        "$x^2$ *not bold* _nor this_ `raw` <label> @reference",
        "\\ [content] = title - item + item / term: ~ -- ... // comment /* comment */",
        "\"quotes\" 'single' {braces} %percent &amp; é ï ß Ł ş",
    ],
)
def test_what_people_write_comes_out_as_they_wrote_it(text: str) -> None:
    words = Pdf(sheet_of("hockey_sprain", name=text, notes=[text], release=Release(text))).words
    assert words.count(squeezed(text)) >= 3


def test_letters_that_cannot_be_printed_are_refused_kindly() -> None:
    with pytest.raises(Refused, match="letters that can be printed"):
        sheet_of("hockey_sprain", name="李")


def test_control_characters_do_not_stop_the_printer() -> None:
    assert squeezed("van Jan de Vries") in Pdf(sheet_of("hockey_sprain", name="Jan\x00de\x1bVries\r\n")).words


def test_the_sheet_says_whether_it_is_self_care_a_draft_or_released() -> None:
    assert squeezed("Zelf aan de slag") in Pdf(sheet_of("hockey_sprain")).words
    assert schedule_for("stenosis").is_draft
    assert "Concept" in Pdf(sheet_of("stenosis")).words
    released = Pdf(sheet_of("stenosis", release=Release("M. Jansen, fysiotherapeut", date(2026, 10, 5)))).words
    assert squeezed("vrijgegeven door M. Jansen, fysiotherapeut op 5 oktober 2026") in released
    assert "Concept" not in released


def test_the_boxes_to_tick_are_the_sessions_of_the_programme() -> None:
    for name in WITH_PROGRAMME:
        schedule = schedule_for(name)
        planned = sorted(((slot.on - schedule.start).days, slot.kind, one.exercise.id) for slot in schedule.slots for one in slot.choices)
        assert planned
        assert sorted((day, card.kind, card.choice.exercise.id) for card in schedule.cards for day in card.days) == planned
        assert 0 <= planned[0][0] <= planned[-1][0] < 7 * schedule.weeks


def test_every_exercise_of_the_programme_has_a_card() -> None:
    for name in WITH_PROGRAMME:
        programme = example(name)[1].programme
        assert programme is not None
        planned = {one.exercise.id for session in programme.sessions for one in session.choices}
        assert planned == {card.choice.exercise.id for card in schedule_for(name).cards}


def test_the_reference_is_that_of_one_programme_and_tells_nothing() -> None:
    assert len({schedule_for(name).reference for name in WITH_PROGRAMME}) == len(WITH_PROGRAMME)
    assert schedule_for("stenosis").reference == schedule_for("stenosis").reference
    assert CODE_FORM.format("2026-10-05", "ABCD-1234-EF56") == "WERVEL 1 2026-10-05 ABCD-1234-EF56"


def test_exercises_at_home_come_on_the_days_that_somebody_can() -> None:
    case, _ = example("hockey_sprain")
    wishes = replace(case.preferences, start=date(2026, 10, 6), days=("sunday", "tuesday", "thursday"))
    schedule = schedule_of(plan(guideline(), case, wishes))
    assert schedule is not None
    assert schedule.slots[0].on == date(2026, 10, 6)
    assert {slot.on.weekday() for slot in schedule.slots if slot.kind == "home"} <= {1, 3, 6}
