"""``announcement`` of a menu in flow.yaml: what is wrong, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.config.announcement_settings import NO_ANNOUNCEMENT_SETTINGS, AnnouncementSettings
from simulator.config.value_rules import quote_value
from simulator.loader.switch_section import Objection
from simulator.text.positions import REFUSED
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest

ANNOUNCEMENT_FIELDS = AnnouncementSettings._fields
_WANTED = "a mapping such as {pause: true, skip: true, repeat: 5}"
_KEYS = frozenset("0123456789*#")


def read_announcement_block(body: object, object_to: Objection) -> AnnouncementSettings:
    """Return the settings of an ``announcement`` block; ``object_to`` gets what is wrong, by its place in the block."""
    if body is None or body is REFUSED:
        return NO_ANNOUNCEMENT_SETTINGS
    if not isinstance(body, Mapping):
        object_to((), f"announcement: {quote_value(body)} is not accepted; use {_WANTED}")
        return NO_ANNOUNCEMENT_SETTINGS
    settings: dict[str, Any] = {}
    for field, value in body.items():
        if field not in ANNOUNCEMENT_FIELDS:
            hint = suggest(field, ANNOUNCEMENT_FIELDS, f"use {join_words(ANNOUNCEMENT_FIELDS, last=' or ')}")
            object_to((str(field),), f"announcement has no setting {quote_value(field)}{hint}")
        elif value is None or value is REFUSED:
            continue
        elif field == "repeat":
            if str(value) in _KEYS:
                settings[field] = str(value)
            else:
                object_to((field,), f"repeat: {quote_value(value)} is not accepted; use one key of 0-9, * and #")
        elif (said := str(value).lower()) in ("true", "false"):
            settings[field] = said == "true"
        else:
            object_to((field,), f"{field}: {quote_value(value)} is not accepted; use true or false")
    return AnnouncementSettings(**settings)
