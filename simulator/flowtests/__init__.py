"""Tests as data: ``*.calls.yaml`` files, read, played and judged; no test framework in it.

>>> from simulator.flowtests import failure_report, load_tests, run
>>> tests = load_tests("flows/clinic/clinic.calls.yaml").tests        # raises FlowError
>>> [failure_report(verdict) for verdict in map(run, tests) if not verdict.passed]
[]

The path of one file through the modules::

    step_values  single values: durations with units, keys
    calls_document  the file as it is written: pydantic models, and what they object to in plain words
    table_tests  a test with a table -> one test a row
    ways_out    the ways out of a flow's receptionists
    flow_names  the names that a flow knows
    recording_times  how long after its start a caller can act in a recording
    steps       the steps of a call -> acts and claims
    flow_test_reader  one test as it is written -> one that can be run
    calls_reader  text -> ``TestFile``; every problem with file:line:column
    step_sounds  what is heard before each step of a played call
    calls_writer  calls, or a whole generated suite -> text that ``calls_reader`` reads
    timed_acts  a caller who acts a test out, and notes when each act began
    judge       the call against the claims -> the first that does not hold
    hints       the shortest hint: the nearest recording, the key that would have worked
    runner      a test -> ``Verdict``
    failure_text  a failure as a transcript with the line that broke
    result_formats  verdicts as JSON, JUnit XML, GitHub annotations, Markdown
    expectation_update  expectations rewritten in the text of their file
    readings_matrix  each test under every reading of what no document settles
    collection  paths -> test files; selection by name; many processes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.flowtests.calls_reader import load_tests
    from simulator.flowtests.failure_text import failure_report
    from simulator.flowtests.flow_test import CallVerdict, Failure, FlowTest, TestFile
    from simulator.flowtests.runner import run, run_file

_HOMES = {
    "CallVerdict": "flow_test",
    "Failure": "flow_test",
    "FlowTest": "flow_test",
    "TestFile": "flow_test",
    "failure_report": "failure_text",
    "load_tests": "calls_reader",
    "run": "runner",
    "run_file": "runner",
}

__all__ = ["CallVerdict", "Failure", "FlowTest", "TestFile", "failure_report", "load_tests", "run", "run_file"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for: who needs one module of this room need not import all of it."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
