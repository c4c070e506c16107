"""What is said of a flow in a few words."""

from dataclasses import replace

from simulator.checks.rule import Finding, Severity
from simulator.checks.run import CheckReport
from simulator.errors import Problem
from simulator.text.text_place import TextPlace
from simulator.web.flow_notes import FailingTest, FlowNotes, TestNotes

PROBLEM = Problem("main.yaml", 3, 1, "is wrong")
FAILING = FailingTest("books", "a.calls.yaml:3", "Booking desk", "Reception", "")


def report(*severities: Severity) -> CheckReport:
    found = tuple(
        Finding("IVR101", "rule", severity, "wrong", TextPlace(None), None, str(n))
        for n, severity in enumerate(severities)
    )
    return CheckReport(found, "default", 1, 0, ())


def test_a_summary_has_the_worst_first_and_says_what_is_good() -> None:
    notes = FlowNotes(is_working=False)
    cases = {
        FlowNotes(): ("being checked", True),
        replace(notes, tests=TestNotes(), report=report()): ("no tests; no findings", True),
        replace(notes, tests=TestNotes(1), report=report("info", "info")): ("1 test passed; 2 remarks", True),
        replace(notes, tests=TestNotes(12, (FAILING,))): ("1 of 12 tests fail", False),
        replace(notes, tests=TestNotes(0, problems=(PROBLEM,))): ("tests cannot be read", False),
        replace(notes, report=report("warning", "error")): ("1 error, 1 warning", False),
        replace(notes, report=report("warning")): ("1 warning", True),
        replace(notes, problems=(PROBLEM,), tests=TestNotes(3)): ("cannot be loaded: 1 problem", False),
        replace(notes, check_problems=(PROBLEM,)): ("cannot be checked", False),
        replace(notes, page_problems=(PROBLEM, PROBLEM)): ("left out of the page: 2 things", False),
        FlowNotes(tests=TestNotes(3)): ("3 tests passed; being checked", True),
    }
    assert [(notes.summary(), notes.is_good) for notes in cases] == [*cases.values()]
