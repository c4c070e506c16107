"""How often the places of a chain are visited, and when: callers are passed on until none is left.

Theory of operation. All callers begin at the start. In one pass, every place in turn passes on the callers who are
there; places are in reverse postorder, so that in a flow without a way back one pass brings everybody to an end. A way
back leaves callers for the next pass. With visits v, the chance P of each way and e the start, the passes add up the
series ``v = e + e P + e P P + ...``, term after term and without any subtraction, so nothing is lost but what is below
the precision of the sum.

Where callers are kept for too many passes (a loop that few of them leave, or none), the places are solved by
elimination instead (``component_solution``). Both give the same figures; this one is the shorter way for most flows.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.fast_classes import NamedTuple
from simulator.graph.odds.call_chain import CallChain, Way
from simulator.graph.odds.component_solution import solve_components
from simulator.graph.odds.time_moments import TimeMoments

PASSES_MOST = 60
SEEN = 1e-16
"""Callers are passed on while they are more than this part of those who were there before: half a last digit."""


class ChainSolution(NamedTuple):
    """The visits of each place with the moments of the times at which they begin, and the callers at each end.

    ``endless`` is the share of callers whose call never ends; the places that keep them are ``trapped``, and their
    visits are those before.
    """

    visits: list[TimeMoments]
    ends: list[TimeMoments]
    endless: float = 0.0
    trapped: frozenset[int] = frozenset()


def solve_chain(chain: CallChain) -> ChainSolution:
    """Solve a chain: the visits of its places, and the callers at its ends."""
    ends = [TimeMoments() for _ in chain.ends]
    if chain.start < 0:
        ends[~chain.start] = TimeMoments(1.0, 0.0, 0.0)
        return ChainSolution([], ends)
    order = _reverse_postorder(chain.rows, chain.start)
    visits = _pass_callers_on(chain.rows, chain.start, order)
    if visits is None:
        solved = solve_components(chain.rows, chain.exits, chain.start)
        return ChainSolution(solved.visits, _gather_ends(chain, solved.visits), solved.endless, solved.trapped)
    return ChainSolution(visits, _gather_ends(chain, visits))


def _pass_callers_on(rows: Sequence[Sequence[Way]], start: int, order: Sequence[int]) -> list[TimeMoments] | None:
    """Return the visits of each place; None: callers go round for too long."""
    size = len(rows)
    waiting, waiting_first, waiting_second = [0.0] * size, [0.0] * size, [0.0] * size
    visits, visits_first, visits_second = [0.0] * size, [0.0] * size, [0.0] * size
    waiting[start] = 1.0
    for _ in range(PASSES_MOST):
        for place in order:
            share = waiting[place]
            if share <= SEEN * visits[place]:  # what waits is passed on once it can be seen, or never
                continue
            first, second = waiting_first[place], waiting_second[place]
            waiting[place] = waiting_first[place] = waiting_second[place] = 0.0
            visits[place] += share
            visits_first[place] += first
            visits_second[place] += second
            for to, p, a, b in rows[place]:
                waiting[to] += share * p
                waiting_first[to] += first * p + share * a
                waiting_second[to] += second * p + 2.0 * first * a + share * b
        if not any(waiting[place] > SEEN * visits[place] for place in order):
            return [TimeMoments(*moments) for moments in zip(visits, visits_first, visits_second, strict=True)]
    return None


def _gather_ends(chain: CallChain, visits: Sequence[TimeMoments]) -> list[TimeMoments]:
    shares, firsts, seconds = [0.0] * len(chain.ends), [0.0] * len(chain.ends), [0.0] * len(chain.ends)
    for (share, first, second), exits in zip(visits, chain.exits, strict=True):
        for end, p, a, b in exits:
            shares[end] += share * p
            firsts[end] += first * p + share * a
            seconds[end] += second * p + 2.0 * first * a + share * b
    return [TimeMoments(*moments) for moments in zip(shares, firsts, seconds, strict=True)]


def _reverse_postorder(rows: Sequence[Sequence[Way]], start: int) -> list[int]:
    """The places that can be reached, each before those that it leads to, but for ways back."""
    visited = bytearray(len(rows))
    visited[start] = 1
    order: list[int] = []
    work = [(start, iter(rows[start]))]
    while work:
        place, ways = work[-1]
        for way in ways:
            to = way[0]
            if not visited[to]:
                visited[to] = 1
                work.append((to, iter(rows[to])))
                break
        else:
            work.pop()
            order.append(place)
    return order[::-1]
