"""A person's calls: the tape that grows, the conversation that it makes, and the part that is shown.

A call that is wound, forked or jumped to is played anew from its start, which is exact. The clock then stands
still at the last turn kept: what was due there is due again, in full.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.drivers import ROUNDS_MOST, Conversation, Trace, next_happening
from simulator.callers.script_actor import TimedAct
from simulator.callers.transcript import TranscriptLine, clock_text
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.core.call import Turn
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP
from simulator.core.machine import CallMachine
from simulator.loader.source_lines import Lines
from simulator.tui.lookahead import Lookahead
from simulator.tui.pace import CallClock, CallerLine
from simulator.tui.stage import PlayingRecording, Situation, Stage
from simulator.tui.tape import SessionCalls, Tape


class LiveCalls:
    """A person's calls in one flow, of at most ``limit`` rounds each.

    ``sources`` tells in which line of which file a receptionist is configured, by its key; ``notice`` is
    what the last thing done has to say, ``unsaved`` whether the caller did something since the last save.
    ``input_for`` gives what the person types for a command: its name, or the key of a screen.
    """

    def __init__(
        self,
        flow: Flow,
        clock: CallClock,
        *,
        sources: Lines | None = None,
        limit: int = ROUNDS_MOST,
    ) -> None:
        self.flow = flow
        self.clock = clock
        self.line = CallerLine(clock)
        self.sources: Lines = sources or {}
        self.limit = limit
        self.notice = ""
        self.unsaved = False
        self.left = False
        self.plays_back = False
        self.input_for: Callable[[str], str] = lambda command: command
        self._machines: dict[Semantics, CallMachine] = {}
        self.changed: Callable[[], None] = lambda: None
        self.calls = SessionCalls(Tape(flow.entry, flow.semantics))
        self.play_anew()

    # -- time passes --------------------------------------------------------------------------------

    def answer_call(self) -> None:
        """Begin the call, if nothing has happened yet."""
        if not self.trace.turns:
            self.take_turn(self.conversation.take_event(EVENTS[ANSWERED], 0))

    def advance_to(self, until: int) -> None:
        """Run everything that is due up to a moment, without waiting for it."""
        self.answer_call()
        while not self.is_over:
            first = self.line.first_act
            act = next_happening(self.conversation, first)
            if act.at > until:
                break
            if act is first:
                self.line.take_first()
            self.take_turn(self.conversation.take_event(act.event, act.at))
        self.clock.skip_to(until)

    def take_turn(self, turn: Turn) -> None:
        """Take in one turn."""
        act = TimedAct(turn.at, turn.event)
        # read before the tape grows: an act that matches the first undone one takes it off
        planned = self.tape.undone[:1]
        self.calls.tape = self.tape.followed_by(act)
        if self.plays_back and planned and planned != (act,):
            self.plays_back = False
            self.notice = (
                f"from {clock_text(turn.at)} on, this call differs from the recorded one: the flow has changed"
            )
        self.stage.show_turn(turn, over=self.is_over)
        self.changed()

    def record_at_the_end(self) -> CallRecord:
        """The record of the call; one that is still going on is hung up now."""
        if not self.is_over:
            self.answer_call()
            now = max(self.tape.milliseconds, self.clock.now())
            # not after what is due: the clock of a person who leaves may be a moment ahead of the call
            due = self.conversation.call.due
            self.take_turn(self.conversation.take_event(EVENTS[HUNG_UP], min(now, due.at) if due else now))
        return record_of(self.flow, self.trace)

    # -- what is shown ------------------------------------------------------------------------------

    @property
    def tape(self) -> Tape:
        """The current call, as the events that happened in it."""
        return self.calls.tape

    @property
    def lines(self) -> list[TranscriptLine]:
        """The transcript so far."""
        return self.stage.lines

    @property
    def playing(self) -> PlayingRecording | None:
        """The recording that plays."""
        return self.stage.playing

    @property
    def situation(self) -> Situation | None:
        """Return where the call is; None once it is over."""
        return self.stage.situation

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended."""
        return self.conversation.is_over

    @property
    def record(self) -> CallRecord | None:
        """The record of the call, once it is over."""
        return record_of(self.flow, self.trace) if self.is_over else None

    @property
    def trace(self) -> Trace:
        """All turns of the call so far."""
        return self.conversation.trace

    # -- played anew --------------------------------------------------------------------------------

    def wind_to(self, tape: Tape, notice: str, *, name: str = "") -> None:
        """Continue with another tape, with ``name`` as that call. The time stands still."""
        if name:
            self.calls.current = name
        self.calls.tape = tape
        self.notice = notice
        self.unsaved = self.unsaved or bool(tape.by_the_caller)
        self.line.cut_line()
        self.play_anew()
        self.changed()

    def play_anew(self) -> None:
        """Play the tape; the clock then stands still at its last turn, if there is one."""
        tape = self.tape
        self.flow = self.flow.with_semantics(tape.semantics)
        machine = self.machine_for(tape.semantics)
        self.ahead = Lookahead(machine.plan)
        self.conversation = Conversation(machine, start=tape.entry, limit=self.limit)
        self.stage = Stage(self.flow, self.ahead)
        for act in tape.acts:
            self.stage.show_turn(self.conversation.take_event(act.event, act.at), over=self.is_over)
        if tape.acts or len(self.calls.tapes) > 1:
            self.clock.move_to(tape.milliseconds)

    def machine_for(self, semantics: Semantics) -> CallMachine:
        """The machine of the flow under these semantics."""
        # kept for the session: building the machine of ten thousand receptionists takes longer than a key press may
        machine = self._machines.get(semantics)
        if machine is None:
            machine = self._machines[semantics] = CallMachine(self.flow.with_semantics(semantics))
        return machine
