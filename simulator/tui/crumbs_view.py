"""The way of the call in one row: each menu with the key that led there; the last is where the call is."""

from __future__ import annotations

from itertools import pairwise

from simulator.core.events import KEYS
from simulator.tui.cell_width import clip_text, text_cells
from simulator.tui.desk import Desk
from simulator.tui.flow_map import ONWARD, FlowMap
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook
from simulator.words.sanitizer import escape_signs


def crumb_row(desk: Desk, look: TerminalLook) -> Row:
    """The row of crumbs, with the number that was rung at its right end; the first crumbs leave where it is full."""
    session = desk.session
    names = crumb_names(desk.map.flow_map(session))
    record = session.record
    if record is not None and record.outcome.kind == "routed":
        keys = session.stage.dialogue[-2].keys if len(session.stage.dialogue) > 1 else ""
        end = escape_signs(record.outcome.name or record.outcome.destination or "")
        names.append(f"{keys} {end}".strip())
    number = _number(desk)
    room = look.width - 2 - (text_cells(number) + 2 if number else 0)
    if number and room < 30:
        number, room = "", look.width - 2
    between = f" {look.signs.crumb} "
    first = 0
    while first < len(names) - 1 and _cells(names, first, between, look) > room:
        first += 1
    before = between.join([*([look.signs.ellipsis] if first else []), *names[first:-1]])
    last = clip_text(names[-1], room - text_cells(before + between), look.signs.ellipsis)
    before += between if before else ""
    gap = " " * (look.width - 1 - text_cells(before + last + number) - 1) if number else ""
    return [("", " "), ("class:crumb", before), ("class:here", last), ("", gap), ("class:quiet", number)]


def crumb_names(tree: FlowMap) -> list[str]:
    """The nodes on the call's path, each with the key, answer or mistake that led to it."""
    path = tree.path or [tree.top]
    names = [tree.index.name_of(path[0])]
    for above, node in pairwise(path):
        label = next((way.label for way in tree.index.ways_from(above) if way.node == node), "")
        label = "" if label == ONWARD else label
        between = " " if all(key in KEYS for key in label) else ": "
        names.append(f"{label}{between}{tree.index.name_of(node)}".strip())
    return names


def _cells(names: list[str], first: int, between: str, look: TerminalLook) -> int:
    start = text_cells(look.signs.ellipsis + between) if first else 0
    return start + sum(map(text_cells, names[first:])) + text_cells(between) * (len(names) - first - 1)


def _number(desk: Desk) -> str:
    """The number that was rung, or the first one that leads to the menu that was called."""
    session = desk.session
    rung = session.tape.circumstances.number
    leading = (number for number, target in session.flow.numbers.items() if target == session.tape.entry)
    return escape_signs(rung or next(leading, ""))
