"""The words that describe a test's outcome: recordings, destinations, endings, acts."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.drivers import ROUNDS_MOST, Trace
from simulator.callers.transcript import seconds_text
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.flowtests.flow_test import NamedThing, ScriptedAct


def recording_words(flow: Flow, recordings: Sequence[str]) -> str:
    """Recordings by name, as a claim lists them."""
    return ", ".join(map(flow.recording_name, recordings)) or "nothing"


def destination_words(flow: Flow, destination: Destination) -> str:
    """A destination by its name with its address, or by its address alone."""
    name = flow.destination_name(destination)
    return f"{name} ({destination})" if name else str(destination)


def thing_text(flow: Flow, thing: NamedThing) -> str:
    """A recording by name, or a destination with its address."""
    if thing.recording is not None:
        return flow.recording_name(thing.recording)
    assert thing.destination is not None, "a rule speaks of a recording or of a destination"
    return destination_words(flow, thing.destination)


def ending_words(flow: Flow, trace: Trace) -> str:
    """Return how a call ended, in a few words."""
    match trace.kind:
        case "routed":
            assert trace.destination is not None, "a routed call has a destination"
            return destination_words(flow, trace.destination)
        case "hung_up":
            return "the menu hangs up"
        case "abandoned":
            return "the caller hangs up"
        case _:
            return f"a call that never ends (still in the menu after {ROUNDS_MOST:,} rounds)"


def act_text(flow: Flow, act: ScriptedAct) -> str:
    """Return what the caller does, as a sentence of the test."""
    match act.kind:
        case "silence":
            return "a silent round"
        case "hangup":
            done = "the caller hangs up"
        case "press":
            done = f"the caller presses {act.keys}"
    if act.cue == "during":
        return f"{done}, {seconds_text(act.after)} into {flow.recording_name(act.during)}"
    return f"{done} early" if act.cue == "prompt" else done
