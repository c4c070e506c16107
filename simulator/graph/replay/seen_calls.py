"""Calls that were counted before, known by a hash of their id that is salted afresh in each run.

An id stays nowhere: who finds what a run has left on disk cannot tell which calls it had.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from hashlib import blake2b
from typing import Protocol

RECENT = 1_000_000
"""The last rows among which a call that is listed twice is found without a disk."""


class SeenCalls(Protocol):
    """What knows whether a call was counted before."""

    def is_repeated(self, call_id: str) -> bool:
        """Return whether a call has been seen, and see it."""


class RecentCalls:
    """The calls of the last rows; about 80 MB once they are a million."""

    def __init__(self, most: int = RECENT) -> None:
        self._salt = os.urandom(16)
        self._most = most
        self._order = array("Q")
        self._next = 0
        self._known: set[int] = set()
        self._again: dict[int, int] = {}  # how often more a call of the last rows is among them

    def is_repeated(self, call_id: str) -> bool:
        """Return whether a call is among the last rows, and take it in."""
        seen = int.from_bytes(_hash_of(call_id, self._salt, 8), "big")
        repeated = seen in self._known
        if repeated:
            self._again[seen] = self._again.get(seen, 0) + 1
        self._known.add(seen)
        if len(self._order) < self._most:
            self._order.append(seen)
        else:
            self._forget(self._order[self._next])
            self._order[self._next] = seen
            self._next = (self._next + 1) % self._most
        return repeated

    def _forget(self, seen: int) -> None:
        """Leave out the oldest row, whose call may be in a later one, too."""
        more = self._again.pop(seen, 0)
        if not more:
            self._known.discard(seen)
        elif more > 1:
            self._again[seen] = more - 1


class AllCalls:
    """All calls of a run, in a file that the system removes when the run ends."""

    def __init__(self) -> None:
        self._salt = os.urandom(16)
        self._rows = sqlite3.connect("")  # SQLite's own temporary file, without a name
        self._rows.execute("CREATE TABLE seen (id BLOB PRIMARY KEY) WITHOUT ROWID")

    def is_repeated(self, call_id: str) -> bool:
        """Return whether a call has been seen in this run, and see it."""
        id = _hash_of(call_id, self._salt, 16)
        return self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?)", (id,)).rowcount == 0


def _hash_of(call_id: str, salt: bytes, size: int) -> bytes:
    # JSON may hold half of a character, which no other coding of text takes
    return blake2b(call_id.encode("utf-8", "surrogatepass"), digest_size=size, key=salt).digest()
