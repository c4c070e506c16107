"""The rows of a file of call records, one at a time: CSV, JSON lines, a JSON list, or Parquet.

A file of a year's calls need not fit into memory, so rows come as they are read; only a JSON list is read whole. A row
that cannot be read is a row with a ``fault``; ``UsageError`` is for what concerns the whole file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
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
        case ".csv" | ".tsv":
            return _csv_rows(path)
        case ".parquet":
            return _parquet_rows(path)
        case _:
            return _json_rows(path)


def _csv_rows(path: Path) -> Iterator[RecordRow]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        first = lines.readline()
        separator = max(_SEPARATORS, key=first.count)
        lines.seek(0)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            names = [name.strip() for name in next(reader, ())]
        except csv.Error as error:
            raise UsageError(f"{path}:1: is not CSV: {error}") from None
        _refuse_heading(path, names)
        while True:
            place = f"{path}:{reader.line_num + 1}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield RecordRow(place, {}, f"is not CSV: {error}")
                continue
            if not cells:
                continue
            if len(cells) != len(names):
                yield RecordRow(place, {}, f"has {len(cells)} columns, and the first line names {len(names)}")
            elif any(not cell.isascii() and _is_broken(cell) for cell in cells):
                yield RecordRow(place, {}, "is not UTF-8")
            else:
                yield RecordRow(place, dict(zip(names, cells, strict=True)))


def _refuse_heading(path: Path, names: list[str]) -> None:
    if not any(names):
        raise UsageError(f"{path}:1: has no names of columns; the first line must name them")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"{path}:1: has two columns {quote_value(twice)}; name each column once")


def _is_broken(cell: str) -> bool:
    """Return whether a cell holds bytes that are not UTF-8."""
    return any("\ud800" <= sign <= "\udfff" for sign in cell)


def _json_rows(path: Path) -> Iterator[RecordRow]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            first = next((line for line in lines if line.strip()), "")
            lines.seek(0)
            if first.lstrip().startswith("{") and _is_whole(first):
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
        raise UsageError(
            f"{path}: {quote_value(document)} is not accepted; use a list of call records, or one on each line"
        )
    return records


def _is_whole(line: str) -> bool:
    """Return whether a line is a record by itself, and not the beginning of an object, nor one that holds the list."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return not any(isinstance(value.get(name), list) for name in _LISTS)


def _json_row(place: str, line: str, path: Path, number: int) -> RecordRow:
    try:
        return _row_of(place, json.loads(line))
    except (RecursionError, ValueError) as error:
        where, _, fault = _json_fault(error, path, number).partition(": ")
        return RecordRow(where, {}, fault)


def _row_of(place: str, value: Any) -> RecordRow:
    if isinstance(value, dict):
        return RecordRow(place, value)
    return RecordRow(place, {}, f"{quote_value(value)} is not a record of a call; use an object with dtmf_input")


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
            engine.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in engine.description or ()]
            while rows := engine.fetchmany(_PARQUET_BATCH):
                for row in rows:
                    number += 1
                    yield RecordRow(f"{path}: row {number}", dict(zip(names, row, strict=True)))
    except duckdb.Error as error:
        raise UsageError(f"{path}: is not a Parquet file that can be read: {str(error).splitlines()[0]}") from None
