"""Where a recorded call began in a flow, and where its record says that it landed."""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.errors import UsageError
from simulator.loader.recorded_call import BadRecord, RecordedCall

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

    def place_of(self, name: str) -> tuple[str, str] | None:
        """Return what a name means, as ``Landing.place`` has it; None: the flow has no such name."""
        if name.lower() in _HANGUPS:
            return "hung_up", ""
        if "||" in name:
            return "routed", str(parse_address(name).canonical)
        destination = self._names.get(name)
        return None if destination is None else ("routed", str(destination.canonical))
