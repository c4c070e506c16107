"""The tests that belong to the flow of a command line: those in its folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loader.flow_location import locate_flow

if TYPE_CHECKING:
    from simulator.flowtests.flow_test import FlowTest


def find_flow_tests(options: argparse.Namespace) -> list[FlowTest]:
    """The tests in the flow's folder; none for a flow that has no folder."""
    from simulator.flowtests.collection import find_test_files, load_all

    folder = _folder_of(options.flow)
    if folder is None:
        return []
    try:
        names = find_test_files([str(folder)])
    except UsageError:  # no tests there
        return []
    files = load_all(names, semantics=options.semantics, variant=options.variant, within=(folder,))
    return [test for file in files for test in file.tests]


def _folder_of(source: str | None) -> Path | None:
    """The folder of a flow that has one: a single file may lie anywhere, next to anything."""
    path = locate_flow(source).path
    return path.parent if path is not None and path.stem == "flow" else None
