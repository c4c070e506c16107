"""Everything that an account lists, read at once."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

from simulator.graph.work_step import ShowStep, WorkStep, show_nothing
from simulator.provider.live.live_state import LiveReceptionist, NamedItem, NumberRoute
from simulator.provider.live.onward_links import taken_destinations
from simulator.provider.live.time_group import TimeGroup

HoursWanted = Literal["never", "where used", "always"]
"""When the time groups are listed, too: ``where used``, if a receptionist or a number leads to hours."""

HOURS_TYPES = frozenset({"time_condition", "timegroup"})
"""The types of destinations that ask hours."""


class AccountInventory(NamedTuple):
    """The lists of an account; None: it has no such route."""

    receptionists: tuple[LiveReceptionist, ...]
    numbers: tuple[NumberRoute, ...] | None = None
    recordings: tuple[NamedItem, ...] | None = None
    departments: tuple[NamedItem, ...] | None = None
    users: tuple[NamedItem, ...] | None = None
    time_groups: tuple[TimeGroup, ...] | None = None


class Account(Protocol):
    """Whoever can be asked: the client, or what stands for it in a test. Only reads."""

    def receptionists(self) -> tuple[LiveReceptionist, ...]:
        """Return what is live."""

    def numbers(self) -> tuple[NumberRoute, ...] | None:
        """The telephone numbers, and where they lead."""

    def recordings(self) -> tuple[NamedItem, ...] | None:
        """The recordings."""

    def departments(self) -> tuple[NamedItem, ...] | None:
        """The departments."""

    def users(self) -> tuple[NamedItem, ...] | None:
        """The users (agents)."""

    def time_groups(self) -> tuple[TimeGroup, ...] | None:
        """The time groups."""


def read_inventory(
    account: Account, *, names: bool = True, hours: HoursWanted = "never", show: ShowStep = show_nothing
) -> AccountInventory:
    """Read the lists of an account; ``names``: those of recordings, departments and users too."""
    total = (5 if names else 2) + (hours == "always")

    def read_next(done: int) -> None:
        show(WorkStep(done, total, "lists of the account"))

    read_next(0)
    # Receptionists before numbers: the client needs both lists of the ivr dialect to say where a number leads.
    live = account.receptionists()
    read_next(1)
    inventory = AccountInventory(live, account.numbers())
    if names:
        read_next(2)
        recordings = account.recordings()
        read_next(3)
        departments = account.departments()
        read_next(4)
        inventory = inventory._replace(recordings=recordings, departments=departments, users=account.users())
    if hours == "always":
        read_next(total - 1)
    if hours == "always" or (hours == "where used" and _leads_to_hours(inventory)):
        inventory = inventory._replace(time_groups=account.time_groups())
    return inventory


def _leads_to_hours(inventory: AccountInventory) -> bool:
    destinations = [to for item in inventory.receptionists for to in taken_destinations(item.fields)]
    destinations += [route.destination for route in inventory.numbers or () if route.destination is not None]
    return any(to.canonical.type in HOURS_TYPES for to in destinations)
