"""Where calls arrive: one extension for each destination outside of the flow's menus.

An arrival is a ``UserEvent``, which a program that follows the call reads over AMI::

    Event: UserEvent
    UserEvent: IvrEnd
    Outcome: routed                     or hung_up (by the menu), endless
    Destination: department||108000     percent-encoded (``encode_value``); empty: the call drops, or is endless
    WrongKeys: 1                        of the last menu
    Silences: 0
    Seconds: 14                         since the answer
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import Context, Extension, Priority, encode_value


def find_ends(flow: Flow) -> tuple[Destination, ...]:
    """Return every destination of a flow that is not a receptionist of it, each once, in the order of the flow."""
    destinations = [
        *(parse_address(target) for target in flow.numbers.values() if "||" in target),
        *(way.destination for item in flow.receptionists.values() for way in item.ways()),
    ]
    found: dict[Destination, None] = {}
    while destinations:
        destination = destinations.pop(0)
        if destination in found or destination.is_blank or flow.receptionist_for(destination) is not None:
            continue
        found[destination] = None
        route = flow.route_of(destination)
        destinations += [onward for _, onward in route.ways()] if route else []
    return tuple(found)


def end_context(flow: Flow, names: DialplanNames) -> Context:
    """Return the context of all ends."""
    return Context(names.end_context, ("Where calls arrive",), tuple(_end_extensions(flow, names)))


def _end_extensions(flow: Flow, names: DialplanNames) -> Iterator[Extension]:
    for name, destination in names.ends.things.items():
        outcome = "hung_up" if destination.hangs_up else "routed"
        event = end_event(outcome, str(destination), flow.describe_address(str(destination)))
        yield Extension(name, (event, Priority("Hangup()")))
    yield Extension("dropped", (end_event("hung_up", "", "a destination without an id"), Priority("Hangup()")))
    yield Extension("endless", (end_event("endless", "", "a call that never ends"), Priority("Hangup()")))


def end_event(outcome: str, address: str, remark: str) -> Priority:
    """Return the step that tells where a call ends."""
    counts = "WrongKeys: ${WRONG_KEYS},Silences: ${SILENCES},Seconds: $[${EPOCH} - ${ANSWERED_AT}]"
    where = encode_value(address)
    return Priority(f"UserEvent(IvrEnd,Outcome: {outcome},Destination: {where},{counts})", remark=remark)
