"""Every round and retry of a flow as a graph, for those who know engines: what its rows hold, round by round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.callers.given_answers import answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.targets import usual_way_out
from simulator.draw.ending_sign import ending_sign
from simulator.draw.map_graph import GraphEdge, GraphNode, MapGraph, ending_look
from simulator.draw.map_roots import begin_nodes, find_roots
from simulator.draw.map_ways import MapSource
from simulator.graph.menu_rounds import WAY_OUT, MenuRound, MissResult, menu_rounds, round_prompts
from simulator.graph.passages import reachable_receptionists
from simulator.graph.plain_words import visible
from simulator.graph.round_keys import read_round
from simulator.tables.station import Station


class RoundCounts(NamedTuple):
    """The wrong keys and the silences used so far when a round begins."""

    wrong_keys: int
    silences: int


def round_graph(flow: Flow, title: str) -> MapGraph:
    """Return the rounds of every menu that calls reach, with all that leads from one to another and out of it."""
    maker = _RoundGraphMaker(flow)
    maker.add_everything()
    return MapGraph(title, tuple(maker.nodes), tuple(maker.edges), maker.groups)


class _RoundGraphMaker:
    """The work of one graph."""

    def __init__(self, flow: Flow) -> None:
        self.flow, self.source = flow, MapSource(flow)
        self.nodes: list[GraphNode] = []
        self.edges: list[GraphEdge] = []
        self.groups: dict[str, str] = {}
        self.reached = reachable_receptionists(flow)
        self.ids = {key: f"m{place}" for place, key in enumerate(self.reached)}
        self.endings: dict[str, str] = {}

    def add_everything(self) -> None:
        for place, (number, target) in enumerate(self._starts()):
            self.nodes.append(GraphNode(f"s{place}", (visible(number),), "number"))
            self.edges.append(GraphEdge(f"s{place}", self._id_of_target(target)))
        for key in self.reached:
            self.groups[self.ids[key]] = visible(self.flow.receptionists[key].name)
            if self.flow.receptionists[key].is_menu:
                self._add_menu(key)
            else:
                self._add_announcement(key)

    def _starts(self) -> Iterator[tuple[str, str]]:
        """The numbers with where they lead; the entry as well where no number leads to it."""
        if self.flow.number:
            yield self.flow.number, self.flow.start
            return
        begins = begin_nodes(self.source)
        roots = find_roots(begins, self.source.nodes_after)
        if self.flow.entry in roots and self.flow.entry not in self.flow.numbers.values():
            yield "entry", self.flow.entry
        yield from self.flow.numbers.items()

    def _add_announcement(self, key: str) -> None:
        station, id = self.source.table.station_of(key), f"{self.ids[key]}r0w0s"
        heard = self._names(station, round_prompts(station.kind, "entry"))
        self.nodes.append(GraphNode(id, ("plays", *heard), "announcement", group=self.ids[key]))
        self._add_exit(id, usual_way_out(self.flow.receptionists[key], "recording"), "then")

    def _add_menu(self, key: str) -> None:
        """The rounds of a menu, breadth first: each with its keys, its wrong key and its silence."""
        station, menu = self.source.table.station_of(key), self.flow.receptionists[key]
        has_wrong_keys = None in read_round(station).quickest
        rounds = menu_rounds(station.kind, station.allowed)
        titled: dict[RoundCounts, None] = {}
        queue = [rounds[0]]
        for menu_round in queue:  # grows while it is read
            counts = _counts_of(menu_round)
            # A wrong key and a silence lead to the same round by other recordings, so those are not in its box.
            if counts in titled:
                continue
            titled[counts] = None
            id = self._round_id(key, counts)
            first = ("first round", *self._names(station, menu_round.prompts))
            lines = first if len(titled) == 1 else (_round_title(counts),)
            self.nodes.append(GraphNode(id, lines, "round", group=self.ids[key]))
            for entry in menu.options.values():
                self.edges.append(GraphEdge(id, self._id_of(entry.destination), entry.option))
            mistakes = [("silence", menu_round.silence, usual_way_out(menu, "silence"))]
            if has_wrong_keys:
                mistakes.insert(0, ("wrong key", menu_round.wrong, usual_way_out(menu, "wrong")))
            for label, miss, way_out in mistakes:
                if miss.round == WAY_OUT:
                    self._add_final(id, station, miss, label, way_out)
                    continue
                after = rounds[miss.round]
                queue.append(after)
                words = ", ".join((label, *self._names(station, after.prompts)))
                self.edges.append(GraphEdge(id, self._round_id(key, _counts_of(after)), words, is_quiet=True))

    def _add_final(
        self, id: str, station: Station, miss: MissResult, label: str, destination: Destination | None
    ) -> None:
        """The last mistake, with the recording that plays before the call goes on."""
        heard = ", ".join(self._names(station, () if miss.final is None else (miss.final,)))
        self._add_exit(id, destination, f"last {label}{f', plays {heard}' if heard else ''}", is_quiet=True)

    def _add_exit(self, id: str, destination: Destination | None, label: str, *, is_quiet: bool = False) -> None:
        assert destination is not None, "what leaves a receptionist leads somewhere"
        self.edges.append(GraphEdge(id, self._id_of(destination), label, is_quiet))

    def _names(self, station: Station, parts: Iterable[int]) -> tuple[str, ...]:
        """Return the recordings of a receptionist by their parts."""
        return tuple([visible(self.flow.recording_name(station.recordings[part])) for part in parts])

    def _round_id(self, key: str, counts: RoundCounts) -> str:
        return f"{self.ids[key]}r{counts.wrong_keys}w{counts.silences}s"

    def _id_of_target(self, target: str) -> str:
        return self._id_of(parse_address(target)) if "||" in target else self._first_id(target)

    def _first_id(self, key: str) -> str:
        return self._round_id(key, RoundCounts(0, 0))

    def _id_of(self, destination: Destination) -> str:
        """The box of a destination, which is made when the first way leads there."""
        if (key := self.flow.receptionist_for(destination)) is not None:
            return self._first_id(key)
        address = str(destination.canonical)
        if address in self.endings:
            return self.endings[address]
        id = self.endings[address] = f"e{len(self.endings)}"
        sign = ending_sign(self.flow, destination)
        if self.source.node_at(destination) is None:
            self.nodes.append(GraphNode(id, (sign.name, sign.kind_words), ending_look(sign)))
            return id
        is_schedule = self.source.kind_of(address) == "schedule"
        self.nodes.append(GraphNode(id, (sign.name,), "schedule" if is_schedule else ending_look(sign)))
        route = self.flow.route_of(destination)
        for answer, onward in route.ways() if route is not None else ():
            self.edges.append(GraphEdge(id, self._id_of(onward), answer_words(answer)))
        return id


def _counts_of(menu_round: MenuRound) -> RoundCounts:
    return RoundCounts(menu_round.wrong_keys, menu_round.silences)


def _round_title(counts: RoundCounts) -> str:
    return f"after {counts.wrong_keys} wrong, {counts.silences} silent"
