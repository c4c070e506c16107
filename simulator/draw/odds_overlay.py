"""Odds on a map: the share of callers who take each way, come to each menu, or hang up in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import isfinite

from simulator.draw.map_overlay import FootLine, MapOverlay, Tone, WayPlace
from simulator.draw.map_tree import MapBranch, MapTree
from simulator.draw.map_ways import WayMark
from simulator.graph.odds.way_use import WayUse
from simulator.graph.plain_words import join_words

_FEW = 0.0005
_MENUS_MOST = 6
_AGAIN = "Callers who come again count again: a place may have more than 100 %."


def overlay_odds(tree: MapTree, use: WayUse, words: str) -> MapOverlay:
    """Return the ways of callers on the map of their flow; those that nobody takes fade. ``words`` say who calls."""
    tones: dict[WayPlace, Tone] = {}
    remarks: dict[WayPlace, str] = {}
    for id, branch in _every_branch(tree):
        share = sum(_share_of(tree, use, id, mark) for mark in branch.way.marks)
        places = [WayPlace(id, mark) for mark in branch.way.marks]
        remarks |= dict.fromkeys(places, share_label(share))
        if not share:
            tones |= dict.fromkeys(places, "faded")
    faded: dict[str, Tone] = {id: "faded" for id in tree.nodes if not use.visits.get(id)}
    comers = {id: share_label(use.visits[id]) for id in tree.nodes if use.visits.get(id)}
    if any(share > 1 for share in use.visits.values()):
        words += f" {_AGAIN}"
    foot = [FootLine("plain", words), *_hang_up_line(tree, use)]
    return MapOverlay(tones, remarks, faded, comers, foot=tuple(foot))


def share_label(share: float) -> str:
    """Return a share of callers as it stands on a map.

    >>> [share_label(share) for share in (13.626, 1.056, 0.244, 0.0123, 0.0001, 0.0, float("inf"))]
    ['1,363 %', '106 %', '24 %', '1.2 %', '< 0.1 %', '0 %', 'no end']
    """
    if not isfinite(share):
        return "no end"
    if 0 < share < _FEW:
        return "< 0.1 %"
    return f"{100 * share:,.0f} %" if share >= 0.0995 or not share else f"{100 * share:.1f} %"


def _every_branch(tree: MapTree) -> Iterator[tuple[str, MapBranch]]:
    yield from (("", branch) for branch in tree.common)
    for id, node in tree.nodes.items():
        yield from ((id, branch) for branch in chain(node.branches, node.returns))


def _share_of(tree: MapTree, use: WayUse, id: str, mark: WayMark) -> float:
    """How many take a passage; of one that all menus have, those of all menus."""
    sources = (id,) if id else (node.id for node in tree.nodes.values() if node.kind == "menu")
    return sum(use.ways.get((source, *mark), 0.0) for source in sources)


def _hang_up_line(tree: MapTree, use: WayUse) -> Iterator[FootLine]:
    menus = sorted((id for id in tree.nodes if use.hang_ups.get(id)), key=lambda node: -use.hang_ups[node])
    if menus:
        each = [f"{tree.nodes[id].name} {share_label(use.hang_ups[id])}" for id in menus]
        words = join_words(each, last=", ", most=_MENUS_MOST, remainder="{} more menus")
        yield FootLine("plain", f"Callers who hang up: {words}")
