"""The visits of the places of a chain by elimination within strong components, in the order of the components.

Theory of operation. Callers who leave a strong component never come back to it, so the components are solved one
after the other. Within one, places are eliminated one at a time, as Grassmann, Taksar and Heyman (1985) do: the ways
through an eliminated place are added to the ways around it, and the chance to leave it is the *sum* of the chances of
its ways out, never one minus the chance to stay. No number is subtracted from another, so the visits keep their
digits even where one caller in a thousand million leaves the loop. The ways that were eliminated are kept and used
for the visits and for both moments of their times, whose equations differ only in what comes in from outside.

Which place comes next decides how many ways are added: the one with the fewest ways in times ways out (Markowitz
1957). A component without a way out keeps its callers: they are endless.

Example: menu A leads to B with .5 and to an end with .5, B back to A with 1. B is eliminated first: A leads to itself
with .5 x 1 and leaves with .5. So a caller who enters A visits it 1 / .5 = 2 times, and B 2 x .5 = 1 time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from simulator.fast_classes import NamedTuple
from simulator.graph.cycles import strong_components
from simulator.graph.odds.time_moments import TimeMoments

Way = tuple[int, float, float, float]


class ComponentVisits(NamedTuple):
    """The visits of each place, the share of callers who never leave, and the places that keep them."""

    visits: list[TimeMoments]
    endless: float
    trapped: frozenset[int]


class _Elimination(NamedTuple):
    """One place as it was when it was eliminated: the ways in and out that were left, and the chance to leave it."""

    place: int
    ways_in: tuple[tuple[int, float], ...]
    ways_out: tuple[tuple[int, float], ...]
    leaves: float


def solve_components(rows: Sequence[Sequence[Way]], exits: Sequence[Sequence[Way]], start: int) -> ComponentVisits:
    """Solve a chain that begins at a place."""
    names = [str(place) for place in range(len(rows))]
    graph = {name: [names[to] for to, p, _, _ in row if p > 0] for name, row in zip(names, rows, strict=True)}
    incoming = [[0.0, 0.0, 0.0] for _ in rows]
    incoming[start][0] = 1.0
    visits = [TimeMoments() for _ in rows]
    endless, trapped = 0.0, set[int]()
    # Reversed, each component comes after all that lead to it, so what comes in from outside is complete.
    for component in reversed(strong_components(graph)):
        places = [int(name) for name in component]
        arriving = sum(incoming[place][0] for place in places)
        if arriving <= 0.0:
            continue
        if _is_closed(places, rows, exits):
            endless += arriving
            trapped.update(places)
            continue
        _solve_component(places, rows, exits, incoming, visits)
        inside = set(places)
        for place in places:
            _pass_on(visits[place], [way for way in rows[place] if way[0] not in inside], incoming)
    return ComponentVisits(visits, endless, frozenset(trapped))


def _is_closed(places: Sequence[int], rows: Sequence[Sequence[Way]], exits: Sequence[Sequence[Way]]) -> bool:
    inside = set(places)
    if any(way[1] > 0 for place in places for way in exits[place]):
        return False
    return not any(p > 0 and to not in inside for place in places for to, p, _, _ in rows[place])


def _pass_on(visits: TimeMoments, ways: Sequence[Way], incoming: list[list[float]]) -> None:
    share, first, second = visits
    for to, p, a, b in ways:
        into = incoming[to]
        into[0] += share * p
        into[1] += first * p + share * a
        into[2] += second * p + 2.0 * first * a + share * b


def _solve_component(
    places: Sequence[int],
    rows: Sequence[Sequence[Way]],
    exits: Sequence[Sequence[Way]],
    incoming: list[list[float]],
    visits: list[TimeMoments],
) -> None:
    """Set the visits of the places of one component, moment by moment."""
    members = set(places)
    inside = {place: [way for way in rows[place] if way[0] in members] for place in places}
    if len(places) == 1 and not inside[places[0]]:
        visits[places[0]] = TimeMoments(*incoming[places[0]])
        return
    eliminations = _eliminate(inside, {place: _leaving_share(rows[place], exits[place], members) for place in places})
    shares = _substitute(eliminations, {place: incoming[place][0] for place in places})
    later = {place: incoming[place][1] for place in places}
    for place in places:
        for to, _, a, _ in inside[place]:
            later[to] += shares[place] * a
    firsts = _substitute(eliminations, later)
    squared = {place: incoming[place][2] for place in places}
    for place in places:
        for to, _, a, b in inside[place]:
            squared[to] += 2.0 * firsts[place] * a + shares[place] * b
    seconds = _substitute(eliminations, squared)
    for place in places:
        visits[place] = TimeMoments(shares[place], firsts[place], seconds[place])


def _leaving_share(ways: Sequence[Way], exits: Sequence[Way], members: set[int]) -> float:
    """The share of callers who leave the component from a place at once."""
    return sum(way[1] for way in exits) + sum(way[1] for way in ways if way[0] not in members)


def _eliminate(inside: Mapping[int, Sequence[Way]], outside: dict[int, float]) -> list[_Elimination]:
    """Eliminate the places of a component; ``outside`` is what each of them sends out of it."""
    places = [*inside]
    ways: dict[int, dict[int, float]] = {place: {} for place in places}
    before: dict[int, set[int]] = {place: set() for place in places}
    for place in places:
        for to, p, _, _ in inside[place]:
            if p > 0:
                ways[place][to] = ways[place].get(to, 0.0) + p
                before[to].add(place)
    queue = [(len(ways[place]) * len(before[place]), place) for place in places]
    heapify(queue)
    eliminations = []
    remaining = set(places)
    while queue:
        cost, place = heappop(queue)
        if place not in remaining:
            continue
        actual = len(ways[place]) * len(before[place])
        if actual > cost:  # it has more ways by now
            heappush(queue, (actual, place))
            continue
        remaining.discard(place)
        out = {to: p for to, p in ways[place].items() if to != place}
        leaves = outside[place] + sum(out.values())
        ways_in = tuple((source, ways[source][place]) for source in before[place] if source != place)
        eliminations.append(_Elimination(place, ways_in, tuple(out.items()), leaves))
        for source, chance in ways_in:
            onward, factor = ways[source], chance / leaves
            del onward[place]
            outside[source] += factor * outside[place]
            for to, p in out.items():
                onward[to] = onward.get(to, 0.0) + factor * p
                before[to].add(source)
        for to in out:
            before[to].discard(place)
    return eliminations


def _substitute(eliminations: Sequence[_Elimination], incoming: Mapping[int, float]) -> dict[int, float]:
    """Return the visits that follow from what comes in from outside."""
    arriving = dict(incoming)
    for place, _, ways_out, leaves in eliminations:
        for to, p in ways_out:
            arriving[to] += arriving[place] * p / leaves
    visits: dict[int, float] = {}
    for place, ways_in, _, leaves in reversed(eliminations):
        visits[place] = (arriving[place] + sum(visits[source] * p for source, p in ways_in)) / leaves
    return visits
