"""Where two flows come apart: for each place and kind, the shortest caller who shows it.

As long as the flows are in step, what they bring is compared act by act. Where they come apart
(one takes a key that the other does not, or they lead elsewhere), what is left to ask is whether
the call ends elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.core.events import KEYS
from simulator.core.places import Place
from simulator.graph.compare.abreast import Pair, Sides, Way
from simulator.graph.compare.acts import Act, trimmed
from simulator.graph.compare.noticed import Cause, Ear, Ending
from simulator.graph.compare.shapes import SLOT, alone, outline, shape, slots
from simulator.graph.compare.side import Leg, Position, Side, phase
from simulator.graph.compare.spots import Kind, Spot, compared, decided, parting, where_of

_IN_ORDER = {ord(key): chr(index) for index, key in enumerate(KEYS, ord("a"))}
"""Keys as text that sorts as they stand on the keypad."""


class Found(NamedTuple):
    """A caller who is treated differently."""

    spot: Spot
    acts: tuple[Act, ...]


class _Cost(NamedTuple):
    """Callers in their order: fewest keys and silences, fewest early keys, least time, smaller keys."""

    acts: int = 0
    early: int = 0
    elapsed: int = 0
    keys: str = ""

    def plus(self, acts: tuple[Act, ...], elapsed: int) -> _Cost:
        early = sum(act.how == "prompt" for act in acts)
        return _Cost(
            self.acts + len(acts),
            self.early + early,
            self.elapsed + elapsed,
            self.keys + "".join(act.key for act in acts).translate(_IN_ORDER),
        )


class _Node(NamedTuple):
    at: Pair
    acts: tuple[Act, ...] = ()
    cost: _Cost = _Cost()
    apart: Spot | None = None
    """Where the flows came apart."""
    owed: tuple[Leg, Leg] | None = None
    """What the last key brought, where one flow took it at once and the other waits for a further one."""
    shown: Spot | None = None
    """What the last act shows, to be reported in its turn."""


@dataclass(slots=True)
class Walk:
    """A walk through two flows, the cheapest callers first.

    ``shortcuts``: receptionists of one shape are passed through at once. ``unwanted``: kinds of differences
    that are not looked for (any more: they may be added while the walk goes on).
    """

    sides: Sides
    templates: bool = False
    shortcuts: bool = True
    unwanted: set[Kind] = field(default_factory=set)
    _queue: list[tuple[_Cost, int, _Node]] = field(default_factory=list)
    _tie: Iterator[int] = field(default_factory=count)

    def differences(self) -> Iterator[Found]:
        """The callers, as far as can be told from one act at a time: each is to be played."""
        reported: set[Spot] = set()
        for node in self._nodes(reported):
            for spot in (node.shown, self._elsewhere(node)):
                if spot is not None and spot not in reported and spot.kind not in self.unwanted:
                    reported.add(spot)
                    yield Found(spot, trimmed(node.acts))

    def other_ends(self, endings: set[Ending]) -> set[Ending]:
        """Those of the endings to which a caller gets in one flow who ends elsewhere in the other."""
        found: set[Ending] = set()

        def is_settled(at: Pair) -> bool:
            possible = self.sides.old.possible_ends(at.old) | self.sides.new.possible_ends(at.new)
            return endings.isdisjoint(possible - found)

        for node in self._nodes(set(), is_settled):
            ends = self._ends(node.at)
            if ends[0] != ends[1]:
                found |= endings.intersection(ends)
        return found

    def _ends(self, at: Pair) -> tuple[Ending, Ending]:
        return self.sides.old.silent_end(at.old), self.sides.new.silent_end(at.new)

    def _elsewhere(self, node: _Node) -> Spot | None:
        if node.apart is None:
            return None
        ends = self._ends(node.at)
        return node.apart if ends[0] != ends[1] else None

    def _nodes(self, reported: set[Spot], is_settled: Callable[[Pair], bool] = lambda at: False) -> Iterator[_Node]:
        """Every pair of positions, once; what lies behind a settled one, or a parting that is reported, is left out."""
        self._queue.clear()
        seen: set[tuple[Pair, bool]] = set()
        first = Way(None, self.sides.old.answer(), self.sides.new.answer())
        self._follow(_Node(Pair("", "")), first, ())
        while self._queue:
            node = heappop(self._queue)[2]
            yield node
            known = (node.at, node.apart is not None)
            is_told = node.apart in reported or (node.apart is not None and "destination" in self.unwanted)
            is_done = is_told and node.owed is None
            if known in seen or is_done or _both_over(node.at) or is_settled(node.at):
                continue
            seen.add(known)
            if self.shortcuts and node.apart is None and self._are_alike(node.at):
                self._pass_through(node)
            else:
                self._act(node)

    def _act(self, node: _Node) -> None:
        for way in self.sides.ways(node.at):
            self._follow(node, way, () if way.act is None else (way.act,))

    def _follow(self, node: _Node, way: Way, acts: tuple[Act, ...]) -> None:
        """Queue what acts lead to, with what the last one shows."""
        cost = node.cost.plus(acts, way.before + max(way.old.elapsed, way.new.elapsed))
        following = _Node(Pair(way.old.position, way.new.position), (*node.acts, *acts), cost, node.apart)
        if node.owed is not None and way.act is None:
            way = way._replace(old=node.owed[0].then(way.old), new=node.owed[1].then(way.new))
            following = following._replace(apart=None)
        elif node.apart is not None:
            following = following._replace(apart=decided(node.apart, node.at, way))
        if following.apart is None:
            following = self._judged(node.at, way, following)
        self._push(following)

    def _judged(self, at: Pair, way: Way, following: _Node) -> _Node:
        """Where the flows come apart by an act, and what it shows as long as they do not."""
        apart = parting(at, way)
        if apart is not None and "typing" in (phase(way.old.position), phase(way.new.position)) and not way.tag:
            return following._replace(apart=apart, owed=(way.old, way.new))
        if way.old.causes == way.new.causes and not way.tag:
            how = "typed" if way.act is None else way.act.how
            return following._replace(apart=apart, shown=compared(self.sides, at, way, how, templates=self.templates))
        return following._replace(apart=apart)

    def _push(self, node: _Node) -> None:
        heappush(self._queue, (node.cost, next(self._tie), node))

    # -- receptionists of one shape -------------------------------------------------------------

    def _are_alike(self, at: Pair) -> bool:
        """Whether both enter receptionists of one shape: then only the ways out count."""
        old, new = self.sides.old.ear, self.sides.new.ear
        if not (_is_start(old, at.old) and _is_start(new, at.new)):
            return False
        mine, other = where_of(at)
        return shape(old.flow, mine, templates=self.templates) == shape(new.flow, other, templates=self.templates)

    def _pass_through(self, node: _Node) -> None:
        old, new = self.sides.old, self.sides.new
        mine, other = where_of(node.at)
        ways, others = (dict(slots(side.ear.flow.receptionists[key])) for side, key in ((old, mine), (new, other)))
        for inner in self._through(old.ear, mine):
            name = str(inner.at.old).partition("||")[2]
            legs = old.arrived(old.ear.arrive(ways[name])), new.arrived(new.ear.arrive(others[name]))
            act = inner.acts[-1] if inner.acts else None
            way = Way(act, _left_by(name, legs[0]), _left_by(name, legs[1]), before=inner.cost.elapsed)
            self._follow(node, way, inner.acts)

    def _through(self, ear: Ear, key: str) -> tuple[_Node, ...]:
        """The cheapest way to each slot of a receptionist that some caller gets to."""
        form = (outline(ear.flow, key), self.sides.early)
        if form not in _ways_through:
            if len(_ways_through) >= _KEPT_MOST:
                _ways_through.clear()
            _ways_through[form] = tuple(_ways_out(ear.flow, key, early=self.sides.early))
        return _ways_through[form]

    def ends(self) -> Iterator[_Node]:
        """The cheapest way to each ending, of a flow that is walked beside itself."""
        found: set[Position] = set()
        for node in self._nodes(set()):
            if isinstance(node.at.old, str) and node.at.old not in found:
                found.add(node.at.old)
                yield node


def _left_by(slot: str, leg: Leg) -> Leg:
    """What follows when callers leave a receptionist by a slot: one that leads elsewhere is its own difference."""
    causes = {"wrong keys": Cause("last wrong"), "silence": Cause("last silence"), "forward": Cause("forward")}
    return leg._replace(causes=(causes.get(slot, Cause("choice", slot)), *leg.causes))


_ways_through: dict[Hashable, tuple[_Node, ...]] = {}
_KEPT_MOST = 20_000
"""Outlines for which the ways through are kept, since flows are compared again and again."""


def _ways_out(flow: Flow, key: str, *, early: bool) -> Iterator[_Node]:
    """The cheapest way to each slot. An early key never saves an act, so those come last."""
    side = Side(Ear(alone(flow, key)))
    wanted = {f"{SLOT}||{name}" for name, _ in slots(flow.receptionists[key])}
    for may_be_early in (False, True) if early else (False,):
        for node in Walk(Sides(side, side, early=may_be_early), shortcuts=False).ends():
            if node.at.old in wanted:
                wanted.discard(str(node.at.old))
                yield node
            if not wanted:
                return


def _both_over(at: Pair) -> bool:
    return isinstance(at.old, str) and isinstance(at.new, str)


def _is_start(ear: Ear, position: Position) -> bool:
    return isinstance(position, Place) and ear.plan.blueprint(position.receptionist).start().place == position
