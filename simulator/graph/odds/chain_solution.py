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

NOTHING = 1e-20
"""A share of all callers that is not passed on: ten thousand places of them change no share in its last digit."""


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
    """Return the visits of each place; None: callers go round for too long.

    A place's cell has the moments of the callers who wait there to be passed on, then those of its visits. Ways lead to
    cells and not to numbers, which saves half of the time.
    """
    cells = [[0.0] * 6 for _ in rows]
    # From where all ways lead to ends, nobody is passed on: who waits there has visited.
    inner = [place for place in order if rows[place]]
    plan = [(cells[place], [(cells[to], p, a, 2.0 * a, b) for to, p, a, b in rows[place]]) for place in inner]
    cells[start][0] = 1.0
    for _ in range(PASSES_MOST):
        is_settled = True
        for cell, ways in plan:
            share, first, second, visited, _, _ = cell
            if share <= SEEN * visited + NOTHING:  # less is kept until there is more of it
                continue
            is_settled = False
            cell[0] = cell[1] = cell[2] = 0.0
            cell[3] = visited + share
            cell[4] += first
            cell[5] += second
            for onward, p, a, doubled, b in ways:
                onward[0] += share * p
                onward[1] += first * p + share * a
                onward[2] += second * p + first * doubled + share * b
        if is_settled:
            return [TimeMoments(*(cell[3:] if row else cell[:3])) for cell, row in zip(cells, rows, strict=True)]
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
