from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.cycles import (
    Graph,
    cyclic_components,
    dominates,
    dominators,
    first_sources,
    leading_to_cycles,
    strong_components,
)

ROUND = {"a": ["b"], "b": ["c"], "c": ["b", "d"], "d": ["d"], "e": ["a"]}


def graphs() -> st.SearchStrategy[dict[str, list[str]]]:
    names = st.sampled_from("abcdef")
    return st.fixed_dictionaries({name: st.lists(names, max_size=3) for name in "abcdef"})


def reached(graph: Graph, start: str, without: str = "") -> set[str]:
    found = {start} - {without}
    queue = list(found)
    for name in queue:
        new = [after for after in graph[name] if after not in found and after != without]
        found.update(new)
        queue.extend(dict.fromkeys(new))
    return found


def test_components_come_behind_all_that_follow_from_them() -> None:
    assert [sorted(found) for found in strong_components(ROUND)] == [["d"], ["b", "c"], ["a"], ["e"]]


def test_one_can_go_round_in_a_component_or_in_a_loop() -> None:
    assert [sorted(found) for found in cyclic_components(ROUND)] == [["d"], ["b", "c"]]


def test_each_name_is_come_to_first_from_the_first_that_leads_there() -> None:
    assert first_sources(ROUND, ["a", "e", "d"]) == {"a": "a", "b": "a", "c": "a", "d": "a", "e": "e"}


def test_what_lies_on_every_way() -> None:
    graph = {"in": ["left", "right"], "left": ["out"], "right": ["out"], "out": ["in"]}
    idom = dominators(graph, ["in"])
    assert idom == {"in": None, "left": "in", "right": "in", "out": "in"}
    assert [name for name in graph if dominates(idom, "in", name)] == list(graph)
    assert not dominates(idom, "left", "out")


def test_with_two_beginnings_nothing_lies_on_every_way() -> None:
    graph = {"in": ["out"], "also": ["out"], "out": []}
    assert dominators(graph, ["in", "also"]) == {"in": None, "also": None, "out": None}


@given(graphs())
def test_components_are_what_leads_to_each_other(graph: dict[str, list[str]]) -> None:
    for found in strong_components(graph):
        for name in graph:
            together = name in reached(graph, found[0]) and found[0] in reached(graph, name)
            assert (name in found) == together


@given(graphs())
def test_a_dominator_is_what_cannot_be_gone_around(graph: dict[str, list[str]]) -> None:
    idom = dominators(graph, ["a"])
    assert set(idom) == reached(graph, "a")
    for one in idom:
        for other in idom:
            around = other not in reached(graph, "a", without=one)
            assert dominates(idom, one, other) == around


def test_what_leads_to_no_cycle_is_left_out() -> None:
    graph = {"a": ["b", "end"], "b": ["c"], "c": ["b", "end"], "end": [], "past": ["end"]}
    assert leading_to_cycles(graph) == {"a": ["b"], "b": ["c"], "c": ["b"]}
    assert leading_to_cycles({"a": ["end", "end"], "end": []}) == {}
    assert leading_to_cycles({"self": ["self"]}) == {"self": ["self"]}


@given(graphs())
def test_the_cycles_of_what_leads_to_cycles_are_all_cycles(graph: dict[str, list[str]]) -> None:
    every = {frozenset(group) for group in cyclic_components(graph)}
    assert {frozenset(group) for group in cyclic_components(leading_to_cycles(graph))} == every
