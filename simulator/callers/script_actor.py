"""A caller who acts out a script in time."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.act_schedule import ActSchedule, lower_step
from simulator.callers.caller_script import ScriptStep
from simulator.core.call import Turn
from simulator.core.effects import Round
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, KEYS, Event
from simulator.core.places import IN_ROUND
from simulator.fast_classes import NamedTuple


class TimedAct(NamedTuple):
    """An act of a caller, ``at`` milliseconds after the call is answered."""

    at: int
    event: Event


def begins_round(turn: Turn) -> bool:
    """Return whether a menu is presented anew."""
    return any(type(effect) is Round for effect in turn.effects)


class ScriptedCaller:
    """Told of every turn, says what it does next; deterministic, with no clock of its own."""

    __slots__ = ("_done", "_schedule")

    def __init__(self, steps: Sequence[ScriptStep]) -> None:
        self._schedule = ActSchedule([lower_step(step) for step in steps])
        self._done = 0

    @property
    def scheduled_acts(self) -> Sequence[tuple[int, str]]:
        """Return the acts whose times are known so far, done or still to come: milliseconds, and the trigger."""
        return self._schedule.acts

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next if nothing changes until then; None: stays silent."""
        acts = self._schedule.acts
        if self._done == len(acts):
            return None
        at, trigger = acts[self._done]
        return TimedAct(at, EVENTS[trigger])

    def hear(self, turn: Turn) -> None:
        """Take in one turn, the caller's own acts among them."""
        trigger, phase = turn.event.trigger, turn.dest.phase
        if trigger in KEYS or trigger == HUNG_UP:
            self._done += 1
        self._schedule.hear(
            turn.at,
            self._done,
            trigger == ANSWERED,
            begins_round(turn),
            phase in IN_ROUND,
            phase == "listening",
        )
