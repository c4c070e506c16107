"""A spreadsheet of menus as rows: read from CSV, each with its line; what is wrong is told by file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from simulator.errors import FlowError, Problem
from simulator.exchange.construct_list import Construct
from simulator.exchange.csv_cells import COLUMNS, FLOW_ROWS, HEADINGS, KEY_WORDS, unprotect_cell
from simulator.fast_classes import dataclass
from simulator.text.positions import UnreadableText
from simulator.text.text_file import read_file
from simulator.words.phrases import join_words

ROWS_MOST = 1_000_000
_NEEDED = ("menu", "key", "destination")
_DELIMITERS = ",;\t"


@dataclass(slots=True)
class SheetRow:
    """One row: its line in the file, and its cells by column. ``key`` is a word of ``KEY_WORDS``, or keys."""

    file: str
    line: int
    cells: dict[str, str]
    menu: str = ""
    key: str = ""
    said: dict[str, Construct] = field(default_factory=dict)

    def refuse(self, message: str) -> FlowError:
        """Return the error for this row."""
        return FlowError([Problem(self.file, self.line, 1, message)])

    def cell(self, name: str) -> str:
        """Return a cell; empty where the sheet has no such column."""
        return self.cells.get(name, "")

    def change(self, name: str, note: str) -> None:
        """Say that a cell is in the flow with a difference."""
        self.said[name] = Construct("different", self.file, f"line {self.line}", name, self.cell(name), note)

    def finish(self) -> Iterator[Construct]:
        """Yield what became of every cell that is not empty."""
        place = f"line {self.line}"
        for name, value in self.cells.items():
            if name in self.said:
                yield self.said[name]
            elif value and name in COLUMNS:
                yield Construct("carried", self.file, place, name, value)
            elif value:
                yield Construct("not carried", self.file, place, name, value, "no menu has such a column")


def read_sheet(name: str) -> list[SheetRow]:
    """Return the rows of a CSV. Raises ``FlowError``: unreadable, no such columns, a key that is listed twice."""
    try:
        text = read_file(Path(name))
    except UnreadableText as error:
        raise FlowError([Problem(name, 0, 0, str(error))]) from None
    heading = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=heading.count), strict=True)
    rows: list[SheetRow] = []
    try:
        columns = _read_columns(name, next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_read_row(name, reader.line_num, columns, cells))
            if len(rows) > ROWS_MOST:
                raise FlowError([Problem(name, reader.line_num, 1, f"a sheet has at most {ROWS_MOST:,} rows")])
    except csv.Error as error:
        raise FlowError([Problem(name, reader.line_num, 1, f"is not CSV: {error}")]) from None
    _settle_menus(rows)
    return rows


def _read_columns(name: str, heading: list[str]) -> list[str]:
    words = [cell.strip().lower() for cell in heading]
    columns: list[str] = []
    for word in words:
        column = HEADINGS.get(word, word)
        columns.append(word if column in columns else column)
    if missing := [column for column in _NEEDED if column not in columns]:
        lacks = join_words(missing)
        message = f"the first row names no {lacks}; a sheet has the columns menu, key, destination and prompt"
        raise FlowError([Problem(name, 1, 1, message)])
    return columns


def _read_row(name: str, line: int, columns: list[str], cells: list[str]) -> SheetRow:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise FlowError([Problem(name, line, 1, f"has {len(cells)} cells; the first row names {len(columns)} columns")])
    values = {column: unprotect_cell(cell.strip()) for column, cell in zip(columns, cells, strict=False) if column}
    return SheetRow(name, line, values)


def _settle_menus(rows: list[SheetRow]) -> None:
    """Give each row its menu and its key: a menu that is left out is that of the row above."""
    menu = ""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        menu = row.cell("menu") or menu
        if not menu:
            raise row.refuse("the first row names no menu")
        row.menu = menu
        key = row.cell("key")
        row.key = key.lower() if menu == FLOW_ROWS else KEY_WORDS.get(key.lower(), key) or "greeting"
        if menu == FLOW_ROWS:
            continue
        first = seen.setdefault((menu, row.key), row.line)
        if first != row.line:
            raise row.refuse(f"key {row.key!r} of {menu!r} is listed twice, first on line {first}")
