from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.semantics import Semantics
from simulator.graph.reach.bounded_keys import drop_beaten, fastest_caller
from simulator.graph.reach.called_menus import RETURNS
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from simulator.testing.strategies import flows
from tests.callers.switch_flows import switch_flow, switch_menus
from tests.examples import few
from tests.graph.reach.plain_walk import swiftest as plain_swiftest
from tests.graph.small_flows import PERSON, flow, menu, to

TERMINATED = Semantics(collect="terminated")


def swift(made: Flow, keys: int) -> tuple[int, int] | None:
    found = fastest_caller(Survey(made), keys, ends=to(PERSON).__eq__)
    return found and (found.milliseconds, found.keys)


def test_more_keys_may_save_a_wait() -> None:
    made = flow({"main": menu({"1": "sub"}), "sub": menu({"2": PERSON})}, semantics=TERMINATED)
    assert [swift(made, keys) for keys in range(5)] == [None, None, (10_000, 2), (5000, 3), (0, 4)]


def test_silence_costs_no_key() -> None:
    assert swift(flow({"main": menu({"1": "main"}, silence=PERSON)}), 0) == (10_000, 0)


def test_into_a_receptionist() -> None:
    made = flow({"main": menu({"1": "sub"}), "sub": menu({"2": PERSON})})
    found = fastest_caller(Survey(made), 1, receptionist="sub")
    assert found is not None
    assert (found.milliseconds, found.keys) == (0, 1)
    assert fastest_caller(Survey(made), 0, receptionist="sub") is None


def test_pairs_that_others_beat_are_left_out() -> None:
    pairs = {1: (500, "1 "), 2: (500, "12 "), 3: (200, "123 ")}
    drop_beaten(pairs)
    assert pairs == {1: (500, "1 "), 3: (200, "123 ")}


@few(40)
@given(flows(most=3), st.integers(0, 4))
def test_the_fastest_of_few_keys_are_those_of_a_plain_walk(made: Flow, keys: int) -> None:
    survey = Survey(made)
    for end in survey.search_all(Measure.SHORTEST).ends:
        found = fastest_caller(survey, keys, ends=end.__eq__)
        assert (found and found.milliseconds) == plain_swiftest(made, keys, end)
        if found is not None:
            record = Rehearsal(made).play(survey.script_of_trail(found.trail))
            assert (record.seconds * 1000, len(record.keys)) == (found.milliseconds, found.keys)
            assert Destination(*(record.outcome.destination or "").split("||")).canonical == end


@few(40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(menus=switch_menus())
def test_few_keys_are_enough_in_freeswitch_too(tmp_path: Path, menus: dict[str, dict[str, Any]]) -> None:
    """Some menus have no greeting: their first turn is a wrong key without a key."""
    made = switch_flow(menus, tmp_path)
    survey = Survey(made)
    for end, way in survey.search_all(Measure.FEWEST_KEYS, all_roots=False).ends.items():
        if end == RETURNS:
            continue
        found = fastest_caller(survey, way.first, ends=end.__eq__)
        assert found is not None
        record = Rehearsal(made).play(survey.script_of_trail(found.trail))
        assert (round(record.seconds * 1000), len(record.keys)) == (found.milliseconds, found.keys)
        assert record.outcome.destination == str(end)
