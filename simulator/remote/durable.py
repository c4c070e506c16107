"""Files that are whole at any time, and on the disk before anything depends on them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PUBLIC = 0o644
"""Who may read a new file, unless told: everybody; only its owner writes."""


def written_beside(path: Path, content: bytes, mode: int | None = None) -> Path:
    """A new file beside a path, on the disk, with the rights of the one that it will replace."""
    handle, made = tempfile.mkstemp(prefix=".ivrsim-", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if mode is None:
        mode = path.stat().st_mode & 0o777 if path.exists() else PUBLIC
    Path(made).chmod(mode)
    return Path(made)


def replace_text(path: Path, text: str, mode: int | None = None) -> None:
    """Put a text in place of a file, all of it or none; folders above it are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = written_beside(path, text.encode("utf-8"), mode)
    try:
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    _sync_folder(path.parent)


def append_line(path: Path, line: str) -> None:
    """Add a line to a file, on the disk before this returns; the file is made where there is none.

    What a torn write left behind, a last line without its end, is closed first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    with path.open("ab+") as stream:
        torn = False
        if stream.seek(0, os.SEEK_END):
            stream.seek(-1, os.SEEK_END)
            torn = stream.read(1) != b"\n"
        stream.write((b"\n" if torn else b"") + line.encode("utf-8") + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    if is_new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """A new name in a folder is on the disk, too; Windows needs no telling."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
