"""Patients can read it: every text for them is measured, in both languages, against what a B1 reader manages.

Dutch by Flesch-Douma (206.84 - 0.93 words per sentence - 77 syllables per word), English by Flesch (206.84 - 1.015 and - 84.6). Above 60 is
plain; newspapers stand at 50. Syllables are hyphenation points (pyphen), so a text scores a little too high: hence the bound on the mean.
"""

import re
from collections.abc import Iterator
from statistics import mean
from typing import Literal

import pyphen
import pytest

from wervel import load
from wervel.logic.text import Text

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, Language] = ("nl", "en")
LEAST, LEAST_ON_AVERAGE = 50, 75
SHORT = 5
"""With fewer words one long name decides the score."""

HYPHENS = {"nl": pyphen.Pyphen(lang="nl_NL"), "en": pyphen.Pyphen(lang="en_GB")}
FORMULA = {"nl": (0.93, 77.0), "en": (1.015, 84.6)}
SENTENCE_END = re.compile(r"[.!?:;](?:\s|$)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
IN_BRACKETS = re.compile(r"\([^)]*\)")
"""Names of medicines and diseases stand in brackets, for who knows them; the text reads without."""


def reading_ease(text: str, language: Language) -> float | None:
    """The score of a text; nothing for a few words."""
    text = IN_BRACKETS.sub("", text)
    words = WORD.findall(text)
    if len(words) < SHORT:
        return None
    sentences = len([part for part in SENTENCE_END.split(text) if WORD.search(part)])
    syllables = sum(HYPHENS[language].inserted(word.lower()).count("-") + 1 for word in words)
    per_sentence, per_word = FORMULA[language]
    return float(206.835 - per_sentence * len(words) / sentences - per_word * syllables / len(words))


def patient_texts() -> Iterator[tuple[str, str, Text]]:
    """Kind, id and text of everything that a patient reads."""
    guideline = load()
    yield from (("rule", rule.id, rule.text) for rule in guideline.rules.values())
    yield from (("advice", advice.id, advice.text) for advice in guideline.advice.values())
    yield from (("condition", condition.id, condition.summary) for condition in guideline.conditions.values())
    yield from (("exercise", exercise.id, exercise.instruction) for exercise in guideline.exercises.values())
    yield from (("feel", exercise.id, exercise.feel) for exercise in guideline.exercises.values())
    yield from (("stage", stage.id, stage.explains) for stage in guideline.programme.stages.values())
    yield from (("profile", profile.id, profile.explains) for profile in guideline.programme.profiles.values())
    yield from (("light", key, text) for key, text in guideline.programme.lights.items())
    assert guideline.progression is not None
    yield from (("progression", key, text) for key, text in guideline.progression.texts)
    yield from (("urgency", key, level.says) for key, level in guideline.urgencies.items())
    yield from (("route", key, term.says) for key, term in guideline.routes.items())
    yield from (("class", key, term.says) for key, term in guideline.classes.items())
    assert guideline.course is not None
    yield from (("evaluation", one.id, one.text) for one in guideline.course.evaluations)
    yield from (("verdict", verdict, text) for verdict, text in guideline.course.judgement.texts)
    yield from (("course", key, text) for key, text in (("honesty", guideline.course.honesty), ("prevent", guideline.course.prevent_text)))
    for fact in guideline.facts.values():
        if fact.by == "patient" and fact.question is not None:
            yield "question", fact.id, fact.question


TEXTS = list(patient_texts())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_for_patients_reads_at_b1(language: Language) -> None:
    scores = {f"{kind} {name}": reading_ease(text[language], language) for kind, name, text in TEXTS}
    hard = {name: round(score) for name, score in scores.items() if score is not None and score < LEAST}
    assert not hard


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in TEXTS}))
def test_each_kind_of_text_reads_easily_on_average(kind: str, language: Language) -> None:
    scores = [score for one, _, text in TEXTS if one == kind and (score := reading_ease(text[language], language)) is not None]
    assert mean(scores) >= LEAST_ON_AVERAGE


def test_the_measure_tells_hard_from_easy() -> None:
    """A measure that lets everything pass would prove nothing."""
    easy = {"nl": "Loop elke dag een stukje. Het mag best wat zeer doen.", "en": "Go for a short walk each day. It may hurt a little."}
    hard = {
        "nl": "Multidisciplinaire pijnrevalidatie overwegen bij persisterende functionele beperkingen ondanks adequate begeleiding.",
        "en": "Consider multidisciplinary pain rehabilitation for persistent functional limitations notwithstanding adequate management.",
    }
    for language in LANGUAGES:
        assert (reading_ease(easy[language], language) or 0) > LEAST_ON_AVERAGE
        assert (reading_ease(hard[language], language) or 0) < LEAST
