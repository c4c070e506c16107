"""The ``given`` of a caller script, with which telephones answer as they did in a walk through two flows.

A telephone is named where both flows know it and can give its answers. Otherwise ``everyone`` speaks for it, since a
flow passes over an answer of everyone's that it cannot give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from simulator.callers.given_answers import EVERYONE, answer_words, parse_given
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.routes import Answer, PersonRoute
from simulator.errors import UsageError
from simulator.graph.compare.onset import Ending
from simulator.graph.compare.place_pairs import WorldAnswers


def given_candidates(answers: tuple[WorldAnswers, WorldAnswers], flows: tuple[Flow, Flow]) -> list[dict[str, Any]]:
    """Yield the answers a script may have to give, the shortest first: one for each telephone, and every one in turn.

    After the last of them each telephone answers as by default, as the walk assumes of callers who do nothing more.
    """
    longest = max(answers, key=len)
    turns = {name: _answers_of(answers, name) for side in answers for name, _ in side}
    unsaid = {name for name, given in turns.items() if _is_default(flows, name, given)}
    names = {name: _common_name(flows, name, given) for name, given in turns.items()}
    if any(names[name] is None for name in turns if name not in unsaid):
        unsaid = {name for name in unsaid if set(turns[name]) == {""}}  # everyone's answer would reach them
    short: dict[str, Any] = {}
    full: dict[str, Any] = {}
    for name, given in turns.items():
        if name in unsaid or (spoken := names[name] or EVERYONE) in full:
            continue
        if spoken == EVERYONE:
            given = [answer for other, answer in longest if names[other] is None and other not in unsaid]
        words = [answer_words(answer or "picked_up") for answer in given]
        default = "no answer" if "no_answer" in _defaults(flows, name) else "picked up"
        short[spoken] = words[0]
        full[spoken] = words if words[-1] == default else [*words, default]
    return [short, full] if short != full else [short]


def known_given(flow: Flow, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of the world, without what a flow does not know or cannot answer."""
    return {name: answer for name, answer in given.items() if _settings(flow, {name: answer}) is not None}


def _answers_of(answers: tuple[WorldAnswers, WorldAnswers], telephone: Ending) -> list[Answer | Literal[""]]:
    """The answers of a telephone in turn, from the flow in which it rings more often."""
    sides = [[answer for name, answer in side if name == telephone] for side in answers]
    return sides[0] if len(sides[0]) >= len(sides[1]) else sides[1]


def _defaults(flows: Sequence[Flow], telephone: Ending) -> set[Answer]:
    routes = [flow.route_of(parse_address(telephone)) for flow in flows]
    return {"no_answer" if route.nobody else "picked_up" for route in routes if isinstance(route, PersonRoute)}


def _is_default(flows: Sequence[Flow], telephone: Ending, answers: Sequence[str]) -> bool:
    defaults = _defaults(flows, telephone)
    return all(not answer or {answer} == defaults for answer in answers)


def _common_name(flows: Sequence[Flow], telephone: Ending, answers: Sequence[Answer | str]) -> str | None:
    """The name by which both flows know a telephone that can answer so; None: there is none."""
    destination, words = parse_address(telephone), [answer_words(answer or "picked_up") for answer in answers]
    for name in dict.fromkeys((*(flow.destination_name(destination) for flow in reversed(flows)), telephone)):
        settings = [_settings(flow, {name: words}) for flow in flows] if name else []
        if settings and all(known is not None and telephone in known.given for known in settings):
            return name
    return None


def _settings(flow: Flow, given: Mapping[str, Any]) -> WorldSettings | None:
    try:
        return WorldSettings(flow, given=parse_given(given))
    except UsageError:
        return None
