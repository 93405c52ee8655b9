"""The words of the app: both languages, plain, found by every template that asks for one."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template
from django.test import Client
from django.utils import translation

from tests.health.test_house import FEAR_EN, FEAR_NL
from tests.health.test_readability import LEAST, reading_ease
from wervel.logic.text import Text
from wervel.web.look import phrases as frame
from wervel.web.look.saying import Sayer, language_now
from wervel.web.selfcheck import phrases as selfcheck

WEB = Path(frame.__file__).parents[1]
ROOMS = {"look": frame.SAID, "selfcheck": selfcheck.SAID}
OURS = sorted(path for room in ROOMS for path in (WEB / room / "templates").rglob("*.html"))

said = Sayer({"left": Text("nog {} vraag|nog {} vragen", "{} question left|{} questions left")})


def test_a_phrase_has_a_form_for_one_and_one_for_the_rest() -> None:
    assert [said("nl", "left", number) for number in (0, 1, 2)] == ["nog 0 vragen", "nog 1 vraag", "nog 2 vragen"]
    assert said("en", "left", 1) == "1 question left"


def test_a_room_finds_its_own_words_and_those_of_the_frame() -> None:
    assert said("en", "back") == "Back"
    with pytest.raises(KeyError):
        said("en", "nobody says this")


@pytest.mark.parametrize(("asked", "spoken"), [("nl", "nl"), ("en", "en"), ("en-gb", "en"), ("fr", "nl")])
def test_dutch_is_spoken_unless_english_is_asked_for(asked: str, spoken: str) -> None:
    with translation.override(asked):
        assert language_now() == spoken


def test_the_language_follows_the_browser_and_then_the_choice_of_the_reader(client: Client) -> None:
    assert '<html lang="nl">' in client.get("/").content.decode()
    assert '<html lang="en">' in client.get("/", headers={"accept-language": "en-GB"}).content.decode()
    assert client.post("/language/", {"language": "en", "next": "/who-to-call/"})["Location"] == "/who-to-call/"
    assert '<html lang="en">' in client.get("/").content.decode()


def test_the_language_switch_leads_nowhere_else(client: Client) -> None:
    assert client.post("/language/", {"language": "en", "next": "https://example.org/"})["Location"] == "/"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_every_template_compiles_and_with_it_every_phrase_is_there(path: Path) -> None:
    get_template(path.relative_to(next(parent for parent in path.parents if parent.name == "templates")).as_posix())


def test_a_phrase_that_is_not_there_is_found_before_anybody_reads_the_page() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"phrases\.py"):
        Template('{% load say %}{% say "nobody says this" %}')


def test_what_is_said_can_be_kept_and_is_never_markup() -> None:
    shown = Template('{% load say %}{% say "guideline" version as kept %}[{{ kept }}] {% say "guideline" version %}')
    with translation.override("en"):
        assert shown.render(Context({"version": "<b>"})) == "[Guideline &lt;b&gt;] Guideline &lt;b&gt;"


@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_is_filled_in_in_both_languages_with_the_same_values(room: str) -> None:
    for key, text in ROOMS[room].items():
        assert text.nl, key
        assert text.en, key
        for one in (*text.nl.split("|"), *text.en.split("|")):
            assert one.count("{}") == text.nl.split("|")[-1].count("{}"), key


@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_is_used(room: str) -> None:
    """In a template or in code, whole or put together from a name."""
    rooms = (WEB / room).rglob("*") if room != "look" else WEB.rglob("*")
    sources = "\n".join(path.read_text("utf-8") for path in rooms if path.suffix in (".html", ".py") and path.name != "phrases.py")
    composed = ("error_", "span_")
    unused = [key for key in ROOMS[room] if f'"{key}"' not in sources and f"'{key}'" not in sources and not key.startswith(composed)]
    tones = {"calm", "info", "warn", "alarm"}
    assert not set(unused) - tones


@pytest.mark.parametrize("room", ROOMS)
def test_no_phrase_feeds_fear(room: str) -> None:
    found = [
        key for key, text in ROOMS[room].items() if any(f in text.nl.lower() for f in FEAR_NL) or any(f in text.en.lower() for f in FEAR_EN)
    ]
    assert not found


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_phrase_reads_at_b1(room: str, language: str) -> None:
    assert language in ("nl", "en")
    scores = {key: reading_ease(text[language].replace("{}", "dit"), language) for key, text in ROOMS[room].items()}  # type: ignore[index, arg-type]
    assert not {key: score for key, score in scores.items() if score is not None and score < LEAST}


def test_every_room_that_has_templates_has_phrases() -> None:
    """Else `say` would look up its words among those of the frame alone."""
    rooms = [path.parent.name for path in WEB.glob("*/templates") if any(path.rglob("*.html"))]
    assert set(ROOMS) <= set(rooms)
    for room in ROOMS:
        assert find_spec(f"wervel.web.{room}.phrases")
        assert import_module(f"wervel.web.{room}.phrases").SAID
