"""A return is an outcome that says what holds where there is no menu to go back to."""

from simulator.core.effects import End
from simulator.tables.flow_table import FlowTable
from simulator.tables.outcome_rows import OutcomeRow
from tests.core.test_return_rules import flow_of, menu


def test_a_return_after_mistakes_stays_with_the_fall_back_and_a_choice_drops_the_call() -> None:
    table = FlowTable(flow_of(menu("top", k1="sub"), menu("sub", k0="back"), after=("sub",)))
    station = table.station_of("sub")
    rows = [table.outcomes[~target] for target in (station.choices[0], station.wrong)]
    assert rows == [
        OutcomeRow((), None, None, rows[0].stays),
        OutcomeRow((), None, None, table.station_of("top").wrong),
    ]
    assert station.wrong == station.silence
    assert rows[0].stays is not None
    assert table.outcomes[~rows[0].stays].end == End("menu")
