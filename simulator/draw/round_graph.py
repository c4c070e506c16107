"""Every round and retry of a flow as a graph, for those who know engines: what the blueprint holds, round by round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from simulator.callers.given_answers import answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Play, Round
from simulator.core.places import Onward, Place
from simulator.draw.ending_sign import KIND_WORDS, ending_sign
from simulator.draw.map_graph import GraphEdge, GraphNode, MapGraph, ending_look
from simulator.draw.map_roots import begin_nodes, find_roots
from simulator.draw.map_ways import MapSource
from simulator.graph.passages import reachable_receptionists
from simulator.graph.plain_words import visible
from simulator.graph.round_keys import read_round

MISTAKES: tuple[tuple[str, Literal["dead", "listening"]], ...] = (("wrong key", "dead"), ("silence", "listening"))
"""The mistakes, each with the phase of a round that ends by it: keys that are no choice, and a wait without any."""


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
        self.blueprints = {
            key: Blueprint(key, flow.receptionists[key], flow.semantics, flow.length_of) for key in self.reached
        }
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
        blueprint, id = self.blueprints[key], f"{self.ids[key]}r0w0s"
        onward = blueprint.enter()
        self.nodes.append(GraphNode(id, ("plays", *self._prompts(onward)), "announcement", group=self.ids[key]))
        assert onward.place is not None, "an announcement begins at a place"
        self._add_exit(id, blueprint.runs_out(onward.place), "then")

    def _add_menu(self, key: str) -> None:
        """The rounds of a menu, breadth first: each with its keys, its wrong key and its silence."""
        blueprint, menu = self.blueprints[key], self.flow.receptionists[key]
        has_wrong_keys = None in read_round(blueprint).quickest
        opening = blueprint.enter()
        first = _counts_of(opening)
        assert first is not None, "a menu begins with a round"
        heard = tuple(self._round_prompts(blueprint, opening))
        queue = {first: ("first round", *heard)}
        for counts in queue_of(queue):
            id = self._round_id(key, counts)
            self.nodes.append(GraphNode(id, queue[counts], "round", group=self.ids[key]))
            for entry in menu.entries or ():
                self.edges.append(GraphEdge(id, self._id_of(entry.destination), entry.option))
            for label, phase in MISTAKES if has_wrong_keys else MISTAKES[1:]:
                onward = blueprint.runs_out(blueprint.place_at(phase, *counts))
                after = _counts_of(onward)
                if after is None:
                    self._add_final(id, blueprint, onward, label)
                    continue
                queue.setdefault(after, (_round_title(after),))
                # not in the box: a wrong key and a silence lead to the same round by other recordings
                words = ", ".join((label, *self._round_prompts(blueprint, onward)))
                self.edges.append(GraphEdge(id, self._round_id(key, after), words, is_quiet=True))

    def _add_final(self, id: str, blueprint: Blueprint, onward: Onward, label: str) -> None:
        """The last mistake, with the recording that plays before the call goes on."""
        heard = ", ".join(self._prompts(onward))
        if onward.place is not None:
            onward = blueprint.runs_out(onward.place)
        self._add_exit(id, onward, f"last {label}{f', plays {heard}' if heard else ''}", is_quiet=True)

    def _add_exit(self, id: str, onward: Onward, label: str, *, is_quiet: bool = False) -> None:
        assert onward.destination is not None, "what leaves a receptionist leads somewhere"
        self.edges.append(GraphEdge(id, self._id_of(onward.destination), label, is_quiet))

    def _round_prompts(self, blueprint: Blueprint, onward: Onward) -> Iterator[str]:
        """The recordings of a round in their order."""
        yield from self._prompts(onward)
        place: Place | None = onward.place
        while place is not None and place.phase == "prompt":
            onward = blueprint.runs_out(place)
            yield from self._prompts(onward)
            place = onward.place

    def _prompts(self, onward: Onward) -> Iterator[str]:
        return (visible(self.flow.recording_name(play.recording)) for play in onward.effects if type(play) is Play)

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
            self.nodes.append(GraphNode(id, (sign.name, KIND_WORDS[sign.kind]), ending_look(sign)))
            return id
        is_schedule = self.source.kind_of(address) == "schedule"
        self.nodes.append(GraphNode(id, (sign.name,), "schedule" if is_schedule else ending_look(sign)))
        route = self.flow.route_of(destination)
        for answer, onward in route.ways() if route is not None else ():
            self.edges.append(GraphEdge(id, self._id_of(onward), answer_words(answer)))
        return id


def _counts_of(onward: Onward) -> RoundCounts | None:
    """The counts of the round that begins; None: none does."""
    rounds = (effect for effect in onward.effects if type(effect) is Round)
    return next((RoundCounts(effect.wrong_keys, effect.silences) for effect in rounds), None)


def queue_of(rounds: Mapping[RoundCounts, object]) -> Iterator[RoundCounts]:
    """Yield the keys of a mapping that grows while it is gone through, each once."""
    done = 0
    while done < len(rounds):
        fresh = list(rounds)[done:]
        done += len(fresh)
        yield from fresh


def _round_title(counts: RoundCounts) -> str:
    return f"after {counts.wrong_keys} wrong, {counts.silences} silent"
