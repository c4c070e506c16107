from dataclasses import replace

from simulator import Flow
from simulator.tui.flow_map import WHOLE_MOST, FlowIndex, FlowMap, FoundPlace
from tests.callers.world_flow import DESK, NUMBER, OFFICE, SWITCH, world_flow


def test_a_loop_is_no_way_down(clinic: Flow) -> None:
    assert FlowMap(FlowIndex(clinic), ["main", "billing", "main", "billing"]).path == ["main", "billing"]
    assert FlowMap(FlowIndex(clinic), ["main", "billing", "main"]).path == ["main"]


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


def test_a_large_flow_is_not_looked_through(clinic: Flow) -> None:
    index = FlowIndex(chain(10_000, clinic))

    assert len(index.flow.receptionists) > WHOLE_MOST
    assert (index.is_small, index.shared_ways) == (False, {})


def test_what_every_menu_has_is_shared(clinic: Flow) -> None:
    shared = FlowIndex(clinic).shared_ways

    assert {label: str(destination) for label, destination in shared.items()} == {
        "0": "extension||050109590001",
        "wrong": "extension||050109590001",
        "silent": "extension||050109590001",
    }


def test_ends_are_counted_below_a_node_without_the_ways_back_up(clinic: Flow) -> None:
    index = FlowIndex(clinic)

    assert (index.count_ends("main"), index.count_ends("billing")) == (4, 2)


def test_the_shortest_path_to_a_node(clinic: Flow) -> None:
    index = FlowIndex(chain(100, clinic))

    assert index.path_to("m0", "m6") == ["m0", "m2", "m6"]
    assert index.path_to("m0", "nowhere") == []


def test_a_search_finds_menus_and_destinations(clinic: Flow) -> None:
    assert FlowMap(FlowIndex(clinic), ["main"]).search("BILL") == [
        FoundPlace(0, "billing", "Billing", node="billing"),
        FoundPlace(1, "billing 1", "Bill payments", node="billing"),
        FoundPlace(1, "billing 2", "Billing questions", node="billing"),
    ]
    assert FlowMap(FlowIndex(clinic), []).search("nothing so called") == []


def test_a_search_finds_schedules_telephones_and_numbers() -> None:
    flow = world_flow()
    assert FlowMap(FlowIndex(flow), []).search("office") == [
        FoundPlace(0, str(OFFICE), "Office hours", node=str(OFFICE)),
        FoundPlace(1, f"{SWITCH} open", "Office hours", node=str(SWITCH)),
    ]
    assert FlowMap(FlowIndex(flow), []).search("night-mode") == [
        FoundPlace(0, str(SWITCH), "Night switch", node=str(SWITCH))
    ]
    assert FlowMap(FlowIndex(flow), []).search("booking") == [
        FoundPlace(1, "main 1", "Booking desk", node="main"),
        FoundPlace(0, str(DESK), "Booking desk", node=str(DESK)),
    ]
    assert FlowMap(FlowIndex(flow), []).search("960001") == [FoundPlace(0, NUMBER, "Office hours", node=str(OFFICE))]
