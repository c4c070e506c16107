"""Faults on demand: each a number of times, in requests that change something or, as ``get-NAME``, that read."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from simulator.errors import UsageError
from simulator.words.sanitizer import escape_signs
from simulator.words.suggestion import suggest

FAULTS: Mapping[str, str] = {
    "latency": "the response takes two seconds",
    "429": "too many requests, with Retry-After: 1",
    "429-bare": "too many requests, without Retry-After",
    "500": "an error of the server, before anything is done",
    "500-after": "an error of the server, after it is done",
    "drop-before": "the connection is dropped before anything is done",
    "drop-after": "the connection is dropped after it is done",
    "truncated": "it is done, and the JSON of the response is cut off",
    "expire": "every token given out so far expires, before the request is looked at",
    "edit": "another user renames the first receptionist, before the request is looked at",
}
"""Faults by name, and what each does."""

ALWAYS = 1_000_000_000
_SHOWN = 40


class Faults:
    """The faults that are to come, in order. ``reads`` lets them happen to reads as well."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._left: list[list[object]] = []
        for text in names:
            self.add_fault(text)

    def add_fault(self, text: str) -> None:
        """Ask for ``NAME``, forever, or ``NAME:COUNT``; ``get-NAME`` for reads. Raises ``UsageError``."""
        self._take([_fault(text)])

    def replace(self, names: Iterable[str]) -> None:
        """Ask for these faults in place of the remaining ones; for none if one of them is not a fault."""
        faults = [_fault(text) for text in names]
        self.clear()
        self._take(faults)

    def _take(self, faults: Iterable[list[object]]) -> None:
        with self._lock:
            self._left.extend(faults)

    def clear(self) -> None:
        """Drop the remaining faults."""
        with self._lock:
            self._left.clear()

    def next_fault(self, *, reads: bool) -> str:
        """Return what goes wrong with this request; empty: nothing."""
        with self._lock:
            for fault in self._left:
                name, remaining = str(fault[0]), int(str(fault[1]))
                if name.startswith("get-") == reads and remaining > 0:
                    fault[1] = remaining - 1
                    return name.removeprefix("get-")
        return ""


def _fault(text: str) -> list[object]:
    """The name of a fault, and how often it is to happen. Raises ``UsageError``."""
    name, colon, count = text.partition(":")
    if name.removeprefix("get-") not in FAULTS:
        hint = suggest(name[:_SHOWN], FAULTS, f"use one of {', '.join(FAULTS)}")
        raise UsageError(f"no fault {escape_signs(name[:_SHOWN])!r}{hint}")
    if colon and not (count.isascii() and count.isdecimal() and len(count) <= 9 and int(count) > 0):
        quoted = escape_signs(text[:_SHOWN])
        raise UsageError(f"{quoted}: use a number of times after the colon, as in {name}:2")
    return [name, int(count) if count else ALWAYS]
