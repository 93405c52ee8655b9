"""The book says all that the guideline says, in both languages, and marks what nobody has checked."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from tests.book.reading import Element, Reader, read
from wervel.biomechanics.agreement import comparisons
from wervel.book.edition import Edition
from wervel.book.pages import title
from wervel.book.phrases import LEADS, PARTS, PHRASES, TITLES
from wervel.book.proofs import Proof, Result
from wervel.book.rendering import LANGUAGES, Book
from wervel.book.teller import BookTeller
from wervel.book.things import heading, rows
from wervel.consult.contents import KINDS, SETTINGS, Settings, things
from wervel.knowledge.cases import read_guideline_cases
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.load import PACKAGED, read_guideline
from wervel.knowledge.progression import NEEDS
from wervel.knowledge.types import Triage
from wervel.logic.expr import AtLeast, Compare, Includes, Is, Not, Yes
from wervel.logic.text import Language, Text

GUIDELINE = read_guideline(PACKAGED)
CASES = tuple(read_guideline_cases(PACKAGED, GUIDELINE))
PROOF = Proof("z3 4.13", {one.id: Result("proven", 3, ()) for one in GUIDELINE.properties})
BOOK = Book(Edition(GUIDELINE, PACKAGED, CASES, PROOF))
FILES = dict(BOOK.files())
PAGES: dict[str, Reader] = {name: read(html) for name, html in FILES.items() if name.endswith(".html")}
THINGS = {kind: {key: one for (of, key), one in things(GUIDELINE).items() if of == kind} for kind in KINDS}
NUMBERED = ("test", "profile", "programme", "progression", "move", "curve", "measure", "evaluation", "course", "referral", "sport_step",
            "role", "way_back", "sport", "posture", "load")  # fmt: skip
"""Kinds of which the book tells every number as it stands in the file, or as a percentage."""
IN_LINES = set(GUIDELINE.anatomy.evidence)
"""The spine marks its sources within its lines."""
OPEN = GUIDELINE.words["verified"]["no"]


def page(language: Language, path: str) -> Element:
    return PAGES[f"{language}/{path}.html"].root


def where(kind: str, key: str, language: Language) -> Element:
    """The element of a thing, on the page that holds it."""
    path, _, anchor = BOOK.where[kind, key].partition("#")
    return PAGES[f"{language}/{path}"].ids[anchor]


# the pages as HTML


def test_the_names_of_the_files_are_known_beforehand() -> None:
    assert BOOK.names == list(FILES)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_formed(name: str) -> None:
    reader = PAGES[name]
    assert not reader.wrong
    assert "{" not in reader.root.text, "an unfilled phrase"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_language_landmarks_one_heading_and_tables_with_scope(name: str) -> None:
    root = PAGES[name].root
    language = PurePosixPath(name).parts[0] if "/" in name else "nl"
    assert [one.attributes["lang"] for one in root.all("html")] == [language]
    assert len(root.all("main")) == len(root.all("h1")) == 1
    assert [one for one in root.all("nav") if not {"aria-label", "aria-labelledby"} & set(one.attributes)] == []
    assert [one for one in root.all("th") if one.attributes.get("scope") not in ("row", "col")] == []
    assert not root.all("script")
    if name != "index.html":
        assert root.all("a", "skip")[0].attributes["href"] == "#content"
        levels = [int(one.tag[1]) for one in root.all() if one.tag in ("h1", "h2", "h3", "h4")]
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], "a level of headings is skipped"


def test_every_link_leads_to_a_page_and_a_place_on_it() -> None:
    broken = []
    for name, reader in PAGES.items():
        for link in [*reader.root.all("a"), *reader.root.all("link")]:
            file, _, anchor = link.attributes["href"].partition("#")
            target = resolved(name, file) if file else name
            if target not in FILES or (anchor and anchor not in PAGES[target].ids):
                broken.append(f"{name}: {link.attributes['href']}")
    assert not broken


def resolved(name: str, href: str) -> str:
    parts = list(PurePosixPath(name).parent.parts)
    for part in href.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_the_same_guideline_gives_the_same_bytes() -> None:
    again = Book(Edition(read_guideline(PACKAGED), PACKAGED, CASES, PROOF))
    assert dict(again.files()) == FILES


# all that the guideline says


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", THINGS)
def test_everything_stands_in_the_book_under_its_name(kind: str, language: Language) -> None:
    teller = BookTeller(GUIDELINE, language)
    missing = []
    for key, thing in THINGS[kind].items():
        if kind == "examination":
            element = page(language, f"examination/{key}")
        elif kind == "condition":
            element = page(language, BOOK.where[kind, key].partition(".html#")[0])
        else:
            element = where("rule" if kind == "phenomenon" else kind, key, language)
        first = next(one for one in element.all() if one.tag in ("h1", "h2", "h3"))
        if plain(heading(thing, teller)) not in first.text:
            missing.append(key)
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_test_property_and_axiom_stands_in_the_book(language: Language) -> None:
    for source in GUIDELINE.sources.values():
        assert plain(source.title) in where("source", source.id, language).text or source.kind == "proposal" or source.read == "no"
    for step in GUIDELINE.examination:
        for test in step.tests:
            told = where("test", test.id, language).text
            assert [text[language] for text in (test.how, test.positive) if plain(text[language]) not in told] == []
            assert len(where("test", test.id, language).all("tr")) == sum(2 * len(rows) + 1 for rows in (test.accuracy, test.norms) if rows)
    for one in GUIDELINE.properties:
        assert plain(one.text[language]) in where("property", one.id, language).text
        assert PHRASES["proven"][language] in where("property", one.id, language).text
    for axiom in GUIDELINE.axioms:
        assert plain(axiom.text[language]).lower() in where("axiom", axiom.id, language).text.lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NUMBERED)
def test_every_text_and_number_of_a_thing_stands_with_it(kind: str, language: Language) -> None:
    missing = []
    for key, thing in THINGS[kind].items():
        told = where(kind, key, language).text
        numbers = set(re.findall(r"\d+(?:[.,]\d+)?", told))
        for value in leaves(thing.content if isinstance(thing, Settings) else thing):
            if isinstance(value, Text):
                found = plain(value[language].replace("{}", "…")).casefold() in told.casefold()
            else:
                found = bool({written(value, language), written(100 * value, language)} & numbers)
            if not found:
                missing.append((key, value))
    assert not missing


def leaves(value: object) -> Iterator[Text | Fraction | int]:
    """The texts and numbers in a thing. Its evidence and its criteria have tests of their own; where a 0 stands there may be nothing."""
    match value:
        case Evidence() | AtLeast() | Not() | Yes() | Is() | Includes() | Compare() | bool():
            return
        case Text() | Fraction() | int():
            if value != 0:
                yield value
        case tuple():
            for one in value:
                yield from leaves(one)
        case Mapping():
            yield from leaves(tuple(value.values()))
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from leaves(getattr(value, field.name))


def written(number: Fraction | int, language: Language) -> str:
    text = f"{abs(float(number)):g}"
    return text.replace(".", ",") if language == "nl" else text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_after_a_session_tells_its_texts_and_amounts(language: Language) -> None:
    assert GUIDELINE.progression is not None
    for rule in GUIDELINE.progression.rules:
        told = where("progression_rule", rule.id, language).text
        assert [text for text in (rule.text, rule.otherwise) if plain(text[language]) not in told] == []
        assert [need for need in NEEDS[rule.action] if not re.search(rf"\b{getattr(rule, need)}\b", told)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_rule_after_a_session_can_do_has_words(language: Language) -> None:
    assert [action for action in NEEDS if not PHRASES.get(f"action_{action}", Text("", ""))[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_told(language: Language) -> None:
    """Every field of what stands together has a row; a new field needs one."""
    teller = BookTeller(GUIDELINE, language)
    for one in [one for ones in THINGS.values() for one in ones.values() if isinstance(one, Settings)]:
        assert set(one.fields) <= {field for row in rows(one, teller) for field in row.fields}, one.id


@pytest.mark.parametrize("kind", SETTINGS)
def test_every_field_of_a_part_is_compared_and_told(kind: str) -> None:
    """A field either holds things with an id of their own, or stands in `SETTINGS`."""
    things_in = {"programme": {"profiles"}, "progression": {"facts", "evidence_of_facts", "rules", "moves"},
                 "course": {"curves", "measures", "evaluations"}, "way_back": {"steps", "referrals", "roles"},
                 "sport": {"facts", "evidence_of_facts", "return_to_play"}, "load": {"postures"}}  # fmt: skip
    (whole,) = {id(one.whole): one.whole for one in THINGS[kind].values() if isinstance(one, Settings)}.values()
    named = [field for fields_ in SETTINGS[kind].values() for field in fields_]
    assert sorted([*named, *things_in[kind]]) == sorted(field.name for field in fields(whole) if field.name != "definitions")


@pytest.mark.parametrize(("kind", "path"), [("session_fact", "progression/facts"), ("sport_fact", "sport/facts")])
def test_criteria_of_a_part_lead_to_its_own_facts(kind: str, path: str) -> None:
    """A fact of a session may have the name of a fact of the guideline; a link leads to the right one."""
    own = {"session_fact": GUIDELINE.progression, "sport_fact": GUIDELINE.sport}[kind]
    assert own is not None
    kinds = {"session_fact": ("progression_rule", "move"), "sport_fact": ("sport_step",)}[kind]
    links = [link.attributes["href"] for one in kinds for key in THINGS[one] for link in where(one, key, "en").all("a")]
    for key in own.facts:
        assert not [href for href in links if "facts/" in href and href.endswith(f"#{key}") and not href.endswith(f"{path}.html#{key}")]
    assert [href for href in links if f"{path}.html#" in href]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_posture_and_a_measurement_stand_beside_what_the_model_makes_of_them(language: Language) -> None:
    assert GUIDELINE.biomechanics is not None
    cells = [[cell.text for cell in line.all("td")] for line in where("load", "measured", language).all("tr", "figures")]
    modelled = [written(Fraction(round(one.modelled, 1)), language) for one in comparisons(GUIDELINE.biomechanics)]
    assert [cell[-1] for cell in cells] == modelled
    assert {"nl": "ongeveer 2,5 keer ontspannen staan", "en": "about 2.5 times relaxed standing"}[language] in where(
        "posture", "bent_forward", language
    ).text


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_tells_its_text_outcome_exceptions_origin_and_cases(language: Language) -> None:
    for rule in GUIDELINE.rules.values():
        element = where("rule", rule.id, language)
        assert plain(rule.text[language]) in element.text, rule.id
        assert BOOK.edition.origin(rule.place) in element.text
        links = [one.attributes["href"] for one in element.all("a", "rule")]
        assert [name for name in rule.except_when if not any(href.endswith(f"#{name}") for href in links)] == []
        named = {one for names in BOOK.edition.expectations[rule.id].values() for one in names}
        assert [name for name in named if plain(name) not in element.text] == []
        if isinstance(rule.then, Triage):
            (signal,) = element.all("p", "signal")
            assert rule.then.urgency in signal.classes
            assert len(signal.all("svg")) == 1, "a shape beside the word"
            assert plain(GUIDELINE.urgencies[rule.then.urgency].within[language]) in signal.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_a_trajectory_tells_what_turns_it(language: Language) -> None:
    for condition in GUIDELINE.conditions.values():
        steps = PAGES[f"{language}/conditions/{condition.id}.html"].ids["trajectory"].all("ol", "steps")[0].children
        for step, element in zip(condition.trajectory.steps, [one for one in steps if isinstance(one, Element)], strict=True):
            expected = [step.name, step.what, *(one.text for one in step.criteria)]
            assert [text.nl for text in expected if plain(text[language]).lower() not in element.text.lower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_condition_shows_the_rules_that_fear_it(language: Language) -> None:
    for rule in GUIDELINE.rules.values():
        if isinstance(rule.then, Triage) and rule.then.suspect:
            links = [one.attributes["href"] for one in page(language, f"conditions/{rule.then.suspect}").all("a", "rule")]
            assert [href for href in links if href.endswith(f"#{rule.id}")]


def test_no_id_of_a_rule_appears_without_its_words() -> None:
    """An id stands under the words of its rule and nowhere else; links, cases and lists name rules by their words."""
    bare = []
    for name, reader in PAGES.items():
        language: Language = "en" if name.startswith("en/") else "nl"
        teller = BookTeller(GUIDELINE, language)
        named = {f"{one.attributes['id']}": one for one in reader.root.all("article", "thing") if "id" in one.attributes}
        for code in reader.root.all("code"):
            rule = GUIDELINE.rules.get(code.text)
            if rule and teller.rule_name(rule) not in named[rule.id].text:
                bare.append(f"{name}: {rule.id}")
        words = Counter(reader.root.text.split())
        ids = Counter(code.text for code in reader.root.all("code"))
        bare += [f"{name}: {rule}" for rule in GUIDELINE.rules if words[rule] > ids[rule]]
    assert not bare


# honesty


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_carries_its_own_mark(language: Language) -> None:
    """Over the whole book, claim by claim: what was read and what is to be checked is what the guideline says."""
    found: Counter[tuple[str, bool]] = Counter()
    for one in BOOK.pages[1:]:
        for claims in page(language, one.path).all("ul", "claims"):
            for claim in claims.all("li"):
                (mark,) = [*claim.all("span", "verified"), *claim.all("span", "open")]
                says = [words.text.casefold() for words in claim.all("p", "says")]
                is_open = "open" in mark.classes
                assert (OPEN[language] in mark.text) is is_open
                found[says[0] if says else "", is_open] += 1
    expected = Counter((plain(one.says).casefold(), not one.verified) for one in GUIDELINE.evidence if one not in IN_LINES)
    expected += Counter(("", not verified) for one in GUIDELINE.exercises.values() for _, verified in one.sources)
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sources_of_the_spine_are_marked_too(language: Language) -> None:
    for path in ("spine", "spine/regions", "spine/vertebrae", "spine/segments", "spine/discs", "spine/roots", "spine/parts"):
        for article in page(language, path).all("article"):
            if any(source in article.text for source in ("Bron: ", "Source: ")):
                assert any(mark[language] in article.text for mark in GUIDELINE.words["verified"].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_of_wervel_is_marked_as_one(language: Language) -> None:
    proposals = {key for key, source in GUIDELINE.sources.items() if source.kind == "proposal"}
    lists = [claims for one in BOOK.pages[1:] for claims in page(language, one.path).all("ul", "claims")]
    marked = [mark for claims in lists for mark in claims.all("span", "own")]
    evidence = [one for one in GUIDELINE.evidence if one not in IN_LINES]
    cited = [one.source for one in evidence] + [source for one in GUIDELINE.exercises.values() for source, _ in one.sources]
    assert len(marked) == sum(source in proposals for source in cited)
    assert {PHRASES["own_choice"][language]} == {one.text for one in marked}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_top_of_a_page_tells_the_version_and_the_share_that_was_read(language: Language) -> None:
    for one in BOOK.pages[1:]:
        (line,) = page(language, one.path).all("p", "edition")
        assert GUIDELINE.version in line.text
        share = PHRASES["share"][language].format(one.verified, len(one.cited), 100 * one.verified // max(len(one.cited), 1))
        assert (share if one.cited else PHRASES["no_claims"][language]) in line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_proof_the_book_says_that_nothing_was_proven(language: Language) -> None:
    text = read(dict(Book(Edition(GUIDELINE, PACKAGED, CASES)).files())[f"{language}/properties.html"]).root.text
    assert PHRASES["nothing_proven"][language] in text
    assert text.count(PHRASES["not_asked"][language]) == len(GUIDELINE.properties)


def test_what_was_refuted_is_shown_with_what_refutes_it() -> None:
    first, second, *_ = GUIDELINE.properties
    proof = replace(PROOF, results={first.id: Result("refuted", 2, ("somebody of 40",)), second.id: Result("unknown", 1, ("too hard",))})
    shown = read(dict(Book(Edition(GUIDELINE, PACKAGED, CASES, proof)).files())["nl/properties.html"])
    assert "weerlegd" in shown.ids[first.id].text
    assert "somebody of 40" in shown.ids[first.id].text
    assert "niet beantwoord binnen de tijd" in shown.ids[second.id].text
    assert f"0 van {len(GUIDELINE.properties)}" in shown.root.text


# the words of the book itself


def test_every_topic_of_the_guideline_has_a_title_and_every_title_a_topic() -> None:
    """A new topic needs a line under `topics` in scales.yaml; without it the page goes by the name of its file."""
    topics = [one.path for one in BOOK.pages if one.part in ("red_flags", "plan", "phenomena", "advice")]
    assert sorted(GUIDELINE.words["topics"]) == sorted(topics)
    assert title("red_flags/something_new", GUIDELINE).nl == "Something new"


def test_every_title_and_lead_of_the_book_is_of_a_page() -> None:
    paths = {one.path for one in BOOK.pages}
    assert set(TITLES) | set(LEADS) <= paths


def test_every_thing_that_is_compared_has_a_place_in_the_book() -> None:
    assert sorted({kind for kind, _ in things(GUIDELINE)}) == sorted(KINDS)
    assert [key for key in things(GUIDELINE) if key[0] not in ("phenomenon", "examination") and key not in BOOK.where] == []
    assert [kind for kind in KINDS if f"kinds_{kind}" not in PHRASES] == []


def test_every_part_has_a_name() -> None:
    assert {one.part for one in BOOK.pages} | {"changes"} == set(PARTS)
