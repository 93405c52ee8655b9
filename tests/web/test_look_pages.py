"""The frame around pages, the pages for errors, and what a strict browser refuses."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import get_template
from django.test import Client, RequestFactory

from wervel.narrate.report import Section
from wervel.web.accounts.models import User
from wervel.web.guideline import current
from wervel.web.look import errors
from wervel.web.look.icons import SHAPES, TONES
from wervel.web.look.parts import Row

WEB = Path(errors.__file__).parents[1]
ClientOf = Callable[[User | None], Client]


def rendered(source: str, **context: object) -> str:
    return Template("{% load say look %}" + source).render(Context(context))


# the frame


def test_a_page_says_who_it_is_for_and_what_it_rests_on(client: Client) -> None:
    html = client.get("/").content.decode()
    assert html.index('class="skip"') < html.index("<header"), "the first stop of the keyboard leads to the content"
    assert html.count("<main") == html.count("<h1>") == 1
    assert "Het vervangt geen arts of fysiotherapeut" in html
    assert current().version in html


@pytest.mark.django_db
def test_everybody_sees_the_places_of_their_role_and_the_name_of_the_practice(
    client_of: ClientOf, alice: User, alice_record: object, bob: User, dana: User
) -> None:
    seen = {}
    for user in (alice, bob, dana):
        html = client_of(user).get("/who-to-call/").content.decode()
        seen[user.email] = re.findall(r'<span class="practice">(.*?)</span>', html)
        assert "Uitloggen" in html
        assert "Inloggen" not in html
    assert list(seen.values()) == [["Praktijk De Linde"], ["Praktijk De Linde"], ["HC De Linde"]]


@pytest.mark.django_db
def test_a_professional_without_a_second_factor_sees_no_practice(client_of: ClientOf, bob: User) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user=bob).delete()
    assert 'class="practice"' not in client_of(bob).get("/who-to-call/").content.decode()


# errors


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422])
def test_an_error_says_what_is_wrong_what_to_do_and_where_to_get_help(rf: RequestFactory, status: int) -> None:
    page = errors.error_page(rf.get("/"), status)
    html = page.content.decode()
    assert page.status_code == status
    assert html.count("<h1>") == 1
    assert 'href="tel:112"' in html
    assert 'href="/"' in html


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_an_error_of_the_house_asks_nothing_of_the_house(name: str) -> None:
    """No request, no user, no database: any of them may be what broke."""
    html = get_template(name).render()
    assert "<h1>" in html
    assert 'href="tel:112"' in html
    assert "<form" not in html


def test_what_somebody_typed_survives_a_conflict(rf: RequestFactory) -> None:
    html = errors.error_page(rf.get("/"), 409, typed=[Row("Sets", ["3 <b>"])], look_at="/new/").content.decode()
    assert "3 &lt;b&gt;" in html
    assert 'href="/new/"' in html


def test_an_address_that_is_not_there_and_a_form_from_elsewhere_get_a_page_of_ours() -> None:
    client = Client(enforce_csrf_checks=True)
    missing, refused = client.get("/nope/"), client.post("/check/1/", {})
    assert (missing.status_code, refused.status_code) == (404, 403)
    assert "Deze pagina is er niet" in missing.content.decode()
    assert "Sta ook cookies toe" in refused.content.decode()


# what a strict browser refuses


def templates() -> Iterator[Path]:
    return (path for room in ("look", "selfcheck") for path in (WEB / room / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", list(templates()), ids=lambda path: path.name)
def test_no_template_needs_what_the_content_policy_forbids(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:|<style|src=\"(http|data)", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)


def test_the_policy_is_sent_and_static_files_are_small(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    sizes = {path.name: path.stat().st_size for path in (WEB / "look" / "static").rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 16_000, sizes


# components


@pytest.mark.parametrize("level", list(TONES))
def test_a_signal_has_a_shape_a_word_and_a_time(level: str) -> None:
    html = rendered("{% urgency level %}", level=level)
    told = current().urgencies[level]
    assert told.name.nl in html.lower()
    assert told.within.nl.replace("'", "&#x27;") in html
    assert SHAPES[TONES[level]][0] in html


def test_no_two_urgencies_share_a_shape_with_its_sign() -> None:
    assert len({SHAPES[tone] for tone in TONES.values()}) == len(TONES) == len(current().urgencies)


@pytest.mark.parametrize("level", [messages.DEBUG, messages.INFO, messages.SUCCESS, messages.WARNING, messages.ERROR])
def test_what_was_just_done_is_told_with_a_sign_whatever_its_level(rf: RequestFactory, level: int) -> None:
    request = rf.get("/")
    request._messages = [Message(level, "Kept <b>")]  # type: ignore[attr-defined]  # where Django keeps them
    html = rendered("{% notices %}", request=request, messages=["of the page itself"])
    assert "Kept &lt;b&gt;" in html
    assert "<svg" in html
    assert "of the page" not in html


def test_the_emergency_number_in_a_text_can_be_dialled_and_the_rest_is_no_markup() -> None:
    assert rendered("{{ text|calls }}", text="<i> Bel 112, niet 1123.") == '&lt;i&gt; Bel <a href="tel:112">112</a>, niet 1123.'


def test_a_told_section_becomes_paragraphs_and_items() -> None:
    told = Section("Waarom", ["Eerst.", "- een", "  klein", "- twee", "Laatst."])
    assert rendered("{% section told %}", told=told) == (
        "<p>Eerst.</p><ul><li>een<small>klein</small></li><li>twee</li></ul><p>Laatst.</p>"
    )


def test_a_form_of_django_comes_back_with_its_errors_linked() -> None:
    class Sample(forms.Form):
        name = forms.CharField(label="Naam", help_text="Zoals op je pas")
        side = forms.ChoiceField(label="Kant", choices=[("l", "links"), ("r", "rechts")], widget=forms.RadioSelect)
        note = forms.CharField(label="Notitie", required=False)

    html = str(Sample({}))
    assert '<a href="#id_name">' in html
    assert '<a href="#id_side_0">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert html.count("mag leeg blijven") == 1
    assert 'role="alert"' not in str(Sample()), "a form that was not sent has nothing to mend"


def test_pages_of_a_list_keep_the_search(rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/?q=rug&page=2")
    html = rendered("{% pagination page %}", request=request, page=Paginator(range(30), 10).page(2))
    assert "?q=rug&amp;page=1" in html
    assert "?q=rug&amp;page=3" in html
    assert "Pagina 2 van 3" in html
