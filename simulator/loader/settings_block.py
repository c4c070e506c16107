"""A block of settings inside a menu of flow.yaml, such as ``engine``: each setting read by a reader of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.config.value_rules import quote_value
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest

Objection = Callable[[Path, str], None]
"""Gets what is wrong, by its place in the block."""


def read_settings(
    name: str, body: object, readers: Mapping[str, Callable[[Any], object]], wanted: str, object_to: Objection
) -> dict[str, Any]:
    """Return the settings that a block gives, by field; null and what was refused before count as not given.

    ``readers`` has one for each field there is, which raises ``ValueError`` for a value that it does not accept.
    ``wanted`` is what to write instead of a block that is no mapping.
    """
    if body is None or body is REFUSED:
        return {}
    if not isinstance(body, Mapping):
        object_to((), f"{name}: {quote_value(body)} is not accepted; use {wanted}")
        return {}
    settings: dict[str, Any] = {}
    for field, value in body.items():
        if field not in readers:
            hint = suggest(field, readers, f"use {join_words(tuple(readers), last=' or ')}")
            object_to((str(field),), f"{name} has no setting {quote_value(field)}{hint}")
        elif value is not None and value is not REFUSED:
            try:
                settings[field] = readers[field](value)
            except ValueError as error:
                object_to((field,), f"{field}: {error}")
    return settings
