"""Entries that lead back: what becomes of the destination that FreePBX takes where there is no menu to return to.

Such an entry returns to the menu that the call came from, and a call that came from none takes the entry's own
destination. A flow has a place for one of the two. Which of them callers can take follows from how calls get to the
menu: only from other menus (then it always returns), never from one (then it never does), or in both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.config.receptionist import Destination, Entry, parse_address
from simulator.exchange.construct_list import SourceRow
from simulator.exchange.imported_flow import ImportedFlow, ImportedReceptionist
from simulator.fast_classes import NamedTuple
from simulator.provider.live.onward_links import taken_destinations


class ReturningEntry(NamedTuple):
    """A row of an entry that returns, the menu that it is in, its codes, and its own destination."""

    row: SourceRow
    menu: str
    options: frozenset[str]
    destination: Destination


def settle_returns(flow: ImportedFlow, returning: Iterable[ReturningEntry]) -> None:
    """Lead the entries of menus that no menu leads to where they always lead, and say what becomes of the others."""
    returns = [*returning]
    if not returns:
        return
    items = {item.id: item for item in flow.receptionists}
    menus = [item for item in items.values() if item.fields["destination_type"] == "multiple"]
    from_menus = _reached(flow, items, (to for item in menus for to in taken_destinations(item.fields)))
    direct = _reached(flow, items, flow.numbers.values()) if flow.numbers else {flow.entry}
    for entry in returns:
        if entry.menu not in from_menus:
            _lead_on(items[entry.menu], entry)
            entry.row.change("ivr_ret", "no menu leads to this one, so the entry never returns")
        elif entry.menu in direct:
            note = "the entry returns; where it leads in a call that has been in no menu before is not kept"
            entry.row.drop("dest", note, noticeable=True)
        else:
            entry.row.drop("dest", "the entry returns, since calls get to this menu only from others")


def _lead_on(item: ImportedReceptionist, returning: ReturningEntry) -> None:
    kind, id = returning.destination
    item.fields["entries"] = tuple(
        Entry(option=entry.option, destination_type=kind, destination_id=id)
        if entry.option in returning.options
        else entry
        for entry in item.fields["entries"]
    )


def _reached(flow: ImportedFlow, items: Mapping[str, ImportedReceptionist], starts: Iterable[Destination]) -> set[str]:
    """Return the ids of the menus that a call gets to from some destinations before it is in any other menu."""
    waiting = [*starts]
    visited = set(waiting)
    menus: set[str] = set()
    for destination in waiting:  # grows while it is read
        item = items.get(destination.id) if destination.names_receptionist else None
        if item is not None and item.fields["destination_type"] == "multiple":
            menus.add(item.id)
            continue
        onward = taken_destinations(item.fields) if item is not None else _routes(flow, destination)
        new = [to for to in onward if to not in visited]
        waiting += new
        visited.update(new)
    return menus


def _routes(flow: ImportedFlow, destination: Destination) -> Iterator[Destination]:
    entry = flow.destinations.get(destination)
    for address in (entry.open, entry.closed, entry.no_answer) if entry is not None else ():
        if address:
            yield parse_address(address)
