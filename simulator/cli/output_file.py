"""The file that a command writes: bad names are refused before any work is done."""

from __future__ import annotations

from pathlib import Path

from simulator.disk.durable_file import refuse_unwritable
from simulator.errors import UsageError


def refuse_no_file(name: str, example: str, *, without: str = "to write to standard output") -> None:
    """Raise ``UsageError`` for an ``-o`` that is not the name of a file.

    ``example`` is one; ``without`` says what the command does where there is no ``-o``.
    """
    if name == "-":
        raise UsageError(f"-o - is not the name of a file; leave -o out {without}")
    if not name:
        raise UsageError(f"-o needs the name of a file, such as {example}")
    if Path(name).is_dir():
        raise UsageError(f"-o {name} is a folder; use the name of a file, such as {Path(name) / example}")


def refuse_taken(file: Path, *, force: bool) -> None:
    """Raise ``UsageError`` for a file that exists, and ``FileError`` for one that cannot be written."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder; use another name: -o FILE")
    refuse_overwriting(file, force=force)
    refuse_unwritable(file)


def refuse_overwriting(file: Path, *, force: bool) -> None:
    """Raise ``UsageError`` for a file that exists, without ``--force``."""
    if file.is_file() and not force:  # a device takes anything
        raise UsageError(f"{file} already exists; use --force to overwrite it")
