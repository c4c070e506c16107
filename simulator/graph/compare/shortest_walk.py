"""The shortest caller who can tell two flows apart, found exactly.

Theory of operation. The walk goes through the same pairs of places as ``equality``, and judges them alike. The length
of a caller is that of the script: keys, and silent rounds with a key after them; whoever has pressed the last key
stays silent for nothing. So a caller stands where the last key has led, and from there the walk follows the silence,
pair by pair, to the end of the call or to a pair that it knows. A difference on the way costs nothing more; a key that
is pressed on the way costs itself and the rounds up to there, and leads to where the next caller stands. Callers are
taken up in the order of their length, then of the keys that are pressed into recordings, then of the moment at which
they notice: so the first difference that is taken up is the shortest one.

    key 9, then nothing         1    noticed 12 s after the answer
    silence, silence, key 9     3    the silences stand before a key

(``divergence`` lists one caller for each place and kind of difference, and passes over what two flows do in different
rounds.) Unlike in ``equality``, a pair is known only as itself: classes of places that are taken to be equal would cut
off ways that are shorter.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Literal, NamedTuple

from simulator.config.routes import Answer
from simulator.core.events import KEYS
from simulator.graph.compare.caller_acts import SILENCE, CallerAct, How
from simulator.graph.compare.observation import Observer, telephone_of
from simulator.graph.compare.onset import Onset
from simulator.graph.compare.place_pairs import CallerPath, PlacePair, TimedKey, key_pauses, make_pair
from simulator.graph.compare.walk_side import phase_of, time_for_all_keys

PAIRS_MOST = 50_000
"""The search is given up after so many pairs of places."""


class CallerCost(NamedTuple):
    """The length of a caller, the keys pressed into recordings, and the milliseconds up to where the caller is."""

    length: int = 0
    early: int = 0
    elapsed: int = 0


class CallerWay(NamedTuple):
    """A caller up to some moment: their cost, their acts by rounds, their keys by time.

    ``silent`` are the rounds since the last key that have gone by in each flow.
    """

    cost: CallerCost = CallerCost()
    acts: tuple[CallerAct, ...] = ()
    path: CallerPath = CallerPath()
    silent: tuple[int, int] = (0, 0)


class _JointEvent(NamedTuple):
    """What comes about in both flows at once, ``elapsed`` milliseconds after the pair before; None: nothing does."""

    old: Onset | None
    new: Onset | None
    elapsed: int = 0

    @property
    def differs(self) -> bool:
        """Return whether a caller can tell."""
        old, new = self.old, self.new
        if old is None or new is None:
            moved = old or new
            return moved is not None and (bool(moved.sounds) or moved.place is None or moved.place.phase == "alerting")
        if (old.sounds, old.ending, old.loop) != (new.sounds, new.ending, new.loop):
            return True
        rings = [onset.place is not None and onset.place.phase == "alerting" for onset in (old, new)]
        return any(rings) and telephone_of(old.place) != telephone_of(new.place)


@dataclass(slots=True)
class ShortestWalk:
    """A walk through two flows at once, the shortest callers first.

    ``most`` is the greatest length that is of interest. ``is_complete`` is false where the walk was given up.
    """

    old: Observer
    new: Observer
    most: int
    is_complete: bool = True
    _queue: list[tuple[CallerCost, int, PlacePair | None, CallerWay]] = field(default_factory=list)
    _known: dict[Hashable, tuple[int, int]] = field(default_factory=dict)
    _tie: Iterator[int] = field(default_factory=count)

    def find_caller(self) -> CallerWay | None:
        """Return the shortest caller who notices a difference; None: nobody of at most that length does."""
        self._queue_event(None, CallerWay(), _JointEvent(self.old.answer_call(), self.new.answer_call()))
        while self._queue:
            _, _, pair, way = heappop(self._queue)
            if pair is None:
                return way
            self._follow_silence(pair, way)
            if len(self._known) > PAIRS_MOST:
                self.is_complete = False
                return None
        return None

    def _queue_event(self, before: PlacePair | None, way: CallerWay, event: _JointEvent) -> None:
        """Queue the caller whom an event leads on, or who notices it."""
        pair = None if event.differs else _pair_after(before, way.path, event)
        if way.cost.length <= self.most and (pair is not None or event.differs):
            heappush(self._queue, (way.cost, next(self._tie), pair, way))

    def _follow_silence(self, start: PlacePair, way: CallerWay) -> None:
        """Press each key in each pair that a caller comes to who does nothing more."""
        pair: PlacePair | None = start
        while pair is not None:
            spot, spent = self._spot_of(pair), (way.cost.length + max(way.silent), way.cost.early)
            if spot in self._known and self._known[spot] <= spent:
                return
            self._known[spot] = spent
            if pair.old.phase == "alerting":
                self._queue_answers(pair, way)
                return
            self._queue_keys(pair, way)
            event, way = self._lapse_at(pair, way)
            if event.differs:
                self._queue_event(pair, way, event)
                return
            pair = _pair_after(pair, way.path, event)

    def _spot_of(self, pair: PlacePair) -> Hashable:
        return (
            *(self.old.spot_of(pair.old), pair.old_left, pair.old_until),
            *(self.new.spot_of(pair.new), pair.new_left, pair.new_until),
        )

    # -- what can happen ------------------------------------------------------------------------

    def _queue_answers(self, pair: PlacePair, way: CallerWay) -> None:
        """One telephone rings in both flows."""
        telephone, path = telephone_of(pair.old), way.path
        answers: dict[Answer | Literal[""], None] = dict.fromkeys(
            (*self.old.answers_at(pair.old), *self.new.answers_at(pair.new))
        )
        if self.old.default_at(pair.old) != self.new.default_at(pair.new):
            answers[""] = None
        for answer in answers:
            event = _JointEvent(self.old.hear_answer(pair.old, answer), self.new.hear_answer(pair.new, answer))
            onward = path._replace(answers=(*path.answers, (telephone, answer)))
            cost = way.cost._replace(length=way.cost.length + (answer not in ("", "picked_up")))
            self._queue_event(pair, way._replace(cost=cost, path=onward), event)

    def _queue_keys(self, pair: PlacePair, way: CallerWay) -> None:
        moves, others, done = self.old.moves_from(pair.old).keys, self.new.moves_from(pair.new).keys, set()
        phases = phase_of(pair.old), phase_of(pair.new)
        is_early, within = "prompt" in phases, min(pair.old_left, pair.new_left)
        waited = (SILENCE,) * max(way.silent)
        how = _manner_of(phases)
        together = min(filter(None, map(time_for_all_keys, (pair.old, pair.new))), default=0) if how == "further" else 0
        for key, old, new in zip(KEYS, moves, others, strict=True):
            if (id(old), id(new)) in done or (old is None and new is None):
                continue
            done.add((id(old), id(new)))
            act = CallerAct(how, key, within, together)
            for pause in key_pauses(pair):
                length, early, elapsed = way.cost
                cost = CallerCost(length + len(waited) + 1, early + is_early, elapsed + pause)
                press = TimedKey(way.path.since + pause, key)
                path = way.path._replace(presses=(*way.path.presses, press), since=0)
                pressed = CallerWay(cost, (*way.acts, *waited, act), path)
                if old is None or new is None:  # the key cuts a recording off in one of the flows
                    heappush(self._queue, (cost, next(self._tie), None, pressed))
                else:
                    self._queue_event(pair, pressed, _JointEvent(old, new, pause))

    def _lapse_at(self, pair: PlacePair, way: CallerWay) -> tuple[_JointEvent, CallerWay]:
        """Return what comes without a key, and the caller who has waited for it."""
        remaining = min(pair.old_left, pair.new_left)
        ends = pair.old_left == remaining, pair.new_left == remaining
        event = _JointEvent(
            self.old.lapse_from(pair.old).auto if ends[0] else None,
            self.new.lapse_from(pair.new).auto if ends[1] else None,
            remaining,
        )
        silent = (
            way.silent[0] + (ends[0] and pair.old.phase == "listening"),
            way.silent[1] + (ends[1] and pair.new.phase == "listening"),
        )
        cost = way.cost._replace(elapsed=way.cost.elapsed + remaining)
        path = way.path._replace(since=way.path.since + remaining)
        return event, CallerWay(cost, way.acts, path, silent)


def _manner_of(phases: tuple[str, str]) -> How:
    """Return how a key is pressed at places of these phases, as a script by rounds says it."""
    if phases == ("announcing", "announcing"):
        return "over"
    return "prompt" if "prompt" in phases else "further" if "typing" in phases else "listening"


def _pair_after(before: PlacePair | None, path: CallerPath, event: _JointEvent) -> PlacePair | None:
    """The pair to which an event leads that nobody notices; None: both calls are over, or stand still."""
    old, new = (onset and onset.place for onset in (event.old, event.new))
    return None if old is None and new is None else make_pair(old, new, path, before, event.elapsed)
