"""The book as files in a folder: written beside, then moved into place."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from wervel.knowledge.document import Located, Refused

LIST = ".wervel-book"
"""The file that names every file of a book, so that a later one knows what it may replace."""


def refuse_foreign(folder: Path) -> None:
    """Raises `Refused` when the folder holds anything that is not of an earlier book: it would be lost."""

    def refuse(found: str, cure: str) -> Refused:
        return Refused([Located(str(folder), 1, found, "a new or empty folder, or that of an earlier book", cure)])

    if not folder.exists():
        return
    if not folder.is_dir():
        raise refuse("a file", "name a folder")
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    listed = (folder / LIST).read_text("utf-8").split("\n") if LIST in found else []
    if strange := sorted(found - {LIST, *listed}):
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        raise refuse(f"`{strange[0]}`{more}", "name another folder, or move those files")


def write(files: Iterable[tuple[str, str]], folder: Path) -> int:
    """Writes the files and gives how many there are. An earlier book stays whole until the new one is."""
    try:
        return _write(files, folder.resolve())
    except OSError as error:
        found = (error.strerror or "a folder that cannot be written").lower()
        raise Refused([Located(str(folder), 1, found, "a folder that can be written", "check the name and the rights")]) from None


def _write(files: Iterable[tuple[str, str]], folder: Path) -> int:
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        made = Path(beside) / "new"
        names = []
        for name, content in files:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content.encode())
            names.append(name)
        (made / LIST).write_bytes("\n".join(names).encode())
        if folder.exists():
            folder.rename(Path(beside) / "old")
        made.rename(folder)
    return len(names)
