"""The calls of a file of records in chunks: read, each counted once, and ready to be played anywhere.

Reading stays in one process, because which rows are duplicates, and the order of the rows that cannot be used, depend
on all rows before. Ids, and whatever else a record says of a person, stay there, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import chain, islice
from pathlib import Path

from simulator.calendar.zones import load_zone
from simulator.errors import UsageError
from simulator.graph.replay.past_landing import StartedCall, StartedCalls
from simulator.graph.replay.seen_calls import SeenCalls
from simulator.loader.column_map import PRESETS, ColumnMap
from simulator.loader.record_rows import RecordRow, record_rows
from simulator.loader.recorded_call import BadRecord, CallReader
from simulator.workers.chunk_work import Chunk

ROWS_MOST = 1_000
"""Rows of one chunk: some 50 ms of work."""

HEAD = 1_000
"""The first rows, of which one at least has a column of keys."""

_VALUE = re.compile(r"@|[0-9](?:[ ./:+()\-]*[0-9]){3}")
_LETTER = re.compile(r"[^\W\d_]")


class RowTally:
    """What became of the rows of a chunk: how many were ``read`` and repeated a call, and which could not be used."""

    __slots__ = ("duplicates", "read", "rejected")

    def __init__(self) -> None:
        self.read = 0
        self.duplicates = 0
        self.rejected: list[tuple[str, str]] = []  # place and reason


class RecordChunks:
    """Reads a file of records; columns are those of a map, or of the preset that fits the first row."""

    def __init__(self, records: Path, columns: ColumnMap | None, starts: StartedCalls, seen: SeenCalls) -> None:
        self._records = records
        self._columns = columns
        self._starts = starts
        self._seen = seen
        self._tallies: dict[int, RowTally] = {}

    def read_chunks(self) -> Iterator[Chunk]:
        """Yield chunks of ``StartedCall``. Raises as ``record_rows`` does, ``UsageError`` for a file without keys."""
        rows = record_rows(self._records)
        ahead = list(islice(rows, HEAD))
        if not ahead:
            return
        reader = self._reader_for(ahead)
        calls: list[StartedCall] = []
        tally, number = RowTally(), 0
        for row in chain(ahead, rows):
            call = self._start_call(reader, row, tally)
            if call is not None:
                calls.append(call)
            if tally.read == ROWS_MOST:
                self._tallies[number] = tally
                yield Chunk(number, len(calls), calls)
                calls, tally, number = [], RowTally(), number + 1
        if tally.read:
            self._tallies[number] = tally
            yield Chunk(number, len(calls), calls)

    def take_tally(self, number: int) -> RowTally:
        """Return what became of the rows of a chunk, once."""
        return self._tallies.pop(number)

    def _start_call(self, reader: CallReader, row: RecordRow, tally: RowTally) -> StartedCall | None:
        tally.read += 1
        if row.fault:
            tally.rejected.append((row.place, row.fault))
            return None
        try:
            call = reader.read_call(row.values)
            if call.call_id and self._seen.is_repeated(call.call_id):
                tally.duplicates += 1
                return None
            return self._starts.start_call(call)
        except BadRecord as error:
            tally.rejected.append((row.place, error.reason))
            return None

    def _reader_for(self, ahead: Sequence[RecordRow]) -> CallReader:
        columns = _columns_of(ahead, PRESETS.values() if self._columns is None else [self._columns])
        zone = columns.timezone or self._starts.flow.timezone
        return CallReader(columns, load_zone(zone) if zone else UTC)


def _columns_of(ahead: Sequence[RecordRow], maps: Iterable[ColumnMap]) -> ColumnMap:
    """Return the map whose names for keys the first rows have. Raises ``UsageError`` where none fits."""
    rows = [row for row in ahead if not row.fault]
    for columns in maps:
        names = [*columns.columns.get("keys", ()), *columns.columns.get("call_flow", ())]
        if not rows or any(name in row.values for row in rows for name in names):
            return columns
    raise UsageError(
        f"{rows[0].place}: no column has the keys of a call ({_describe_columns([*map(str, rows[0].values)])}); name "
        "them in a file: --map MAP.yaml with columns: {keys: NAME}"
    )


def _describe_columns(names: Sequence[str]) -> str:
    """Say what the columns are, unless they look like values: a caller's number stands in no message."""
    if any(_VALUE.search(name) or not _LETTER.search(name) for name in names):
        return "the first line must name the columns, and seems to be a call"
    return f"the columns are {', '.join(sorted(names)[:8]) or 'none'}"
