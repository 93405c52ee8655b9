"""The words of the app in the language of the reader. Every room keeps its own in `phrases.py`:

SAID = {"welcome": Text("Welkom", "Welcome"), "left": Text("nog {} vraag|nog {} vragen", "{} question left|{} questions left")}
say = Sayer(SAID)

In Python `say(request, "welcome")`, in a template of that room `{% load say %}{% say "left" 3 %}`. A word that the room does not have is
looked up among those of the frame. With a bar in it a phrase has a form for one, said when its first value is 1, and one for the rest.
"""

from collections.abc import Mapping
from typing import assert_never

from django.http import HttpRequest
from django.utils.translation import get_language

from wervel.logic.text import Language, Text
from wervel.web.look.phrases import SAID as FRAME


def language_now() -> Language:
    """The language in which this request is answered. Dutch, unless the reader chose or asked for English."""
    return "en" if (get_language() or "").startswith("en") else "nl"


def phrase(text: Text, language: Language, *values: object) -> str:
    forms = text[language].split("|")
    return forms[0 if values and values[0] == 1 else -1].format(*values)


class Sayer:
    """The words of one room. Raises KeyError for a word that neither the room nor the frame has."""

    def __init__(self, said: Mapping[str, Text]) -> None:
        self.said = {**FRAME, **said}

    def __call__(self, to: HttpRequest | Language, key: str, *values: object) -> str:
        match to:
            case "nl" | "en":
                return phrase(self.said[key], to, *values)
            case HttpRequest():
                return phrase(self.said[key], language_now(), *values)
            case _:
                assert_never(to)
