from typing import Any

from simulator.config.semantics import Semantics
from simulator.graph.reach.exits import Summaries
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.tries import MenuTries
from simulator.graph.round_keys import KeyWindow
from tests.graph.small_flows import PERSON, flow, menu


def tries(semantics: Semantics | None = None, **more: Any) -> MenuTries:
    """The rounds of a menu of 1 and 1 retries that waits 5 s for a key."""
    made = flow({"main": menu({"1": PERSON}, **more)}, semantics=semantics)
    found = Summaries(made).summary_of("main").tries
    assert found is not None
    return found


def test_a_first_key_can_be_pressed_into_a_recording_or_while_the_menu_waits() -> None:
    assert tries(greeting="8").key_window((0,)) == KeyWindow(0, 12_999)
    assert tries(greeting="8").key_window((0,), patient=True) == KeyWindow(8000, 12_999)
    assert tries(Semantics(barge_in=False), greeting="8").key_window((0,)) == KeyWindow(8000, 12_999)


def test_the_example_of_the_grid_of_rounds() -> None:
    costs = tries(greeting="2").solve_costs(Measure.SHORTEST)
    assert costs.rounds == [
        Cost(0, 0),
        Cost(1, 0, "0 "),
        Cost(1, 7000, "~ "),
        Cost(2, 7000, "0 ~ "),
        Cost(2, 7000, "~ 0 "),
    ]
    assert costs.out == {"wrong": Cost(2, 0, "0 0 "), "silence": Cost(2, 14_000, "~ ~ ")}
    assert costs.pressing == Cost(0, 0)


def test_the_cheapest_ways_out_by_mistakes() -> None:
    assert tries(greeting="8").solve_costs(Measure.SHORTEST).out == {
        "wrong": Cost(2, 0, "0 0 "),
        "silence": Cost(2, 26_000, "~ ~ "),
    }


def test_the_slowest_ways_out_by_mistakes_mix_them() -> None:
    assert tries(greeting="8").longest_times == {
        "pressing": 13_000 + 12_999 + 12_999,
        "wrong": 13_000 + 12_999 + 12_999,
        "silence": 13_000 + 12_999 + 13_000,
    }


def test_a_final_recording_is_heard_out() -> None:
    assert tries(wrong_key_final_recording="3").solve_costs(Measure.FASTEST).out["wrong"] == Cost(3000, 2, "0 0 ")


def test_who_makes_one_kind_of_mistake_only() -> None:
    found = tries(greeting="8")
    assert found.exit_by_mistake("silence", Measure.SHORTEST) == ("silence", Cost(2, 26_000, "~ ~ "))
    assert found.exit_by_mistake("wrong", Measure.SHORTEST) == ("wrong", Cost(2, 0, "0 0 "))
    assert (found.slowest_alone("silence"), found.slowest_alone("wrong")) == (26_000, 25_998)


def test_where_no_key_is_wrong_who_would_press_one_is_silent() -> None:
    made = flow({"main": menu(dict.fromkeys("1234567890*#", PERSON))})
    found = Summaries(made).summary_of("main").tries
    assert found is not None
    assert found.exit_by_mistake("wrong", Measure.SHORTEST) == ("silence", Cost(2, 10_000, "~ ~ "))
    assert found.slowest_alone("wrong") == 10_000


def test_when_each_recording_is_heard_first() -> None:
    found = tries(greeting="8", silence_retry_recording="2", silence_final_recording="3")
    assert found.recording_costs(Measure.SHORTEST) == {
        0: Cost(0, 0, ""),
        3: Cost(1, 13_000, "~ "),
        4: Cost(2, 13_000 + 15_000, "~ ~ "),
    }


def test_places_are_counted_as_the_blueprint_has_them() -> None:
    # greeting in 5 rounds, listening at 4 pairs of counts, no final recordings
    assert tries(greeting="8").count_places(0) == 9
    assert tries(greeting="8").count_places(1) == 13
