"""The cards of a map."""

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.draw.map_card import CARD_WIDTH, Card, cap_width, number_lines
from simulator.draw.map_layout import lay_out
from simulator.draw.map_tree import MapNode, build_tree
from simulator.draw.text_metrics import text_width
from tests.draw.hostile_maps import MENU, flow_of, menu, worlds_of


def labels(card: Card) -> list[tuple[str, str]]:
    return [(item.branch.way.caption, item.label) for item in card.returns]


def test_of_many_numbers_some_are_counted() -> None:
    numbers = [f"+4416329600{number:02}" for number in range(30)]
    node = MapNode("m", "menu", "Main", numbers=numbers)
    assert number_lines(node) == (*numbers[:3], "and 27 more")


def test_caps_are_as_wide_as_their_words() -> None:
    assert cap_width("1") < cap_width("12345678") < cap_width("no answer, busy")
    assert cap_width("1", small=True) < cap_width("1")


def test_mistakes_that_lead_back_to_different_places_are_told_apart() -> None:
    tree = build_tree(
        flow_of(
            {
                "a": menu("Main menu", {"1": (MENU, "b")}),
                "b": menu("Sales", {"1": (MENU, "c")}, wrong=(MENU, "a"), silent=(MENU, "a")),
                "c": menu("Orders", {}, wrong=(MENU, "b"), silent=(MENU, "a")),
                "d": menu("D " * 99, {"1": (MENU, "c")}, wrong=(MENU, "d"), tries=(3, 3)),
            }
        )
    )
    assert labels(Card(tree, tree.nodes["b"])) == [("2×", "Main menu")]
    assert labels(Card(tree, tree.nodes["c"])) == [("2×", "Sales · wrong key"), ("2×", "Main menu · silence")]
    assert labels(Card(tree, tree.nodes["d"])) == [("3×", "here again · wrong key")]


def test_a_long_name_leaves_room_for_the_mistake() -> None:
    tree = build_tree(flow_of({"a": menu("Main " * 30, {"1": (MENU, "b")}), "b": menu("B", {}, wrong=(MENU, "a"))}))
    ((caption, label),) = labels(Card(tree, tree.nodes["b"]))
    assert (caption, label[:5], label[-13:]) == ("2×", "Main ", "… · wrong key")
    assert 29 + cap_width("2×", small=True) + text_width(label, 12) < CARD_WIDTH


def test_nothing_runs_through_the_number_of_a_telephone_or_a_schedule() -> None:
    flow = worlds_of(
        {
            "time_condition||1": ScheduleRoute("s", Destination("extension", "1"), Destination(MENU, "a")),
            "extension||1": PersonRoute(no_answer=Destination(MENU, "a"), busy=Destination("department", "9")),
        },
        {"a": menu("A", {})},
        {"+441632960100": "time_condition||1", "+441632960101": "extension||1"},
    )
    (sheet,) = lay_out(build_tree(flow)).sheets
    for id in flow.routes:
        drawn = sheet.nodes[str(id)]
        assert drawn.right >= drawn.x + 17 + text_width("+441632960100", 12)
        assert drawn.name_right < drawn.head_right <= drawn.right
        assert drawn.line_start == (drawn.right if drawn.details else drawn.name_right)
