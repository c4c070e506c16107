"""Ways back: which menus a call can still go back to, and with which counts."""

import json
from dataclasses import replace

import pytest

from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow
from simulator.config.menu_engine import MenuSettings
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import PROFILES
from simulator.core.call import Call
from simulator.core.call_plan import CallPlan
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.core.places import ENDED, NO_WAY_BACK, Level, WayBack


def menu(name: str, tries: int = 2, **leads: str) -> Receptionist:
    """A menu whose key ``k1`` (and so on) leads to a receptionist, or back where it says ``back``."""
    entries = tuple(
        Entry(
            option=key[1:],
            destination_type="return" if to == "back" else "ivr",
            destination_id="1" if to == "back" else to,
        )
        for key, to in leads.items()
    )
    return Receptionist(
        name=name,
        destination_type="multiple",
        greeting=name,
        entries=entries,
        timeout_seconds=1,
        wrong_keys_allowed=tries,
        silences_allowed=tries,
        wrong_key_destination_type="hangup",
        wrong_key_destination_id="1",
        silence_destination_type="hangup",
        silence_destination_id="1",
    )


def flow_of(*items: Receptionist, after: tuple[str, ...] = (), announcement: str = "") -> Flow:
    """A flow of menus by their names; after their last mistake, those of ``after`` return."""
    receptionists = {item.name: item for item in items}
    if announcement:
        receptionists["tip"] = Receptionist(
            name="tip", destination_type="single", forward_destination_type="ivr", forward_destination_id=announcement
        )
    settings = {key: MenuSettings(return_after=("wrong", "silence")) for key in after}
    semantics = PROFILES["freepbx"]
    attached = attach_engines(receptionists, semantics, recordings=(), destinations=(), settings=settings)
    return Flow(entry=items[0].name, receptionists=attached, semantics=semantics)


def places_after(flow: Flow, *triggers: str) -> list[str]:
    """The places of a call after the answer and each of these events."""
    call = Call(CallMachine(flow))
    return [call.receive_event(EVENTS[trigger], 0).dest.name for trigger in ("answered", *triggers)]


def test_the_way_back_is_the_chain_of_menus_that_returns_can_lead_to() -> None:
    flow = flow_of(menu("top", k1="sub"), menu("sub", k1="deep", k0="back"), menu("deep", k0="back"))
    assert places_after(flow, "1", "1", "0", "0") == [
        "top/0,0/prompt/entry/0",
        "sub/0,0/prompt/entry/0<top",
        "deep/0,0/prompt/entry/0<sub<top",
        "sub/0,0/prompt/entry/0<top",
        "top/0,0/prompt/entry/0",
    ]


def test_a_menu_that_is_entered_again_is_entered_from_elsewhere_and_the_chain_closes_in_a_circle() -> None:
    flow = flow_of(menu("a", k1="b", k0="back"), menu("b", k1="a", k0="back"))
    assert places_after(flow, "1", "1", "0", "0", "0") == [
        "a/0,0/prompt/entry/0",
        "b/0,0/prompt/entry/0<a",
        "a/0,0/prompt/entry/0<b<a",
        "b/0,0/prompt/entry/0<a<b",
        "a/0,0/prompt/entry/0<b<a",
        "b/0,0/prompt/entry/0<a<b",
    ]


def test_a_menu_that_leads_to_itself_returns_to_itself() -> None:
    flow = flow_of(menu("a", k1="a", k0="back"))
    assert places_after(flow, "1", "0", "0")[1:] == ["a/0,0/prompt/entry/0<a"] * 3


def test_counters_go_on_and_a_count_above_the_menus_own_makes_the_next_mistake_the_last() -> None:
    flow = flow_of(menu("top", 1, k1="sub", k0="back"), menu("sub", 3), after=("sub",))
    assert places_after(flow, "9", "1", "9", "9", "9", "9", "9") == [
        "top/0,0/prompt/entry/0",
        "top/1,0/prompt/wrong/0",
        "sub/0,0/prompt/entry/0<top",
        "sub/1,0/prompt/wrong/0<top",
        "sub/2,0/prompt/wrong/0<top",
        "sub/3,0/prompt/wrong/0<top",
        "top/1,0/prompt/entry/0",  # four wrong keys; above its one, the number makes no difference
        "ended",
    ]


def test_a_menu_without_tries_neither_resets_nor_adds() -> None:
    flow = flow_of(menu("top", 2, k1="sub"), menu("sub", 0), after=("sub",))
    assert places_after(flow, "9", "9", "1", "9", "9") == [
        "top/0,0/prompt/entry/0",
        "top/1,0/prompt/wrong/0",
        "top/2,0/prompt/wrong/0",
        "sub/0,0/prompt/entry/0<top:2,0",
        "top/2,0/prompt/entry/0",
        "ended",
    ]


def test_counts_that_a_menu_farther_back_can_tell_apart_are_kept() -> None:
    """The menu that a call comes back to has one try, the one after it has four."""
    flow = flow_of(menu("top", 4, k1="mid"), menu("mid", 1, k1="sub"), menu("sub", 3), after=("mid", "sub"))
    assert places_after(flow, "1", "1", "9", "9", "9", "9", "9", "9")[6:] == [
        "mid/4,0/prompt/entry/0<top",
        "top/4,0/prompt/entry/0",
        "ended",
    ]


def test_an_announcement_goes_back_to_the_menu_that_the_call_was_last_in() -> None:
    flow = flow_of(menu("top", k1="tip"), menu("sub", k0="back"), announcement="sub")
    assert places_after(flow, "1", "prompt_ended", "0") == [
        "top/0,0/prompt/entry/0",
        "tip/forward<top",
        "sub/0,0/prompt/entry/0<top",
        "top/0,0/prompt/entry/0",
    ]


def test_a_return_with_no_menu_to_go_back_to_drops_the_call() -> None:
    flow = flow_of(menu("top", k0="back"))
    assert places_after(flow, "0") == ["top/0,0/prompt/entry/0", "ended"]


def test_where_nothing_returns_no_place_has_a_way_back() -> None:
    flow = flow_of(menu("a", k1="b"), menu("b", k1="a", k2="tip"), announcement="a")
    assert {place.way_back for place in CallPlan(flow).reachable_places()} == {NO_WAY_BACK}


def test_a_saved_place_keeps_its_way_back() -> None:
    flow = flow_of(menu("top", 3, k1="sub"), menu("sub", 0, k0="back"))
    machine = CallMachine(flow)
    call = Call(machine)
    for trigger in ("answered", "9", "1"):
        call.receive_event(EVENTS[trigger], 0)
    saved = json.loads(json.dumps(call.snapshot()))
    assert saved["place"]["way_back"] == [["top", 1, 0]]
    resumed = Call.resume(CallMachine(flow), saved)
    assert resumed.place == call.place
    assert resumed.place.way_back == WayBack((Level("top", 1, 0),))
    assert resumed.receive_event(EVENTS["0"], 0).dest.name == "top/1,0/prompt/entry/0"


@pytest.mark.parametrize("way_back", [[["gone", 0, 0]], [["top"]], [["top", "x", 0]], 7])
def test_a_way_back_that_no_call_has_is_refused(way_back: object) -> None:
    flow = flow_of(menu("top", k1="sub"), menu("sub", k0="back"))
    place = CallPlan(flow).blueprint_of("sub").place_at("listening")
    with pytest.raises((TypeError, ValueError)):
        CallPlan(flow).restore_place({**place.coordinates, "way_back": way_back})


def test_a_destination_that_is_only_passed_through_recalls_what_the_next_menu_does() -> None:
    flow = flow_of(menu("top", k1="tip"), menu("sub", k0="back"), announcement="sub")
    rules = CallPlan(flow).returns
    addresses = [Destination("ivr", "tip"), Destination("ivr", "top"), Destination("department", "9")]
    assert [rules.recalls(address) for address in addresses] == [True, False, False]
    assert CallPlan(flow).restore_place(ENDED.coordinates) is ENDED


def test_where_the_world_is_asked_a_call_keeps_what_may_be_needed_behind_it() -> None:
    flow = flow_of(menu("top", k1="tip"), menu("sub", k0="back"), announcement="sub")
    rules, behind = CallPlan(flow).returns, WayBack((Level("top", 1, 0),))
    assert rules.ask(Destination("ivr", "tip"), behind).suffix == "<top:1,0"
    assert rules.ask(Destination("department", "9"), behind) == NO_WAY_BACK


def test_an_announcement_may_return_by_itself() -> None:
    flow = flow_of(menu("top", k1="tip"), announcement="top")
    tip = flow.receptionists["tip"].model_copy(
        update={"forward_destination_type": "return", "forward_destination_id": "1"}
    )
    assert places_after(replace(flow, receptionists={**flow.receptionists, "tip": tip}), "9", "1", "prompt_ended") == [
        "top/0,0/prompt/entry/0",
        "top/1,0/prompt/wrong/0",
        "tip/forward<top:1,0",
        "top/1,0/prompt/entry/0",
    ]
