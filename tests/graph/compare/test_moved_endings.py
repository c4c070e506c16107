"""The endings that move under another reading."""

from simulator.config.flow import Flow
from simulator.config.semantics import PROFILES
from simulator.graph.compare.moved_endings import moved_choices, moved_endings
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.walk_side import Side
from tests.graph.small import flow, menu

BASE = PROFILES["acefone"]


def sides(made: Flow, setting: str, *values: object) -> list[Side]:
    return [Side(Observer(made.with_semantics(BASE.model_copy(update={setting: value})))) for value in values]


def test_two_wrong_keys_end_elsewhere_where_the_count_is_read_in_another_way() -> None:
    made = flow(main=menu(k1="department||1", wrong_keys_allowed=2, silences_allowed=2))
    both = sides(made, "final_on", "after_retries", "at_count")
    edges = [("final_on", 0, 1)]
    ends = ("department||1", "department||8", "department||9")
    assert list(moved_endings(both, edges, ends, early=False)) == [set(ends)]


def test_nothing_is_compared_once_every_ending_has_moved() -> None:
    made = flow(main=menu(k1="department||1", wrong_keys_allowed=2, silences_allowed=2))
    both = sides(made, "final_on", "after_retries", "at_count")
    assert list(moved_endings(both, [("final_on", 0, 1)], (), early=False)) == []


def test_a_code_that_another_begins_moves_with_the_way_of_collecting_keys() -> None:
    made = flow(main=menu(k1="department||1", k12="department||12", k2="department||2"))
    ways = [BASE.model_copy(update={"collect": way}) for way in ("prefix", "first_match", "terminated")]
    assert moved_choices(made, ways) == {"department||1", "department||12"}
    assert moved_choices(made, ways[:1]) == set()
