"""The flow that a file of tests is of: the one that it names, else the nearest flow.yaml upwards."""

from __future__ import annotations

import os
from collections.abc import Iterable, MutableMapping
from pathlib import Path

from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, UsageError
from simulator.loader.flow_kinds import load
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES, path_as_flow
from simulator.text.boundary import Boundary
from simulator.text.document import Document
from simulator.text.positions import UnreadableText

Flows = MutableMapping[str, Flow]


def load_tested(
    document: Document, named: str | None, *, flows: Flows, within: Iterable[Path], problems: list[Problem]
) -> Flow | None:
    """Load the flow that a file of tests names; None where that fails, which is added to ``problems``.

    ``flows`` keeps it for the next file. ``within`` are folders that the user has named: a path in the file
    may lead below them, as it may below its own folder.
    """
    if named is None:
        source = _nearest_flow(document)
        if source is None:
            message = "no flow.yaml in its folder or above; name the flow that it tests: flow: PATH"
            problems.append(document.problem_at((), message))
            return None
    else:
        source = named if named.startswith(EXAMPLE) else _plain_path(document.name_beside(named))
        try:
            if not named.startswith(EXAMPLE):
                refuse_outside(document.folder, source, within)
        except UnreadableText as refusal:
            problems.append(document.problem_at(("flow",), f"flow: {quote_value(named)} {refusal}"))
            return None
    flow = flows.get(source)
    if flow is None:
        try:
            flow = flows[source] = load(source)
        except UsageError as error:
            problems.append(document.problem_at(("flow",), f"flow: {error}"))
        except FlowError as error:
            problems += error.problems
    return flow


def refuse_outside(tests: Path, source: str, within: Iterable[Path] = ()) -> None:
    """Raise ``UnreadableText`` for a flow neither inside the boundary nor in a folder above that of the tests."""
    path = Path(source)
    try:
        folder = (path.parent if path.name in FLOW_FILES and not path.is_symlink() else path).resolve()
        is_above = folder in tests.resolve().parents and any((folder / name).is_file() for name in FLOW_FILES)
    except (OSError, ValueError, RuntimeError):  # no path that can be followed, which the boundary says
        is_above = False
    if not is_above:
        Boundary(tests, within).resolve(path)


def _nearest_flow(document: Document) -> str | None:
    """The nearest flow.yaml upwards from the file."""
    start = document.folder
    for up, folder in enumerate((start.absolute(), *start.absolute().parents)):
        if any((folder / name).is_file() for name in FLOW_FILES):
            return _plain_path(str(start / ("../" * up)))
    return None


def _plain_path(path: str) -> str:
    """Return a path without detours, by which one flow is loaded once."""
    return path_as_flow(os.path.normpath(path))
