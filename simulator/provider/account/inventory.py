"""Everything that an account lists, read at once."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from simulator.graph.work_step import ShowStep, WorkStep, show_nothing
from simulator.provider.live.live_state import LiveReceptionist, NamedItem, NumberRoute


class AccountInventory(NamedTuple):
    """The lists of an account; None: it has no such route."""

    receptionists: tuple[LiveReceptionist, ...]
    numbers: tuple[NumberRoute, ...] | None = None
    recordings: tuple[NamedItem, ...] | None = None
    departments: tuple[NamedItem, ...] | None = None
    users: tuple[NamedItem, ...] | None = None


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


def read_inventory(account: Account, *, names: bool = True, show: ShowStep = show_nothing) -> AccountInventory:
    """Read the lists of an account; ``names``: those of recordings, departments and users too."""
    total = 5 if names else 2

    def read_next(done: int) -> None:
        show(WorkStep(done, total, "lists of the account"))

    read_next(0)
    # Receptionists before numbers: the client needs both lists of the ivr dialect to say where a number leads.
    live = account.receptionists()
    read_next(1)
    numbers = account.numbers()
    if not names:
        return AccountInventory(live, numbers)
    read_next(2)
    recordings = account.recordings()
    read_next(3)
    departments = account.departments()
    read_next(4)
    return AccountInventory(live, numbers, recordings, departments, account.users())
