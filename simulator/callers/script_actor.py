"""A caller who acts out a script in time."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.act_schedule import ActSchedule, Opening, TimedStep, lower_step, turns_begun
from simulator.callers.caller_script import ScriptStep
from simulator.callers.started_sounds import started_sounds
from simulator.core.call import Turn
from simulator.core.effects import Round
from simulator.core.events import EVENTS, HUNG_UP, KEYS, Event
from simulator.core.places import IN_ROUND
from simulator.fast_classes import NamedTuple


class TimedAct(NamedTuple):
    """An act of a caller, ``at`` milliseconds after the call is answered."""

    at: int
    event: Event


def begins_round(turn: Turn) -> bool:
    """Return whether a menu is presented anew."""
    return any(type(effect) is Round for effect in turn.effects)


def opening_of(turn: Turn) -> Opening:
    """Return what begins with a turn; a key that an announcement ignores begins nothing."""
    if begins_round(turn):
        return "round"
    announces = turn.dest.phase == "announcing" and (turn.effects or turn.source != turn.dest)
    return "announcement" if announces else ""


class ActingCaller:
    """Told of every turn, says what it does next; deterministic, with no clock of its own."""

    __slots__ = ("_acted", "_schedule", "_steps", "_turns")

    def __init__(self, steps: Sequence[TimedStep]) -> None:
        self._steps = steps
        self._schedule = ActSchedule(steps)
        self._acted: list[int] = []
        self._turns = 0

    @property
    def scheduled_acts(self) -> Sequence[tuple[int, str]]:
        """Return the acts whose times are known so far, done or still to come: milliseconds, and the trigger."""
        return self._schedule.acts

    @property
    def begun(self) -> list[int]:
        """Return, for each step that came about, the turn that it began with; once the call is over."""
        return turns_begun(self._steps, self._acted, self._schedule.silences)

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next if nothing changes until then; None: stays silent."""
        acts = self._schedule.acts
        if len(self._acted) == len(acts):
            return None
        at, trigger = acts[len(self._acted)]
        return TimedAct(at, EVENTS[trigger])

    def hear(self, turn: Turn) -> None:
        """Take in one turn, the caller's own acts among them."""
        trigger, phase = turn.event.trigger, turn.dest.phase
        number = self._turns
        self._turns = number + 1
        if trigger in KEYS or trigger == HUNG_UP:
            self._acted.append(number)
        self._schedule.hear(
            number,
            turn.at,
            len(self._acted),
            opening_of(turn),
            phase in IN_ROUND,
            phase == "listening",
            started_sounds(turn.effects) if self._schedule.awaits else (),
        )


class ScriptedCaller(ActingCaller):
    """A caller who acts out the steps of a caller script."""

    __slots__ = ()

    def __init__(self, steps: Sequence[ScriptStep]) -> None:
        super().__init__([lower_step(step) for step in steps])
