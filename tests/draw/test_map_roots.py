"""The roots of the map: as few trees as lead everywhere."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, load
from simulator.draw.map_roots import begin_nodes, find_roots
from simulator.draw.map_ways import MapSource

GRAPHS = st.dictionaries(st.integers(0, 7).map(str), st.lists(st.integers(0, 7).map(str), max_size=3))


def test_a_schedule_in_front_of_the_entry_is_the_root() -> None:
    source = MapSource(load("example:surgery"))
    begins = begin_nodes(source)
    assert begins == ["main", "time_condition||77"]
    assert find_roots(begins, source.nodes_after) == ["time_condition||77"]


def test_menus_that_lead_to_each_other_are_one_tree(clinic: Flow) -> None:
    source = MapSource(clinic)
    begins = begin_nodes(source)
    assert (begins, find_roots(begins, source.nodes_after)) == (["main", "billing"], ["main"])


@given(GRAPHS)
def test_roots_lead_everywhere_and_none_is_idle(graph: Mapping[str, list[str]]) -> None:
    nodes = list(graph)

    def reach(starts: list[str]) -> set[str]:
        visited, stack = set(starts), list(starts)
        while stack:
            fresh = [node for node in graph.get(stack.pop(), []) if node not in visited]
            visited.update(fresh)
            stack.extend(fresh)
        return visited

    roots = find_roots(nodes, lambda node: graph.get(node, []))
    assert set(nodes) <= reach(roots)
    assert [root for root in roots if root in reach([other for other in roots if other != root])] == []
