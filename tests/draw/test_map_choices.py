"""Long menus on a map that has no room for all keys."""

from simulator.draw.map_choices import CHOICES_MOST, fold_choices
from simulator.draw.map_layout import lay_out
from simulator.draw.map_tree import build_tree
from simulator.draw.svg_writer import draw_svg
from tests.draw.hostile_maps import MENU, flow_of, menu
from tests.draw.test_svg_writer import texts_of


def wards(number: int) -> dict[str, tuple[str, str]]:
    """As many keys of two digits, each with a ward of its own."""
    return {str(key): ("department", str(key)) for key in range(10, 10 + number)}


def test_the_keys_that_end_calls_are_one_branch_and_menus_stay() -> None:
    people = {f"department||{key}": f"Ward {key}" for key in range(10, 40)}
    keys = {**wards(20), "9": (MENU, "b")}
    tree = fold_choices(build_tree(flow_of({"a": menu("A", keys), "b": menu("B", wards(CHOICES_MOST))}, people)))
    shown = [
        (branch.way.caption, branch.sign.name if branch.sign else branch.target) for branch in tree.nodes["a"].branches
    ]
    assert shown == [("10 … 29", "20 choices, listed below"), ("9", "b"), ("2×", "End of the call")]
    (first, *_) = tree.nodes["a"].branches
    assert (first.sign is not None and first.sign.kind, len(first.way.marks)) == ("person", 20)
    assert len(tree.nodes["b"].branches) == CHOICES_MOST + 1
    assert "20 choices, listed below" in texts_of(draw_svg(lay_out(tree), ""))
