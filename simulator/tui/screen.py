"""The whole screen as rows, of exactly its size: what the terminal shows, a cast records, and a test reads.

The input is a desk, a moment of its clock and a look; the only side effect is what the desk notes of it. From wide to
narrow: the call, what can be pressed and the map, and answers to questions about the call, in three columns; the same
in two, with an open panel in place of the map, and where there is less room, below the call; one pane, with the keys in
a row, and a panel below the call where there are rows for both, else over it; one line.
"""

from __future__ import annotations

from simulator.callers.transcript import clock_text
from simulator.tui.cell_width import wrap_cells
from simulator.tui.crumbs_view import crumb_row
from simulator.tui.desk import Desk, Pane
from simulator.tui.keypad_view import count_key_rows, key_rows, offer_row
from simulator.tui.map_view import map_pane
from simulator.tui.pane_frame import FRAME_CELLS, FRAME_ROWS, frame_rows
from simulator.tui.panel_view import panel_rows
from simulator.tui.panels import insight_panel
from simulator.tui.status_view import foot_rows, in_short
from simulator.tui.styled_rows import Row, fit_row, stack_rows
from simulator.tui.terminal_look import TerminalLook
from simulator.tui.transcript_view import call_rows

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 10
"""Below this size the screen shows one line and says how much room it needs."""

TWO_FROM, THREE_FROM = 76, 160
"""Columns from which there are two columns of panes, and three."""

NEXT_COLUMNS, NEXT_ROWS = 100, 24
"""The size from which an open panel stands next to the call; below, it is under it."""

CALL_ROWS_LEAST, PANEL_ROWS_LEAST = 6, 10
"""Rows of the call above an open panel, and of that panel; a place with fewer rows shows the panel alone."""

CALL_LEAST = 48
"""Columns that the call keeps at least where something stands next to it."""

SIDE_LEAST, SIDE_MOST = 30, 62
ASIDE_LEAST = 40

MAP_LEAST = 5
"""Rows of a map that are worth a frame; below, keys and map share one place."""


def screen_rows(desk: Desk, look: TerminalLook) -> list[Row]:
    """All rows of the screen; none is wider than it."""
    # the last column stays free: some terminals wrap, and scroll, after a sign in the corner
    if look.columns < SMALLEST_COLUMNS or look.rows < SMALLEST_ROWS:
        rows = _too_small(desk, look)
    else:
        foot = foot_rows(desk, look)
        body = _body_rows(desk, look, look.rows - 1 - len(foot))
        rows = [crumb_row(desk, look), *body, *foot]
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
    return [[("class:quiet", text)] for text in lines]


def _body_rows(desk: Desk, look: TerminalLook, height: int) -> list[Row]:
    if look.columns >= THREE_FROM:
        return _three_columns(desk, look, height)
    if desk.panel and look.columns >= NEXT_COLUMNS and look.rows >= NEXT_ROWS:
        desk.panes = ("call", "keys", "panel")
        side = min(SIDE_MOST, look.width - CALL_LEAST)
        return _join_columns(
            _pane_rows(desk, "call", look, look.width - side, height), _side_rows(desk, look, side, height, "panel")
        )
    main = _main_panes(desk, height)
    desk.panes = (*main, "keys", "map")
    if look.columns >= TWO_FROM:
        side = min(max(SIDE_LEAST, min(SIDE_MOST, look.width * 2 // 5)), look.width - CALL_LEAST)
        return _join_columns(
            _main_rows(desk, main, look, look.width - side, height), _side_rows(desk, look, side, height)
        )
    if desk.focused == "keys":
        return _pane_rows(desk, "keys", look, look.width, height)
    shown: tuple[Pane, ...] = ("map",) if desk.focused == "map" else main
    return [*_main_rows(desk, shown, look, look.width, height - 1), offer_row(desk, look, look.width)]


def _main_panes(desk: Desk, height: int) -> tuple[Pane, ...]:
    """Return what stands at the left: the call, and an open panel below it, or alone where there are too few rows."""
    if not desk.panel:
        return ("call",)
    return ("call", "panel") if height > CALL_ROWS_LEAST + PANEL_ROWS_LEAST else ("panel",)


def _main_rows(desk: Desk, panes: tuple[Pane, ...], look: TerminalLook, width: int, height: int) -> list[Row]:
    """Return one pane, or the call above a panel, which gets the more rows of the two."""
    if len(panes) == 1:
        return _pane_rows(desk, panes[0], look, width, height)
    above = max(CALL_ROWS_LEAST, height // 3)
    return [
        *_pane_rows(desk, panes[0], look, width, above),
        *_pane_rows(desk, panes[1], look, width, height - above),
    ]


def _three_columns(desk: Desk, look: TerminalLook, height: int) -> list[Row]:
    desk.panes = ("call", "keys", "map", "panel")
    aside = max(ASIDE_LEAST, look.width // 4)
    side = min(SIDE_MOST, look.width * 3 // 10)
    left = _join_columns(
        _pane_rows(desk, "call", look, look.width - side - aside, height), _side_rows(desk, look, side, height)
    )
    return _join_columns(left, _pane_rows(desk, "panel", look, aside, height))


def _join_columns(left: list[Row], right: list[Row]) -> list[Row]:
    return [[*row, *other] for row, other in zip(left, right, strict=True)]


def _side_rows(desk: Desk, look: TerminalLook, width: int, height: int, below: Pane = "map") -> list[Row]:
    """Return the keys above another pane, which gets the rest; where that is too little, the pane with the focus."""
    wanted = count_key_rows(desk, width - FRAME_CELLS) + FRAME_ROWS
    keys = min(wanted, max(height // 2, height - 2 * MAP_LEAST - FRAME_ROWS))
    if height - keys < MAP_LEAST:
        return _pane_rows(desk, below if desk.focused == below else "keys", look, width, height)
    return [*_pane_rows(desk, "keys", look, width, keys), *_pane_rows(desk, below, look, width, height - keys)]


def _pane_rows(desk: Desk, pane: Pane, look: TerminalLook, width: int, height: int) -> list[Row]:
    """One pane in its frame."""
    focus = desk.focused == pane
    inner, room = width - FRAME_CELLS, max(1, height - FRAME_ROWS)
    if focus:
        desk.page = room
    match pane:
        case "call":
            rows, title, note = call_rows(desk, look, inner, room), _call_title(desk), _clock_note(desk, look)
        case "keys":
            rows, title, note = key_rows(desk, look, inner, room, focus=focus), _keys_title(desk), ""
        case "map":
            rows, title, note = map_pane(desk, look, inner, room, focus=focus)
        case "panel":
            panel = desk.open_panel
            note = "Esc closes" if panel else ""
            panel = panel or insight_panel(desk.session)
            rows, title = panel_rows(desk, panel, look, inner, room), panel.title
    return frame_rows(rows, width, height, look.signs, title=title, note=note, focus=focus)


def _call_title(desk: Desk) -> str:
    calls = desk.session.calls
    return f"Call {calls.current} of {len(calls.tapes)}" if len(calls.tapes) > 1 else "Call"


def _clock_note(desk: Desk, look: TerminalLook) -> str:
    session = desk.session
    if session.situation is None:
        return clock_text(session.tape.milliseconds)
    now = session.clock.now()
    paused = "paused " if session.clock.paused and not desk.is_film else ""
    return f"{paused}{clock_text(now).partition('.')[0] if look.still else clock_text(now)}"


def _keys_title(desk: Desk) -> str:
    if desk.session.ringing is not None:
        return "The telephone rings"
    return "The call is over" if desk.session.is_over else "If you press"
