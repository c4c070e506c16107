"""The values that the edits of a patch take: each rule gives the form that a file has, and says what it takes."""

from __future__ import annotations

from typing import Any

from simulator.config.schedules import parse_date, parse_dates, parse_hours, parse_ranges
from simulator.config.targets import ANSWERS
from simulator.config.value_rules import parse_id, quote_value
from simulator.loader.route_section import parse_rings
from simulator.words.phrases import join_words


def parse_line(value: Any) -> str:
    """A word, or several on one line. Raises ``ValueError``."""
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value.strip()
    raise ValueError(f"{quote_value(value)} is not a name; use words on one line")


def parse_target(value: Any) -> str:
    """A destination: ``@key``, ``@name``, ``type||id`` or ``type||@name``. Raises ``ValueError``."""
    if isinstance(value, str) and value.isprintable():
        text = value.strip()
        kind, bars, id = (part.strip() for part in text.partition("||"))
        if (text.startswith("@") and len(text) > 1 and not bars) or (kind and bars and id and "||" not in id):
            return text if not bars else f"{kind}||{id}"
    raise ValueError(f'{quote_value(value)} is not a destination; use "@main", "@Night voicemail" or voicemail||9001')


def parse_recording(value: Any) -> str:
    """A recording: its id, or ``@name``. Raises ``ValueError``."""
    id = parse_id(value)
    if not id.strip("@ ") or id == "0":
        raise ValueError(f'{quote_value(value)} is not a recording; use an id, or "@name" in quotes')
    return id


def parse_new_recording(value: Any) -> str:
    """The id of a recording that is new. Raises ``ValueError``."""
    id = parse_recording(value)
    if id.startswith("@"):
        raise ValueError(f"{quote_value(value)} is a name; use the id here, and the name as name")
    return id


def parse_new_destination(value: Any) -> str:
    """The type and id of a destination that is new. Raises ``ValueError``."""
    target = parse_target(value)
    if "@" in (target[0], target.partition("||")[2][:1]):
        raise ValueError(f"{quote_value(value)} is a name; use type||id here, and the name as name")
    return target


def parse_day(value: Any) -> str:
    """A date, as it is written in a schedule. Raises ``ValueError``."""
    return parse_date(value).isoformat()


def parse_span(value: Any) -> str:
    """The first and the last of some dates. Raises ``ValueError``."""
    first, last = parse_dates(value)
    return f"{first}/{last}"


def parse_open(value: Any) -> str | list[str]:
    """Ranges of a day, as they are written in a schedule. Raises ``ValueError``."""
    parse_ranges(value)
    return [str(item) for item in value] if isinstance(value, list) else str(value)


def parse_week(value: Any) -> list[str]:
    """Weekly hours, line by line. Raises ``ValueError``."""
    lines = value if isinstance(value, list) else [value]
    if not lines:
        raise ValueError('the list is empty; use lines such as "Mon-Fri 09:00-17:00"')
    return [parse_hours(line).written for line in lines]


def parse_after(value: Any) -> str:
    """The cause of a way on: the last wrong key, the last silence, or the recording of an announcement."""
    if value in ("wrong", "silence", "recording"):
        return str(value)
    raise ValueError(f"{quote_value(value)} is not accepted; use wrong, silence or recording")


def parse_answers(value: Any) -> str:
    """What answers at a destination. Raises ``ValueError``."""
    if value in ANSWERS:
        return str(value)
    raise ValueError(f"{quote_value(value)} is not accepted; use {join_words(ANSWERS, last=' or ')}")


def parse_ring_time(value: Any) -> str:
    """How long a telephone rings, as it is written. Raises ``ValueError``."""
    text = str(value)
    parse_rings(text)
    return text
