"""Calls that go back to a menu after a voicemail, because the caller stays on the line.

This is FreePBX's "Return to IVR after VM".

FreePBX keeps in the call the switch of the menu that was last *entered* (IVR_RETVM). A call that is sent to a
voicemail while it is set, and that has been in a menu, goes on after the message if the caller is still there: one
recording says that the menu follows, and the call returns to the menu that it was last in (core, ext-local).

Theory of operation. Nobody can tell from a flow whether a caller stays, so a voicemail is an end, as long as nothing
else is given. Where it is given, the call is made in a flow that has two announcements in place of the voicemail: the
message, and the recording after it, which returns. All that is known of announcements then holds for them. Each way
to the voicemail is one of a menu, of an announcement or of what the world answers; the search below finds with which
switches calls get there, and the way is led to the message where all of them are on. Where calls with different
switches share such a way, one flow cannot have both, and the call is refused.

Example: ``main`` has the switch, and its key 5 leads to a voicemail; so does a schedule that calls ask before any menu.
Callers of key 5 come back to ``main``; the calls that the schedule sends there end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from simulator.callers.given_answers import GivenAnswers
from simulator.callers.voicemail_recordings import (
    DEFAULT_MESSAGE_MS,
    TRANSFER,
    add_transfer,
    message_recording,
    stay_recordings,
)
from simulator.config.destination import Destination, parse_address
from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import MenuEngine, MenuSettings, can_return
from simulator.config.receptionist import Entry, Receptionist
from simulator.config.routes import Route
from simulator.config.semantics import Semantics
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple

_WAYS_OUT = ("wrong_key_destination", "silence_destination", "forward_destination")


class StayingCaller(NamedTuple):
    """The caller stays on the line after a message at ``voicemail``, which takes ``message_ms``; None: nobody says."""

    voicemail: Destination
    message_ms: int | None = None


Staying = tuple[StayingCaller, ...]
"""The voicemails of one call after which its caller stays, each once."""


class MachineKey(NamedTuple):
    """All that the machine of a call depends on, apart from the flow; ``start`` matters where its caller stays."""

    semantics: Semantics
    staying: Staying = ()
    start: str = ""

    @property
    def without_staying(self) -> MachineKey:
        """Return the key of the same call, of a caller who hangs up after a message."""
        return MachineKey(self.semantics)

    def flow_for(self, flow: Flow) -> Flow:
        """Return the flow that the call is made in. Raises ``UsageError`` as ``let_callers_stay`` does."""
        return let_callers_stay(flow.with_semantics(self.semantics), self.staying, self.start)


def machine_key(semantics: Semantics, given: GivenAnswers, start: str) -> MachineKey:
    """Return the key of a call that begins at ``start``, with the answers that are given."""
    staying = find_staying(given)
    return MachineKey(semantics, staying, start) if staying else MachineKey(semantics)


def find_staying(given: GivenAnswers) -> Staying:
    """Return after which voicemails the caller stays; ``given`` is by ``type||id``, as ``WorldSettings`` has it."""
    if not given:
        return ()
    return tuple(
        StayingCaller(parse_address(name), answers[0].after_ms)
        for name, answers in given.items()
        if answers[0].answer == "returns"
    )


def can_return_from_voicemail(flow: Flow) -> bool:
    """Return whether any menu of a flow has FreePBX's switch for it."""
    return any(item.engine.settings.voicemail_returns for item in flow.receptionists.values())


def let_callers_stay(flow: Flow, staying: Staying, *starts: str) -> Flow:
    """Return the flow of calls whose caller stays after these messages; ``starts`` are where they begin.

    Raises ``UsageError`` where calls get to such a voicemail by one way with the switch on, and with it off, and for
    semantics that know no such switch.
    """
    if not staying:
        return flow
    if flow.semantics.switch is not None:
        name = flow.destination_name(staying[0].voicemail) or str(staying[0].voicemail)
        raise UsageError(
            f"given: {name} cannot be 'returns': {flow.semantics.profile} knows no way back from voicemail"
        )
    return _Staying(flow, staying).rewrite(starts)


class _Staying:
    """Looks for the switches with which calls come to each node of a flow, and leads its voicemails on.

    A node is a receptionist's key, or a destination with a route as ``type||id``.
    """

    def __init__(self, flow: Flow, staying: Staying) -> None:
        self.flow = flow
        self.messages = {caller.voicemail.canonical: caller.message_ms for caller in staying}
        self.keys: dict[Destination, str] = {}
        for voicemail in self.messages:
            self.keys[voicemail] = self._free_key(f"{voicemail.type}-{voicemail.id}")
        self.transfer = self._free_key("back-to-the-menu")
        self.switches: dict[str, set[bool]] = {}

    def rewrite(self, starts: Iterable[str]) -> Flow:
        """Return the flow with the announcements in place of the voicemails."""
        self._search(starts)
        flow = self.flow
        receptionists = {
            key: self._lead_receptionist(key, item) if key in self.switches else item
            for key, item in flow.receptionists.items()
        }
        routes = {
            destination: self._lead_route(destination, route) if str(destination) in self.switches else route
            for destination, route in flow.routes.items()
        }
        lengths: dict[str, RecordingLength] = {**add_transfer(flow).lengths}
        recordings = stay_recordings(flow, self.messages)
        for voicemail, milliseconds in self.messages.items():
            id = message_recording(voicemail)
            stated = milliseconds is not None
            lengths[id] = RecordingLength(DEFAULT_MESSAGE_MS if milliseconds is None else milliseconds, not stated)
            name = flow.destination_name(voicemail) or str(voicemail)
            receptionists[self.keys[voicemail]] = _announcement(name, id, _receptionist_at(self.transfer))
            transfer = _announcement("Back to the menu", TRANSFER, voicemail)
            receptionists[self.transfer] = transfer.with_engine(MenuEngine(MenuSettings(return_after=("recording",))))
        return replace(flow, receptionists=receptionists, routes=routes, recordings=recordings, lengths=lengths)

    def _search(self, starts: Iterable[str]) -> None:
        """Find the switches with which a call that begins at one of ``starts`` can be at each node."""
        for start in starts:
            self._follow(start, False)
        menus = [key for key in self.switches if self._is_menu(key)]
        # A return leaves the switch as it is, so a menu may have that of another one, which calls came back from.
        for switch in {self._switch_of(key) for key in menus if can_return(self.flow.receptionists[key])}:
            for key in menus:
                self.switches[key].add(switch)
                for onward in self._nodes_from(key):
                    self._follow(onward, switch)

    def _follow(self, node: str, switch: bool) -> None:
        """Note all nodes that a call can come to from one at which it arrives with this switch."""
        stack = [(node, switch)]
        while stack:
            node, switch = stack.pop()
            if self._is_menu(node):
                switch = self._switch_of(node)  # entering it sets the switch
            switches = self.switches.setdefault(node, set())
            if switch not in switches:
                switches.add(switch)
                stack += [(onward, switch) for onward in self._nodes_from(node)]

    def _nodes_from(self, node: str) -> Iterator[str]:
        for destination in self._ways_from(node):
            key = self.flow.receptionist_for(destination)
            if key is not None:
                yield key
            elif self.flow.route_of(destination) is not None:
                yield str(destination.canonical)

    def _ways_from(self, node: str) -> Iterator[Destination]:
        if "||" not in node:
            yield from (way.destination for way in self.flow.receptionists[node].ways())
        elif (route := self.flow.route_of(parse_address(node))) is not None:
            yield from (to for _, to in route.ways())

    def _is_menu(self, node: str) -> bool:
        return "||" not in node and self.flow.receptionists[node].is_menu

    def _switch_of(self, key: str) -> bool:
        return self.flow.receptionists[key].engine.settings.voicemail_returns

    def _lead(self, node: str, destination: Destination) -> Destination:
        """Return where a way of a node leads when the caller stays."""
        key = self.keys.get(destination.canonical)
        if key is None or True not in self.switches[node]:
            return destination
        if False in self.switches[node]:
            raise UsageError(
                f"given: {destination} cannot be 'returns' in this call: calls come to {node} from menus with "
                "return_after: [voicemail] and from others; give it to all of them, or to none"
            )
        return _receptionist_at(key)

    def _lead_receptionist(self, key: str, item: Receptionist) -> Receptionist:
        changes: dict[str, Any] = {}
        for way in _WAYS_OUT:
            before: Destination | None = getattr(item, way)
            after = None if before is None else self._lead(key, before)
            if after is not None and after != before:
                changes |= {f"{way}_type": after.type, f"{way}_id": after.id}
        engine = item.engine
        entries = self._lead_entries(key, item.entries or ())
        if entries != (item.entries or ()):
            changes["entries"] = entries
        dialable = self._lead_entries(key, engine.dialable)
        changed = item.model_copy(update=changes) if changes else item
        if dialable != engine.dialable:
            extensions = dialable if engine.extensions else ()
            changed = changed.with_engine(engine._replace(dialable=dialable, extensions=extensions))
        return changed

    def _lead_entries(self, key: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(_led(entry, self._lead(key, entry.destination)) for entry in entries)

    def _lead_route(self, destination: Destination, route: Route) -> Route:
        changes: dict[str, Any] = {
            answer: self._lead(str(destination), to)
            for answer, to in route.ways()
            if getattr(route, answer) is not None  # a holiday without a destination of its own is as closed
        }
        return route._replace(**changes)

    def _free_key(self, key: str) -> str:
        while key in self.flow.receptionists:
            key += "-"
        return key


def _receptionist_at(key: str) -> Destination:
    return Destination("virtual_receptionist", f"@{key}")


def _announcement(name: str, recording: str, to: Destination) -> Receptionist:
    return Receptionist(
        name=name,
        destination_type="single",
        greeting=recording,
        forward_destination_type=to.type,
        forward_destination_id=to.id,
    )


def _led(entry: Entry, to: Destination) -> Entry:
    if to == entry.destination:
        return entry
    return entry.model_copy(update={"destination_type": to.type, "destination_id": to.id})
