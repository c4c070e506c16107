"""Where two flows come apart, and the shortest caller who shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.flow import Flow
from simulator.config.semantics import PROFILES
from simulator.core.places import Place
from simulator.graph.compare.caller_acts import build_script
from simulator.graph.compare.differences import play_call
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_side import Side, endings_from
from simulator.graph.compare.ways_to_change import CheapestWays
from simulator.testing.strategies import callers
from tests.core.test_announcement_blueprint import flow_of as announcing_flow
from tests.core.test_announcement_blueprint import tip
from tests.core.test_return_rules import flow_of
from tests.core.test_return_rules import menu as return_menu
from tests.graph.small import changed, flow, menu, pairs, renamed, single

MAIN = flow(main=menu(k1="department||1", k2="ivr||more"), more=menu(k1="department||2", k3="ivr||main"))


def walk(old: Flow, new: Flow, *, early: bool = True, shortcuts: bool = True) -> PairWalk:
    return PairWalk(Sides(Side(Observer(old)), Side(Observer(new)), early=early), shortcuts=shortcuts)


def found(old: Flow, new: Flow) -> list[tuple[str, tuple[str, str], str | None]]:
    """Kind, receptionists, and the caller in one line."""
    return [(spot.kind, spot.where, build_script(acts).as_line()) for spot, acts, _ in walk(old, new).differences()]


def test_nothing_comes_apart_where_only_keys_differ() -> None:
    assert found(MAIN, renamed(MAIN)) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"greeting": "sorry"}, [("recording", "")]),
        ({"silence_retry_recording": "sorry"}, [("recording", "")]),
        ({"wrong_key_retry_recording": None}, [("recording", "3")]),
        ({"wrong_keys_allowed": 2}, [("destination", "3 3")]),
        ({"wrong_keys_allowed": 0}, [("destination", "3")]),
        ({"silences_allowed": 2}, [("destination", "silence silence 1")]),
        ({"wrong_key_destination_id": "7"}, [("destination", "3 3")]),
        ({"silence_destination_type": "ivr", "silence_destination_id": "main"}, [("destination", "")]),
        ({"entries": ()}, [("destination", "1"), ("destination", "2 1")]),
    ],
)
def test_the_shortest_caller_of_each_place(fields: dict[str, object], expected: list[tuple[str, str]]) -> None:
    told = found(MAIN, changed(MAIN, "main", **fields))
    assert told == [(kind, ("main", "main"), line) for kind, line in expected]


def test_behind_a_menu_of_one_shape_only_the_ways_out_are_walked() -> None:
    deep: dict[str, Any] = {f"m{number}": menu(k1="department||1", k4=f"ivr||m{number + 1}") for number in range(20)}
    old = flow(**deep, m20=menu(k1="department||1"))
    assert found(old, changed(old, "m20", silence_retry_recording=None)) == [
        ("recording", ("m20", "m20"), " ".join("4" * 20))
    ]


def test_a_longer_wait_is_shown_by_a_silent_caller_and_by_one_who_is_late() -> None:
    told = [
        (spot.kind, spot.what, build_script(acts).as_json()["steps"])
        for spot, acts, _ in walk(MAIN, changed(MAIN, "main", timeout_seconds=4.0)).differences()
    ]
    late = {"press": "3", "after": 2.0}
    assert told == [
        ("time", ("silence",), []),
        ("destination", ("late",), [late, {"press": "1", "after": 2.0}]),
    ]


def test_a_code_that_is_taken_later_is_a_matter_of_time() -> None:
    old = flow(main=menu(k1="department||1"))
    told = found(old, old.with_semantics(PROFILES["freepbx-terminated"]))
    assert ("time", ("main", "main"), "1") in told


def test_a_key_into_a_recording_is_tried_too() -> None:
    deaf = MAIN.with_semantics(MAIN.semantics.model_copy(update={"barge_in": False}))
    assert found(MAIN, deaf) == [
        ("destination", ("main", "main"), "early:1"),
        ("destination", ("more", "more"), "2 early:1"),
    ]


def test_endings_that_a_caller_gets_to_who_ends_elsewhere_in_the_other_flow() -> None:
    ends = set(endings_from(MAIN, "main"))
    fewer = changed(MAIN, "more", wrong_keys_allowed=0)
    assert walk(MAIN, fewer).endings_that_differ(ends) == ends
    moved = changed(MAIN, "more", silence_destination_id="77")
    assert walk(MAIN, moved).endings_that_differ(ends) == {"department||8"}
    assert walk(MAIN, renamed(MAIN)).endings_that_differ(ends) == set()


def test_a_fall_back_that_nobody_gets_to_who_goes_back_instead() -> None:
    """After its last wrong key, each call to sub returns to main: what tip says is never heard."""
    main, sub = return_menu("main", k1="sub"), return_menu("sub", tries=0)
    fallen = sub.model_copy(update={"wrong_key_destination_type": "ivr", "wrong_key_destination_id": "tip"})
    old = flow_of(main, fallen, after=("sub",), announcement="main")
    tip = old.receptionists["tip"].model_copy(update={"greeting": "101"})
    new = replace(old, receptionists={**old.receptionists, "tip": tip})
    assert found(old, new) == []


def test_an_announcement_that_is_added_in_front() -> None:
    items: dict[str, Any] = {"first": single("ivr||main", "bye"), **MAIN.receptionists}
    longer = flow(**items)
    assert found(MAIN, longer) == [("recording", ("main", "main"), "")]


@given(pairs(), st.data())
def test_no_caller_by_rounds_ends_elsewhere_who_is_not_foretold(pair: tuple[Flow, Flow], data: st.DataObject) -> None:
    old, new = pair
    if any(spot.kind == "destination" for spot, *_ in walk(old, new).differences()):
        return
    players = Rehearsal(old, limit=60), Rehearsal(new, limit=60)
    for script in (data.draw(callers(old)), data.draw(callers(new))):
        steps = [step.model_copy(update={"cue": "listening", "after": 0.4, "gap": 0.1}) for step in script.steps]
        plain = script.model_copy(update={"steps": tuple(step for step in steps if not step.hangup)})
        assert play_call(players[0], plain).ending == play_call(players[1], plain).ending


@given(pairs())
def test_shortcuts_change_nothing_of_what_is_found_first(pair: tuple[Flow, Flow]) -> None:
    old, new = pair
    kinds = [
        {spot.kind for spot, *_ in walk(old, new, shortcuts=shortcuts).differences()} for shortcuts in (False, True)
    ]
    assert kinds[0] == kinds[1]


def test_keys_into_announcements_tell_flows_apart_that_both_take_them() -> None:
    def announcing(**settings: object) -> Flow:
        own = AnnouncementSettings(**settings)  # type: ignore[arg-type]  # each call gives what it is about
        return announcing_flow([tip("a", "department||1")], a=own)

    skipped, repeated, plain = announcing(skip=True), announcing(repeat="5"), announcing()
    assert found(skipped, repeated) == [
        ("time", ("a", "a"), ""),
        ("recording", ("a", "a"), "over:5"),
    ]
    assert found(skipped, plain) == []
    assert found(plain, announcing(pause=True)) == [("time", ("", ""), "")]


def test_a_walk_goes_on_from_where_another_got_to() -> None:
    new = changed(MAIN, "more", silences_allowed=3)
    side, ways = Side(Observer(MAIN)), CheapestWays(MAIN).ways_to("more", new)
    assert ways is not None
    start = PairWalk(Sides(side, side), pair_map=ways).walk_up_to("more")
    assert [(node.at.old, node.cost.acts) for _, _, node in start.queue] == [(Place("more", "prompt"), 1)]
    sides = Sides(side, Side(Observer(new)))
    whole = [*PairWalk(sides, pair_map=ways).differences()]
    assert whole
    assert [*PairWalk(sides, pair_map=ways, start=start).differences()] == whole
