"""The route after a destination: a schedule that decides, or a telephone that rings.

A destination with a route does not end the call when it gets there: the *world* is asked first, and its answer
says where the call goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.config.receptionist import Destination
from simulator.fast_classes import NamedTuple

ScheduleAnswer = Literal["open", "closed", "holiday"]
PersonAnswer = Literal["picked_up", "no_answer", "busy"]
VoicemailAnswer = Literal["ends", "returns"]
Answer = Literal["open", "closed", "holiday", "picked_up", "no_answer", "busy", "ends", "returns"]

SCHEDULE_ANSWERS: tuple[ScheduleAnswer, ...] = ("open", "closed", "holiday")
VOICEMAIL_ANSWERS: tuple[VoicemailAnswer, ...] = ("ends", "returns")
"""What a caller does after leaving a message: hang up, or stay on the line. No call asks for it on its way."""

PERSON_ANSWERS: tuple[PersonAnswer, ...] = ("picked_up", "no_answer", "busy")

DEFAULT_RING_MS = 20_000
"""How long a telephone rings where the flow does not say (FreePBX's ring groups come with 20 s)."""


class ScheduleRoute(NamedTuple):
    """A schedule is asked, and its answer leads on; without a destination of its own a holiday is as closed."""

    schedule: str
    open: Destination
    closed: Destination
    holiday: Destination | None = None

    def ways(self) -> Iterator[tuple[Answer, Destination]]:
        """Yield each answer with the destination that it leads to."""
        yield "open", self.open
        yield "closed", self.closed
        yield "holiday", self.holiday or self.closed


class PersonRoute(NamedTuple):
    """A telephone rings: somebody picks up, nobody does for ``rings_ms``, or the line is busy.

    ``rings_stated`` is False where ``rings_ms`` is the default. Without a destination for ``no_answer`` the call
    is hung up once it has rung out; without one for ``busy`` the line is never busy. ``nobody`` says that nobody
    is there to pick up (``answers: nobody``). ``fixed`` is the one answer that an analysis is to look at; None: all.
    """

    rings_ms: int = DEFAULT_RING_MS
    rings_stated: bool = False
    no_answer: Destination | None = None
    busy: Destination | None = None
    nobody: bool = False
    fixed: Answer | None = None

    def ways(self) -> Iterator[tuple[Answer, Destination]]:
        """Yield each answer that leads on with the destination that it leads to."""
        if self.no_answer is not None:
            yield "no_answer", self.no_answer
        if self.busy is not None:
            yield "busy", self.busy

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that can be given: busy only where it leads on."""
        return ("picked_up", "no_answer") if self.busy is None else ("picked_up", "no_answer", "busy")


Route = ScheduleRoute | PersonRoute
