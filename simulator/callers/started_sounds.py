"""The sounds that an event starts, as tests and schedules name them."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.config.receptionist import Destination
from simulator.core.effects import Effect, Play, Ring

Sound = str | Destination
"""What a caller hears: a recording (by id), or the ringing of a telephone (the destination, in its canonical form)."""


def started_sounds(effects: Iterable[Effect]) -> tuple[Sound, ...]:
    """Return the recordings and the ringing telephones among some effects, in their order."""
    sounds: list[Sound] = []
    for effect in effects:
        if type(effect) is Play:
            sounds.append(effect.recording)
        elif type(effect) is Ring:
            sounds.append(effect.destination.canonical)
    return tuple(sounds)
