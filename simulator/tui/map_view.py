"""The flow's map as rows: a tree, with where the call is, where it was, and what leads back up."""

from __future__ import annotations

from simulator.tui.desk import Desk
from simulator.tui.flow_map import FlowMap, MapRow, Mark
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook

STYLES: dict[Mark, str] = {"here": "class:map.here", "seen": "class:map.seen"}


def map_rows(desk: Desk, look: TerminalLook, height: int) -> list[Row]:
    """The part of the map around the call's place, or the results of a search."""
    if height < 1:
        return []
    session = desk.session
    tree = FlowMap(session.flow, session.stage.trail, session.is_over, session.tape.circumstances.number)
    rows = desk.search_results(tree) if desk.needle else tree.map_rows()
    head: list[Row] = [[("class:heading", _heading_text(desk, len(rows), look))]]
    room = height - len(head)
    current = next((place for place, row in enumerate(rows) if row.mark == "here"), 0)
    # a third from the top: the keys of the current menu, which are below it, matter more than the way there
    start = max(0, min(current - room // 3, len(rows) - room))
    return [*head, *(_map_row(row, look) for row in rows[start : start + room])]


def _heading_text(desk: Desk, count: int, look: TerminalLook) -> str:
    if not desk.needle:
        return "Map"
    return f"Map: {count:,} with {look.signs.opens}{desk.needle}{look.signs.closes}; Esc shows all"


def _map_row(row: MapRow, look: TerminalLook) -> Row:
    style = STYLES.get(row.mark, "")
    sign = look.signs.marks[row.mark]
    keys = f"{row.keys} " if row.keys else ""
    return [("", "  " * row.depth), ("class:key", keys), (style, row.text + (f" {sign}" if sign else ""))]
