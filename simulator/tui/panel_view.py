"""An open panel as rows: its lines, and its choices as a list that arrows and Enter work in."""

from __future__ import annotations

from simulator.tui.cell_width import clip_text, text_cells, wrap_cells
from simulator.tui.desk import Desk
from simulator.tui.panels import Panel
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook

DIGITS = 9
"""Choices of a list that a digit takes; the arrows and Enter take any."""


def panel_rows(desk: Desk, panel: Panel, look: TerminalLook, width: int, height: int) -> list[Row]:
    """The part of a panel that fits: a list is shown around the choice that is marked."""
    body: list[Row] = [[(_line_style(line), text)] for line in panel.lines for text in hanging_indent(line, width)]
    marked = len(body) + desk.selected
    body += [_choice_row(number, desk.selected, label, look, width) for number, (label, _) in enumerate(panel.choices)]
    page = height if len(body) <= height else height - 1  # one row says how many lines follow
    if desk.focused == "panel":
        desk.page = page
    last = max(0, len(body) - height)
    if panel.choices:  # the least scrolling that keeps the marked choice in sight
        desk.top = max(marked - page + 1, min(desk.top, marked))
    desk.top = min(desk.top, last)
    if desk.top == last:
        return body[last:]
    below = len(body) - desk.top - page
    more = f"{look.signs.ellipsis} {below:,} more lines: PgUp and PgDn turn pages"
    return [*body[desk.top : desk.top + page], [("class:quiet", more)]]


def _line_style(line: str) -> str:
    """A title among the lines ends with a colon and is not indented; an indented line is a remark."""
    return "class:quiet" if line.startswith("    ") else "class:heading" if line.endswith(":") else ""


def _choice_row(index: int, selected: int, label: str, look: TerminalLook, width: int) -> Row:
    """A choice of a list: the first nine with their digit, the one that Enter takes with a pointer."""
    is_marked = index == selected
    number = f"[{index + 1}]" if index < DIGITS else f"{index + 1:>3}"
    return [
        ("class:pointer", look.signs.pointer if is_marked else " "),
        ("class:key", f"{number} "),
        ("class:marked" if is_marked else "", clip_text(label, width - text_cells(number) - 1, look.signs.ellipsis)),
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
