"""The circumstances of a call: its moment, the number that is rung, and the answers given for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any

from simulator.callers.given_answers import answer_words, parse_given
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.fast_classes import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The circumstances of a call.

    ``moment`` is the instant at which it is answered, None: nobody says. ``number`` is the flow's own spelling of the
    number that was rung; empty where that leads to a receptionist, which the call then begins with. ``given`` has the
    answers that the world does not decide by itself, by schedule key, ``type||id`` or ``everyone``.
    """

    moment: datetime | None = None
    number: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


PLAIN_CALL = Circumstances()
"""A call of which nothing is said."""


def resolve_given(flow: Flow, given: Mapping[str, Any]) -> dict[str, str]:
    """Return given answers under the names that the world looks them up by.

    Raises ``UsageError`` for a name or an answer that the flow does not have.
    """
    try:
        answers = parse_given(given)
    except ValueError as error:
        raise UsageError(f"given: {error}") from None
    return {name: answer_words(first.answer) for name, (first, *_) in WorldSettings(flow, None, answers).given.items()}
