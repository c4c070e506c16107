"""The numbers that a pull writes."""

from pathlib import Path

import pytest

from simulator import load
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.provider.live.live_state import NumberRoute
from simulator.provider.pull.number_entries import number_entries
from simulator.provider.pull.selection import Selection
from tests.provider.hours_flow import write_hours_flow

IDS = {"main": "7001", "night": "7002"}
EVERYTHING = Selection((), None, (), is_all=True)
SOME = Selection((), None, ())


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Flow:
    folder: Path = tmp_path_factory.mktemp("flow")
    return load(write_hours_flow(folder))


def entries(flow: Flow | None, chosen: Selection, *numbers: tuple[str, str, str]) -> dict[str, str]:
    routes = [NumberRoute(number, Destination(kind, id)) for number, kind, id in numbers]
    return dict(number_entries(flow, [*routes, NumberRoute("+1", None)], chosen, IDS))


def test_receptionists_of_the_flow_and_hours_that_callers_reach() -> None:
    account = (
        ("+441", "ivr", "7001"),
        ("+442", "ivr", "9999"),
        ("+443", "time_condition", "5"),
        ("+444", "extension", "7"),
    )
    assert entries(None, EVERYTHING, *account) == {"+441": "main", "+443": "time_condition||5"}
    assert entries(None, SOME, *account) == {"+441": "main"}
    asked = Selection((), None, (), frozenset({"444"}))
    assert entries(None, asked, *account) == {"+441": "main", "+444": "extension||7"}
    assert [*number_entries(None, None, SOME, {})] == []


def test_a_target_that_the_flow_has_already_stays_as_it_is_spelt(flow: Flow) -> None:
    assert entries(flow, EVERYTHING, ("00441632960001", "time_condition", "77"), ("+441632960003", "ivr", "7001")) == {}
    assert entries(flow, SOME, ("+441632960001", "voicemail", "9001"), ("+441632960003", "ivr", "7002")) == {
        "+441632960001": "voicemail||9001",
        "+441632960003": "night",
    }
    assert entries(flow, SOME, ("+449", "department", "108000")) == {"+449": "department||108000"}
