"""The JSON Schema of what lies behind the menus: schedules, routes of destinations, numbers, times of variants."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.config.durations import PART
from simulator.loader.receptionist_schema import Schema, close_schema, with_texts

DATE = r"^\s*[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\s*$"
DATES = DATE[:-1] + "|" + DATE[:-1] + "/" + DATE[1:]

_TIMES = r"[0-9]{1,2}:[0-9]{2}\s*[-–]\s*[0-9]{1,2}:[0-9]{2}"
_RANGES = rf"\s*{_TIMES}\s*(,\s*{_TIMES}\s*)*"
_HOURS: Schema = {
    "type": "string",
    "pattern": rf"^\s*[A-Za-z][A-Za-z,\s–-]*{_RANGES}$|^[^|]+(\|[^|]+){{3}}$",
    "patternErrorMessage": "Mon-Thu 09:00-17:30 or daily 00:00-24:00 is accepted.",
}
_DAY_RANGES: Schema = {
    "type": "string",
    "pattern": f"^{_RANGES}$",
    "patternErrorMessage": "09:00-12:00 or 09:00-12:00, 13:00-16:00 is accepted.",
}

WEEK_OPEN: Schema = {"type": ["string", "array"], "pattern": _HOURS["pattern"], "items": _HOURS}
DAY_OPEN: Schema = {"type": ["string", "array", "null"], "pattern": _DAY_RANGES["pattern"], "items": _DAY_RANGES}

_TARGET = r"^\s*@[\s\S]|^\s*(?!UNKNOWN\s*\|)[^|\s@][^|]*\|\|\s*(?!UNKNOWN\s*$)[^|\s][^|]*$"
TARGET: Schema = {
    "type": ["string", "null"],
    "pattern": f"^$|{_TARGET}",
    "patternErrorMessage": '"@main", "@Night voicemail" or voicemail||9001 is accepted.',
}
_SECONDS = r"^(?![0.]*$)(0*([0-9]{1,3}|[12][0-9]{3}|3[0-5][0-9]{2})(\.[0-9]*)?|0*3600(\.0*)?|\.[0-9]+)$"
RINGS: Schema = {
    "type": ["string", "number", "null"],
    "exclusiveMinimum": 0,
    "maximum": 3600,
    "pattern": rf"^$|{_SECONDS}|^\s*({PART} *)+\s*$",
    "patternErrorMessage": "20 s or 1 min is accepted.",
}

_UNSET: Schema = {"enum": ["", None]}
_SCHEDULE_FIELDS = ("schedule", "open", "closed", "holiday")
_PERSON_FIELDS = ("rings", "no_answer", "busy")

FLOW_HELP: Mapping[str, str] = {
    "timezone": "The time zone of the hours and dates in this file, by its IANA name: Europe/London.",
    "schedules": "Opening hours, holidays and day/night switches by key. A destination names one as its schedule.",
}
"""The sections of flow.yaml about what lies behind the menus."""

DESTINATION_HELP: Mapping[str, str] = {
    "schedule": "The schedule that decides where a call goes on from here: its key under schedules.",
    "open": 'Where the call goes while the schedule is open: "@main", "@Night voicemail" or voicemail||9001.',
    "closed": "Where the call goes while the schedule is closed.",
    "holiday": "Where the call goes on a holiday. Left out: as closed.",
    "rings": "How long a telephone rings here before nobody answers: 20 s. Left out, with no_answer or busy: 20 s.",
    "no_answer": "Where the call goes when nobody picks up. Left out: the call ends.",
    "busy": "Where the call goes when the line is busy. Left out: it is never busy.",
}
"""What a catalogue says of what lies behind a destination."""

SCHEDULE_HELP: Mapping[str, str] = {
    "open": "When it is open, line by line: Mon-Thu 09:00-17:30; several ranges in a day are separated by commas.",
    "holidays": "Dates with other hours. If several fall on one date, the last one holds. Those of the files in "
    "ivrsim.toml come first; none: no holidays, not even those.",
    "switch": "manual: a day/night switch that somebody sets by hand. The calendar cannot know its position.",
}
"""The fields of a schedule."""

HOLIDAY_HELP: Mapping[str, str] = {
    "date": "One day: 2026-12-24.",
    "dates": "From a day to another: 2027-08-02/2027-08-13.",
    "name": "The name that people know.",
    "open": "Hours in which it stays open: 09:00-12:00. Left out: closed all day.",
    "file": "A file with a list of holidays, from this file's folder.",
}
"""The fields of a holiday."""

NUMBER_HELP = 'Where the number leads: a receptionist\'s key, "@name" of a destination, or type||id.'


_HOLIDAYS: Schema = {
    "type": ["array", "string", "null"],
    "pattern": "^none$",
    "patternErrorMessage": "A list, or none.",
}


def timezone_schema() -> Schema:
    """A zone, as far as a pattern tells."""
    return {"type": ["string", "null"], "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"}


def schedules_schema() -> Schema:
    """Schedules by their keys."""
    fields: dict[str, Schema] = {"open": WEEK_OPEN, "holidays": _HOLIDAYS | {"items": _holiday_schema()}}
    switch: dict[str, Schema] = {"switch": {"enum": ["manual"]}}
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": r"^(?!everyone$)(?![\s\S]*\|\|)\S(.*\S)?$"},
        "additionalProperties": {
            "type": "object",
            "if": {"required": ["switch"]},
            "then": close_schema(with_texts(switch, SCHEDULE_HELP), ["switch"]),
            "else": close_schema(with_texts(fields, SCHEDULE_HELP), ["open"]),
        },
    }


def _holiday_schema() -> Schema:
    dates: dict[str, Schema] = {
        "date": {"type": ["string", "null"], "pattern": DATE, "patternErrorMessage": "2026-12-24 is accepted."},
        "dates": {
            "type": ["string", "null"],
            "pattern": DATES,
            "patternErrorMessage": "2027-08-02/2027-08-13 is accepted.",
        },
        "name": {"type": ["string", "number", "null"], "pattern": r"^.*$"},
        "open": DAY_OPEN,
    }
    file: dict[str, Schema] = {"file": {"type": "string", "pattern": r"\S"}}
    one_of_two = [
        {"required": [stated], "properties": {stated: {"type": "string"}, unset: {"type": "null"}}}
        for stated, unset in (("date", "dates"), ("dates", "date"))
    ]
    return {
        "type": "object",
        "if": {"required": ["file"]},
        "then": close_schema(with_texts(file, HOLIDAY_HELP), ["file"]),
        "else": close_schema(with_texts(dates, HOLIDAY_HELP), [], anyOf=one_of_two),
    }


def route_fields() -> dict[str, Schema]:
    """The fields of a destination about what lies behind it."""
    targets = dict.fromkeys((*_SCHEDULE_FIELDS[1:], *_PERSON_FIELDS[1:]), TARGET)
    schedule: Schema = {"type": ["string", "number", "null"]}
    return with_texts({"schedule": schedule, "rings": RINGS, **targets}, DESTINATION_HELP)


def route_rules() -> list[Schema]:
    """Return the rules across these fields: a schedule needs `open` and `closed`, and excludes a telephone."""
    stated = {"type": ["string", "number"], "minLength": 1}
    asks = {"anyOf": [{"required": [field], "properties": {field: stated}} for field in _SCHEDULE_FIELDS]}
    needed = _SCHEDULE_FIELDS[:3]
    properties = dict.fromkeys(needed, stated) | dict.fromkeys(_PERSON_FIELDS, _UNSET)
    return [{"if": {"type": "object", **asks}, "then": {"required": [*needed], "properties": properties}}]


def number_schema() -> Schema:
    """Return the schema of a number's target: a key, a name of a destination, or ``type||id``."""
    return {
        "type": ["string", "integer"],
        "minimum": 0,
        "pattern": rf"^(?!UNKNOWN$)(?![\s\S]*\|\|)|{_TARGET}",
        "description": NUMBER_HELP,
    }


def flow_rules(time: str, instant: str) -> list[Schema]:
    """Return the rules across sections: hours need a zone, and so do times of variants that are no ``instant``."""
    zoned = {"required": ["timezone"], "properties": {"timezone": {"type": "string"}}}
    hours = {"type": "object", "not": {"required": ["switch"]}}
    return [
        {
            "if": {
                "required": ["schedules"],
                "properties": {"schedules": {"type": "object", "not": {"additionalProperties": {"not": hours}}}},
            },
            "then": zoned,
        },
        {
            "if": zoned,
            "then": _times_of_variants(time, "2026-12-29 or 2026-12-29T08:30 is accepted."),
            "else": _times_of_variants(instant, "2026-12-29T08:30+00:00 is accepted."),
        },
    ]


def _times_of_variants(pattern: str, accepted: str) -> Schema:
    time = {"pattern": pattern, "patternErrorMessage": accepted}
    variant = {"properties": {"from": time, "until": time}}
    return {"properties": {"variants": {"additionalProperties": variant}}}
