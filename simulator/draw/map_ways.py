"""Every way that leads on from a node of the map, in the order in which callers hear of it.

A node is a receptionist (by its key), or a destination that sends calls on (as ``type||id``): a schedule that decides,
or a telephone that leads on where nobody picks up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from simulator.callers.given_answers import answer_words
from simulator.checks.spoken_scripts import read_recording
from simulator.config.flow import Flow
from simulator.config.receptionist import Cause, Destination, Receptionist, parse_address
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.targets import usual_way_out
from simulator.graph.display_names import DisplayNames
from simulator.graph.reach.called_menus import CalledMenus
from simulator.tables.flow_table import FlowTable

WayKind = Literal["key", "answer", "forward", "mistake"]
"""How a caller comes to take a way: by a key, by the world's answer, always, or by mistakes."""

NodeKind = Literal["menu", "announcement", "schedule", "telephone"]


class WayMark(NamedTuple):
    """One passage of a node: its cause (an answer of the world among them), and the keys of a choice."""

    cause: Cause | Literal["answer"]
    keys: str = ""


class MapWay(NamedTuple):
    """A way on, as it is drawn: one passage, or several that lead to the same place by mistakes or answers.

    ``caption`` stands on the branch (``"1"``, ``"open"``, ``"3×"``; empty for a forward), ``note`` says in words what
    a count means (``"3rd wrong key or silence"``).
    """

    kind: WayKind
    caption: str
    note: str
    destination: Destination
    marks: tuple[WayMark, ...]

    @property
    def is_quiet(self) -> bool:
        """Return whether callers take it without choosing: it is drawn quietly."""
        return self.kind == "mistake" or self.marks[0].keys in ("no_answer", "busy")


class MapSource:
    """A flow as the map reads it: its nodes, and the ways between them."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow

    @cached_property
    def names(self) -> DisplayNames:
        """The names of what the flow holds."""
        return DisplayNames(self.flow)

    @cached_property
    def table(self) -> FlowTable:
        """The rows of the flow."""
        return FlowTable(self.flow)

    def node_at(self, destination: Destination) -> str | None:
        """Return the node that a destination leads to; None: the call ends there, as far as the flow says."""
        if (key := self.flow.receptionist_for(destination)) is not None:
            return key
        route = self.flow.route_of(destination)
        return None if route is None or not any(route.ways()) else str(destination.canonical)

    def start_node(self, target: str) -> str | None:
        """Return the node that a number leads to: a receptionist's key, or ``type||id``."""
        return self.node_at(parse_address(target)) if "||" in target else target

    def kind_of(self, node: str) -> NodeKind:
        """Return what a node is."""
        if "||" in node:
            is_schedule = isinstance(self.flow.route_of(parse_address(node)), ScheduleRoute)
            return "schedule" if is_schedule else "telephone"
        return "menu" if self.flow.receptionists[node].is_menu else "announcement"

    def ways_from(self, node: str) -> tuple[MapWay, ...]:
        """Return every way on from a node: keys as they are announced, then mistakes; or the world's answers."""
        if "||" in node:
            return tuple(self._answer_ways(parse_address(node)))
        receptionist = self.flow.receptionists[node]
        if not receptionist.is_menu:
            to = usual_way_out(receptionist, "recording")
            return () if to is None else (MapWay("forward", "", "", to, (WayMark("forward"),)),)
        lead = self._lead_on(node)
        keys = {
            passage.keys: MapWay("key", passage.keys, "", lead(passage.destination), (WayMark("choice", passage.keys),))
            for passage in receptionist.ways()
            if passage.cause == "choice"
        }
        ordered = (keys[option] for option in self.announced_options(receptionist))
        return (*ordered, *self._mistake_ways(node, receptionist))

    def _lead_on(self, key: str) -> Callable[[Destination], Destination]:
        """Return what leads an action of FreeSWITCH's menus to the menu that it means, where it can be one only."""
        if self.flow.semantics.switch is None:
            return lambda destination: destination
        called = self._called_menus

        def lead(destination: Destination) -> Destination:
            targets = called.targets_of(key, destination)
            return targets[0] if len(targets) == 1 else destination

        return lead

    @cached_property
    def _called_menus(self) -> CalledMenus:
        return CalledMenus(self.flow)

    def announced_options(self, menu: Receptionist) -> Sequence[str]:
        """Return a menu's options as its greeting names them; those that it does not name follow in their own order."""
        reading = read_recording(self.flow, menu.greeting, menu.options)
        announced = [key for key in reading.keys if key in menu.options] if reading else []
        return list(dict.fromkeys([*announced, *menu.options]))

    def nodes_after(self, node: str) -> Iterator[str]:
        """Return the nodes that a node leads to."""
        return (onward for way in self.ways_from(node) if (onward := self.node_at(way.destination)) is not None)

    def _mistake_ways(self, key: str, menu: Receptionist) -> Iterator[MapWay]:
        lead = self._lead_on(key)
        wrong, silent = (to and lead(to) for to in (usual_way_out(menu, "wrong"), usual_way_out(menu, "silence")))
        tries = [allowed + 1 for allowed in self.table.station_of(key).allowed]
        marks = WayMark("wrong keys"), WayMark("silence")
        words = [
            f"{ordinal_number(count)} {cause}" for count, cause in zip(tries, ("wrong key", "silence"), strict=True)
        ]
        if wrong is not None and wrong == silent:
            note = f"{words[0]} or silence" if tries[0] == tries[1] else " or ".join(words)
            yield MapWay("mistake", _times(*tries), note, wrong, marks)
            return
        if wrong is not None:
            yield MapWay("mistake", _times(tries[0]), words[0], wrong, marks[:1])
        if silent is not None:
            yield MapWay("mistake", _times(tries[1]), words[1], silent, marks[1:])

    def _answer_ways(self, destination: Destination) -> Iterator[MapWay]:
        """One way for each place that answers lead to, with the answers that lead there."""
        route = self.flow.route_of(destination)
        answers_by_place: dict[Destination, list[str]] = {}
        for answer, onward in route.ways() if route is not None else ():
            answers_by_place.setdefault(onward, []).append(answer)
        for onward, answers in answers_by_place.items():
            note = ""
            if isinstance(route, PersonRoute) and "no_answer" in answers:
                note = f"after {route.rings_ms / 1000:g} s"
            shown = answers
            if isinstance(route, ScheduleRoute) and not self.flow.schedules[route.schedule].holidays:
                shown = [answer for answer in answers if answer != "holiday"] or answers
            caption = ", ".join(map(answer_words, shown))
            yield MapWay("answer", caption, note, onward, tuple(WayMark("answer", answer) for answer in answers))


def _times(*tries: int) -> str:
    return "/".join(f"{count}×" for count in dict.fromkeys(tries))


def ordinal_number(number: int) -> str:
    """``1st``, ``2nd``, ``3rd``, ``4th``, ``11th``, ``21st``, and so on."""
    ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
