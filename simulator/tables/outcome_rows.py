"""What a call meets where no receptionist is: its end, a question to the world, or a way back."""

from __future__ import annotations

from simulator.core.effects import Effect, End
from simulator.core.effects import Route as Routed
from simulator.core.places import Place
from simulator.fast_classes import NamedTuple


class OutcomeRow(NamedTuple):
    """The outcome at a destination that is not a receptionist: the call ends there, or the world is asked.

    ``effects`` are what that causes; ``end`` is the last of them where the call is over. ``asks`` is the place
    where the world is asked, with its wait; None where the call is over. ``stays`` is None but for a return, which
    leads back to the menu that the call came from: it is the target that holds where there is no such menu.
    """

    effects: tuple[Effect, ...]
    end: End | Routed | None
    asks: Place | None
    stays: int | None = None
