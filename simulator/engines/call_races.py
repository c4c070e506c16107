"""Calls that are a race on a real engine: a key so near to the end of a recording or a wait that either may win.

``play`` lets time win a tie; an engine decides by milliseconds. Such a call says nothing about the rules, so it is
left out. A key must keep away from every moment that decides something, and from the pauses of 50 ms that Asterisk's
``Read`` makes between two recordings: they shift all that follows in the round, and ``play`` leaves them out.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import converse
from simulator.callers.script_actor import ScriptedCaller, TimedAct
from simulator.config.flow import Flow
from simulator.core.call import Turn
from simulator.core.events import PROMPT_ENDED
from simulator.core.machine import CallMachine
from simulator.engines.dialplan_marks import JOIN_MS

MARGIN_MS = 70
"""A key keeps this far from every moment that decides something."""

APART_MS = 150
"""Two keys are at least this far apart: each sounds for 100 ms, and Asterisk wants 45 ms between them."""

ROUNDS_MOST = 60


SECONDS_MOST = 60.0
"""A call that is rung for comparison lasts no longer in ``play``: it is rung in real time, at least twice."""


class PlayedCaller(NamedTuple):
    """A caller as ``play`` has them: how long the call is, whether it ends, and whether it is a race."""

    milliseconds: int
    ends: bool
    is_race: bool

    def is_short(self, seconds_most: float = SECONDS_MOST) -> bool:
        """Return whether the call ends in time."""
        return self.ends and self.milliseconds <= seconds_most * 1000

    @property
    def is_comparable(self) -> bool:
        """Return whether the call can be rung and compared."""
        return self.is_short() and not self.is_race


def play_for_races(machine: CallMachine, script: CallerScript) -> PlayedCaller:
    """Play a caller in a flow without routes, and watch how near the keys come to what decides."""
    flow = machine.flow
    watch = RaceWatch(flow, ScriptedCaller(script.steps))
    start = flow.find_receptionist(script.entry) if script.entry else flow.start
    trace = converse(machine, watch, start=start, limit=ROUNDS_MOST)
    return PlayedCaller(trace.milliseconds, trace.kind != "endless", watch.is_race)


class RaceWatch:
    """A caller on the line who notes what is due, and when the keys come."""

    def __init__(self, flow: Flow, caller: ScriptedCaller) -> None:
        self._flow = flow
        self._caller = caller
        self._joins = 0
        self._acts: list[tuple[int, int]] = []
        self._dues: list[tuple[int, int, int]] = []

    def next_act(self) -> TimedAct | None:
        """Return what the caller does next."""
        return self._caller.next_act()

    def hear(self, turn: Turn) -> None:
        """Take in one turn."""
        place = turn.dest
        reads = False
        if item := self._flow.receptionists.get(place.receptionist):
            semantics = self._flow.semantics_in(item)
            reads = semantics.collect != "prefix" and semantics.barge_in
        if reads and place.phase == "prompt" and turn.event.trigger == PROMPT_ENDED:
            self._joins += 1
        if turn.due is not None:
            # the pause after a recording belongs to its end
            self._dues.append((turn.at, turn.due.at, self._joins + (reads and place.phase == "prompt")))
        self._caller.hear(turn)
        self._acts += [(at, self._joins) for at, _ in self._caller.scheduled_acts[len(self._acts) :]]

    @property
    def is_race(self) -> bool:
        """Return whether a key is too near to another, or to a moment that decides."""
        times = sorted(at for at, _ in self._acts)
        if any(later - earlier < APART_MS for earlier, later in pairwise(times)):
            return True
        return any(
            since <= at and due - MARGIN_MS < at < due + max(0, joins - joins_before) * JOIN_MS + MARGIN_MS
            for at, joins_before in self._acts
            for since, due, joins in self._dues
        )
