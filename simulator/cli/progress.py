"""Progress of a run on standard error, once it has taken over a second; Ctrl-C keeps its results so far."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from math import inf
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import Self

from simulator.graph.work_step import WorkStep

PATIENCE = 1.0
"""Seconds before the first line."""

_PAUSE, _PAUSE_IN_A_LOG = 0.1, 10.0


class ProgressLine:
    """``show(step)`` as often as one likes; a terminal's line is rewritten, a log gets one in ten seconds.

    ``timed`` shows the last step after a second even where the next one is long in coming. That takes a thread, so
    it is off where processes are forked. ``shown=False`` shows nothing.
    """

    def __init__(self, *, timed: bool = False, shown: bool = True) -> None:
        self._next = monotonic() + PATIENCE if shown else inf
        self._shown = ""
        self._step: WorkStep | None = None
        self._rewrites = sys.stderr.isatty()
        self._writing = Lock()
        self._timer = Timer(PATIENCE, self._show_first) if timed and PATIENCE > 0 else None

    def show(self, step: WorkStep) -> None:
        """Show a step, unless another was shown a moment ago."""
        self._step = step
        now = monotonic()
        if now >= self._next:
            self._next = now + (_PAUSE if self._rewrites else _PAUSE_IN_A_LOG)
            self._write_step(step)

    def _show_first(self) -> None:
        if not self._shown and self._step is not None:
            self.show(self._step)

    def clear(self) -> None:
        """Take the line off a terminal, so that a line of the result can stand there; the next step brings it back."""
        with self._writing:
            if self._shown and self._rewrites:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
                self._shown = ""

    def _write_step(self, step: WorkStep) -> None:
        with self._writing:
            text = str(step)
            blank = " " * (len(self._shown) - len(text))  # of a longer line that stood there before
            sys.stderr.write(f"\r{text}{blank}" if self._rewrites else f"{text}\n")
            sys.stderr.flush()
            self._shown = text

    def __enter__(self) -> Self:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        self.clear()


def follow(steps: Iterable[WorkStep], *, timed: bool = True) -> WorkStep | None:
    """Go through the steps of a long run and show them; return the last one where Ctrl-C ended it, else None.

    The results up to then are complete, because a run stores them before each step.
    """
    last = WorkStep(0, 0, "steps")
    with ProgressLine(timed=timed) as progress:
        try:
            for last in steps:
                progress.show(last)
        except KeyboardInterrupt:
            return last
    return None


def partial_note(step: WorkStep) -> str:
    """Return the line that marks a result which Ctrl-C cut short."""
    return f"Partial result: interrupted after {step}."
