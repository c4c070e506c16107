"""The whole screen as rows, of exactly its size: what the terminal shows, a cast records, and a test reads.

The input is a desk, a moment of its clock and a look; the only side effect is the scrolling that the desk notes.
From wide to narrow: transcript next to keypad and map; transcript above the choices; one line.
"""

from __future__ import annotations

from simulator.tui.cell_width import clip_text, text_cells, wrap_cells
from simulator.tui.desk import Desk
from simulator.tui.keypad_view import keypad_rows, offer_rows
from simulator.tui.map_view import map_rows
from simulator.tui.panels import Panel
from simulator.tui.status_view import count_foot_rows, foot_rows, in_short
from simulator.tui.styled_rows import Row, fit_row, join_blocks, stack_rows
from simulator.tui.terminal_look import TerminalLook
from simulator.tui.transcript_view import last_view

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 10
"""Below this size the screen shows one line and says how much room it needs."""

SIDE_FROM = 76
"""Columns from which keypad and map are next to the transcript."""

SIDE_LEAST, SIDE_MOST = 30, 52

LIST_KEYS = (("arrows", "choose"), ("Enter", "takes"), ("1-9", "take at once"), ("Esc", "closes"))
"""The keys that a list needs, each with a word or two."""

DIGITS = 9
"""Choices of a list that a digit takes; the arrows and Enter take any."""


def screen_rows(desk: Desk, look: TerminalLook) -> list[Row]:
    """All rows of the screen; none is wider than it."""
    # the last column stays free: some terminals wrap, and scroll, after a sign in the corner
    if look.columns < SMALLEST_COLUMNS or look.rows < SMALLEST_ROWS:
        rows = _too_small(desk, look)
    else:
        height = look.rows - count_foot_rows(desk.session)
        rows = [*_body_rows(desk, look, height), *foot_rows(desk.session, look, LIST_KEYS if desk.choices else ())]
    return [_trim_row(fit_row(row, look.columns - 1, look.signs.ellipsis)) for row in stack_rows(rows, look.rows)]


def _trim_row(row: Row) -> Row:
    """A row without the spaces at its end."""
    trimmed = list(row)
    while trimmed and not trimmed[-1][1].strip():
        trimmed.pop()
    return [*trimmed[:-1], (trimmed[-1][0], trimmed[-1][1].rstrip())] if trimmed else []


def _too_small(desk: Desk, look: TerminalLook) -> list[Row]:
    advice = f"this screen is {look.columns}x{look.rows}; {SMALLEST_COLUMNS}x{SMALLEST_ROWS} shows more"
    texts = (desk.session.notice, in_short(desk.session), advice)
    lines = [line for text in texts for line in wrap_cells(text, look.width)]
    return [[("class:remark", text)] for text in lines]


def _body_rows(desk: Desk, look: TerminalLook, height: int) -> list[Row]:
    if look.columns < SIDE_FROM:
        return _narrow_rows(desk, look, height)
    side = max(SIDE_LEAST, min(SIDE_MOST, look.columns * 2 // 5))
    width = look.columns - side - 3
    main_rows = stack_rows(_main_rows(desk, look, width, height), height)
    pad = keypad_rows(desk.session.situation, look, side, min(height, max(4, height // 2)))
    side_rows = [*pad, [], *map_rows(desk, look, height - len(pad) - 1)]
    return join_blocks(main_rows, stack_rows(side_rows, height), width + 1, look.signs.bar + " ")


def _narrow_rows(desk: Desk, look: TerminalLook, height: int) -> list[Row]:
    offers = offer_rows(desk.session.situation, look, look.width, min(3, height // 3))
    if desk.needle and not desk.panel:
        return [*stack_rows(map_rows(desk, look, height - len(offers)), height - len(offers)), *offers]
    return [*stack_rows(_main_rows(desk, look, look.width, height - len(offers)), height - len(offers)), *offers]


def _main_rows(desk: Desk, look: TerminalLook, width: int, height: int) -> list[Row]:
    """The transcript, or the panel that is open."""
    panel = desk.open_panel
    if panel is not None:
        return _panel_rows(desk, panel, look, width, height)
    desk.page = height
    rows, desk.read_back = last_view(desk.session, look, width, height, desk.read_back)
    return rows


def _panel_rows(desk: Desk, panel: Panel, look: TerminalLook, width: int, height: int) -> list[Row]:
    """The part of a panel that fits, below its title: a list is shown around the choice that is marked."""
    head: list[Row] = [[("class:heading", clip_text(panel.title, width - 18, look.signs.ellipsis)),
                        ("class:remark", "  (Esc closes)")]]  # fmt: skip
    body: list[Row] = [[("", text)] for line in panel.lines for text in _hanging_indent(line, width)]
    marked = len(body) + desk.selected
    body += [_choice(number, desk.selected, label, look, width) for number, (label, _) in enumerate(panel.choices)]
    room = height - 1
    desk.page = room if len(body) <= room else room - 1  # one row says how many lines follow
    last = max(0, len(body) - room)
    if panel.choices:  # the least scrolling that keeps the marked choice in sight
        desk.top = max(marked - desk.page + 1, min(desk.top, marked))
    desk.top = min(desk.top, last)
    if desk.top == last:
        return [*head, *body[last:]]
    below = len(body) - desk.top - desk.page
    more = f"{look.signs.ellipsis} {below:,} more lines: PgUp and PgDn turn pages"
    return [*head, *body[desk.top : desk.top + desk.page], [("class:remark", more)]]


def _choice(index: int, selected: int, label: str, look: TerminalLook, width: int) -> Row:
    """A choice of a list: the first nine with their digit, the one that Enter takes with a pointer."""
    pointer = look.signs.pointer if index == selected else " "
    number = f"[{index + 1}]" if index < DIGITS else f"{index + 1:>3}"
    style = "class:marked" if index == selected else ""
    return [("class:key", f"{pointer} {number} "), (style, clip_text(label, width - 6, look.signs.ellipsis))]


def _hanging_indent(line: str, width: int) -> list[str]:
    """A wrapped line; its further rows are indented to its second column."""
    if text_cells(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip())
    gap = line.find("  ", indent)
    second = len(line) - len(line[gap:].lstrip()) if gap > 0 else 0
    start, hang = (second, second) if 0 < second <= width * 2 // 3 else (indent, indent + 2)
    first, *continuations = wrap_cells(line[start:], width - hang)
    return [line[:start] + first, *(" " * hang + continuation for continuation in continuations)]
