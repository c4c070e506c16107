"""Kinds of receptionists: those that differ only in their numbers, and so are decided together.

Two menus are of one *kind* if they have the same counts, and as many recordings that play for some time, in the same
roles. Which keys choose, how long the menu waits and how long a recording plays is left out: one *model* stands for
all of a kind. In the model every length is so unlike the others that no two sums of them are equal unless they are sums
of the same lengths. What takes equally long in the model thus takes equally long in every menu of the kind.

Example: 10,000 menus with 0 to 4 retries after wrong keys and after silence, of any timeouts and with any single keys,
are of 25 kinds.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import NO_SETTINGS, MenuSettings, played_recordings, stand_alone
from simulator.config.receptionist import Entry, Receptionist
from simulator.core.events import KEYS
from simulator.core.places import to_milliseconds
from simulator.graph.compare.shapes import SLOT, isolate_receptionist

SPECIAL_KEYS = frozenset("*#")
"""The keys with a meaning of their own: # may end a code, and neither may begin an extension's number."""

STAND_IN = "1"
"""The option of a model that stands for every single key that chooses."""

_TIMEOUT_SECONDS = 10.0**9
"""The timeout of a model: no number of waits for a further key, of at most 600 s each, comes near it."""

_RECORDING_MS = tuple(10 ** (16 + 4 * place) for place in range(5))
"""The lengths of a model's recordings. One act plays none of them a thousand times, so no sums are equal by chance."""

_RECORDING_FIELDS = (
    "greeting",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silence_retry_recording",
    "silence_final_recording",
)


class MenuKind(NamedTuple):
    """All that decides how the readings of a receptionist differ; ``counts`` are those of wrong keys and silences.

    ``recordings`` holds, for each role, the number of its recording and whether that takes time; None: nothing plays.
    ``extensions`` are the numbers that can be dialled where direct dial is on, ``settings`` the menu's own.
    """

    is_menu: bool
    options: frozenset[str] = frozenset()
    waits: bool = False
    counts: tuple[int, int] = (0, 0)
    recordings: tuple[tuple[int, bool] | None, ...] = ()
    extensions: tuple[str, ...] = ()
    settings: MenuSettings = NO_SETTINGS


def kind_of(flow: Flow, key: str) -> MenuKind:
    """Return the kind of a receptionist."""
    item = flow.receptionists[key]
    if not item.is_menu:
        recordings = _list_recordings(flow, (item.greeting,))
        return MenuKind(False, recordings=recordings, settings=MenuSettings(announcement=item.engine.announcement))
    counts = item.wrong_keys_allowed or 0, item.silences_allowed or 0
    options = frozenset(item.own_options)
    extensions = tuple(extension.option for extension in item.engine.dialable)
    waits = to_milliseconds(item.timeout_seconds or 0) > 0
    recordings = _list_recordings(flow, played_recordings(item))
    options = options if extensions else _kind_of_options(options)
    return MenuKind(True, options, waits, counts, recordings, extensions, item.engine.settings)


def _list_recordings(flow: Flow, ids: tuple[str | None, ...]) -> tuple[tuple[int, bool] | None, ...]:
    # One recording in two roles sounds the same in both, so a role is told by the first that has its recording.
    return tuple(None if id is None else (ids.index(id), flow.length_of(id).milliseconds > 0) for id in ids)


def _kind_of_options(codes: frozenset[str]) -> frozenset[str]:
    """One digit for all that choose, where only single keys do and some other digit is wrong."""
    if not _is_plain(codes):
        return codes
    return (codes & SPECIAL_KEYS) | ({STAND_IN} if codes - SPECIAL_KEYS else frozenset())


def _is_plain(codes: frozenset[str]) -> bool:
    # Codes of several keys depend on each other, and without a wrong digit a menu has fewer ways through.
    return all(len(code) == 1 for code in codes) and len(codes - SPECIAL_KEYS) < len(KEYS) - len(SPECIAL_KEYS)


def has_stand_in(item: Receptionist) -> bool:
    """Return whether ``STAND_IN`` stands for all single digits of a receptionist in its model."""
    return item.is_menu and not item.engine.dialable and _is_plain(frozenset(item.own_options))


def model_of(flow: Flow, key: str) -> Flow:
    """Return the flow of a receptionist's model, each of whose slots ends the call at ``slot||NAME``."""
    item, kind = flow.receptionists[key], kind_of(flow, key)
    changes: dict[str, object] = {}
    lengths: dict[str, RecordingLength] = {}
    for name, recording in zip(_RECORDING_FIELDS, kind.recordings, strict=False):
        if recording is not None:
            number, takes_time = recording
            changes[name] = f"recording {number}"
            lengths[f"recording {number}"] = RecordingLength(_RECORDING_MS[number] * takes_time, False)
    if kind.is_menu:
        changes["entries"] = tuple(
            Entry(option=option, destination_type=SLOT, destination_id=option) for option in sorted(kind.options)
        )
        changes["timeout_seconds"] = _TIMEOUT_SECONDS if kind.waits else 0.0
    model = Flow(key, {key: stand_alone(item, None, **changes)}, lengths=lengths, semantics=flow.semantics)
    return isolate_receptionist(model, key)
