"""The telephone's keypad as rows: the keys that count here are in brackets, with where they lead."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.tui.cell_width import clip_text, text_cells
from simulator.tui.lookahead import KeyOffer
from simulator.tui.stage import Situation
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook

PAD = ("123", "456", "789", "*0#")
PAD_WIDTH = 9

OFFER_WIDEST = 36
"""Cells that a key and where it leads may take in a row of several, at most."""


def keypad_rows(situation: Situation | None, look: TerminalLook, width: int, height: int) -> list[Row]:
    """The keypad with the choices next to it; those that do not fit are counted."""
    lit = _lit_keys(situation)
    pad: list[Row] = [[fragment for key in keys for fragment in _key_cell(key, key in lit)] for keys in PAD]
    choices = _choice_rows(situation, look, width - PAD_WIDTH - 2, height)
    rows: list[Row] = []
    for place in range(min(height, max(len(pad), len(choices)))):
        pad_row: Row = pad[place] if place < len(pad) else [("", " " * PAD_WIDTH)]
        choice_row: Row = choices[place] if place < len(choices) else []
        rows.append([*pad_row, ("", "  "), *choice_row])
    return rows


def offer_rows(situation: Situation | None, look: TerminalLook, width: int, most: int) -> list[Row]:
    """The choices alone, in columns, for a screen without room for a keypad."""
    offers = situation.offers if situation else ()
    if not offers or most < 1:
        return []
    # one width for all columns, so that a glance down a column compares keys with keys
    widest = max(text_cells(f"[{offer.keys}] {offer.leads}") for offer in offers)
    column = min(widest, OFFER_WIDEST, width - 2) + 2
    across = max(1, width // column)
    fit = across * most
    visible = offers if len(offers) <= fit else offers[: max(1, fit - 1)]
    fragments = [_offer_row(offer, column, look) for offer in visible]
    if len(visible) < len(offers):
        fragments.append([("class:remark", f"  {look.signs.ellipsis} and {len(offers) - len(visible):,} more")])
    starts = range(0, len(fragments), across)
    return [[part for fragment in fragments[start : start + across] for part in fragment] for start in starts]


def _lit_keys(situation: Situation | None) -> frozenset[str]:
    """Return the next keys of all choices that can still be made."""
    if situation is None:
        return frozenset()
    size = len(situation.place.keys)  # of a code such as 12, only the 2 still counts after the 1
    return frozenset(offer.keys[size] for offer in situation.offers if len(offer.keys) > size)


def _key_cell(key: str, lit: bool) -> Row:
    return [("class:key", f"[{key}]")] if lit else [("class:key.off", f" {key} ")]


def _choice_rows(situation: Situation | None, look: TerminalLook, width: int, height: int) -> list[Row]:
    if situation is None or width < 6:
        return []
    if not situation.hears_keys:
        return [[("class:remark", clip_text("keys are not heard", width, look.signs.ellipsis))]]
    offers: Sequence[KeyOffer] = situation.offers
    visible = offers if len(offers) <= height else offers[: max(0, height - 1)]
    rows: list[Row] = [_choice_row(offer, look, width) for offer in visible]
    if len(visible) < len(offers):
        rows.append([("class:remark", f"{look.signs.ellipsis} and {len(offers) - len(visible):,} more")])
    return rows


def _choice_row(offer: KeyOffer, look: TerminalLook, width: int) -> Row:
    return [
        ("class:key", offer.keys),
        ("", " " + clip_text(offer.leads, width - text_cells(offer.keys) - 1, look.signs.ellipsis)),
    ]


def _offer_row(offer: KeyOffer, column: int, look: TerminalLook) -> Row:
    key = f"[{offer.keys}]"
    leads = clip_text(offer.leads, column - text_cells(key) - 3, look.signs.ellipsis)
    return [
        ("", "  "),
        ("class:key", key),
        ("", f" {leads}"),
        ("", " " * (column - 3 - text_cells(key) - text_cells(leads))),
    ]
