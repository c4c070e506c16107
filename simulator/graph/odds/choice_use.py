"""How often each choice of each menu is made."""

from __future__ import annotations

from simulator.graph.odds.flow_odds import PersonaOdds
from simulator.graph.odds.menu_stay import ANY_CHOICE
from simulator.graph.odds.stay_library import StayVisit
from simulator.graph.odds.time_moments import NOBODY
from simulator.tables.station import Station, keypad_of


def choice_use(odds: PersonaOdds) -> dict[str, dict[str, float]]:
    """Return how often each option is chosen, per caller, by menu; menus that callers never leave are left out."""
    use: dict[str, dict[str, float]] = {}
    for run in odds.runs:
        for place, (station, visit) in enumerate(zip(run.chain.stations, run.chain.stays, strict=True)):
            if station is None or visit is None or place in run.solution.trapped:
                continue
            counts = use.setdefault(station.key, {})
            visits = run.solution.visits[place].share * run.weight
            for option, share in stay_choices(station, visit):
                counts[option] = counts.get(option, 0.0) + visits * share
    return use


def stay_choices(station: Station, visit: StayVisit) -> list[tuple[str, float]]:
    """Return the options that are chosen in a menu, each with how often in one stay."""
    codes = keypad_of(station).codes
    if visit.typing is None:
        return [(codes[code], moments.share) for (code, _), moments in visit.stay.choices.items()]
    every = visit.stay.choices.get((ANY_CHOICE, ()), NOBODY).share
    return [(codes[item.code], every * item.share) for item in visit.typing.codes]
