"""Tests as data: ``*.calls.yaml`` files, read, played and judged; no test framework in it.

>>> from simulator.flowtests import load_tests, report, run
>>> tests = load_tests("flows/clinic/clinic.calls.yaml").tests        # raises FlowError
>>> [report(verdict) for verdict in map(run, tests) if not verdict.passed]
[]

The way of one file::

    values      single values: durations with units, keys
    written     the file as it is written: pydantic models, and what they object to in plain words
    rows        a test with a table -> one test a row
    known       the names that a flow knows
    steps       the steps of a call -> acts and claims
    read        text -> ``TestFile``; every problem with file:line:column
    acting      a caller who acts a test out, and notes when each act began
    judge       the call against the claims -> the first that does not hold
    hints       the shortest hint: the nearest recording, the key that would have worked
    running     a test -> ``Verdict``
    reporting   a failure as a transcript with the line that broke
    results     verdicts as JSON, JUnit XML, GitHub annotations, Markdown
    update      expectations rewritten in the text of their file
    readings    each test under every reading of what no document settles
    gather      paths -> test files; selection by name; many processes
"""

from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.failure_report import failure_report
from simulator.flowtests.flow_test import CallVerdict, Failure, FlowTest, TestFile
from simulator.flowtests.runner import run, run_file

__all__ = ["CallVerdict", "Failure", "FlowTest", "TestFile", "failure_report", "load_tests", "run", "run_file"]
