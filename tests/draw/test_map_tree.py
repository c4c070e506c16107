"""The tree of a flow: every node and every way once."""

from collections import Counter

from hypothesis import given

from simulator import Flow, load
from simulator.draw.map_tree import COMMON_LEAST, MapTree, build_tree, kind_of_telephone, name_of_target
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import MENU, chain, flow_of, hostile_flow, menu


def outline(tree: MapTree) -> list[str]:
    """The tree as indented lines: a key and what is there, ``~`` for a chip, ``<`` for a way back."""
    lines: list[str] = []

    def add(id: str, caption: str, depth: int) -> None:
        node = tree.nodes[id]
        numbers = f" ({', '.join(node.numbers)})" if node.numbers else ""
        lines.append(f"{'  ' * depth}{caption} {node.name}{numbers}".rstrip())
        for branch in node.branches:
            if branch.shape == "node":
                add(branch.target, branch.way.caption, depth + 1)
            else:
                sign = "~" if branch.shape == "chip" else ""
                lines.append(f"{'  ' * (depth + 1)}{branch.way.caption} {sign}{name_of_target(tree, branch)}")
        lines.extend(f"{'  ' * (depth + 1)}{back.way.caption} <{name_of_target(tree, back)}" for back in node.returns)

    for root in tree.roots:
        add(root, "", 0)
    return [line.strip("\n") for line in lines]


def test_the_clinic(clinic: Flow) -> None:
    tree = build_tree(clinic)
    assert outline(tree) == [
        " Main menu (+441632960001)",
        "  1 Booking desk",
        "  2 Billing (+441632960002)",
        "    1 Bill payments",
        "    2 Billing questions",
        "    0 Reception",
        "    3× Reception",
        "    3 <Main menu",
        "  3 Night voicemail",
        "  0 Reception",
        "  3× Reception",
    ]
    assert (tree.menu_count, tree.ending_counts()) == (2, {"person": 4, "machine": 1})


def test_schedules_and_telephones_are_nodes() -> None:
    tree = build_tree(load("example:surgery"))
    assert outline(tree) == [
        " Office hours (+441632960040)",
        "  open Main menu",
        "    1 Appointments desk",
        "      no answer, busy Voicemail",
        "    2 Prescription line",
        "    0 Reception",
        "      no answer Voicemail",
        "    3× ~Reception",
        "  closed Night menu",
        "    1 Voicemail",
        "    2 Prescription line",
        "    3× Voicemail",
        "  holiday Closed today",
        "     ~Night menu",
    ]
    assert kind_of_telephone(tree, "department||108400") == "person"
    assert tree.ending_counts() == {"person": 2, "machine": 2}


def test_what_all_menus_share_is_said_once() -> None:
    tree = build_tree(load("example:council"))
    assert [(branch.way.caption, branch.way.note) for branch in tree.common] == [
        ("0", ""),
        ("3×", "3rd wrong key or silence"),
    ]
    captions = {branch.way.caption for node in tree.nodes.values() for branch in node.branches}
    assert captions == {"1", "2", "3", "4"}


def test_a_shared_menu_hangs_from_its_shortest_way() -> None:
    tree = build_tree(load("example:council"))
    chips = [node.name for node in tree.nodes.values() for way in node.branches if way.target == "payments"]
    assert (tree.nodes["payments"].parent, chips) == (
        "council-tax",
        ["Council tax", "Housing", "Bins and recycling", "Garden and bulky waste"],
    )


def test_part_of_a_flow_from_one_menu() -> None:
    council = load("example:council")
    part = build_tree(council.entered_at("planning"), is_part=True)
    assert part.roots == ("planning",)
    assert "planning" in part.nodes
    assert set(build_tree(council.rung_at("+441632960012")).roots) == {"repairs"}


def test_menus_that_only_mistakes_lead_to_and_menus_that_no_call_reaches() -> None:
    flow = flow_of(
        {
            "main": menu("Main", {"1": (MENU, "deep")}, silent=(MENU, "deeper")),
            "deep": menu("Deep", {"1": (MENU, "deeper")}),
            "deeper": menu("Deeper", {}, wrong=(MENU, "quiet")),
            "quiet": menu("Quiet", {}),
            "lost": menu("Lost", {"1": (MENU, "main")}),
        }
    )
    tree = build_tree(flow)
    assert {id: node.parent for id, node in tree.nodes.items()} == {
        "main": "",
        "deep": "main",
        "deeper": "deep",
        "quiet": "deeper",
        "lost": "",
    }
    assert [id for id, node in tree.nodes.items() if not node.is_reached] == ["lost"]


def test_a_number_that_leads_to_no_menu() -> None:
    from dataclasses import replace

    flow = flow_of({"main": menu("Main", {})}, {"department||1": "Desk"})
    tree = build_tree(replace(flow, numbers={"+441632960001": "main", "+441632960002": "department||1"}))
    assert [(number, sign.name) for number, sign in tree.bare_numbers] == [("+441632960002", "Desk")]


def test_a_chain_of_five_thousand_menus() -> None:
    tree = build_tree(chain(5000))
    assert (len(tree.nodes), max(node.depth for node in tree.nodes.values())) == (5000, 4999)
    assert len(build_tree(hostile_flow()).nodes) == 11


@given(flows(most=7, worlds=True))
def test_every_node_and_every_way_is_there_exactly_once(flow: Flow) -> None:
    tree = build_tree(flow)
    if not flow.number:
        assert set(flow.receptionists) <= set(tree.nodes)
    hung = Counter(branch.target for node in tree.nodes.values() for branch in node.branches if branch.shape == "node")
    assert hung + Counter(tree.roots) == Counter([*tree.nodes])
    shared = [mark for branch in tree.common for mark in branch.way.marks]
    assert not shared or tree.menu_count >= COMMON_LEAST
    for id, node in tree.nodes.items():
        marks = [mark for branch in (*node.branches, *node.returns) for mark in branch.way.marks]
        if node.kind == "menu":
            # of a way that all menus share, the one from which a node hangs is drawn at its menu as well
            marks += [mark for mark in shared if mark not in marks]
        if id in flow.receptionists:
            assert Counter(marks) == Counter((passage.cause, passage.keys) for passage in flow.receptionists[id].ways())


@given(flows(most=7, worlds=True))
def test_ways_back_lead_up_and_chips_do_not(flow: Flow) -> None:
    tree = build_tree(flow)
    for id, node in tree.nodes.items():
        above = {id, *tree.ancestors_of(id)}
        assert all(branch.target in above for branch in node.returns)
        assert all(branch.target not in above for branch in node.branches if branch.shape != "ending")
