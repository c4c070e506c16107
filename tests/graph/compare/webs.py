"""Webs of menus and announcements that lead to each other by many ways, of which a few fields are then changed."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.routes import PersonRoute
from simulator.config.semantics import PROFILES
from tests.graph.small import changed, flow, menu, renamed, single

RECORDINGS = ("hello", "sorry", "there?", "wrong", "bye")
CODES = ("1", "12", "13", "2", "h", "*", "0", "123")


def web_pair(seed: int) -> tuple[Flow, Flow]:
    """A web, and the same with up to three changes."""
    chance = Random(seed)
    old = _web(chance)
    new = renamed(old) if chance.random() < 0.4 and not old.routes else old
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        new = _edited(chance, new)
    return old, new


def _web(chance: Random) -> Flow:
    keys = [f"m{number}" for number in range(chance.randint(3, 12))]
    uneven = chance.random() < 0.5
    items = {key: _receptionist(chance, keys, key != keys[0], uneven) for key in keys}
    web = flow(chance.choice([name for name, profile in PROFILES.items() if profile.switch is None]), **items)
    if chance.random() < 0.3:
        web = web.with_semantics(web.semantics.model_copy(update={"barge_in": False}))
    if chance.random() < 0.3:
        web = web.with_semantics(web.semantics.model_copy(update={"counters": "shared"}))
    if chance.random() < 0.25:
        onward = Destination("ivr", chance.choice(keys)) if chance.random() < 0.6 else None
        web = replace(web, routes={Destination("department", "1"): PersonRoute(rings_ms=5000, no_answer=onward)})
    return web


def _receptionist(chance: Random, keys: list[str], may_announce: bool, uneven: bool) -> Receptionist:
    if may_announce and chance.random() < 0.2:
        return single(_target(chance, keys, 0.8), chance.choice((*RECORDINGS, None, "nil")))
    digits = chance.sample("12345", chance.randint(1, 3))
    options = digits if chance.random() < 0.8 else chance.sample(CODES, chance.randint(1, 4))
    fields: dict[str, Any] = {
        "timeout_seconds": chance.choice((0, 2, 2, 3, 5)) if uneven else 2,
        "wrong_keys_allowed": chance.randint(0, 2),
        "silences_allowed": chance.randint(0, 2),
        "greeting": chance.choice((*RECORDINGS, None)) if chance.random() < 0.95 else "nil",
        "silence_retry_recording": chance.choice((*RECORDINGS, None)),
        "wrong_key_retry_recording": chance.choice((*RECORDINGS, None)),
    }
    ways = {f"k{option}": _target(chance, keys, 0.6) for option in options}
    return menu(_target(chance, keys, 0.3), _target(chance, keys, 0.3), **ways, **fields)


def _target(chance: Random, keys: list[str], inside: float) -> str:
    return f"ivr||{chance.choice(keys)}" if chance.random() < inside else f"department||{chance.randint(1, 3)}"


def _edited(chance: Random, web: Flow) -> Flow:
    """The web with one field, or one entry, of one receptionist changed."""
    key = chance.choice(sorted(web.receptionists))
    item = web.receptionists[key]
    type, _, id = _target(chance, list(web.receptionists), 0.5).partition("||")
    kind = chance.choice(("wrong_key", "silence")) if item.is_menu else "forward"
    moved: dict[str, object] = {f"{kind}_destination_type": type, f"{kind}_destination_id": id}
    changes: list[dict[str, object]] = [{"greeting": chance.choice((*RECORDINGS, "nil"))}, moved]
    if item.is_menu:
        entries = list(item.entries or ())
        added = Entry(option="9", destination_type=type, destination_id=id)
        others = [entry for entry in entries if entry.option != "9"]
        place = chance.randrange(len(entries)) if entries else 0
        led = [entry.model_copy(update={"destination_type": type, "destination_id": id}) for entry in entries]
        changes += [
            {"timeout_seconds": float(chance.choice((0, 2, 3, 4)))},
            {"wrong_keys_allowed": chance.randint(0, 2)},
            {"silences_allowed": chance.randint(0, 2)},
            {"silence_retry_recording": chance.choice(RECORDINGS)},
            {"wrong_key_final_recording": chance.choice(RECORDINGS)},
            {"entries": (*others, added)},
            {"entries": (*entries[:place], *entries[place + 1 :])},
            {"entries": (*entries[:place], *led[place : place + 1], *entries[place + 1 :])},
        ]
    return changed(web, key, **chance.choice(changes))
