"""Output to any terminal: no character fails because it is missing, and no control character gets through."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TextIO

from simulator.words.sanitizer import clean_line, join_lines

FALL_BACKS = {
    "▶": ">",
    "●": "o",
    "☎": "=",
    "✉": "@",
    "◷": "?",
    "♪": "~",
    "→": "->",
    "…": "...",
    "·": "-",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "×": "x",
    "█": "=",
    "░": ".",
    "─": "-",
    "│": "|",
    "✓": "ok",
    "✗": "x",
}
"""The replacement of each of our signs where the terminal's encoding lacks it."""

_HANDLER = "ivrsim-fall-back"


def fall_back(error: UnicodeError) -> tuple[str, int]:
    """An encoding error handler: our signs by their fall-backs, letters without accents, else ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_plain_sign, lost)), error.end


def _plain_sign(sign: str) -> str:
    if sign in FALL_BACKS:
        return FALL_BACKS[sign]
    import unicodedata  # a megabyte that a terminal of UTF-8 never asks for

    base = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    # Two wide colons or hashes would make a runner's command, and a half would be read as twelve.
    return base if base.isalpha() or (base.isdigit() and len(base) == 1) else "?"


def prepare() -> None:
    """Make standard output and error unable to fail on a character, or for not being there."""
    codecs.register_error(_HANDLER, fall_back)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the shell (>&-), or no console (pythonw)
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with suppress(OSError):  # what waits there cannot be written; the next flush tells
                reconfigure(errors=_HANDLER)


def say(*lines: str) -> None:
    """Print lines of result, each cleaned; only ``OutputText`` keeps line breaks of its own."""
    print(join_lines(lines))


def line_width(most: int) -> int:
    """Return how long a line of a table may be: as wide as the terminal that it goes to, and ``most`` at most."""
    if not sys.stdout.isatty():
        return most
    from shutil import get_terminal_size

    return min(most, get_terminal_size((most, 24)).columns)


def say_bytes(content: bytes) -> None:
    """Write a result as bytes, such as a picture or very many records, after what was printed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def complain(*lines: str) -> None:
    """Print lines to standard error, each cleaned: errors and notes."""
    _flush_stream(sys.stdout)  # both may lead to one terminal, where the order of lines matters
    print(join_lines(lines), file=sys.stderr)


def prompt(question: str) -> None:
    """Print a question and stay on its line."""
    print(clean_line(question), end="", flush=True)


def _flush_stream(stream: TextIO) -> None:
    with suppress(OSError):  # the next flush tells
        stream.flush()


def read_line() -> str:
    """Return the next line of standard input, empty at its end. Raises ``UsageError`` for bytes that are not text."""
    try:
        return sys.stdin.readline()
    except UnicodeDecodeError as error:
        from simulator.errors import UsageError

        raise UsageError(
            f"standard input is not {error.encoding.upper()}: it has the byte 0x{error.object[error.start]:02x}"
        ) from None


def ask_question(question: str, *, plain: bool = False) -> str:
    """Return the answer to a question, without its line end. Raises ``UsageError`` where there is none.

    The answer is typed on the line of the question; ``plain``: on the next one, as in a pipe.
    """
    (say if plain or not sys.stdin.isatty() else prompt)(question)
    sys.stdout.flush()
    from simulator.errors import UsageError

    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        raise UsageError("an answer is not in the encoding of the terminal; nothing was written, start again") from None
    if not line:
        raise UsageError("standard input ended before the last question; nothing was written")
    return line.rstrip("\n")


def give_up_output() -> None:
    """Let what could not be written go, so that nothing fails again at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
