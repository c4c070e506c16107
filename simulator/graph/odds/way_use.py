"""How often callers take each way of a flow, and come to each place where ways part."""

from __future__ import annotations

from math import inf
from typing import TypeVar

from simulator.config.receptionist import Cause
from simulator.fast_classes import NamedTuple
from simulator.graph.odds.choice_use import choice_use, stay_choices
from simulator.graph.odds.flow_odds import OddsRun, PersonaOdds

Key = TypeVar("Key")

WayId = tuple[str, Cause | str, str]
"""Where a way begins (a receptionist's key, or ``type||id``), its cause, and the keys or the answer that lead there."""


class WayUse(NamedTuple):
    """Per caller: how often each way is taken, how often calls come to a place, and how many are hung up on there.

    More than 1 where callers come again; infinite where some never leave.
    """

    ways: dict[WayId, float]
    visits: dict[str, float]
    hang_ups: dict[str, float]


def find_way_use(odds: PersonaOdds) -> WayUse:
    """Return how often callers of a persona, or of all, take each way. A way that nobody takes is left out."""
    use = WayUse({}, {}, {})
    for run in odds.runs:
        for place in range(len(run.chain.stations)):
            share = inf if place in run.solution.trapped else run.solution.visits[place].share
            if share:
                _add_place(use, run, place, share * run.weight)
    for menu, options in choice_use(odds).items():
        for option, share in options.items():
            _add(use.ways, (menu, "choice", option), share)
    return use


def _add_place(use: WayUse, run: OddsRun, place: int, share: float) -> None:
    chain = run.chain
    station, visit = chain.stations[place], chain.stays[place]
    if station is None:
        node = str(chain.asked_at(place).canonical)
        for answer, chance, _ in chain.answer_ways(place):
            _add(use.ways, (node, "answer", answer), share * chance)
    elif visit is None:
        node = station.key
        _add(use.ways, (node, "forward", ""), share)
    else:
        node = station.key
        for cause, out in (("wrong keys", visit.stay.wrong_out), ("silence", visit.stay.silence_out)):
            _add(use.ways, (node, cause, ""), _times(share, sum(moments[0] for moments in out.values())))
        _add(use.hang_ups, node, _times(share, visit.stay.hang_ups.share))
        if share == inf:  # which ``choice_use`` leaves out
            for option, chosen in stay_choices(station, visit):
                _add(use.ways, (node, "choice", option), _times(share, chosen))
    _add(use.visits, node, share)


def _times(visits: float, share: float) -> float:
    return visits * share if share else 0.0  # nobody of an infinite number is nobody


def _add(sums: dict[Key, float], key: Key, share: float) -> None:
    if share:
        sums[key] = sums.get(key, 0.0) + share
