"""A world that answers alike each time: schedules stand as they do, and people do the same whenever it rings."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.callers.world_response import WorldResponse
from simulator.config.flow import Flow
from simulator.config.routes import Answer, ScheduleRoute
from simulator.core.events import EVENTS
from simulator.core.places import WorldQuestion
from simulator.graph.coverage.round_passages import default_answer
from simulator.graph.worlds import ScheduleStates


class FixedWorld:
    """The world of one call; ``answers`` holds what was asked, by a schedule's key or a telephone's ``type||id``."""

    def __init__(self, flow: Flow, states: ScheduleStates, people: Mapping[str, Answer]) -> None:
        self.flow = flow
        self.answers: dict[str, Answer] = {}
        self._states = states
        self._people = people

    def answer_question(self, question: WorldQuestion, at_ms: int) -> WorldResponse:
        """Answer a question, in no time but for a telephone that rings out."""
        route = question.route
        if isinstance(route, ScheduleRoute):
            state: Answer = self._states.get(route.schedule, "open")
            self.answers[route.schedule] = state
            return WorldResponse(EVENTS[state], 0)
        address = str(question.destination.canonical)
        answer = self._people.get(address, default_answer(route))
        if answer not in route.answers:
            answer = default_answer(route)
        self.answers[address] = answer
        return WorldResponse(EVENTS[answer], route.rings_ms if answer == "no_answer" else 0)
