"""The whole screen as rows, of exactly its size: what the terminal shows, a cast records, and a test reads.

Pure: a desk, a moment of its clock and a look go in. From wide to narrow: transcript beside keypad and map;
transcript above the choices; one line.
"""

from __future__ import annotations

from simulator.tui.columns import cells, clipped, wrapped
from simulator.tui.desk import Desk
from simulator.tui.keypad_view import keypad_rows, offer_rows
from simulator.tui.look import Look
from simulator.tui.map_view import map_rows
from simulator.tui.panels import Panel
from simulator.tui.rows import Row, beside, fitted, stacked
from simulator.tui.status_view import FOOT_ROWS, foot_rows, in_short
from simulator.tui.transcript_view import last_rows

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 10
"""Below this only one line is shown, and that more room is needed."""

SIDE_FROM = 76
"""Columns from which keypad and map stand beside the transcript."""

SIDE_LEAST, SIDE_MOST = 30, 52


def screen_rows(desk: Desk, look: Look) -> list[Row]:
    """All rows of the screen; none is wider than it."""
    if look.columns < SMALLEST_COLUMNS or look.rows < SMALLEST_ROWS:
        rows = _too_small(desk, look)
    else:
        height = look.rows - FOOT_ROWS
        rows = [*_body(desk, look, height), *foot_rows(desk.session, look)]
    return [_trimmed(fitted(row, look.columns - 1, look.signs.ellipsis)) for row in stacked(rows, look.rows)]


def _trimmed(row: Row) -> Row:
    """A row without the spaces at its end."""
    kept = list(row)
    while kept and not kept[-1][1].strip():
        kept.pop()
    return [*kept[:-1], (kept[-1][0], kept[-1][1].rstrip())] if kept else []


def _too_small(desk: Desk, look: Look) -> list[Row]:
    wanted = f"this screen is {look.columns}x{look.rows}; {SMALLEST_COLUMNS}x{SMALLEST_ROWS} shows more"
    said = [*wrapped(in_short(desk.session), look.width), *wrapped(wanted, look.width)]
    return [[("class:remark", text)] for text in said]


def _body(desk: Desk, look: Look, height: int) -> list[Row]:
    if look.columns < SIDE_FROM:
        return _narrow(desk, look, height)
    side = max(SIDE_LEAST, min(SIDE_MOST, look.columns * 2 // 5))
    width = look.columns - side - 3
    left = stacked(_main(desk, look, width, height), height)
    pad = keypad_rows(desk.session.situation, look, side, min(height, max(4, height // 2)))
    right = [*pad, [], *map_rows(desk, look, height - len(pad) - 1)]
    return beside(left, stacked(right, height), width + 1, look.signs.bar + " ")


def _narrow(desk: Desk, look: Look, height: int) -> list[Row]:
    offers = offer_rows(desk.session.situation, look, look.width, min(3, height // 3))
    if desk.needle and not desk.panel:
        return [*stacked(map_rows(desk, look, height - len(offers)), height - len(offers)), *offers]
    return [*stacked(_main(desk, look, look.width, height - len(offers)), height - len(offers)), *offers]


def _main(desk: Desk, look: Look, width: int, height: int) -> list[Row]:
    """The transcript, or the panel that is open."""
    panel = desk.opened
    if panel is not None:
        return _panel(panel, look, width, height, desk.read_back)
    return last_rows(desk.session, look, width, height, desk.read_back)


def _panel(panel: Panel, look: Look, width: int, height: int, read_on: int) -> list[Row]:
    head: list[Row] = [[("class:heading", clipped(panel.title, width - 18, look.signs.ellipsis)),
                        ("class:remark", "  (Esc closes)")]]  # fmt: skip
    texts = [part for line in panel.lines for part in _hanging(line, width)]
    body: list[Row] = [[("", text)] for text in texts]
    for number, choice in enumerate(panel.choices[:9], 1):
        body.append([("class:key", f"[{number}] "), ("", clipped(choice.told, width - 4, look.signs.ellipsis))])
    room = height - 1
    start = min(read_on, max(0, len(body) - room))
    shown = body[start : start + room]
    if start + room < len(body):
        left = len(body) - start - room + 1
        shown[-1] = [("class:remark", f"{look.signs.ellipsis} {left:,} more lines: PgUp and PgDn turn the pages")]
    return [*head, *shown]


def _hanging(line: str, width: int) -> list[str]:
    """A line wrapped, what goes on below indented as far as its second column."""
    if cells(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip())
    gap = line.find("  ", indent)
    second = len(line) - len(line[gap:].lstrip()) if gap > 0 else 0
    start, hang = (second, second) if 0 < second <= width * 2 // 3 else (indent, indent + 2)
    first, *others = wrapped(line[start:], width - hang)
    return [line[:start] + first, *(" " * hang + other for other in others)]
