"""Text to any terminal: no character that it lacks may fail, none that steers it may get through."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from typing import TextIO

FALL_BACKS = {
    "▶": ">",
    "●": "*",
    "☎": "#",
    "✉": "@",
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
    "█": "#",
    "░": ".",
    "─": "-",
    "│": "|",
    "✓": "ok",
    "✗": "x",
}
"""What stands for a sign of ours where the terminal's encoding lacks it."""

_HANDLER = "ivrsim-fall-back"


def fall_back(error: UnicodeError) -> tuple[str, int]:
    """An encoding error handler: our signs by their fall-backs, letters without accents, else ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_plain, lost)), error.end


def _plain(sign: str) -> str:
    if sign in FALL_BACKS:
        return FALL_BACKS[sign]
    base = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return base or "?"


def prepare() -> None:
    """Make standard output and error unable to fail on a character."""
    codecs.register_error(_HANDLER, fall_back)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def say(text: str) -> None:
    """A line, or lines, of result."""
    print(_shown(text))


def complain(text: str) -> None:
    """A line, or lines, beside the result: what is wrong, or what to know."""
    _flush(sys.stdout)
    print(_shown(text), file=sys.stderr)


def _shown(text: str) -> str:
    from simulator.config.readable import readable

    return text if text.isprintable() else "\n".join(map(readable, text.split("\n")))


def _flush(stream: TextIO) -> None:
    if not stream.closed:
        stream.flush()
