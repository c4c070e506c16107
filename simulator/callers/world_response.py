"""The world's answer to one question of a call."""

from __future__ import annotations

from simulator.core.events import Event
from simulator.fast_classes import NamedTuple


class WorldResponse(NamedTuple):
    """The answer as an event, and how many milliseconds after the question it comes."""

    event: Event
    after_ms: int
