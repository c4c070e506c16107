"""The account's numbers that a pull writes into flow.yaml, and where they lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.provider.account.inventory import HOURS_TYPES
from simulator.provider.live.live_state import NumberRoute, number_digits
from simulator.provider.live.number_targets import leads_elsewhere
from simulator.provider.pull.selection import Selection


def number_entries(
    flow: Flow | None, numbers: Iterable[NumberRoute] | None, chosen: Selection, ids: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each number with its target: the key of a receptionist of the flow, or a destination as ``type||id``.

    ``ids`` are the provider's ids by key. A number is left out whose target the flow has already, however it is
    spelt there, and one that leads to a destination with which the flow has nothing to do.
    """
    by_id = {id: key for key, id in ids.items()}
    written = {number_digits(number): target for number, target in (flow.numbers if flow else {}).items()}
    for route in numbers or ():
        leads, digits = route.destination, number_digits(route.number)
        if leads is None:
            continue
        # "@Office hours" and time_condition||77 are one target: how its author spells it stays.
        if flow is not None and digits in written and not leads_elsewhere(flow, written[digits], leads, ids):
            continue
        if leads.names_receptionist:
            if leads.id in by_id:
                yield route.number, by_id[leads.id]
        elif digits in written or digits in chosen.numbers or _is_concern(flow, leads, chosen):
            yield route.number, str(leads)


def _is_concern(flow: Flow | None, leads: Destination, chosen: Selection) -> bool:
    """Return whether a number that nobody asked for is written: the flow knows what follows, or all is pulled."""
    is_known = flow is not None and flow.route_of(leads) is not None
    return is_known or (chosen.is_all and leads.canonical.type in HOURS_TYPES)
