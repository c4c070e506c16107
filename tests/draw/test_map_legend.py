"""The legend of a map."""

from simulator import load
from simulator.draw.map_legend import legend_items
from simulator.draw.map_tree import build_tree


def test_the_signs_that_the_council_uses() -> None:
    assert list(legend_items(build_tree(load("example:council")))) == [
        ("person", "person (15)"),
        ("machine", "machine (2)"),
        ("menu", "menu of another system (1)"),
        ("nobody", "call ends (1)"),
        ("ring", "decided by hours or a queue that is not in the file"),
        ("back", "leads back"),
        ("across", "drawn elsewhere"),
        ("quiet", "wrong keys, silence, nobody picks up"),
    ]
