"""A person's call, appended to a file of flow tests. What is written has been run there, and has passed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.flowtests.calls_reader import SUFFIXES, load_tests
from simulator.flowtests.tested_flow import refuse_outside
from simulator.loader.flow_kinds import load
from simulator.loader.flow_location import EXAMPLE, path_as_flow
from simulator.text.positions import UnreadableText
from simulator.text.yaml_quotes import inline_value, quote_yaml
from simulator.tui.call_lines import passes, written_call
from simulator.tui.circumstances import PLAIN_CALL, Circumstances


class TestDraft(NamedTuple):
    """A test to append to a file: the text before it, and its own lines."""

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


def append_test(flow: Flow, trace: Trace, *, path: str, name: str, circumstances: Circumstances = PLAIN_CALL) -> int:
    """Append a test of this call to a file of tests, or begin one; the line at which it stands.

    The existing text stays as it is, byte for byte. Nothing is written if the file would no longer
    load, or if the new test would not pass. Raises ``UsageError``, ``FlowError``, or ``OSError``.
    """
    draft = draft_test(flow, trace, path=path, name=name, circumstances=circumstances)
    if not passes(path, draft.text, name, within=_named_folders(flow)):
        raise UsageError(
            f"{path}: this call, appended to the file, does not pass as a test; use a file that tests this flow"
        )
    replace_text(Path(path), draft.text)
    return draft.line


def draft_test(
    flow: Flow, trace: Trace, *, path: str, name: str, circumstances: Circumstances = PLAIN_CALL
) -> TestDraft:
    """Return the test that ``append_test`` would write. Raises as ``append_test`` does."""
    if not path.endswith(SUFFIXES):
        raise UsageError(f"{path} is not a test file; test files are named NAME.calls.yaml")
    if flow.source in ("", "-"):
        raise UsageError("a flow from standard input has no file that a test can name; load it from a file")
    target = Path(path)
    defaults: dict[str, Any] = {}
    if target.exists():
        tests = load_tests(path, within=_named_folders(flow))
        if any(test.name == name for test in tests.tests):
            raise UsageError(f"{path} already has a test {name!r}; use another name")
        text, tree, own = target.read_bytes().decode("utf-8"), tests.document.tree, tests.flow
        defaults = tree if isinstance(tree, dict) else {}
        text += "" if text.endswith("\n") else "\n"
    else:
        own = load(flow.source)
        text = f"flow: {quote_yaml(_flow_name(flow, target))}\ntests:\n"
    if defaults.get("variant") and not flow.variant:
        variant = defaults["variant"]
        raise UsageError(f"{path}: its tests run in the variant {variant!r}, but this call does not; use another file")
    # the defaults of the file win over the flow, so a call that differs from them must name its own values
    usual = "" if "entry" in defaults or "number" in defaults else own.entry
    semantics = (
        "" if flow.semantics == own.semantics and "semantics" not in defaults else inline_value(flow.semantics.label)
    )
    lines = written_call(
        flow,
        trace,
        name,
        usual=usual,
        semantics=semantics,
        variant=flow.variant or "",
        circumstances=circumstances,
    )
    return TestDraft(text, lines)


def command_of(flow: Flow, path: str) -> str:
    """The command that runs a saved test: it names the flow's folder where the path from the file leads outside."""
    folder = Path(flow.source) if Path(flow.source).is_dir() else Path(flow.source).parent
    # a test file may name flows below its own folder only, so the hint must include the flag where that fails
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
    """Return the name by which a test file refers to the flow: its path relative to the file's folder."""
    if flow.source.startswith(EXAMPLE):
        return flow.source
    return path_as_flow(Path(os.path.relpath(flow.source, target.parent)).as_posix())
