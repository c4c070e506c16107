"""The answers that a moment and given answers settle, for analyses that walk every remaining world."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.callers.given_answers import EVERYONE
from simulator.callers.world import WorldSettings
from simulator.config.routes import Answer, PersonRoute, ScheduleAnswer
from simulator.fast_classes import NamedTuple


class FixedAnswers(NamedTuple):
    """The states of schedules, by key, and the answers of telephones, by ``type||id``; none changes during a call."""

    states: Mapping[str, ScheduleAnswer]
    people: Mapping[str, Answer]


def fixed_answers(settings: WorldSettings) -> FixedAnswers:
    """The answers that settings fix; of a list of answers, the first holds."""
    flow, given = settings.flow, settings.given
    states: dict[str, ScheduleAnswer] = {}
    for key in flow.schedules:
        answer = given[key][0].answer if key in given else settings.calendar_answer(key)
        if answer == "open" or answer == "closed" or answer == "holiday":
            states[key] = answer
    people: dict[str, Answer] = {}
    for destination, route in flow.routes.items():
        if isinstance(route, PersonRoute):
            answers = given.get(str(destination.canonical)) or given.get(EVERYONE)
            if answers and answers[0].answer in route.answers:
                people[str(destination.canonical)] = answers[0].answer
    return FixedAnswers(states, people)
