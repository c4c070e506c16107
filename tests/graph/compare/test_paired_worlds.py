"""The worlds of two flows at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.config.flow import Flow
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Schedule, parse_hours
from simulator.errors import UsageError
from simulator.graph.compare.paired_worlds import (
    FixedPair,
    SideAnswers,
    WorldPair,
    fix_answers,
    group_worlds,
    pair_worlds,
    split_given,
)
from tests.callers.world_flow import DESK, NUMBER, OFFICE, SWITCH, VOICEMAIL, world_flow
from tests.graph.compare.worlds import rerouted
from tests.graph.small import flow, menu

FLOW = world_flow()
NO_SWITCH = rerouted(FLOW, SWITCH, None)


def told(old: Flow, new: Flow, fixed: FixedPair | None = None) -> list[tuple[str, str]]:
    return [(" ".join(world.old.values()), " ".join(world.new.values())) for world in pair_worlds(old, new, fixed)]


def test_a_flow_that_asks_nothing_has_one_world() -> None:
    plain = flow(main=menu(k1="department||1"))
    assert pair_worlds(plain, plain) == (WorldPair({}, {}),)


def test_a_schedule_of_one_key_is_the_same_in_both_flows() -> None:
    assert told(NO_SWITCH, NO_SWITCH) == [("open", "open"), ("closed", "closed"), ("holiday", "holiday")]


def test_states_that_only_one_of_the_calendars_has_are_walked_too() -> None:
    always = Schedule("office", (parse_hours("daily 00:00-24:00"),))
    open_all_day = replace(NO_SWITCH, schedules={"office": always})
    assert told(open_all_day, open_all_day) == [("open", "open")]
    assert told(open_all_day, NO_SWITCH) == [("open", "open"), ("closed", "closed"), ("holiday", "holiday")]


def test_a_schedule_that_only_one_flow_asks_is_fixed_there() -> None:
    plain = rerouted(NO_SWITCH, OFFICE, None)
    assert told(plain, NO_SWITCH) == [("", "open"), ("", "closed"), ("", "holiday")]
    assert told(NO_SWITCH, plain) == [("open", ""), ("closed", ""), ("holiday", "")]


def test_what_is_fixed_is_not_varied() -> None:
    fixed = FixedPair(SideAnswers({"office": "open"}), SideAnswers({"office": "closed"}))
    assert told(NO_SWITCH, NO_SWITCH, fixed) == [("open", "closed")]
    assert told(FLOW, FLOW, fixed) == [("open open", "closed open"), ("open closed", "closed closed")]


def test_worlds_in_which_both_flows_are_the_same_make_one_group() -> None:
    groups = list(group_worlds(NO_SWITCH, NO_SWITCH, pair_worlds(NO_SWITCH, NO_SWITCH)))
    assert [[world.new["office"] for world in group.worlds] for group in groups] == [["open"], ["closed", "holiday"]]
    assert [group.new.numbers[NUMBER] for group in groups] == ["main", "night"]


def test_switches_and_circles_make_groups_of_their_own() -> None:
    circle = rerouted(NO_SWITCH, OFFICE, ScheduleRoute("office", OFFICE, VOICEMAIL))
    groups = list(group_worlds(circle, circle, pair_worlds(circle, circle)))
    assert [len(group.worlds) for group in groups] == [1, 2]


def test_what_is_given_by_key_or_by_name() -> None:
    given = {"Night switch": "closed", "Booking desk": "no answer", "everyone": "busy"}
    assert fix_answers(FLOW, given, {"office": "open"}) == SideAnswers(
        {"office": "open", "night-mode": "closed"}, {str(DESK): "no_answer", "everyone": "busy"}
    )


def test_a_name_that_one_flow_knows_holds_there_alone() -> None:
    plain = flow(main=menu(k1="department||1"))
    assert split_given(plain, FLOW, {"office": "closed", "everyone": "busy"}) == (
        {"everyone": "busy"},
        {"office": "closed", "everyone": "busy"},
    )
    with pytest.raises(UsageError, match=r"^given: nothing is called 'ofice'; did you mean office\?$"):
        split_given(plain, FLOW, {"ofice": "closed"})
