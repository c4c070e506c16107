"""Paths of callers who choose nothing, or wrongly: read off the blueprint, step by step.

Nothing here knows a rule of a menu: each course is a walk over the places of ``core.blueprint``,
so it holds under every semantics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Destination, Entry
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Play, Round
from simulator.core.events import SILENCE
from simulator.core.places import Onward, Phase

ANY_KEY = "1"
"""The key of a caller for whom every key is wrong."""


@dataclass(frozen=True, slots=True)
class DefaultPath:
    """One receptionist from the view of a caller who does one thing only, and never chooses.

    ``repeats`` holds, for each silence or wrong key that leaves another try, the recordings that
    play after it; ``final`` is the recording after the last one. ``length`` is the time from
    entering to leaving with every wait for a key in full, an estimate where a recording's is;
    ``listens`` is one such wait in milliseconds, 0 without a menu.
    """

    repeats: tuple[tuple[str, ...], ...]
    final: str | None
    destination: Destination
    length: RecordingLength
    listens: int


class SilentExit(NamedTuple):
    """The time that a silent caller takes to leave every receptionist, and where they go.

    No destination: they never leave, and the time is the time until they reach a place for the second time.
    """

    length: RecordingLength
    destination: Destination | None


def silent_path(flow: Flow, key: str) -> DefaultPath:
    """The course of a caller who presses nothing in the receptionist with this key."""
    return _trace_path(_blueprint_of(flow, key), presses=False)


def wrong_key_path(flow: Flow, key: str) -> DefaultPath:
    """The course of a caller who presses one wrong key in every round, once the menu listens."""
    return _trace_path(_blueprint_of(flow, key, entries=()), presses=True)


def silent_exits(flow: Flow, courses: Mapping[str, DefaultPath]) -> dict[str, SilentExit]:
    """For each receptionist's key, how a caller who enters there and stays silent gets out.

    ``courses`` holds each one's silent course.
    """
    out: dict[str, SilentExit] = {}
    for first in courses:
        chain: dict[str, DefaultPath] = {}
        key: str | None = first
        while key is not None and key not in out and key not in chain:
            chain[key] = courses[key]
            key = flow.receptionist_for(courses[key].destination)
        silent_exit = out[key] if key in out else SilentExit(RecordingLength(0, False), None)
        if key is None:
            silent_exit = silent_exit._replace(destination=courses[list(chain)[-1]].destination)
        for visited, course in reversed(chain.items()):
            silent_exit = silent_exit._replace(length=_add_lengths(silent_exit.length, course.length))
            out[visited] = silent_exit
    return out


def option_pauses(flow: Flow, key: str) -> dict[str, int | None]:
    """For each option of a menu, how long it waits after the last key before it acts.

    In milliseconds; 0: at once. None: these keys do not lead to their destination, because
    something else is taken before all of them are pressed.
    """
    # Two wrong keys are allowed here, so that under any semantics what leaves is a choice.
    blueprint = _blueprint_of(flow, key, wrong_keys_allowed=2)
    listening = next(step for step in _steps_until_exit(blueprint) if _phase_of(step) == "listening")
    return {
        option: _option_pause(blueprint, listening, entry) for option, entry in blueprint.receptionist.options.items()
    }


def _option_pause(blueprint: Blueprint, step: Onward, entry: Entry) -> int | None:
    for pressed in entry.option:
        if _phase_of(step) not in ("listening", "collecting"):
            return None
        step = _take_trigger(blueprint, step, pressed)
    waited = 0
    while step.place is not None and step.place.wait is not None and _phase_of(step) == "collecting":
        waited += step.place.wait.milliseconds
        step = _take_trigger(blueprint, step, SILENCE)
    return waited if step.destination == entry.destination else None


def _add_lengths(first: RecordingLength, second: RecordingLength) -> RecordingLength:
    return RecordingLength(first.milliseconds + second.milliseconds, first.estimated or second.estimated)


def _blueprint_of(flow: Flow, key: str, **changes: object) -> Blueprint:
    receptionist = flow.receptionists[key]
    if changes:
        receptionist = receptionist.model_copy(update=changes)
    return Blueprint(key, receptionist, flow.semantics, flow.length_of)


def _trace_path(blueprint: Blueprint, *, presses: bool) -> DefaultPath:
    rounds: list[list[str]] = []
    final, milliseconds, estimated, listens = None, 0, False, 0
    step = blueprint.enter()
    for step in _steps_until_exit(blueprint, presses=presses):
        for effect in step.effects:
            if isinstance(effect, Round):
                rounds.append([])
            elif isinstance(effect, Play):
                estimated |= blueprint.length(effect.recording).estimated
                if _phase_of(step) == "final":
                    final = effect.recording
                elif rounds:
                    rounds[-1].append(effect.recording)
        waits = step.place.wait.milliseconds if step.place and step.place.wait else 0
        milliseconds += waits
        listens = waits if _phase_of(step) == "listening" else listens
    assert step.destination is not None, "a caller who never chooses is sent on eventually"
    # The first round plays the greeting to every caller; the others follow a mistake.
    repeats = tuple(map(tuple, rounds[1:]))
    return DefaultPath(repeats, final, step.destination, RecordingLength(milliseconds, estimated), listens)


def _steps_until_exit(blueprint: Blueprint, *, presses: bool = False) -> Iterator[Onward]:
    """Every step from entering to leaving, of a caller who presses at most while the menu listens."""
    step = blueprint.enter()
    yield step
    while step.place is not None and step.place.wait is not None:
        listens = step.place.phase == "listening"
        step = _take_trigger(blueprint, step, ANY_KEY if presses and listens else step.place.wait.then.trigger)
        yield step


def _take_trigger(blueprint: Blueprint, step: Onward, trigger: str) -> Onward:
    assert step.place is not None, "a step is taken from a place"
    if step.place.wait is not None and step.place.wait.then.trigger == trigger:
        return blueprint.runs_out(step.place)
    return next(edge.onward for edge in blueprint.edges_from(step.place) if edge.trigger == trigger)


def _phase_of(step: Onward) -> Phase | None:
    return step.place.phase if step.place else None
