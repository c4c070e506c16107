"""A person's calls as they are held: the tape that goes on, the conversation that it makes, what is seen of it.

Whatever is wound, forked or jumped to is played anew from the answer, which is exact. The clock is then at the
last turn kept, and stands still: what was due there is due again, whole.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.callers.converse import ROUNDS_MOST, Conversation, Trace, upcoming
from simulator.callers.record import CallRecord, record_of
from simulator.callers.scripted import Act
from simulator.callers.transcript import Line, clock_text
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.core.call import Turn
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP
from simulator.core.machine import CallMachine
from simulator.load.lines import Lines
from simulator.tui.ahead import Ahead
from simulator.tui.pace import LiveLine, Pace
from simulator.tui.stage import Playing, Situation, Stage
from simulator.tui.tape import Calls, Tape


class Held:
    """A person's calls in one flow, of at most ``limit`` rounds each.

    ``sources`` tells in which line of which file a receptionist is configured, by its key; ``notice`` is
    what the last thing done has to say, ``unsaved`` whether the caller did something since the last save.
    ``input_for`` gives what the person types for a command: its name, or the key of a screen.
    """

    def __init__(
        self,
        flow: Flow,
        clock: Pace,
        *,
        sources: Lines | None = None,
        limit: int = ROUNDS_MOST,
    ) -> None:
        self.flow = flow
        self.clock = clock
        self.line = LiveLine(clock)
        self.sources: Lines = sources or {}
        self.limit = limit
        self.notice = ""
        self.unsaved = False
        self.left = False
        self.plays_back = False
        self.input_for: Callable[[str], str] = lambda command: command
        self._machines: dict[Semantics, CallMachine] = {}
        self.changed: Callable[[], None] = lambda: None
        self.calls = Calls(Tape(flow.entry, flow.semantics))
        self.play_anew()

    # -- time passes --------------------------------------------------------------------------------

    def answer(self) -> None:
        """Begin the call, where nothing has happened yet."""
        if not self.trace.turns:
            self.heard(self.conversation.take(EVENTS[ANSWERED], 0))

    def advance(self, until: int) -> None:
        """Let all happen that does up to a moment, without waiting for it."""
        self.answer()
        while not self.over:
            first = self.line.first
            act = upcoming(self.conversation, first)
            if act.at > until:
                break
            if act is first:
                self.line.take()
            self.heard(self.conversation.take(act.event, act.at))
        self.clock.skip_to(until)

    def heard(self, turn: Turn) -> None:
        """Take in one turn."""
        act = Act(turn.at, turn.event)
        planned = self.tape.undone[:1]
        self.calls.tape = self.tape.then(act)
        if self.plays_back and planned and planned != (act,):
            self.plays_back = False
            self.notice = f"from {clock_text(turn.at)} on this is another call than was recorded: the flow has changed"
        self.stage.show(turn, over=self.over)
        self.changed()

    def record_at_the_end(self) -> CallRecord:
        """The record of the call; one that is still going on is hung up now."""
        if not self.over:
            self.answer()
            now = max(self.tape.milliseconds, self.clock.now())
            due = self.conversation.call.due
            self.heard(self.conversation.take(EVENTS[HUNG_UP], min(now, due.at) if due else now))
        return record_of(self.flow, self.trace)

    # -- what there is to be seen -------------------------------------------------------------------

    @property
    def tape(self) -> Tape:
        """The call that is going on, as what happened in it."""
        return self.calls.tape

    @property
    def lines(self) -> list[Line]:
        """The transcript so far."""
        return self.stage.lines

    @property
    def playing(self) -> Playing | None:
        """The recording that plays."""
        return self.stage.playing

    @property
    def situation(self) -> Situation | None:
        """Where the call is; None once it is over."""
        return self.stage.situation

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.conversation.over

    @property
    def record(self) -> CallRecord | None:
        """The record of the call, once it is over."""
        return record_of(self.flow, self.trace) if self.over else None

    @property
    def trace(self) -> Trace:
        """All turns of the call so far."""
        return self.conversation.trace

    # -- played anew --------------------------------------------------------------------------------

    def wind(self, tape: Tape, notice: str, *, name: str = "") -> None:
        """Go on with another tape; ``name``: as that call. The time stands still."""
        if name:
            self.calls.current = name
        self.calls.tape = tape
        self.notice = notice
        self.unsaved = self.unsaved or bool(tape.by_the_caller)
        self.line.cut()
        self.play_anew()
        self.changed()

    def play_anew(self) -> None:
        """The call that the tape makes; the clock is at its last turn and stands still, where there is one."""
        tape = self.tape
        self.flow = self.flow.under(tape.semantics)
        machine = self.machine(tape.semantics)
        self.ahead = Ahead(machine.plan)
        self.conversation = Conversation(machine, entry=tape.entry, limit=self.limit)
        self.stage = Stage(self.flow, self.ahead)
        for act in tape.acts:
            self.stage.show(self.conversation.take(act.event, act.at), over=self.over)
        if tape.acts or len(self.calls.tapes) > 1:
            self.clock.move_to(tape.milliseconds)

    def machine(self, semantics: Semantics) -> CallMachine:
        """The machine of the flow under these semantics."""
        made = self._machines.get(semantics)
        if made is None:
            made = self._machines[semantics] = CallMachine(self.flow.under(semantics))
        return made
