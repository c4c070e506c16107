"""Where a recorded call began in a flow, and where its record says that it landed."""

from __future__ import annotations

from datetime import datetime

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.loader.recorded_call import BadRecord, RecordedCall

Place = tuple[str, str]
"""What tells a place to land from others: ``Landing.place``."""

_HANGUPS = ("hangup", "hung up", "hung_up")


class CallStarts:
    """The start in a flow of each recorded call: its number, else its menu, else where the flow begins."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._known: dict[tuple[str, str], str | None] = {}

    def start_of(self, call: RecordedCall) -> str:
        """Return a receptionist's key, or ``type||id``. Raises ``BadRecord`` for a call to another flow."""
        asked = call.number, call.menu
        if asked not in self._known:
            self._known[asked] = self._find_start(*asked)
        start = self._known[asked]
        if start is None:
            raise BadRecord("number" if call.number else "menu", call.number or call.menu, "use one of the flow's")
        return start

    def _find_start(self, number: str, menu: str) -> str | None:
        flow = self._flow
        if number:
            try:
                return flow.numbers[flow.find_number(number)]
            except UsageError:
                pass
        if menu:
            try:
                return flow.find_receptionist(menu)
            except UsageError:
                return None
        # A flow without numbers is rung by its only one.
        return None if number and flow.numbers else flow.start


class NamedPlaces:
    """The destinations of a flow by the names that records have for them."""

    def __init__(self, flow: Flow) -> None:
        self._names = {known.name: place for place, known in flow.destinations.items() if known.name}

    def place_of(self, name: str) -> Place | None:
        """Return what a name means, as ``Landing.place`` has it; None: the flow has no such name."""
        if name.lower() in _HANGUPS:
            return "hung_up", ""
        if "||" in name:
            return "routed", str(parse_address(name).canonical)
        destination = self._names.get(name)
        return None if destination is None else ("routed", str(destination.canonical))


class StartedCall(NamedTuple):
    """A past call as it is played: no more of its record than that takes.

    ``start`` and ``old_start`` are where it begins in the flow and in the old one (empty: there is none), ``number`` is
    the flow's own that was rung (empty: none was). ``groups``, ``times`` and ``at`` are those of the record, and
    ``reached`` is where it says that the call landed; None: it does not say, or the flow has no such place.
    """

    start: str
    old_start: str
    number: str
    groups: tuple[str, ...]
    times: tuple[int, ...] | None
    at: datetime | None
    reached: Place | None


class StartedCalls:
    """Puts recorded calls at their starts in a flow, and in the ``old`` one."""

    def __init__(self, flow: Flow, old: Flow | None = None) -> None:
        self.flow = flow
        self._starts = CallStarts(flow)
        self._old_starts = None if old is None else CallStarts(old)
        self._places = NamedPlaces(flow)
        self._numbers: dict[str, str] = {}

    def start_call(self, call: RecordedCall) -> StartedCall:
        """Return a call at its start. Raises ``BadRecord`` for a call to another flow."""
        start, number = self._starts.start_of(call), self._number_of(call)
        if self._old_starts is not None:
            old_start = self._old_starts.start_of(call)
            return StartedCall(start, old_start, number, call.groups, call.times, call.at, None)
        reached = self._places.place_of(call.reached) if call.reached else None
        return StartedCall(start, "", number, call.groups, call.times, call.at, reached)

    def _number_of(self, call: RecordedCall) -> str:
        number = self._numbers.get(call.number)
        if number is None:
            known = call.number and self.flow.numbers
            number = self._numbers[call.number] = self.flow.find_number(call.number) if known else ""
        return number
