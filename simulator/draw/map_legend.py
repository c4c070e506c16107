"""The signs that a map uses, each with its words."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.draw.ending_sign import KIND_WORDS
from simulator.draw.map_tree import MapBranch, MapTree


def legend_items(tree: MapTree) -> Iterator[tuple[str, str]]:
    """Yield each sign with its words; ``ring`` is a dashed ring around a sign, ``quiet`` a dashed line."""
    counts = tree.ending_counts()
    yield from ((kind, f"{words} ({counts[kind]:,})") for kind, words in KIND_WORDS.items() if counts[kind])
    nodes = tree.nodes.values()
    branches = [branch for node in nodes for branch in node.branches]
    backs = [branch for node in nodes for branch in node.returns]
    kinds = {node.kind for node in nodes}
    items = (
        ("ring", "decided by hours or a queue that is not in the file", any(_is_ringed(item) for item in branches)),
        ("clock", "hours decide", "schedule" in kinds),
        ("sound", "announcement, then onward", "announcement" in kinds),
        ("back", "leads back", bool(backs)),
        ("across", "drawn elsewhere", any(branch.shape == "chip" for branch in branches)),
        (
            "quiet",
            "wrong keys, silence, nobody picks up",
            any(item.way.is_quiet for item in (*branches, *backs, *tree.common)),
        ),
    )
    yield from ((sign, words) for sign, words, is_there in items if is_there)


def _is_ringed(branch: MapBranch) -> bool:
    return branch.sign is not None and branch.sign.is_decided_elsewhere
