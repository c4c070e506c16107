"""``announcement`` of a menu in flow.yaml: what is wrong, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.value_rules import quote_value
from simulator.loader.settings_block import Objection, read_settings

_KEYS = frozenset("0123456789*#")


def read_announcement_block(body: object, object_to: Objection) -> AnnouncementSettings:
    """Return the settings of an ``announcement`` block; ``object_to`` gets what is wrong, by its place in the block."""
    wanted = "a mapping such as {pause: true, skip: true, repeat: 5}"
    return AnnouncementSettings(**read_settings("announcement", body, _READERS, wanted, object_to))


def _read_key(value: Any) -> str:
    if str(value) not in _KEYS:
        raise ValueError(f"{quote_value(value)} is not accepted; use one key of 0-9, * and #")
    return str(value)


def _read_switch(value: Any) -> bool:
    said = str(value).lower()
    if said not in ("true", "false"):
        raise ValueError(f"{quote_value(value)} is not accepted; use true or false")
    return said == "true"


_READERS: Mapping[str, Callable[[Any], object]] = {
    field: _read_key if field == "repeat" else _read_switch for field in AnnouncementSettings._fields
}
