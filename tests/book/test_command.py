"""`wervel book` as a person types it: what is written, what is refused, and that nothing is lost."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.book.reading import read
from tests.cli.test_commands import WERVEL, wervel
from tests.proof.little_folder import read_folder, write_folder

LITTLE: dict[str, Any] = {
    "facts": {"fever": {"kind": "yes/no", "name": {"nl": "koorts <b>", "en": "fever <b>"}}},
    "rules": [
        {
            "id": "little.fever",
            "when": "fever",
            "then": {"urgency": "soon", "route": "gp"},
            "text": {"nl": "<script>alert('&')</script> Bel.", "en": "<script>alert('&')</script> Call."},
        }
    ],
}


@pytest.fixture
def guideline(tmp_path: Path) -> Path:
    write_folder(LITTLE, tmp_path / "guideline")
    return tmp_path / "guideline"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_book_is_written_and_written_again(tmp_path: Path, guideline: Path) -> None:
    book = tmp_path / "deep" / "book"
    done = wervel("book", book, "--guideline", guideline)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"begin at {book / 'index.html'}" in done.stdout
    first = files(book)
    assert {"index.html", "book.css", "nl/index.html", "en/little/little.html"} <= set(first)
    assert wervel("book", book, "--guideline", guideline).returncode == 0
    assert files(book) == first
    assert [path.name for path in book.parent.iterdir()] == ["book"], "nothing is left beside it"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_neither_the_order_of_sets_nor_the_place_shows_in_the_bytes(tmp_path: Path, guideline: Path, seed: str) -> None:
    wervel("book", tmp_path / "here", "--guideline", guideline)
    command = [WERVEL, "book", str(tmp_path / "there"), "--guideline", "guideline"]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
    assert files(tmp_path / "here") == files(tmp_path / "there")


def test_words_of_the_guideline_are_never_markup(tmp_path: Path, guideline: Path) -> None:
    wervel("book", tmp_path / "book", "--guideline", guideline)
    html = (tmp_path / "book" / "nl" / "little" / "little.html").read_text("utf-8")
    page = read(html)
    assert "<script" not in html
    assert not page.wrong
    assert "<script>alert('&')</script> Bel" in page.root.all("h2")[-1].text + page.ids["little.fever"].text
    assert "koorts <b>" in page.root.text.lower()


@pytest.mark.parametrize("name", ["notes.txt", "nl/own.html", ".wervel-book-notes"])
def test_a_folder_with_anything_else_in_it_is_refused_and_kept(tmp_path: Path, guideline: Path, name: str) -> None:
    book = tmp_path / "book"
    wervel("book", book, "--guideline", guideline)
    (book / name).write_text("mine", "utf-8")
    before = files(book)
    done = wervel("book", book, "--guideline", guideline)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{book}:1: found `{name}`, expected a new or empty folder, or that of an earlier book; name another folder, or move those files\n"
    )
    assert files(book) == before


def test_an_empty_folder_is_filled_and_a_file_is_refused(tmp_path: Path, guideline: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert wervel("book", tmp_path / "empty", "--guideline", guideline).returncode == 0
    (tmp_path / "file").write_text("mine", "utf-8")
    done = wervel("book", tmp_path / "file", "--guideline", guideline)
    assert (done.returncode, done.stdout) == (2, "")
    assert "found a file, expected a new or empty folder" in done.stderr


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, guideline: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    done = wervel("book", tmp_path / "file" / "book", "--guideline", guideline)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{tmp_path / 'file' / 'book'}:1: found ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (None, "no such file or directory"),
        ("{", "no JSON"),
        ("[]", "no certificate"),
        ('{"guideline": "x", "solver": "z3", "properties": [{"id": 1}]}', "no certificate"),
        ('{"guideline": "123456789abc", "solver": "z3", "properties": []}', "a certificate of guideline 123456789abc"),
    ],
)
def test_what_is_no_certificate_of_this_guideline_is_refused(tmp_path: Path, guideline: Path, content: str | None, found: str) -> None:
    certificate = tmp_path / "certificate.json"
    if content is not None:
        certificate.write_text(content, "utf-8")
    done = wervel("book", tmp_path / "book", "--guideline", guideline, "--certificate", certificate)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{certificate}:1: found {found}, expected a certificate")
    assert not (tmp_path / "book").exists()


def test_a_certificate_of_this_guideline_is_shown(tmp_path: Path) -> None:
    promise = {"id": "kept", "text": {"nl": "Altijd zo.", "en": "Always so."}, "claim": {"exactly_one": "class"}}
    version = read_folder({**LITTLE, "properties": [promise]}, tmp_path / "guideline").version
    entry = {"id": "kept", "status": "proven", "questions": 2, "seconds": 0.1, "counterexamples": [], "undecided": []}
    certificate = tmp_path / "certificate.json"
    certificate.write_text(json.dumps({"guideline": version, "solver": "z3 4.13.0", "seconds": 0.1, "properties": [entry]}), "utf-8")
    done = wervel("book", tmp_path / "book", "--guideline", tmp_path / "guideline", "--certificate", certificate)
    assert done.returncode == 0, done.stderr
    text = read((tmp_path / "book" / "en" / "properties.html").read_text("utf-8")).root.text
    assert "1 of 1 properties were proven with z3 4.13.0" in text


def test_without_a_certificate_the_prover_is_run(tmp_path: Path) -> None:
    pytest.importorskip("z3")
    promise = {"id": "kept", "text": {"nl": "Altijd zo.", "en": "Always so."}, "claim": {"exactly_one": "class"}}
    write_folder({**LITTLE, "properties": [promise]}, tmp_path / "guideline")
    done = wervel("book", tmp_path / "book", "--guideline", tmp_path / "guideline")
    assert done.returncode == 0, done.stderr
    assert "1 of 1 properties were proven with z3" in read((tmp_path / "book" / "en" / "properties.html").read_text("utf-8")).root.text


def test_a_folder_to_compare_with_that_is_no_guideline_is_refused(tmp_path: Path, guideline: Path) -> None:
    done = wervel("book", tmp_path / "book", "--guideline", guideline, "--since", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "found no folder `facts`, expected a guideline folder" in done.stderr
    assert not (tmp_path / "book").exists()


def test_since_an_older_folder_the_changes_stand_in_the_book(tmp_path: Path, guideline: Path) -> None:
    write_folder({**LITTLE, "rules": []}, tmp_path / "older")
    wervel("book", tmp_path / "book", "--guideline", guideline, "--since", tmp_path / "older")
    page = read((tmp_path / "book" / "nl" / "changes.html").read_text("utf-8"))
    assert "nieuw" in page.ids["rule-little.fever"].text
