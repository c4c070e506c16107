"""A world that answers alike each time."""

from simulator.callers.world_response import WorldResponse
from simulator.config.routes import PersonRoute
from simulator.core.events import EVENTS
from simulator.core.places import WorldQuestion
from simulator.graph.suite.fixed_world import FixedWorld
from tests.callers.world_flow import DESK, OFFICE, RECEPTION, SWITCH, world_flow


def test_it_answers_what_is_settled_and_remembers_what_was_asked() -> None:
    flow = world_flow(reception=PersonRoute(5_000, nobody=True))
    world = FixedWorld(flow, {"office": "holiday"}, {str(DESK): "no_answer", str(RECEPTION): "busy"})
    questions = [WorldQuestion(asked, flow.routes[asked]) for asked in (OFFICE, SWITCH, DESK, RECEPTION)]
    assert [world.answer_question(question, 0) for question in questions] == [
        WorldResponse(EVENTS["holiday"], 0),
        WorldResponse(EVENTS["open"], 0),
        WorldResponse(EVENTS["no_answer"], 20_000),
        WorldResponse(EVENTS["no_answer"], 5_000),  # it is never busy, and nobody is there
    ]
    assert world.answers == {
        "office": "holiday", "night-mode": "open", str(DESK): "no_answer", str(RECEPTION): "no_answer",
    }  # fmt: skip
