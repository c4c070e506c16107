"""The difference between two versions of a flow on the map of the new one: added, gone, led elsewhere.

What is gone is drawn at its old place, struck through; a menu that is gone has a line in the foot.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.draw.ending_sign import EndingKind, EndingSign, ending_sign
from simulator.draw.map_overlay import FootLine, MapOverlay, Tone, WayPlace
from simulator.draw.map_tree import MapBranch, MapTree
from simulator.draw.map_ways import MapSource, MapWay, WayMark
from simulator.draw.opening_hours import hours_lines, schedule_at
from simulator.graph.plain_words import visible
from simulator.words.phrases import count_noun, join_words

NAMED_MOST = 8
"""Menus that are gone and that the foot names."""


def overlay_changes(tree: MapTree, old: Flow, since: str) -> MapOverlay:
    """Return what has changed since ``old``, which is called ``since``, and add what is gone to the tree."""
    comparison = _MapComparison(tree, old)
    comparison.compare_nodes()
    return comparison.overlay(since)


class _MapComparison:
    """The work of one comparison."""

    def __init__(self, tree: MapTree, old: Flow) -> None:
        self.tree = tree
        self.old, self.new = MapSource(old), MapSource(tree.flow)
        self.way_tones: dict[WayPlace, Tone] = {}
        self.way_remarks: dict[WayPlace, str] = {}
        self.node_tones: dict[str, Tone] = {}
        self.node_remarks: dict[str, str] = {}
        self.counts: Counter[Tone] = Counter()
        self.hours: list[str] = []

    def compare_nodes(self) -> None:
        for id in self.tree.nodes:
            if not _has_node(self.old, id):
                self.node_tones[id], self.node_remarks[id] = "added", "new"
                continue
            if words := self._changed_words(id):
                self.node_tones[id], self.node_remarks[id] = "moved", words
            self._compare_ways(id)
        for branch in self.tree.common:
            self._compare_common(branch)

    def _compare_ways(self, id: str) -> None:
        before = {mark: way for way in self.old.ways_from(id) for mark in way.marks}
        after = {mark: way for way in self.new.ways_from(id) for mark in way.marks}
        changed: dict[MapWay, Tone] = {}
        for mark, way in after.items():
            if mark not in before:
                self._set(id, mark, "added", "new")
                changed[way] = "added"
            elif remark := self._moved_words(before[mark], way):
                self._set(id, mark, "moved", remark)
                changed[way] = "moved"
        self.counts.update(changed.values())
        gone = dict.fromkeys(way for mark, way in before.items() if mark not in after)
        for way in gone:
            marks = tuple(mark for mark in way.marks if mark not in after)
            self._add_ghost(id, way._replace(marks=marks))

    def _set(self, id: str, mark: WayMark, tone: Tone, remark: str) -> None:
        self.way_tones[WayPlace(id, mark)], self.way_remarks[WayPlace(id, mark)] = tone, remark

    def _moved_words(self, before: MapWay, after: MapWay) -> str:
        """Say where a way led, or after how many mistakes; empty: it is the same."""
        if _target_of(self.old, before) != _target_of(self.new, after):
            return f"was {_name_of(self.old, before)}"
        return f"was {before.note}" if before.note != after.note else ""

    def _add_ghost(self, id: str, way: MapWay) -> None:
        for mark in way.marks:
            self._set(id, mark, "gone", "gone")
        self.counts["gone"] += 1
        sign = EndingSign(_name_of(self.old, way), _kind_of(self.old, way))
        self.tree.nodes[id].branches.append(MapBranch(way, "ghost", sign=sign))

    def _changed_words(self, id: str) -> str:
        """Say what is different about a node itself: its name, or what it says first."""
        if "||" in id:
            was, now = (ending_sign(source.flow, parse_address(id)).name for source in (self.old, self.new))
            return f"was {was}" if was != now else self._changed_hours(id)
        was_item, item = (source.flow.receptionists[id] for source in (self.old, self.new))
        if was_item.name != item.name:
            return f"was {visible(was_item.name)}"
        if was_item.destination_type != item.destination_type:
            return "was an announcement" if item.is_menu else "was a menu"
        words = (_greeting_words(source.flow, id) for source in (self.old, self.new))
        return "says something else" if len(set(words)) > 1 else ""

    def _changed_hours(self, id: str) -> str:
        """Return the remark on a schedule whose hours (the foot has the old ones) or holidays differ; else empty."""
        was, now = (schedule_at(source.flow, id) for source in (self.old, self.new))
        if was is None or now is None or replace(was, key=now.key) == now:
            return ""
        lines = [hours_lines(replace(schedule, holidays=())) for schedule in (was, now)]
        if lines[0] == lines[1]:
            return "has other holidays"
        self.hours.append(f"{self.tree.nodes[id].name} was open {join_words(list(lines[0]), most=len(lines[0]))}")
        return "has other hours"

    def _compare_common(self, branch: MapBranch) -> None:
        """A way of all menus has changed if it has in each of them."""
        menus = [id for id, node in self.tree.nodes.items() if node.kind == "menu" and id not in self.node_tones]
        for mark in branch.way.marks:
            places = [WayPlace(id, mark) for id in menus]
            tones = {self.way_tones.get(place) for place in places}
            if len(tones) == 1 and (tone := tones.pop()) is not None:
                self._set("", mark, tone, self.way_remarks[places[0]])

    def overlay(self, since: str) -> MapOverlay:
        """Return what was found."""
        gone = [node for node in _every_node(self.old) if not _has_node(self.new, node)]
        lines = [FootLine("moved", self._summary(len(gone), since))]
        lines += [FootLine("moved", words) for words in self.hours]
        if gone:
            names = join_words([_node_name(self.old, node) for node in gone], most=NAMED_MOST)
            lines.append(FootLine("gone", f"No longer in the flow: {names}"))
        return MapOverlay(self.way_tones, self.way_remarks, self.node_tones, self.node_remarks, foot=tuple(lines))

    def _summary(self, gone_nodes: int, since: str) -> str:
        tones = [*self.node_tones.values()]
        new, changed = tones.count("added"), tones.count("moved")
        counts = (
            (new, count_noun(new, "new place", spell=False)),
            (changed, f"{count_noun(changed, 'place', spell=False)} changed"),
            (gone_nodes, f"{count_noun(gone_nodes, 'place', spell=False)} gone"),
            (self.counts["added"], f"{count_noun(self.counts['added'], 'way', spell=False)} added"),
            (self.counts["moved"], f"{count_noun(self.counts['moved'], 'way', spell=False)} changed"),
            (self.counts["gone"], f"{count_noun(self.counts['gone'], 'way', spell=False)} gone"),
        )
        parts = [words for count, words in counts if count]
        return f"Since {visible(since)}: {join_words(parts) if parts else 'nothing on this map has changed'}"


def _has_node(source: MapSource, id: str) -> bool:
    if "||" in id:
        return source.node_at(parse_address(id)) == id
    return id in source.flow.receptionists


def _every_node(source: MapSource) -> list[str]:
    return [*source.flow.receptionists, *(str(place) for place in source.flow.routes if _has_node(source, str(place)))]


def _node_name(source: MapSource, id: str) -> str:
    return (
        ending_sign(source.flow, parse_address(id)).name if "||" in id else visible(source.flow.receptionists[id].name)
    )


def _target_of(source: MapSource, way: MapWay) -> str:
    return source.node_at(way.destination) or str(way.destination.canonical)


def _name_of(source: MapSource, way: MapWay) -> str:
    node = source.node_at(way.destination)
    return _node_name(source, node) if node is not None else ending_sign(source.flow, way.destination).name


def _kind_of(source: MapSource, way: MapWay) -> EndingKind:
    return "menu" if source.node_at(way.destination) is not None else ending_sign(source.flow, way.destination).kind


def _greeting_words(flow: Flow, id: str) -> tuple[str, str]:
    greeting = flow.receptionists[id].greeting or ""
    recording = flow.recordings.get(greeting)
    return greeting, " ".join(recording.script.split()) if recording else ""
