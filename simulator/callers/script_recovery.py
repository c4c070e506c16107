"""A call that was held, told again as the script of its caller.

Played in the same flow under the same semantics, the script makes the same call, to the millisecond.
In another flow, or under other semantics, its caller does the same in the same rounds: a key is timed
from the moment that its round begins, or begins to wait, and not from the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.script_actor import begins_round
from simulator.core.call import Turn
from simulator.core.events import ANSWERED, HUNG_UP, KEYS
from simulator.core.places import IN_ROUND


def recover_script(turns: Iterable[Turn], *, entry: str = "", name: str = "") -> CallerScript:
    """The caller of these turns. Silences at the end are left out: callers end in silence."""
    telling = _ScriptBuilder()
    for turn in turns:
        telling.hear_turn(turn)
    return CallerScript(name=name, entry=entry, steps=tuple(telling.acted))


class _ScriptBuilder:
    """A call as it is gone through, turn by turn.

    ``since`` is the moment from which the next key is timed: the last key, the end of a silent round, or
    the answer. ``silences`` counts the silent rounds behind the last act, which are told once one follows.
    """

    def __init__(self) -> None:
        self.acted: list[ScriptStep] = []
        self.silences = 0
        self.since = 0
        self.begun = 0
        self.waiting: int | None = None
        self.in_round = False
        self.is_silent = False

    def hear_turn(self, turn: Turn) -> None:
        """Take in one turn."""
        acts = turn.event.trigger in KEYS or turn.event.trigger == HUNG_UP
        if acts:
            self._add_act(turn)
        begins = begins_round(turn)
        if self.in_round and (begins or turn.dest.phase not in IN_ROUND):
            self._end_round(turn.at)
        if begins:
            self.in_round, self.is_silent = True, True
            self.begun, self.waiting = turn.at, None
        if turn.dest.phase == "listening" and self.waiting is None:
            self.waiting = turn.at
        if turn.event.trigger == ANSWERED:
            self.since = turn.at

    def _end_round(self, now: int) -> None:
        """The round is over; a silent one is a step of its own, and later keys are timed from its end."""
        self.in_round = False
        if self.is_silent:
            self.silences += 1
            self.since = now

    def _add_act(self, turn: Turn) -> None:
        self.acted += [ScriptStep(silence=True)] * self.silences
        self.silences = 0
        cue: Literal["listening", "prompt", "now"] = "now"
        base = self.since
        if self.in_round and self.is_silent:
            cue, base = ("prompt", self.begun) if self.waiting is None else ("listening", self.waiting)
        self.is_silent = False
        after = (turn.at - base) / 1000
        key = turn.event.trigger
        if key == HUNG_UP:
            self.acted.append(ScriptStep(hangup=True, cue=cue, after=after))
        else:
            self.acted.append(ScriptStep(press=key, cue=cue, after=after))
        self.since = turn.at
