"""Test coverage on a map: the ways that no test takes, and how much of each menu tests cover."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.draw.map_overlay import FootLine, MapOverlay, Tone, WayPlace
from simulator.draw.map_tree import MapTree
from simulator.draw.map_ways import WayMark
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.tally import Coverage

UNTESTED = "no test"


def overlay_coverage(tree: MapTree, coverage: Coverage) -> MapOverlay:
    """Return the coverage of a flow's tests on its map; ``coverage.search`` need not have run."""
    # a way that no caller can take is not a gap
    gaps = {way for item in coverage.coverable_items for way in _ways_of(item)}
    gaps -= {way for item in coverage.hits for way in _ways_of(item)}
    gaps |= {WayPlace("", way.mark) for way in gaps if _is_common_gap(tree, gaps, way)}
    tones: dict[WayPlace, Tone] = dict.fromkeys(gaps, "gap")
    tallies = {node: tally for node in tree.nodes if (tally := coverage.tally_of(node)).of}
    remarks = {node: f"{tally.covered} of {tally.of}" for node, tally in tallies.items()}
    empty: dict[str, Tone] = {node: "gap" for node, tally in tallies.items() if not tally.covered}
    return MapOverlay(tones, dict.fromkeys(gaps, UNTESTED), empty, remarks, foot=(_foot(coverage),))


def _foot(coverage: Coverage) -> FootLine:
    total, tests = coverage.total, coverage.calls
    count = f"{tests:,} {'test covers' if tests == 1 else 'tests cover'}"
    share = f"{total.covered:,} of {total.of:,} things that can happen ({total.percent:g} %)"
    return FootLine("plain", f"{count} {share}; a dashed key has no test")


def _is_common_gap(tree: MapTree, gaps: set[WayPlace], way: WayPlace) -> bool:
    """Return whether a way that all menus have is tested in none of them."""
    if not any(way.mark in branch.way.marks for branch in tree.common):
        return False
    return all(WayPlace(id, way.mark) in gaps for id, node in tree.nodes.items() if node.kind == "menu")


def _ways_of(item: CoverageItem) -> Iterator[WayPlace]:
    """The passage that an item of coverage takes."""
    if item.kind == "choice":
        yield WayPlace(item.receptionist, WayMark("choice", item.what))
    elif item.kind == "answer":
        yield WayPlace(item.receptionist, WayMark("answer", item.what))
    elif item.kind == "destination" and item.cause == "wrong":
        yield WayPlace(item.receptionist, WayMark("wrong keys"))
    elif item.kind == "destination" and item.cause == "silence":
        yield WayPlace(item.receptionist, WayMark("silence"))
    elif item.kind == "destination" and item.cause == "forward":
        yield WayPlace(item.receptionist, WayMark("forward"))
