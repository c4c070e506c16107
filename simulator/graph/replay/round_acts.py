"""What callers did in the rounds of past calls, counted: the numbers that a persona is made of.

Theory of operation. The keys of a call are walked through the flow as it was when the call was made; each key that
ends a round is an act, *right* (an option) or *wrong*. Rounds are numbered within one stay in a menu, which a choice
ends. Of a call whose keys have no times, that is all: rounds in which its caller was silent before a later key do not
show. Where keys have times, the walk plays them at these, and such silences show.

After the last key of a call that is still in a menu its caller has *stopped*, by silence or by hanging up. Only the
place that the record says it reached tells which: where a silent caller would have landed, it was silence; a hang-up
where a silent caller is led on was the caller's. Everything else is counted as not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from simulator.fast_classes import NamedTuple
from simulator.graph.replay.key_walk import KeyWalk, Landing, RoundResult
from simulator.graph.replay.past_landing import StartedCall

ROUNDS_MOST = 20
"""Rounds of a stay that are counted apart; later ones count as the last of them."""


Act = Literal["right", "wrong", "silent", "stopped-silent", "stopped-hung-up", "stopped"]
"""Keys, a silence before a later key, and a round after the last key, by what is known of it."""

_ACT_OF: Mapping[str, Act] = {"choice": "right", "wrong": "wrong", "silence": "silent"}

BIN_MS = 50
"""Reactions are counted in steps of so many milliseconds, so that a year of calls needs no more memory than a day."""


class RoundAct(NamedTuple):
    """What a caller did in the round of that number of a stay.

    ``timed``: the keys of the call have times, so that silent rounds before a key show.
    """

    number: int
    act: Act
    timed: bool


class ActCounts:
    """Counts of acts, of choices by menu and code, and of reactions by cue and milliseconds.

    ``stops`` are calls by how they stopped: of a silent one, ``acts`` have all its last rounds.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.timed_calls = 0
        self.acts = Counter[RoundAct]()
        self.stops = Counter[Act]()
        self.choices = Counter[tuple[str, str]]()
        self.reactions = Counter[tuple[str, int]]()

    def add_call(self, walk: KeyWalk, call: StartedCall) -> None:
        """Count the acts of one call."""
        landed = walk.land_call(call.start, call.groups, call.times, call.at)
        timed = call.times is not None
        self.calls += 1
        self.timed_calls += timed
        last = len(landed.rounds)
        while last and landed.rounds[last - 1].result == "silence":
            last -= 1
        number = 1
        for one in landed.rounds[:last]:
            if one.result == "choice":
                self.choices[one.menu, one.code] += 1
            self._add(number, _ACT_OF[one.result], timed)
            number = 1 if one.result == "choice" else number + 1
        self._add_stop(number, landed.rounds[last:], _stop_of(call, landed), timed)
        if call.times is not None:
            reactions = walk.reaction_times(call.start, call.groups, call.times, call.at)
            self.reactions.update((one.cue, one.milliseconds // BIN_MS * BIN_MS) for one in reactions)

    def _add_stop(self, number: int, silences: Sequence[RoundResult], act: Act, timed: bool) -> None:
        """Count the rounds in which a caller did nothing more; only of a silent one it is known that all took place."""
        self.stops[act] += bool(silences)
        for place, one in enumerate(silences if act == "stopped-silent" else silences[:1]):
            if place and one.menu != silences[place - 1].menu:
                number = 1
            self._add(number, act, timed)
            number += 1

    def _add(self, number: int, act: Act, timed: bool) -> None:
        self.acts[RoundAct(min(number, ROUNDS_MOST), act, timed)] += 1


def _stop_of(call: StartedCall, silent: Landing) -> Act:
    """Return how a call stopped whose caller would have landed as said, had it been silent to the end."""
    if call.reached is None:
        return "stopped"
    if call.reached == silent.place and silent.kind == "routed":
        return "stopped-silent"
    if call.reached[0] == "hung_up" and silent.kind == "routed":
        return "stopped-hung-up"
    return "stopped"
