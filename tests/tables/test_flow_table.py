"""Stations and outcomes."""

from dataclasses import replace
from pathlib import Path

from simulator.config.routes import ScheduleRoute
from simulator.core.effects import End, Route
from simulator.tables.flow_table import FlowTable
from simulator.tables.outcome_rows import OutcomeRow
from simulator.tables.station import NO_WAY
from tests.callers.switch_flows import switch_flow
from tests.callers.world_flow import world_flow
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single, to


def test_a_station_has_what_is_a_menus_own() -> None:
    table = FlowTable(flow({"main": menu({"2": "@info", "1": PERSON}, greeting="4"), "info": single(PERSON)}))
    main, info = table.compile_all()
    assert (main.recordings, main.lengths, main.waits, main.allowed) == (
        ("4", "", "", "", ""),
        (4000, 0, 0, 0, 0),
        (5000, 3000),
        (1, 1),
    )
    assert table.outcomes == [
        OutcomeRow((), None, None),
        OutcomeRow((Route(to(PERSON)),), Route(to(PERSON)), None),
        OutcomeRow((End("menu", to(HANGUP)),), End("menu", to(HANGUP)), None),
    ]
    assert (main.choices, main.wrong, main.silence, main.forward) == ((~1, 1), ~2, ~2, NO_WAY)
    assert (info.choices, info.wrong, info.silence, info.forward) == ((), NO_WAY, NO_WAY, ~1)
    assert [table.shape_of(key) for key in table.keys] == [main[:7], info[:7]]


def test_menus_alike_share_their_rows_and_stations_are_compiled_when_asked_for() -> None:
    table = FlowTable(flow({f"m{n}": menu({"1": PERSON}, allowed=(n, 9 - n), greeting=str(n)) for n in range(1, 9)}))
    assert table.station_at(3).allowed == (4, 5)
    assert (len(table.kinds), len(table.keypads)) == (1, 1)
    assert {(id(station.kind), id(station.keypad)) for station in table.compile_all()} == {
        (id(table.station_at(0).kind), id(table.station_at(0).keypad))
    }


def test_the_world_leads_on_by_its_answers() -> None:
    table = FlowTable(world_flow())
    office = ~table.target_of_start("time_condition||77")
    answers = table.answers_at(office)
    assert list(answers) == ["open", "closed", "holiday"]
    assert table.keys[answers["open"]] == "main"
    desk = ~table.target_of(to("department||108000"))
    assert {answer: table.outcomes[~target].end for answer, target in table.answers_at(desk).items()} == {
        "picked_up": Route(to("department||108000")),
        "no_answer": Route(to("voicemail||9001")),
        "busy": Route(to("extension||7")),
    }


def test_a_schedule_may_lead_to_a_menu_that_is_over_at_once(tmp_path: Path) -> None:
    """FreeSWITCH's menu without a greeting ends in no time, with its exit sound or without."""
    quiet = {"timeout": 1, "failures": 2, "timeouts": 1, "entries": {}}
    menus = {"m0": quiet | {"entries": {"1": "time_condition||77"}}, "m1": quiet, "m2": quiet | {"exit_sound": "exit1"}}
    route = ScheduleRoute("office", to("virtual_receptionist||m1"), to("virtual_receptionist||m2"), None)
    table = FlowTable(replace(switch_flow(menus, tmp_path), routes={to("time_condition||77"): route}))
    asks = ~table.target_of(to("time_condition||77"))
    assert table.answers_at(asks) == {"open": 1, "closed": 2, "holiday": 2}
