"""The claims that somebody makes about a flow, as flow.yaml or a command line gives them: data only.

::

    claims:
      - {reach: person, within: 90 s, keys: 3}   # some caller gets there, so soon, with so few keys
      - {never: "voicemail||9001"}               # no caller gets there, or hears it
      - {hears: goodbye}                         # some caller hears it
      - {trait: slow}                            # such a caller gets to a person
      - {never: person, given: {office: closed}} # claimed of one world, or of a moment (at)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal, get_args

from simulator.config.durations import parse_limit
from simulator.config.routes import PERSON_ANSWERS, SCHEDULE_ANSWERS
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, SimulatorError, UsageError
from simulator.fast_classes import dataclass
from simulator.words.suggestion import suggest

ClaimKind = Literal["reach", "never", "hears", "trait"]
Trait = Literal["silent", "wrong-keys", "slow", "no-dtmf"]

TRAITS: tuple[Trait, ...] = get_args(Trait)
"""Callers who do one thing only: nothing, wrong keys, everything 15 s late, nothing that a phone sends."""

PERSON = "person"
KEYS_MOST = 1000

_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
_BOUNDS = ("within", "keys")
_WORLD = ("at", "given")
_FIELDS = (*_KINDS, *_BOUNDS, *_WORLD)


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """One claim; ``subject`` is what is to be reached or heard, or the trait.

    ``within`` (milliseconds) and ``keys`` go with ``reach``; None: any. ``at`` and ``given`` are the moment and the
    answers of the world that it is made of; empty: of every world.
    """

    kind: ClaimKind
    subject: str
    within: int | None = None
    keys: int | None = None
    at: str = ""
    given: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[str, Problem], ...] = field(default=(), compare=False, repr=False)
    """Where a file says ``at`` and ``given``, as problems without a message; empty where no file says them."""

    def refusal(self, part: str, error: SimulatorError) -> SimulatorError:
        """An error about a part of the claim, at its place where it has one."""
        for name, place in self.places:
            if name == part:
                return FlowError([place._replace(message=str(error))])
        return error

    @property
    def has_world(self) -> bool:
        """Return whether the claim is made of one moment, or of some answers of the world."""
        return bool(self.at or self.given)

    @property
    def world_words(self) -> str:
        """The claim's world: ``at 2026-12-25T21:00 given office: closed``."""
        words = [f"at {self.at}"] if self.at else []
        words += [f"given {', '.join(f'{name}: {answer}' for name, answer in self.given)}"] if self.given else []
        return " ".join(words)


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


def parse_at(value: object) -> str:
    """A moment as its author writes it, which is read once the flow's zone is known; raises ``ValueError``."""
    if isinstance(value, str) and value.strip():
        return str(value)
    raise ValueError(f"{quote_value(value)} is not a moment; use one such as 2026-12-25T21:00")


def parse_world_answers(value: object) -> tuple[tuple[str, str], ...]:
    """One answer of the world for each name: ``{office: closed, everyone: no answer}``; raises ``ValueError``."""
    if not isinstance(value, Mapping) or not value:
        raise ValueError(f"{quote_value(value)} is not accepted; use names with answers, such as {{office: closed}}")
    accepted = [answer.replace("_", " ") for answer in (*SCHEDULE_ANSWERS, *PERSON_ANSWERS)]
    for name, answer in value.items():
        if not isinstance(answer, str) or answer.replace("_", " ").lower() not in accepted:
            raise ValueError(f"{name}: {quote_value(answer)} is not an answer; use {', '.join(accepted)}")
    return tuple((str(name), str(answer)) for name, answer in value.items())


Wrong = tuple[str | None, str]
"""A field of a claim (None: the claim), and what is wrong with it."""


def read_claim(value: object) -> tuple[ClaimOptions | None, list[Wrong]]:
    """A claim from a mapping as it stands in flow.yaml, or what is wrong with it."""
    if not isinstance(value, Mapping):
        return None, [
            (None, f"{quote_value(value)} is not a claim; use a mapping such as {{reach: person, within: 90 s}}")
        ]
    wrong: list[Wrong] = [(str(key), _unknown_field(str(key))) for key in value if key not in _FIELDS]
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
        "at": parse_at,
        "given": parse_world_answers,
    }
    named = (("subject", kind), *((name, name) for name in (*_BOUNDS, *_WORLD)))
    for name, key in named:
        if key in value:
            try:
                read[name] = rules[name](value[key])
            except ValueError as error:
                wrong.append((key, f"{key}: {error}"))
    return (None, wrong) if wrong else (ClaimOptions(kind, **read), [])


def _unknown_field(name: str) -> str:
    hint = suggest(name, _FIELDS, f"use one of {', '.join(_FIELDS)}")
    return f"a claim has no {quote_value(name)}{hint}"


def parse_bound(text: str, rule: str) -> int:
    """``--within`` or ``--keys`` of a command line; raises ``UsageError``."""
    try:
        return parse_limit(text) if rule == "within" else parse_key_count(text)
    except ValueError as error:
        raise UsageError(f"--{rule}: {error}") from None
