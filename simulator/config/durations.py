"""Durations as people write them, with their units: ``90 s``, ``1.5 min``, ``1 min 30 s``.

One parser for flow tests, claims and command lines, and one printer for reports. The parser reads all that it prints.
"""

from __future__ import annotations

import re

from simulator.config.value_rules import quote_value

LONGEST = 86_400_000
"""A day, in milliseconds, as the longest recording."""

UNITS = {"ms": 1, "s": 1000, "sec": 1000, "second": 1000, "seconds": 1000}
UNITS |= {"m": 60_000, "min": 60_000, "minute": 60_000, "minutes": 60_000, "h": 3_600_000}
"""Milliseconds of each unit."""

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]*)?|\.[0-9]+"  # 1,440 min is how reports print a day
PART = rf"(?:{_NUMBER}) *(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})"
"""A number with its unit, as a regular expression that JavaScript takes too."""

# patterns as text: reports import this module for its printer alone, and compiling them takes 1 ms
_PARTS = rf"(?:(?:{_NUMBER}) *[a-z]+ *)+"
_PART = rf"({_NUMBER}) *([a-z]+)"


# ``longest`` is given by name: pydantic 2.7 hands a second value to a validator that can take two.
def parse_duration(value: object, *, longest: int = LONGEST) -> int:
    """Return the milliseconds of a duration, from 0 to ``longest`` (a day). Raises ``ValueError``."""
    text = value.strip() if isinstance(value, str) else ""
    number = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else text
    # Refused rather than taken for seconds: whoever reads the file later could not tell what was meant.
    if re.fullmatch(_NUMBER, number):
        raise ValueError(f"{quote_value(value)} has no unit: use {number} s or {number} min")
    if not re.fullmatch(_PARTS, text):
        raise ValueError(
            f"{quote_value(value)} is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"
        )
    total = 0.0
    for count, unit in re.findall(_PART, text):
        if unit not in UNITS:
            raise ValueError(f"{quote_value(value)} has the unknown unit {unit!r}: use ms, s, min or h")
        total += float(count.replace(",", "")) * UNITS[unit]
    if total > longest:
        raise ValueError(f"{quote_value(value)} is too long: use at most {longest // UNITS['h']:,} h")
    return round(total)


def duration_words(milliseconds: int) -> str:
    """Return ``4 s``, ``8.2 s`` or ``1 min 3.5 s``, to the tenth of a second, as ``parse_duration`` reads it."""
    tenths = (milliseconds + 50) // 100
    minutes, tenths = divmod(tenths, 600)
    seconds = f"{tenths / 10:g} s"
    if not minutes:
        return seconds
    return f"{minutes:,} min {seconds}" if tenths else f"{minutes:,} min"


def parse_limit(value: object) -> int:
    """Return the milliseconds of a duration that something must take less than: above 0. Raises ``ValueError``."""
    milliseconds = parse_duration(value)
    if not milliseconds:
        raise ValueError(f"{quote_value(value)} is too short: use at least 1 ms")
    return milliseconds
