"""A person's call as the lines of a flow test: act by act, with what is heard in between and how it ends.

The simplest form that makes the same call is written: plain keys where their moment does not matter, else
the tenths of a second, else the milliseconds. What is written has been run, and has passed.

A test that only acts passes whatever the menu does, so the last thing written is always a claim. Where a
call has ended, it is the end. A call that still goes on is written as one that its caller hangs up here::

    - presses: "2"
    - hears: billing-greeting            # all that has been heard since the key
    - caller hangs up: {early: true}     # the call was still going on

Without the last line the test would claim what a silent caller hears until the end of the call, which is
not what the person heard. Where nothing at all was heard since the last act, there is nothing to claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from simulator.callers.caller_script import DEFAULT_AFTER, STEPS_MOST, CallerScript, ScriptStep
from simulator.callers.drivers import Conversation, Trace
from simulator.callers.script_recovery import recover_script
from simulator.config.flow import Flow
from simulator.core.call import Turn
from simulator.core.effects import Play, Ring
from simulator.core.events import EVENTS, HUNG_UP, KEYS, SILENCE
from simulator.core.machine import CallMachine
from simulator.errors import FlowError, UsageError
from simulator.flowtests.calls_reader import parse_tests
from simulator.flowtests.calls_writer import SuiteText
from simulator.flowtests.runner import run
from simulator.text.yaml_quotes import quote_yaml
from simulator.tui.circumstances import PLAIN_CALL, Circumstances
from simulator.tui.world_lines import world_lines

NAME_MOST = 200


def written_call(
    flow: Flow,
    trace: Trace,
    name: str,
    *,
    usual: str | None = None,
    semantics: str = "",
    variant: str = "",
    circumstances: Circumstances = PLAIN_CALL,
) -> list[str]:
    """Return the lines of a test of this call, as they stand in a ``*.calls.yaml`` below ``tests:``.

    ``usual`` is the receptionist that the file's tests call by default (the flow's own entry);
    ``semantics`` and ``variant`` are those of the call, where the file's are others; ``circumstances`` are what the
    call was made with. Raises ``UsageError``
    for a name that is not valid, for a call that no test can make again, and for one in which nothing was
    heard since the last act: a test of it would check nothing.
    """
    if not name.strip() or len(name) > NAME_MOST or not name.isprintable():
        raise UsageError(f"a test name needs 1 to {NAME_MOST} printable characters")
    _refuse_unclaimed(trace)
    head = [f"    semantics: {semantics}"] if semantics else []
    head += [f"    variant: {quote_yaml(variant)}"] if variant else []
    ended = trace if trace.kind is not None else _hang_up(flow, trace)
    flow = replace(flow, number="")  # a test begins at its own number or entry, whatever was rung here
    start = _start_of(trace)
    entry = "" if start == (flow.entry if usual is None else usual) or "||" in start else start
    world = world_lines(flow, ended.turns, circumstances)
    for played, script in _made_calls(ended, entry):
        lines = SuiteText(flow).test_lines(script.model_copy(update={"given": {}}), played, name)
        lines += _always(flow, played)
        lines[1:1] = world
        if passes("new.calls.yaml", "tests:\n" + "\n".join(lines) + "\n", name, flow):
            return [lines[0], *head, *lines[1:]]
    raise UsageError(
        "a flow test cannot express when this caller acts: undo the last turn, or go on with next, and save again"
    )


def passes(path: str, text: str, name: str, flow: Flow | None = None, within: Sequence[Path] = ()) -> bool:
    """Return whether a test of this name passes in a test file's text; ``within`` are folders it may name."""
    try:
        tests = parse_tests(path, text, flow, within).tests
    except FlowError:
        return False
    return any(test.name == name and run(test).passed for test in tests)


# -- what there is to claim -------------------------------------------------------------------------


def _refuse_unclaimed(trace: Trace) -> None:
    """Raise ``UsageError`` for a call without an end in which nothing was heard since the last act."""
    if trace.kind not in (None, "abandoned"):
        return
    last = trace.turns[-1:]
    # a test times a hang-up from a menu, or from a recording that plays
    if any((turn.dest if trace.kind is None else turn.source).phase == "alerting" for turn in last):
        undo = "undo the hang-up, then " if trace.kind else ""
        raise UsageError(
            "a flow test cannot express a hang-up while a telephone rings: "
            f"{undo}let it be picked up or ring out, and save again"
        )
    since = "yet"
    for turn in reversed(trace.turns):
        if any(isinstance(effect, Play | Ring) for effect in turn.effects):
            return
        trigger = turn.event.trigger
        if trigger in KEYS or _ends_silent_round(turn):
            since = f"since key {trigger}" if trigger in KEYS else "since the last silence"
            break
    undo = "undo the hang-up, then " if trace.kind == "abandoned" else ""
    raise UsageError(
        f"nothing has been heard {since}, so a test of this call would pass whatever the menu does: "
        f"{undo}go on with next until a recording plays or the call ends, and save again"
    )


def _ends_silent_round(turn: Turn) -> bool:
    return turn.event.trigger == SILENCE and turn.source.phase == "listening"


def _hang_up(flow: Flow, trace: Trace) -> Trace:
    """The same call, hung up by its caller in the moment of its last turn."""
    # played anew, because a trace is a record of a finished conversation and cannot be continued
    conversation = Conversation(CallMachine(flow), start=_start_of(trace))
    for turn in trace.turns:
        conversation.take_event(turn.event, turn.at)
    conversation.take_event(EVENTS[HUNG_UP], trace.milliseconds)
    return conversation.trace


def _start_of(trace: Trace) -> str:
    """The receptionist that was called, or the destination that a number led to."""
    return trace.turns[0].source.receptionist


def _always(flow: Flow, trace: Trace) -> list[str]:
    """The claim of what is heard again and again, in a call that never ends and so has no last ``hears``."""
    if trace.kind != "endless":
        return []
    # before the last key the caller heard other recordings, which the endless part need not repeat
    last = max((place for place, turn in enumerate(trace.turns) if turn.event.trigger in KEYS), default=0)
    heard = [effect.recording for turn in trace.turns[last:] for effect in turn.effects if type(effect) is Play]
    names = SuiteText(flow).recordings(tuple(dict.fromkeys(heard)))
    return [f"    always: {names}"] if heard else []


# -- the forms of a call ----------------------------------------------------------------------------


def _made_calls(trace: Trace, entry: str) -> Iterator[tuple[Trace, CallerScript]]:
    """Scripts that may make the call again, the simplest first, each with the turns that it is to make.

    Each form is tried with all keys, then without those that nobody heard: a simple form that leaves such
    a key out reads better than an exact one that has it.
    """
    calls: list[tuple[Trace, CallerScript]] = []
    heard = _recordings_heard(trace)
    for candidate in (trace, heard) if len(heard.turns) < len(trace.turns) else (trace,):
        with suppress(ValidationError):  # it has too many steps
            calls.append((candidate, recover_script(candidate.turns, entry=entry)))
    if not calls:
        raise UsageError(f"this call has more than {STEPS_MOST:,} steps; a test takes at most that many")
    for forms in zip(*(_forms(script.steps) for _, script in calls), strict=True):
        for (candidate, script), steps in zip(calls, forms, strict=True):
            yield candidate, script.model_copy(update={"steps": steps})


def _recordings_heard(trace: Trace) -> Trace:
    """The call without the keys that nobody heard."""
    return replace(trace, turns=[turn for turn in trace.turns if not _is_unheard(turn)])


def _is_unheard(turn: Turn) -> bool:
    """Return whether a key changed nothing."""
    return turn.event.trigger in KEYS and turn.source == turn.dest and not turn.effects


def _forms(steps: tuple[ScriptStep, ...]) -> Iterator[tuple[ScriptStep, ...]]:
    """The steps with no times, in tenths of a second, and in full; keys of one round in one step.

    Any of them with a hang-up at the usual moment of its round, then during the last recording, then exactly.
    """
    *acts, last = steps or (ScriptStep(silence=True),)
    # simplest first: the caller takes the first form that passes, and plain keys read better than milliseconds
    for digits in (None, 1, 3):
        for end in ({"after": DEFAULT_AFTER}, {"cue": "now", "after": DEFAULT_AFTER}, {"after": round(last.after, 3)}):
            for gap in (min, max):
                timed_steps = (*acts, last.model_copy(update=end)) if last.hangup else steps
                yield tuple(_join_steps(timed_steps, digits, gap))


def _join_steps(steps: Iterable[ScriptStep], digits: int | None, gap: object) -> Iterator[ScriptStep]:
    """Steps of one round made one, since a test acts once in a round."""
    waiting: list[ScriptStep] = []
    for step in steps:
        if step.cue == "now" and waiting and step.press and waiting[-1].press:
            waiting.append(step)
            continue
        if waiting:
            yield _one(waiting, digits, gap)
        waiting = [step]
    if waiting:
        yield _one(waiting, digits, gap)


def _one(steps: list[ScriptStep], digits: int | None, gap: object) -> ScriptStep:
    first = steps[0]
    if not first.press:
        return first
    changes: dict[str, object] = {"press": "".join(step.press or "" for step in steps)}
    if first.cue == "now":
        changes["cue"] = "listening"
    if digits is None:
        changes["after"] = DEFAULT_AFTER
    else:
        changes["after"] = round(first.after, digits)
        if len(steps) > 1 and callable(gap):
            changes["gap"] = round(gap(step.after for step in steps[1:]), digits)
    return first.model_copy(update=changes)
