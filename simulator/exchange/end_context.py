"""Where calls arrive: one extension for each destination outside of the flow's menus.

An arrival is a ``UserEvent``, which a program that follows the call reads over AMI::

    UserEvent: IvrEnd
    Outcome: routed                     or hung_up (by the menu, or nobody picked up), endless
    Destination: department||108000     percent-encoded (``encode_value``); empty: nowhere
    WrongKeys: 1                        of the last menu
    Silences: 0
    Seconds: 14.702                     from the answer; where a telephone is rung, until it began to ring

What follows is in the dial map (``dial_map``): ``Dial``, ``VoiceMail``, ``Queue`` or ``Goto``; else the call ends.
After a ``VoiceMail`` whose caller stays on the line, a call goes back to the menu that it was last in, where the menu
that it entered last says so (``return_after: [voicemail]``); the last arrival of a call is the one that counts.
A destination with a route asks first: a schedule (``schedule_context``), or whether somebody picks up. Without a
``Dial`` in the map the answer is a variable, so that a test can set it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from simulator.callers.voicemail_recordings import TRANSFER, VOICEMAIL
from simulator.callers.voicemail_returns import can_return_from_voicemail
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.exchange.dial_map import DialAction
from simulator.exchange.dialplan_names import DialplanNames, leads_nowhere
from simulator.exchange.dialplan_syntax import Context, Extension, Priority, encode_value, seconds_text
from simulator.exchange.menu_context import LAST_MENU, VOICEMAIL_RETURNS, count_priorities, describe_target

SECONDS = "$[0${CDR(billsec,f)} - 0${ANSWERED_AT}]"
"""The seconds since the answer; the clock of a call's bill is the one that Asterisk keeps to the millisecond."""


def find_ends(flow: Flow) -> tuple[Destination, ...]:
    """Return every destination of a flow that is not a receptionist of it, each once, in the order of the flow."""
    destinations = deque(parse_address(target) for target in flow.numbers.values() if "||" in target)
    destinations += (way.destination for item in flow.receptionists.values() for way in item.ways())
    ends: dict[Destination, None] = {}
    while destinations:
        destination = destinations.popleft()
        if destination in ends or leads_nowhere(destination) or flow.receptionist_for(destination) is not None:
            continue
        ends[destination] = None
        route = flow.route_of(destination)
        destinations += [onward for _, onward in route.ways()] if route else []
    return tuple(ends)


def comes_back(flow: Flow, dial_map: Mapping[Destination, DialAction]) -> bool:
    """Return whether calls come back from a voicemail: a menu says so, and the dial map has a ``VoiceMail``."""
    boxes = (destination for destination, action in dial_map.items() if _takes_messages(destination, action))
    return can_return_from_voicemail(flow) and next(boxes, None) is not None


def _takes_messages(destination: Destination, action: DialAction) -> bool:
    return destination.canonical.type == VOICEMAIL and action.application.startswith("VoiceMail(")


def end_contexts(flow: Flow, names: DialplanNames, dial_map: Mapping[Destination, DialAction]) -> Iterator[Context]:
    """Yield the context of all ends, and that of a telephone that is picked up where one is dialled."""
    writer = _EndWriter(flow, names, dial_map)
    yield Context(names.end_context, ("Where calls arrive",), tuple(writer.extensions()))
    if writer.rings:
        event = _END_EVENT.format("routed", "${ARG1}", "${ARG2}", "${ARG3}", "${ARG4}")
        comment = "Somebody has picked up: this runs on the telephone's channel, which has the LINKEDID of the call"
        yield Context(names.pick_up_context, (comment,), (Extension("s", (Priority(event), Priority("Return()"))),))


def end_event(outcome: str, address: str) -> str:
    """Return the application that tells where a call ends."""
    return _END_EVENT.format(outcome, encode_value(address), "${WRONG_KEYS}", "${SILENCES}", SECONDS)


_END_EVENT = "UserEvent(IvrEnd,Outcome: {},Destination: {},WrongKeys: {},Silences: {},Seconds: {})"


class _EndWriter:
    """The ends of a flow on their way into extensions; ``rings`` says whether a telephone is dialled."""

    def __init__(self, flow: Flow, names: DialplanNames, dial_map: Mapping[Destination, DialAction]) -> None:
        self.flow = flow
        self.names = names
        self.dial_map = dial_map
        self.rings = False

    def extensions(self) -> Iterator[Extension]:
        """Yield an extension for each end, for a call that drops, and for one that never ends."""
        for name, destination in self.names.ends.things.items():
            match self.flow.route_of(destination):
                case ScheduleRoute() as schedule:
                    priorities = self._ask_schedule(destination, schedule)
                case PersonRoute() as person:
                    priorities = self._ring_person(destination, person)
                case None:
                    priorities = self._arrive(destination)
            yield Extension(name, tuple(priorities))
        dropped = Priority(end_event("hung_up", ""), remark="nowhere to go, or nobody picks up: the call drops")
        endless = Priority(end_event("endless", ""), remark="a call that never ends")
        yield Extension("dropped", (dropped, Priority("Hangup()")))
        yield Extension("endless", (endless, Priority("Hangup()")))

    def _arrive(self, destination: Destination) -> Iterator[Priority]:
        outcome = "hung_up" if destination.hangs_up else "routed"
        yield Priority(end_event(outcome, str(destination)), remark=self.flow.describe_address(str(destination)))
        action = self.dial_map.get(destination.canonical)
        if action is not None:
            yield Priority(action.application)
        label = ""
        if self.names.from_voicemail and action is not None and _takes_messages(destination, action):
            yield from self._return_to_menu()
            label = "over"
        if action is None or not action.leaves:
            yield Priority("Hangup()", label)

    def _return_to_menu(self) -> Iterator[Priority]:
        """Go back to the menu, unless no message could be left: without a mailbox, that would go on at once."""
        stays = f'"${{{VOICEMAIL_RETURNS}}}" = "yes" & "${{VMSTATUS}}" != "FAILED"'
        remark = "the caller has stayed on the line"
        yield Priority(f"GotoIf($[{stays}]?:over)", remark=remark)
        yield Priority(f"Playback({self.names.sound(TRANSFER)})")
        yield Priority(f"Goto({self.names.way_back(LAST_MENU)})")

    def _ask_schedule(self, destination: Destination, route: ScheduleRoute) -> Iterator[Priority]:
        yield from self._count(destination)
        yield Priority(f"Gosub({self.names.schedule_context(route.schedule)},s,1)")
        yield Priority("Goto(${GOSUB_RETVAL})")
        for answer, onward in route.ways():
            yield self._goto(onward, answer)

    def _ring_person(self, destination: Destination, route: PersonRoute) -> Iterator[Priority]:
        yield from self._count(destination)
        action = self.dial_map.get(destination.canonical)
        if action is not None and action.channels:
            self.rings = True
            yield from self._dial_person(destination, route, action)
        else:
            yield from self._follow_variable(destination, route)
        if route.busy is not None:
            yield self._goto(route.busy, "busy")

    def _dial_person(self, destination: Destination, route: PersonRoute, action: DialAction) -> Iterator[Priority]:
        seconds, counts = seconds_text(route.rings_ms), f"${{WRONG_KEYS}}^${{SILENCES}}^{SECONDS}"
        picked_up = f"U({self.names.pick_up_context}^{encode_value(str(destination))}^{counts})"
        yield Priority(f"Dial({action.channels},{seconds},{action.options}{picked_up})")
        yield Priority('GotoIf($["${DIALSTATUS}" = "ANSWER"]?over)')
        if route.busy is not None:
            yield Priority('GotoIf($["${DIALSTATUS}" = "BUSY"]?busy)')
        yield self._no_answer(route)
        yield Priority("Hangup()", "over")

    def _follow_variable(self, destination: Destination, route: PersonRoute) -> Iterator[Priority]:
        everyone, own = self.names.everyone_variable, self.names.answer_variable(destination)
        accepted = " or ".join(route.answers)
        yield Priority(f"Set(ANSWER=${{{everyone}}})", remark=f"{everyone} and {own} may be {accepted}")
        yield Priority(f'ExecIf($["${{{own}}}" != ""]?Set(ANSWER=${{{own}}}))')
        if route.busy is not None:
            yield Priority('GotoIf($["${ANSWER}" = "busy"]?busy)')
        # a telephone where nobody is rings out, unless the variable says otherwise
        picks_up = '"${ANSWER}" != "picked_up"' if route.nobody else '"${ANSWER}" = "no_answer"'
        yield Priority(f"GotoIf($[{picks_up}]?no_answer)")
        yield from self._arrive(destination)
        rings = seconds_text(route.rings_ms)
        yield Priority(f"Wait({rings})", "no_answer", f"rings for {rings} s")
        yield self._no_answer(route)

    def _no_answer(self, route: PersonRoute) -> Priority:
        if route.no_answer is not None:
            return self._goto(route.no_answer)
        return Priority(f"Goto({self.names.end_context},dropped,1)", remark="nobody picks up")

    def _goto(self, destination: Destination, label: str = "") -> Priority:
        return Priority(f"Goto({self.names.target(destination)})", label, describe_target(self.flow, destination))

    def _count(self, destination: Destination) -> Iterator[Priority]:
        first, guard = count_priorities(self.names)
        yield first._replace(remark=self.flow.describe_address(str(destination)))
        yield guard
