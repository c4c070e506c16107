"""The settings in which readings of a flow differ, and every combination of their values that an engine may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from simulator.config.documentation import Dialect, is_open
from simulator.config.semantics import NEUTRAL, Semantics
from simulator.graph.compare.moved_endings import Edge

VARIED: dict[str, tuple[object, ...]] = {
    "final_on": ("after_retries", "at_count"),
    "replay_greeting": ("always", "without_retry_prompt"),
    "counters": ("separate", "shared"),
    "barge_in": (True, False),
}
"""The settings that may be open, and their values."""

WAYS: dict[str, tuple[object, ...]] = {"collect": ("prefix", "first_match", "terminated")}
"""The ways of collecting keys, varied on request."""

DIALLING: dict[str, tuple[object, ...]] = {"extension_dialling": ("none", "digits", "any")}
"""Whether callers can dial an extension at a menu, varied on request."""

LISTED = ("interdigit_seconds", "zero_timeout_seconds")
"""Settings of any number of seconds: listed where they are open, not varied."""


def varied_settings(dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """Return the settings, with their values, that the pages of a dialect leave open and that are always varied."""
    return open_settings(VARIED, dialect)


def open_settings(settings: dict[str, tuple[object, ...]], dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """Of some settings, those that the pages of a dialect leave open."""
    return {name: values for name, values in settings.items() if is_open(dialect, name)}


def with_own_values(settings: dict[str, tuple[object, ...]], semantics: Semantics) -> dict[str, tuple[object, ...]]:
    """Return these settings, each with the value of the semantics added where that is not among those varied."""
    own = {name: getattr(semantics, name) for name in settings}
    return {name: values if own[name] in values else (*values, own[name]) for name, values in settings.items()}


def combine_settings(
    semantics: Semantics, settings: dict[str, tuple[object, ...]]
) -> tuple[list[tuple[object, ...]], tuple[Semantics, ...]]:
    """Return every combination of values that an engine may have, and the semantics with each.

    What only one way of collecting keys knows is left out of the others.
    """
    readings: dict[tuple[object, ...], Semantics] = {}
    for values in product(*settings.values()):
        reading = semantics.model_copy(update=dict(zip(settings, values, strict=True)))
        if reading.conflict:
            if reading.extension_dialling != "none" and "extension_dialling" in settings:
                continue
            reading = reading.model_copy(update=dict(NEUTRAL))
        readings[values] = reading
    return list(readings), tuple(readings.values())


def neighbour_pairs(
    settings: dict[str, tuple[object, ...]], combinations: Sequence[tuple[object, ...]]
) -> Iterator[Edge]:
    """Yield each setting with the numbers of two combinations that differ in it alone."""
    number = {values: index for index, values in enumerate(combinations)}
    for place, (name, accepted) in enumerate(settings.items()):
        for values in combinations:
            later_values = accepted[accepted.index(values[place]) + 1 :]
            for value in later_values:
                neighbour = (*values[:place], value, *values[place + 1 :])
                if neighbour in number:  # else no engine is known that has these together
                    yield name, number[values], number[neighbour]
