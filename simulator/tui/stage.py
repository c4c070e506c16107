"""The visible part of a call: its transcript, the recording that plays, and its situation.

It takes in every turn, in order, and does not know who makes the call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from simulator.callers.script_actor import TimedAct
from simulator.callers.transcript import Transcriber, TranscriptLine
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.core.call import Turn
from simulator.core.effects import Enter, Play, Return
from simulator.core.events import WORLD_ANSWERS
from simulator.core.places import WORLD_PHASES, Place
from simulator.fast_classes import dataclass
from simulator.tui.dialogue import DialogueLine, DialogueWriter
from simulator.tui.lookahead import KeyOffer, Lookahead, MistakeCount, destination_words
from simulator.words.sanitizer import escape_signs


@dataclass(frozen=True, slots=True)
class PlayingRecording:
    """The recording that plays, from ``since`` to ``until`` (milliseconds from the answer).

    ``line`` is the index of its line in the transcript; ``words`` is its full text.
    """

    line: int
    name: str
    words: str
    since: int
    until: int

    def share(self, now: int) -> float:
        """Return how much of it has been heard, from 0 to 1."""
        if self.until <= self.since:
            return 1.0
        return min(1.0, max(0.0, (now - self.since) / (self.until - self.since)))

    def words_heard(self, now: int) -> str:
        """The words that have been heard, to the end of the one that is being said."""
        size = round(self.share(now) * len(self.words))
        if size == 0:
            return ""
        end = self.words.find(" ", size)  # whole words, since half a word on the screen reads as a typing error
        return self.words if end < 0 else self.words[:end]


@dataclass(frozen=True, slots=True)
class Situation:
    """The place of the call, and everything that stays true until the next turn.

    ``since`` and ``until`` bound the wait, the recording or the ringing; ``then`` says what follows by itself.
    ``menu`` is the name of the menu, or of the schedule or the telephone that the call is at.
    """

    place: Place
    menu: str
    hears_keys: bool
    offers: tuple[KeyOffer, ...]
    counts: tuple[MistakeCount, MistakeCount] | None
    since: int
    until: int
    then: str


class Stage:
    """One call as a person sees it.

    ``lines`` is its transcript so far, ``dialogue`` the same as a conversation (where a recording plays, the last
    one spoken there is the one that plays), ``playing`` the recording that plays, ``situation`` where the
    call is (None once it is over), ``trail`` the receptionists that it has entered, in order, and the schedules
    and telephones (as ``type||id``) that it has come to.
    """

    def __init__(self, flow: Flow, ahead: Lookahead) -> None:
        self.flow = flow
        self.lines: list[TranscriptLine] = []
        self.playing: PlayingRecording | None = None
        self.situation: Situation | None = None
        self.trail: list[str] = []
        self.dialogue: list[DialogueLine] = []
        self._transcriber = Transcriber(flow)
        self._writer = DialogueWriter(flow)
        self._ahead = ahead

    def show_turn(self, turn: Turn, *, over: bool, due: TimedAct | None = None) -> None:
        """Take in one turn; ``over``: the call ended with it. ``due``: what the world answers, where it is asked."""
        if due is None and turn.due is not None:
            due = TimedAct(turn.due.at, turn.due.event)
        ignored = self._is_ignored(turn, due)
        if not ignored:
            self._hear_out(turn.at)
        self.trail += entered_nodes(turn) if not ignored else ()
        self.dialogue += self._writer.turn_lines(turn)
        plays = [effect for effect in turn.effects if isinstance(effect, Play)]
        for line in self._transcriber.turn_lines(turn):
            self.lines.append(line)
            if line.kind == "plays":
                self._start_recording(plays.pop(0), turn.at)
        self.situation = None if over else self._situation_after(turn, due, ignored=ignored)

    def _is_ignored(self, turn: Turn, due: TimedAct | None) -> bool:
        """Return whether a turn changed nothing: what is due is as it was."""
        before = self.situation
        if before is None or turn.effects or due is None:
            return False
        return turn.source == turn.dest and due.at == before.until and turn.event.trigger not in WORLD_ANSWERS

    def _hear_out(self, now: int) -> None:
        """End the recording that plays, and keep the words that were heard."""
        if self.playing is None:
            return
        playing, self.playing = self.playing, None
        heard = playing.words_heard(now)
        if heard and playing.share(now) < 1:
            heard = heard.rstrip(",;:.-") + "—"
        self.lines[playing.line] = replace(self.lines[playing.line], quote=heard)
        # from the end, since a call may have thousands of lines
        spoken = next(place for place in range(len(self.dialogue) - 1, -1, -1) if self.dialogue[place].kind == "spoken")
        self.dialogue[spoken] = replace(self.dialogue[spoken], text=heard)

    def _start_recording(self, play: Play, now: int) -> None:
        words = self._writer.words_of(play.recording)
        name = escape_signs(self.flow.recording_name(play.recording))
        self.playing = PlayingRecording(len(self.lines) - 1, name, words, now, now + play.milliseconds)

    def _situation_after(self, turn: Turn, due: TimedAct | None, *, ignored: bool) -> Situation | None:
        place = turn.dest
        if due is None:
            return None
        before = self.situation
        return Situation(
            place=place,
            menu=self._name_of(place),
            hears_keys=self._ahead.hears_keys(place),
            offers=self._ahead.offers_at(place),
            counts=self._ahead.counts_at(place),
            # a key that nobody heard must not start the bar of the wait anew
            since=before.since if ignored and before is not None else turn.at,
            until=due.at,
            then=self._then_words(place, due.event.trigger),
        )

    def _name_of(self, place: Place) -> str:
        if place.phase in WORLD_PHASES:
            return destination_words(self.flow, parse_address(place.receptionist))
        return escape_signs(self.flow.receptionists[place.receptionist].name)

    def _then_words(self, place: Place, trigger: str) -> str:
        leads = self._ahead.describe_event(place, trigger)
        match trigger:
            case "no_answer":
                return f"nobody picks up: {leads}"
            case "picked_up":
                return f"{leads} picks up"
            case "busy" | "open" | "closed" | "holiday":
                return f"{trigger}: {leads}"
            case _:
                return leads


def entered_nodes(turn: Turn) -> Iterator[str]:
    """Yield the receptionists that a turn enters, and the schedule or telephone (``type||id``) that it comes to."""
    yield from (effect.receptionist for effect in turn.effects if isinstance(effect, Enter | Return))
    if turn.dest.phase in WORLD_PHASES:
        # by its canonical name, since one telephone may be named by several aliases of its type
        yield str(parse_address(turn.dest.receptionist).canonical)
