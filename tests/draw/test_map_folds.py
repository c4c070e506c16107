"""A large tree is cut into sheets that can be read."""

from hypothesis import given

from simulator import Flow, load
from simulator.draw.map_folds import LEVELS_MOST, ROWS_MOST, cut_sheets
from simulator.draw.map_tree import build_tree
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import chain, fan, flow_of, menu


def test_a_council_fits_on_one_sheet() -> None:
    cut = cut_sheets(build_tree(load("example:council")), lambda node: 1.5)
    assert (cut.sheets, cut.sizes) == ((("main",),), {})


def test_a_chain_is_cut_by_levels() -> None:
    cut = cut_sheets(build_tree(chain(20)), lambda node: 1.5)
    assert cut.sheets == (("m0",), ("m2",), ("m8",), ("m14",))
    assert cut.sizes == {"m2": 18, "m8": 12, "m14": 6}
    assert LEVELS_MOST == 6


def test_a_fan_is_cut_by_rows() -> None:
    cut = cut_sheets(build_tree(fan(20)), lambda node: 1.5)
    folded = len(cut.sizes)
    assert len(cut.sheets) == folded + 1
    # four rows each, one for each key; what is folded takes one
    assert 4 * (20 - folded) + folded <= ROWS_MOST < 4 * (21 - folded) + folded - 1


def test_roots_are_packed_and_those_that_no_call_reaches_stand_apart() -> None:
    menus = {f"m{number}": menu(f"Menu {number}", {"1": ("department", "1")}) for number in range(100)}
    cut = cut_sheets(build_tree(flow_of(menus)), lambda node: 2.0)
    assert [len(sheet) for sheet in cut.sheets] == [1, 22, 22, 22, 22, 11]


@given(flows(most=8))
def test_every_root_is_on_a_sheet(flow: Flow) -> None:
    tree = build_tree(flow)
    cut = cut_sheets(tree, lambda node: 1.5)
    assert sorted(root for sheet in cut.sheets for root in sheet) == sorted([*tree.roots, *cut.sizes])
