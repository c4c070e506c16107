"""Callers who never get out, found over every place of the blueprints, with all retries.

Theory of operation. A menu cannot hold a caller by itself: silence and wrong keys use up its retries, and then its
fall-back destination is next. And entering a receptionist forgets everything that happened before. A caller who never
gets out therefore goes round a cycle of *receptionists*, and the search needs no places, only the exits:

* a silent caller, or one who presses only wrong keys, leaves each receptionist in exactly one way. The
  receptionists with these exits form a graph with at most one arrow from each, so following the arrows from any of
  them ends outside of the flow or in the only cycle there is;
* a caller who mixes both has two exits from each. Now there may be many cycles through the same receptionists; the
  strongly connected components of the graph are reported, each with its cheapest cycle;
* where every silent exit of a cycle takes no time at all, the call goes round without anybody doing anything.

A cycle is reported with the caller who needs the fewest keys and silences until there is no other way. That can be
well before the cycle: a receptionist all of whose exits lead there is lost already.

Choices count in none of these: a caller who chooses to go back can also choose to go on.

Example: silence in ``main`` leads to ``night``, and a wrong key in ``night`` leads back to ``main``; all else leads to
a person. A silent caller goes main, night, person: no loop. A caller of wrong keys goes main, person: no loop. With
both, {main, night} is strongly connected, so a caller who is silent in ``main`` and presses a wrong key in ``night``
goes round forever: one mixed loop. If silence in ``night`` led to ``main`` as well, the silent caller would be
caught, too, and there would be two loops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.graph.cycles import Graph, cyclic_components, dominates, dominators, first_sources, leading_to_cycles
from simulator.graph.menu_rounds import Mistake
from simulator.graph.reach.answered_exits import FIELDS, Exit, Rung
from simulator.graph.reach.cheapest_search import CheapestWay, Trail
from simulator.graph.reach.measure import Measure, split_words
from simulator.graph.reach.mistake_steps import Hop, MistakeStep, spell_hop, steps_by_any_mistake, steps_by_mistake
from simulator.graph.reach.survey import Survey, survey_of

if TYPE_CHECKING:
    from simulator.callers.caller_script import CallerScript

Kind = Literal["silent", "wrong-keys", "mixed", "zero-time"]


@dataclass(frozen=True, slots=True)
class EndlessCycle:
    """A cycle of receptionists that a caller does not get out of.

    ``kind``: who goes round. ``silent`` does nothing, ``wrong-keys`` presses only wrong keys (and is
    silent where none is wrong), ``mixed`` does both, ``zero-time`` is anybody: no time passes.
    ``receptionists`` are keys, in the order in which they are come through; ``fields`` are, for each,
    the receptionist's field that leads to the next. ``caller`` has the fewest keys and silences until
    there is no other way, from the receptionist ``since`` on; when played, the call comes out endless.
    """

    kind: Kind
    receptionists: tuple[str, ...]
    fields: tuple[str, ...]
    since: str
    _survey: Survey = field(repr=False, compare=False)
    _trail: Trail = field(repr=False, compare=False)
    _approach: tuple[str, ...] = field(repr=False, compare=False)
    _again: tuple[str, ...] = field(repr=False, compare=False)
    _rung: Rung = field(default=(), repr=False, compare=False)

    @property
    def caller(self) -> CallerScript:
        """The caller, written out: of up to 1,000 steps, so made only on demand."""
        return self._survey.script_of_trail(self._trail, then=self._words_in_cycle, roams=True, rung=self._rung)

    @property
    def acts(self) -> int:
        """Return how many keys and silences that caller says, as far as a script goes."""
        from simulator.callers.caller_script import STEPS_MOST  # few flows have cycles

        before = self._trail.all_words.replace(" ", "")
        then = sum(1 if word == "silence" else len(word) for word in self._words_in_cycle)
        return min(len(before) + then, STEPS_MOST)

    @property
    def _words_in_cycle(self) -> list[str]:
        """Return what the caller does once lost: the way into the cycle, and then round after round."""
        from simulator.callers.caller_script import STEPS_MOST

        if any(word != "silence" for word in self._again):
            return [*self._approach, *self._again * (STEPS_MOST // len(self._again) + 1)]
        then = list(self._approach)
        while then and then[-1] == "silence":  # at the end it goes without saying
            then.pop()
        return then


class BackChoice(NamedTuple):
    """A choice by which callers can go round for as long as they like: not held against a flow."""

    receptionist: str
    code: str
    target: str


def find_loops(of: Flow | Survey) -> tuple[EndlessCycle, ...]:
    """Every cycle that a caller who chooses nothing can be caught in, from any reachable receptionist."""
    survey = survey_of(of)
    return (*silent_loops(survey), *wrong_key_loops(survey), *mixed_loops(survey), *zero_time_loops(survey))


def silent_loops(survey: Survey) -> tuple[EndlessCycle, ...]:
    """Return where a caller who does nothing goes round forever."""
    return _cycles_of_mistakes(survey, "silent", "silence")


def wrong_key_loops(survey: Survey) -> tuple[EndlessCycle, ...]:
    """Return where a caller of only wrong keys goes round forever."""
    return _cycles_of_mistakes(survey, "wrong-keys", "wrong")


def zero_time_loops(survey: Survey) -> tuple[EndlessCycle, ...]:
    """Return where a call goes round without a caller, and without time."""
    return _cycles_of_mistakes(survey, "zero-time", "silence")


def mixed_loops(survey: Survey) -> tuple[EndlessCycle, ...]:
    """Return where a caller who makes mistakes of both kinds can go round forever, one for each such group."""
    graph: dict[str, list[str]] = {key: [] for key in survey.reachable}
    for key in survey.led_on:
        graph[key] = [target for _, _, target in steps_by_any_mistake(survey, key)]
    return tuple(_mixed_loop(survey, group, lost) for group, _, lost in _reached_groups(survey, graph))


def ways_back(of: Flow | Survey) -> tuple[BackChoice, ...]:
    """The choices that lead back to where every caller there has been already.

    Where callers can go round and no choice is such, every choice of that round.
    """
    survey = survey_of(of)
    graph = whole_graph(survey)
    back_choices: list[BackChoice] = []
    groups = [set(group) for group in cyclic_components(leading_to_cycles(graph))]
    if not groups:
        return ()
    # The entry decides for all that it reaches; other numbers only for what is theirs alone.
    # Otherwise a number that leads into the middle of a menu tree would turn its way back into a way on.
    idom = dominators(graph, survey.roots)
    if len(survey.roots) > 1:
        idom |= dominators(graph, survey.roots[:1])
    for group in groups:
        inside = [choice for key in group for choice in _choices_onward(survey, key) if choice.target in group]
        back_choices += [choice for choice in inside if dominates(idom, choice.target, choice.receptionist)] or inside
    order = {key: place for place, key in enumerate(survey.reachable)}
    return tuple(sorted(back_choices, key=lambda choice: (order[choice.receptionist], choice.code)))


def whole_graph(survey: Survey) -> dict[str, list[str]]:
    """For each reachable receptionist, those that it leads to in any way."""
    links, keys = survey.links, survey.links.keys
    return {
        key: [keys[link] for link in links.links_from(links.number_of(key)) if link >= 0] for key in survey.reachable
    }


def _choices_onward(survey: Survey, key: str) -> list[BackChoice]:
    target = survey.entered_by
    exits = (exit for exit in survey.summary_of(key).exits if exit.cause == "choice")
    return [BackChoice(key, exit.code, to) for exit in exits if (to := target(exit)) is not None]


def _cycles_of_mistakes(survey: Survey, kind: Kind, mistake: Mistake) -> tuple[EndlessCycle, ...]:
    """The cycles of a caller of one mistake.

    Where telephones leave several ways on (nobody picks up, or it is busy), each is followed everywhere. Whoever goes
    round only if two of them give different answers is found by ways that lead round at all, one from each menu.
    """
    steps = {key: steps_by_mistake(survey, key, mistake, instant=kind == "zero-time") for key in survey.led_on}
    cycles: dict[frozenset[str], EndlessCycle] = {}
    for choice in range(max(map(len, steps.values()), default=0)):
        single = {key: ways[min(choice, len(ways) - 1)] for key, ways in steps.items() if ways}
        for cycle in _cycles_of_single_steps(survey, kind, single):
            cycles.setdefault(frozenset(cycle.receptionists), cycle)
    if max(map(len, steps.values()), default=0) < 2:
        return tuple(cycles.values())
    graph = {key: [step.target for step in steps.get(key, ())] for key in survey.reachable}
    for group in map(frozenset, cyclic_components(leading_to_cycles(graph))):
        if not any(found <= group for found in cycles):
            single = {key: _step_into(ways, group) for key, ways in steps.items() if ways}
            for cycle in _cycles_of_single_steps(survey, kind, single):
                cycles.setdefault(frozenset(cycle.receptionists), cycle)
    return tuple(cycles.values())


def _step_into(ways: Sequence[MistakeStep], group: frozenset[str]) -> MistakeStep:
    """Return the first step that leads into a group; else the first of all."""
    return next((step for step in ways if step.target in group), ways[0])


def _cycles_of_single_steps(survey: Survey, kind: Kind, steps: Mapping[str, MistakeStep]) -> tuple[EndlessCycle, ...]:
    """The cycles where each receptionist is left in one way at most."""
    graph: Graph = {key: [steps[key].target] if key in steps else [] for key in survey.reachable}
    endless_cycles: list[EndlessCycle] = []

    def hop_from(key: str) -> Hop:
        return spell_hop(survey, key, steps[key])

    for group, first, lost in _reached_groups(survey, graph):
        approach: list[Hop] = []
        at = lost.trail.key
        while at not in group:
            approach.append(hop_from(at))
            at = approach[-1].target
        endless_cycles.append(
            _build_loop(survey, kind, _cycle_from(hop_from, first), lost, [approach, _cycle_from(hop_from, at)])
        )
    return tuple(endless_cycles)


def _reached_groups(survey: Survey, graph: Graph) -> Iterator[tuple[frozenset[str], str, CheapestWay]]:
    """Each group that one can go round in, in the order in which callers reach them.

    With it: the member of the group that is reached first, and the first place from which callers can get into it.
    """
    graph = leading_to_cycles(graph)
    if not graph:
        return
    groups = cyclic_components(graph)
    ways = survey.search_all(Measure.SHORTEST).receptionists
    order = {key: place for place, key in enumerate(sorted(graph, key=ways.__getitem__))}
    sources = first_sources(graph, order)
    firsts = [(min(group, key=order.__getitem__), group) for group in groups]
    for first, group in sorted(firsts, key=lambda one: order[one[0]]):
        yield frozenset(group), first, ways[sources[first]]


def _cycle_from(hop_from: Callable[[str], Hop], start: str) -> list[Hop]:
    cycle = [hop_from(start)]
    while cycle[-1].target != start:
        cycle.append(hop_from(cycle[-1].target))
    return cycle


def _mixed_loop(survey: Survey, group: frozenset[str], lost: CheapestWay) -> EndlessCycle:
    """The cheapest way into a group that mistakes lead round in, and its cheapest round."""
    near = survey.search_from([lost.trail.key], Measure.SHORTEST, _is_mistake, until=group).receptionists
    into = near[next(key for key in near if key in group)]
    start = into.trail.key
    rounds: list[tuple[int, list[Hop]]] = []
    for step in steps_by_any_mistake(survey, start):
        if step.target in group:
            hop = spell_hop(survey, start, step, timed=False)
            back = survey.search_from([hop.target], Measure.SHORTEST, _is_mistake, until={start}).receptionists[start]
            rounds.append((len(hop.words) + back.first, [hop, *_hops_of_trail(back)]))
    # Several mistakes may lead back; the cheapest circle makes the shortest caller.
    cycle = min(rounds, key=itemgetter(0))[1]
    return _build_loop(survey, "mixed", cycle, lost, [_hops_of_trail(into), cycle])


def _is_mistake(exit: Exit) -> bool:
    return exit.cause != "choice"


def _hops_of_trail(way_there: CheapestWay) -> list[Hop]:
    """The hops of a trail."""
    parts = reversed(list(way_there.trail.trails_back()))
    return [Hop(part.exit, tuple(split_words(part.text)), part.key) for part in parts if part.exit is not None]


def _build_loop(
    survey: Survey, kind: Kind, cycle: Sequence[Hop], lost: CheapestWay, then: Sequence[Sequence[Hop]]
) -> EndlessCycle:
    """A loop, with the caller who is lost to it first: the way there, then round after round."""
    approach, again = (tuple(word for hop in hops for word in hop.words) for hops in then)
    sources = (cycle[-1].target, *(hop.target for hop in cycle[:-1]))
    # Rounds that stand alone (unrolled_flow) are one receptionist, which is left by the last of them.
    steps = [
        (survey.origin_of(key), FIELDS[hop.exit.cause])
        for key, hop in zip(sources, cycle, strict=True)
        if hop.target not in survey.later_rounds
    ]
    receptionists, fields = tuple(key for key, _ in steps), tuple(field for _, field in steps)
    rung = tuple(answer for hops in then for hop in hops for answer in hop.exit.rung)
    return EndlessCycle(kind, receptionists, fields, lost.trail.key, survey, lost.trail, approach, again, rung)
