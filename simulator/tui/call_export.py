"""A person's call, appended to a file of flow tests. What is written has been run there, and has passed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.flowtests.calls_reader import SUFFIXES, load_tests
from simulator.flowtests.tested_flow import refuse_outside
from simulator.loader.flow_kinds import load
from simulator.loader.flow_location import EXAMPLE
from simulator.text.positions import UnreadableText
from simulator.text.yaml_quotes import inline_value, quote_yaml
from simulator.tui.call_lines import passes, written_call


class TestDraft(NamedTuple):
    """A test that is to be appended to a file: the text before it, and its own lines."""

    before: str
    lines: list[str]

    @property
    def line(self) -> int:
        """The line of the file at which the test starts."""
        return self.before.count("\n") + 1

    @property
    def text(self) -> str:
        """The whole file with the test."""
        return self.before + "\n".join(self.lines) + "\n"


def append_test(flow: Flow, trace: Trace, *, path: str, name: str) -> int:
    """Append a test of this call to a file of tests, or begin one; the line at which it stands.

    The text that is there stays as it is, byte for byte. Nothing is written where the whole would not
    load, or where the new test would not pass. Raises ``UsageError``, ``FlowError``, or ``OSError``.
    """
    draft = draft_test(flow, trace, path=path, name=name)
    if not passes(path, draft.text, name, within=_named_folders(flow)):
        raise UsageError(f"{path}: the call, put at the end of this file, is no test that passes; is it of this flow?")
    replace_text(Path(path), draft.text)
    return draft.line


def draft_test(flow: Flow, trace: Trace, *, path: str, name: str) -> TestDraft:
    """Return what ``save`` would write. Raises as ``save`` does."""
    if not path.endswith(SUFFIXES):
        raise UsageError(f"{path}: a file of tests is called NAME.calls.yaml")
    if flow.source in ("", "-"):
        raise UsageError("a flow from standard input has no file that a test could name; load it from a file")
    target = Path(path)
    defaults: dict[str, Any] = {}
    if target.exists():
        tests = load_tests(path, within=_named_folders(flow))
        if any(test.name == name for test in tests.tests):
            raise UsageError(f"{path} has a test {name!r} already; another name is accepted")
        text, tree, own = target.read_bytes().decode("utf-8"), tests.document.tree, tests.flow
        defaults = tree if isinstance(tree, dict) else {}
        text += "" if text.endswith("\n") else "\n"
    else:
        own = load(flow.source)
        text = f"flow: {quote_yaml(_flow_name(flow, target))}\ntests:\n"
    if defaults.get("variant") and not flow.variant:
        variant = defaults["variant"]
        raise UsageError(f"{path}: its tests are of the variant {variant!r}, and this call is not; give another file")
    # what the file says of all its tests wins over the flow, so the test then says its own
    usual = "" if "entry" in defaults else own.entry
    semantics = (
        "" if flow.semantics == own.semantics and "semantics" not in defaults else inline_value(flow.semantics.label)
    )
    lines = written_call(flow, trace, name, usual=usual, semantics=semantics, variant=flow.variant or "")
    return TestDraft(text, lines)


def command_of(flow: Flow, path: str) -> str:
    """The command that runs a saved test: it names the flow's folder where the path from the file leads outside."""
    folder = Path(flow.source) if Path(flow.source).is_dir() else Path(flow.source).parent
    try:
        if not flow.source.startswith(EXAMPLE):
            refuse_outside(Path(path).parent, os.path.normpath(flow.source))
    except UnreadableText:
        return f"ivrsim test {path} --allow {folder}"
    return f"ivrsim test {path}"


def _named_folders(flow: Flow) -> list[Path]:
    """Return the folder of the flow: whoever opened it has named it."""
    return [Path(flow.source).absolute().parent]


def _flow_name(flow: Flow, target: Path) -> str:
    """Return how a file of tests names the flow: by the way from its own folder."""
    if flow.source.startswith(EXAMPLE):
        return flow.source
    return Path(os.path.relpath(flow.source, target.parent)).as_posix()
