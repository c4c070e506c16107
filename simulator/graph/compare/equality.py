"""Equality of two flows for every caller, decided exactly.

Theory of operation. A flow is a deterministic machine: at each place a caller can press one of twelve keys or let
time pass, and notices only what then plays, when, and how the call ends. Two flows are equal if no sequence of keys
and pauses tells them apart. The walk starts both flows together and goes from pair to pair of places in which time
passes, each place with what is left of its wait. In a pair it presses every key, and then lets the shorter wait run
out. Where both flows do the same, the next pair is queued; where they do not, the path to the pair is the difference.

Three rules keep the walk short and exact:

* A pair that has been queued once is taken to be equal (coinduction). If it is not, the walk finds that out at the
  pair itself, so endless loops are no obstacle.
* Equality is transitive, so places taken to be equal form a class, and a pair within one class needs no walk
  (Hopcroft and Karp 1971). Two flows of n places take about n pairs, and not n times n. Places whose waits differ
  are not alike at every moment: such a pair is remembered only as itself.
* Receptionists of one shape (``shapes``), entered at the same moment, do the same until they are left. The walk goes
  at once to the pairs that their slots lead to.

Example: two menus that differ in one timeout, 5 s against 6 s. The first pair is their greetings, with equal times
left. Every key leads to equal destinations, and the end of the greetings leads to the pair of their waits, (5 s, 6 s).
Again all keys agree, and time runs out first on the old side: its call moves on after 5 s, so a recording starts
or the call ends there, while the new side still waits. That is the difference, and a caller who presses nothing
shows it: the path to it has no keys.

Where a telephone rings, both flows have to ask the same one. Each answer that either of them knows is then given to
both, as ``given`` in a caller script would: a flow that does not know it goes on as if nobody had said anything. A
telephone that rings out is a wait like any other, so flows that let it ring for another time are told apart as well.

The keys of FreeSWITCH's menus have a time in common, so what is left of it depends on the moments of the keys before.
A pair in which it may run out on one side alone is walked twice, with keys that come at once and with keys that come
at the last moment (``place_pairs``).

What counts: which recordings start, when, how long they play, whether a key cuts them off, and
how the call ends and when. Two recordings are the same if they have one id.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from simulator.config.routes import Answer
from simulator.core.events import KEYS
from simulator.core.places import Place
from simulator.graph.compare.observation import Observer, telephone_of
from simulator.graph.compare.onset import Onset
from simulator.graph.compare.place_pairs import CallerPath, PlacePair, TimedKey, WorldAnswers, key_pauses, make_pair
from simulator.graph.compare.shapes import have_one_shape, list_slots, open_slots

KeyPair = tuple[str, str]
"""The keys of two receptionists that are entered together, in the old flow and in the new."""


def _never_settled(place: Place) -> bool:
    return False


@dataclass(slots=True)
class EqualityWalk:
    """A walk through two flows at once.

    ``shortcuts``: receptionists of one shape are not walked through. ``is_settled`` says of a place, where both flows
    are in it with equal waits, that it needs no walk (see ``changed_place``). ``walked`` counts pairs. ``answers`` are
    those of the telephones on the way to the difference that was found, which shows ``since`` milliseconds after the
    last key, or after the answer. ``start`` is where both calls begin: a receptionist's key or ``type||id``; empty:
    where callers of the flows do.
    """

    old: Observer
    new: Observer
    templates: bool = False
    shortcuts: bool = True
    start: str = ""
    is_settled: Callable[[Place], bool] = _never_settled
    walked: int = 0
    answers: WorldAnswers = ()
    since: int = 0
    _same: dict[Hashable, Hashable] = field(default_factory=dict)
    _queue: deque[PlacePair] = field(default_factory=deque)
    _passed: tuple[tuple[str, str], ...] = ()

    def find_difference(self) -> tuple[TimedKey, ...] | None:
        """The keys after which the flows differ, if only the caller then waits; None: they are equal.

        With ``shortcuts`` the keys inside the receptionists passed are left out.
        """
        # A shortcut follows every slot, also one that no caller gets to, so "equal" is certain at once.
        # A difference found through such a slot may not be one: then only the slots in use are followed.
        presses = self._walk_pairs(only_open=False)
        if presses is None or all(name in open_slots(self.old.flow, key) for key, name in self._passed):
            return presses
        return self._walk_pairs(only_open=True)

    def is_equal_from(self, spots: Iterable[KeyPair], is_passed: Callable[[KeyPair], bool]) -> bool:
        """Return whether the flows are certainly equal from these pairs of receptionists on.

        Pairs that are ``passed`` are taken to be equal: no slot of theirs leads to anything but equal ends, more of
        them, or one of the ``spots``. A difference may still lie after a slot that no caller gets to.
        """
        for old, new in spots:
            if self._events_differ(self.old.enter_receptionist(old), self.new.enter_receptionist(new), CallerPath()):
                return False
        return self._walk_queue(only_open=False, is_passed=is_passed) is None

    def _walk_pairs(self, *, only_open: bool) -> tuple[TimedKey, ...] | None:
        """Without ``only_open`` every slot is followed: nothing found is equal for certain."""
        self._same.clear()
        self._queue.clear()
        self._passed = ()
        starts = self.start or self.old.flow.start, self.start or self.new.flow.start
        onsets = self.old.enter_receptionist(starts[0]), self.new.enter_receptionist(starts[1])
        if self._events_differ(*onsets, CallerPath()):
            return ()
        differing_path = self._walk_queue(only_open=only_open)
        if differing_path is None:
            return None
        self._passed, self.answers = differing_path.slots, differing_path.answers
        self.since = differing_path.since
        return differing_path.presses

    def _walk_queue(
        self, *, only_open: bool, is_passed: Callable[[KeyPair], bool] = lambda pair: False
    ) -> CallerPath | None:
        while self._queue:
            pair = self._queue.popleft()
            self.walked += 1
            if not self._is_shortcut(pair):
                differing_path = self._expand_pair(pair)
            elif is_passed((pair.old.receptionist, pair.new.receptionist)):
                continue
            else:
                differing_path = self._pass_through(pair, only_open)
            if differing_path is not None:
                return differing_path
        return None

    def _events_differ(
        self, old: Onset, new: Onset, path: CallerPath, before: PlacePair | None = None, elapsed: int = 0
    ) -> bool:
        """Return whether a caller can tell two simultaneous events apart; if not, queue what follows.

        They came ``elapsed`` milliseconds after the call was in the pair ``before``.
        """
        if (old.sounds, old.ending, old.loop) != (new.sounds, new.ending, new.loop):
            return True
        if self.templates and old.notes != new.notes:
            return True
        if old.place is not None and new.place is not None:
            # Who picks up at once ends the call there, so a telephone that rings in one flow alone is noticed.
            if "alerting" in (old.place.phase, new.place.phase) and telephone_of(old.place) != telephone_of(new.place):
                return True
            self._queue_pair(make_pair(old.place, new.place, path, before, elapsed))
        return False

    def _queue_pair(self, pair: PlacePair) -> None:
        """Queue a pair, unless it is known, or follows from known ones."""
        offset = pair.old_left - pair.new_left
        if not offset and pair.old == pair.new and self.is_settled(pair.old):
            return
        old, new = self.old.spot_of(pair.old), self.new.spot_of(pair.new)
        old_root: Hashable = ("old", old)
        new_root: Hashable = ("new", new)
        if offset or pair.is_lopsided:  # unequal waits are not transitive: such a pair is only ever known as itself
            new_root = ("new", new, offset, old, pair.old_until, pair.new_until)
            if new_root in self._same:
                return
            self._same[new_root] = new_root
        else:
            root, other_root = self._class_root(old_root), self._class_root(new_root)
            if root == other_root:
                return
            self._same[root] = other_root
        self._queue.append(pair)

    def _class_root(self, item: Hashable) -> Hashable:
        parent = self._same.setdefault(item, item)
        # Hanging each item on its grandparent keeps later searches short (path splitting).
        while parent != item:
            grandparent = self._same[parent]
            self._same[item] = grandparent
            item, parent = parent, grandparent
        return item

    def _expand_pair(self, pair: PlacePair) -> CallerPath | None:
        """Press every key, then let time pass; return the path to a difference, if there is one."""
        if pair.old.phase == "alerting":
            return self._ask_world(pair)
        remaining = min(pair.old_left, pair.new_left)
        moves, others = self.old.moves_from(pair.old), self.new.moves_from(pair.new)
        done = set()
        for key, old, new in zip(KEYS, moves.keys, others.keys, strict=True):
            if old is new and (old is None or old.place is None or self.is_settled(old.place)):
                continue  # one object: an end, or a place that needs no walk
            # The observer keeps one onset for all keys with one effect, so most keys of a menu are walked once.
            if (id(old), id(new)) in done:
                continue
            done.add((id(old), id(new)))
            for pause in key_pauses(pair):
                press = TimedKey(pair.path.since + pause, key)
                path = CallerPath((*pair.path.presses, press), 0, pair.path.slots)
                # a place is deaf only while a recording plays: the key cuts it off in one of the flows
                if old is None or new is None or self._events_differ(old, new, path, pair, pause):
                    return path
        return self._let_time_pass(pair, remaining)

    def _ask_world(self, pair: PlacePair) -> CallerPath | None:
        """One telephone rings in both flows: give each answer to both, and none where the defaults differ."""
        old, new, telephone = self.old, self.new, telephone_of(pair.old)
        answers: dict[Answer | Literal[""], None] = dict.fromkeys(
            (*old.answers_at(pair.old), *new.answers_at(pair.new))
        )
        if old.default_at(pair.old) != new.default_at(pair.new):
            answers[""] = None
        for answer in answers:
            path = pair.path._replace(answers=(*pair.path.answers, (telephone, answer)))
            if self._events_differ(old.hear_answer(pair.old, answer), new.hear_answer(pair.new, answer), path):
                return path
        return None

    def _let_time_pass(self, pair: PlacePair, remaining: int) -> CallerPath | None:
        """Time runs out, on both sides or on the one that has less of it."""
        path = pair.path._replace(since=pair.path.since + remaining)
        old_auto, new_auto = self.old.moves_from(pair.old).auto, self.new.moves_from(pair.new).auto
        if pair.old_left == pair.new_left:
            return path if self._events_differ(old_auto, new_auto, path, pair, remaining) else None
        is_old = pair.old_left == remaining
        moved = old_auto if is_old else new_auto
        if moved.sounds or moved.place is None or (self.templates and moved.notes):
            return path
        if moved.place.phase == "alerting":  # in one flow alone, as the other goes on waiting
            return path
        self._queue_pair(
            make_pair(moved.place if is_old else None, None if is_old else moved.place, path, pair, remaining)
        )
        return None

    # -- receptionists of one shape -------------------------------------------------------------

    def _is_shortcut(self, pair: PlacePair) -> bool:
        if not self.shortcuts or pair.old_left != pair.new_left or self.old.has_returns or self.new.has_returns:
            return False
        if not (self.old.is_start(pair.old) and self.new.is_start(pair.new)):
            return False
        old_key, new_key = pair.old.receptionist, pair.new.receptionist
        return have_one_shape(self.old.flow, old_key, self.new.flow, new_key, templates=self.templates)

    def _pass_through(self, pair: PlacePair, only_open: bool) -> CallerPath | None:
        """Compare what follows the slots of two receptionists of one shape; return the path to a difference."""
        old_key, new_key = pair.old.receptionist, pair.new.receptionist
        new_destinations = dict(list_slots(self.new.flow.receptionists[new_key]))
        for slot in list_slots(self.old.flow.receptionists[old_key]):
            if only_open and slot.name not in open_slots(self.old.flow, old_key):
                continue
            path = pair.path._replace(slots=(*pair.path.slots, (old_key, slot.name)))
            if self._events_differ(
                self.old.arrive_at(slot.destination), self.new.arrive_at(new_destinations[slot.name]), path
            ):
                return path
        return None
