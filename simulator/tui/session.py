"""The presenter of a person's calls: the actions that a person has.

It knows neither terminal nor colour; ``screen`` draws it at a moment of its clock, and ``commands`` offers
these actions by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.callers.call_record import CallRecord
from simulator.callers.drivers import aconverse, converse
from simulator.callers.script_actor import ScriptedCaller, TimedAct
from simulator.core.events import EVENTS, HUNG_UP, SILENCE, Event
from simulator.errors import UsageError
from simulator.loader.semantics_section import semantics_of
from simulator.tui.circumstances import Circumstances, resolve_given
from simulator.tui.live_calls import LiveCalls
from simulator.tui.live_world import world_answers
from simulator.tui.lookahead import Lead
from simulator.tui.pace import SPEEDS, Rewound
from simulator.tui.tape import Bookmark, Tape, is_by_the_caller, known_name
from simulator.words.sanitizer import escape_signs

if TYPE_CHECKING:
    from simulator.callers.reasons import Reason


class Session(LiveCalls):
    """A person's calls in one flow, and the person's actions. Refusals are ``UsageError``."""

    async def talk(self, changed: Callable[[], None]) -> CallRecord:
        """Hold the calls until the person leaves; ``changed`` is called whenever there is something new to see."""
        self.changed = changed
        while not self.left:
            try:
                await aconverse(self.conversation, self.line, self.take_turn)
                await self.line.idle()
            except Rewound:
                changed()
        return self.record_at_the_end()

    def what_if(self) -> tuple[Lead, ...]:
        """List where each key, a wrong key and silence would lead from here."""
        situation = self.situation
        return self.ahead.what_if(situation.place) if situation else ()

    def why(self) -> tuple[Reason, ...]:
        """Explain why the call is here: the settings that decided the last turn that changed anything."""
        from simulator.callers.reasons import find_reasons  # most calls ask for none

        turns = [turn for turn in self.trace.turns if turn.effects or turn.source != turn.dest]
        return find_reasons(self.flow, turns[-1]) if turns else ()

    # -- what the caller does -----------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press keys of the telephone, all of them now."""
        if self.is_over:
            undo, restart = self.input_for("undo"), self.input_for("restart")
            self.notice = f"the call is over: {undo} winds it back, {restart} calls again"
            return
        for key in keys:
            self.act(EVENTS[key])

    def hang_up(self) -> None:
        """End the call, as its caller."""
        if not self.is_over:
            self.act(EVENTS[HUNG_UP])

    def act(self, event: Event) -> None:
        """Let the person act now; a call that was played back is from here on theirs."""
        self.conversation.world = self.world_for(self.tape)
        self.line.put_event(event)
        self.unsaved = True

    # -- what is done to the time -------------------------------------------------------------------

    def skip(self) -> None:
        """Let the time pass until the recording or the wait is over, or the next planned act is done."""
        due, first = self.conversation.due_act(), self.line.first_act
        if not self.is_over and due is not None:
            is_planned = first is not None and first.at > self.clock.now()
            self.clock.skip_to(min(due.at, first.at) if first is not None and is_planned else due.at)
            self.line.stir()

    def wait(self, rounds: int) -> None:
        """Stay silent until so many rounds, or the call, are over; nothing waits for the time to pass."""
        self.answer_call()
        self.line.cut_line()  # aconverse must not take turns of the same conversation meanwhile
        while rounds and not self.is_over:
            due = self.conversation.due_act()
            assert due is not None, "a call that is not over has something due"
            rounds -= due.event.trigger == SILENCE and not self.conversation.call.place.keys
            self.take_turn(self.conversation.take_event(due.event, due.at))
        self.clock.skip_to(self.tape.milliseconds)
        self.unsaved = True

    def pause(self) -> None:
        """Pause or resume the time."""
        self.clock.pause()
        self.line.stir()

    def halt(self) -> None:
        """Pause the time, unless it stands still already."""
        if not self.clock.paused:
            self.pause()

    def run_at(self, speed: float) -> None:
        """Run at a speed. Raises ``UsageError`` where it is not from 1 to 50."""
        if not SPEEDS[0] <= speed <= SPEEDS[-1]:
            raise UsageError(f"a speed of {speed:g} is not accepted; use {SPEEDS[0]:g} to {SPEEDS[-1]:g}")
        self.clock.run_at(speed)
        self.line.stir()

    def faster(self) -> None:
        """Go on at the next higher speed."""
        self.run_at(min((speed for speed in SPEEDS if speed > self.clock.speed), default=self.clock.speed))

    def slower(self) -> None:
        """Go on at the next lower speed."""
        self.run_at(max((speed for speed in SPEEDS if speed < self.clock.speed), default=self.clock.speed))

    # -- what is done to the call -------------------------------------------------------------------

    def undo(self) -> None:
        """Undo the last turn."""
        earlier = self._earlier_tape()
        if earlier is None:
            self.notice = "nothing to undo: the call has only just been answered"
            return
        redo = f"{self.input_for('redo')} plays it again"
        stopped = f"undone ({redo})"
        was_running = f"undone; paused ({self.input_for('pause')} resumes, {redo})"
        self.wind_to(earlier, stopped if self.clock.paused else was_running)

    def _earlier_tape(self) -> Tape | None:
        """The tape without its last turn; None where that would happen again at once, as the answer of the call."""
        tape = self.tape
        # a schedule, or a telephone with a given answer, would answer again at once, and nothing would be undone
        settled = self.settled_counts(tape) if self.flow.routes else None
        while len(tape.acts) > 1:
            tape = tape.wound_back()
            if settled is None or len(tape.acts) in settled:
                return tape
        return None

    def redo(self) -> None:
        """Redo the turn that was undone."""
        if not self.tape.undone:
            self.notice = "nothing to redo"
            return
        self.wind_to(self.tape.wound_forth(), "redone")

    def fork(self, name: str = "") -> None:
        """Continue with a copy of the call; this one stays. Raises ``UsageError`` for a name that is taken."""
        if name in self.calls.tapes:
            raise UsageError(f"there is already a call {name}; use another name")
        before = self.calls.current
        self.wind_to(self.tape, "", name=self.calls.add_call(self.tape, name))
        hint = f"{self.input_for('calls')} lists them"
        self.notice = f"call {self.calls.current} continues from here; call {before} stays as it is ({hint})"

    def switch(self, name: str) -> None:
        """Continue another call of this session. Raises ``UsageError`` for an unknown name."""
        self.wind_to(self.calls.tapes[known_name(name, self.calls.tapes, "call")], f"call {name}", name=name)

    def bookmark(self, name: str = "") -> None:
        """Remember this moment. Raises ``UsageError`` for a name that is taken."""
        marks = self.calls.marks
        name = name or f"m{len(marks) + 1}"
        if any(mark.name == name for mark in marks):
            raise UsageError(f"there is already a bookmark {name}; use another name")
        menu = self.situation.menu if self.situation else "the end"
        marks.append(Bookmark(name, self.calls.current, len(self.tape.acts), self.tape.milliseconds, menu))
        self.notice = f"bookmark {name} is set ({self.input_for('marks')} lists them)"

    def jump(self, name: str) -> None:
        """Wind to a bookmark. Raises ``UsageError`` for an unknown name."""
        marks = {mark.name: mark for mark in self.calls.bookmarks}
        mark = marks[known_name(name, marks, "bookmark")]
        tape = self.calls.tapes[mark.branch]
        # a bookmark may be of a moment that has been undone since
        full_tape = replace(tape, acts=(*tape.acts, *tape.undone), undone=())
        self.wind_to(full_tape.wound_to(mark.turns), f"at bookmark {name}", name=mark.branch)

    def open(self, tapes: Mapping[str, Tape], current: str, *, stands_still: bool = False) -> None:
        """Play back a call that was recorded, in its time; the others are there to be switched to.

        Raises ``UsageError`` where the flow lacks the receptionist that was called.
        """
        for tape in tapes.values():
            self._refuse_unknown(tape)
        self.calls.tapes, self.calls.current = dict(tapes), current
        self._play_back(self.tape, stands_still=stands_still)

    def watch(self, tape: Tape, name: str) -> None:
        """Play a call of the flow, such as that of a test, in its time, as another call of this session."""
        is_paused = self.clock.paused
        self.calls.add_call(tape)
        self._play_back(tape, stands_still=is_paused)
        self.line.cut_line()  # whoever waits for the call before waits for this one from now on
        self.line.plan_acts(tape.by_the_caller)
        self.notice = f"call {self.calls.current} plays the test '{escape_signs(name)}' until you press a key"
        self.changed()

    def _play_back(self, recorded: Tape, *, stands_still: bool = False) -> None:
        answers = self.recorded_answers(recorded)
        self.calls.tape = recorded.wound_to(0)
        self.play_anew()
        self.conversation.world = self.world_for(recorded, answers)
        self.clock.move_to(0)
        if not stands_still:
            self.clock.pause()
        self.line.plan_acts(recorded.by_the_caller)
        self.plays_back = True

    def _refuse_unknown(self, tape: Tape) -> None:
        """Raise ``UsageError`` for a recorded call that this flow cannot make."""
        number = tape.circumstances.number
        if "||" in tape.entry and number:
            known = self.flow.numbers.get(number) == tape.entry
            if not known:
                raise UsageError(
                    f"the recorded session rings {number}, which does not lead to {tape.entry} in this flow"
                )
        elif tape.entry not in self.flow.receptionists:
            raise UsageError(f"the recorded session calls {tape.entry!r}, which is not a receptionist of this flow")
        resolve_given(self.flow, tape.circumstances.given)

    def restart(self) -> None:
        """Call again, at the same moment; this call is kept."""
        self.begin_call(self.tape.entry, self.tape.circumstances)

    def goto(self, receptionist: str) -> None:
        """Call a receptionist of the flow, or ring a number. Raises ``UsageError`` for an unknown name."""
        flow = self.flow.entered_at(receptionist)
        start = flow.start
        self.begin_call(start, replace(self.tape.circumstances, number=flow.number if "||" in start else ""))

    def use(self, semantics: str) -> None:
        """Repeat this caller under another profile. Raises ``UsageError`` for an unknown name."""
        under = semantics_of(semantics, self.flow.profiles)
        # by rounds and not by seconds: under another profile a menu listens at other times, and a key pressed at
        # its old second would be pressed into a recording
        from simulator.callers.script_recovery import recover_script

        script = recover_script(self.trace.turns)
        trace = converse(
            self.machine_for(under),
            ScriptedCaller(script.steps),
            start=self.tape.entry,
            limit=self.limit,
            world=self.world_for(self.tape, world_answers(self.trace.turns)),
        )
        acts = tuple(TimedAct(turn.at, turn.event) for turn in trace.turns)
        full_tape = Tape(self.tape.entry, under, acts, circumstances=self.tape.circumstances)
        last = max((place for place, act in enumerate(acts, 1) if is_by_the_caller(act)), default=1)
        followed = full_tape.wound_to(max(last, sum(act.at <= self.tape.milliseconds for act in acts)))
        self.wind_to(followed, "", name=self.calls.add_call(followed))
        self.notice = (
            f"call {self.calls.current} repeats this caller under {semantics}: the same keys in the same rounds"
        )

    def leave(self) -> None:
        """End the session."""
        self.left = True
        self.line.cut_line()

    def begin_call(self, entry: str, circumstances: Circumstances) -> None:
        """Begin another call, which becomes the current one; the time runs on where it ran."""
        is_paused = self.clock.paused
        name = self.calls.add_call(Tape(entry, self.tape.semantics, circumstances=circumstances))
        self.wind_to(self.tape, f"call {name}", name=name)
        if not is_paused:
            self.clock.pause()
