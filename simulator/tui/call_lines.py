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

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from simulator.callers.converse import Conversation, Trace
from simulator.callers.retold import retold
from simulator.callers.script import STEPS_MOST, Step
from simulator.config.flow import Flow
from simulator.core.call import Turn
from simulator.core.effects import Play
from simulator.core.events import EVENTS, HUNG_UP, KEYS, SILENCE
from simulator.core.machine import CallMachine
from simulator.errors import FlowError, UsageError
from simulator.flowtests.read import parsed_tests
from simulator.flowtests.running import run
from simulator.graph.suite.text import SuiteText
from simulator.load.save import quoted

NAME_MOST = 200


def written_call(
    flow: Flow, trace: Trace, name: str, *, usual: str | None = None, semantics: str = "", variant: str = ""
) -> list[str]:
    """Return the lines of a test of this call, as they stand in a ``*.calls.yaml`` below ``tests:``.

    ``usual`` is the receptionist that the file's tests call unless told (the flow's own entry);
    ``semantics`` and ``variant`` are those of the call, where the file's are others. Raises ``UsageError``
    for a name that is not valid, for a call that no test can make again, and for one in which nothing was
    heard since the last act: a test of it would check nothing.
    """
    if not name.strip() or len(name) > NAME_MOST or not name.isprintable():
        raise UsageError(f"a test's name has 1 to {NAME_MOST} characters that can be printed")
    _refuse_unclaimed(trace)
    head = [f"    semantics: {semantics}"] if semantics else []
    head += [f"    variant: {quoted(variant)}"] if variant else []
    ended = trace if trace.kind is not None else _hang_up(flow, trace)
    entry = "" if trace.entry == (flow.entry if usual is None else usual) else trace.entry
    for kept in _kept_turns(ended):
        try:
            script = retold(kept.turns, entry=entry)
        except ValidationError:
            raise UsageError(f"this call has more than {STEPS_MOST:,} steps; a test takes at most that many") from None
        for steps in _forms(script.steps):
            lines = SuiteText(flow).test(script.model_copy(update={"steps": steps}), kept, name)
            lines += _always(flow, kept)
            if passes("new.calls.yaml", "tests:\n" + "\n".join(lines) + "\n", name, flow):
                return [lines[0], *head, *lines[1:]]
    raise UsageError(_no_form(ended))


def passes(path: str, text: str, name: str, flow: Flow | None = None) -> bool:
    """Whether a text is a file of tests in which the one of this name passes."""
    try:
        tests = parsed_tests(path, text, flow).tests
    except FlowError:
        return False
    return any(test.name == name and run(test).passed for test in tests)


# -- what there is to claim -------------------------------------------------------------------------


def _refuse_unclaimed(trace: Trace) -> None:
    """Raise ``UsageError`` for a call without an end in which nothing was heard since the last act."""
    if trace.kind not in (None, "abandoned"):
        return
    since = "yet"
    for turn in reversed(trace.turns):
        if any(type(effect) is Play for effect in turn.effects):
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
    conversation = Conversation(CallMachine(flow), entry=trace.entry)
    for turn in trace.turns:
        conversation.take(turn.event, turn.at)
    conversation.take(EVENTS[HUNG_UP], trace.milliseconds)
    return conversation.trace


def _always(flow: Flow, trace: Trace) -> list[str]:
    """The claim of what is heard again and again, in a call that never ends and so has no last ``hears``."""
    if trace.kind != "endless":
        return []
    last = max((place for place, turn in enumerate(trace.turns) if turn.event.trigger in KEYS), default=0)
    heard = [effect.recording for turn in trace.turns[last:] for effect in turn.effects if type(effect) is Play]
    names = SuiteText(flow).recordings(tuple(dict.fromkeys(heard)))
    return [f"    always: {names}"] if heard else []


def _no_form(trace: Trace) -> str:
    """Why no form of the call passes, and how to proceed."""
    pressed = [turn.event.trigger for turn in trace.turns if turn.event.trigger in KEYS]
    steps = retold(trace.turns).steps
    if len(pressed) > 1 and any(step.press and step.cue == "now" for step in steps):
        return "a flow test cannot express the pauses between these keys of one round: undo, and press them evenly"
    return "a flow test cannot make this call again: undo the last turn, or go on with next, and save again"


# -- the forms of a call ----------------------------------------------------------------------------


def _kept_turns(trace: Trace) -> Iterator[Trace]:
    """The call with all of its turns; then without the keys that nobody heard, where there are such."""
    yield trace
    kept = [turn for turn in trace.turns if not _is_unheard(turn)]
    if len(kept) < len(trace.turns):
        yield replace(trace, turns=kept)


def _is_unheard(turn: Turn) -> bool:
    """Whether a key changed nothing."""
    return turn.event.trigger in KEYS and turn.source == turn.dest and not turn.effects


def _forms(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """The steps with no times, in tenths of a second, and in full; keys of one round in one step.

    A hang-up into a later recording of a round has no simple time, and is told by that recording.
    """
    told = steps
    if steps and steps[-1].hangup:
        told = (*steps[:-1], steps[-1].model_copy(update={"cue": "now"}))
    for digits in (None, 1, 3):
        for form in dict.fromkeys((steps, told)):
            for gap in (min, max):
                yield tuple(_joined(form, digits, gap))


def _joined(steps: Iterable[Step], digits: int | None, gap: object) -> Iterator[Step]:
    """Steps of one round made one, since a test acts once in a round."""
    waiting: list[Step] = []
    for step in steps:
        if step.cue == "now" and waiting and step.press and waiting[-1].press:
            waiting.append(step)
            continue
        if waiting:
            yield _one(waiting, digits, gap)
        waiting = [step]
    if waiting:
        yield _one(waiting, digits, gap)


def _one(steps: list[Step], digits: int | None, gap: object) -> Step:
    first = steps[0]
    changes: dict[str, object] = {}
    if first.press:
        changes["press"] = "".join(step.press or "" for step in steps)
        if first.cue == "now":
            changes["cue"] = "listening"
    if digits is None or (first.hangup and first.cue == "now"):
        changes["after"] = Step.model_fields["after"].default
    else:
        changes["after"] = round(first.after, digits)
        if len(steps) > 1 and callable(gap):
            changes["gap"] = round(gap(step.after for step in steps[1:]), digits)
    return first.model_copy(update=changes)
