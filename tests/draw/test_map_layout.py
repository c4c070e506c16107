"""The places of everything on a map."""

import time
from collections import Counter
from itertools import pairwise

from hypothesis import given

from simulator import Flow, load
from simulator.draw.map_card import CARD_WIDTH
from simulator.draw.map_folds import ROWS_MOST
from simulator.draw.map_layout import ROW, MapLayout, lay_out
from simulator.draw.map_tree import build_tree
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import chain, fan, flow_of, hostile_flow, menu


def overlaps(layout: MapLayout) -> list[tuple[str, str]]:
    """Pairs of cards, and of a card and a leaf, that lie over each other."""
    found = []
    for sheet in layout.sheets:
        boxes = [(drawn.x, drawn.top, drawn.right, drawn.top + drawn.height, id) for id, drawn in sheet.nodes.items()]
        boxes += [
            (leaf.x, leaf.y - 13, leaf.x + 60, leaf.y + 13, f"{leaf.source} {leaf.branch.way.caption}")
            for leaf in sheet.branches
            if leaf.shape != "node"
        ]
        boxes.sort()
        for place, (left, top, right, bottom, name) in enumerate(boxes):
            for other_left, other_top, _, other_bottom, other in boxes[place + 1 :]:
                if left <= other_left < right and other_top < bottom and top < other_bottom:
                    found.append((name, other))
    return found


def test_the_clinic(clinic: Flow) -> None:
    (sheet,) = lay_out(build_tree(clinic)).sheets
    main, billing = sheet.nodes["main"], sheet.nodes["billing"]
    assert (main.x, main.right, billing.x > CARD_WIDTH) == (0, CARD_WIDTH, True)
    assert [(leaf.branch.way.caption, leaf.label) for leaf in sheet.branches if leaf.source == "main"] == [
        ("1", "Booking desk"),
        ("2", "Billing"),
        ("3", "Night voicemail"),
        ("0", "Reception"),
        ("3×", "Reception"),
    ]
    rows = sorted(leaf.y for leaf in sheet.branches if leaf.shape != "node")
    assert min(after - before for before, after in pairwise(rows)) >= ROW - 0.01


def test_ways_back_go_on_to_the_next_line_of_a_card() -> None:
    (sheet,) = lay_out(build_tree(load("example:council"))).sheets
    heights = {id: drawn.height for id, drawn in sheet.nodes.items()}
    assert heights["main"] < heights["repairs"] < heights["evidence"]


def test_a_menu_of_a_thousand_keys_is_found_at_its_top() -> None:
    keys = {f"{code:03}": ("department", "1") for code in range(1000)}
    (sheet,) = lay_out(build_tree(flow_of({"a": menu("A", keys)}))).sheets
    assert (sheet.height > 1000 * ROW, sheet.nodes["a"].y) == (True, ROWS_MOST / 2 * ROW)


def test_nothing_lies_over_anything_else() -> None:
    for flow in (load("example:council"), load("example:surgery"), hostile_flow(), chain(30), fan(60)):
        assert overlaps(lay_out(build_tree(flow))) == []


@given(flows(most=8, worlds=True))
def test_every_node_and_every_way_has_one_place(flow: Flow) -> None:
    tree = build_tree(flow)
    layout = lay_out(tree)
    assert Counter(id for sheet in layout.sheets for id in sheet.nodes) == Counter([*tree.nodes])
    drawn = Counter((leaf.source, leaf.branch) for sheet in layout.sheets for leaf in sheet.branches)
    assert drawn == Counter((id, branch) for id, node in tree.nodes.items() for branch in node.branches)
    backs = Counter(
        (id, item.branch) for sheet in layout.sheets for id, at in sheet.nodes.items() for item in at.returns
    )
    assert backs == Counter((id, branch) for id, node in tree.nodes.items() for branch in node.returns)
    assert overlaps(layout) == []


def test_two_thousand_menus_do_not_hang() -> None:
    began = time.process_time()
    layout = lay_out(build_tree(chain(2000)))
    assert len(layout.sheets) == 334
    assert time.process_time() - began < 20
