"""Strategies for the world of a call: how a flow's schedules stand, and who picks up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from simulator.callers.fixed_answers import fixed_answers
from simulator.callers.given_answers import answer_words, parse_given
from simulator.callers.rehearsal import read_moment
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.graph.worlds import asked_schedules, possible_states


def world_answers(
    flow: Flow, *, at: str = "", given: Mapping[str, Any] | None = None
) -> SearchStrategy[dict[str, Any]]:
    """Draw the answers of the world in one call: schedules as the calendar allows, people without limits.

    A moment and what is given fix what they name, which is then left out.
    """
    moment = read_moment(flow, at).instant if at else None
    fixed = fixed_answers(WorldSettings(flow, moment, parse_given(given or {})))
    asked = asked_schedules(flow)
    every = possible_states(flow, asked, fixed.states) if asked else iter([{}])
    states = [{key: state for key, state in world.items() if key not in fixed.states} for world in every]
    people = {
        str(destination): st.sampled_from(route.answers).map(answer_words)
        for destination, route in flow.routes.items()
        if isinstance(route, PersonRoute) and str(destination.canonical) not in fixed.people
    }
    optional: Mapping[str, SearchStrategy[Any]] = people
    return st.tuples(st.sampled_from(states), st.fixed_dictionaries({}, optional=optional)).map(
        lambda parts: {**parts[0], **parts[1]}
    )
