"""Everything that an account lists, read at once."""

from __future__ import annotations

from typing import NamedTuple, Protocol

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


def read_inventory(account: Account, *, names: bool = True) -> AccountInventory:
    """Read the lists of an account; ``names``: those of recordings, departments and users too."""
    live, numbers = account.receptionists(), account.numbers()
    if not names:
        return AccountInventory(live, numbers)
    return AccountInventory(live, numbers, account.recordings(), account.departments(), account.users())
