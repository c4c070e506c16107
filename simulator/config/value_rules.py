"""The rules for single values: ids, recordings, counts, keys, seconds, text.

The provider mixes numbers and numeric text freely, so each rule takes both and gives one form.
An id is always text (agent ids carry leading zeros). Every rule raises ``ValueError`` with a
message that says what would be accepted.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator

COUNT_MOST = 99
TIMEOUT_MOST = 600
OPTION_LONGEST = 10
ENTRIES_MOST = 1000
EXACT_INTEGER_MOST = 2**53
"""The largest integer up to which every integer is exact as a JSON number (IEEE 754 double)."""

LANGUAGE = "[a-z]{2,3}"
"""The code of a language (ISO 639), as a pattern."""

NOTHING = ("", "0", 0)
"""The values that mean *no recording* (or no template), like ``null``; so does ``0`` with a point, ``0.0``."""

UNKNOWN = "UNKNOWN"
"""The word in a pulled file where the provider's response carried no value.

As an id, a type, a number or the entries it means that, quoted or not. As text (a name, a description) it
means it without quotes; ``"UNKNOWN"`` in quotes, and in JSON, is a text like any other.
"""

UNKNOWN_SAID = f"{UNKNOWN}: the provider's response did not include it; fill it in"

_KEYS = frozenset("0123456789*#")
_OPTION = re.compile(rf"[0-9*#]{{1,{OPTION_LONGEST}}}")
# as text: compiled when it is first used, which is seldom
_LANGUAGE = LANGUAGE
_INTEGER = re.compile(r"(0|[1-9][0-9]*)(\.0*)?")
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")


class PlainNumber(str):
    """Text that its author wrote as a number with a sign or a fraction (YAML's unquoted ``-5``)."""

    __slots__ = ()


class PlainUnknown(str):
    """``UNKNOWN`` as its author wrote it without quotes (YAML): the mark, and not a text of that name."""

    __slots__ = ()


def quote_value(value: object) -> str:
    """A value as a message quotes it: short, and on one line."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value if len(value) <= 40 else value[:37] + "...")
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case int() if abs(value) >= 10**40:
            return "a number of over 40 digits"
        case _:
            return str(value)


def parse_id(value: Any) -> str:
    """An id as text: an integer, a float with no fraction, or text as it is."""
    # Not isinstance: PlainNumber and PlainUnknown are texts too, and mean something else.
    if type(value) is str:
        if value == UNKNOWN:
            raise ValueError(UNKNOWN_SAID)
        if "||" in value:
            is_spoken = value.startswith("outbound_tts")
            advice = "a spoken text is outbound_tts:ID" if is_spoken else "write the type and the id as two fields"
            raise ValueError(f"{quote_value(value)} holds '||'; {advice}")
        return value
    accepted = "a whole number of 0 or more, or text"
    match value:
        case PlainUnknown():
            raise ValueError(UNKNOWN_SAID)
        case PlainNumber():
            number = float(value)
        case bool():
            raise ValueError(f"{quote_value(value)} is not an id; use {accepted}")
        case int() | float():
            number = value
        case _:
            raise ValueError(f"{quote_value(value)} is not an id; use {accepted}")
    if isinstance(number, int):
        if number >= 0:
            return str(number)
        raise ValueError(f"{quote_value(value)} is not an id: it is negative; use {accepted}")
    if not math.isfinite(number) or number != int(number):
        raise ValueError(f"{quote_value(value)} is not an id: it is not whole; use {accepted}")
    if number < 0:
        raise ValueError(f"{quote_value(value)} is not an id: it is negative; use {accepted}")
    if number >= EXACT_INTEGER_MOST:  # 2^53 + 1 reads as 2^53 too
        raise ValueError(f"{quote_value(value)} is past 2^53 and no longer exact; quote the id as text")
    return str(int(number))


def parse_optional_id(value: Any) -> str | None:
    """An id, or None for ``null``, ``""``, ``0`` and ``"0"``, which all mean *none*."""
    if value is None or (type(value) is str and value in NOTHING):
        return None
    id = parse_id(value)
    return None if id == "0" else id


def parse_option(value: Any) -> str:
    """The keys of an entry: 1 to 10 of ``0-9 * #``."""
    if type(value) is str:
        if value in _KEYS:  # as nearly all are
            return value
        text = value
    elif isinstance(value, bool) or not isinstance(value, (int, float, str)):
        text = ""
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    # YAML without quotes: 1. and 1.0 mean the key 1, while 1.5 means none.
    elif isinstance(value, PlainNumber) and value.rstrip("0").endswith("."):
        text = value.partition(".")[0]
    else:
        text = str(value)
    if _OPTION.fullmatch(text):
        return text
    plain = ascii_digits(text)
    hint = f"; write {plain!r} with ASCII digits" if plain != text else ""
    accepted = f"1 to {OPTION_LONGEST} keys of 0-9, * and #"
    raise ValueError(f"{quote_value(value)} is not an option; use {accepted}{hint}")


def ascii_digits(text: str) -> str:
    """The text with every decimal digit of another script as its ASCII digit."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def parse_count(value: Any) -> int:
    """A number of retries: a whole number from 0 to 99, as a number or as text."""
    accepted = f"a whole number from 0 to {COUNT_MOST}"
    number = value
    if isinstance(value, str):
        refuse_unknown(value)
        # The length is bounded first: a file may hold a number of a million digits, and no count has three.
        number = int(float(value)) if _INTEGER.fullmatch(value) and len(value) < 20 else None
    elif isinstance(value, float) and value.is_integer():
        number = int(value)
    if type(number) is not int or not 0 <= number <= COUNT_MOST:
        raise ValueError(f"{quote_value(value)} is not a count; use {accepted}{digits_hint(value)}")
    return number


def parse_timeout(value: Any) -> float:
    """Seconds from 0 to 600, as a number or as text."""
    return _parse_number(value, TIMEOUT_MOST)


def parse_seconds(value: Any) -> float:
    """The length of a recording in seconds, from 0 to 86,400 (a day)."""
    return _parse_number(value, 86_400)


def _parse_number(value: Any, most: int) -> float:
    number: object = value
    if isinstance(value, str):
        refuse_unknown(value)
        number = float(value) if _DECIMAL.fullmatch(value) else None
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not 0 <= number <= most:
        accepted = f"a number of seconds from 0 to {most:,}"
        raise ValueError(f"{quote_value(value)} is not a duration; use {accepted}{digits_hint(value)}")
    return float(number)


def digits_hint(value: object) -> str:
    """Return how to write a number that was written with another script's digits."""
    if isinstance(value, str) and value != ascii_digits(value):
        return f"; write {ascii_digits(value)!r} with ASCII digits"
    return ""


def refuse_unknown(value: str) -> None:
    """Refuse the word that stands for what the provider did not tell."""
    if value == UNKNOWN:
        raise ValueError(UNKNOWN_SAID)


def parse_text(value: Any) -> str:
    """Text; a number is taken as it is written, nothing as ``""``."""
    if isinstance(value, str):
        if isinstance(value, PlainUnknown):
            refuse_unknown(value)
        return str(value)
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"{quote_value(value)} is not text")


def parse_name(value: Any) -> str:
    """Text that is not blank."""
    text = parse_text(value)
    if not text.strip():
        raise ValueError("is blank; a name is needed")
    return text


def as_language(value: Any) -> str:
    """The code of a language: two or three small letters."""
    if isinstance(value, str) and re.fullmatch(_LANGUAGE, value):
        return str(value)
    raise ValueError(
        f"{quote_value(value)} is not a language code; use two or three small letters such as es, de or hi"
    )


def parse_destination_type(value: Any) -> str:
    """A destination's type: any word; the vocabulary is open (provider-documented types differ)."""
    # A pipe means that type and id were written as one: the id would be lost in the type.
    if isinstance(value, str) and (kind := value.strip()) and "|" not in value:
        refuse_unknown(value)
        return kind
    raise ValueError(f"{quote_value(value)} is not a destination type; use a word such as department or hangup")


def parse_optional_type(value: Any) -> str | None:
    """A destination's type, or None for ``null`` and ``""``: not set."""
    return None if value is None or value == "" else parse_destination_type(value)


def parse_optional_destination(value: Any) -> str | None:
    """A destination's id, or None for ``null``: not set. A blank id is kept: a check reports it."""
    return None if value is None else parse_id(value)


Id = Annotated[str, BeforeValidator(parse_id)]
OptionalId = Annotated[str | None, BeforeValidator(parse_optional_id)]
Option = Annotated[str, BeforeValidator(parse_option)]
Count = Annotated[int, BeforeValidator(parse_count)]
Timeout = Annotated[float, BeforeValidator(parse_timeout)]
Seconds = Annotated[float, BeforeValidator(parse_seconds)]
Text = Annotated[str, BeforeValidator(parse_text)]
Name = Annotated[str, BeforeValidator(parse_name)]
LanguageCode = Annotated[str, BeforeValidator(as_language)]
DestinationType = Annotated[str, BeforeValidator(parse_destination_type)]
OptionalType = Annotated[str | None, BeforeValidator(parse_optional_type)]
OptionalDestination = Annotated[str | None, BeforeValidator(parse_optional_destination)]
