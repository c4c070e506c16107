"""Every round and retry as a graph."""

from typing import Literal

from hypothesis import given

from simulator import Flow, load
from simulator.core.blueprint import Blueprint
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Miss, Round
from simulator.core.events import KEYS
from simulator.draw.round_graph import round_graph
from simulator.graph.passages import reachable_receptionists
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import MENU, announcement, flow_of, menu

Counts = tuple[int, int]
"""Wrong keys and silences."""

MISTAKES: tuple[tuple[str, Literal["dead", "listening"]], ...] = (("wrong key", "dead"), ("silence", "listening"))
"""Each with the phase of a round that ends by it: keys that are no choice, and a wait without any."""


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


def test_an_announcement_plays_its_greeting_whatever_else_it_names() -> None:
    left_over = announcement("A", "hangup", "1").model_copy(update={"greeting": "4", "silence_retry_recording": "5"})
    assert round_graph(flow_of({"a": left_over}), "").nodes[1].lines == ("plays", "4")


@given(flows(most=5, worlds=True))
def test_ids_are_unique_and_every_arrow_has_two_ends(flow: Flow) -> None:
    graph = round_graph(flow, "")
    ids = [node.id for node in graph.nodes]
    assert len(ids) == len(set(ids))
    assert {end for edge in graph.edges for end in (edge.source, edge.target)} <= set(ids)
    assert len(graph.groups) == len(reachable_receptionists(flow))


@given(flows(most=3))
def test_the_rounds_of_a_menu_are_those_that_its_blueprint_begins(flow: Flow) -> None:
    """Each round of each menu, and the mistakes that lead from it to another round."""
    graph = round_graph(flow, "")
    for number, key in enumerate(reachable_receptionists(flow)):
        if flow.receptionists[key].is_menu:
            rounds, mistakes = plain_rounds(flow, key)
            assert {node.id for node in graph.nodes if node.group == f"m{number}"} == {
                f"m{number}r{counts[0]}w{counts[1]}s" for counts in rounds
            }
            assert mistakes == [
                (edge.source.partition("r")[2], edge.label.partition(",")[0], edge.target.partition("r")[2])
                for edge in graph.edges
                if edge.source.startswith(f"m{number}r") and edge.label.partition(",")[0] in ("wrong key", "silence")
            ]


def plain_rounds(flow: Flow, key: str) -> tuple[list[Counts], list[tuple[str, str, str]]]:
    """The counts at which a menu begins a round, and each mistake between two of them, walked on the blueprint."""
    blueprint = CallPlan(flow).blueprint_of(key)
    rounds, mistakes = [(0, 0)], []
    for wrong_keys, silences in rounds:  # grows while it is read
        for label, phase in MISTAKES if can_be_wrong(blueprint) else MISTAKES[1:]:
            onward = blueprint.runs_out(blueprint.place_at(phase, wrong_keys, silences))
            begun = [(effect.wrong_keys, effect.silences) for effect in onward.effects if isinstance(effect, Round)]
            mistakes += [(f"{wrong_keys}w{silences}s", label, f"{after[0]}w{after[1]}s") for after in begun]
            rounds += [after for after in begun if after not in rounds]
    return rounds, mistakes


def can_be_wrong(blueprint: Blueprint) -> bool:
    """Whether some keys of a round are wrong: the first ones, or further ones in time."""
    queue = [blueprint.place_at("listening")]
    for place in queue:  # grows while it is read
        waits = place.wait is not None and place.wait.milliseconds > 0
        for edge in blueprint.edges_from(place):
            is_first = place.phase == "listening"
            if edge.trigger in KEYS and not (is_first or waits):
                continue
            if any(isinstance(effect, Miss) and effect.cause == "wrong" for effect in edge.onward.effects):
                return True
            onward = edge.onward.place
            if onward is not None and onward.phase in ("collecting", "dead") and onward not in queue:
                queue.append(onward)
    return False
