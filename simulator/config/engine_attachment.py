"""Every menu of a flow on its engine: what flow.yaml, the catalogue and the recordings say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from simulator.config.menu_engine import (
    FINAL_FIELDS,
    NO_SETTINGS,
    MenuEngine,
    MenuSettings,
    MissCause,
    is_dialable,
)
from simulator.config.receptionist import Destination, Entry, Receptionist, parse_address
from simulator.config.recording_length import BUILT_IN_PROMPTS
from simulator.config.semantics import Semantics

EXTENSION = "extension"
"""The type of the catalogue's destinations that callers can dial where flow.yaml does not list others."""

_NOTHING: Mapping[str, frozenset[MissCause]] = MappingProxyType({})


def attach_engines(
    receptionists: Mapping[str, Receptionist],
    semantics: Semantics,
    *,
    recordings: Collection[str],
    destinations: Iterable[Destination],
    settings: Mapping[str, MenuSettings] = MappingProxyType({}),
    zeros: Mapping[str, frozenset[MissCause]] = _NOTHING,
) -> Mapping[str, Receptionist]:
    """Return the receptionists, each on its engine under the flow's semantics.

    ``recordings`` and ``destinations`` are the catalogue's. A final recording is missing where its id is 0 (``zeros``
    has the causes, by key), or is not in a catalogue that lists recordings.
    """
    extensions = tuple(_extension(to) for to in destinations if to.type == EXTENSION and is_dialable(to.id))
    engines: dict[tuple[MenuSettings, frozenset[MissCause]], MenuEngine] = {}
    attached: dict[str, Receptionist] = {}
    for key, item in receptionists.items():
        own = settings.get(key, NO_SETTINGS)
        if not item.is_menu:
            if own.of_announcement != NO_SETTINGS:
                attached[key] = item.with_engine(MenuEngine(own.of_announcement).announcement_under(semantics))
            continue
        missing = zeros.get(key, frozenset())
        if recordings:
            missing = missing.union(_lost_finals(item, recordings))
        if own is NO_SETTINGS and not missing and not extensions and semantics.switch is None:
            continue
        engine = engines.get((own, missing))
        if engine is None:
            own_extensions = tuple(_extension(parse_address(number)) for number in own.numbers)
            dialable = own_extensions if own.direct_dial == "listed" else extensions
            engine = engines[own, missing] = MenuEngine(own, dialable, missing).under(semantics)
        attached[key] = item.with_engine(engine)
    return {**receptionists, **attached} if attached else receptionists


def lasting_zeros(item: Receptionist, old: Receptionist) -> frozenset[MissCause]:
    """The causes whose final recording has the id 0 in an old receptionist, as long as a changed one names no other."""
    # The model takes an id of 0 for none, so that the old engine alone knows of it.
    ids = {cause: (getattr(old, field), getattr(item, field)) for cause, field in FINAL_FIELDS.items()}
    return frozenset(cause for cause in old.engine.missing if ids[cause] == (None, None))


def renew_missing(
    item: Receptionist, old: Receptionist, semantics: Semantics, recordings: Collection[str]
) -> Receptionist:
    """A receptionist that was changed from an old one, on an engine that misses what it misses now.

    ``semantics`` and the catalogue's ``recordings`` are the flow's.
    """
    missing = lasting_zeros(item, old)
    if recordings:
        missing = missing.union(_lost_finals(item, recordings))
    if missing == item.engine.missing:
        return item
    return item.with_engine(item.engine._replace(missing=missing).under(semantics))


def _lost_finals(item: Receptionist, recordings: Collection[str]) -> Iterator[MissCause]:
    for cause, field in FINAL_FIELDS.items():
        id = getattr(item, field)
        if id is not None and id not in recordings and id not in BUILT_IN_PROMPTS:
            yield cause


def _extension(destination: Destination) -> Entry:
    return Entry.of_number(destination.id, destination)
