"""The two drivers of a call, the only functions that know that time passes.

``converse`` runs in virtual time, as fast as it can; ``aconverse`` in a clock's time with an inbox,
for a person at a terminal. Both let a ``Conversation`` take each event, and both follow one rule:
the caller acts strictly before what is due, or what is due happens. *Time wins ties*.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Literal, Protocol

from simulator.callers.script_actor import TimedAct
from simulator.callers.world_response import WorldResponse
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer
from simulator.core.call import Call, Turn
from simulator.core.effects import End, Enter, Play, Round, Route
from simulator.core.events import ANSWERED, EVENTS, WORLD_ANSWERS, Event
from simulator.core.machine import CallMachine
from simulator.core.places import WorldQuestion
from simulator.fast_classes import dataclass

ROUNDS_MOST = 1000
"""After so many rounds (and answers of the world) a call is reported endless."""

Kind = Literal["routed", "hung_up", "abandoned", "endless"]


class Caller(Protocol):
    """Whoever is on the line."""

    def hear(self, turn: Turn) -> None:
        """Take in one turn."""

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next if nothing changes until then."""


class World(Protocol):
    """Whoever knows how the schedules stand and who picks up."""

    def answer_question(self, question: WorldQuestion, at_ms: int) -> WorldResponse:
        """Answer what is asked at ``at_ms`` milliseconds of the call."""


class ActLine(Protocol):
    """The line on which a live caller's acts come in."""

    async def next_act(self, until: int) -> TimedAct | None:
        """The caller's next act; None once it is ``until`` (milliseconds from the answer)."""


@dataclass(slots=True)
class Trace:
    """All turns of one call, in order; ``kind`` is None while it goes on.

    ``entry`` is the receptionist that it came to first; None: none so far. ``assumed`` is what the world had to
    assume, ``schedules`` what each schedule answered first.
    """

    entry: str | None
    turns: list[Turn] = field(default_factory=list)
    kind: Kind | None = None
    destination: Destination | None = None
    assumed: Mapping[str, Answer] = field(default_factory=dict)
    schedules: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def milliseconds(self) -> int:
        """From the answer to the last turn."""
        return self.turns[-1].at if self.turns else 0


class Conversation:
    """A call under way and the trace of it, up to ``limit`` rounds.

    It begins at ``start`` (a receptionist's key, or a destination as ``type||id``), else where the flow does.
    Without a ``world``, schedules are open and people pick up at once.
    """

    __slots__ = ("_left", "_response", "call", "trace", "world")

    def __init__(
        self,
        machine: CallMachine,
        *,
        start: str | None = None,
        limit: int = ROUNDS_MOST,
        world: World | None = None,
    ) -> None:
        self.call = Call(machine, start)
        begins = start if start is not None else machine.flow.start
        self.trace = Trace(entry=None if "||" in begins else begins)
        self.world = world
        self._left = limit
        self._response: TimedAct | None = None

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended, or has gone on for too many rounds."""
        return self.trace.kind is not None

    def take_event(self, event: Event, now: int) -> Turn:
        """Let an event happen; the turn that it caused, which the trace keeps."""
        due = self.call.due
        turn = self.call.receive_event(event, now)
        if turn.effects or event.trigger in WORLD_ANSWERS:
            turn = self._note_end(turn)
        if self.call.due is not due:  # by identity: a schedule that leads to itself asks anew
            self._response = None
        self.trace.turns.append(turn)
        return turn

    def due_act(self) -> TimedAct | None:
        """Return the next act that needs no caller, such as the world's answer; each question is asked once."""
        due = self.call.due
        if due is None or due.asks is None or self.world is None:
            return TimedAct(due.at, due.event) if due else None
        if self._response is None:
            event, after_ms = self.world.answer_question(due.asks, due.since)
            self._response = TimedAct(due.since + after_ms, event)
        return self._response

    def _note_end(self, turn: Turn) -> Turn:
        """Count rounds and notice the end. An entry without a round (a ``single``) counts as one."""
        begins = turn.event.trigger in WORLD_ANSWERS
        for effect in turn.effects:
            match effect:
                case Round():
                    begins = True
                case Enter(receptionist):
                    begins = True
                    self.trace.entry = self.trace.entry or receptionist
                case Route(destination):
                    self.trace.kind, self.trace.destination = "routed", destination
                case End(by, destination):
                    self.trace.kind = "abandoned" if by == "caller" else "hung_up"
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
    due = conversation.due_act()
    if due is not None and (act is None or due.at <= act.at):
        return due
    assert act is not None, "a call that is not over has something due"
    return act


def converse(
    machine: CallMachine,
    caller: Caller,
    *,
    start: str | None = None,
    limit: int = ROUNDS_MOST,
    world: World | None = None,
) -> Trace:
    """Play a whole call in virtual time."""
    conversation = Conversation(machine, start=start, limit=limit, world=world)
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
        due = conversation.due_act()
        assert due is not None, "a call that is not over has something due"
        act = act or await line.next_act(due.at)
        first = next_happening(conversation, act)
        heard(conversation.take_event(first.event, first.at))
        if first is act:
            act = None
    return conversation.trace
