"""The keys that do something as rows: a list with what each leads to, next to the keypad where there is room.

Below the choices of a menu, one quiet row or two say what any other key and silence lead to.
"""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.tui.cell_width import clip_text, text_cells
from simulator.tui.desk import Desk
from simulator.tui.destination_kind import KIND_WORDS, name_destination
from simulator.tui.key_list import KeyItem
from simulator.tui.lookahead import MistakeCount
from simulator.tui.session import Session
from simulator.tui.stage import Situation
from simulator.tui.styled_rows import Row, fit_row
from simulator.tui.terminal_look import ScreenSigns, TerminalLook

PAD = ("123", "456", "789", "*0#")
CAP_CELLS, CAP_ROWS = 5, 3
PAD_CELLS, PAD_ROWS = 3 * CAP_CELLS, len(PAD) * CAP_ROWS

KINDS_FROM = 36
"""Columns from which a choice says in a word who or what answers."""


WORDS_FROM = 40
"""Columns from which a mistake is said to be asked again."""


def key_rows(desk: Desk, look: TerminalLook, width: int, height: int, *, focus: bool) -> list[Row]:
    """The list of keys; a keypad stands to its left where both fit."""
    situation = desk.session.situation
    if width >= PAD_CELLS + KINDS_FROM and height >= PAD_ROWS and situation is not None:
        pad = keypad_rows(situation, look.signs, lit=desk.lit)
        rows = _list_rows(desk, look, width - PAD_CELLS - 2, height, focus=focus)
        lines: list[Row] = []
        for place in range(max(len(pad), len(rows))):
            row = rows[place] if place < len(rows) else []
            pointer, inner = (row[0][1], row[1:]) if row and row[0][0] == "class:pointer" else (" ", row)
            left = pad[place] if place < len(pad) else [("", " " * PAD_CELLS)]
            lines.append([*left, ("class:pointer", f" {pointer}"), *inner])
        return lines
    return _list_rows(desk, look, width, height, focus=focus)


def count_key_rows(desk: Desk, width: int) -> int:
    """Return how many rows the keys would take if there were room for all of them."""
    listed = len(desk.key_items) + len(_quiet_texts(desk.session, width))
    return max(listed, PAD_ROWS) if width >= PAD_CELLS + KINDS_FROM and desk.session.situation else max(1, listed)


def keypad_rows(situation: Situation, signs: ScreenSigns, *, lit: str = "") -> list[Row]:
    """The telephone's keypad: the keys that count have caps, and ``lit`` was pressed a moment ago."""
    counting = _counting_keys(situation)
    rows: list[Row] = []
    level, upright, corners = signs.frame
    for keys in PAD:
        lines: list[Row] = [[], [], []]
        for key in keys:
            parts = [" " * CAP_CELLS, f"  {key}  ", " " * CAP_CELLS]
            style = "class:key" if key in counting else "class:unlit"
            if key in counting:
                parts = [
                    corners[0] + level * 3 + corners[1],
                    f"{upright} {key} {upright}",
                    corners[2] + level * 3 + corners[3],
                ]
            elif key == lit:
                parts[1] = f" {signs.wrong[0]}{key}{signs.wrong[1]} "
            if key == lit:
                style = "class:key.lit"
            for line, part in zip(lines, parts, strict=True):
                line.append((style if part.strip() else "", part))
        rows += lines
    return rows


def offer_row(desk: Desk, look: TerminalLook, width: int) -> Row:
    """The keys in one row, for a screen without room for a list: names as long as they fit, then the keys alone."""
    items = desk.key_items
    caps = [f"[{item.cap}]" for item in items]
    row: Row = [("", " ")]
    more = ""
    while caps and sum(text_cells(cap) + 2 for cap in caps) + text_cells(more) > width - 1:
        caps.pop()
        more = f"{look.signs.ellipsis} {len(items) - len(caps):,} more"
    room = width - 1 - sum(text_cells(cap) + 2 for cap in caps) if not more else 0
    for item, cap in zip(items, caps, strict=False):
        name = ""
        if room > 4:
            name = " " + clip_text(item.text, min(room - 1, 22), look.signs.ellipsis)
            room -= text_cells(name)
        row += [("class:key", cap), ("class:quiet" if item.back else "", name), ("", "  ")]
    row.append(("class:quiet", more))
    if not items and desk.session.situation is not None:
        row.append(("class:quiet", "keys are not heard"))
    return fit_row(row, width, look.signs.ellipsis)


def _counting_keys(situation: Situation) -> frozenset[str]:
    """Return the next keys of all choices that can still be made."""
    size = len(situation.place.keys)  # of a code such as 12, only the 2 still counts after the 1
    return frozenset(offer.keys[size] for offer in situation.offers if len(offer.keys) > size)


def _list_rows(desk: Desk, look: TerminalLook, width: int, height: int, *, focus: bool) -> list[Row]:
    """The keys as a list, around the marked one; the quiet rows leave first where there is no room."""
    items = desk.key_items
    quiet = [_quiet_row(text, look.signs, width) for text in _quiet_texts(desk.session, width)]
    if not items:
        return quiet[:height]
    room = height - (len(quiet) if len(items) + len(quiet) <= height else 0)
    caps = max(text_cells(f"[{item.cap}]") for item in items)
    kinds = max(text_cells(_kind_word(item)) for item in items) if width >= KINDS_FROM else 0
    start = 0
    if len(items) > room:
        room = max(1, room - 1)
        start = max(0, min(desk.marked - room // 2, len(items) - room))
    rows = [
        _item_row(item, look.signs, width, (caps, kinds), marked=focus and place == desk.marked)
        for place, item in enumerate(items[start : start + room], start)
    ]
    if len(items) > room:
        rows.append([("class:quiet", f"{look.signs.ellipsis} {len(items) - len(rows):,} more of {len(items):,}")])
    elif len(items) + len(quiet) <= height:
        rows += quiet
    return rows[:height]


def _kind_word(item: KeyItem) -> str:
    """The kind of what a key leads to, in a word; empty where the key is not a choice of the menu."""
    if item.kind is None:
        return ""
    return "back" if item.back else "not known" if item.unsure else KIND_WORDS[item.kind]


def _item_row(item: KeyItem, signs: ScreenSigns, width: int, columns: tuple[int, int], *, marked: bool) -> Row:
    """A key, the sign of what it leads to, its name, and its kind in a word; ``columns``: those of keys and kinds."""
    caps, kinds = columns
    sign = signs.back if item.back else signs.kinds[item.kind] if item.kind else ""
    word = _kind_word(item) if kinds else ""
    unsure = " ?" if item.unsure else ""
    room = width - caps - 1 - (2 if sign else 0) - len(unsure) - (kinds + 2 if word else 0)
    text = clip_text(item.text, room, signs.ellipsis)
    style = "class:marked" if marked else "class:quiet" if item.back else ""
    return [
        ("class:pointer", signs.pointer if marked else " "),
        ("class:key", f"[{item.cap}]"),
        ("", " " * (caps - text_cells(f"[{item.cap}]") + 1)),
        ("class:quiet" if item.back else "", f"{sign} " if sign else ""),
        (style, text),
        ("class:assumed", unsure),
        ("class:quiet", " " * (room - text_cells(text) + 2) + word if word else ""),
    ]


def _quiet_row(text: tuple[str, str], signs: ScreenSigns, width: int) -> Row:
    label, leads = text
    dashes = signs.quiet * (3 if width >= KINDS_FROM else 1)
    leads = leads.replace("·", signs.dot)
    return [("class:quiet", clip_text(" ".join(filter(None, (dashes, label, leads))), width, signs.ellipsis))]


def _quiet_texts(session: Session, width: int) -> list[tuple[str, str]]:
    """Return the results of any other key and of silence, as labels and texts: in one row where the list is narrow."""
    situation = session.situation
    if situation is None:
        return [] if session.is_over else [("", "not answered yet")]
    if session.ringing is not None or not situation.hears_keys:
        return [("", "keys are not heard")]
    if situation.counts is None:
        return []
    menu = session.flow.receptionists[situation.place.receptionist]
    wrong, silent = situation.counts
    other_key = _mistake_words(session.flow, wrong, menu.fall_back("wrong"), width)
    nothing = _mistake_words(session.flow, silent, menu.fall_back("silence"), width)
    if width < KINDS_FROM:
        return [("other:", f"{other_key} · none: {nothing.removesuffix(' tries').removesuffix(' try')}")]
    return [("other key:", other_key), ("nothing:  ", nothing)]


def _mistake_words(flow: Flow, count: MistakeCount, final: Destination | None, width: int) -> str:
    """Return how many tries a mistake leaves; after the last one, where it leads."""
    left = count.allowed - count.used
    if left > 0:
        tries = f"{left} {'try' if left == 1 else 'tries'}"
        return tries if width < KINDS_FROM else f"asked again, {tries} left" if width >= WORDS_FROM else f"{tries} left"
    return name_destination(flow, final).name if final is not None else "the call ends"
