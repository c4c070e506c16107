"""The effects of an event: the orders that a shell carries out, in their order."""

from __future__ import annotations

from typing import Literal

from simulator.config.receptionist import Destination
from simulator.fast_classes import dataclass


@dataclass(frozen=True, slots=True)
class Play:
    """A recording starts; ``interruptible``: a key stops it and counts."""

    recording: str
    milliseconds: int
    interruptible: bool

    @property
    def seconds(self) -> float:
        """Return how long it takes, undisturbed."""
        return self.milliseconds / 1000


@dataclass(frozen=True, slots=True)
class Choice:
    """The keys are an entry of the menu."""

    keys: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A wrong key or a silence: the ``used``-th, of ``allowed`` that leave another try.

    ``last``: none is left. Under shared counters ``used`` counts both kinds.
    """

    cause: Literal["wrong", "silence"]
    used: int
    allowed: int
    last: bool


@dataclass(frozen=True, slots=True)
class Note:
    """The e-mail template of the chosen entry is noted."""

    template_id: str


@dataclass(frozen=True, slots=True)
class Enter:
    """The call goes into a receptionist; its counters start at zero."""

    receptionist: str


@dataclass(frozen=True, slots=True)
class Return:
    """The call goes back to a menu that it came from; its counters go on."""

    receptionist: str


@dataclass(frozen=True, slots=True)
class Round:
    """A menu is presented: its recordings, then the wait. The counts are those used so far."""

    wrong_keys: int
    silences: int


@dataclass(frozen=True, slots=True)
class Ring:
    """The telephone of a destination begins to ring; who is there decides what follows."""

    destination: Destination


@dataclass(frozen=True, slots=True)
class Route:
    """The simulated call ends: it is sent on."""

    destination: Destination


@dataclass(frozen=True, slots=True)
class End:
    """The call is over: hung up by the menu or by the caller, or the telephone rang out (``unanswered``).

    ``destination`` is the hang-up that the menu leads to; None: the caller hung up, nobody picked up, or the menu
    leads to a blank destination and the call drops.
    """

    by: Literal["menu", "caller", "unanswered"]
    destination: Destination | None = None


Effect = Play | Choice | Miss | Note | Enter | Return | Round | Ring | Route | End
