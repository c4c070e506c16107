"""Survey of every receptionist and ending that a call can reach, and the cheapest caller who gets there.

The receptionists are joined by their ways out. A search over them is exact over every place of the
blueprints, because entering a receptionist forgets all that was before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, NamedTuple

from simulator.callers.caller_script import STEPS_MOST, CallerScript, Cue
from simulator.callers.given_answers import answer_words
from simulator.callers.world import person_name
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer, PersonRoute
from simulator.core.events import MENU_ALPHABET
from simulator.graph.reach.exits import RINGS_ON, Exit, Rung, Summaries, Summary
from simulator.graph.reach.measure import NOTHING, Cost, Measure, split_words, word_step
from simulator.graph.work_step import WorkStep, go_through

MOVES_OF_A_PLACE = len(MENU_ALPHABET) - 2
"""At each place twelve keys, the hang-up, and one thing that happens by itself."""


class Trail:
    """The way to one place, joined from the end: what a caller does, and through which receptionists."""

    __slots__ = ("before", "exit", "key", "text")

    def __init__(self, before: Trail | None, text: str, key: str, exit: Exit | None = None) -> None:
        self.before = before
        self.text = text
        self.key = key  # of the receptionist that is entered; of the last one where the trail leaves it
        self.exit = exit  # by which it was reached

    def __lt__(self, other: Trail) -> bool:
        """Return which has the smaller keys; asked only of trails that are alike in cost."""
        if self.before is other.before:
            return self.text < other.text
        return self.all_words < other.all_words

    @property
    def all_words(self) -> str:
        """All that the caller does."""
        return "".join(part.text for part in reversed(list(self.trails_back())))

    def trails_back(self) -> Iterator[Trail]:
        """This trail and those that it goes on from, the last first."""
        trail: Trail | None = self
        while trail is not None:
            yield trail
            trail = trail.before


class CheapestWay(NamedTuple):
    """The cheapest way to something: the two numbers of its cost, and the trail."""

    first: int
    second: int
    trail: Trail

    @property
    def cost(self) -> Cost:
        """All of the cost."""
        return Cost(self.first, self.second, self.trail.all_words)


@dataclass(slots=True)
class Search:
    """The cheapest way into each receptionist, and to each destination outside of the flow."""

    receptionists: dict[str, CheapestWay] = field(default_factory=dict)
    ends: dict[Destination, CheapestWay] = field(default_factory=dict)


class Survey:
    """A flow as all its callers together see it.

    ``roots`` are where calls come in: the flow's entry, then the receptionists of its numbers.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        receptionists = flow.receptionists
        self.roots = tuple(dict.fromkeys(key for key in (flow.entry, *flow.numbers.values()) if key in receptionists))
        self._summaries = Summaries(flow)
        self._made: dict[str, Summary] = {}
        self._targets: dict[Destination, str | None] = {}
        self._reachable: tuple[str, ...] | None = None
        self._searches: dict[tuple[Measure, bool], Search] = {}

    def summary_of(self, key: str) -> Summary:
        """The ways out of one receptionist."""
        summary = self._made.get(key)
        if summary is None:
            summary = self._made[key] = self._summaries.summary_of(key)
        return summary

    def entered_by(self, exit: Exit) -> str | None:
        """The receptionist that an exit enters; None: the call ends there."""
        destination = exit.destination
        if destination not in self._targets:
            self._targets[destination] = self.flow.receptionist_for(destination)
        return self._targets[destination]

    @property
    def reachable(self) -> tuple[str, ...]:
        """The receptionists that some caller reaches, breadth first from the roots."""
        if self._reachable is None:
            go_through(self.steps())
        assert self._reachable is not None, "the last step has found all of them"
        return self._reachable

    def steps(self) -> Iterator[WorkStep]:
        """Find what is reachable, with a step after each receptionist."""
        reached = dict.fromkeys(self.roots)
        queue = list(self.roots)
        for number, key in enumerate(queue, 1):  # grows while it is read
            for exit in self.summary_of(key).exits:
                target = self.entered_by(exit)
                if target is not None and target not in reached:
                    reached[target] = None
                    queue.append(target)
            yield WorkStep(number, len(self.flow.receptionists), "receptionists")
        self._reachable = tuple(reached)

    @property
    def places(self) -> int:
        """Return how many places of the blueprints callers can reach, ringing and ended among them."""
        return sum(self.summary_of(key).places for key in self.reachable) + len(self.roots) + 1

    @property
    def moves(self) -> int:
        """Return how many moves lead from those places, ignored keys and hang-ups among them."""
        return MOVES_OF_A_PLACE * (self.places - 1)

    def search_all(self, measure: Measure, *, all_roots: bool = True) -> Search:
        """The cheapest way to everything, from all roots, or from the flow's entry alone."""
        # With a single root both searches are the same and share their result.
        search_key = measure, all_roots and len(self.roots) > 1
        if search_key not in self._searches:
            roots = self.roots if all_roots else self.roots[:1]
            self._searches[search_key] = self.search_from(roots, measure)
        return self._searches[search_key]

    def search_from(
        self,
        sources: Iterable[str],
        measure: Measure,
        allowed: Callable[[Exit], bool] | None = None,
        *,
        until: Collection[str] = (),
    ) -> Search:
        """The cheapest way from these receptionists to everything, by exits that are allowed.

        It goes no further than to the first receptionist of ``until``.
        """
        search = Search()
        heap = [CheapestWay(*NOTHING[:2], Trail(None, "", key)) for key in sources]
        best = {cheapest.trail.key: cheapest for cheapest in heap}
        while heap:
            cheapest = heappop(heap)
            key = cheapest.trail.key
            if key in search.receptionists:
                continue
            search.receptionists[key] = cheapest
            if key in until:
                break
            for exit, cost, target in self._exits_onward(key, measure):
                if allowed is not None and not allowed(exit):
                    continue
                if exit.destination == RINGS_ON:
                    continue  # no caller gets anywhere by it
                if target is None:
                    end = exit.destination.canonical
                    search.ends[end] = _cheaper(search.ends.get(end), cheapest, cost, key, exit)
                elif target not in search.receptionists:
                    previous = best.get(target)
                    best[target] = _cheaper(previous, cheapest, cost, target, exit)
                    # Comparing trails is slow, so only a way that is really cheaper enters the heap.
                    if best[target] is not previous:
                        heappush(heap, best[target])
        return search

    def _exits_onward(self, key: str, measure: Measure) -> Iterator[tuple[Exit, Cost, str | None]]:
        """Every exit that can be taken, with its cost and the receptionist that it enters."""
        summary = self.summary_of(key)
        for exit, cost in zip(summary.exits, summary.exit_costs(measure), strict=True):
            if cost is not None:
                yield exit, cost, self.entered_by(exit)

    def script_of_trail(
        self, trail: Trail, *, then: Iterable[str] = (), patient: bool = False, name: str = "", rung: Rung = ()
    ) -> CallerScript:
        """The caller of a trail, who then goes on with the words of ``then`` (keys, or ``silence``).

        A script holds 1,000 steps. Of a longer trail it is the last part, entered at a receptionist on
        the way.
        """
        cue: Cue = "prompt" if self.flow.semantics.barge_in and not patient else "listening"
        parts = list(trail.trails_back())
        words_by_part = [split_words(part.text) for part in parts]
        start = len(parts) - 1
        rounds = sum(max(1, len(words)) for words in words_by_part[:start])
        while rounds >= STEPS_MOST:  # leave out what comes first
            start -= 1
            rounds -= max(1, len(words_by_part[start]))
        spoken = [word for words in reversed(words_by_part[:start]) for word in words]
        steps = tuple(word_step(word, cue) for word in [*spoken, *then][:STEPS_MOST])
        entry = parts[start].key
        answers = [answer for part in reversed(parts[: start + 1]) if part.exit for answer in part.exit.rung]
        return CallerScript(
            name=name,
            entry="" if entry == self.flow.entry else entry,
            given=given_answers(self.flow, (*answers, *rung)),
            steps=steps,
        )


def given_answers(flow: Flow, rung: Iterable[tuple[Destination, Answer]]) -> dict[str, Any]:
    """Return the given answers of a caller script for these telephones; empty where everybody answers as assumed."""
    answers: dict[Destination, list[Answer]] = {}
    for destination, answer in rung:
        answers.setdefault(destination.canonical, []).append(answer)
    given: dict[str, Any] = {}
    for destination, given_in_order in answers.items():
        route = flow.route_of(destination)
        assumed = "no_answer" if isinstance(route, PersonRoute) and route.nobody else "picked_up"
        if any(answer != assumed for answer in given_in_order):
            words = [answer_words(answer) for answer in given_in_order]
            given[person_name(flow, destination)] = words[0] if len(set(words)) == 1 else words
    return given


def _cheaper(way_there: CheapestWay | None, source: CheapestWay, cost: Cost, key: str, exit: Exit) -> CheapestWay:
    """The cheaper of a known way and of one that goes on from ``source``."""
    first, second = source.first + cost.first, source.second + cost.second
    if way_there is not None and (way_there.first, way_there.second) < (first, second):
        return way_there
    new = CheapestWay(first, second, Trail(source.trail, cost.text, key, exit))
    return new if way_there is None or new < way_there else way_there


def survey_of(of: Flow | Survey) -> Survey:
    """A survey of a flow; one that is there already as it is."""
    return of if isinstance(of, Survey) else Survey(of)
