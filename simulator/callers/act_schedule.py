"""The times at which a caller acts out the steps of a script.

A step is given to a round when the round begins: the first that begins after the step before is
done, its last key (and those of the ``now`` steps behind it) pressed, or its silent round over.
Keys are pressed at their times come what may, also when an earlier one already led elsewhere.
A step ``during`` a recording waits for no round: its keys are timed from the next start of that recording. A step for
an announcement is given to the next one in which keys do something; until then, rounds pass silently.

Steps are lowered before: ``(cue, triggers, after, gap)``, with times in milliseconds; a silence has no triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from simulator.callers.caller_script import ScriptStep
from simulator.callers.started_sounds import Sound
from simulator.core.events import HUNG_UP
from simulator.core.places import to_milliseconds
from simulator.fast_classes import NamedTuple

Opening = Literal["", "round", "announcement"]
"""What begins for a caller to act in: a round, an announcement in which keys do something, or nothing."""


class TimedStep(NamedTuple):
    """A step of a script as the player takes it. ``triggers`` are its keys or its hang-up; a silence has none.

    ``during`` is the recording that a step with this cue waits for.
    """

    cue: str
    triggers: tuple[str, ...]
    after: int
    gap: int
    during: str = ""


def lower_step(step: ScriptStep) -> TimedStep:
    """Return a step with its times in milliseconds."""
    if step.is_silence:
        return TimedStep(step.cue, (), 0, 0)
    triggers = (HUNG_UP,) if step.press is None else tuple(step.press)
    return TimedStep(step.cue, triggers, to_milliseconds(step.after), to_milliseconds(step.gap))


class ActSchedule:
    """The acts of a caller whose times are known; ``waits`` is true while further steps may become acts.

    ``awaits`` is the recording that the next step is to be timed from, if any. ``silences`` are the turns with which
    the silent rounds so far were over.
    """

    __slots__ = ("_given", "_next", "_silent", "_steps", "acts", "awaits", "silences", "waits")

    def __init__(self, steps: Sequence[TimedStep]) -> None:
        self._steps = steps
        self._next = 0
        self._given: TimedStep | None = None
        self._silent = False
        self.acts: list[tuple[int, str]] = []
        self.silences: list[int] = []
        self.waits = bool(steps)
        self.awaits = steps[0].during if steps else ""

    def hear(
        self,
        turn: int,
        now: int,
        done: int,
        opens: Opening,
        in_round: bool,
        listens: bool,
        sounds: Sequence[Sound] = (),
    ) -> None:
        """Follow one turn, after which so many acts are ``done``; positional, for it runs in most turns of a call.

        ``turn`` counts them, from 0 for the answer. ``opens`` is what begins with it; ``in_round`` and ``listens``
        tell where the call is now. ``sounds`` are those that start with it.
        """
        if not turn:
            self._chain_now_steps(now)
        if self._silent and (opens or not in_round):
            self._end_silence(turn)
            self._chain_now_steps(now)
        if opens and done == len(self.acts):
            self._give_step(now, opens)
        if self._given is not None and listens:
            given, self._given = self._given, None
            self._chain_now_steps(self._schedule_step(given, now))
        if self._next == len(self._steps):
            self.waits = self._silent or self._given is not None
            self.awaits = ""
        else:
            self.waits = True
            self.awaits = self._steps[self._next].during
            if self.awaits in sounds and done == len(self.acts) and not self._silent and self._given is None:
                self._start_step_during(now)

    def hear_end(self, turn: int, in_round: bool) -> None:
        """Follow the turn with which the call ends, or with which it has gone on for too long."""
        if self._silent and not in_round:
            self._end_silence(turn)

    def _end_silence(self, turn: int) -> None:
        self._silent = False
        self.silences.append(turn)

    def _start_step_during(self, now: int) -> None:
        """Time the next step from its recording, which starts now."""
        step = self._steps[self._next]
        self._next += 1
        self._chain_now_steps(self._schedule_step(step, now))
        self.awaits = self._steps[self._next].during if self._next < len(self._steps) else ""
        self.waits = self._next < len(self._steps)

    def _give_step(self, now: int, opens: Opening) -> None:
        """Give the next step to the round that begins, or to the announcement, if it is one for that."""
        if self._next == len(self._steps):
            return
        step = self._steps[self._next]
        if step.during or (step.cue == "announcement") != (opens == "announcement"):
            return
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


def turns_begun(steps: Sequence[TimedStep], acted: Sequence[int], silences: Sequence[int]) -> list[int]:
    """Return, for each step that came about, the turn that it began with: its first key, or the end of its silence.

    ``acted`` are the turns that the caller made, ``silences`` those of an ``ActSchedule``.

    >>> wait, press = TimedStep("listening", (), 0, 0), TimedStep("listening", ("1", "2"), 500, 250)
    >>> turns_begun([press, wait, press, press], [2, 3, 9, 10], [7])
    [2, 7, 9]
    """
    begun: list[int] = []
    acts, silent = 0, 0
    for step in steps:
        if not step.triggers:
            if silent == len(silences):
                break
            begun.append(silences[silent])
            silent += 1
        else:
            if acts >= len(acted):
                break
            begun.append(acted[acts])
            acts += len(step.triggers)
    return begun
