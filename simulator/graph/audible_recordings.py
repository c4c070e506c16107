"""The recordings that callers of a receptionist can hear, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from simulator.config.menu_engine import FINAL_FIELDS
from simulator.config.receptionist import Receptionist
from simulator.fast_classes import NamedTuple

MOMENTS: Mapping[str, str] = MappingProxyType(
    {
        "greeting": "greeting",
        "wrong_key_retry_recording": "after a wrong key, another try left",
        "wrong_key_final_recording": "after the last wrong key",
        "silence_retry_recording": "after a silence, another try left",
        "silence_final_recording": "after the last silence",
    }
)
"""The fields that name recordings, in the order in which callers may hear them, and when each is heard."""


class AudibleRecording(NamedTuple):
    """A recording that a receptionist plays: the field that names it, and its id."""

    field: str
    id: str


def audible_recordings(item: Receptionist) -> Iterator[AudibleRecording]:
    """The recordings of a receptionist that can be heard; an announcement plays its greeting alone."""
    missing = {FINAL_FIELDS[cause] for cause in item.engine.drops}
    for field in MOMENTS if item.is_menu else ("greeting",):
        id = getattr(item, field)
        if id is not None and field not in missing:
            yield AudibleRecording(field, id)
