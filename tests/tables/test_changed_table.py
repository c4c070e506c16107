"""A flow that differs in one receptionist has the rows of the unchanged one in all others."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.config.routes import PersonRoute
from simulator.tables.changed_table import ChangedTable, can_share_rows
from simulator.tables.flow_table import FlowTable
from simulator.tables.station import Station
from simulator.testing.strategies import flows
from tests.graph.small_flows import PERSON, flow, menu, single, to

TWO = flow({"main": menu({"1": "more", "2": PERSON}), "more": menu({"3": "main"}, greeting="4")})


def with_other(made: Flow, key: str, item: Receptionist) -> Flow:
    return replace(made, receptionists={**made.receptionists, key: item})


def test_only_the_changed_receptionist_has_rows_of_its_own() -> None:
    table = FlowTable(TWO)
    changed = ChangedTable(table, with_other(TWO, "more", menu({"3": PERSON})), "more")
    assert changed.station_at(0) is table.station_at(0)
    assert (changed.own_number, table.station_at(1).choices, changed.station_at(1).choices) == (1, (0,), (~1,))


def ways_of(table: FlowTable, station: Station) -> list[object]:
    """Where a station leads, by the names of receptionists and the ends of calls."""
    targets = (*station.choices, station.wrong, station.silence, station.forward)
    return [table.keys[target] if target >= 0 else table.outcomes[~target] for target in targets]


@given(flows(most=3))
def test_its_rows_are_those_that_it_has_alone(made: Flow) -> None:
    table = FlowTable(made)
    for key, item in made.receptionists.items():
        other = with_other(made, key, item.model_copy(update={"wrong_keys_allowed": 9, "greeting": None}))
        changed, alone = ChangedTable(table, other, key), FlowTable(other)
        for number, station in enumerate(alone.compile_all()):
            shared = changed.station_at(number)
            assert shared[:7] == station[:7]
            assert ways_of(changed, shared) == ways_of(alone, station)


def test_what_may_depend_on_other_receptionists_is_not_shared() -> None:
    table = FlowTable(TWO)
    assert can_share_rows(table, with_other(TWO, "more", single(PERSON)), "more")
    assert not can_share_rows(table, with_other(TWO, "more", single("return||1")), "more")
    assert not can_share_rows(table, replace(TWO, routes={to(PERSON): PersonRoute()}), PERSON)
    assert not can_share_rows(table, replace(TWO, routes={to(PERSON): PersonRoute()}), "more")
    other = TWO.semantics.model_copy(update={"counters": "shared"})
    assert not can_share_rows(table, TWO.with_semantics(other), "more")
