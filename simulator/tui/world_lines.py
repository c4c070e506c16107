"""The lines of a flow test that say in which world its call is made: moment, number, and given answers.

A moment is written where a schedule was asked that follows from it; an answer is given where it does not: who picked
up, how a switch stood, and a schedule that was set by hand. So the test makes the same call on any day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from simulator.callers.given_answers import answer_words
from simulator.callers.transcript import seconds_text
from simulator.callers.world import person_name
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleRoute
from simulator.core.call import Turn
from simulator.text.yaml_quotes import quote_yaml
from simulator.tui.circumstances import Circumstances
from simulator.tui.live_world import WorldAnswer, world_answers
from simulator.tui.schedule_board import ScheduleBoard

# as text: compiled when it is first used, which is seldom
_PLAIN = r"(?a)[A-Za-z][A-Za-z0-9 _-]*[A-Za-z0-9]"
_YAML_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}


def world_lines(flow: Flow, turns: Sequence[Turn], circumstances: Circumstances) -> list[str]:
    """Return the lines of a test, as they stand below its name; none where the world was not asked."""
    fields: list[tuple[str, str]] = []
    if circumstances.number:
        fields.append(("number", quote_yaml(circumstances.number)))
    answers = list(world_answers(turns))
    board = ScheduleBoard(flow)
    by_calendar = {
        name
        for name in {item.name for item in answers if isinstance(item.question.route, ScheduleRoute)}
        if all(_follows(board, circumstances, item) for item in answers if item.name == name)
    }
    if by_calendar and circumstances.moment is not None:
        fields.append(("at", quote_yaml(board.write_moment(circumstances.moment))))
    given: dict[str, list[str]] = {}
    for item in answers:
        if item.name not in by_calendar:
            given.setdefault(_given_name(flow, item), []).append(_answer_scalar(item))
    if given:
        pairs = (f"{_scalar(name)}: {_list_or_one(scalars)}" for name, scalars in given.items())
        fields.append(("given", f"{{{', '.join(pairs)}}}"))
    return [f"    {name}: {value}" for name, value in fields]


def _follows(board: ScheduleBoard, circumstances: Circumstances, item: WorldAnswer) -> bool:
    """Return whether a schedule's answer is what the calendar says at that moment of the call."""
    if circumstances.moment is None or item.name not in board.clocks:
        return False
    asked_at = circumstances.moment + timedelta(milliseconds=item.asked_at)
    return board.clocks[item.name].state_at(asked_at) == item.answer


def _given_name(flow: Flow, item: WorldAnswer) -> str:
    """A schedule's key; a telephone's name where it means this telephone alone, else ``type||id``."""
    if isinstance(item.question.route, ScheduleRoute):
        return item.name
    name = person_name(flow, item.question.destination)
    namesakes = [destination for destination, item in flow.destinations.items() if item.name == name]
    return name if len(namesakes) == 1 and name not in (*flow.schedules, "everyone") else item.name


def _answer_scalar(item: WorldAnswer) -> str:
    """An answer; one that comes late says so where the call goes on after it."""
    # a caller who hangs up first gets no answer, and none comes later than this one
    words = answer_words(item.answer or "no_answer")
    if item.answer == "busy" and item.after_ms:
        return f"{{answer: {words}, after: {seconds_text(item.after_ms)}}}"
    return words


def _list_or_one(scalars: Sequence[str]) -> str:
    """One answer where all are alike, since the last of a list goes on."""
    return scalars[0] if len(set(scalars)) == 1 else f"[{', '.join(scalars)}]"


def _scalar(name: str) -> str:
    plain = re.fullmatch(_PLAIN, name) and name.lower() not in _YAML_WORDS
    return name if plain else quote_yaml(name)
