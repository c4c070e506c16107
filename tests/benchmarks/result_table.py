"""The one table of a run: what each benchmark measured, next to its peer and its gate, in the order of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.words.table import align_columns

HEADINGS = ("what", "ours", "peer", "ratio or exponent", "gate")


class ResultRow(NamedTuple):
    """One line of the table: two measurements, what follows from them, and the most (or least) that is accepted.

    ``gate`` is empty where a figure is for orientation only. ``section`` says what the rows around it are about.
    """

    section: str
    what: str
    ours: str
    peer: str
    figure: str
    gate: str
    holds: bool


class ResultTable:
    """The rows of this run; ``section`` is that of the rows to come."""

    def __init__(self) -> None:
        self.rows: list[ResultRow] = []
        self.section = ""

    def add_row(
        self, what: str, *, ours: str, peer: str = "-", figure: str = "-", gate: str = "", holds: bool = True
    ) -> None:
        """Record a row; ``holds``: it keeps its gate."""
        self.rows.append(ResultRow(self.section, what, ours, peer, figure, gate, holds))

    def add_ratio(self, what: str, *, ours: str, peer: str, ratio: float, most: float | None) -> None:
        """Record ours divided by the peer's, and fail where that is above ``most``; None: nothing is expected of it."""
        holds = most is None or ratio <= most
        gate = "" if most is None else f"<= {_ratio(most)}"
        self.add_row(what, ours=ours, peer=peer, figure=_ratio(ratio), gate=gate, holds=holds)
        assert holds, f"{what}: {_ratio(ratio)}, expected {gate}"

    def add_exponent(self, what: str, *, ours: str, peer: str, exponent: float, most: float) -> bool:
        """Record how something grows with the flow; return whether that is at most n to the power of ``most``."""
        holds = exponent <= most
        self.add_row(what, ours=ours, peer=peer, figure=f"n^{exponent:.2f}", gate=f"<= n^{most}", holds=holds)
        return holds

    def lines(self) -> Iterator[str]:
        """Yield the table as text: a heading above the rows of each section, and a mark after what missed its gate."""
        if self.rows:
            yield from _table_lines(self.rows)


def _table_lines(rows: Sequence[ResultRow]) -> Iterator[str]:
    heading, *lines = align_columns(
        [HEADINGS, *((row.what, row.ours, row.peer, row.figure, row.gate) for row in rows)], indent=""
    )
    yield heading
    section = ""
    for row, line in zip(rows, lines, strict=True):
        if row.section != section:
            section = row.section
            yield from ("", f"-- {section}")
        yield line if row.holds else f"{line}  MISSED"
    missed = sum(not row.holds for row in rows)
    held = sum(row.holds and bool(row.gate) for row in rows)
    yield ""
    yield f"{held} gates held, {missed} missed; a ratio is ours divided by the peer's, measured in the same run"


def _ratio(ratio: float) -> str:
    """A ratio with three digits: 0.121x, 1.35x, 12.8x, 40,600x."""
    if ratio >= 100:
        return f"{ratio:,.0f}x"
    digits = 1 if ratio >= 10 else 2 if ratio >= 1 else 3
    return f"{ratio:.{digits}f}x"


RESULTS = ResultTable()
"""The table that every benchmark of this run writes to."""
