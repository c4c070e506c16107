"""A moment on a map: the answers that schedules and telephones give then, and the places that no call comes to."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.callers.fixed_answers import FixedAnswers
from simulator.config.receptionist import parse_address
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.draw.map_overlay import MapOverlay, Tone, WayPlace
from simulator.draw.map_tree import MapTree
from simulator.draw.map_ways import MapSource, WayMark


def overlay_moment(tree: MapTree, fixed: FixedAnswers, heading: str) -> MapOverlay:
    """Return the map as it holds under answers that are fixed; what they rule out fades."""
    answers = {id: answer for id in tree.nodes if (answer := _answer_at(tree, fixed, id)) is not None}
    reached = _reached_nodes(tree, answers)
    tones: dict[WayPlace, Tone] = {}
    for id, node in tree.nodes.items():
        for branch in (*node.branches, *node.returns):
            for mark in branch.way.marks:
                if id not in reached:
                    tones[WayPlace(id, mark)] = "faded"
                elif id in answers:
                    tones[WayPlace(id, mark)] = "taken" if mark.keys == answers[id] else "faded"
    faded: dict[str, Tone] = {id: "faded" for id in tree.nodes if id not in reached}
    here: dict[str, Tone] = {id: "taken" for id in answers if id in reached}
    return MapOverlay(tones, node_tones={**faded, **here}, heading=heading)


def _answer_at(tree: MapTree, fixed: FixedAnswers, id: str) -> Answer | None:
    route = tree.flow.route_of(parse_address(id)) if "||" in id else None
    if isinstance(route, ScheduleRoute):
        return fixed.states.get(route.schedule)
    return fixed.people.get(id) if isinstance(route, PersonRoute) else None


def _reached_nodes(tree: MapTree, answers: Mapping[str, Answer]) -> set[str]:
    """The nodes that calls come to when these answers are given."""
    source = MapSource(tree.flow)
    stack = [id for id in tree.roots if tree.nodes[id].is_reached]
    stack += [id for id, node in tree.nodes.items() if node.numbers]
    reached = set(stack)
    while stack:
        id = stack.pop()
        for way in source.ways_from(id):
            target = source.node_at(way.destination)
            is_open = id not in answers or WayMark("answer", answers[id]) in way.marks
            if target is not None and is_open and target not in reached:
                reached.add(target)
                stack.append(target)
    return reached
