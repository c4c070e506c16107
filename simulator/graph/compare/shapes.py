"""Shapes of receptionists: all they do except where they lead, so that equal ones need no walk.

A receptionist's *shape* is all that a caller can notice inside it. Two of one shape differ at most
in the destinations of their *slots*: the entries, wrong keys, silence, or the forward.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.menu_engine import final_recording, lead_choices, played_recordings
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.switch_menu import switch_menu
from simulator.graph.reach.exits import Summaries

SLOT = "slot"
"""The destination type of a slot, in a receptionist that leads only to its own slots."""


class Slot(NamedTuple):
    """One way out of a receptionist, and where it leads."""

    name: str
    destination: Destination


def list_slots(receptionist: Receptionist) -> Iterator[Slot]:
    """Every way out; two receptionists of one shape have the same names in the same order."""
    for passage in receptionist.ways():
        yield Slot(passage.keys or passage.cause, passage.destination)


def shape_of(flow: Flow, key: str, *, templates: bool = False) -> Hashable:
    """Return all that a caller can notice of a receptionist except where it leads, as a value to compare."""
    item = flow.receptionists[key]
    sounds = tuple(id and (id, flow.length_of(id).milliseconds) for id in _recording_ids(item))
    return _build_shape(flow, item, sounds, templates=templates)


def have_one_shape(old: Flow, old_key: str, new: Flow, new_key: str, *, templates: bool = False) -> bool:
    """Return whether callers can tell two receptionists apart by no more than where they lead."""
    item, mate = old.receptionists[old_key], new.receptionists[new_key]
    if item is mate and old.lengths is new.lengths and old.semantics is new.semantics:
        return True
    return shape_of(old, old_key, templates=templates) == shape_of(new, new_key, templates=templates)


def outline_of(flow: Flow, key: str) -> Hashable:
    """The same for all receptionists with the same ways out: as the shape, whatever the recordings say."""
    item = flow.receptionists[key]
    return _build_shape(
        flow, item, tuple(id and flow.length_of(id).milliseconds for id in _recording_ids(item)), templates=False
    )


def _build_shape(flow: Flow, item: Receptionist, sounds: tuple[Hashable, ...], *, templates: bool) -> Hashable:
    if not item.is_menu:
        return sounds[0], item.engine.announcement
    # Callers cannot hear the order in which entries are written.
    entries = sorted((code, (templates and entry.template_id) or "") for code, entry in item.options.items())
    if item.engine.switch is not None:
        # the recordings are among the sounds, and the receptionist's own timeout and counts among these values
        values = switch_menu(item)._replace(greet_long=None, greet_short=None, invalid_sound=None, exit_sound=None)
        return values, tuple(entries), sounds
    counts = item.wrong_keys_allowed, item.silences_allowed
    return flow.semantics_in(item), tuple(entries), item.timeout_seconds, counts, sounds


def _recording_ids(item: Receptionist) -> Iterator[str | None]:
    if item.engine.switch is not None and item.is_menu:
        yield from played_recordings(item)
        return
    yield item.greeting
    yield item.wrong_key_retry_recording
    yield final_recording(item, "wrong")
    yield item.silence_retry_recording
    yield final_recording(item, "silence")


def isolate_receptionist(flow: Flow, key: str) -> Flow:
    """The flow of one receptionist, each of whose slots ends the call at ``slot||NAME``."""
    item = flow.receptionists[key]
    marked: dict[str, object] = {}
    if item.is_menu:
        marked |= {"wrong_key_destination_type": SLOT, "wrong_key_destination_id": "wrong keys"}
        marked |= {"silence_destination_type": SLOT, "silence_destination_id": "silence"}
    else:
        marked |= {"forward_destination_type": SLOT, "forward_destination_id": "forward"}
    isolated = lead_choices(item, _lead_to_slot, **marked) if item.is_menu else item.model_copy(update=marked)
    return Flow(key, {key: isolated}, lengths=flow.lengths, semantics=flow.semantics)


def _lead_to_slot(entry: Entry) -> Entry:
    return entry.model_copy(update={"destination_type": SLOT, "destination_id": entry.option})


_open: dict[Hashable, frozenset[str]] = {}
_KEPT_MOST = 20_000
"""Outlines for which the open slots are kept, since flows are compared again and again."""


def open_slots(flow: Flow, key: str) -> frozenset[str]:
    """The names of the slots that some caller gets to (``12`` is not one of them where ``1`` is taken at once)."""
    form = outline_of(flow, key)
    if form not in _open:
        if len(_open) >= _KEPT_MOST:
            _open.clear()
        exits = Summaries(isolate_receptionist(flow, key)).summary_of(key).exits
        _open[form] = frozenset(exit.destination.id for exit in exits)
    return _open[form]
