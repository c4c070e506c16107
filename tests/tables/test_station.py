"""A receptionist as rows have it."""

from simulator import Flow
from simulator.tables.flow_table import FlowTable
from simulator.tables.station import NO_WAY, keypad_of


def test_a_menu_has_a_shape_and_ways_and_no_way_on_by_itself(clinic: Flow) -> None:
    table = FlowTable(clinic)
    shape, station = table.shape_of("main"), table.station_of("main")
    assert station[: len(shape)] == shape
    assert (keypad_of(station), keypad_of(shape)) == (station.keypad, station.keypad)
    assert (len(station.choices), len(station.templates)) == (len(keypad_of(station).codes),) * 2
    assert station.forward == NO_WAY
