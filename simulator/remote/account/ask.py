"""All that an account tells, asked in one go."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from simulator.remote.seen.live import Live, Named, Number


class Answers(NamedTuple):
    """What an account tells; None: it has no such route."""

    receptionists: tuple[Live, ...]
    numbers: tuple[Number, ...] | None = None
    recordings: tuple[Named, ...] | None = None
    departments: tuple[Named, ...] | None = None
    users: tuple[Named, ...] | None = None


class Account(Protocol):
    """Whoever can be asked: the client, or what stands for it in a test. Only reads."""

    def receptionists(self) -> tuple[Live, ...]:
        """What is live."""

    def numbers(self) -> tuple[Number, ...] | None:
        """The telephone numbers, and where they lead."""

    def recordings(self) -> tuple[Named, ...] | None:
        """The recordings."""

    def departments(self) -> tuple[Named, ...] | None:
        """The departments."""

    def users(self) -> tuple[Named, ...] | None:
        """The users (agents)."""


def ask(account: Account, *, names: bool = True) -> Answers:
    """What an account tells; ``names`` asks for what recordings, departments and users are called, too."""
    live, numbers = account.receptionists(), account.numbers()
    if not names:
        return Answers(live, numbers)
    return Answers(live, numbers, account.recordings(), account.departments(), account.users())
