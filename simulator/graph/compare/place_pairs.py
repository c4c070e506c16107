"""Pairs of places that calls to two flows are in at one moment, and the way of a caller there.

Theory of operation. A key may come at any millisecond of a wait, but what it leads to does not depend on the moment,
so one moment stands for all. FreeSWITCH's menus are the exception: the keys of a code have a time in common
(``core.places.Wait.within``), and what is left of it depends on the moments of all keys so far. Where both calls have
the same time left, and wait equally long, it runs out in both at once, and the moment does not matter either. Else a
pair is *lopsided*: what is left is part of it, and a key comes both at once and at the last moment. Any other moment
lies between the two, and whichever wait ends first there does so at one of them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.config.routes import Answer
from simulator.core.places import Place
from simulator.graph.compare.onset import Ending

WorldAnswers = tuple[tuple[Ending, Answer | Literal[""]], ...]
"""The telephones that rang, in their order, with their answers; empty where nobody says anything."""

USUAL_PAUSE_MS = 500
"""The pause before a key whose moment does not matter: it is what the reported caller does."""


class TimedKey(NamedTuple):
    """A key, pressed ``after`` milliseconds from the key before it, or from the answer."""

    after: int
    key: str


class CallerPath(NamedTuple):
    """The path of a caller to a pair: the keys, the time since the last of them, and the slots passed.

    A slot is the key of a receptionist in the old flow, and its name.
    """

    presses: tuple[TimedKey, ...] = ()
    since: int = 0
    slots: tuple[tuple[str, str], ...] = ()
    answers: WorldAnswers = ()


class PlacePair(NamedTuple):
    """Two places, what is left of their waits, and the path there.

    ``old_until`` and ``new_until`` are what is left of the time that keys have in common; None: they have none.
    """

    old: Place
    old_left: int
    new: Place
    new_left: int
    path: CallerPath
    old_until: int | None = None
    new_until: int | None = None

    @property
    def is_lopsided(self) -> bool:
        """Return whether the time that keys have in common may run out on one side alone."""
        if self.old_until is None and self.new_until is None:
            return False
        return self.old_until != self.new_until or wait_milliseconds(self.old) != wait_milliseconds(self.new)


def make_pair(
    old: Place | None, new: Place | None, path: CallerPath, before: PlacePair | None, elapsed: int
) -> PlacePair:
    """Return the pair that calls are in ``elapsed`` milliseconds after they were in another; None: still there.

    Without a pair ``before``, the calls have just begun, or entered what is looked at.
    """
    if before is None:
        assert old is not None, "two calls begin"
        assert new is not None, "two calls begin"
        (left, until), (new_left, new_until) = _limit_wait(old, None, 0), _limit_wait(new, None, 0)
        return PlacePair(old, left, new, new_left, path, until, new_until)
    mine = (before.old_left - elapsed, _less(before.old_until, elapsed))
    theirs = (before.new_left - elapsed, _less(before.new_until, elapsed))
    if old is not None:
        mine = _limit_wait(old, before.old_until, elapsed)
    if new is not None:
        theirs = _limit_wait(new, before.new_until, elapsed)
    return PlacePair(old or before.old, mine[0], new or before.new, theirs[0], path, mine[1], theirs[1])


def _limit_wait(place: Place, until: int | None, elapsed: int) -> tuple[int, int | None]:
    """Return how long a call stays at a place that it has come to, and what is then left of its keys' time."""
    wait = place.wait
    assert wait is not None, "time passes at a settled place"
    if wait.within is None:
        return wait.milliseconds, None
    left = wait.within if until is None else until - elapsed
    return min(wait.milliseconds, left), left


def _less(until: int | None, elapsed: int) -> int | None:
    return None if until is None else until - elapsed


def wait_milliseconds(place: Place) -> int:
    """Return how long a place lasts if nothing else happens."""
    assert place.wait is not None, "time passes at a settled place"
    return place.wait.milliseconds


def key_pauses(pair: PlacePair) -> tuple[int, ...]:
    """Return the moments at which a key is pressed in a pair: one that stands for all, or the first and the last."""
    remaining = min(pair.old_left, pair.new_left)
    if not pair.is_lopsided:
        return (min(USUAL_PAUSE_MS, remaining // 2),)
    return (0, remaining - 1) if remaining > 1 else (0,)
