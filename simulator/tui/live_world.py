"""The world of a person's call: the calendar says how schedules stand, and the person at the terminal who picks up.

A telephone rings until its time is over, unless the person says before that somebody picks up or that the line is
busy: their word is an event of its own, which comes in over the caller's line. So the world's own answer to a
telephone is that nobody picks up. An answer that is given in advance is not asked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from simulator.callers.given_answers import EVERYONE, parse_given
from simulator.callers.world import CallWorld, WorldSettings
from simulator.callers.world_response import WorldResponse
from simulator.config.flow import Flow
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.core.call import Turn
from simulator.core.events import EVENTS, KEYS, WorldAnswered
from simulator.core.places import WORLD_PHASES, WorldQuestion
from simulator.fast_classes import NamedTuple
from simulator.tui.circumstances import Circumstances


class WorldAnswer(NamedTuple):
    """An answer of the world in a call.

    ``name`` is the key of the schedule, or the destination as ``type||id``; ``asked_at`` and ``after_ms`` say when it
    was asked and how long the answer took, in milliseconds. ``answer`` is None where the caller hung up before.
    """

    name: str
    question: WorldQuestion
    asked_at: int
    answer: Answer | None
    after_ms: int


class LiveWorld:
    """The world of one call.

    ``recorded`` are the answers of a call that is played again; they come first, each once, as long as the same is
    asked.
    """

    def __init__(self, flow: Flow, circumstances: Circumstances, recorded: Iterable[WorldAnswer] = ()) -> None:
        self._given = circumstances.given
        self._calendar = CallWorld(WorldSettings(flow, circumstances.moment, parse_given(self._given)))
        self._recorded: dict[str, deque[WorldResponse]] = {}
        for item in recorded:
            if item.answer is not None:
                response = WorldResponse(EVENTS[item.answer], item.after_ms)
                self._recorded.setdefault(item.name, deque()).append(response)

    def answer_question(self, question: WorldQuestion, at_ms: int) -> WorldResponse:
        """Answer what is asked at ``at_ms`` milliseconds of the call."""
        recorded = self._recorded.get(question_name(question))
        if recorded:
            return recorded.popleft()
        route = question.route
        if isinstance(route, PersonRoute) and not self._is_given(question, route):
            return WorldResponse(EVENTS["no_answer"], route.rings_ms)
        return self._calendar.answer_question(question, at_ms)

    def _is_given(self, question: WorldQuestion, route: PersonRoute) -> bool:
        given = (self._given.get(name) for name in (str(question.destination.canonical), EVERYONE))
        return any(answer is not None and answer.replace(" ", "_") in route.answers for answer in given)


def question_name(question: WorldQuestion) -> str:
    """The key of the schedule that is asked, or the destination whose telephone rings, as ``type||id``."""
    route = question.route
    return route.schedule if isinstance(route, ScheduleRoute) else str(question.destination.canonical)


def world_answers(turns: Iterable[Turn]) -> Iterator[WorldAnswer]:
    """Yield what the world answered in a call, in order."""
    asked_at = 0
    for turn in turns:
        question = turn.source.wait.asks if turn.source.wait else None
        trigger = turn.event.trigger
        if question is not None and trigger not in KEYS:
            answer = turn.event.answer if isinstance(turn.event, WorldAnswered) else None
            yield WorldAnswer(question_name(question), question, asked_at, answer, turn.at - asked_at)
        # keys are lost while a telephone rings, so they do not make it ring anew
        if turn.dest.phase in WORLD_PHASES and (trigger not in KEYS or turn.source != turn.dest):
            asked_at = turn.at
