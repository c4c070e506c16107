"""The smallest caller, and then the smallest flow, that a real engine still treats differently from ``play``.

Every caller who does a little less is rung at once, and the smallest of those who still make a difference is next;
then the same with every flow that has a little less. What became a race, or too long to ring, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from simulator.callers.caller_script import CallerScript
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.core.effects import Choice, Enter
from simulator.core.machine import CallMachine
from simulator.engines.agreement import ComparedCall, compare_cases
from simulator.engines.call_races import play_for_races
from simulator.engines.flow_dialplans import RealEngine
from simulator.engines.settled_calls import EngineCase
from simulator.graph.work_step import ShowStep, show_nothing

TURNS_MOST = 4
"""Times that a caller, or a flow, is made smaller; each takes as long as the longest call, twice."""

CANDIDATES_MOST = 40
_TRIES = 3


def shrink_difference(engine: RealEngine, call: ComparedCall, *, show: ShowStep = show_nothing) -> ComparedCall:
    """Return the smallest call found that still differs. Raises ``EngineError``."""
    call = _shrink(engine, call, _smaller_caller_cases, lambda case: caller_size(case.script), show)
    return _shrink(engine, call, _smaller_flow_cases, lambda case: flow_size(case.flow), show)


def _shrink(
    engine: RealEngine,
    call: ComparedCall,
    propose: Callable[[ComparedCall], Iterable[EngineCase]],
    measure_size: Callable[[EngineCase], int],
    show: ShowStep,
) -> ComparedCall:
    for _ in range(TURNS_MOST):
        cases = [*islice(filter(_is_comparable, propose(call)), CANDIDATES_MOST)]
        if not cases:
            break
        differing = compare_cases(engine, cases, tries=_TRIES, show=show).differences
        # a call that does not settle is no smaller example of one that does
        alike = [other for other in differing if bool(other.measured.trouble) == bool(call.measured.trouble)]
        if not alike:
            break
        call = min(alike, key=lambda other: measure_size(other.measured.case))
    return call


def _is_comparable(case: EngineCase) -> bool:
    return play_for_races(CallMachine(case.flow), case.script).is_comparable


def _smaller_caller_cases(call: ComparedCall) -> Iterator[EngineCase]:
    flow, script = call.measured.case
    yield from (EngineCase(flow, less) for less in smaller_callers(script))


def smaller_callers(script: CallerScript) -> Iterator[CallerScript]:
    """Yield every caller who does one thing less: a step, or a key of a step."""
    steps = script.steps
    for place, step in enumerate(steps):
        before, after = steps[:place], steps[place + 1 :]
        yield script.model_copy(update={"steps": (*before, *after)})
        keys = step.press or ""
        for at in range(len(keys) if len(keys) > 1 else 0):
            less = step.model_copy(update={"press": keys[:at] + keys[at + 1 :]})
            yield script.model_copy(update={"steps": (*before, less, *after)})


def caller_size(script: CallerScript) -> int:
    """Return how much a caller does: keys, silences and hang-ups."""
    return sum(len(step.press or "-") for step in script.steps)


def _smaller_flow_cases(call: ComparedCall) -> Iterator[EngineCase]:
    flow, script = call.measured.case
    needed = _entered_flow(call)
    chosen = _chosen_flow(needed, call)
    smaller = [_bare_flow(chosen), _bare_flow(needed), _silent_flow(chosen), chosen, needed, *smaller_flows(flow)]
    yield from (EngineCase(less, script) for less in smaller if flow_size(less) < flow_size(flow))


def _entered_flow(call: ComparedCall) -> Flow:
    """Return the flow with only the receptionists that the call came to, in ``play`` or on the engine."""
    case = call.measured.case
    entered = {case.entry, *(key for key, _ in _entered_choices(call))}
    kept = {key: item for key, item in case.flow.receptionists.items() if key in entered}
    return replace(case.flow, receptionists=kept, entry=case.entry, numbers={}, number="", variants={})


def _chosen_flow(flow: Flow, call: ComparedCall) -> Flow:
    """Return a flow with only the entries that the call chose."""
    chosen = set(_entered_choices(call))
    kept = {
        key: item.model_copy(update={"entries": tuple(e for e in item.entries or () if (key, e.option) in chosen)})
        for key, item in flow.receptionists.items()
    }
    return replace(flow, receptionists=kept)


def _silent_flow(flow: Flow) -> Flow:
    """Return a flow without recordings."""
    return _with_fields(flow, dict.fromkeys(_RECORDINGS))


def _bare_flow(flow: Flow) -> Flow:
    """Return a flow without recordings and retries."""
    return _with_fields(flow, {**dict.fromkeys(_RECORDINGS), **dict.fromkeys(_COUNTS, 0)})


def _with_fields(flow: Flow, fields: Mapping[str, object]) -> Flow:
    changed = {key: item.model_copy(update=fields) for key, item in flow.receptionists.items()}
    return replace(flow, receptionists=changed)


def _entered_choices(call: ComparedCall) -> Iterator[tuple[str, str]]:
    """Yield each receptionist that the call entered, with no keys, and each choice there, with its keys."""
    for trace in (call.played.trace, call.measured.trace):
        for turn in trace.turns:
            key = turn.source.receptionist
            for effect in turn.effects:
                if isinstance(effect, Choice):
                    yield key, effect.keys
                elif isinstance(effect, Enter):
                    key = effect.receptionist
                    yield key, ""


def smaller_flows(flow: Flow) -> Iterator[Flow]:
    """Yield every flow with something less: recordings, entries of a menu, or retries; much of it first."""
    for key, item in flow.receptionists.items():
        for less in _smaller_receptionists(item):
            yield replace(flow, receptionists={**flow.receptionists, key: less})


def _smaller_receptionists(item: Receptionist) -> Iterator[Receptionist]:
    entries = item.entries or ()
    yield item.model_copy(update=dict.fromkeys(_RECORDINGS))
    for place in range(len(entries)):
        yield item.model_copy(update={"entries": (*entries[:place], *entries[place + 1 :])})
    for name in _RECORDINGS:
        yield item.model_copy(update={name: None})
    for name in _COUNTS:
        if getattr(item, name):
            yield item.model_copy(update={name: 0})


_RECORDINGS = (
    *("greeting", "wrong_key_retry_recording", "silence_retry_recording"),
    *("wrong_key_final_recording", "silence_final_recording"),
)
_COUNTS = ("wrong_keys_allowed", "silences_allowed")


def flow_size(flow: Flow) -> int:
    """Return how much there is in a flow: receptionists, entries, recordings and retries."""
    return sum(
        10
        + len(item.entries or ())
        + sum(getattr(item, name) is not None for name in _RECORDINGS)
        + sum(getattr(item, name) or 0 for name in _COUNTS)
        for item in flow.receptionists.values()
    )
