"""Stations and outcomes."""

from simulator.core.effects import End, Route
from simulator.tables.flow_table import NO_WAY, FlowTable
from simulator.tables.outcome_rows import OutcomeRow
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
