"""An open panel as rows: its lines, and its choices as a list that arrows and Enter work in."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.tui.cell_width import clip_text, text_cells, wrap_cells
from simulator.tui.desk import Desk
from simulator.tui.panels import Panel
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import FINDING, RICH, TerminalLook

CHOICE_ROWS = 3
"""Rows that a choice takes at most: names may be long, and a list must stay one."""

DIGITS = 9
"""Choices of a list that a digit takes; the arrows and Enter take any."""


def panel_rows(desk: Desk, panel: Panel, look: TerminalLook, width: int, height: int) -> list[Row]:
    """The part of a panel that fits: a list is shown around the choice that is marked."""
    body: list[Row] = [
        row for line in panel.lines for row in _line_rows(line.replace(RICH.seen, look.signs.seen), width)
    ]
    marked = last_marked = len(body)
    for number, (label, _) in enumerate(panel.choices):
        rows = _choice_rows(number, desk.selected, label.replace(RICH.seen, look.signs.seen), look, width)
        if number == desk.selected:
            marked, last_marked = len(body), len(body) + len(rows) - 1
        body += rows
    page = height if len(body) <= height else height - 1  # one row says how many lines follow
    if desk.focused == "panel":
        desk.page = page
    last = max(0, len(body) - height)
    if panel.choices:  # the least scrolling that keeps the marked choice in sight
        desk.top = max(last_marked - page + 1, min(desk.top, marked))
    desk.top = min(desk.top, last)
    if desk.top == last:
        return body[last:]
    below = len(body) - desk.top - page
    more = f"{look.signs.ellipsis} {below:,} more lines: PgUp and PgDn turn pages"
    return [*body[desk.top : desk.top + page], [("class:quiet", more)]]


def _line_rows(line: str, width: int) -> Iterator[Row]:
    """Return a line in as many rows as it takes: a finding begins with its mark, an action with its own column."""
    first, *others = hanging_indent(line, width)
    does, gap, leads = first.partition("  ")
    if first.startswith(FINDING):
        yield [("class:finding", FINDING), ("", first[len(FINDING) :])]
    elif does and gap:
        yield [("class:key", does), ("", gap + leads)]
    else:
        yield [(_line_style(line), first)]
    yield from ([(_line_style(line), text)] for text in others)


def _line_style(line: str) -> str:
    """A title among the lines ends with a colon and is not indented; an indented line is a remark."""
    return "class:quiet" if line.startswith("    ") else "class:heading" if line.endswith(":") else ""


def _choice_rows(index: int, selected: int, label: str, look: TerminalLook, width: int) -> list[Row]:
    """A choice of a list: the first nine with their digit, the one that Enter takes with a pointer."""
    is_marked = index == selected
    number = f"[{index + 1}]" if index < DIGITS else f"{index + 1:>3}"
    style = "class:marked" if is_marked else ""
    first, *others = wrap_cells(label, width - text_cells(number) - 1) or [""]
    if len(others) >= CHOICE_ROWS:
        others[CHOICE_ROWS - 2 :] = [clip_text(" ".join(others[CHOICE_ROWS - 2 :]), width - 4, look.signs.ellipsis)]
    return [
        [
            ("class:pointer", look.signs.pointer if is_marked else " "),
            ("class:key", f"{number} "),
            (style, first),
        ],
        *([("", " " * (text_cells(number) + 1)), (style, text)] for text in others),
    ]


def hanging_indent(line: str, width: int) -> list[str]:
    """A wrapped line; its further rows are indented to its second column."""
    if text_cells(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip())
    gap = line.find("  ", indent)
    second = len(line) - len(line[gap:].lstrip()) if gap > 0 else 0
    start, hang = (second, second) if 0 < second <= width * 2 // 3 else (indent, indent + 2)
    first, *continuations = wrap_cells(line[start:], width - hang)
    return [line[:start] + first, *(" " * hang + continuation for continuation in continuations)]
