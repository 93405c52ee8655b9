"""Keys: what is sealed opens with its own record's key alone, and not at all when that key is gone."""

import uuid
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wervel.web import folder
from wervel.web.practice import vault
from wervel.web.practice.models import Patient, PatientKey

CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)
KEY, OWNER = AESGCM.generate_key(vault.KEY_BITS), uuid.uuid4()


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WERVEL_DATA", str(tmp_path / "data"))
    return folder.prepare()


@given(CONTENT)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_is_sealed_opens_to_the_same(content: object) -> None:
    assert vault.open_sealed(vault.seal(content, KEY, OWNER), KEY, OWNER) == content


def test_the_same_content_is_sealed_differently_each_time() -> None:
    assert vault.seal("x", KEY, OWNER) != vault.seal("x", KEY, OWNER)


@pytest.mark.parametrize("at", [0, 12, -1])
def test_sealed_content_that_was_changed_does_not_open(at: int) -> None:
    sealed = bytearray(vault.seal({"pain": 3}, KEY, OWNER))
    sealed[at] ^= 1
    with pytest.raises(vault.Unreadable):
        vault.open_sealed(bytes(sealed), KEY, OWNER)


def test_content_of_one_record_does_not_open_in_another(alice_record: Patient) -> None:
    other = Patient(id=uuid.uuid4(), practice=alice_record.practice, number="P-0002")
    other.__dict__["_key"] = alice_record._key
    with pytest.raises(vault.Unreadable):
        other.open(alice_record.sealed)


def test_without_its_key_a_record_is_gone(alice_record: Patient) -> None:
    PatientKey.objects.all().delete()
    with pytest.raises(vault.Destroyed):
        Patient.objects.get().open(alice_record.sealed)


def test_a_new_master_key_wraps_anew_and_opens_what_the_old_one_wrapped(own_folder: Path) -> None:
    wrapped = vault.new_key()
    key = vault.unwrap(wrapped)
    master = own_folder / folder.MASTER
    old = master.read_text("utf-8")
    master.write_text(f"{Fernet.generate_key().decode()}\n{old}", "utf-8")
    again = vault.rewrap(wrapped)
    master.write_text(master.read_text("utf-8").splitlines()[0], "utf-8")
    vault.unwrap.cache_clear()
    assert vault.unwrap(again) == key
    with pytest.raises(vault.Unreadable):
        vault.unwrap(wrapped)


def test_the_folder_and_its_keys_are_for_this_user_alone(own_folder: Path) -> None:
    assert own_folder.stat().st_mode & 0o777 == 0o700
    for name in (folder.MASTER, folder.SECRET):
        assert (own_folder / name).stat().st_mode & 0o777 == 0o600
    before = folder.master()
    folder.prepare()
    assert folder.master() == before, "a key that is there stays"


def test_a_missing_key_is_told_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERVEL_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(ImproperlyConfigured, match="wervel serve"):
        folder.master()


def test_canonical_json_has_one_form_for_one_content() -> None:
    assert vault.canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
    assert vault.digest({"a": 1, "b": 2}) == vault.digest({"b": 2, "a": 1})
