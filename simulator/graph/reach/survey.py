"""Survey of every receptionist and ending that a call can reach, and the cheapest caller who gets there.

The receptionists are joined by their ways out. A search over them is exact over every place of the
blueprints, because entering a receptionist forgets all that was before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer, PersonRoute
from simulator.core.events import MENU_ALPHABET
from simulator.graph.reach.answered_exits import Exit, Rung
from simulator.graph.reach.cheapest_search import Search, Trail, search_cheapest
from simulator.graph.reach.exits import Summaries, Summary
from simulator.graph.reach.measure import Measure, split_words, word_step
from simulator.graph.reach.receptionist_links import ReceptionistLinks
from simulator.graph.reach.tries import MenuTries
from simulator.graph.unrolled_flow import unroll_returns
from simulator.graph.work_step import WorkStep, go_through

if TYPE_CHECKING:
    from simulator.callers.caller_script import CallerScript, Cue

MOVES_OF_A_PLACE = len(MENU_ALPHABET) - 2
"""At each place twelve keys, the hang-up, and one thing that happens by itself."""


class Survey:
    """A flow as all its callers together see it.

    ``roots`` are where calls come in: the flow's entry, then the receptionists of its numbers. Where calls go back to
    menus that they came from, ``flow`` is the flow unrolled (``unrolled_flow``), and ``origin_of`` says which
    receptionist of ``source`` a receptionist of it is; ``later_rounds`` are those that stand for one round of a menu
    after its first. Raises ``UsageError`` where it cannot be unrolled.
    """

    def __init__(self, flow: Flow) -> None:
        self.source = flow
        flow, self._origins, self.later_rounds, self._stays_with_way_back, joined = unroll_returns(flow)
        self.flow = flow
        receptionists = flow.receptionists
        self.roots = tuple(dict.fromkeys(key for key in (flow.entry, *flow.numbers.values()) if key in receptionists))
        self._summaries = Summaries(flow, joined)
        self._source_summaries: Summaries | None = None
        self.links = ReceptionistLinks(self._summaries)
        self._reachable: tuple[str, ...] | None = None
        self._places: int | None = None
        self._searches: dict[tuple[Measure, bool], Search] = {}

    def origin_of(self, key: str) -> str:
        """Return the receptionist of the flow that a receptionist of the survey is."""
        return self._origins.get(key, key)

    def has_way_back(self, key: str) -> bool:
        """Return whether a call that is in a receptionist of the survey can have come there from a menu."""
        return key in self._stays_with_way_back

    def summary_of(self, key: str) -> Summary:
        """The ways out of one receptionist."""
        return self._summaries.summary_of(key)

    def tries_of(self, key: str) -> MenuTries | None:
        """Return all rounds of a menu of ``source``, which may be several receptionists here; None: an announcement."""
        if self._source_summaries is None:
            same = self.flow is self.source
            self._source_summaries = self._summaries if same else Summaries(self.source)
        return self._source_summaries.tries_of(key)

    def entered_by(self, exit: Exit) -> str | None:
        """The receptionist that an exit enters; None: the call ends there."""
        link = self.links.link_to(exit.destination)
        return self.links.keys[link] if link >= 0 else None

    @property
    def reachable(self) -> tuple[str, ...]:
        """The receptionists that some caller reaches, breadth first from the roots."""
        if self._reachable is None:
            go_through(self.steps())
        assert self._reachable is not None, "the last step has found all of them"
        return self._reachable

    def steps(self) -> Iterator[WorkStep]:
        """Find what is reachable, with a step after each receptionist."""
        links = self.links
        queue = [links.number_of(key) for key in self.roots]
        reached = set(queue)
        for count, number in enumerate(queue, 1):  # grows while it is read
            for link in links.links_from(number):
                if link >= 0 and link not in reached:
                    reached.add(link)
                    queue.append(link)
            yield WorkStep(count, len(self.flow.receptionists), "receptionists")
        self._reachable = tuple([links.keys[number] for number in queue])

    @cached_property
    def led_on(self) -> tuple[str, ...]:
        """The reachable receptionists out of which some caller comes into another without a choice; most have none."""
        links = self.links
        return tuple([key for key in self.reachable if links.mistakes_lead_on(links.number_of(key))])

    @property
    def places(self) -> int:
        """Return how many places of the blueprints callers can reach, ringing and ended among them."""
        if self._places is None:
            self._places = sum(self.summary_of(key).places for key in self.reachable) + len(self.roots) + 1
        return self._places

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
        enough: Callable[[Destination], bool] | None = None,
    ) -> Search:
        """The cheapest way from these receptionists to everything, by exits that are allowed.

        It goes no further than to the first receptionist of ``until``, or to the nearest end that is ``enough``.
        """
        return search_cheapest(self.links, self._summaries, sources, measure, allowed, until, enough)

    def script_of_trail(
        self,
        trail: Trail,
        *,
        then: Iterable[str] = (),
        roams: bool = False,
        patient: bool = False,
        name: str = "",
        rung: Rung = (),
    ) -> CallerScript:
        """The caller of a trail, who then goes on with the words of ``then`` (keys, or ``silence``).

        ``roams``: those words are for more receptionists than the last of the trail. A script holds 1,000 steps. Of a
        longer trail it is the last part, entered at a receptionist on the way.
        """
        from simulator.callers.caller_script import STEPS_MOST, CallerScript  # most surveys tell of no caller

        parts = list(trail.trails_back())
        words_by_part = [split_words(part.text) for part in parts]
        start = len(parts) - 1
        rounds = sum(max(1, len(words)) for words in words_by_part[:start])
        while rounds >= STEPS_MOST:  # leave out what comes first
            start -= 1
            rounds -= max(1, len(words_by_part[start]))
        cues: list[Cue] = ["listening" if patient else self._earliest_cue(part.key) for part in parts]
        # The words of a part are those that led to it: they are pressed in the receptionist before.
        spoken = [
            (word, cue)
            for words, cue in reversed([*zip(words_by_part[:start], cues[1:], strict=False)])
            for word in words
        ]
        last: Cue = "listening" if roams and not self._hears_early_everywhere else cues[0]
        steps = tuple(word_step(word, cue) for word, cue in [*spoken, *((word, last) for word in then)][:STEPS_MOST])
        entry = self.origin_of(parts[start].key)
        answers = [answer for part in reversed(parts[: start + 1]) if part.exit for answer in part.exit.rung]
        return CallerScript(
            name=name,
            entry="" if entry == self.flow.entry else entry,
            given=given_answers(self.flow, (*answers, *rung)),
            steps=steps,
        )

    @property
    def _hears_early_everywhere(self) -> bool:
        return all(self.flow.semantics_in(item).barge_in for item in self.flow.receptionists.values())

    def _earliest_cue(self, key: str) -> Cue:
        """From when on keys count in a receptionist: from the beginning of a round, where they stop a prompt."""
        return "prompt" if self.flow.semantics_in(self.flow.receptionists[key]).barge_in else "listening"


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
            from simulator.callers.given_answers import answer_words  # few callers are given any
            from simulator.callers.world import person_name

            words = [answer_words(answer) for answer in given_in_order]
            given[person_name(flow, destination)] = words[0] if len(set(words)) == 1 else words
    return given


def survey_of(of: Flow | Survey) -> Survey:
    """A survey of a flow; one that is there already as it is."""
    return of if isinstance(of, Survey) else Survey(of)
