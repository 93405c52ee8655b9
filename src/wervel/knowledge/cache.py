"""The guideline, read once and kept: reading and checking YAML with line numbers takes seconds, this takes milliseconds.

The cache file is keyed by the content of the guideline and of the code that reads it, so it can never be stale. It is a pickle in the
user's own cache folder: whoever can write there can already run code as this user.
"""

import hashlib
import os
import pickle
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from wervel.knowledge.load import PACKAGED, content_hash, read_guideline
from wervel.knowledge.types import Guideline


def load(folder: Path | str | None = None) -> Guideline:
    """The guideline that comes with Wervel, or the one in `folder`. Raises `Refused` with every problem in it."""
    path = Path(folder) if folder else PACKAGED
    file = cache_folder() / f"{content_hash(path)}-{_code_hash()}.pickle"
    with suppress(OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        kept = pickle.loads(file.read_bytes())  # noqa: S301 (our own file in the user's own folder)
        assert isinstance(kept, Guideline)
        return kept
    guideline = read_guideline(path)
    keep(file, pickle.dumps(guideline, protocol=pickle.HIGHEST_PROTOCOL))
    return guideline


def cache_folder() -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "wervel"


def keep(file: Path, content: bytes) -> None:
    """Writes beside and renames, so that a reader never sees half a file; older ones of its kind go. A read-only home only costs time."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as beside:
            beside.write(content)
        Path(beside.name).replace(file)
        for other in sorted(file.parent.glob(f"*{file.suffix}"), key=lambda one: one.stat().st_mtime)[:-8]:
            other.unlink(missing_ok=True)


@lru_cache
def _code_hash() -> str:
    digest = hashlib.sha256()
    for package in ("logic", "knowledge"):
        for path in sorted((Path(__file__).parents[1] / package).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
