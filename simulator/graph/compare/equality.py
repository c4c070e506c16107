"""Whether any caller whatsoever can tell two flows apart: decided exactly.

Both flows are walked at once, from pair to pair of places in which time passes, with what is left
of their waits. In each pair every key is pressed, and time runs out. A pair that is met again is
taken to be equal (coinduction), so endless loops are no obstacle; pairs that follow from others by
transitivity are not walked (Hopcroft and Karp 1971), so a flow of n places takes about n pairs.
Receptionists of one shape, entered at the same moment, lead at once to the pairs of their slots.

What counts: which recordings start, when, how long they play, whether a key cuts them off, and
how the call ends and when. Two recordings are one if they have one id.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.core.events import KEYS
from simulator.core.places import Place
from simulator.graph.compare.noticed import Ear, Onset
from simulator.graph.compare.shapes import open_slots, shape, slots


class Press(NamedTuple):
    """A key, pressed ``after`` milliseconds from the key before it, or from the answer."""

    after: int
    key: str


class _Way(NamedTuple):
    """How a caller comes to a pair: the keys, the time since the last of them, and the slots passed.

    A slot is the key of a receptionist in the old flow, and its name.
    """

    presses: tuple[Press, ...] = ()
    since: int = 0
    slots: tuple[tuple[str, str], ...] = ()


class _Pair(NamedTuple):
    """Two places, what is left of their waits, and the way there."""

    old: Place
    old_left: int
    new: Place
    new_left: int
    way: _Way


@dataclass(slots=True)
class Pairs:
    """A walk through two flows at once.

    ``shortcuts``: receptionists of one shape are not walked through. ``walked`` counts pairs.
    """

    old: Ear
    new: Ear
    templates: bool = False
    shortcuts: bool = True
    walked: int = 0
    _same: dict[Hashable, Hashable] = field(default_factory=dict)
    _queue: deque[_Pair] = field(default_factory=deque)
    _passed: tuple[tuple[str, str], ...] = ()

    def difference(self) -> tuple[Press, ...] | None:
        """The keys after which the flows differ, if only the caller then waits; None: they are equal.

        With ``shortcuts`` the keys inside the receptionists passed are left out.
        """
        found = self._walk(only_open=False)
        if found is None or all(name in open_slots(self.old.flow, key) for key, name in self._passed):
            return found
        return self._walk(only_open=True)

    def _walk(self, *, only_open: bool) -> tuple[Press, ...] | None:
        """Without ``only_open`` every slot is followed: nothing found is equal for certain."""
        self._same.clear()
        self._queue.clear()
        self._passed = ()
        if self._differ(self.old.answer(), self.new.answer(), _Way()):
            return ()
        while self._queue:
            pair = self._queue.popleft()
            self.walked += 1
            found = self._through(pair, only_open) if self._is_shortcut(pair) else self._expand(pair)
            if found is not None:
                self._passed = found.slots
                return found.presses
        return None

    def _differ(self, old: Onset, new: Onset, way: _Way) -> bool:
        """Whether two events at the same instant can be told apart; if not, what follows is queued."""
        if (old.sounds, old.ending, old.loop) != (new.sounds, new.ending, new.loop):
            return True
        if self.templates and old.notes != new.notes:
            return True
        if old.place is not None and new.place is not None:
            self._push(_Pair(old.place, _wait(old.place), new.place, _wait(new.place), way))
        return False

    def _push(self, pair: _Pair) -> None:
        """Queue a pair, unless it is known, or follows from known ones."""
        offset = pair.old_left - pair.new_left
        one: Hashable = ("old", pair.old)
        other: Hashable = ("new", pair.new) if offset == 0 else ("new", pair.new, offset, pair.old)
        if offset:  # unequal waits are not transitive: such a pair is only ever known as itself
            if other in self._same:
                return
            self._same[other] = other
        else:
            root, other_root = self._root(one), self._root(other)
            if root == other_root:
                return
            self._same[root] = other_root
        self._queue.append(pair)

    def _root(self, item: Hashable) -> Hashable:
        parent = self._same.setdefault(item, item)
        while parent != item:
            grandparent = self._same[parent]
            self._same[item] = grandparent
            item, parent = parent, grandparent
        return item

    def _expand(self, pair: _Pair) -> _Way | None:
        """Every key, then time. The way to a difference, if there is one."""
        left = min(pair.old_left, pair.new_left)
        moves, others = self.old.moves(pair.old), self.new.moves(pair.new)
        pause, done = min(500, left // 2), set()
        for key, old, new in zip(KEYS, moves.keys, others.keys, strict=True):
            if (id(old), id(new)) in done or (old is None and new is None):
                continue
            done.add((id(old), id(new)))
            way = _Way((*pair.way.presses, Press(pair.way.since + pause, key)), 0, pair.way.slots)
            # a place is deaf only while a recording plays: the key cuts it off in one of the flows
            if old is None or new is None or self._differ(old, new, way):
                return way
        return self._run_out(pair, left)

    def _run_out(self, pair: _Pair, left: int) -> _Way | None:
        """Time runs out, on both sides or on the one that has less of it."""
        way = pair.way._replace(since=pair.way.since + left)
        auto, other = self.old.moves(pair.old).auto, self.new.moves(pair.new).auto
        if pair.old_left == pair.new_left:
            return pair.way if self._differ(auto, other, way) else None
        is_old = pair.old_left == left
        moved = auto if is_old else other
        if moved.sounds or moved.place is None or (self.templates and moved.notes):
            return pair.way
        if is_old:
            self._push(_Pair(moved.place, _wait(moved.place), pair.new, pair.new_left - left, way))
        else:
            self._push(_Pair(pair.old, pair.old_left - left, moved.place, _wait(moved.place), way))
        return None

    # -- receptionists of one shape -------------------------------------------------------------

    def _is_shortcut(self, pair: _Pair) -> bool:
        if not self.shortcuts or pair.old_left != pair.new_left:
            return False
        if not (_is_start(self.old, pair.old) and _is_start(self.new, pair.new)):
            return False
        key, other = pair.old.receptionist, pair.new.receptionist
        mine = shape(self.old.flow, key, templates=self.templates)
        return mine == shape(self.new.flow, other, templates=self.templates)

    def _through(self, pair: _Pair, only_open: bool) -> _Way | None:
        """What lies behind the slots of two receptionists of one shape."""
        key, other = pair.old.receptionist, pair.new.receptionist
        there = dict(slots(self.new.flow.receptionists[other]))
        for slot in slots(self.old.flow.receptionists[key]):
            if only_open and slot.name not in open_slots(self.old.flow, key):
                continue
            way = pair.way._replace(slots=(*pair.way.slots, (key, slot.name)))
            if self._differ(self.old.arrive(slot.destination), self.new.arrive(there[slot.name]), way):
                return way
        return None


def _is_start(ear: Ear, place: Place) -> bool:
    return ear.plan.blueprint(place.receptionist).start().place == place


def _wait(place: Place) -> int:
    assert place.wait is not None, "time passes at a settled place"
    return place.wait.milliseconds
