from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import NOWHERE, Destination
from simulator.config.semantics import Semantics
from simulator.config.switch_menu import MENU_ACTIONS, MENU_END
from simulator.graph.reach.slow_callers import TooLate, late_reach
from simulator.testing.strategies import flows
from tests.callers.switch_flows import switch_flow, switch_menus
from tests.examples import few
from tests.graph.reach.plain_passive import codes_chosen, plain_late
from tests.graph.small_flows import HANGUP, PERSON, flow, going_back, menu, single, to


def test_a_menu_that_waits_long_enough() -> None:
    made = flow({"main": menu({"1": PERSON}, timeout=20, greeting="8")})
    found = late_reach(made)
    assert (found.too_late, found.caller_to(to(PERSON)).as_json()["steps"]) == ([], [{"press": "1", "after": 15.0}])


def test_a_key_that_falls_into_the_next_presentation_still_counts() -> None:
    made = flow({"main": menu({"1": PERSON}, timeout=5, greeting="12")})
    found = late_reach(made)
    assert to(PERSON) in found.ends
    record = Rehearsal(made).play(found.caller_to(to(PERSON)))
    assert (record.outcome.name, record.seconds) == ("Desk", 27.0)


def test_a_menu_that_has_given_up_by_then() -> None:
    made = flow({"main": menu({"1": PERSON}, timeout=5)})
    found = late_reach(made)
    assert (set(found.ends), found.too_late) == ({to(HANGUP)}, [TooLate("main", "1")])


def test_a_key_into_a_recording_that_no_key_stops_is_lost() -> None:
    made = flow({"main": menu({"1": PERSON}, timeout=5, greeting="12")}, semantics=Semantics(barge_in=False))
    assert late_reach(made).too_late == [TooLate("main", "1")]


def test_keys_too_far_apart_for_a_code() -> None:
    made = flow({"main": menu({"1": PERSON, "23": PERSON}, timeout=20)})
    assert late_reach(made, seconds=0, gap=4).too_late == [TooLate("main", "23")]
    assert late_reach(made, seconds=0, gap=2).too_late == []


def test_only_menus_that_such_a_caller_comes_to_are_listed() -> None:
    made = flow({"main": menu({"1": "sub"}, timeout=5), "sub": menu({"1": PERSON})})
    found = late_reach(made)
    assert (list(found.receptionists), found.too_late) == (["main"], [TooLate("main", "1")])


@given(flows())
def test_every_such_caller_gets_there_when_played(made: Flow) -> None:
    rehearsal = Rehearsal(made)
    for seconds, gap in ((15.0, 0.25), (2.0, 1.5)):
        found = late_reach(made, seconds, gap)
        for end in found.ends:
            record = rehearsal.play(found.caller_to(end))
            there = record.outcome.destination
            assert there is not None
            assert Destination(*there.split("||")).canonical == end


@few(20)
@given(flows(most=3), st.sampled_from([(15.0, 0.25), (2.0, 1.5), (6.0, 3.0)]))
def test_what_such_callers_reach_is_what_played_ones_do(made: Flow, times: tuple[float, float]) -> None:
    found, plain = late_reach(made, *times), plain_late(made, *times)
    assert (set(found.receptionists), {str(end) for end in found.ends}, set(found.too_late)) == plain


@few(30)
@given(flows(most=3, most_options=3, returns=True))
def test_late_callers_of_menus_that_calls_come_back_to(made: Flow) -> None:
    """They are played, and what they choose in the first menu is all found."""
    found, rehearsal = late_reach(made), Rehearsal(made)
    for end in found.ends:
        there = rehearsal.play(found.caller_to(end)).outcome.destination
        assert end.is_blank or end == NOWHERE or there is not None
        assert there is None or Destination(*there.split("||")).canonical == end
    for code in codes_chosen(made, made.entry, 15.0, 0.25):
        to = made.receptionists[made.entry].options[code].destination
        if made.receptionist_for(to) is None and not to.leads_back:
            assert to.canonical in found.ends


def test_a_menu_that_an_announcement_goes_back_to_keeps_all_its_rounds() -> None:
    """Its counts go on after a return, so that each of its rounds is looked at by itself."""
    main = menu({"1": PERSON, "2": "hours"}, allowed=(2, 2), greeting="3", silence_retry_recording="2")
    made = going_back(flow({"main": main, "hours": single(PERSON, greeting="4")}), "hours")
    found = late_reach(made)
    assert (found.too_late, [step.press for step in found.caller_to(to(PERSON)).steps]) == ([], ["1"])
    assert Rehearsal(made).play(found.caller_to(to(PERSON))).outcome.name == "Desk"


MENU = {"timeout": 2, "inter_digit_timeout": 0, "failures": 1, "timeouts": 2, "digit_len": 1}


def test_keys_that_come_after_the_time_for_all_of_them(tmp_path: Path) -> None:
    """1.4 s after FreeSWITCH's menu listens, 0.6 s are left for the rest of a code."""
    entries = {"123": "department||7", "1234": "department||8", "#": "extension||8"}
    found = late_reach(switch_flow({"m0": MENU | {"greet_long": "long1", "entries": entries}}, tmp_path), seconds=1.4)
    assert [lost.code for lost in found.too_late] == ["1234", "#"]


def test_a_menu_without_a_greeting_has_no_round_to_be_late_in(tmp_path: Path) -> None:
    menu = MENU | {"failures": 3, "greet_short": "short1", "entries": {"1": "department||7"}}
    made = switch_flow({"m0": menu}, tmp_path)
    desk = Destination("department", "7")
    script = late_reach(made, seconds=2.1).caller_to(desk)
    assert script.as_json()["steps"] == [{"press": "1", "after": 2.1}]
    assert Rehearsal(made).play(script).outcome.destination == str(desk)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(menus=switch_menus())
def test_every_such_caller_of_freeswitch_gets_there(tmp_path: Path, menus: dict[str, dict[str, Any]]) -> None:
    made = switch_flow(menus, tmp_path)
    rehearsal = Rehearsal(made)
    for seconds, gap in ((0.0, 0.25), (0.7, 0.3), (1.4, 0.25)):
        found = late_reach(made, seconds, gap)
        for end in found.ends:
            if end.type == MENU_END or end.type not in MENU_ACTIONS:
                assert rehearsal.play(found.caller_to(end)).outcome.destination == str(end)
