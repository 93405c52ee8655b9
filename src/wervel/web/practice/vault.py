"""Keys. A master key in the data folder wraps one key per patient record, and that one seals the content.

Sealed content is AES-256-GCM and bound to the record: content that is moved to another record does not open there. Wrapping is done by
Fernet, which can hold several master keys, so that they can be replaced. Without its wrapped key a record is gone, wherever copies are.
"""

import hashlib
import json
import os
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wervel.web import folder

NONCE = 12
KEY_BITS = 256


class Destroyed(Exception):
    """The key of this record is gone, and with it what it held."""


class Unreadable(Exception):
    """Sealed content that this key does not open: another record's, changed, or wrapped with a master key that is not here."""


def new_key() -> bytes:
    """A fresh key, wrapped."""
    return wrap(AESGCM.generate_key(KEY_BITS))


def wrap(key: bytes) -> bytes:
    return _master().encrypt(key)


@lru_cache(maxsize=20_000)
def unwrap(wrapped: bytes) -> bytes:
    try:
        return _master().decrypt(wrapped)
    except InvalidToken:
        raise Unreadable("a key that was wrapped with another master key") from None


def rewrap(wrapped: bytes) -> bytes:
    """The same key under the first master key."""
    return _master().rotate(wrapped)


def seal(content: Any, key: bytes, owner: UUID) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, canonical(content), owner.bytes)


def open_sealed(sealed: bytes | memoryview, key: bytes, owner: UUID) -> Any:
    sealed = bytes(sealed)  # PostgreSQL gives a memoryview
    try:
        return json.loads(AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], owner.bytes))
    except InvalidTag:
        raise Unreadable(str(owner)) from None


def seal_for_house(content: Any) -> bytes:
    """JSON about somebody who has no record, such as the address of an invitation."""
    return _master().encrypt(canonical(content))


def open_for_house(sealed: bytes | memoryview) -> Any:
    try:
        return json.loads(_master().decrypt(bytes(sealed)))
    except InvalidToken:
        raise Unreadable("sealed with another master key") from None


def canonical(content: Any) -> bytes:
    """One text for one content: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(content: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimals."""
    return hashlib.sha256(canonical(content)).hexdigest()


def token_hash(token: str) -> str:
    """What is kept of a link: who reads the database cannot follow it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _master() -> MultiFernet:
    return _fernets(tuple(folder.master()))


@lru_cache(maxsize=4)
def _fernets(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
