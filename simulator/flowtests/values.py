"""The rules for single values of a flow test: keys, names, yes and no; durations are ``config.durations``'.

Every rule raises ``ValueError`` with a message that says what would be accepted. Values come as
text, since a YAML file is loaded without any being resolved.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator

from simulator.callers.script import PRESS_MOST
from simulator.config.durations import parse_duration
from simulator.config.values import as_name, ascii_digits, shown
from simulator.load.places import REFUSED

_KEYS = re.compile(rf"[0-9*#]{{1,{PRESS_MOST}}}")


def as_keys(value: Any) -> str:
    """The keys of one round: digits, ``*`` and ``#``."""
    if value is None:
        raise ValueError('is empty; keys are 0-9, * and #, and # and * stand in quotes: "#"')
    if isinstance(value, str) and _KEYS.fullmatch(value):
        return str(value)
    plain = ascii_digits(value) if isinstance(value, str) else ""
    hint = f"; write {plain!r} with ASCII digits" if plain != value and _KEYS.fullmatch(plain) else ""
    if not hint and isinstance(value, str) and _KEYS.fullmatch(spaced := re.sub(r"[\s,]+", "", value)):
        hint = f"; [{', '.join(spaced)}] is one key a round, {spaced} is all of them in one"
    raise ValueError(f"{shown(value)} are no keys; 0-9, * and # are{hint}")


def as_yes(value: Any) -> bool:
    """``true`` or ``false``."""
    if value in ("true", "false"):
        return bool(value == "true")
    raise ValueError(f"{shown(value)} is not accepted; true or false is")


def as_said(value: Any) -> None:
    """Nothing, or ``true``: the field itself says all there is to say."""
    if value not in (None, "true"):
        raise ValueError(f"{shown(value)} is not accepted; it says all by itself, and takes only true")


def as_names(value: Any) -> tuple[str, ...]:
    """One name, or a list of them."""
    names = value if isinstance(value, list) else [value]
    if not names:
        raise ValueError("is an empty list; a name, or several, are needed")
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f"{shown(name)} is no name; a name or an id is")
    return tuple(names)


def as_word(value: Any) -> str:
    """A name; what has been objected to already stays as it is."""
    return REFUSED if value is REFUSED else as_name(value)


Duration = Annotated[int, BeforeValidator(parse_duration)]
Keys = Annotated[str, BeforeValidator(as_keys)]
Yes = Annotated[bool, BeforeValidator(as_yes)]
Names = Annotated[tuple[str, ...], PlainValidator(as_names)]
Word = Annotated[str, PlainValidator(as_word)]
