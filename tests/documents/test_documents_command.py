"""`wervel plan --pdf --ics` and `wervel letter`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.reading import EXAMPLES, Pdf
from wervel.cli.main import main

SPRAIN, EMERGENCY = str(EXAMPLES / "hockey_sprain.yaml"), str(EXAMPLES / "cauda_equina.yaml")


def test_plan_writes_a_sheet_and_a_calendar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, calendar = tmp_path / "sheet.pdf", tmp_path / "calendar.ics"
    assert main(["plan", SPRAIN, "--pdf", str(sheet), "--ics", str(calendar), "--name", "Sam", "--format", "json"]) == 0
    assert "Sam" in Pdf(sheet.read_bytes()).words
    assert calendar.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    out, err = capsys.readouterr()
    assert out.startswith("{"), "what is written is told beside the answer"
    assert str(sheet) in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calendar.ics", "sheet.pdf"]


@pytest.mark.parametrize("name", ["cauda_equina", "nothing_known", "young_gymnast"])
def test_without_a_programme_nothing_is_written(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["plan", str(EXAMPLES / f"{name}.yaml"), "--pdf", str(tmp_path / "sheet.pdf"), "--ics", str(tmp_path / "x.ics")])
    assert code == 2
    assert "Nog geen oefenprogramma" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_emergency_still_reads_where_to_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", EMERGENCY, "--lang", "en", "--pdf", str(tmp_path / "sheet.pdf")]) == 2
    assert "Go to the emergency department now" in capsys.readouterr().err


def test_all_files_are_written_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert main(["plan", SPRAIN, "--pdf", str(sheet), "--ics", str(tmp_path / "missing" / "x.ics")]) == 2
    assert "expected a file to write" in capsys.readouterr().err
    assert main(["plan", SPRAIN, "--pdf", str(sheet), "--ics", str(sheet)]) == 2
    assert main(["plan", SPRAIN, "--pdf", str(sheet), "--name", "李"]) == 2
    assert main(["plan", SPRAIN, "--pdf", str(tmp_path)]) == 2
    assert not list(tmp_path.iterdir())


def test_letter_writes_a_letter(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    assert main(["letter", EMERGENCY, str(file), "--name", "Sam", "--from", "Robin", "--date", "2026-10-05"]) == 0
    assert "5oktober2026" in Pdf(file.read_bytes()).words


def test_a_refused_case_gives_no_letter(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts: {no_such_fact: yes}\n", "utf-8")
    assert main(["letter", str(case), str(tmp_path / "letter.pdf")]) == 2
    assert not (tmp_path / "letter.pdf").exists()


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text((EXAMPLES / "hockey_sprain.yaml").read_text("utf-8"), "utf-8")
    made = []
    for seed in ("1", "2"):
        files = [tmp_path / f"{seed}.pdf", tmp_path / f"{seed}.ics"]
        run = "import sys; from wervel.cli.main import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", run, "plan", str(case), "--pdf", str(files[0]), "--ics", str(files[1])]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append([file.read_bytes() for file in files])
    assert made[0] == made[1]


@pytest.mark.parametrize("library", ["typst", "icalendar", "segno"])
def test_a_missing_library_is_named_with_its_cure(library: str, tmp_path: Path) -> None:
    run = f"import sys; sys.modules['{library}'] = None; from wervel.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", run, "plan", SPRAIN, "--pdf", str(tmp_path / "sheet.pdf")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "pip install wervel[documents]" in told.stderr
    assert library in told.stderr
    assert not list(tmp_path.iterdir())
