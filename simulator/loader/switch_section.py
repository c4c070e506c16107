"""``engine`` of a menu in flow.yaml, and the actions of FreeSWITCH's menus: what is wrong, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import Semantics
from simulator.config.switch_menu import (
    MENU_ACTIONS,
    MENU_END,
    SwitchSettings,
)
from simulator.config.value_rules import parse_optional_id, parse_timeout, quote_value
from simulator.loader.catalogue import Catalogue
from simulator.loader.receptionist_file import Shelf
from simulator.loader.settings_block import Objection, read_settings
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

DIGITS_MOST = 99
_SOUNDS = ("greet_short", "exit_sound")


def read_engine(body: object, catalogue: Catalogue, object_to: Objection) -> SwitchSettings:
    """Return the settings of an ``engine`` block; ``object_to`` gets what is wrong, by its place in the block."""
    readers = {field: partial(read, catalogue=catalogue) for field, read in _READERS.items()}
    wanted = "a mapping such as {greet_short: 19549, digit_len: 2, inter_digit_timeout: 1.5}"
    return SwitchSettings(**read_settings("engine", body, readers, wanted, object_to))


def _read_sound(value: Any, catalogue: Catalogue) -> str | None:
    id = parse_optional_id(value)
    if id is None or not id.startswith("@"):
        return id
    named = catalogue.recording_ids.get(id[1:])
    if named is None and catalogue.complete:
        hint = suggest(id[1:], catalogue.recording_ids, most=3, form=lambda name: f"@{name}")
        raise ValueError(f"no recording is named {id[1:]!r}{hint}")
    return named


def _read_length(value: Any, catalogue: Catalogue) -> int:
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= DIGITS_MOST:
        raise ValueError(f"{quote_value(value)} is not accepted; use a whole number from 1 to {DIGITS_MOST}")
    return int(text)


def _read_wait(value: Any, catalogue: Catalogue) -> float:
    return parse_timeout(value)


_READERS: Mapping[str, Callable[..., object]] = {
    **dict.fromkeys(_SOUNDS, _read_sound),
    "digit_len": _read_length,
    "inter_digit_timeout": _read_wait,
}


def refuse_actions(shelf: Shelf, semantics: Semantics) -> None:
    """Object to actions of FreeSWITCH's menus that are not spelled as one, or stand where none can."""
    if semantics.switch is None:
        return
    for draft in (draft for drafts in (shelf.drafts, *shelf.variants.values()) for draft in drafts.values()):
        if draft.model is None or not draft.model.is_menu:
            continue
        for place, message in _wrong_actions(draft.model):
            shelf.problems.append(draft.problem_at(place, message))


def _wrong_actions(item: Receptionist) -> list[tuple[Path, str]]:
    wrong: list[tuple[Path, str]] = []
    for index, entry in enumerate(item.entries or ()):
        to = entry.destination
        if to.type == MENU_END:
            accepted = "menu_back||1, menu_top||1 or menu_exit||1"
            wrong.append(
                (("entries", index, "destination_id"), f"{to} is how a menu ends, not an action; use {accepted}")
            )
        elif to.type in MENU_ACTIONS and to.id not in MENU_ACTIONS[to.type]:
            wrong.append((("entries", index, "destination_id"), f"{to} is not an action of a menu; use {to.type}||1"))
    ways: tuple[tuple[str, Destination | None, str], ...] = (
        ("wrong_key_destination_id", item.wrong_key_destination, "failure"),
        ("silence_destination_id", item.silence_destination, "timeout"),
    )
    for field, way, status in ways:
        if way is not None and way.type in MENU_ACTIONS and way != Destination(MENU_END, status):
            text = f"{way} is not what happens after a mistake; use {MENU_END}||{status}, or a destination"
            wrong.append(((field,), text))
    return wrong
