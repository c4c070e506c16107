from dataclasses import replace

from simulator import Flow
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.tui.flow_map import WHOLE_MOST, FlowMap, MapRow
from tests.callers.world_flow import DESK, NUMBER, OFFICE, RECEPTION, world_flow


def test_a_small_flow_is_shown_whole(clinic: Flow) -> None:
    assert FlowMap(clinic, ["main", "billing"]).map_rows() == [
        MapRow(0, "", "Main menu", "seen"),
        MapRow(1, "1", "Booking desk"),
        MapRow(1, "2", "Billing", "here"),
        MapRow(2, "1", "Bill payments"),
        MapRow(2, "2", "Billing questions"),
        MapRow(2, "3", "Main menu", "loop"),
        MapRow(2, "0", "Reception"),
        MapRow(2, "wrong", "Reception"),
        MapRow(2, "silent", "Reception"),
        MapRow(1, "3", "Night voicemail"),
        MapRow(1, "0", "Reception"),
        MapRow(1, "wrong", "Reception"),
        MapRow(1, "silent", "Reception"),
    ]


def test_a_loop_is_no_way_down(clinic: Flow) -> None:
    assert FlowMap(clinic, ["main", "billing", "main", "billing"]).path == ["main", "billing"]
    assert FlowMap(clinic, ["main", "billing", "main"]).path == ["main"]


def chain(count: int, clinic: Flow) -> Flow:
    """So many menus, each of which leads to the next two."""
    first = clinic.receptionists["billing"]

    def menu(number: int) -> object:
        entries = tuple(
            entry.model_copy(update={"destination_type": "ivr", "destination_id": f"m{(number * 2 + way) % count}"})
            for way, entry in enumerate((first.entries or ())[:2], 1)
        )
        return first.model_copy(update={"name": f"Menu {number}", "entries": entries})

    made = {f"m{number}": menu(number) for number in range(count)}
    return replace(clinic, entry="m0", receptionists=made)  # type: ignore[arg-type]  # menu makes receptionists


def test_of_a_large_flow_the_way_of_the_call_is_shown(clinic: Flow) -> None:
    flow = chain(10_000, clinic)

    assert FlowMap(flow, ["m0", "m2"]).map_rows() == [
        MapRow(0, "", "Menu 0", "seen"),
        MapRow(1, "1", "Menu 1", "closed"),
        MapRow(1, "2", "Menu 2", "here"),
        MapRow(2, "1", "Menu 5", "closed"),
        MapRow(2, "2", "Menu 6", "closed"),
        MapRow(2, "wrong", "Reception"),
        MapRow(2, "silent", "Reception"),
        MapRow(1, "wrong", "Reception"),
        MapRow(1, "silent", "Reception"),
    ]
    assert len(flow.receptionists) > WHOLE_MOST


def test_a_search_finds_menus_and_destinations(clinic: Flow) -> None:
    assert FlowMap(clinic, ["main"]).search("BILL") == [
        MapRow(0, "billing", "Billing"),
        MapRow(1, "billing 1", "Bill payments"),
        MapRow(1, "billing 2", "Billing questions"),
    ]
    assert FlowMap(clinic, []).search("nothing so called") == []


WORLD = [
    MapRow(2, "open", "Main menu", "here"),
    MapRow(3, "1", "Booking desk"),
    MapRow(4, "no answer", "Night voicemail"),
    MapRow(4, "busy", "Reception"),
    MapRow(3, "wrong", "Reception"),
    MapRow(3, "silent", "Reception"),
    MapRow(2, "closed", "Night menu"),
    MapRow(3, "1", "Night voicemail"),
    MapRow(3, "wrong", "Reception"),
    MapRow(3, "silent", "Reception"),
]


def test_a_number_leads_through_a_schedule_to_menus_and_telephones() -> None:
    assert FlowMap(world_flow(), [str(OFFICE), "main"], number=NUMBER).map_rows() == [
        MapRow(0, "", NUMBER),
        MapRow(1, "", "Office hours", "seen"),
        *WORLD,
    ]
    assert FlowMap(world_flow(), [], number=NUMBER).map_rows()[:2] == [
        MapRow(0, "", NUMBER),
        MapRow(1, "", "Office hours"),
    ]


def test_a_schedule_that_leads_to_itself_is_a_loop() -> None:
    flow = replace(world_flow(), routes={OFFICE: ScheduleRoute("office", OFFICE, OFFICE, DESK)})

    assert FlowMap(flow, [str(OFFICE)], number=NUMBER).map_rows()[1:] == [
        MapRow(1, "", "Office hours", "here"),
        MapRow(2, "open", "Office hours", "loop"),
        MapRow(2, "closed", "Office hours", "loop"),
        MapRow(2, "holiday", "Booking desk"),
    ]


def test_a_telephone_that_leads_nowhere_else_has_nothing_below_it() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True))
    rows = FlowMap(flow, ["main", str(RECEPTION)]).map_rows()

    assert [row for row in rows if row.text == "Reception"] == [
        MapRow(2, "busy", "Reception", "here"),
        MapRow(1, "wrong", "Reception", "here"),
        MapRow(1, "silent", "Reception", "here"),
    ]
    rows = FlowMap(flow, ["main"]).map_rows()
    assert {row.mark for row in rows if row.text == "Reception"} == {""}


def test_a_search_finds_schedules_telephones_and_numbers() -> None:
    flow = world_flow()
    assert FlowMap(flow, []).search("office") == [
        MapRow(0, "time_condition||77", "Office hours"),
        MapRow(1, "time_condition||78 open", "Office hours"),
    ]
    assert FlowMap(flow, []).search("night-mode") == [MapRow(0, "time_condition||78", "Night switch")]
    assert FlowMap(flow, []).search("booking") == [
        MapRow(1, "main 1", "Booking desk"),
        MapRow(0, "department||108000", "Booking desk"),
    ]
    assert FlowMap(flow, []).search("960001") == [MapRow(0, NUMBER, "Office hours")]
