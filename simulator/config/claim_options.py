"""The claims that somebody makes about a flow, as flow.yaml or a command line gives them: data only.

::

    claims:
      - {reach: person, within: 90 s, keys: 3}   # some caller gets there, so soon, with so few keys
      - {never: "voicemail||9001"}               # no caller gets there, or hears it
      - {hears: goodbye}                         # some caller hears it
      - {trait: slow}                            # such a caller gets to a person
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from simulator.config.durations import parse_limit
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.words.suggestion import suggest

ClaimKind = Literal["reach", "never", "hears", "trait"]
Trait = Literal["silent", "wrong-keys", "slow", "no-dtmf"]

TRAITS: tuple[Trait, ...] = get_args(Trait)
"""Callers who do one thing only: nothing, wrong keys, everything 15 s late, nothing that a phone sends."""

PERSON = "person"
KEYS_MOST = 1000

_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
_BOUNDS = ("within", "keys")


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """One claim; ``subject`` is what is to be reached or heard, or the trait.

    ``within`` (milliseconds) and ``keys`` go with ``reach``; None: any.
    """

    kind: ClaimKind
    subject: str
    within: int | None = None
    keys: int | None = None


def parse_key_count(value: object) -> int:
    """A number of keys; raises ``ValueError``."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        # Nine digits are past the limit already, and int() of thousands of digits raises.
        value = int(value[:9])
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= KEYS_MOST:
        raise ValueError(f"{quote_value(value)} is not a number of keys; use a whole number from 0 to {KEYS_MOST:,}")
    return value


def parse_trait(value: object) -> str:
    """The name of a trait; raises ``ValueError``."""
    if isinstance(value, str) and value in TRAITS:
        return str(value)
    hint = suggest(value, TRAITS)
    raise ValueError(f"{quote_value(value)} is not a trait; use {', '.join(TRAITS)}{hint}")


def parse_subject(value: object) -> str:
    """Return what is to be reached or heard, as its name, key or address; raises ``ValueError``."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return str(value)
    raise ValueError(f"{quote_value(value)} is not something to reach or hear; use person, a name or TYPE||ID")


Wrong = tuple[str | None, str]
"""A field of a claim (None: the claim), and what is wrong with it."""


def read_claim(value: object) -> tuple[ClaimOptions | None, list[Wrong]]:
    """A claim from a mapping as it stands in flow.yaml, or what is wrong with it."""
    if not isinstance(value, Mapping):
        return None, [
            (None, f"{quote_value(value)} is not a claim; use a mapping such as {{reach: person, within: 90 s}}")
        ]
    wrong: list[Wrong] = [(str(key), _unknown_field(str(key))) for key in value if key not in (*_KINDS, *_BOUNDS)]
    kinds = [kind for kind in _KINDS if kind in value]
    bounds = [name for name in _BOUNDS if name in value]
    if len(kinds) > 1:
        wrong.append((kinds[1], f"{kinds[0]} and {kinds[1]} are two claims; write each as its own"))
    elif kinds and kinds[0] != "reach" and bounds:
        wrong.append((bounds[0], f"{bounds[0]} goes with reach, not with {kinds[0]}"))
    elif not kinds and not bounds and not wrong:
        wrong.append((None, f"claims nothing; one of {', '.join((*_KINDS, *_BOUNDS))} is needed"))
    # `within` or `keys` alone is a claim about a person: what most flows promise.
    kind: ClaimKind = kinds[0] if kinds else "reach"
    read: dict[str, Any] = {"subject": PERSON}
    rules = {
        "subject": parse_trait if kind == "trait" else parse_subject,
        "within": parse_limit,
        "keys": parse_key_count,
    }
    for name, field in (("subject", kind), ("within", "within"), ("keys", "keys")):
        if field in value:
            try:
                read[name] = rules[name](value[field])
            except ValueError as error:
                wrong.append((field, f"{field}: {error}"))
    return (None, wrong) if wrong else (ClaimOptions(kind, **read), [])


def _unknown_field(name: str) -> str:
    hint = suggest(name, (*_KINDS, *_BOUNDS), f"known are {', '.join((*_KINDS, *_BOUNDS))}")
    return f"a claim has no {quote_value(name)}{hint}"


def parse_bound(text: str, rule: str) -> int:
    """``--within`` or ``--keys`` of a command line; raises ``UsageError``."""
    try:
        return parse_limit(text) if rule == "within" else parse_key_count(text)
    except ValueError as error:
        raise UsageError(f"--{rule}: {error}") from None
