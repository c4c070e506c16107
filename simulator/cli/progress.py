"""How far a long run is, on standard error, once it has taken over a second."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Self

PATIENCE = 1.0
"""Seconds before anything is said."""

_PAUSE, _PAUSE_IN_A_LOG = 0.1, 10.0


class Progress:
    """``done(count)`` as often as one likes; a terminal's line is rewritten, a log gets one in ten seconds."""

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._next = monotonic() + PATIENCE
        self._shown = False
        self._rewrites = sys.stderr.isatty()

    def done(self, count: int) -> None:
        """So many are done."""
        now = monotonic()
        if now < self._next:
            return
        self._next = now + (_PAUSE if self._rewrites else _PAUSE_IN_A_LOG)
        self._shown = True
        text = f"{count:,} of {self._total:,} {self._what}"
        sys.stderr.write(f"\r{text}" if self._rewrites else f"{text}\n")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._rewrites:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
