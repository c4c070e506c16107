"""A caller who acts a test out in time, and notes with which turn each act began.

The rules are those of a scripted caller (``callers.script_actor``): an act is given to a round when the
round begins, the first that begins after the act before is done. One thing more can be said here: keys
can be pressed *during* a recording, wherever it is played next, also where no round is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from simulator.callers.script_actor import TimedAct as Deed
from simulator.callers.script_actor import begins_round
from simulator.core.call import Turn
from simulator.core.effects import Play
from simulator.core.events import EVENTS, HUNG_UP, KEYS
from simulator.core.places import IN_ROUND
from simulator.flowtests.flow_test import ScriptedAct


class ActingCaller:
    """Hears every turn and decides what it does next. ``begun`` holds the turn that each act so far began with.

    A silence begins, for what is heard after it, when its round is over.
    """

    __slots__ = ("_acts", "_deeds", "_given", "_next", "_silent", "_turns", "_unbegun", "begun")

    def __init__(self, acts: Sequence[ScriptedAct]) -> None:
        self.begun: list[int] = []
        self._acts = acts
        self._next = 0
        self._turns = 0
        self._deeds: deque[Deed] = deque()
        self._unbegun = False
        self._given: ScriptedAct | None = None
        self._silent = False

    def next_act(self) -> Deed | None:
        """Return what the caller does next if nothing changes until then; None: stays silent."""
        return self._deeds[0] if self._deeds else None

    def hear(self, turn: Turn) -> None:
        """Take in one turn, the caller's own among them."""
        trigger = turn.event.trigger
        if trigger in KEYS or trigger == HUNG_UP:
            self._deeds.popleft()
            if self._unbegun:
                self._begin_act()
        begins = begins_round(turn)
        # Before the next act is taken: a silence claims the whole of its round, so what is heard from its end on,
        # such as the retry recording, belongs after it.
        if self._silent and (begins or turn.dest.phase not in IN_ROUND):
            self._silent = False
            self._begin_act()
        self._turns += 1
        if self._deeds or self._silent:
            return
        if self._given is None:
            self._take_act(begins)
        if self._given is not None:
            self._schedule_act(self._given, turn)

    def _begin_act(self) -> None:
        self._unbegun = False
        self.begun.append(self._turns)

    def _take_act(self, begins: bool) -> None:
        """Take up the next act: in a round that begins, or at once where it waits for a recording."""
        if self._next == len(self._acts):
            return
        act = self._acts[self._next]
        if not begins and act.cue != "during":
            return
        self._next += 1
        if act.kind == "silence":
            self._silent = True
        else:
            self._given = act

    def _schedule_act(self, act: ScriptedAct, turn: Turn) -> None:
        """Set the times of an act's keys, or of its hang-up, once its cue has come."""
        match act.cue:
            case "listening":
                has_come = turn.dest.phase == "listening"
            case "prompt":
                has_come = True
            case "during":
                has_come = any(type(effect) is Play and effect.recording == act.during for effect in turn.effects)
        if not has_come:
            return
        self._given = None
        self._unbegun = True
        at = turn.at + act.after
        if act.kind == "hangup":
            self._deeds.append(Deed(at, EVENTS[HUNG_UP]))
        else:
            self._deeds += [Deed(at + count * act.gap, EVENTS[key]) for count, key in enumerate(act.keys)]
