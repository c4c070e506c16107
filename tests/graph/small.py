"""Small flows to compare, written in a line, and pairs of flows that differ a little."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Entry, Receptionist
from simulator.config.semantics import PROFILES
from simulator.testing.strategies import flows, receptionists, semantics

LENGTHS = {
    name: RecordingLength(milliseconds, estimated=False)
    for name, milliseconds in {"hello": 1000, "sorry": 500, "there?": 600, "wrong": 700, "bye": 800, "nil": 0}.items()
}


def _to(kind: str, where: str) -> dict[str, str]:
    type, _, id = where.partition("||")
    return {f"{kind}_destination_type": type, f"{kind}_destination_id": id}


def menu(wrong: str = "department||9", silent: str = "department||8", **keys: Any) -> Receptionist:
    """A menu of keys written ``k1="department||1"``; other arguments are fields."""
    options = {key[1:].replace("h", "#"): to for key, to in keys.items() if key[0] == "k"}
    fields: dict[str, Any] = {
        "name": "Menu",
        "destination_type": "multiple",
        "greeting": "hello",
        "entries": tuple(
            Entry(option=option, destination_type=to.split("||")[0], destination_id=to.split("||")[1])
            for option, to in options.items()
        ),
        "timeout_seconds": 2,
        "wrong_keys_allowed": 1,
        "wrong_key_retry_recording": "sorry",
        "wrong_key_final_recording": "wrong",
        "silences_allowed": 1,
        "silence_retry_recording": "there?",
        "silence_final_recording": "bye",
        **_to("wrong_key", wrong),
        **_to("silence", silent),
    }
    return Receptionist.model_validate(fields | {name: value for name, value in keys.items() if name[0] != "k"})


def single(to: str, greeting: str | None = None) -> Receptionist:
    """An announcement that sends everybody on."""
    return Receptionist.model_validate(
        {"name": "Announcement", "destination_type": "single", "greeting": greeting, **_to("forward", to)}
    )


def flow(profile: str = "acefone", **items: Any) -> Flow:
    """A flow whose first receptionist is the entry."""
    return Flow(next(iter(items)), items, lengths=LENGTHS, semantics=PROFILES[profile])


def changed(old: Flow, key: str, **fields: object) -> Flow:
    """The flow with some fields of one receptionist changed."""
    item = old.receptionists[key].model_copy(update=fields)
    return replace(old, receptionists={**old.receptionists, key: item})


def renamed(old: Flow) -> Flow:
    """The same flow with other keys, ids and names of receptionists."""
    keys = {key: f"other-{key}" for key in old.receptionists}

    def moved(item: Receptionist) -> Receptionist:
        update: dict[str, object] = {"id": None, "name": "Another name"}
        for field in ("forward_destination", "wrong_key_destination", "silence_destination"):
            target = old.receptionist_for(found) if (found := getattr(item, field)) else None
            if target is not None:
                update |= _to(field.removesuffix("_destination"), f"ivr||{keys[target]}")
        if item.entries:
            update["entries"] = tuple(map(led, item.entries))
        return item.model_copy(update=update)

    def led(entry: Entry) -> Entry:
        target = old.receptionist_for(entry.destination)
        there = {"destination_type": "ivr", "destination_id": keys[target]} if target is not None else {}
        return entry.model_copy(update=there)

    items = {keys[key]: moved(item) for key, item in old.receptionists.items()}
    return replace(old, entry=keys[old.entry], receptionists=items)


CHANGES: tuple[dict[str, object], ...] = (
    {"timeout_seconds": 3.0},
    {"wrong_keys_allowed": 1},
    {"silences_allowed": 2},
    {"silence_retry_recording": None},
    {"wrong_key_final_recording": "102"},
    {"greeting": "101"},
    {"greeting": None},
)


@st.composite
def pairs(draw: DrawFn) -> tuple[Flow, Flow]:
    """Two flows that differ a little, or not at all: in semantics, one receptionist, or one of its fields."""
    old = draw(flows() | flows(returns=True))
    key = draw(st.sampled_from(sorted(old.receptionists)))
    item = old.receptionists[key]
    match draw(st.sampled_from(["semantics", "receptionist", "field", "entry"])):
        case "semantics":
            return old, old.with_semantics(draw(semantics()))
        case "receptionist":
            other = draw(receptionists(keys_of_others=tuple(old.receptionists), id=item.id))
            return old, replace(old, receptionists={**old.receptionists, key: other})
        case "entry" if item.entries:
            gone = draw(st.integers(0, len(item.entries) - 1))
            return old, changed(old, key, entries=item.entries[:gone] + item.entries[gone + 1 :])
        case _:
            change = draw(st.sampled_from(CHANGES if item.is_menu else CHANGES[-2:]))
            return old, changed(old, key, **change)
