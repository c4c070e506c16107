"""Ways back have numbers, and a target that nothing behind a call matters to has none."""

from simulator.core.places import NO_WAY_BACK, Level, WayBack
from simulator.tables.flow_table import FlowTable
from tests.core.test_return_rules import flow_of, menu


def test_a_way_back_has_one_number_and_none_is_zero() -> None:
    table = FlowTable(flow_of(menu("top", k1="sub"), menu("sub", k0="back")))
    ways, behind = table.ways_back, WayBack((Level("top", 1, 0),))
    assert (ways.number_of(NO_WAY_BACK), ways.number_of(behind), ways.number_of(behind)) == (0, 1, 1)
    assert (ways[0], ways[1]) == (NO_WAY_BACK, behind)


def test_only_targets_that_recall_have_a_way_back() -> None:
    table = FlowTable(flow_of(menu("top", k1="sub"), menu("sub", k0="back")))
    behind = table.ways_back.leave("top", 0, (1, 0))
    assert [table.ways_back.arrive(number, behind) for number in (0, 1)] == [0, 1]
    assert table.ways_back[1] == WayBack((Level("top"),))
    back = table.station_of("sub").choices[0]
    assert table.ways_back.recalls(back)
    target = table.ways_back.find_return("sub", 1, (0, 2))
    assert target == ("top", (0, 2), NO_WAY_BACK)
    assert table.ways_back.find_return("top", 0, (0, 0)) is None
