from dataclasses import replace

from simulator import Flow
from simulator.tui.flow_map import WHOLE_MOST, FlowMap, MapRow


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
