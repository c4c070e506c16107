"""The world's answer to one question."""

from simulator.callers.world import CallWorld, WorldSettings
from simulator.callers.world_response import WorldResponse
from simulator.core.call_plan import CallPlan
from simulator.core.events import EVENTS
from tests.callers.world_flow import OFFICE, world_flow


def test_a_schedule_answers_at_once() -> None:
    flow = world_flow()
    (answered, *_) = CallPlan(flow).arcs_from(CallPlan(flow).ringing_place(str(OFFICE)))
    assert answered.dest.wait is not None
    assert answered.dest.wait.asks is not None
    world = CallWorld(WorldSettings(flow))
    assert world.answer_question(answered.dest.wait.asks, 0) == WorldResponse(EVENTS["open"], 0)
