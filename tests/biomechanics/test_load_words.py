"""What is said about load: in both languages, easy to read, in halves, and never about harm or risk."""

import pytest

from tests.biomechanics.people_in_postures import BIOMECHANICS, GUIDELINE, USUAL
from tests.health.test_readability import LEAST, reading_ease
from wervel.biomechanics.body import Person
from wervel.biomechanics.drills import drills_by_load, exercise_load
from wervel.biomechanics.model import Held, Model
from wervel.biomechanics.posture import REASONS, Posture, from_name
from wervel.logic.text import Language, Text
from wervel.narrate.load import PHRASES, LoadTeller, halves, lighter
from wervel.narrate.report import Section

LANGUAGES: tuple[Language, Language] = ("nl", "en")
HARM = {
    "nl": ("risico", "gevaar", "letsel", "blessure", "schade", "beschadig", "kapot", "overbelast", "veilig", "slijtage", "hernia", "norm"),
    "en": ("risk", "danger", "injur", "harm", "damag", "overload", "unsafe", "safe", "wear", "hernia", "limit of"),
}
OWN = [*PHRASES.values(), *BIOMECHANICS.limits, *(one.name for one in BIOMECHANICS.postures.values())]


def teller(language: Language) -> LoadTeller:
    return LoadTeller(GUIDELINE, USUAL, language)


def everything(language: Language) -> list[Section]:
    tells = teller(language)
    return [
        *tells.overview(),
        *(section for one in BIOMECHANICS.postures.values() for kg in (None, 0.0, 7.5) for section in tells.posture(one, kg)),
        *(section for one in GUIDELINE.exercises.values() for section in tells.exercise(exercise_load(one, USUAL, 8), 8)),
        *tells.drills(drills_by_load(GUIDELINE.exercises.values(), USUAL)),
        tells.limits(),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_about_harm_or_risk(language: Language) -> None:
    told = " ".join(line for section in everything(language) for line in (section.title, *section.lines) if not line.startswith("  "))
    own = " ".join(text[language] for text in OWN)
    assert not [word for word in HARM[language] if word in own.lower()]
    assert not [word for word in HARM[language][:6] if word in told.lower()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_filled_in(language: Language) -> None:
    for section in everything(language):
        assert section.title
        assert section.lines
        assert not [line for line in section.lines if not line.strip() or "{" in line or "None" in line or "  " in line.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_reads_at_b1(language: Language) -> None:
    scores = {text[language]: reading_ease(text[language], language) for text in OWN if text[language].endswith(".")}
    assert not {text: round(score) for text, score in scores.items() if score is not None and score < LEAST}


def test_stick_low_is_told_as_so_many_times_relaxed_standing_with_what_makes_it_lighter() -> None:
    low = BIOMECHANICS.postures["stick_low"]
    (english,), (dutch,) = teller("en").posture(low), teller("nl").posture(low)
    assert (english.title, dutch.title) == ("Stick low, bent 60 degrees", "Stick laag, 60 graden gebogen")
    assert english.lines[0] == "Held still, this is for your low back about 3.5 times relaxed standing."
    assert dutch.lines[0] == "Stil gehouden is dit voor je onderrug ongeveer 3,5 keer ontspannen staan."
    assert "- Bend half as far: about 2.5 times." in english.lines
    assert "- Stand upright: about as relaxed standing." in english.lines
    assert "- Rechtop staan: ongeveer als ontspannen staan." in dutch.lines
    assert any("above about 45 degrees" in line for line in english.lines)


def test_a_lift_is_made_lighter_by_coming_upright_closer_and_with_less() -> None:
    lift = BIOMECHANICS.postures["lift_round_back"]
    (section,) = teller("en").posture(lift)
    assert "In a measurement this was 4.6 times as heavy as standing." in section.lines
    changes = lighter(USUAL, from_name(lift), 20)
    assert [one.by for one in changes] == ["half_bent", "close", "half_weight"]
    now = USUAL.of(lift).relative
    assert all(one.load.relative < now for one in changes)


def test_what_was_measured_with_20_kg_is_not_said_of_another_weight() -> None:
    (section,) = teller("en").posture(BIOMECHANICS.postures["hold_close"], 5)
    assert not [line for line in section.lines if "measurement" in line]


def test_standing_is_only_what_others_are_compared_with() -> None:
    (section,) = teller("en").posture(BIOMECHANICS.postures["standing"])
    assert section.lines[0] == "This is the measure. All else is put beside it."
    assert not lighter(USUAL, Posture(0), 0)


@pytest.mark.parametrize(("relative", "told"), [(0.9, 1), (1.0, 1), (1.24, 1), (1.25, 1.5), (1.7, 1.5), (1.8, 2), (3.3, 3.5), (4.74, 4.5)])
def test_numbers_are_told_in_halves(relative: float, told: float) -> None:
    assert halves(relative) == told


def test_a_change_that_nobody_would_hear_is_not_told() -> None:
    nearly_upright = Posture(16, 0, (16, 16))
    assert all(halves(one.load.relative) < halves(USUAL.load(nearly_upright).relative) for one in lighter(USUAL, nearly_upright, 0))
    assert not lighter(USUAL, Posture(10, 0, (10, 10)), 1, [Held(0.5)])


def test_an_unknown_weight_is_asked_for_and_a_known_one_is_told() -> None:
    deadlift = GUIDELINE.exercises["deadlift_kettlebell"]
    tells = teller("en")
    (without,), (with_,) = tells.exercise(exercise_load(deadlift, USUAL)), tells.exercise(exercise_load(deadlift, USUAL, 16), 16)
    assert any("--in-hands" in line and "kettlebell" in line for line in without.lines)
    assert "In your hands: 16 kg." in with_.lines
    assert not [line for line in with_.lines if "--in-hands" in line]


def test_who_is_reckoned_with_and_how_far_it_is_off_is_always_told() -> None:
    woman = LoadTeller(GUIDELINE, Model(BIOMECHANICS, Person(62.5, 170, "female")), "nl")
    lines = woman.limits().lines
    assert "Gerekend voor een vrouw van 62,5 kg en 170 cm." in lines
    assert any("zit het getal er 11 tot 37 procent naast" in line for line in lines)


def test_every_reason_has_words() -> None:
    assert all(isinstance(PHRASES[reason], Text) for reason in REASONS)
