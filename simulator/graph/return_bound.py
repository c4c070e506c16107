"""How many ways back calls may have in a flow of which all callers are looked at, one way after the other.

Menus that all lead to each other and back have as many ways back as there are orders in which a call can have come
through them: eight such menus have more than a hundred thousand. What goes through all of them is refused beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.call_plan import CallPlan
from simulator.core.places import NO_WAY_BACK, WayBack
from simulator.core.return_rules import ReturnRules
from simulator.errors import UsageError

STAYS_MOST = 20_000
"""More stays than this are not looked at one by one."""


def too_many_ways(most: int) -> UsageError:
    """Return the error for a flow in which calls go back in more ways than can be looked at."""
    return UsageError(
        f"calls go back in this flow in more than {most:,} ways, too many to look at all of them: "
        "use fewer menus with return_after or return||1, or fewer tries in them"
    )


def refuse_many_ways(flow: Flow, most: int | None = None) -> None:
    """Raise ``UsageError`` where calls go back in more than so many ways (``STAYS_MOST``), tries aside.

    ``flow`` is one in which calls go back somewhere.
    """
    most = STAYS_MOST if most is None else most
    rules = CallPlan(flow).returns
    queue: list[tuple[str, WayBack]] = [(key, NO_WAY_BACK) for key in flow.receptionists]
    met = set(queue)
    for key, way_back in queue:  # grows while it is read
        for stay in _stays_after(flow, rules, key, way_back):
            if stay not in met:
                if len(met) >= most:
                    raise too_many_ways(most)
                met.add(stay)
                queue.append(stay)


def _stays_after(flow: Flow, rules: ReturnRules, key: str, way_back: WayBack) -> Iterator[tuple[str, WayBack]]:
    """Yield where a call can be after a stay: a receptionist, and its way back there."""
    back = rules.find_return(key, way_back, (0, 0))
    if back is not None:
        yield back.receptionist, back.way_back
    behind = rules.leave(key, way_back, (0, 0))
    destinations = dict.fromkeys(passage.destination for passage in flow.receptionists[key].ways())
    for entered in _receptionists_behind(flow, list(destinations)):
        yield entered, rules.enter(entered, behind)


def _receptionists_behind(flow: Flow, destinations: list[Destination]) -> Iterator[str]:
    """Yield the receptionists at destinations, and behind the schedules and telephones there."""
    visited = set(destinations)
    for destination in destinations:  # grows while it is read
        entered = flow.receptionist_for(destination)
        if entered is not None:
            yield entered
        elif (route := flow.route_of(destination)) is not None:
            onward = [to for _, to in route.ways() if to not in visited]
            destinations += onward
            visited.update(onward)
