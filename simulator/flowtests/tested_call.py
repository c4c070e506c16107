"""The call that a test made, whichever road it was played on: what is judged of it, and its turns when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simulator.callers.drivers import Trace
from simulator.callers.started_sounds import Sound, started_sounds
from simulator.callers.table_player import TableCall, trace_of
from simulator.callers.world import CallWorld
from simulator.config.routes import Answer
from simulator.fast_classes import NamedTuple


class HeardSound(NamedTuple):
    """A recording or a telephone that started: its number in the call, in which turn, and when (milliseconds)."""

    number: int
    turn: int
    at: int
    sound: Sound


class TestedCall:
    """A call, as its test is judged by it.

    ``made`` is the call as it was played: in a machine, or by rows in this ``world``. ``begun`` holds, for each act
    that came about, the turn that it began with: its first key, or the end of its silence, so that what is heard from
    there on belongs after it. ``last`` is its last turn, at ``milliseconds``.
    """

    __test__ = False  # pytest is not to collect it
    __slots__ = ("_trace", "_world", "begun", "destination", "heard", "kind", "last", "made", "milliseconds")

    def __init__(self, made: Trace | TableCall, begun: Sequence[int], world: CallWorld | None = None) -> None:
        self.made = made
        self.begun = begun
        self.kind, self.destination = made.kind, made.destination
        self._world = world
        self._trace: Trace | None = None
        if isinstance(made, Trace):
            self.last, self.milliseconds = len(made.turns) - 1, made.milliseconds
            self.heard = _list_sounds((turn.at, started_sounds(turn.effects)) for turn in made.turns)
        else:
            self.last, self.milliseconds = len(made.moves) - 1, made.times[-1]
            self.heard = _sounds_of_moves(made)

    @property
    def schedules(self) -> Mapping[str, Answer]:
        """Return what each schedule answered first."""
        if isinstance(self.made, Trace):
            return self.made.schedules
        return self._world.schedules if self._world is not None else {}

    @property
    def trace(self) -> Trace:
        """Return the turns of the call, made when they are first asked for: most tests pass without a look at them."""
        if self._trace is None:
            if isinstance(self.made, Trace):
                self._trace = self.made
            else:
                self._trace = trace_of(self.made)
                if self._world is not None:
                    self._trace.assumed, self._trace.schedules = self._world.assumed, self._world.schedules
        return self._trace


def _sounds_of_moves(played: TableCall) -> list[HeardSound]:
    sounds = [move.sounds for move in played.moves]
    if played.kind == "endless":  # no recording starts any more with the last turn
        sounds[-1] = tuple(sound for sound in sounds[-1] if type(sound) is not str)
    return _list_sounds(zip(played.times, sounds, strict=True))


def _list_sounds(turns: Iterable[tuple[int, tuple[Sound, ...]]]) -> list[HeardSound]:
    """Every recording that started, and every telephone, in order; from the moment and the sounds of each turn."""
    heard: list[HeardSound] = []
    for number, (at, sounds) in enumerate(turns):
        for sound in sounds:
            heard.append(HeardSound(len(heard), number, at, sound))
    return heard
