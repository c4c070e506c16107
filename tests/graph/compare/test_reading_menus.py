"""Readings compared by kind of receptionist: the same results as walks of the whole flow."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given

from simulator import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare import readings
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import Ending
from simulator.graph.compare.reading_menus import ReadingMenus
from simulator.graph.compare.readings import compare_readings
from simulator.graph.compare.walk_side import Side, endings_from
from simulator.loader.flow_kinds import load
from simulator.testing.strategies import flows
from tests.examples import few
from tests.graph.small import flow, menu, single

RETRIES = flow(main=menu(k1="ivr||next", k2="department||2"), next=menu(k3="department||3", silent="department||9"))
NO_RETRIES = flow(main=menu(k1="ivr||main", k2="department||2", wrong_keys_allowed=0, silences_allowed=0))


class WholeFlow(ReadingMenus):
    """The plain way: no receptionist decides anything, so that every walk goes through the whole flow."""

    def are_alike(self, first: int, second: int) -> bool:
        return False

    def may_show(self, first: int, second: int, wanted: Collection[Kind]) -> bool:
        return bool(wanted)

    def may_move(self, first: int, second: int, *, early: bool) -> bool:
        return True

    def moved_for_certain(
        self, sides: Sequence[Side], first: int, second: int, unmoved: Collection[Ending], *, early: bool
    ) -> set[Ending]:
        return set()


class PlainSets(EndingSets):
    """The plain way: a search from each receptionist."""

    def __init__(self, flow: Flow) -> None:
        super().__init__(flow)
        self.endings = {key: endings_from(flow, key) for key in flow.receptionists}


def compared_plainly(made: Flow, *, collect: bool = False) -> readings.Readings:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "ReadingMenus", WholeFlow)
        patch.setattr(readings, "EndingSets", PlainSets)
        return compare_readings(made, collect=collect)


def menus_of(made: Flow, **other: object) -> tuple[ReadingMenus, list[Side]]:
    both: list[Semantics] = [made.semantics, made.semantics.model_copy(update=other)]
    return (
        ReadingMenus(made, both, EndingSets(made)),
        [Side(Observer(made.with_semantics(semantics))) for semantics in both],
    )


def test_readings_are_alike_where_no_receptionist_tells_them_apart() -> None:
    assert menus_of(NO_RETRIES, final_on="at_count")[0].are_alike(0, 1)
    assert not menus_of(RETRIES, final_on="at_count")[0].are_alike(0, 1)
    assert not menus_of(NO_RETRIES, barge_in=False)[0].are_alike(0, 1)


def test_waits_of_which_one_is_longer_by_its_number_are_left_to_the_flow() -> None:
    made = flow(main=menu(k1="department||1", k12="department||1", greeting=None, timeout_seconds=3))
    assert not menus_of(made, collect="first_match")[0].are_alike(0, 1)


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        ({"replay_greeting": "without_retry_prompt"}, {"recording"}),
        ({"final_on": "at_count"}, {"destination"}),
        ({"counters": "shared"}, {"destination"}),
        ({"barge_in": False}, {"destination"}),
    ],
)
def test_each_setting_shows_only_some_kinds_of_differences(other: dict[str, object], shown: set[Kind]) -> None:
    menus, _ = menus_of(RETRIES, **other)
    kinds: tuple[Kind, ...] = ("destination", "recording", "time")
    assert {kind for kind in kinds if menus.may_show(0, 1, {kind})} == shown


def test_endings_move_for_callers_who_leave_a_receptionist_in_another_way() -> None:
    menus, sides = menus_of(RETRIES, final_on="at_count")
    ends = endings_from(RETRIES, "main")
    assert ends == {"department||2", "department||3", "department||8", "department||9"}
    assert menus.moved_for_certain(sides, 0, 1, ends, early=False) == ends
    assert menus.may_move(0, 1, early=False)


def test_no_ending_moves_for_callers_who_wait_for_a_menu_without_retries() -> None:
    menus, sides = menus_of(NO_RETRIES, barge_in=False)
    ends = endings_from(NO_RETRIES, "main")
    assert [menus.may_move(0, 1, early=early) for early in (False, True)] == [False, True]
    assert menus.moved_for_certain(sides, 0, 1, ends, early=False) == set()
    assert menus.moved_for_certain(sides, 0, 1, ends, early=True) == ends


def test_a_flow_of_one_announcement_has_nothing_to_decide() -> None:
    menus, sides = menus_of(flow(main=single("department||1", "hello")), barge_in=False)
    assert (menus.are_alike(0, 1), menus.may_move(0, 1, early=True)) == (True, False)
    assert menus.moved_for_certain(sides, 0, 1, {"department||1"}, early=True) == set()


@pytest.mark.parametrize("name", ["clinic", "single"])
def test_shipped_flows_read_as_they_do_when_the_whole_flow_is_walked(name: str) -> None:
    made = load(f"flows/{name}")
    assert compare_readings(made) == compared_plainly(made)


@few(4)
@given(flows(most=2, most_options=3))
def test_flows_read_as_they_do_when_the_whole_flow_is_walked(small: Flow) -> None:
    assert compare_readings(small) == compared_plainly(small)


@pytest.mark.heavy
@few(12)
@given(flows(most=3))
def test_so_do_many_flows(small: Flow) -> None:
    assert compare_readings(small) == compared_plainly(small)


@pytest.mark.heavy
@few(6)
@given(flows(most=3, worlds=True))
def test_so_do_flows_that_ask_schedules_and_telephones(small: Flow) -> None:
    assert compare_readings(small) == compared_plainly(small)


@pytest.mark.heavy
@few(4)
@given(flows(most=2, most_options=3))
def test_so_do_flows_under_each_way_of_collecting_keys(small: Flow) -> None:
    assert compare_readings(small, collect=True) == compared_plainly(small, collect=True)
