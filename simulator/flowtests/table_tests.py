"""A test with a table (``each``) -> one test a row.

Where a text of the test says ``{key}``, each row puts its own value of that column. A value that is
nothing but ``{key}`` becomes what the row holds there, a list too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.config.value_rules import quote_value
from simulator.errors import Problem
from simulator.fast_classes import NamedTuple
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

EACH = "each"
ROWS_MOST = 10_000
"""The most rows of one table: twice the rounds of the largest menu."""

_PLACEHOLDER = re.compile(r"\{ *([^{}\n]+?) *\}")
_WANTED = "a list of rows is needed, as in [{key: 1, where: Sales}, {key: 2, where: Support}]"


class TestRow(NamedTuple):
    """One test of a table: its tree, where its row stands, and its number from 1 (0: no table)."""

    tree: dict[str, Any]
    path: Path
    number: int


class _MissingColumn(Exception):
    """A placeholder that no column fills."""


def expand_table(document: Document, base: Path, tree: dict[str, Any], problems: list[Problem]) -> Iterator[TestRow]:
    """The tests that one item of ``tests`` means; what is wrong with its table joins ``problems``."""
    if EACH not in tree:
        yield TestRow(tree, base, 0)
        return
    table = _table_rows(tree[EACH])
    table_path = (*base, EACH)
    if isinstance(table, str):
        if tree[EACH] is not REFUSED:
            problems.append(document.problem_at(table_path, f"each: {table}"))
        return
    bare = {key: value for key, value in tree.items() if key != EACH}
    for index, (steps, row) in enumerate(table):
        missing = [name for name in table[0][1] if name not in row]
        if missing:
            problems.append(
                document.problem_at((*table_path, *steps), f"this row lacks {missing[0]}, which the first one has")
            )
            continue
        yield TestRow(
            _name_rows(bare, _fill_row(document, base, bare, row, problems), row), (*table_path, *steps), index + 1
        )


def _table_rows(value: Any) -> list[tuple[Path, dict[str, Any]]] | str:
    """The rows, each with its way in the table; or what is wrong with it. Columns of a mapping are lists."""
    if isinstance(value, dict) and value and all(isinstance(column, list) for column in value.values()):
        lengths = {len(column) for column in value.values()}
        if len(lengths) > 1:
            return f"the columns are of different lengths; {_WANTED}"
        first = next(iter(value))
        return [
            ((first, index), dict(zip(value, cells, strict=True)))
            for index, cells in enumerate(zip(*value.values(), strict=True))
        ] or f"it has no rows; {_WANTED}"
    if not isinstance(value, list) or not value:
        return f"{quote_value(value) if value else 'it is empty'}; {_WANTED}"
    if len(value) > ROWS_MOST:
        return f"{len(value):,} rows; at most {ROWS_MOST:,} are accepted"
    if not all(isinstance(row, dict) and row for row in value):
        wrong = next(row for row in value if not (isinstance(row, dict) and row))
        return f"{quote_value(wrong)} is not a row; {_WANTED}"
    return [((index,), row) for index, row in enumerate(value)]


def _name_rows(bare: Mapping[str, Any], filled: dict[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The row's test under a name of its own: where the test's name says no column, the row is added."""
    name = filled.get("name")
    if isinstance(name, str) and name == bare.get("name"):
        filled["name"] = f"{name} ({', '.join(map(_cell_text, row.values()))})"
    return filled


def _cell_text(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _fill_row(
    document: Document, base: Path, bare: dict[str, Any], row: Mapping[str, Any], problems: list[Problem]
) -> dict[str, Any]:
    def fill(value: Any, path: Path) -> Any:
        match value:
            case dict() if (name := _bare_column(value, row)) is not None:
                return row[name]
            case dict():
                return {key: fill(item, (*path, key)) for key, item in value.items()}
            case list():
                return [fill(item, (*path, index)) for index, item in enumerate(value)]
            case str() if value is not REFUSED:
                try:
                    return _fill_text(value, row)
                except _MissingColumn as gap:
                    problems.append(document.problem_at(path, str(gap)))
                    return REFUSED
            case _:
                return value

    return {key: fill(value, (*base, key)) for key, value in bare.items()}


def _bare_column(value: dict[str, Any], row: Mapping[str, Any]) -> str | None:
    """Return the column of ``{key}`` without quotes, which YAML reads as a mapping of the key to nothing."""
    name = next(iter(value), None)
    if name is None or len(value) > 1 or name not in row or value[name] is not None:
        return None
    return name


def _fill_text(text: str, row: Mapping[str, Any]) -> Any:
    if placeholder := _PLACEHOLDER.fullmatch(text):
        return _column_value(placeholder[1], row)
    return _PLACEHOLDER.sub(lambda match: _cell_text(_column_value(match[1], row)), text)


def _column_value(name: str, row: Mapping[str, Any]) -> Any:
    if name in row:
        return row[name]
    hint = suggest(name, row, f"the columns are {', '.join(row)}", form=lambda column: f"{{{column}}}")
    raise _MissingColumn(f"{{{name}}}: the table has no such column{hint}")
