"""Who leads to whom, and in what order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Entry, Receptionist
from simulator.config.routes import PersonRoute
from simulator.config.targets import outside_destinations
from simulator.core.effects import Enter
from simulator.graph.passages import (
    Arrival,
    arrivals_by_receptionist,
    reachable_receptionists,
    receptionists_behind,
)
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import DESK, NUMBER, OFFICE, SWITCH, VOICEMAIL, world_flow


def menu(name: str, *, wrong: str = "hangup||1", silent: str = "hangup||1", **keys: str) -> Receptionist:
    """A menu whose keys are written ``k1="ivr||@other"``."""
    entries = tuple(
        Entry(option=key[1:], destination_type=to.split("||")[0], destination_id=to.split("||")[1])
        for key, to in keys.items()
    )
    return Receptionist(
        name=name,
        destination_type="multiple",
        entries=entries,
        timeout_seconds=5,
        wrong_keys_allowed=1,
        wrong_key_destination_type=wrong.split("||")[0],
        wrong_key_destination_id=wrong.split("||")[1],
        silences_allowed=1,
        silence_destination_type=silent.split("||")[0],
        silence_destination_id=silent.split("||")[1],
    )


def single(name: str, to: str) -> Receptionist:
    kind, id = to.split("||")
    return Receptionist(name=name, destination_type="single", forward_destination_type=kind, forward_destination_id=id)


def test_receptionists_come_in_the_order_in_which_the_menus_name_them() -> None:
    flow = Flow(
        "main",
        {
            "lost": menu("Lost", k1="ivr||@main"),
            "late": menu("Late"),
            "deep": menu("Deep", k1="ivr||@main"),
            "second": menu("Second", k1="ivr||@deep"),
            "first": menu("First", silent="ivr||@deep"),
            "main": menu("Main", wrong="auto_attendant||@greeter", k1="ivr||@first", k2="ivr||@second"),
            "greeter": single("Greeter", "ivr||@main"),
        },
        numbers={"+441632960009": "late"},
    )
    assert reachable_receptionists(flow) == ["main", "first", "deep", "second", "greeter", "late"]
    assert arrivals_by_receptionist(flow) == {
        "lost": [],
        "late": [],
        "deep": [Arrival("second", "choice", "1"), Arrival("first", "silence", "")],
        "second": [Arrival("main", "choice", "2")],
        "first": [Arrival("main", "choice", "1")],
        "main": [
            Arrival("lost", "choice", "1"),
            Arrival("deep", "choice", "1"),
            Arrival("greeter", "forward", ""),
        ],
        "greeter": [Arrival("main", "wrong keys", "")],
    }


def test_a_chain_of_ten_thousand_menus_is_followed_to_its_end() -> None:
    chain = {f"m{n}": menu(f"Menu {n}", k1=f"ivr||@m{n + 1}") for n in range(10_000)}
    assert reachable_receptionists(Flow("m0", chain)) == list(chain)


def test_receptionists_behind_schedules_and_telephones_are_reached() -> None:
    flow = world_flow(reception=PersonRoute(5000, True, no_answer=SWITCH))
    flow = replace(flow, receptionists={**flow.receptionists, "lost": flow.receptionists["main"]})
    assert receptionists_behind(flow, SWITCH) == ["main", "night"]
    assert receptionists_behind(flow, DESK) == ["main", "night"]
    assert receptionists_behind(flow, VOICEMAIL) == []
    assert reachable_receptionists(replace(flow, numbers={})) == ["main", "night"]
    direct = replace(flow, routes={OFFICE: flow.routes[OFFICE]}, numbers={NUMBER: str(OFFICE), "+44": "lost"})
    assert reachable_receptionists(direct) == ["main", "night", "lost"]
    assert reachable_receptionists(replace(direct, numbers={"+44": str(VOICEMAIL)})) == ["main"]
    assert arrivals_by_receptionist(flow)["night"] == [
        Arrival("main", "choice", "1"),
        Arrival("main", "wrong keys", ""),
        Arrival("main", "silence", ""),
        Arrival("night", "wrong keys", ""),
        Arrival("night", "silence", ""),
        Arrival("lost", "choice", "1"),
        Arrival("lost", "wrong keys", ""),
        Arrival("lost", "silence", ""),
    ]


@given(st.data())
def test_no_call_comes_to_what_cannot_be_reached(data: st.DataObject) -> None:
    flow = data.draw(flows(worlds=True))
    played = Rehearsal(flow, limit=40).play_call(data.draw(callers(flow)))
    entered = {
        effect.receptionist for turn in played.trace.turns for effect in turn.effects if isinstance(effect, Enter)
    }
    assert entered <= {*reachable_receptionists(flow)}
    if played.trace.destination is not None:
        assert played.trace.destination.canonical in outside_destinations(flow)
