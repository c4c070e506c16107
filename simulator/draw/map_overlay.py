"""A layer over a map: tones and remarks for its nodes and ways, marks of findings, and lines in its foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.draw.map_tree import MapBranch
from simulator.draw.map_ways import WayMark

Tone = Literal["plain", "taken", "faded", "gap", "added", "gone", "moved"]
"""``taken``: by a call, or at a moment; ``faded``: not now; ``gap``: no test; the others: since another version."""

_STRENGTH: tuple[Tone, ...] = ("taken", "gone", "moved", "added", "gap", "faded", "plain")
"""Of several passages that are drawn as one branch, the tone that comes first shows."""


class WayPlace(NamedTuple):
    """A passage of a node: where an overlay says something."""

    node: str
    mark: WayMark


class FootLine(NamedTuple):
    """A line that explains something under the map. ``number`` is that of a finding's mark, 0 for another line."""

    tone: Tone
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class MapOverlay:
    """What is said about the ways and nodes of one map, by an analysis or by several."""

    way_tones: Mapping[WayPlace, Tone] = field(default_factory=dict)
    way_remarks: Mapping[WayPlace, str] = field(default_factory=dict)
    node_tones: Mapping[str, Tone] = field(default_factory=dict)
    node_remarks: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    foot: tuple[FootLine, ...] = ()
    heading: str = ""

    def tone_of(self, node: str, branch: MapBranch) -> Tone:
        """Return the tone of a branch that leaves a node."""
        tones = {self.way_tones.get(WayPlace(node, mark), "plain") for mark in branch.way.marks}
        return next(tone for tone in _STRENGTH if tone in tones)

    def remark_on(self, node: str, branch: MapBranch) -> str:
        """Return what is said of a branch, in a few words; empty: nothing."""
        remarks = (self.way_remarks.get(WayPlace(node, mark), "") for mark in branch.way.marks)
        return " · ".join(dict.fromkeys(remark for remark in remarks if remark))


def merge_overlays(overlays: Iterable[MapOverlay]) -> MapOverlay:
    """Return one overlay that says what several say; where two speak of the same thing, the later one."""
    merged = MapOverlay()
    for overlay in overlays:
        merged = MapOverlay(
            {**merged.way_tones, **overlay.way_tones},
            {**merged.way_remarks, **overlay.way_remarks},
            {**merged.node_tones, **overlay.node_tones},
            {**merged.node_remarks, **overlay.node_remarks},
            {**merged.marks, **overlay.marks},
            (*merged.foot, *overlay.foot),
            " · ".join(part for part in (merged.heading, overlay.heading) if part),
        )
    return merged
