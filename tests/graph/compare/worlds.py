"""Pairs of flows with a world behind their menus, for comparisons."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Route
from simulator.testing.strategies import flows


def rerouted(flow: Flow, destination: Destination, route: Route | None) -> Flow:
    """The flow with another route behind one destination; None: it is an end."""
    routes = {to: route for to, route in flow.routes.items() if to != destination}
    return replace(flow, routes=routes if route is None else {**routes, destination: route})


@st.composite
def world_pairs(draw: DrawFn) -> tuple[Flow, Flow]:
    """Two flows: drawn apart, or one with other routes, numbers, or another receptionist."""
    old, other = draw(flows(most=3, worlds=True)), draw(flows(most=3, worlds=True))
    match draw(st.integers(0, 4)):
        case 0:
            return old, replace(other, semantics=old.semantics)
        case 1:
            return old, replace(old, routes={**old.routes, **dict(list(other.routes.items())[-1:])})
        case 2:
            return old, replace(old, routes=other.routes)
        case 3:
            key = draw(st.sampled_from(sorted(old.receptionists)))
            changed = {**old.receptionists, key: other.receptionists[other.entry]}
            return old, replace(old, receptionists=changed)
        case _:
            return old, old
