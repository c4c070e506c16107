"""Every round and retry as a graph."""

from hypothesis import given

from simulator import Flow, load
from simulator.draw.round_graph import round_graph
from simulator.graph.passages import reachable_receptionists
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import MENU, announcement, flow_of, menu


def arrows(flow: Flow) -> list[str]:
    graph = round_graph(flow, "")
    names = {node.id: node.id if node.look == "round" else node.lines[0] for node in graph.nodes}
    return [f"{names[edge.source]} -{edge.label}-> {names[edge.target]}" for edge in graph.edges]


def test_a_menu_with_one_retry_of_each_kind() -> None:
    flow = flow_of(
        {
            "a": menu("A", {"1": (MENU, "b")}, wrong=("department", "1"), silent=("department", "1")),
            "b": announcement("B", "hangup", "1"),
        },
        {"department||1": "Desk"},
    )
    assert arrows(flow) == [
        "entry --> m0r0w0s",
        "m0r0w0s -1-> plays",
        "m0r0w0s -wrong key-> m0r1w0s",
        "m0r0w0s -silence-> m0r0w1s",
        "m0r1w0s -1-> plays",
        "m0r1w0s -last wrong key-> Desk",
        "m0r1w0s -silence-> m0r1w1s",
        "m0r0w1s -1-> plays",
        "m0r0w1s -wrong key-> m0r1w1s",
        "m0r0w1s -last silence-> Desk",
        "m0r1w1s -1-> plays",
        "m0r1w1s -last wrong key-> Desk",
        "m0r1w1s -last silence-> Desk",
        "plays -then-> End of the call",
    ]


def test_recordings_are_on_the_arrows_and_schedules_are_boxes() -> None:
    shown = arrows(load("example:surgery"))
    assert "+441632960040 --> Office hours" in shown
    assert "Office hours -holiday-> plays" in shown
    assert "m0r0w0s -wrong key, sorry, greeting-> m0r1w0s" in shown
    assert "m0r2w0s -last wrong key, plays goodbye-> Reception" in shown
    assert not any(line.startswith("entry ") for line in shown)


def test_a_menu_in_which_no_key_is_wrong() -> None:
    every = dict.fromkeys("0123456789*#", ("department", "1"))
    assert not any("wrong" in line for line in arrows(flow_of({"a": menu("A", every)})))


@given(flows(most=5, worlds=True))
def test_ids_are_unique_and_every_arrow_has_two_ends(flow: Flow) -> None:
    graph = round_graph(flow, "")
    ids = [node.id for node in graph.nodes]
    assert len(ids) == len(set(ids))
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= set(ids)
    assert len(graph.groups) == len(reachable_receptionists(flow))
