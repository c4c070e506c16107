"""The presenter of a live call: what may be done to it, and what there is to be seen of it.

It knows neither terminal nor colour; ``views`` draws it, at a moment of its clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from simulator.callers.converse import ROUNDS_MOST, Conversation, aconverse
from simulator.callers.record import CallRecord, record_of
from simulator.callers.transcript import Line, Transcriber
from simulator.config.flow import Flow
from simulator.config.readable import readable
from simulator.core.call import Turn
from simulator.core.effects import Play
from simulator.core.events import EVENTS, HUNG_UP
from simulator.core.machine import CallMachine
from simulator.tui.ahead import Ahead, Count, Offer
from simulator.tui.pace import SPEEDS, LiveLine, Pace

SCRIPT_MOST = 2000
"""Characters of a recording's words that are shown: some two minutes of speech."""


@dataclass(frozen=True, slots=True)
class Playing:
    """The recording that plays, from ``since`` to ``until`` (milliseconds from the answer).

    ``line`` is the index of its line in the session's transcript; ``words`` all that it says.
    """

    line: int
    name: str
    words: str
    since: int
    until: int

    def share(self, now: int) -> float:
        """How much of it has been heard, from 0 to 1."""
        if self.until <= self.since:
            return 1.0
        return min(1.0, max(0.0, (now - self.since) / (self.until - self.since)))

    def heard(self, now: int) -> str:
        """The words that have been heard, to the end of the one that is being said."""
        size = round(self.share(now) * len(self.words))
        if size == 0:
            return ""
        end = self.words.find(" ", size)
        return self.words if end < 0 else self.words[:end]


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the call is, all that stays true until the next turn.

    ``since`` and ``until`` bound the wait or the recording; ``then`` says what follows by itself.
    """

    menu: str
    phase: str
    typed: str
    hears_keys: bool
    offers: tuple[Offer, ...]
    counts: tuple[Count, Count] | None
    since: int
    until: int
    then: str


class Session:
    """One live call, of at most ``limit`` rounds.

    ``lines`` is its transcript so far, ``playing`` the recording that plays, ``situation`` where the
    call is; None once it is over.
    """

    def __init__(self, flow: Flow, clock: Pace, *, limit: int = ROUNDS_MOST) -> None:
        self.flow = flow
        self.clock = clock
        self.line = LiveLine(clock)
        self.conversation = Conversation(CallMachine(flow), limit=limit)
        self.lines: list[Line] = []
        self.playing: Playing | None = None
        self.situation: Situation | None = None
        self.help_shown = False
        self._transcriber = Transcriber(flow)
        self._ahead = Ahead(self.conversation.call.machine.plan)

    async def talk(self, changed: Callable[[], None]) -> CallRecord:
        """Hold the call to its end; ``changed`` is told after every turn."""

        def heard(turn: Turn) -> None:
            self.show(turn)
            changed()

        trace = await aconverse(self.conversation, self.line, heard)
        return record_of(self.flow, trace)

    # -- what a person does -----------------------------------------------------------------------

    def press(self, key: str) -> None:
        """Press a key of the telephone."""
        self.line.put(EVENTS[key])

    def hang_up(self) -> None:
        """End the call, as its caller."""
        self.line.put(EVENTS[HUNG_UP])

    def skip(self) -> None:
        """Let the time pass until the recording or the wait is over."""
        due = self.conversation.call.due
        if due is not None:
            self.clock.skip_to(due.at)
            self.line.stir()

    def pause(self) -> None:
        """Stop the time, or let it go on."""
        self.clock.pause()
        self.line.stir()

    def faster(self) -> None:
        """Go on at the next higher speed."""
        self._run_at(min((speed for speed in SPEEDS if speed > self.clock.speed), default=self.clock.speed))

    def slower(self) -> None:
        """Go on at the next lower speed."""
        self._run_at(max((speed for speed in SPEEDS if speed < self.clock.speed), default=self.clock.speed))

    def show_help(self) -> None:
        """Show what each key does, or no longer."""
        self.help_shown = not self.help_shown

    def _run_at(self, speed: float) -> None:
        self.clock.run_at(speed)
        self.line.stir()

    # -- what there is to be seen -----------------------------------------------------------------

    @property
    def settled(self) -> int:
        """How many lines of the transcript no longer change: those before the recording that plays."""
        return len(self.lines) if self.playing is None else self.playing.line

    def show(self, turn: Turn) -> None:
        """Take in one turn."""
        ignored = self._ignored(turn)
        if not ignored:
            self._hear_out(turn.at)
        plays = [effect for effect in turn.effects if isinstance(effect, Play)]
        for line in self._transcriber.lines(turn):
            self.lines.append(line)
            if line.kind == "plays":
                self._play(plays.pop(0), turn.at)
        self.situation = self._situation(turn, ignored=ignored)

    def _ignored(self, turn: Turn) -> bool:
        """Whether nothing came of it: what is due is as it was."""
        before = self.situation
        if before is None or turn.effects or turn.due is None:
            return False
        return turn.source == turn.dest and turn.due.at == before.until

    def _hear_out(self, now: int) -> None:
        """The recording that plays is over, or is cut short: keep what was heard of it."""
        if self.playing is None:
            return
        playing, self.playing = self.playing, None
        heard = playing.heard(now)
        if heard and playing.share(now) < 1:
            heard = heard.rstrip(",;:.-") + "—"
        self.lines[playing.line] = replace(self.lines[playing.line], quote=heard)

    def _play(self, play: Play, now: int) -> None:
        known = self.flow.recordings.get(play.recording)
        words = readable(" ".join(known.script.split())) if known else ""
        if len(words) > SCRIPT_MOST:
            words = words[: SCRIPT_MOST - 1] + "…"
        name = readable(self.flow.recording_name(play.recording))
        self.playing = Playing(len(self.lines) - 1, name, words, now, now + play.milliseconds)

    def _situation(self, turn: Turn, *, ignored: bool) -> Situation | None:
        place, due = turn.dest, turn.due
        if self.conversation.over or due is None:
            return None
        before = self.situation
        return Situation(
            menu=readable(self.flow.receptionists[place.receptionist].name),
            phase=place.phase,
            typed=place.keys,
            hears_keys=self._ahead.hears_keys(place),
            offers=self._ahead.offers(place),
            counts=self._ahead.counts(place),
            since=before.since if ignored and before is not None else turn.at,
            until=due.at,
            then=self._ahead.becomes(place, due.event.trigger),
        )
