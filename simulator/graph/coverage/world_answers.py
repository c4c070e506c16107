"""Answers of the world that callers are given, as their scripts and tests state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from simulator.callers.caller_script import CallerScript
from simulator.callers.given_answers import EVERYONE, answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.routes import Answer, PersonRoute
from simulator.graph.coverage.round_passages import default_answer


class StartFields(TypedDict, total=False):
    """The field of a script that says where its call begins; none where it begins as every call to the flow."""

    entry: str
    number: str


def start_fields(flow: Flow, root: str) -> StartFields:
    """Return how a caller script says that its call begins at a receptionist, or at what a number leads to."""
    if root == flow.start:
        return {}
    if "||" not in root:
        return {"entry": root}
    return {"number": next(number for number, target in flow.numbers.items() if target == root)}


def stated_start(script: CallerScript) -> StartFields:
    """Return the field of a script that says where its call begins."""
    start: StartFields = {}
    if script.entry:
        start["entry"] = script.entry
    if script.number:
        start["number"] = script.number
    return start


def start_of(flow: Flow, start: StartFields) -> str:
    """Return where a call begins whose script says so: a receptionist's key, or a destination as ``type||id``."""
    return flow.numbers[start["number"]] if "number" in start else start.get("entry", flow.start)


def stated_answers(flow: Flow, answers: Mapping[str, Answer]) -> dict[str, str]:
    """Return the answers that a test states: the states of schedules, and what people do not do by themselves.

    Schedules are stated even where they are open, so that the test holds at every moment.
    """
    stated = ((asked, answer) for asked, answer in answers.items() if asked in flow.schedules)
    unusual = ((asked, answer) for asked, answer in answers.items() if not is_usual(flow, asked, answer))
    return name_answers(flow, (dict(stated) | dict(unusual)).items())


def name_answers(flow: Flow, answers: Iterable[tuple[str, Answer]]) -> dict[str, str]:
    """Answers by the names of those who gave them: a schedule by its key, a telephone by its name."""
    return {_given_name(flow, asked): answer_words(answer) for asked, answer in answers}


def unusual_answers(flow: Flow, answers: Iterable[tuple[str, Answer]]) -> dict[str, Any]:
    """What a script gives for these answers, in the order of the askings; nothing where all hold by themselves.

    Who answers differently each time is given a list.
    """
    by_asked: dict[str, list[Answer]] = {}
    for asked, answer in answers:
        by_asked.setdefault(asked, []).append(answer)
    given: dict[str, Any] = {}
    for asked, said in by_asked.items():
        if not all(is_usual(flow, asked, answer) for answer in said):
            words = [answer_words(answer) for answer in said]
            given[_given_name(flow, asked)] = words[0] if len(set(words)) == 1 else words
    return given


def is_usual(flow: Flow, asked: str, answer: Answer) -> bool:
    """Return whether an answer is the one that holds where nobody says anything."""
    if asked in flow.schedules:
        return answer == "open"
    route = flow.route_of(parse_address(asked))
    return isinstance(route, PersonRoute) and answer == default_answer(route)


def _given_name(flow: Flow, asked: str) -> str:
    if asked in flow.schedules:
        return asked
    name = flow.destination_name(parse_address(asked))
    others = {EVERYONE, *flow.schedules}
    return asked if name is None or name in others else name
