"""The live state of an account: receptionists as listed, numbers, and things with names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from simulator.config.receptionist import Destination, Receptionist


@dataclass(frozen=True, slots=True)
class LiveReceptionist:
    """One receptionist as the list response shows it.

    ``fields`` has the model's names and values in the model's form (ids text, none None; entries a tuple of
    ``Entry``), and only what the response includes; ``lacks`` are the model's fields that it does not include:
    unknown, not empty. ``extra`` are wire names that the model has no field for. ``model`` is there where
    enough is carried to play a call.
    """

    id: str
    name: str
    kind: Literal["multiple", "single"] | None
    fields: Mapping[str, Any]
    lacks: frozenset[str] = frozenset()
    extra: tuple[str, ...] = ()
    model: Receptionist | None = None


class NamedItem(NamedTuple):
    """Something that the account has a name for: a recording, a department, a user."""

    id: str
    name: str


class NumberRoute(NamedTuple):
    """A telephone number, and where it leads (None: the response does not say)."""

    number: str
    destination: Destination | None


def number_digits(number: str) -> str:
    """A telephone number by which two spellings are compared: its digits, without a leading 00."""
    return "".join(sign for sign in number if sign.isdecimal()).removeprefix("00")
