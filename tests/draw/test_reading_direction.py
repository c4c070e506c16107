"""The direction in which a map is read."""

from simulator import Flow
from simulator.draw.dot_writer import write_dot
from simulator.draw.map_graph import tree_graph
from simulator.draw.map_tree import build_tree
from simulator.draw.mermaid_writer import write_mermaid
from simulator.draw.reading_direction import reads_right_to_left
from tests.draw.hostile_maps import arabic_flow


def test_the_names_decide_by_their_first_letter() -> None:
    assert reads_right_to_left(["القائمة الرئيسية", "2 מכירות", "Billing"]) is True
    assert reads_right_to_left(["القائمة الرئيسية", "Sales (المبيعات)"]) is False
    assert reads_right_to_left(["12", "", "☎"]) is False
    assert reads_right_to_left([]) is False


def test_words_of_this_program_do_not_count(clinic: Flow) -> None:
    assert [*build_tree(arabic_flow()).every_name()] == ["الرئيسية", "الفواتير", "المبيعات"]
    assert reads_right_to_left(build_tree(clinic).every_name()) is False


def test_graphs_go_the_other_way(clinic: Flow) -> None:
    graph = tree_graph(build_tree(arabic_flow()), "")
    assert write_mermaid(graph).startswith("flowchart RL")
    assert "rankdir=RL;" in write_dot(graph)
    assert "rankdir=LR;" in write_dot(tree_graph(build_tree(clinic), ""))
