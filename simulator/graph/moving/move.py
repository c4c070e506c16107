"""A move: a flow on its old engine and its successor on the new one, and what callers would notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import SETTINGS, setting_text
from simulator.graph.compare.differences import PlayedCall, play_call
from simulator.graph.compare.paired_worlds import FixedPair, pair_worlds
from simulator.graph.compare.shortest_difference import ShortestDifference, find_shortest
from simulator.graph.moving.likeness import NOTHING_STATED, Likeness, StatedLikeness, find_likeness
from simulator.graph.moving.translated_flow import TranslatedPair, translate_pair
from simulator.graph.review.change import NoticedDifference, Review, ReviewRun, ways_in
from simulator.graph.review.timed_worlds import TimeSpan, find_times, list_timed_worlds
from simulator.graph.work_step import WorkStep


@dataclass(frozen=True, slots=True)
class SystemMove:
    """Both flows as they are, under their engines; what they have in common; and both in the new one's ids."""

    old: Flow
    new: Flow
    likeness: Likeness
    pair: TranslatedPair

    def script_for_old(self, script: CallerScript) -> CallerScript:
        """Return a caller of the new flow as the old one takes them: with its own names for schedules and people."""
        given = {self.pair.back.get(name, name): answer for name, answer in script.given.items()}
        number = self.old.find_number(script.number) if script.number else ""
        return script.model_copy(update={"given": given, "number": number})

    def play_old(self, difference: NoticedDifference) -> PlayedCall:
        """Play the caller of a difference through the old flow as it is, with its own ids."""
        script = self.script_for_old(difference.difference.script)
        entry = difference.difference.old.record.entry
        flow = self.old if script.number or entry is None else self.old.entered_at(entry)
        return play_call(Rehearsal(flow), script)


def make_move(old: Flow, new: Flow, stated: StatedLikeness = NOTHING_STATED) -> SystemMove:
    """Return two flows as a move, with what is taken to be alike."""
    likeness = find_likeness(old, new, stated)
    return SystemMove(old, new, likeness, translate_pair(old, new, likeness))


@dataclass(frozen=True, slots=True)
class MoveReview:
    """What callers would notice of a move, and the shortest of them; None: no caller can tell.

    ``is_shortest`` is false where the search for a shorter caller was given up.
    """

    move: SystemMove
    review: Review
    shortest: NoticedDifference | None = None
    is_shortest: bool = True

    @property
    def equal(self) -> bool:
        """Return whether no caller can tell the flows apart."""
        return self.review.equal


class MoveRun:
    """A comparison of a move, which can be followed and stopped. ``fixed`` and ``period`` are those of a review."""

    def __init__(self, move: SystemMove, *, fixed: FixedPair | None = None, period: TimeSpan | None = None) -> None:
        self._move = move
        self._fixed, self._period = fixed or FixedPair(), period
        self._review_run = ReviewRun(move.pair.old, move.pair.new, fixed=fixed, period=period)
        self._shortest: tuple[ShortestDifference, NoticedDifference] | None = None
        self._is_shortest = False

    def steps(self) -> Iterator[WorkStep]:
        """Compare way in by way in, and look for the shortest caller."""
        yield from self._review_run.steps()
        if not self._review_run.review().noticed:
            return
        ways = list(ways_in(self._move.pair.old, self._move.pair.new))
        is_proved = True
        for count, (number, old, new) in enumerate(ways, 1):
            found = self._shortest_of(number, old, new)
            is_proved &= found[0].is_proved
            if found[1] is not None and (self._shortest is None or found[0].cost < self._shortest[0].cost):
                self._shortest = found[0], found[1]
            yield WorkStep(count, len(ways), "entries searched for the shortest caller")
        self._is_shortest = is_proved

    def review(self) -> MoveReview:
        """Return what callers notice; after a stop, as far as it is known."""
        review = noticed_by_callers(self._review_run.review())
        shortest = self._shortest[1] if self._shortest is not None else next(iter(review.noticed), None)
        return MoveReview(self._move, review, shortest, self._is_shortest or shortest is None)

    def _shortest_of(self, number: str, old: Flow, new: Flow) -> tuple[ShortestDifference, NoticedDifference | None]:
        if self._period is None:
            found = find_shortest(old, new, fixed=self._fixed)
            compared = pair_worlds(old, new, self._fixed)
            compared = compared if any(world.states for world in compared) else ()
            item = None if found.difference is None else NoticedDifference(number, found.difference, compared)
            return found, item
        worlds = list_timed_worlds(old, new, self._fixed, self._period)
        found = find_shortest(old, new, fixed=self._fixed, worlds=[world.pair for world in worlds])
        if found.difference is None:
            return found, None
        timed = next(find_times(found.difference, worlds, self._period, new))
        return found, NoticedDifference(number, timed.difference, timed.compared, timed.spans)


def noticed_by_callers(review: Review) -> Review:
    """Return a review without the fields: two systems write nearly all of them otherwise."""
    return replace(review, changes=())


def engine_settings(flow: Flow) -> Mapping[str, Any]:
    """Return every setting of a flow's engine, by name; none where FreeSWITCH runs the menus."""
    semantics = flow.semantics
    return {} if semantics.switch is not None else {name: getattr(semantics, name) for name in SETTINGS}


def engine_name(flow: Flow) -> str:
    """Return the name of a flow's engine: its project's profile, a built-in one, or the base of its own settings."""
    if flow.profile_name:
        return flow.profile_name
    changes = ", ".join(f"{name}: {setting_text(value)}" for name, value in flow.semantics.changes.items())
    return f"{flow.semantics.profile} with {changes}" if changes else flow.semantics.profile
