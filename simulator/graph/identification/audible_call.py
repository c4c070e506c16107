"""A call as a person at a telephone notices it, if a person could have made it.

A simulated caller acts on the machine's rounds; a person knows only what there is to hear. Both do the same where
every key but the first comes after a recording has played since the last one, and where there is time to act.
A call for which that does not hold under a reading is of no use for telling readings apart (``can_follow``).

A person notices which recordings began, how often and in which order, whether a key stopped one, how long it was
quiet after a key, and where the call went. Two recordings with the same words are one to the ear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import Trace
from simulator.callers.table_player import PlayedMove, TableCall, trace_of
from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP
from simulator.core.call import Turn
from simulator.core.effects import Effect, End, Play, Ring, Round, Route
from simulator.core.events import HUNG_UP, Pressed
from simulator.fast_classes import NamedTuple, dataclass
from simulator.graph.compare.onset import Ending, ending_of

AUDIBLE_MS = 400
"""A recording that plays for less is not noticed, or not surely."""

INTERRUPTIBLE_MS = 1500
"""The least length of a recording into which a person can press a key on purpose, and notice whether it stops."""

LISTENING_MS = 1000
"""The least wait for a key in which a person can act."""

LONGEST_MS = 3_600_000
"""More than any recording of a call lasts."""

OWN_HANGUP: Ending = "caller"
"""The ending of a call in which the caller hung up."""

Kind = Literal["stopped", "pause", "heard", "ended", "order"]


class TelephoneQuestion(NamedTuple):
    """A question about a call: ``subject`` is the number of a step (from 1), or what a recording sounds like."""

    kind: Kind
    subject: str = ""


Noticed = bool | int | str | tuple[str, ...] | None
"""What a person notices; milliseconds for a pause, None for what does not arise in the call."""


@dataclass(frozen=True, slots=True)
class AudibleCall:
    """One call as a person notices it, in the order of the questions about it.

    ``can_follow``: a person could have done what the caller did. ``ending`` is the place where the call went, without
    the telephones that rang before; ``milliseconds`` is the time until then.
    """

    noticed: dict[TelephoneQuestion, Noticed]
    ending: Ending
    milliseconds: int
    can_follow: bool


def sound_of(flow: Flow, recording: str) -> str:
    """Return the sound of a recording: its words, else its name, else its id. Equal sounds are one to the ear."""
    entry = flow.recordings.get(recording)
    words = " ".join(entry.script.split()).casefold() if entry else ""
    return words or flow.recording_name(recording)


def hear_call(player: BulkRehearsal, script: CallerScript) -> AudibleCall:
    """Make a call, and return it as a person notices it."""
    return CallEar([player]).hear_calls(script)[0]


class CallEar:
    """Makes calls under several readings of one flow, and listens to those that sound alike only once.

    Most of the readings make the same of a call, so that listening would take as long as all the rest.
    """

    def __init__(self, players: Sequence[BulkRehearsal]) -> None:
        self._players = tuple(players)
        self._moves: dict[PlayedMove, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}

    def hear_calls(self, script: CallerScript) -> tuple[AudibleCall, ...]:
        """Make one call under each reading, and return each as a person notices it."""
        heard: dict[tuple[object, ...], AudibleCall] = {}
        calls = []
        for player in self._players:
            played = player.play_moves(script)
            alike = played.kind, tuple(played.times), self._number_moves(played)
            if alike not in heard:
                heard[alike] = _Listener(player.flow, trace_of(played), script).listen()
            calls.append(heard[alike])
        return tuple(calls)

    def _number_moves(self, played: TableCall) -> tuple[int, ...]:
        """Number the moves of a call so that moves in which a listener finds no difference have one number."""
        numbers, source = [], played.source
        for move in played.moves:
            number = self._moves.get(move)
            if number is None:
                audible = tuple([effect for effect in move.effects if not isinstance(effect, Round)])
                wait, rounds = source.place.wait, len(audible) < len(move.effects)
                moves_on = move.dest.place != source.place
                which = move.trigger, audible, rounds, moves_on, source.place.phase, wait and wait.milliseconds
                number = self._moves[move] = self._numbers.setdefault(which, len(self._numbers))
            numbers.append(number)
            source = move.dest
        return tuple(numbers)


class _Happening(NamedTuple):
    """Something audible: a recording of some length (0: where the call goes), at milliseconds of the call."""

    at: int
    sound: str = ""
    lasts: int = 0


class _Listener:
    """One call, from its turns."""

    def __init__(self, flow: Flow, trace: Trace, script: CallerScript) -> None:
        self.flow = flow
        self.script = script
        self.turns = _turns_until_the_end(trace.turns)
        self.kind = trace.kind
        self.happenings = [happening for index in range(len(self.turns)) for happening in self._audible_at(index)]
        self.can_follow = True

    def listen(self) -> AudibleCall:
        noticed = self._reactions()
        sounds = [happening.sound for happening in self.happenings if happening.sound]
        noticed |= {TelephoneQuestion("heard", sound): number for sound, number in Counter(sounds).items()}
        ending = self._ending()
        noticed[TelephoneQuestion("ended")] = ending
        noticed[TelephoneQuestion("order")] = tuple(sounds)
        can_follow = self.can_follow and self.kind != "endless" and self._rounds_are_audible()
        return AudibleCall(noticed, ending, self.turns[-1].at, can_follow)

    def _audible_at(self, index: int) -> list[_Happening]:
        turn = self.turns[index]
        audible: list[_Happening] = []
        for effect in turn.effects:
            if isinstance(effect, Play):
                lasts = min(effect.milliseconds, self._stopped_after(index))
                if lasts >= AUDIBLE_MS:
                    audible.append(_Happening(turn.at, sound_of(self.flow, effect.recording), lasts))
            elif isinstance(effect, Ring | Route | End) and turn.event.trigger != HUNG_UP:
                audible.append(_Happening(turn.at))
        return audible

    def _stopped_after(self, index: int) -> int:
        """Return the time from a turn to the next that leaves its place: what plays there is over then."""
        started = self.turns[index].at
        return next((turn.at - started for turn in self.turns[index + 1 :] if turn.dest != turn.source), LONGEST_MS)

    # -- keys -------------------------------------------------------------------------------------

    def _reactions(self) -> dict[TelephoneQuestion, Noticed]:
        """Return the reactions to each step's keys, for the steps that the call came to."""
        noticed: dict[TelephoneQuestion, Noticed] = {}
        presses = [index for index, turn in enumerate(self.turns) if isinstance(turn.event, Pressed)]
        for number, step in enumerate(self.script.steps, 1):
            own = presses[: len(step.press or "")]
            presses = presses[len(own) :]
            if step.press is None or not own:
                continue
            first, last = self.turns[own[0]], self.turns[own[-1]]
            stopped = first.dest != first.source
            if step.cue == "prompt":
                self.can_follow &= first.source.phase == "prompt" and self._is_interruptible(own[0])
                noticed[TelephoneQuestion("stopped", str(number))] = stopped
            else:
                wait = first.source.wait
                self.can_follow &= first.source.phase == "listening" and bool(
                    wait and wait.milliseconds >= LISTENING_MS
                )
            # A last key that nobody hears is followed by what plays anyway, and not by quiet.
            if len(own) == len(step.press) and stopped and last.dest != last.source:
                noticed[TelephoneQuestion("pause", str(number))] = self._pause_after(own[-1], last.at)
        return noticed

    def _is_interruptible(self, index: int) -> bool:
        """Return whether the recording of a place is long enough to press a key into it."""
        wait = self.turns[index].source.wait
        return wait is not None and wait.milliseconds >= INTERRUPTIBLE_MS

    def _pause_after(self, index: int, at: int) -> int | None:
        """Return the milliseconds of quiet after a key; None where the caller acts before anything is heard."""
        acts = [turn.at for turn in self.turns[index + 1 :] if isinstance(turn.event, Pressed) or _hangs_up(turn)]
        heard = next((happening.at for happening in self.happenings if happening.at >= at), None)
        if heard is None or (acts and acts[0] < heard):
            return None
        return heard - at

    # -- the whole --------------------------------------------------------------------------------

    def _rounds_are_audible(self) -> bool:
        """Return whether a person notices each new round in which something is left to do: it begins audibly."""
        acts = [index for index, turn in enumerate(self.turns) if isinstance(turn.event, Pressed) or _hangs_up(turn)]
        before = self.turns[: acts[-1] if acts else 0]
        rounds = [turn for turn in before if any(isinstance(effect, Round) for effect in turn.effects)]
        return all(any(_is_audible_play(effect) for effect in turn.effects) for turn in rounds[1:])

    def _ending(self) -> Ending:
        for effect in self.turns[-1].effects:
            match effect:
                case Ring(destination) | Route(destination):
                    return ending_of(destination)
                case End("caller"):
                    return OWN_HANGUP
        return HANGUP


def _turns_until_the_end(turns: list[Turn]) -> list[Turn]:
    """Yield the turns until a telephone rings: whether somebody picks up does not depend on the engine."""
    for number, turn in enumerate(turns, 1):
        if any(isinstance(effect, Ring) for effect in turn.effects):
            return turns[:number]
    return list(turns)


def _hangs_up(turn: Turn) -> bool:
    return turn.event.trigger == HUNG_UP


def _is_audible_play(effect: Effect) -> bool:
    return isinstance(effect, Play) and effect.milliseconds >= AUDIBLE_MS
