"""A person's call, saved as a flow test: act by act, with what is heard in between and where it ends.

The simplest form that makes the same call is written: plain keys where their moment does not matter, else
the tenths of a second, else the milliseconds. What is written has been run, and has passed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from simulator.callers.converse import Trace
from simulator.callers.retold import retold
from simulator.callers.script import Step
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import FlowError, UsageError
from simulator.flowtests.read import SUFFIXES, load_tests, parsed_tests
from simulator.flowtests.running import run
from simulator.flowtests.tested_flow import refuse_outside
from simulator.graph.suite.text import SuiteText
from simulator.load import load
from simulator.load.find import EXAMPLE
from simulator.load.places import Unreadable
from simulator.load.save import inline, quoted

NAME_MOST = 200


def written_call(flow: Flow, trace: Trace, name: str, *, usual: str | None = None, semantics: str = "") -> list[str]:
    """The lines of a test of this call, as they stand in a ``*.calls.yaml`` below ``tests:``.

    ``usual`` is the receptionist that the file's tests call unless told (the flow's own entry);
    ``semantics`` are those of the call, where the file's are others. Raises ``UsageError`` for a name that
    is none, and for a call that no test can make again.
    """
    if not name.strip() or len(name) > NAME_MOST or not name.isprintable():
        raise UsageError(f"a test's name has 1 to {NAME_MOST} characters that can be printed")
    script = retold(trace.turns, entry="" if trace.entry == (usual or flow.entry) else trace.entry)
    said = [f"    semantics: {semantics}"] if semantics else []
    for steps in _forms(script.steps):
        lines = SuiteText(flow).test(script.model_copy(update={"steps": steps}), trace, name)
        lines = [lines[0], *said, *lines[1:]]
        if _passes("new.calls.yaml", "tests:\n" + "\n".join(lines) + "\n", name, flow):
            return lines
    raise UsageError("keys with such pauses in one round have no form in a flow test; undo, and press them evenly")


def _passes(path: str, text: str, name: str, flow: Flow | None = None, within: Sequence[Path] = ()) -> bool:
    try:
        tests = parsed_tests(path, text, flow, within).tests
    except FlowError:
        return False
    return any(test.name == name and run(test).passed for test in tests)


def _forms(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """The steps with no times, in tenths of a second, and in full; keys of one round in one step.

    Last, without what was pressed where nobody hears it.
    """
    for kept in (steps, tuple(step for step in steps if step.cue != "now")):
        for digits in (None, 1, 3):
            for gap in (min, max):
                yield tuple(_joined(kept, digits, gap))


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
    if digits is None:
        changes["after"] = Step.model_fields["after"].default
    else:
        changes["after"] = round(first.after, digits)
        if len(steps) > 1 and callable(gap):
            changes["gap"] = round(gap(step.after for step in steps[1:]), digits)
    return first.model_copy(update=changes)


def save(flow: Flow, trace: Trace, *, path: str, name: str) -> int:
    """Append a test of this call to a file of tests, or begin one; the line at which it stands.

    The text that is there stays as it is, byte for byte. Nothing is written where the whole would not
    load, or where the new test would not pass. Raises ``UsageError``, ``FlowError``, or ``OSError``.
    """
    if not path.endswith(SUFFIXES):
        raise UsageError(f"{path}: a file of tests is called NAME.calls.yaml")
    if flow.source in ("", "-"):
        raise UsageError("a flow from standard input has no file that a test could name; load it from a file")
    target = Path(path)
    within = [Path(flow.source).absolute().parent]  # the user has named the flow
    if target.exists():
        before = load_tests(path, within=within)
        if any(test.name == name for test in before.tests):
            raise UsageError(f"{path} has a test {name!r} already; another name is accepted")
        text = target.read_bytes().decode("utf-8")
        ends = "" if text.endswith("\n") else "\n"
        under, usual = before.flow.semantics, before.flow.entry
    else:
        own = load(flow.source)
        text, ends = f"flow: {quoted(_flow_name(flow, target))}\ntests:", "\n"
        under, usual = own.semantics, own.entry
    other = "" if flow.semantics == under else inline(flow.semantics.label)
    whole = text + ends + "\n".join(written_call(flow, trace, name, usual=usual, semantics=other)) + "\n"
    if not _passes(path, whole, name, within=within):
        raise UsageError(f"{path}: the call, put at the end of this file, is no test that passes; is it of this flow?")
    replace_text(target, whole)
    return whole[: len(text) + len(ends)].count("\n") + 1


def command_of(flow: Flow, path: str) -> str:
    """The command that runs a saved test: it names the flow's folder where the path from the file leads outside."""
    folder = Path(flow.source) if Path(flow.source).is_dir() else Path(flow.source).parent
    try:
        if not flow.source.startswith(EXAMPLE):
            refuse_outside(Path(path).parent, os.path.normpath(flow.source))
    except Unreadable:
        return f"ivrsim test {path} --allow {folder}"
    return f"ivrsim test {path}"


def _flow_name(flow: Flow, target: Path) -> str:
    """How a file of tests names the flow: by the way from its own folder."""
    if flow.source.startswith(EXAMPLE):
        return flow.source
    return Path(os.path.relpath(flow.source, target.parent)).as_posix()
