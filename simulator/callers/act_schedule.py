"""The times at which a caller acts out the steps of a script.

A step is given to a round when the round begins: the first that begins after the step before is
done, its last key (and those of the ``now`` steps behind it) pressed, or its silent round over.
Keys are pressed at their times come what may, also when an earlier one already led elsewhere.

Steps are lowered before: ``(cue, triggers, after, gap)``, with times in milliseconds; a silence has no triggers.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.caller_script import ScriptStep
from simulator.core.events import HUNG_UP
from simulator.core.places import to_milliseconds
from simulator.fast_classes import NamedTuple


class TimedStep(NamedTuple):
    """A step of a script as the player takes it. ``triggers`` are its keys or its hang-up; a silence has none."""

    cue: str
    triggers: tuple[str, ...]
    after: int
    gap: int


def lower_step(step: ScriptStep) -> TimedStep:
    """Return a step with its times in milliseconds."""
    if step.is_silence:
        return TimedStep(step.cue, (), 0, 0)
    triggers = (HUNG_UP,) if step.press is None else tuple(step.press)
    return TimedStep(step.cue, triggers, to_milliseconds(step.after), to_milliseconds(step.gap))


class ActSchedule:
    """The acts of a caller whose times are known; ``waits`` is true while further steps may become acts."""

    __slots__ = ("_given", "_next", "_silent", "_steps", "acts", "waits")

    def __init__(self, steps: Sequence[TimedStep]) -> None:
        self._steps = steps
        self._next = 0
        self._given: TimedStep | None = None
        self._silent = False
        self.acts: list[tuple[int, str]] = []
        self.waits = bool(steps)

    def hear(self, now: int, done: int, is_answer: bool, begins: bool, in_round: bool, listens: bool) -> None:
        """Follow one turn, after which so many acts are ``done``; positional, for it runs in every turn of a call.

        ``begins``: a round began with it; ``in_round`` and ``listens`` tell where the call is now.
        """
        if is_answer:
            self._chain_now_steps(now)
        if self._silent and (begins or not in_round):
            self._silent = False
            self._chain_now_steps(now)
        if begins and done == len(self.acts):
            self._give_step(now)
        if self._given is not None and listens:
            given, self._given = self._given, None
            self._chain_now_steps(self._schedule_step(given, now))
        self.waits = self._silent or self._given is not None or self._next < len(self._steps)

    def _give_step(self, now: int) -> None:
        """Give the next step to the round that begins."""
        if self._next == len(self._steps):
            return
        step = self._steps[self._next]
        self._next += 1
        if not step.triggers:
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

    def _schedule_step(self, step: TimedStep, base: int) -> int:
        """Set the times of a step's keys, or of its hang-up; return the last of them."""
        at = base + step.after
        for trigger in step.triggers:
            self.acts.append((at, trigger))
            at += step.gap
        return at - step.gap
