"""The tests that belong to the flow of a command line: those in its folder."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from simulator.errors import UsageError
from simulator.loader.flow_location import locate_flow

if TYPE_CHECKING:
    from simulator.flowtests.flow_test import FlowTest


def find_flow_tests(options: argparse.Namespace) -> list[FlowTest]:
    """Return the tests in the flow's folder; none for a flow that has no folder."""
    from simulator.flowtests.collection import flow_test_files, load_all

    path = locate_flow(options.flow).path
    if path is None:
        return []
    try:
        names = flow_test_files(path, str(path))
    except UsageError:  # a link out of the folder, which is not what was asked about
        return []
    files = load_all(names, semantics=options.semantics, variant=options.variant, within=(path.parent,))
    return [test for file in files for test in file.tests]
