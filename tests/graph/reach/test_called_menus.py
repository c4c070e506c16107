"""Where actions and ends of FreeSWITCH's menus lead, over all calls."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from simulator.callers.rehearsal import Rehearsal
from simulator.config.receptionist import Destination
from simulator.graph.reach.called_menus import RETURNS, CalledMenus, MenuWay
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.times import destination_times, passive_exit
from tests.callers.switch_flows import switch_flow, switch_menus
from tests.core.test_menu_stack import MENUS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(menus=switch_menus())
def test_the_callers_of_random_menus_get_where_and_when_it_is_said(
    tmp_path: Path, menus: dict[str, dict[str, Any]]
) -> None:
    flow = switch_flow(menus, tmp_path)
    rehearsal = Rehearsal(flow)
    for time in destination_times(flow):
        for fastest in (time.best, time.shortest):
            if fastest is not None:
                record = rehearsal.play(fastest.caller)
                ends = record.outcome.destination, round(record.seconds * 1000)
                assert ends == (str(time.destination), fastest.milliseconds)


def menu(key: str) -> Destination:
    return Destination("virtual_receptionist", f"@{key}")


def test_each_action_leads_to_every_menu_that_it_can_lead_to(tmp_path: Path) -> None:
    called = CalledMenus(switch_flow(MENUS, tmp_path))
    back, top, leave = (Destination(f"menu_{action}", "1") for action in ("back", "top", "exit"))
    ends = MenuWay(Destination("menu_end", "success"), 350)  # after the exit sound of the first menu
    assert list(called.ways_of_choice("m2", back)) == [MenuWay(menu("m1"))]
    assert list(called.ways_of_choice("m2", top)) == [MenuWay(menu("m0"))]
    assert list(called.ways_of_choice("m2", leave)) == [ends]
    assert list(called.ways_of_choice("m0", back)) == [MenuWay(menu("m2")), ends]
    assert list(called.ways_of_choice("m0", menu("m1"))) == [MenuWay(menu("m1"))]


def test_only_the_first_menu_of_a_call_ends_it(tmp_path: Path) -> None:
    called = CalledMenus(switch_flow(MENUS, tmp_path))
    failure = Destination("menu_end", "failure")
    assert called.way_of_mistakes("m0", failure) == MenuWay(failure, 350)
    assert called.way_of_mistakes("m1", failure) == MenuWay(RETURNS)
    assert called.way_of_mistakes("m1", Destination("extension", "8")) == MenuWay(Destination("extension", "8"))


def test_the_ends_of_a_flow_are_those_of_calls(tmp_path: Path) -> None:
    """And the callers who get there soonest do, at the time that is said of them."""
    flow = switch_flow(MENUS, tmp_path)
    survey, rehearsal = Survey(flow), Rehearsal(flow)
    times = destination_times(survey)
    assert {str(time.destination) for time in times} == {
        "department||7",
        "menu_end||success",
        "menu_end||failure",
        "menu_end||timeout",
    }
    for time in times:
        for fastest in (time.best, time.shortest):
            assert fastest is not None
            record = rehearsal.play(fastest.caller)
            assert (record.outcome.destination, round(record.seconds * 1000)) == (
                str(time.destination),
                fastest.milliseconds,
            )
    silent = passive_exit(survey, "m0", wrong_keys=False)
    record = rehearsal.play("")
    assert silent is not None
    assert (str(silent.destination), silent.milliseconds) == (record.outcome.destination, record.seconds * 1000)
