"""The guideline in the app: everything has a page, everything links to it, and all can be found."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import ClientOf
from wervel.logic.text import Language
from wervel.web.accounts.models import User
from wervel.web.guideline import current
from wervel.web.guideline_pages import edition
from wervel.web.guideline_pages.search import search

pytestmark = pytest.mark.django_db
Get = Callable[..., str]
LARGEST = 100_000
LANGUAGES: tuple[Language, ...] = ("nl", "en")
LINK = re.compile(r'href="(/guideline/[^"#]*)')


@pytest.fixture
def page(client: Client) -> Get:
    def get(address: str, language: str = "nl", status: int = 200) -> str:
        client.cookies["language"] = language
        response = client.get(address)
        assert response.status_code == status, address
        return response.content.decode()

    return get


def test_every_chapter_opens_without_an_account_stays_small_and_links_only_to_what_is_there(page: Get) -> None:
    seen, queue = set(), {"/guideline/"}
    shown = {edition.address_of(one) for one in edition.book().pages}
    while queue:
        address = queue.pop()
        seen.add(address)
        html = page(address)
        assert html.count("<h1>") == 1
        assert len(html.encode()) < LARGEST, address
        links = set(LINK.findall(html))
        queue |= {link for link in links & shown if link not in seen}
        for link in links - shown:
            kind, _, key = link.removeprefix("/guideline/").strip("/").partition("/")
            assert kind == "search" or (kind, key) in edition.thing_of(), link
    assert shown == seen


def test_every_chapter_is_there_in_english_too() -> None:
    for one in edition.book().pages:
        leaf = edition.chapter(one.path, "en")
        assert leaf is not None
        assert "<h1>" in leaf.html, one.path
        assert leaf.title[0].isupper() or not leaf.title[0].isalpha()


def test_a_chapter_is_named_for_its_part_wherever_the_guideline_was_read_from(page: Get) -> None:
    html = page("/guideline/rule/cauda_equina.recent_sign/")
    assert "Alarmsignalen" in html
    assert ">rules/red_flags/cauda_equina.yaml" in html


@pytest.mark.parametrize(("kind", "among"), [("rule", "rules"), ("fact", "facts"), ("condition", "conditions"), ("exercise", "exercises"),
                                             ("source", "sources"), ("advice", "advice")])  # fmt: skip
def test_all_that_other_rooms_link_to_has_a_stable_page(kind: str, among: str) -> None:
    for key in getattr(current(), among):
        for language in LANGUAGES:
            assert edition.leaf_of(kind, key, language) is not None, key


def test_a_rule_shows_its_evidence_its_cases_and_what_was_proven(page: Get) -> None:
    rule = next(one for one in current().rules.values() if one.because and one.because[0].at)
    html = page(reverse("guideline_pages:thing", args=["rule", rule.id]), "en")
    assert rule.id in html
    assert rule.because[0].source in html
    assert "true" in html
    assert "not proven in this edition".capitalize() in html


def test_what_is_not_there_is_not_found(page: Get) -> None:
    for address in (
        "/guideline/rule/nothing/",
        "/guideline/chapter/nothing/",
        "/guideline/nothing/at_all/",
        "/guideline/chapter/../../etc/",
    ):
        page(address, status=404)


def test_searching_finds_by_name_first_and_without_accents_or_capitals(page: Get) -> None:
    condition = next(iter(current().conditions.values()))
    name = condition.name.nl
    assert any(hit.href == edition.thing_address("condition", condition.id) for hit in search(name.upper(), "nl")[:10])
    assert search("", "nl") == []
    assert search("xyzzyq", "nl") == []
    rule = next(iter(current().rules))
    assert search(rule, "en")[0].href == edition.thing_address("rule", rule)
    assert all(len(hit.piece) < 300 for hit in search("pijn", "nl"))
    html = page("/guideline/search/?q=koorts")
    assert "/guideline/fact/" in html
    assert "koorts" in html
    assert "Niets gevonden" in page("/guideline/search/?q=xyzzyq")
    assert "&lt;script&gt;" in page("/guideline/search/?q=<script>")


def test_a_certificate_in_the_data_folder_is_shown_and_a_strange_one_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WERVEL_DATA", str(tmp_path))
    assert edition.proof() is None
    promise = current().properties[0].id
    one = {"id": promise, "status": "proven", "questions": 1, "counterexamples": [], "undecided": []}
    path = tmp_path / edition.CERTIFICATE
    path.write_text(json.dumps({"guideline": current().version, "solver": "z3", "properties": [one]}))
    proof = edition.proof()
    assert proof is not None
    assert proof.results[promise].status == "proven"
    path.write_text("{}")
    assert edition.proof() is None


def test_who_signs_in_reads_the_same_guideline(client_of: ClientOf, alice: User, bob: User, charlie: User, dana: User, frank: User) -> None:
    for user in (alice, bob, charlie, dana, frank, None):
        assert client_of(user).get("/guideline/").status_code == 200
