"""The pytest plugin: collects ``*.calls.yaml``, and gives Python tests a ``flow`` and a ``call``.

Every pytest run of a machine that has this package imports this file, so it imports nothing of the
house; what it needs comes in when a file matches or a fixture is asked for. Off with ``-p no:ivrsim``.
"""

from __future__ import annotations

from collections.abc import Generator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from simulator.config.flow import Flow
    from simulator.testing.phone_call import PhoneCall

MARKER = "flow(source, entry=None, semantics=None): the flow that the fixtures flow and call open (ivrsim)"

ATTRIBUTE = "flow_coverage"
"""The attribute of a report that carries its test's coverage, also from a worker of a parallel run."""

covered = pytest.StashKey[dict[str, Any]]()
"""The coverage of a test, on its way to the report."""

made = pytest.StashKey["PhoneCall"]()
"""The call that a test made, for the report of its failure."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--flow-coverage``, and what files hold flow tests."""
    group = parser.getgroup("ivrsim", "flow tests (ivrsim)")
    group.addoption("--flow-coverage", action="store_true", help="say what of the flows no test covers")
    parser.addini("ivrsim_files", "files of flow tests, as patterns of their names", "args", ["*.calls.yaml"])
    parser.addini("ivrsim_flow", "the flow of the fixtures flow and call, from the root folder; or example:NAME")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known, and where coverage was asked for, collect it."""
    config.addinivalue_line("markers", MARKER)
    if config.getoption("--flow-coverage") and not hasattr(config, "workerinput"):  # workers only run tests
        from simulator.testing.flow_coverage import FlowCoverage

        config.pluginmanager.register(FlowCoverage(), "ivrsim-coverage")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A file whose name says that it holds flow tests."""
    if not any(fnmatch(file_path.name, pattern) for pattern in parent.config.getini("ivrsim_files")):
        return None
    from simulator.testing.calls_file import CallsFile

    return CallsFile.from_parent(parent, path=file_path)


@pytest.fixture
def flow(request: pytest.FixtureRequest) -> Flow:
    """The flow that ``@pytest.mark.flow`` names, else ini ``ivrsim_flow``, else the nearest flow.yaml upwards."""
    from simulator.testing.flow_fixture import load_test_flow

    return load_test_flow(request)


@pytest.fixture
def call(request: pytest.FixtureRequest, flow: Flow) -> PhoneCall:
    """A call to the flow: ``call.press("1")``, ``call.silence()``, ``assert call.reached("Booking desk")``."""
    from simulator.testing.flow_fixture import make_call

    phone = request.node.stash[made] = make_call(request, flow)
    return phone


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the call of a Python test that failed as a transcript; let coverage travel on the report."""
    report = yield
    if call.when != "call":  # set-up and tear-down make reports too, which would count the call again
        return report
    if made in item.stash:
        phone = item.stash[made]
        if report.failed:
            report.sections.append(("the call", phone.transcript))
        if item.config.getoption("--flow-coverage"):
            from simulator.testing.flow_coverage import coverage_payload

            item.stash[covered] = coverage_payload(phone.flow, phone.trace)
    if covered in item.stash:
        vars(report)[ATTRIBUTE] = item.stash[covered]
    return report
