"""Callers and endings in words: the acts of a caller, and how the call ends."""

from __future__ import annotations

import json
import shlex
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby

from simulator.callers.caller_script import DEFAULT_AFTER, CallerScript, Cue, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP, Destination
from simulator.core.effects import Choice, Miss
from simulator.core.events import Pressed
from simulator.graph.compare.onset import ENDLESS, Ending
from simulator.graph.compare.world_script import known_given
from simulator.graph.compare.world_words import given_phrase
from simulator.graph.plain_words import count_noun, quote, visible


def describe_caller(*flows: Flow, script: CallerScript, unsaid: Container[str] = ()) -> str:
    """A caller as a subject of a sentence, such as *a caller who presses two wrong keys (9, 9), then 1*.

    A wrong key is what each of the flows takes for one. What is given of the world follows, but for some names
    that are ``unsaid``.
    """
    return describe_played_caller(*map(Rehearsal, flows), script=script, unsaid=unsaid)


def describe_played_caller(*players: Rehearsal, script: CallerScript, unsaid: Container[str] = ()) -> str:
    """Do the same for flows that are ready to be played, and may have been played before."""
    given = given_phrase(script, unsaid)
    world = f" ({given})" if given else ""
    if not script.steps:
        return f"a caller who stays silent{world}"
    wrong = map(all, zip(*(_wrong_steps(player, script) for player in players), strict=True))
    phrases = list(_step_phrases(zip(script.steps, wrong, strict=True)))
    return f"a caller who {', then '.join(phrases)}{world}"


def without_hangup(script: CallerScript) -> CallerScript:
    """The caller, before they hang up."""
    if script.steps and script.steps[-1].hangup:
        return script.model_copy(update={"steps": script.steps[:-1]})
    return script


def _step_phrases(steps: Iterable[tuple[ScriptStep, bool]]) -> Iterator[str]:
    verb = "presses "
    for (does, wrong, cue, pause), run in groupby(steps, key=lambda item: _step_manner(*item)):
        count = [step.press or "" for step, _ in run]
        if does == "press":
            what = _wrong_key_phrase(count) if wrong else ", then ".join(_gather_repeats(count))
            yield f"{verb}{what}{_CUE_WORDS[cue]}{pause}"
            verb = ""
        else:
            yield f"stays silent{_times_phrase(len(count))}" if does == "silence" else "hangs up"
            verb = "presses "


_REPEATS_TOLD = 10
"""From so many presses of one key on they are counted: nobody reads a hundred of them."""


def _gather_repeats(presses: Iterable[str]) -> Iterator[str]:
    """Yield each press, but many of one key in a row as one phrase."""
    for keys, run in groupby(presses):
        times = len(list(run))
        if times < _REPEATS_TOLD:
            yield from [keys] * times
        else:
            yield f"{keys} ({times} times)"


_CUE_WORDS: Mapping[Cue, str] = {
    "listening": "",
    "now": "",
    "prompt": " into the recording",
    "announcement": " into the announcement",
}


def _step_manner(step: ScriptStep, wrong: bool) -> tuple[str, bool, Cue, str]:
    does = "press" if step.press else "silence" if step.is_silence else "hang up"
    pause = ""
    if step.after > DEFAULT_AFTER:
        late = f" as late as {step.after:g} s after the menu starts listening"
        pause = f" {step.after:g} s later" if step.cue == "now" else late if step.cue == "listening" else ""
    return does, wrong, step.cue, pause


def _wrong_key_phrase(presses: list[str]) -> str:
    if len(presses) == 1:
        return f"a wrong key ({presses[0]})"
    is_one = len(presses) >= _REPEATS_TOLD and len(set(presses)) == 1
    return f"{count_noun(len(presses), 'wrong key')} ({f'{presses[0]} each time' if is_one else ', '.join(presses)})"


def _times_phrase(count: int) -> str:
    return {1: " for a round", 2: " twice"}.get(count, f" {count} times")


def _wrong_steps(player: Rehearsal, script: CallerScript) -> list[bool]:
    """For each step, whether a flow takes it for a wrong key."""
    owner = [index for index, step in enumerate(script.steps) for _ in step.press or ""]
    wrong = [False] * len(script.steps)
    pressed = -1
    playable = script.model_copy(update={"given": known_given(player.flow, script.given)}) if script.given else script
    for turn in player.trace_call(playable)[1].turns:
        pressed += isinstance(turn.event, Pressed)
        for effect in turn.effects:
            if 0 <= pressed < len(owner):
                match effect:
                    case Miss("wrong"):
                        wrong[owner[pressed]] = True
                    case Choice():
                        wrong[owner[pressed]] = False
    return wrong


def describe_ending(flow: Flow, ending: Ending) -> str:
    """An ending as what the caller does, such as *reaches Booking desk*."""
    if ending == ENDLESS:
        return "never gets out"
    if ending == HANGUP:
        return "is hung up on by the menu"
    return f"reaches {ending_name(flow, ending)}"


def ending_name(flow: Flow, ending: Ending) -> str:
    """The catalogue's name of where a call ends, else ``type||id``."""
    kind, _, id = ending.partition("||")
    name = flow.destination_name(Destination(kind, id))
    return visible(name or ending)


def recording_words(flow: Flow, id: str) -> str:
    """A recording's name, else its id."""
    name = flow.recording_name(id)
    return visible(id) if name == id else quote(name)


def shell_words(script: CallerScript) -> str:
    """The script as ``--caller`` takes it, in a shell's quotation marks, with the flags of its number and its world."""
    line = script.as_line()
    flags = _world_flags(script)
    if line is None or flags is None:
        text = json.dumps(script.as_json())
        return shlex.quote(text) if script.given else f"'{text}'"
    return " ".join([f"'{line}'", *flags])


def _world_flags(script: CallerScript) -> list[str] | None:
    """The flags that say where and when a caller calls and what the world answers; None: a list has no flag."""
    if not all(isinstance(answer, str) for answer in script.given.values()):
        return None
    flags = [f"--number {shlex.quote(script.number)}"] if script.number else []
    flags += [f"--at {shlex.quote(script.at)}"] if script.at else []
    return [*flags, *(f"--given {shlex.quote(f'{name}: {answer}')}" for name, answer in script.given.items())]
