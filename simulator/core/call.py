"""One call: each event is answered with one turn."""

from __future__ import annotations

from typing import Any

from simulator.core.effects import Effect
from simulator.core.events import EVENTS, Event
from simulator.core.machine import CallMachine, Move
from simulator.core.places import ENDED, Place, Wait, WorldQuestion
from simulator.errors import SnapshotError
from simulator.fast_classes import NamedTuple, dataclass


class Due(NamedTuple):
    """An event that happens by itself at ``at`` (milliseconds from the answer) if nothing else happens first.

    Where ``asks`` is a question, the world's answer comes in place of ``event``, counted from ``since``.
    """

    at: int
    event: Event
    asks: WorldQuestion | None = None
    since: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """One event and all that it caused, at ``at`` milliseconds from the answer."""

    at: int
    event: Event
    source: Place
    dest: Place
    effects: tuple[Effect, ...]
    due: Due | None


class Call:
    """A call in a flow's machine; it knows where it is and what is due, and never the time.

    ``deadline`` is the instant by which the keys that are being collected have to be there, whenever they come; None:
    nothing bounds the waits together (``Wait.within``).
    """

    __slots__ = ("deadline", "due", "machine", "state", "took")

    def __init__(self, machine: CallMachine, entry: str | None = None) -> None:
        self.machine = machine
        self.state = machine.admit_place(machine.plan.ringing_place(entry))
        self.due: Due | None = None
        self.deadline: int | None = None
        self.took: Move | None = None

    @property
    def place(self) -> Place:
        """Return where the call is."""
        return self.machine.place_named(self.state)

    @property
    def is_over(self) -> bool:
        """Return whether the call has ended."""
        return self.state == ENDED.name

    def receive_event(self, event: Event, now: int) -> Turn:
        """Let an event happen at ``now`` (milliseconds); what it caused, and what is due next.

        An ignored key leaves what is due as it was. Raises ``EventRefused`` for an event that
        cannot happen here; the call is then as it was.
        """
        move = self.machine.fire_event(self, event.trigger)
        dest = move.enters.place
        if not move.internal:
            wait = dest.wait
            self.deadline = deadline_after(wait, now, self.deadline)
            self.due = due_after(wait, now, self.deadline) if wait else None
        return Turn(now, event, move.leaves.place, dest, move.effects, self.due)

    def snapshot(self) -> dict[str, Any]:
        """Return where the call is and what is due, as JSON values."""
        saved = {"place": self.place.coordinates, "due": self._due_json()}
        return saved if self.deadline is None else {**saved, "deadline": self.deadline}

    def _due_json(self) -> dict[str, Any] | None:
        due = self.due
        if due is None:
            return None
        if due.asks is None:
            return {"at": due.at, "event": due.event.trigger}
        return {"at": due.at, "event": due.event.trigger, "asks": str(due.asks.destination), "since": due.since}

    @classmethod
    def resume(cls, machine: CallMachine, snapshot: dict[str, Any]) -> Call:
        """The call that a snapshot was taken of, in a machine of the same flow.

        Raises ``SnapshotError`` for one that does not fit.
        """
        call = cls(machine)
        try:
            call.state = machine.admit_place(machine.plan.restore_place(snapshot["place"]))
            due = snapshot["due"]
            asks = call.place.wait.asks if call.place.wait else None
            call.due = Due(int(due["at"]), EVENTS[due["event"]], asks, int(due.get("since", 0))) if due else None
            call.deadline = int(snapshot["deadline"]) if "deadline" in snapshot else None
        except (KeyError, TypeError, ValueError) as error:
            raise SnapshotError(f"a saved call that is none of this flow: {error!r}") from None
        return call


def deadline_after(wait: Wait | None, now: int, deadline: int | None) -> int | None:
    """Return the deadline that holds at a place which is entered now, from the one that held before it."""
    if wait is None or wait.within is None:
        return None
    return now + wait.within if deadline is None else deadline


def due_after(wait: Wait, now: int, deadline: int | None = None) -> Due:
    """Return what a wait makes due, no later than a deadline; only the world needs to know since when."""
    at = now + wait.milliseconds
    if deadline is not None and deadline < at:
        at = deadline
    return Due(at, wait.then) if wait.asks is None else Due(at, wait.then, wait.asks, now)
