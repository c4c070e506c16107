"""The coverage that existing tests give a flow."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.flowtests.collection import find_test_files, load_all, named_folders
from simulator.flowtests.flow_test import CallVerdict
from simulator.flowtests.runner import run
from simulator.graph.coverage.collector import are_same_to_callers
from simulator.graph.coverage.stayed_calls import without_stays
from simulator.graph.coverage.tally import Coverage


def covered_by(
    flow: Flow,
    paths: Sequence[str],
    *,
    without: Path | None = None,
    take_verdict: Callable[[CallVerdict], object] | None = None,
) -> Coverage:
    """The coverage of a flow by the tests in these files and folders that test it, under its semantics.

    ``without`` is a file that is about to be written anew: what it holds now does not count. ``take_verdict`` is
    given the verdict on each test that counts. Raises
    ``FlowError`` for a file of tests that cannot be read, ``UsageError`` for a path that leads nowhere.
    """
    coverage = Coverage(flow)
    is_same: dict[tuple[int, Semantics], bool] = {}
    written = without and os.path.realpath(without)
    names = [name for name in find_test_files(paths) if os.path.realpath(name) != written]
    for file in load_all(names, within=named_folders(paths)):
        for test in file.tests:
            flow_and_semantics = id(test.flow), test.semantics
            # once per flow and semantics: the comparison walks both flows, and a file may have thousands of tests
            if flow_and_semantics not in is_same:
                is_same[flow_and_semantics] = are_same_to_callers(
                    replace(test.flow.with_semantics(test.semantics), entry=flow.entry), flow
                )
            if is_same[flow_and_semantics]:
                verdict = run(test)
                stays = bool(test.world.staying)
                coverage.add_call(without_stays(flow, verdict.trace) if stays else verdict.call.made)
                if take_verdict is not None:
                    take_verdict(verdict)
    return coverage
