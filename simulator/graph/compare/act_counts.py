"""Counts of acts: how many keys and silent rounds it takes a caller to get to each slot of a receptionist.

How long recordings play, how long a menu waits, and which digit stands for a choice decide when a caller acts and
what the keys are, but not how many acts it takes. So thousands of menus share a few dozen kinds.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import PLAIN_ENGINE, played_recordings, without_choices
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import Semantics
from simulator.core.places import to_milliseconds
from simulator.graph.compare.divergence import find_ways_out
from simulator.graph.compare.shapes import SLOT, list_slots

_LENGTHS = {
    "played": RecordingLength(1000, estimated=False),
    "empty": RecordingLength(0, estimated=False),
}
"""The recordings of a kind: callers can press a key into one of them, and into the other they cannot."""
_DIGITS = tuple("0123456789")
_RECORDING_FIELDS = (
    "greeting",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silence_retry_recording",
    "silence_final_recording",
)

_counts: dict[Hashable, tuple[int | None, ...]] = {}
_KEPT_MOST = 20_000
"""Kinds for which the counts are kept, since flows are compared again and again."""


class _Kind(NamedTuple):
    """All of a receptionist that decides how many acts it takes to each of its slots, in their order."""

    semantics: Semantics
    options: tuple[str, ...]
    is_menu: bool
    waits: bool
    counts: tuple[int | None, int | None]
    falls_back: tuple[bool, bool]
    recordings: tuple[str | None, ...]


def count_acts(flow: Flow, key: str, *, early: bool) -> Mapping[str, int]:
    """The fewest acts that lead to each slot of a receptionist; slots that no caller gets to are left out.

    ``early``: callers press into prompts, too.
    """
    item = flow.receptionists[key]
    if item.engine.switch is not None:  # its kinds would have a dozen numbers, and few flows have many such menus
        return _count_ways(flow, key, early=early)
    names, kind = _kind_of(flow, item)
    if (kind, early) not in _counts:
        if len(_counts) >= _KEPT_MOST:
            _counts.clear()
        _counts[kind, early] = tuple(_count_acts_of(kind, item, early=early))
    return {name: acts for name, acts in zip(names, _counts[kind, early], strict=True) if acts is not None}


def _count_ways(flow: Flow, key: str, *, early: bool) -> dict[str, int]:
    """Return the fewest acts to each slot that some caller gets to, by walking through the receptionist."""
    return {str(way.at.old).partition("||")[2]: len(way.acts) for way in find_ways_out(flow, key, early=early)}


def _kind_of(flow: Flow, item: Receptionist) -> tuple[list[str], _Kind]:
    """The names of the slots, those of choices sorted, and the kind."""
    options = sorted(item.options) if item.is_menu else []
    names = options + [name for name, _ in list_slots(item) if name not in options]
    # Digits are alike to every engine, but * and # may not be, and codes can hide one another.
    if all(option in _DIGITS for option in options):
        options = list(_DIGITS[: len(options)])
    kind = _Kind(
        flow.semantics_in(item),
        tuple(options),
        item.is_menu,
        to_milliseconds(item.timeout_seconds or 0) > 0,
        (item.wrong_keys_allowed, item.silences_allowed),
        (item.wrong_key_destination is not None, item.silence_destination is not None),
        tuple(id and ("played" if flow.length_of(id).milliseconds else "empty") for id in played_recordings(item)),
    )
    return names, kind


def _count_acts_of(kind: _Kind, item: Receptionist, *, early: bool) -> Iterator[int | None]:
    """The acts to each slot of a receptionist of this kind; None: no caller gets to it."""
    changes: dict[str, object] = dict(zip(_RECORDING_FIELDS, kind.recordings, strict=True))
    if kind.is_menu:
        entries = tuple(Entry.of_number(option, Destination(SLOT, option)) for option in kind.options)
        changes |= {"entries": entries, "timeout_seconds": 5.0 if kind.waits else 0.0}
    # Under one semantics an extension is chosen as an entry is, so its number may be one.
    plain = without_choices(item).with_engine(PLAIN_ENGINE).model_copy(update=changes)
    flow = Flow("kind", {"kind": plain}, lengths=_LENGTHS, semantics=kind.semantics)
    acts = _count_ways(flow, "kind", early=early)
    yield from (acts.get(name) for name, _ in list_slots(plain))
