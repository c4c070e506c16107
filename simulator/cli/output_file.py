"""The file that a command writes: bad names are refused before any work is done."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from simulator.disk.durable_file import refuse_unwritable
from simulator.disk.write_error import show
from simulator.errors import UsageError
from simulator.words.phrases import list_first

_NAMED_MOST = 3


def refuse_no_file(name: str, example: str, *, without: str = "to write to standard output", flag: str = "-o") -> None:
    """Raise ``UsageError`` for a ``flag`` that is not the name of a file.

    ``example`` is one; ``without`` says what the command does where there is no such flag.
    """
    if name == "-":
        raise UsageError(f"{flag} - is not the name of a file; leave {flag} out {without}")
    if not name:
        raise UsageError(f"{flag} needs the name of a file, such as {example}")
    if Path(name).is_dir():
        raise UsageError(f"{flag} {name} is a folder; use the name of a file, such as {Path(name) / example}")


def refuse_taken(file: Path, *, force: bool, flag: str = "-o") -> None:
    """Raise ``UsageError`` for a file that exists, and ``FileError`` for one that cannot be written."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder; use another name: {flag} FILE")
    refuse_overwriting(file, force=force)
    refuse_unwritable(file)


def refuse_overwriting(file: Path, *, force: bool) -> None:
    """Raise ``UsageError`` for a file that exists, without ``--force``."""
    if file.is_file() and not force:  # a device takes anything
        raise UsageError(f"{file} already exists; use --force to overwrite it")


def refuse_folder(flag: str, folder: Path, names: Sequence[str], *, force: bool) -> None:
    """Raise ``UsageError`` for a folder that cannot hold these files: one is there, and not to be overwritten.

    ``flag`` is what names the folder. Raises ``FileError`` where nothing can be written.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise UsageError(f"{flag} {folder} is not a folder; use one for the files")
    there = [name for name in names if os.path.lexists(folder / name)]
    if there and not force:
        exist = "already exists" if len(there) == 1 else "already exist"
        raise UsageError(f"{show(folder)}: {list_first(there, _NAMED_MOST)} {exist}; use --force to overwrite")
    if names and folder.is_dir():
        refuse_unwritable(folder / names[0])
