"""Items counted by kinds of menus are those that a search comes to."""

from simulator import load
from simulator.callers.drivers import ROUNDS_MOST
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.item_count import count_items, most_items
from tests.graph.reach.plain_search import random_flow
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single


def test_the_example_of_a_menu_of_two_keys_to_one_desk() -> None:
    made = flow({"main": menu({"1": PERSON, "2": PERSON}, greeting="3", allowed=(0, 0), silence=MACHINE)})
    assert count_items(made) == len(FlowCallers(made).goals) == 9


def test_choices_count_by_where_they_lead_and_menus_that_nobody_reaches_do_not() -> None:
    made = flow(
        {
            "main": menu({"7": "sub", "8": PERSON, "9": MACHINE}, wrong="welcome"),
            "sub": menu({"1": "main", "2": "main", "3": "department||"}, silence="sub"),
            "welcome": single("main", greeting="2"),
            "lonely": menu({"1": PERSON}),
        }
    )
    assert count_items(made) == len(FlowCallers(made).goals)


def test_the_count_is_that_of_the_search() -> None:
    for seed in range(300):
        made = random_flow(seed)
        counted = len(FlowCallers(made).goals)
        assert count_items(made) == counted, seed
        assert counted <= most_items(made), seed


def test_only_a_search_can_tell_where_the_world_answers() -> None:
    assert count_items(load("example:surgery")) is None


def test_only_a_search_can_tell_where_calls_are_cut_off() -> None:
    length = ROUNDS_MOST // 4
    chain = {f"m{number}": menu({"1": f"m{number + 1}"}) for number in range(length)}
    assert count_items(flow({**chain, f"m{length}": menu({"1": HANGUP})})) is None
