"""The two drivers of a call, the only functions that know that time passes.

``converse`` runs in virtual time, as fast as it can; ``aconverse`` in a clock's time with an inbox,
for a person at a terminal. Both let a ``Conversation`` take each event, and both follow one rule:
the caller acts strictly before what is due, or what is due happens. *Time wins ties*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from simulator.callers.script_actor import TimedAct
from simulator.config.receptionist import Destination
from simulator.core.call import Call, Turn
from simulator.core.effects import End, Enter, Play, Round, Route
from simulator.core.events import ANSWERED, EVENTS, Event
from simulator.core.machine import CallMachine

ROUNDS_MOST = 1000
"""After so many rounds a call is reported endless."""

Kind = Literal["routed", "hung_up", "abandoned", "endless"]


class Caller(Protocol):
    """Whoever is on the line."""

    def hear(self, turn: Turn) -> None:
        """Take in one turn."""

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next if nothing changes until then."""


class ActLine(Protocol):
    """Where a live caller's acts come in."""

    async def next_act(self, until: int) -> TimedAct | None:
        """The caller's next act; None once it is ``until`` (milliseconds from the answer)."""


@dataclass(slots=True)
class Trace:
    """All turns of one call, in order; ``kind`` is None while it goes on."""

    entry: str
    turns: list[Turn] = field(default_factory=list)
    kind: Kind | None = None
    destination: Destination | None = None

    @property
    def milliseconds(self) -> int:
        """From the answer to the last turn."""
        return self.turns[-1].at if self.turns else 0


class Conversation:
    """A call under way and the trace of it, up to ``limit`` rounds."""

    __slots__ = ("_left", "call", "trace")

    def __init__(self, machine: CallMachine, *, entry: str | None = None, limit: int = ROUNDS_MOST) -> None:
        self.call = Call(machine, entry)
        self.trace = Trace(entry=entry if entry is not None else machine.flow.entry)
        self._left = limit

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended, or has gone on for too many rounds."""
        return self.trace.kind is not None

    def take_event(self, event: Event, now: int) -> Turn:
        """Let an event happen; the turn that it caused, which the trace keeps."""
        turn = self.call.receive_event(event, now)
        if turn.effects:
            turn = self._note_end(turn)
        self.trace.turns.append(turn)
        return turn

    def _note_end(self, turn: Turn) -> Turn:
        """Count rounds and notice the end. An entry without a round (a ``single``) counts as one."""
        begins = False
        for effect in turn.effects:
            match effect:
                case Round() | Enter():
                    begins = True
                case Route(destination):
                    self.trace.kind, self.trace.destination = "routed", destination
                case End(by, destination):
                    self.trace.kind = "hung_up" if by == "menu" else "abandoned"
                    self.trace.destination = destination
        if begins:
            self._left -= 1
            if self._left < 0:
                self.trace.kind = "endless"
                effects = tuple(effect for effect in turn.effects if not isinstance(effect, Round | Play))
                return replace(turn, effects=effects)
        return turn


def next_happening(conversation: Conversation, act: TimedAct | None) -> TimedAct:
    """Return what happens next: the caller's act where it comes strictly first, else what is due."""
    due = conversation.call.due
    if due is not None and (act is None or due.at <= act.at):
        return TimedAct(due.at, due.event)
    assert act is not None, "a call that is not over has something due"
    return act


def converse(machine: CallMachine, caller: Caller, *, entry: str | None = None, limit: int = ROUNDS_MOST) -> Trace:
    """Play a whole call in virtual time."""
    conversation = Conversation(machine, entry=entry, limit=limit)
    turn = conversation.take_event(EVENTS[ANSWERED], 0)
    caller.hear(turn)
    while not conversation.is_over:
        at, event = next_happening(conversation, caller.next_act())
        turn = conversation.take_event(event, at)
        caller.hear(turn)
    return conversation.trace


async def aconverse(conversation: Conversation, line: ActLine, heard: Callable[[Turn], None]) -> Trace:
    """Play a call in a clock's time, from its answer or on from where it is; acts come in over ``line``.

    ``heard`` is told of every turn. An act that comes in at or after the moment when something was
    due counts for what follows.
    """
    if not conversation.trace.turns:
        heard(conversation.take_event(EVENTS[ANSWERED], 0))
    act: TimedAct | None = None
    while not conversation.is_over:
        due = conversation.call.due
        assert due is not None, "a call that is not over has something due"
        act = act or await line.next_act(due.at)
        first = next_happening(conversation, act)
        heard(conversation.take_event(first.event, first.at))
        if first is act:
            act = None
    return conversation.trace
