"""Bytes to text, within limits: a file or standard input, at most 50 MB, UTF-8."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from simulator.text.missing_file import explain_open_error
from simulator.text.positions import UnreadableText

FILE_MOST = 50_000_000
"""The largest file that is read, in bytes."""

_USUAL = 65_536
"""How much is read at first: few files are larger, and memory for the largest need not be taken for each."""

STDIN_NAME = "<stdin>"


def open_regular(path: Path) -> BinaryIO:
    """Open a file. Raises ``UnreadableText`` if it is not a regular file, ``OSError`` if it cannot be opened."""
    refuse_irregular(path.stat().st_mode)  # before anything is opened: a pipe would be waited for
    return path.open("rb")


def refuse_irregular(mode: int) -> None:
    """Raise ``UnreadableText`` for what is not a regular file."""
    if not stat.S_ISREG(mode):
        raise UnreadableText(f"is {_file_kind(mode)}, not a file; use a YAML or JSON file")


def read_file(path: Path, opened: Callable[[Path], BinaryIO] = open_regular) -> str:
    """The text of a regular file, which ``opened`` opens. Raises ``UnreadableText`` with one clear message."""
    try:
        with opened(path) as file:
            content = file.read(_USUAL)
            if len(content) == _USUAL:
                content += file.read(FILE_MOST + 1 - _USUAL)
            return decode_text(content)
    except OSError as error:
        raise UnreadableText(explain_open_error(error, path if opened is open_regular else None)) from None
    except ValueError:  # a NUL in the path
        raise UnreadableText("cannot be read: there can be no such path") from None


def read_stdin() -> str:
    """The text of standard input. Raises ``UnreadableText``."""
    try:
        return decode_text(sys.stdin.buffer.read(FILE_MOST + 1))
    except OSError as error:
        raise UnreadableText(explain_open_error(error, None)) from None


def decode_text(content: bytes) -> str:
    """UTF-8 text, a byte order mark taken off. Raises ``UnreadableText`` saying what it is instead."""
    if len(content) > FILE_MOST:
        _refuse_foreign(content)
        raise _too_large()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_other_is_nul(content):
        _refuse_foreign(content)
        raise UnreadableText("looks like UTF-16; save it as UTF-8")
    nul = content.find(0)
    if nul >= 0:
        _refuse_foreign(content)
        raise UnreadableText(f"is binary: byte {nul + 1:,} is NUL; use YAML or JSON in UTF-8")
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        _refuse_foreign(content)
        before = content[: error.start].decode("utf-8")
        message = f"is not UTF-8: byte {error.start + 1:,} is 0x{content[error.start]:02x}; save it as UTF-8"
        raise UnreadableText(message, len(before), before) from None


def _refuse_foreign(content: bytes) -> None:
    """Raise ``UnreadableText`` for bytes of another program's that are known."""
    from simulator.text.foreign_file import kind_of_bytes, refusal_of

    kind = kind_of_bytes(content)
    if kind is not None:
        raise UnreadableText(refusal_of(kind))


def _every_other_is_nul(content: bytes) -> bool:
    """Return whether it looks like UTF-16 without its mark: ASCII with a NUL next to every character."""
    head = content[:64]
    return len(head) >= 4 and (not any(head[1::2]) or not any(head[0::2])) and any(head)


def _too_large() -> UnreadableText:
    return UnreadableText(f"is over {FILE_MOST // 1_000_000} MB; a file may hold at most that")


def _file_kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or a socket"
