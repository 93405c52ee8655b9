"""Keeping a practice: the sample, backup while people write, restore, moving to another house, and what happens every day."""

import json
import socket
import subprocess
import sys
import threading
import time
import uuid
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command

from tests.web.conftest import account
from tests.web.house import House, moved
from wervel.knowledge.document import Refused
from wervel.web import clock, folder
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.care import services as care
from wervel.web.care.episode import facts_of, look_at
from wervel.web.care.models import Done, ProgrammeRecord
from wervel.web.guideline import current
from wervel.web.practice import sample
from wervel.web.practice.models import Invitation, Patient, PatientKey, Practice
from wervel.web.practice.portable import practice_json, read_practice, record_json, text_of


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test with the keys of all."""
    for key in (folder.MASTER, folder.SECRET):
        (tmp_path / key).write_bytes((folder.data() / key).read_bytes())
    monkeypatch.setenv("WERVEL_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def sampled(db: None, own_folder: Path) -> list[sample.SignIn]:
    return sample.make_sample()


# --- the sample ---


def test_the_sample_has_six_patients_in_different_states_and_tells_how_to_sign_in(sampled: list[sample.SignIn]) -> None:
    practice = Practice.objects.get(kind="practice")
    found = {}
    for patient in practice.patients.all():
        episode = patient.episodes.get()
        look = look_at(episode, current(), clock.today())
        programme = episode.programmerecords.order_by("number").last()
        found[patient.name.split()[0]] = (
            programme.status if programme else None, bool(look.calls), episode.closed is not None, episode.diary.count() > 20,
        )  # fmt: skip
    assert found == {
        "Anna": (None, False, False, False),
        "Bram": ("draft", False, False, False),
        "Carla": ("released", False, False, True),
        "David": ("released", True, False, True),
        "Esra": ("released", True, False, True),
        "Frits": ("ended", False, True, True),
    }
    assert {one.who for one in sampled} >= {"patient", "therapist", "colleague", "lead", "coach", "club_physio"}
    assert all(len(one.code) == 6 for one in sampled if one.who != "patient")
    assert list(log.problems()) == []


def test_the_sample_is_made_once(sampled: list[sample.SignIn]) -> None:
    assert sample.make_sample() == sampled
    assert Practice.objects.count() == 2


def test_a_password_of_the_sample_is_that_of_its_account(sampled: list[sample.SignIn]) -> None:
    assert all(User.objects.get(email=one.email).check_password(one.password) for one in sampled)


# --- moving ---


def test_a_practice_moves_to_another_house_with_everything_in_it(sampled: list[sample.SignIn]) -> None:
    practice = Practice.objects.get(kind="practice")
    before = practice_json(practice)
    told = {patient.name: (facts_of(patient.episodes.get(), clock.today()), record_json(patient)) for patient in practice.patients.all()}
    text = text_of(before)
    log_rows = AccessLog.objects.count()
    PatientKey.objects.filter(patient__practice=practice).delete()
    for patient in practice.patients.all():
        for rows in (patient.episodes, patient.treatments):
            rows.all().delete()
        patient.delete()
    practice.delete()
    User.objects.filter(email="therapist@example.org").update(email="gone@example.org")
    moved = read_practice(json.loads(text))
    assert AccessLog.objects.count() == log_rows + 1 + len(told)
    for patient in moved.patients.all():
        facts, json_before = told[patient.name]
        assert facts_of(patient.episodes.get(), clock.today()) == facts
        after = record_json(patient)
        assert {**after, "access_log": []} == {**json_before, "access_log": []}
    assert not User.objects.get(email="therapist@example.org").has_usable_password()
    record = ProgrammeRecord.objects.filter(status="released").first()
    assert record is not None
    assert care.is_as_released(record), "what was released is to the letter the same in the other house"


def test_a_practice_that_is_here_and_a_file_that_is_none_are_refused(sampled: list[sample.SignIn]) -> None:
    content = practice_json(Practice.objects.get(kind="practice"))
    with pytest.raises(Refused, match="here already"):
        read_practice(content)
    no_practice: list[Any] = [{}, {"wervel_practice": 9}, [], {**content, "practice": {}}]
    for wrong in no_practice:
        with pytest.raises(Refused):
            read_practice(wrong)
    assert Practice.objects.count() == 2


def test_the_export_is_for_its_reader_alone_and_never_overwrites(sampled: list[sample.SignIn], tmp_path: Path) -> None:
    practice, file = Practice.objects.get(kind="practice"), tmp_path / "practice.json"
    call_command("export_practice", str(practice.id), str(file), verbosity=0)
    assert file.stat().st_mode & 0o777 == 0o600
    assert AccessLog.objects.filter(action="export").count() == 6
    with pytest.raises(FileExistsError):
        call_command("export_practice", str(practice.id), str(file))
    with pytest.raises(CommandError, match="no such practice"):
        call_command("export_practice", str(uuid.uuid4()), str(tmp_path / "other.json"))


# --- every day ---


def test_a_day_cleans_up_and_anchors_and_a_second_time_does_no_harm(
    own_folder: Path, practice: Practice, alice_record: Patient, capsys: pytest.CaptureFixture[str]
) -> None:
    log.write(log.Entry("read", "diary", alice_record.id))
    old = clock.now() - timedelta(days=40)
    Done.objects.create(token=uuid.uuid4(), what="diary", result="1", at=old)
    Done.objects.create(token=uuid.uuid4(), what="diary", result="2")
    Invitation.objects.create(token_hash=uuid.uuid4().hex, practice=practice, expires=old, sealed=b"")
    for _ in range(2):
        call_command("tick")
        assert Done.objects.count() == 1
        assert not Invitation.objects.exists()
        assert len(list(log.read_anchors())) == 1
    assert AccessLog.objects.get().hash in capsys.readouterr().out


def test_a_new_master_key_leaves_everything_readable_without_the_old_one(own_folder: Path, alice_record: Patient) -> None:
    user = account("tess@example.org")
    call_command("new_master_key", verbosity=0)
    master = own_folder / folder.MASTER
    assert len(master.read_text("utf-8").split()) == 2
    master.write_text(master.read_text("utf-8").splitlines()[0], "utf-8")
    from allauth.mfa.adapter import get_adapter

    from wervel.web.practice import vault

    vault.unwrap.cache_clear()
    assert Patient.objects.get().name == "Alice Adema"
    totp = user.authenticator_set.get(type="totp")  # type: ignore[attr-defined]
    assert get_adapter().decrypt(totp.data["secret"])


# --- backup and restore, in a house of their own, on both databases ---


def wervel(house: House, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", "import sys; from wervel.cli.main import main; sys.exit(main())", *arguments]
    return subprocess.run(command, env=house.environment, capture_output=True, text=True, check=False)


def ok(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_backup_while_people_write_restores_to_a_moment_that_was(house: House, tmp_path: Path) -> None:
    writers = [house.start("write") for _ in range(2)]
    try:
        told = [acknowledged(one) for one in writers]
        for each in told:
            each.wait_for(3)
        before = {token for each in told for token in each.tokens}
        ok(wervel(house, "backup", str(tmp_path / "one.zip")))
        for each in told:
            each.wait_for(len(each.tokens) + 3)
    finally:
        for one in writers:
            one.kill()
            one.wait()
    after = house.run("check")
    assert (tmp_path / "one.zip").stat().st_mode & 0o777 == 0o600
    ok(wervel(house, "restore", str(tmp_path / "one.zip")))
    restored = house.run("check")
    assert before <= set(restored["tokens"]) < set(after["tokens"])
    assert len(restored["tokens"]) == restored["done"] == restored["rows"]
    assert restored["opens"]
    assert restored["problems"] == []
    assert house.run("write", "2") == 2
    ok(wervel(house, "doctor"))


class acknowledged:  # noqa: N801 (it reads as what it gives)
    """The tokens that a writer prints, read while it goes on."""

    def __init__(self, writer: "subprocess.Popen[str]") -> None:
        self.tokens: list[str] = []
        self.more = threading.Condition()
        self.stream = writer.stdout
        threading.Thread(target=self.read, daemon=True).start()

    def read(self) -> None:
        assert self.stream is not None
        with self.stream:
            for line in self.stream:
                with self.more:
                    self.tokens.append(line.strip())
                    self.more.notify_all()

    def wait_for(self, count: int) -> None:
        with self.more:
            assert self.more.wait_for(lambda: len(self.tokens) >= count, timeout=60)


def test_what_was_destroyed_is_gone_from_older_backups_too(house: House, tmp_path: Path) -> None:
    house.run("write", "3")
    old = tmp_path / "old.zip"
    ok(wervel(house, "backup", str(old)))
    assert house.run("destroy") == 0
    ok(wervel(house, "backup", str(tmp_path / "new.zip")))
    (house.folder / "destroyed.txt").unlink()  # even for who lost the list: the keys of today no longer hold this one
    ok(wervel(house, "restore", str(old)))
    assert house.run("opened") == {"rows": 3, "open": 0}


def test_a_restore_on_the_same_machine_empties_destroyed_records_even_with_the_old_keys(house: House, tmp_path: Path) -> None:
    house.run("write", "3")
    old, keys = tmp_path / "old.zip", tmp_path / "old.keys"
    ok(wervel(house, "backup", str(old)))
    (tmp_path / "patient.keys").rename(keys)
    house.run("destroy")
    ok(wervel(house, "restore", str(old), "--keys", str(keys)))
    assert house.run("opened") == {"rows": 0, "open": 0}
    ok(wervel(house, "doctor"))


@pytest.fixture(scope="module")
def old_backup(new_house: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house with a backup of itself in it, to be copied."""
    house = moved(new_house, tmp_path_factory.mktemp("backup") / "data")
    house.run("write", "2")
    ok(wervel(house, "backup", str(house.folder / "one.zip")))
    return house


@pytest.fixture
def backup(old_backup: House, tmp_path: Path) -> tuple[House, Path]:
    house = moved(old_backup, tmp_path / "data")
    return house, house.folder / "one.zip"


def spoil(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["database"] = parts["database"][:-1] + b"\xff"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (spoil, "content that is not what was backed up"),
        (lambda file: file.write_bytes(b"x"), "a backup made by Wervel"),
        (lambda file: file.unlink(), "name another file"),
        (lambda file: file.with_name("patient.keys").unlink(), "--keys"),
        (lambda file: file.with_name("patient.keys").write_text('{"a": "b"}'), "keys of another house"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_changes(
    harm: Callable[[Path], Any], told: str, backup: tuple[House, Path]
) -> None:
    house, file = backup
    before = house.run("check")
    harm(file)
    done = wervel(house, "restore", str(file))
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert house.run("check") == before


def test_nobody_restores_under_a_running_server(backup: tuple[House, Path]) -> None:
    house, file = backup
    code = "import sys, time; from wervel.web import folder; assert folder.lock(); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], env=house.environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "held\n"
        done = wervel(house, "restore", str(file))
        server.kill()
    assert done.returncode == 2
    assert "a server that is running" in done.stderr


def test_a_restore_without_the_master_key_says_what_to_put_back(backup: tuple[House, Path], tmp_path: Path) -> None:
    _, file = backup
    done = wervel(House(tmp_path / "new"), "restore", str(file))
    assert done.returncode == 2
    assert "master.key" in done.stderr


def test_a_backup_moves_to_a_new_machine_with_the_master_key(backup: tuple[House, Path], tmp_path: Path) -> None:
    house, file = backup
    new = House(tmp_path / "new")
    new.folder.mkdir(mode=0o700)
    (new.folder / "master.key").write_bytes((house.folder / "master.key").read_bytes())
    ok(wervel(new, "restore", str(file)))
    assert new.run("check")["tokens"] == house.run("check")["tokens"]


def test_the_backup_holds_no_keys_and_no_sessions(backup: tuple[House, Path], tmp_path: Path) -> None:
    _, file = backup
    with zipfile.ZipFile(file) as archive:
        content = archive.read("database")
    (wrapped,) = json.loads(file.with_name("patient.keys").read_text("utf-8")).values()
    assert wrapped.encode() not in content


# --- serving ---


def test_the_served_app_answers_and_a_second_server_is_refused(new_house: House, tmp_path: Path) -> None:
    house, port = moved(new_house, tmp_path / "data"), free_port()
    arguments = ["-c", "import sys; from wervel.cli.main import main; sys.exit(main())", "serve", "--sample", "--port", str(port)]
    with subprocess.Popen([sys.executable, *arguments], env=house.environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            told = [server.stdout.readline() for _ in range(8)]
            assert told[0] == f"Wervel: http://localhost:{port}\n"
            assert {line.split()[0] for line in told[1:]} >= {"patient", "therapist", "lead", "coach"}
            assert answer(f"http://127.0.0.1:{port}/account/login/") == 200
            taken = wervel(house, "serve", "--port", str(port))
            beside = wervel(house, "serve", "--port", str(free_port()))
        finally:
            server.terminate()
    assert (taken.returncode, beside.returncode) == (2, 2)
    assert "expected a free port" in taken.stderr
    assert "a server that is running" in beside.stderr


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def answer(address: str) -> int:
    """The status, when the server has come up."""
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(address, timeout=5) as found:  # noqa: S310 (an address of our own)
                return int(found.status)
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
