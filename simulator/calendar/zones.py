"""Time zones by their IANA names."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import tzinfo
from zoneinfo import ZoneInfo, available_timezones

from simulator.config.value_rules import quote_value
from simulator.errors import nearest_words

_ACCEPTED = "use an IANA name such as Europe/London"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
_OF_THE_MACHINE = {"localtime", "posixrules", "Factory"}
"""Files next to the zones that mean another zone on another machine, or none."""

_COPIES = ("posix/", "right/")
"""Second sets of zones that only some systems have; those below ``right`` count leap seconds."""


def load_zone(name: str) -> tzinfo:
    """Return a zone. Raises ``ValueError`` with the nearest names for one that does not exist.

    >>> str(load_zone("Europe/London"))
    'Europe/London'
    """
    zone = find_zone(name)
    if zone is None:
        raise ValueError(f"{quote_value(name)} is not a time zone; {_hint(name)}")
    return zone


def find_zone(name: str) -> tzinfo | None:
    """Return a zone, or None for one that does not exist."""
    if _NAME.fullmatch(name) and name not in _OF_THE_MACHINE and not name.startswith(_COPIES):
        with suppress(ValueError, OSError, KeyError):  # a file of another kind, a folder (America), no such name
            return ZoneInfo(name)
    return None


def _hint(name: str) -> str:
    zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
    if not zones:  # Windows keeps none of its own
        return "this system has no zones: python -m pip install tzdata"
    place = name.strip().replace(" ", "_").lower()
    same = [zone for zone in zones if place and f"/{zone.lower()}".endswith(f"/{place}")]
    near = same[:3] or nearest_words(place, zones)
    return f"did you mean {' or '.join(near)}?" if near else _ACCEPTED
