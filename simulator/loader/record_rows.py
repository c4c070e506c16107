"""The rows of a file of call records, one at a time: CSV, JSON lines, a JSON list, or Parquet.

A file of a year's calls need not fit into memory, so rows come as they are read; only a JSON list is read whole. A row
that cannot be read is a row with a ``fault``; ``UsageError`` is for what concerns the whole file.
"""

from __future__ import annotations

import csv
import glob
import json
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.text.foreign_file import HEAD, kind_of_bytes
from simulator.text.json_file import refuse_irregular
from simulator.text.json_tree import settle_error

_LISTS = ("results", "data", "records", "calls")
_SEPARATORS = (",", ";", "\t", "|")
_PARQUET_BATCH = 10_000
NO_JSON = "is not JSON that can be read: nested too deep, or a number too long"


class RecordRow(NamedTuple):
    """One row, with where it stands (``calls.csv:3``); where ``fault`` says what is wrong, it has no values."""

    place: str
    values: Mapping[str, Any]
    fault: str = ""


def record_rows(path: Path) -> Iterator[RecordRow]:
    """Yield the rows of a file, of the kind that its name says: ``.csv`` and ``.tsv``, ``.parquet``, else JSON.

    Raises ``UsageError`` for a file that has no rows to read, ``OSError`` if it cannot be read.
    """
    refuse_irregular(path)
    match path.suffix.lower():
        case ".parquet":
            return _parquet_rows(path)
        case ending:
            _refuse_foreign(path)
            return _csv_rows(path) if ending in (".csv", ".tsv") else _json_rows(path)


def _refuse_foreign(path: Path) -> None:
    """Raise ``UsageError`` for a file of another program that is known, such as a spreadsheet."""
    with path.open("rb") as file:
        kind = kind_of_bytes(file.read(HEAD))
    if kind is not None:
        raise UsageError(f"{path}: is {kind}; use past calls as CSV, JSON or Parquet")


def _csv_rows(path: Path) -> Iterator[RecordRow]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        first = file.readline()
        separator = max(_SEPARATORS, key=first.count)
        file.seek(0)
        lines = _RowLines(file)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            names = [name.strip() for name in next(reader, ())]
        except csv.Error as error:
            raise UsageError(f"{path}:1: is not CSV: {error}") from None
        _refuse_heading(path, names)
        while True:
            place = f"{path}:{lines.begin_row()}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells, fault = [], f"is not CSV: {error}"
            else:
                fault = _fault_of(cells, names) if cells else ""
            if fault and lines.is_long:
                lines.put_back()
                fault = "is not CSV: a quote is not closed"
            if cells or fault:
                yield RecordRow(place, {} if fault else dict(zip(names, cells, strict=True)), fault)


class _RowLines:
    """The lines of a file for a reader of rows. Of a row that cannot be read all lines but the first are read again.

    One quote that is not closed would take the calls of many lines with it.
    """

    def __init__(self, file: Iterator[str]) -> None:
        self._file = file
        self._ahead: deque[str] = deque()
        self._row: list[str] = []
        self._number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._file)
        self._row.append(line)
        return line

    def begin_row(self) -> int:
        """Begin a row; the number of its first line."""
        self._number += len(self._row)
        self._row.clear()
        return self._number + 1

    @property
    def is_long(self) -> bool:
        """Return whether the row has several lines."""
        return len(self._row) > 1

    def put_back(self) -> None:
        """Let all lines of the row but the first be rows of their own."""
        self._ahead.extendleft(reversed(self._row[1:]))
        del self._row[1:]


def _fault_of(cells: list[str], names: list[str]) -> str:
    """Return what is wrong with the cells of a row; empty: nothing."""
    if len(cells) != len(names):
        return f"has {len(cells)} columns, and the first line names {len(names)}"
    return "is not UTF-8" if any(not cell.isascii() and _is_broken(cell) for cell in cells) else ""


def _refuse_heading(path: Path, names: list[str]) -> None:
    if not any(names):
        raise UsageError(f"{path}:1: has no names of columns; the first line must name them")
    if any("\0" in name or _is_broken(name) for name in names):
        raise UsageError(f"{path}:1: is not UTF-8; save the call records as CSV in UTF-8")
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        if first.setdefault(name, number) != number:
            # Without the name: in a file whose first line is a call, it may be a caller's number.
            raise UsageError(f"{path}:1: names columns {first[name]} and {number} alike; name each column once")


def _is_broken(cell: str) -> bool:
    """Return whether a cell holds bytes that are not UTF-8."""
    return any("\ud800" <= sign <= "\udfff" for sign in cell)


def _json_rows(path: Path) -> Iterator[RecordRow]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            first = next((line for line in lines if line.strip()), "")
            lines.seek(0)
            if _is_record_line(first, path):
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield _json_row(f"{path}:{number}", line.rstrip("\r\n"), path, number)
                return
            text = lines.read().removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8; use JSON of call records in UTF-8") from None
    for number, value in enumerate(_listed_records(path, text), start=1):
        yield _row_of(f"{path}: record {number}", value)


def _listed_records(path: Path, text: str) -> list[Any]:
    try:
        document = json.loads(text)
    except (RecursionError, ValueError) as error:
        raise UsageError(_json_fault(error, path, 1)) from None
    records = (
        next((document[name] for name in _LISTS if name in document), None) if isinstance(document, dict) else document
    )
    if not isinstance(records, list):
        raise UsageError(f"{path}: is not a list of call records; use a JSON list of them, or one on each line")
    return records


def _is_record_line(line: str, path: Path) -> bool:
    """Return whether a file has a record on each line, by its first line: that neither begins a list nor holds it.

    Of a .jsonl file the first line may be no record at all.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        return not any(isinstance(value.get(name), list) for name in _LISTS)
    return path.suffix.lower() == ".jsonl" and not line.lstrip().startswith("[")


def _json_row(place: str, line: str, path: Path, number: int) -> RecordRow:
    try:
        return _row_of(place, json.loads(line))
    except (RecursionError, ValueError) as error:
        if not isinstance(error, json.JSONDecodeError):
            return RecordRow(place, {}, NO_JSON)
        where, _, fault = _json_fault(error, path, number).partition(": ")
        return RecordRow(where, {}, fault)


def _row_of(place: str, value: Any) -> RecordRow:
    if isinstance(value, dict):
        return RecordRow(place, value)
    # The value may be a caller's number, so it is in no message.
    return RecordRow(place, {}, "is not a record of a call; use an object with dtmf_input")


def _json_fault(error: Exception, path: Path, line: int) -> str:
    """Return where a text that begins on a line is no JSON, and why."""
    if not isinstance(error, json.JSONDecodeError):
        return f"{path}: {NO_JSON}"
    refused = settle_error(error)
    return f"{path}:{line + refused.lineno - 1}:{refused.colno}: is not JSON: {refused.msg}"


def _parquet_rows(path: Path) -> Iterator[RecordRow]:
    try:
        import duckdb
    except ImportError:
        raise UsageError("Parquet files need duckdb: pip install 'ivrsim[parquet]'") from None
    number = 0
    try:
        with duckdb.connect(config={"threads": 1}) as engine:
            # The name is taken for a pattern: calls[1].parquet would be another file.
            engine.execute("SELECT * FROM read_parquet(?)", [glob.escape(str(path))])
            names = [column[0] for column in engine.description or ()]
            while rows := engine.fetchmany(_PARQUET_BATCH):
                for row in rows:
                    number += 1
                    yield RecordRow(f"{path}: row {number}", dict(zip(names, row, strict=True)))
    except duckdb.Error as error:
        raise UsageError(f"{path}: is not a Parquet file that can be read: {str(error).splitlines()[0]}") from None
