"""The map as rows: a tree of lines that folds, with where the call is, and below it what every menu shares."""

from __future__ import annotations

from typing import NamedTuple

from simulator.core.events import KEYS
from simulator.core.places import Place
from simulator.tui.cell_width import clip_text, text_cells
from simulator.tui.desk import Desk
from simulator.tui.flow_map import FALL_BACKS, FlowIndex, FlowMap, FoundPlace
from simulator.tui.folding_map import FoldingMap, TreeRow
from simulator.tui.map_cursor import PaneRows
from simulator.tui.styled_rows import Fragment, Row
from simulator.tui.terminal_look import FINDING, ScreenSigns, TerminalLook
from simulator.words.phrases import count_noun

WIDE_FROM = 40
"""Columns from which the lines of the tree have room between them, and rows say what is below them."""


class MapPane(NamedTuple):
    """The rows of the map, its title, and the note in its frame."""

    rows: list[Row]
    title: str
    note: str


def map_pane(desk: Desk, look: TerminalLook, width: int, height: int, *, focus: bool) -> MapPane:
    """The part of the map around the call's place, or around the row that a person marked; or what a search found."""
    tree = desk.map.flow_map(desk.session)
    if desk.map.needle:
        return _search_pane(desk, tree, look, width, height, focus=focus)
    # the screen is drawn ten times a second, and the map changes with the call and its folds only
    layout = desk.map.keep_layout(tree, height, lambda: _lay_out(desk, tree, height))
    marked = desk.map.marked_index(layout.rows)
    rows = [
        _tree_row(
            row,
            look.signs,
            width,
            marked=focus and place == marked,
            over=tree.over,
            has_findings=_is_found(row, tree.index, desk.session.review.marked),
        )
        for place, row in enumerate(layout.rows)
    ]
    foot = _shared_rows(layout, look.signs, width) if len(rows) + len(layout.shared) + 2 <= height else []
    # a third from the top: the keys of the current menu, which are below it, matter more than the way there
    start = max(0, min(marked - height // 3, len(rows) - height))
    count = count_noun(tree.index.menu_count, "menu", spell=False)
    whole = len(rows) <= height
    note = count if whole else f"{start + 1}-{min(start + height, len(rows))} of {len(rows)}"
    return MapPane([*rows[start : start + height], *foot], "Map", note)


def _lay_out(desk: Desk, tree: FlowMap, height: int) -> PaneRows:
    """As many levels of the tree as fit, if it is small; else what the call's path and the person opened."""
    shared = FoldingMap(tree, desk.map.folds).shared_ways()
    tries = _count_tries(desk, tree) if shared else 0
    foot = len(shared) + 2 if shared else 0
    if tree.index.is_small:
        deepest = 1 + max(tree.index.distances.values())
        rows = FoldingMap(tree, desk.map.folds, levels=deepest).rows()
        if len(rows) + foot <= height:
            return PaneRows(rows, shared, tries)
    rows, levels = FoldingMap(tree, desk.map.folds).rows(), 2
    # from the top down: laying out all levels of a deep flow once for each of them would take too long
    while tree.index.is_small and levels <= deepest:
        deeper = FoldingMap(tree, desk.map.folds, levels=levels, terse=True).rows()
        if len(deeper) + foot > height:
            break
        rows, levels = deeper, levels + 1
    return PaneRows(rows, shared, tries)


def _is_found(row: TreeRow, index: FlowIndex, marked: frozenset[str]) -> bool:
    """Return whether something is found at the node of a row, or below it where it is closed."""
    if not marked or not row.node or row.fold == "elsewhere":  # the mark stands where the node is shown
        return False
    inside = index.nodes_below(row.node) if row.fold == "closed" and index.is_small else frozenset({row.node})
    return not marked.isdisjoint(inside)


def _tree_row(row: TreeRow, signs: ScreenSigns, width: int, *, marked: bool, over: bool, has_findings: bool) -> Row:
    """A row: the lines, the key, the sign and the name, and at its right end where the call is, or what is below."""
    note, note_style = _note(row, signs, width, over=over)
    lines = _lines(row, signs, wide=width >= WIDE_FROM)
    is_key = all(key in KEYS for key in row.keys)
    keys = f"{row.keys} " if is_key and row.keys else f" {row.keys} " if row.keys else ""
    sign = f"{_sign(row, signs)} " if row.place != ("", "") else ""
    # at the right end, in a column of its own: one look finds them
    mark = (f"{FINDING} " if note else FINDING) if has_findings else ""
    room = width - text_cells(lines + keys + sign + mark + note) - (1 if mark or note else 0)
    text = clip_text(row.text if not row.quiet else row.text.replace("·", signs.dot), room, signs.ellipsis)
    style = "class:marked" if marked else "class:quiet" if row.quiet else ""
    between = " " * max(0, width - text_cells(lines + keys + sign + text + mark + note)) if mark or note else ""
    return [
        ("class:pointer", signs.pointer if marked else " "),
        ("class:rule", lines),
        ("class:key" if is_key else "class:quiet", keys),
        ("class:quiet" if row.quiet else "", sign),
        (style, text),
        ("", between),
        ("class:finding", mark),
        (note_style, note),
    ]


_CAUSE_LABELS = (*FALL_BACKS, " or ".join(FALL_BACKS))


def _lines(row: TreeRow, signs: ScreenSigns, *, wide: bool) -> str:
    if row.place == ("", ""):
        return ""
    rails = "".join(signs.rail if more else " " for more in row.rails)
    if wide:
        rails = "".join(f"{rail}   " for rail in rails)
    return rails + (signs.corner if row.last else signs.fork) + ((signs.quiet if row.quiet else signs.branch) * wide)


def _sign(row: TreeRow, signs: ScreenSigns) -> str:
    if row.quiet:
        return signs.back if row.place[1] == "↺" else signs.quiet
    match row.fold:
        case "open":
            return signs.folds
        case "closed":
            return signs.unfolds
        case "elsewhere":
            return signs.elsewhere
        case "end":
            return signs.kinds[row.kind]


def _note(row: TreeRow, signs: ScreenSigns, width: int, *, over: bool) -> tuple[str, str]:
    if row.mark == "here":
        return signs.here, "class:here"
    if row.within:
        return signs.within, "class:here"
    if row.unsure:
        return "?", "class:assumed"
    if row.fold == "closed" and row.ends:
        return (count_noun(row.ends, "end", spell=False) if width >= WIDE_FROM else str(row.ends)), "class:quiet"
    if row.mark == "seen" and (over or row.fold != "open"):
        return signs.seen, "class:quiet"
    return "", ""


def _count_tries(desk: Desk, tree: FlowMap) -> int:
    """Return the try that is the last in every menu, for wrong keys and silences alike; 0 where they differ."""
    menus = [key for key, item in tree.flow.receptionists.items() if item.is_menu]
    counts = [desk.session.ahead.counts_at(Place(key, "listening")) for key in menus]
    tries = {count.allowed + 1 for both in counts if both is not None for count in both}
    return tries.pop() if len(tries) == 1 else 0


def _shared_rows(layout: PaneRows, signs: ScreenSigns, width: int) -> list[Row]:
    """What every menu has, said once."""
    tries = layout.tries
    if not layout.shared:
        return []
    rows: list[Row] = [[], [("class:heading", "In every menu")]]
    for label, leads in layout.shared:
        unsure: Fragment = ("class:assumed", " ?" if leads.unsure else "")
        if label not in _CAUSE_LABELS:
            rows.append([("class:key", f"  {label}"), ("", f" {signs.kinds[leads.kind]} {leads.name}"), unsure])
            continue
        times = f"{tries}{signs.times} " if tries else ""
        text = f"  {times}{label} {signs.quiet} {signs.kinds[leads.kind]} {leads.name}"
        if text_cells(text) > width:
            text = f"{times}{label.replace(' or ', '/')} {signs.quiet} {leads.name}"
        rows.append([("class:quiet", text), unsure])
    return rows


def _search_pane(desk: Desk, tree: FlowMap, look: TerminalLook, width: int, height: int, *, focus: bool) -> MapPane:
    """The places that a search found; Enter shows the marked one on the map."""
    places = desk.map.search_results(tree)
    marked = max(0, min(desk.map.found_at, len(places) - 1))
    start = max(0, min(marked - height // 2, len(places) - height))
    rows = [
        _found_row(place, look.signs, width, marked=focus and number == marked)
        for number, place in enumerate(places[start : start + height], start)
    ]
    signs = look.signs
    return MapPane(rows, f"Map: {signs.opens}{desk.map.needle}{signs.closes}", f"{len(places):,} found")


def _found_row(place: FoundPlace, signs: ScreenSigns, width: int, *, marked: bool) -> Row:
    note = signs.here if place.mark == "here" else ""
    keys = "  " * (place.depth if width >= WIDE_FROM else 0) + f"{place.keys} "
    text = clip_text(place.text, width - text_cells(keys) - (text_cells(note) + 1 if note else 0), signs.ellipsis)
    return [
        ("class:pointer", signs.pointer if marked else " "),
        ("class:key", keys),
        ("class:marked" if marked else "", text),
        ("class:here", f" {note}" if note else ""),
    ]
