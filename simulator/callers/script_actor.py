"""A caller who acts out a script in time.

A step is given to a round when the round begins: the first that begins after the step before is
done, its last key (and those of the ``now`` steps behind it) pressed, or its silent round over.
Keys are pressed at their times come what may, also when an earlier one already led elsewhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from simulator.callers.caller_script import ScriptStep
from simulator.core.call import Turn
from simulator.core.effects import Round
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, KEYS, Event
from simulator.core.places import IN_ROUND, to_milliseconds
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

    __slots__ = ("_acts", "_given", "_next", "_silent", "_steps")

    def __init__(self, steps: Sequence[ScriptStep]) -> None:
        self._steps = steps
        self._next = 0
        self._acts: deque[TimedAct] = deque()
        self._given: ScriptStep | None = None
        self._silent = False

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next if nothing changes until then; None: stays silent."""
        return self._acts[0] if self._acts else None

    def hear(self, turn: Turn) -> None:
        """Take in one turn, the caller's own acts among them."""
        trigger = turn.event.trigger
        if trigger in KEYS or trigger == HUNG_UP:
            self._acts.popleft()
        elif trigger == ANSWERED:
            self._chain_now_steps(turn.at)
        begins = begins_round(turn)
        if self._silent and (begins or turn.dest.phase not in IN_ROUND):
            self._silent = False
            self._chain_now_steps(turn.at)
        if begins and not self._acts:
            self._give_step(turn.at)
        if self._given is not None and turn.dest.phase == "listening":
            given, self._given = self._given, None
            self._chain_now_steps(self._schedule_step(given, turn.at))

    def _give_step(self, now: int) -> None:
        """Give the next step to the round that begins."""
        if self._next == len(self._steps):
            return
        step = self._steps[self._next]
        self._next += 1
        if step.is_silence:
            self._silent = True
        elif step.cue == "listening":
            self._given = step
        else:
            self._chain_now_steps(self._schedule_step(step, now))

    def _chain_now_steps(self, base: int) -> None:
        """Schedule the ``now`` steps that follow, each from the last key of the one before."""
        while self._next < len(self._steps) and self._steps[self._next].cue == "now":
            base = self._schedule_step(self._steps[self._next], base)
            self._next += 1

    def _schedule_step(self, step: ScriptStep, base: int) -> int:
        """Set the times of a step's keys, or of its hang-up; the last of them."""
        at = base + to_milliseconds(step.after)
        if step.press is None:
            self._acts.append(TimedAct(at, EVENTS[HUNG_UP]))
            return at
        gap = to_milliseconds(step.gap)
        for count, key in enumerate(step.press):
            self._acts.append(TimedAct(at + count * gap, EVENTS[key]))
        return at + (len(step.press) - 1) * gap
