"""The rules for single values of a flow test: keys, names, yes and no; durations are ``config.durations``'.

Every rule raises ``ValueError`` with a message that says what would be accepted. Values come as
text, since a YAML file is loaded without any being resolved.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator

from simulator.callers.caller_script import PRESS_MOST
from simulator.config.durations import parse_duration
from simulator.config.value_rules import ascii_digits, parse_name, quote_value
from simulator.text.positions import REFUSED

_KEYS = re.compile(rf"[0-9*#]{{1,{PRESS_MOST}}}")


def parse_round_keys(value: Any) -> str:
    """The keys of one round: digits, ``*`` and ``#``."""
    if value is None:
        raise ValueError('is empty; use 0-9, * and #, with # and * in quotes: "#"')
    if isinstance(value, str) and _KEYS.fullmatch(value):
        return str(value)
    plain = ascii_digits(value) if isinstance(value, str) else ""
    hint = f"; write {plain!r} with ASCII digits" if plain != value and _KEYS.fullmatch(plain) else ""
    if not hint and isinstance(value, str) and _KEYS.fullmatch(spaced := re.sub(r"[\s,]+", "", value)):
        hint = f"; [{', '.join(spaced)}] presses one key per round, {spaced} all of them in one round"
    raise ValueError(f"{quote_value(value)} is not accepted; use the keys 0-9, * and #{hint}")


def parse_yes(value: Any) -> bool:
    """``true`` or ``false``."""
    if value in ("true", "false"):
        return bool(value == "true")
    raise ValueError(f"{quote_value(value)} is not accepted; use true or false")


def parse_flag(value: Any) -> None:
    """Nothing, or ``true``: the field itself says all there is to say."""
    if value not in (None, "true"):
        raise ValueError(f"{quote_value(value)} is not accepted; write nothing after the colon, or true")


def parse_names(value: Any) -> tuple[str, ...]:
    """One name, or a list of them."""
    names = value if isinstance(value, list) else [value]
    if not names:
        raise ValueError("is an empty list; use one name or several")
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"{quote_value(name)} is not a name; use a name or an id")
    return tuple(names)


def parse_word(value: Any) -> str:
    """A name; what has been objected to already stays as it is."""
    return REFUSED if value is REFUSED else parse_name(value)


Duration = Annotated[int, BeforeValidator(parse_duration)]
Keys = Annotated[str, BeforeValidator(parse_round_keys)]
Yes = Annotated[bool, BeforeValidator(parse_yes)]
Names = Annotated[tuple[str, ...], PlainValidator(parse_names)]
Word = Annotated[str, PlainValidator(parse_word)]
