"""A person's calls: the tape that grows, the conversation that it makes, and the part that is shown.

A call that is wound, forked or jumped to is played anew from its start, which is exact. The clock then stands
still at the last turn kept: what was due there is due again, in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.drivers import ROUNDS_MOST, Conversation, Trace, next_happening
from simulator.callers.script_actor import TimedAct
from simulator.callers.transcript import TranscriptLine, clock_text
from simulator.config.flow import Flow
from simulator.config.routes import Answer, PersonRoute
from simulator.config.semantics import Semantics
from simulator.core.call import Turn
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, WORLD_ANSWERS
from simulator.core.machine import CallMachine
from simulator.errors import EventRefused
from simulator.loader.source_lines import Lines
from simulator.tables.table_plan import TablePlan
from simulator.tui.assumptions import Assumptions
from simulator.tui.circumstances import PLAIN_CALL, Circumstances, resolve_given
from simulator.tui.flow_review import FlowReview
from simulator.tui.live_world import LiveWorld, WorldAnswer, world_answers
from simulator.tui.lookahead import Lookahead
from simulator.tui.pace import CallClock, CallerLine
from simulator.tui.schedule_board import ScheduleBoard
from simulator.tui.stage import PlayingRecording, Situation, Stage
from simulator.tui.tape import SessionCalls, Tape


class LiveCalls:
    """A person's calls in one flow, of at most ``limit`` rounds each.

    ``sources`` tells in which line of which file a receptionist is configured, by its key; ``notice`` is
    what the last thing done has to say, ``unsaved`` whether the caller did something since the last save.
    ``input_for`` gives what the person types for a command: its name, or the key of a screen.
    ``circumstances`` are those of the first call; ``read_clock`` says what time it is, None: nobody knows.
    ``review`` has what is known of the flow besides its calls.
    """

    def __init__(
        self,
        flow: Flow,
        clock: CallClock,
        *,
        sources: Lines | None = None,
        limit: int = ROUNDS_MOST,
        circumstances: Circumstances = PLAIN_CALL,
        read_clock: Callable[[], datetime] | None = None,
        review: FlowReview | None = None,
    ) -> None:
        self.flow = flow
        self.review = review or FlowReview()
        self.read_clock = read_clock
        self.board = ScheduleBoard(flow)
        self.assumptions = Assumptions(flow)
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
        self._lookaheads: dict[Semantics, Lookahead] = {}
        self.changed: Callable[[], None] = lambda: None
        start = flow.start
        made_with = replace(
            circumstances,
            number=flow.number if "||" in start else "",
            given=resolve_given(flow, circumstances.given),
        )
        self.calls = SessionCalls(Tape(start, flow.semantics, circumstances=made_with))
        self.play_anew()

    # -- time passes --------------------------------------------------------------------------------

    def answer_call(self) -> None:
        """Begin the call, if nothing has happened yet."""
        if not self.trace.turns:
            self.take_turn(self.conversation.take_event(EVENTS[ANSWERED], 0))
            self.pass_deciders()

    def pass_deciders(self) -> None:
        """Let the schedules decide that the call is at: they take no time, so nobody sees the call there."""
        while not self.is_over and self.conversation.call.place.phase == "deciding":
            due = self.conversation.due_act()
            assert due is not None, "a schedule that is asked answers"
            self.take_turn(self.conversation.take_event(due.event, due.at))

    def advance_to(self, until: int) -> None:
        """Run everything that is due up to a moment, without waiting for it."""
        self.answer_call()
        while not self.is_over:
            first = self.line.first_act
            act = next_happening(self.conversation, first)
            # while the time stood still, a person may have pressed a key and then picked up in one millisecond
            if first is not None and first.at == act.at and self.plays_back and self.tape.undone[:1] == (first,):
                act = first
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
        self._show_turn(turn)
        self.changed()

    def _show_turn(self, turn: Turn) -> None:
        self.stage.show_turn(turn, over=self.is_over, due=None if self.is_over else self.conversation.due_act())

    def record_at_the_end(self) -> CallRecord:
        """The record of the call; one that is still going on is hung up now."""
        if not self.is_over:
            self.answer_call()
            now = max(self.tape.milliseconds, self.clock.now())
            # not after what is due: the clock of a person who leaves may be a moment ahead of the call
            due = self.conversation.due_act()
            self.take_turn(self.conversation.take_event(EVENTS[HUNG_UP], min(now, due.at) if due else now))
        return self._record()

    def _record(self) -> CallRecord:
        circumstances = self.tape.circumstances
        at = self.board.write_moment(circumstances.moment) if circumstances.moment and self.flow.schedules else ""
        trace = replace(self.trace, assumed=self._assumed_answers())
        return record_of(self.flow, trace, at=at, number=circumstances.number, given=circumstances.given)

    def _assumed_answers(self) -> dict[str, Answer]:
        """Return the assumed answers of schedules: those that neither the calendar nor the person decides."""
        circumstances = self.tape.circumstances
        assumed: dict[str, Answer] = {}
        for item in world_answers(self.trace.turns):
            schedule = self.flow.schedules.get(item.name)
            if schedule is None or item.answer is None or item.name in circumstances.given:
                continue
            if circumstances.moment is None or schedule.is_switch:
                assumed.setdefault(item.name, item.answer)
        return assumed

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
    def node(self) -> str:
        """The node of the map that the call came to last."""
        return self.stage.trail[-1] if self.stage.trail else self.tape.entry

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended."""
        return self.conversation.is_over

    @property
    def record(self) -> CallRecord | None:
        """The record of the call, once it is over."""
        return self._record() if self.is_over else None

    @property
    def trace(self) -> Trace:
        """All turns of the call so far."""
        return self.conversation.trace

    @property
    def ringing(self) -> PersonRoute | None:
        """The route of the telephone that rings now; None if none rings."""
        situation = self.situation
        asks = situation.place.wait.asks if situation and situation.place.wait else None
        return asks.route if asks is not None and isinstance(asks.route, PersonRoute) else None

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
        self.ahead = self._lookahead_for(tape.semantics)
        self.conversation = self.begin_conversation(tape)
        self.stage = Stage(self.flow, self.ahead)
        for act in tape.acts:
            self._show_turn(self.conversation.take_event(act.event, act.at))
        if tape.acts or len(self.calls.tapes) > 1:
            self.clock.move_to(tape.milliseconds)

    def begin_conversation(self, tape: Tape) -> Conversation:
        """A conversation that begins as the tape's call did, in which nothing has happened yet."""
        world = self.world_for(tape)
        return Conversation(self.machine_for(tape.semantics), start=tape.entry, limit=self.limit, world=world)

    def change_given(self, given: Mapping[str, str]) -> None:
        """Let other answers be given from the next asking on."""
        self.calls.tape = replace(self.tape, circumstances=replace(self.tape.circumstances, given=given))
        self.conversation.world = self.world_for(self.tape)
        self.changed()

    def world_for(self, tape: Tape, recorded: Iterable[WorldAnswer] = ()) -> LiveWorld | None:
        """The world of the tape's call; None where the flow asks it nothing."""
        return LiveWorld(self.flow, tape.circumstances, recorded) if self.flow.routes else None

    def recorded_answers(self, tape: Tape) -> list[WorldAnswer]:
        """Return the world's answers in the tape's call, as far as the flow still allows the call."""
        conversation = self.begin_conversation(tape)
        with suppress(EventRefused):  # the flow has changed; from there on it is another call
            for act in tape.acts:
                conversation.take_event(act.event, act.at)
        return list(world_answers(conversation.trace.turns))

    def settled_counts(self, tape: Tape) -> set[int]:
        """Return after how many turns of a tape nothing follows at once: no schedule, no given answer."""
        conversation = self.begin_conversation(tape)
        counts: set[int] = set()
        # one pass for all: a call may have a thousand answers that follow each other at once
        for count, act in enumerate(tape.acts, 1):
            conversation.take_event(act.event, act.at)
            due = None if conversation.is_over else conversation.due_act()
            if due is None or due.event.trigger not in WORLD_ANSWERS or due.at > act.at:
                counts.add(count)
        return counts

    def machine_for(self, semantics: Semantics) -> CallMachine:
        """The machine of the flow under these semantics."""
        # kept for the session: building the machine of ten thousand receptionists takes longer than a key press may
        machine = self._machines.get(semantics)
        if machine is None:
            machine = self._machines[semantics] = CallMachine(self.flow.with_semantics(semantics))
        return machine

    def _lookahead_for(self, semantics: Semantics) -> Lookahead:
        ahead = self._lookaheads.get(semantics)
        if ahead is None:
            ahead = self._lookaheads[semantics] = Lookahead(TablePlan(self.flow.with_semantics(semantics)))
        return ahead
