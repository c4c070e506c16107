"""The words that describe a test's outcome: recordings, destinations, endings, acts."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.drivers import ROUNDS_MOST, Trace
from simulator.callers.started_sounds import Sound
from simulator.callers.transcript import seconds_text
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.core.effects import End
from simulator.flowtests.flow_test import NamedThing, ScriptedAct


def sound_words(flow: Flow, sounds: Sequence[Sound]) -> str:
    """Recordings by name, as a claim lists them, and the telephones that ring among them."""
    return ", ".join(_sound_text(flow, sound) for sound in sounds) or "nothing"


def _sound_text(flow: Flow, sound: Sound) -> str:
    return flow.recording_name(sound) if isinstance(sound, str) else f"{destination_words(flow, sound)} rings"


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
            return f"nobody picks up at {_telephone_text(flow, trace)}" if rang_out(trace) else "the menu hangs up"
        case "abandoned":
            return "the caller hangs up"
        case _:
            return f"a call that never ends (still in the menu after {ROUNDS_MOST:,} rounds)"


def rang_out(trace: Trace) -> bool:
    """Return whether a call ended because nobody picked up, and no way led on."""
    return bool(trace.turns) and End("unanswered") in trace.turns[-1].effects


def _telephone_text(flow: Flow, trace: Trace) -> str:
    return destination_words(flow, parse_address(trace.turns[-1].source.receptionist))


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
