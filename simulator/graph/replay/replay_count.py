"""Past calls counted by what becomes of them now, with examples: the most frequent differences first.

Of a call nothing is kept but where it began, the results of its rounds and where it landed, so that no digit that a
caller typed beyond a menu's codes stays in memory, and no name or number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.fast_classes import NamedTuple
from simulator.graph.identification.candidate_calls import wrong_key
from simulator.graph.replay.key_walk import KeyWalk, Landing, RoundResult
from simulator.graph.replay.past_landing import CallStarts, NamedPlaces
from simulator.loader.recorded_call import RecordedCall

WAYS_MOST = 20_000
"""Ways through the menus that are counted apart; further ones add to the totals alone."""

Place = tuple[str, str]


class MovedKey(NamedTuple):
    """A key of a menu that leads elsewhere than it did."""

    menu: str
    code: str
    was: Destination
    now: Destination


class PastWay(NamedTuple):
    """A way through the menus: where it began, the results of its rounds, and where it landed then and now.

    ``number`` is the flow's own that was rung, empty: none was.
    """

    start: str
    number: str
    rounds: tuple[RoundResult, ...]
    was: Place
    now: Place


class WayCount(NamedTuple):
    """How many calls took a way, when the first of them was made, and how many keys it pressed that no menu took."""

    calls: int
    first: datetime | None
    unheard: int


class ReplayCount:
    """Counts calls on a flow, against what their records say, or against the ``old`` flow."""

    def __init__(self, flow: Flow, old: Flow | None = None) -> None:
        self.flow = flow
        self.old = old
        self.same = 0
        self.elsewhere = 0
        self.dead_end = 0
        self.unknown = 0
        self.unheard = 0
        self.moved = Counter[MovedKey]()
        self.landed = Counter[Place]()
        self.ways: dict[PastWay, WayCount] = {}
        self._starts, self._walk = CallStarts(flow), KeyWalk(flow)
        self._old_starts = CallStarts(old) if old else None
        self._old_walk = KeyWalk(old) if old else None
        self._places = NamedPlaces(flow)

    @property
    def compared(self) -> int:
        """Return how many calls could be compared with where they landed."""
        return self.same + self.elsewhere + self.dead_end

    def add_call(self, call: RecordedCall) -> None:
        """Play one call and count it. Raises ``BadRecord`` for one that is not of this flow."""
        start = self._starts.start_of(call)
        now = self._walk.land_call(start, call.groups, call.times, call.at)
        was = self._landing_then(call, now)
        self.landed[now.place] += 1
        self.unheard += bool(now.unheard)
        if was is None:
            self.unknown += 1
        elif was == now.place:
            self.same += 1
        else:
            if now.is_dead_end:
                self.dead_end += 1
            else:
                self.elsewhere += 1
            self._keep_way(PastWay(start, self._number_of(call), now.rounds, was, now.place), call.at, now.unheard)

    def _landing_then(self, call: RecordedCall, now: Landing) -> Place | None:
        if self._old_walk is None or self._old_starts is None:
            return self._places.place_of(call.reached) if call.reached else None
        then = self._old_walk.land_call(self._old_starts.start_of(call), call.groups, call.times, call.at)
        for old, new in zip(then.rounds, now.rounds, strict=False):
            if old != new:
                break
            if old.result == "choice":
                self._compare_key(old)
        return then.place

    def _compare_key(self, chosen: RoundResult) -> None:
        assert self.old is not None, "there is something to compare with"
        was = self.old.receptionists[chosen.menu].options[chosen.code].destination
        now = self.flow.receptionists[chosen.menu].options[chosen.code].destination
        if was.canonical != now.canonical:
            self.moved[MovedKey(chosen.menu, chosen.code, was, now)] += 1

    def _number_of(self, call: RecordedCall) -> str:
        return self.flow.find_number(call.number) if call.number and self.flow.numbers else ""

    def _keep_way(self, way: PastWay, at: datetime | None, unheard: int) -> None:
        kept = self.ways.get(way)
        if kept is not None:
            self.ways[way] = kept._replace(calls=kept.calls + 1)
        elif len(self.ways) < WAYS_MOST:
            self.ways[way] = WayCount(1, at, unheard)

    def frequent_ways(self, most: int) -> Iterator[tuple[PastWay, WayCount]]:
        """Yield the ways of calls that land differently, the most frequent first."""
        yield from sorted(self.ways.items(), key=lambda way: -way[1].calls)[:most]

    def script_of(self, way: PastWay, count: WayCount) -> CallerScript:
        """Return a caller who takes a way; wrong keys are pressed as one key that is wrong there."""
        steps = tuple(self._step_of(one) for one in way.rounds)
        at = count.first.isoformat() if count.first and self.flow.schedules else ""
        name = f"[{count.unheard} digits] more" if count.unheard else ""
        entry = "" if way.number or way.start == self.flow.start or "||" in way.start else way.start
        return CallerScript(name=name, entry=entry, number=way.number, at=at, steps=steps)

    def _step_of(self, one: RoundResult) -> ScriptStep:
        if one.result == "silence":
            return ScriptStep(silence=True)
        code = one.code if one.result == "choice" else wrong_key(self.flow.receptionists[one.menu])
        return ScriptStep(press=code) if code else ScriptStep(silence=True)
