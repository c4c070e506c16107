"""The shortest hint to a failure: the key that would have worked, or what kept an act from happening."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from simulator.callers.drivers import Trace
from simulator.callers.script_actor import begins_round
from simulator.callers.started_sounds import Sound
from simulator.callers.transcript import clock_text
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.effects import Effect, Play, Ring
from simulator.flowtests.flow_test import EndClaim, FlowTest, ScriptedAct
from simulator.flowtests.outcome_words import ending_words, sound_words
from simulator.flowtests.ways_out import ways_out
from simulator.flowtests.world_hints import answer_leading_to, hint_for_answer


def hint_for_sounds(
    test: FlowTest,
    flow: Flow,
    trace: Trace,
    begun: Sequence[int],
    acts: int,
    claimed: Sequence[Sound],
    heard: Sequence[Sound],
    since: int,
) -> str:
    """Return the reason why something else was heard after the first ``acts`` acts.

    ``claimed`` and ``heard`` start at the first sound that differs, ``since`` milliseconds from the answer.
    """
    # From the most certain cause to the least: an act that never happened explains all that follows, and that a
    # recording merely starts later is said only when nothing better is known.
    if acts > len(begun):
        return hint_for_skipped_act(flow, trace, test.acts[len(begun)])
    if _claims_all_rounds(test, trace, begun, acts, claimed):
        return "after several rounds, hears claims what starts after the last key"
    if claimed and (key := _key_to_sound(flow, _menus_of_call(flow, trace, begun[:acts]), claimed[0])):
        return key
    if not claimed:
        return f"{sound_words(flow, heard)} {'starts' if len(heard) == 1 else 'start'} here too"
    if not heard and acts == len(begun):
        return f"the call had ended: {ending_words(flow, trace)}"
    later = (turn.at for turn in trace.turns for effect in turn.effects if _is_sound(effect, claimed[0]))
    times = [at for at in later if at > since]
    if not times:
        return ""
    if isinstance(claimed[0], str):
        return f"{flow.recording_name(claimed[0])} starts later, at {clock_text(times[0])}"
    return f"{sound_words(flow, claimed[:1])} later, at {clock_text(times[0])}"


def _key_to_sound(flow: Flow, menus: Sequence[str], sound: Sound) -> str:
    """The key that leads to a recording, or to a telephone."""
    if not isinstance(sound, str):
        key = _key_leading_to(flow, menus, lambda where: where.canonical == sound)
        return f"{key} there" if key else ""
    key = _key_leading_to(flow, menus, _greets_with(flow, sound))
    return f"{key}, which plays {flow.recording_name(sound)}" if key else ""


def _claims_all_rounds(test: FlowTest, trace: Trace, begun: Sequence[int], acts: int, claimed: Sequence[Sound]) -> bool:
    """Return whether ``hears`` after ``presses: [1, 2]`` claims what started after the 1 as well."""
    if not acts or acts > len(begun):
        return False
    first = next(number for number, act in enumerate(test.acts) if act.mark == test.acts[acts - 1].mark)
    stop = begun[acts] if acts < len(begun) else len(trace.turns)
    effects = (effect for turn in trace.turns[begun[first] : stop] for effect in turn.effects)
    heard = [effect.recording for effect in effects if type(effect) is Play]
    return first < acts - 1 and heard == list(claimed)


def hint_for_ending(test: FlowTest, flow: Flow, trace: Trace, begun: Sequence[int], claim: EndClaim) -> str:
    """Return the reason why a call did not end as claimed: the key, or the silence, that leads to that end."""
    if len(begun) < len(test.acts):
        return hint_for_skipped_act(flow, trace, test.acts[len(begun)])
    leads_there = claim.destination
    if leads_there is None:
        return ""
    if any(caller.voicemail == leads_there for caller in test.world.staying):
        name = flow.destination_name(leads_there) or str(leads_there)
        return f"the caller stays on the line after {name}, so no call ends there; always claims that it comes there"
    if answer := hint_for_answer(flow, trace, leads_there):
        return answer
    menus = _menus_of_call(flow, trace, begun)
    if key := _key_leading_to(flow, menus, lambda where: where.canonical == leads_there):
        return f"{key} there"
    for receptionist, passage in ways_out(flow, menus):
        if passage.destination.canonical == leads_there:
            if passage.cause == "forward":
                return f"every caller of {receptionist.name} goes there"
            misses = "wrong keys" if passage.cause == "wrong keys" else "silences"
            return f"a caller whose {misses} in {receptionist.name} are used up goes there"
    return answer_leading_to(flow, leads_there) or "no key of this flow leads there"


def hint_for_skipped_act(flow: Flow, trace: Trace, act: ScriptedAct) -> str:
    """Return what kept an act from happening."""
    match act:
        case ScriptedAct(cue="during"):
            return f"{flow.recording_name(act.during)} did not start again: {ending_words(flow, trace)}"
        case ScriptedAct(kind="press"):
            what = f"press {act.keys} in"
        case ScriptedAct(kind="silence"):
            what = "be silent in"
        case _:
            what = "hang up in"
    return f"no round was left to {what}: {ending_words(flow, trace)}"


def hint_for_early_key(flow: Flow, trace: Trace, act: ScriptedAct) -> str:
    """Return how to press a key in a flow without a menu."""
    played = (effect.recording for turn in trace.turns for effect in turn.effects if type(effect) is Play)
    recording = next(played, None)
    if act.kind != "press" or recording is None or any(begins_round(turn) for turn in trace.turns):
        return ""
    return (
        f'there is no menu; {{keys: "{act.keys}", during: {flow.recording_name(recording)}}} presses into a recording'
    )


def _is_sound(effect: Effect, sound: Sound) -> bool:
    match effect:
        case Play(recording):
            return recording == sound
        case Ring(destination):
            return destination.canonical == sound
        case _:
            return False


def _menus_of_call(flow: Flow, trace: Trace, begun: Sequence[int]) -> list[str]:
    """The receptionists of a call, the one of the last act first, then the others from the last on."""
    turns = [trace.turns[number] for number in reversed(begun)] + trace.turns[::-1]
    keys = dict.fromkeys(turn.source.receptionist for turn in turns)
    return [key for key in keys if key in flow.receptionists]


def _greets_with(flow: Flow, recording: str) -> Callable[[Destination], bool]:
    """Return whether a destination is a receptionist that greets with a recording."""

    def plays(destination: Destination) -> bool:
        key = flow.receptionist_for(destination)
        return key is not None and flow.receptionists[key].greeting == recording

    return plays


def _key_leading_to(flow: Flow, menus: Sequence[str], leads: Callable[[Destination], bool]) -> str:
    """The first key, in these menus or in any other, that leads where it should."""
    return next(_keys_leading_to(flow, menus, leads), "")


def _keys_leading_to(flow: Flow, menus: Sequence[str], leads: Callable[[Destination], bool]) -> Iterator[str]:
    for receptionist, passage in ways_out(flow, menus):
        if passage.cause == "choice" and leads(passage.destination):
            key = flow.receptionist_for(passage.destination)
            onward = f"to {flow.receptionists[key].name}" if key is not None else ""
            yield f"key {passage.keys} of {receptionist.name} leads {onward}".rstrip()
