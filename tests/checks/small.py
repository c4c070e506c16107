"""Findings made by hand, for the tests of what is done with them."""

from __future__ import annotations

from simulator.checks.rule import Finding, Severity
from simulator.checks.run import CheckReport
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.text.text_place import TextPlace

FLOW = Flow(
    entry="main",
    source="flows/clinic",
    receptionists={
        "main": Receptionist(
            name="Main menu",
            destination_type="single",
            forward_destination_type="department",
            forward_destination_id="7",
        )
    },
)


def finding(
    code: str = "IVR202",
    severity: Severity = "warning",
    field: str = "timeout",
    *,
    receptionist: str | None = "main",
    line: int = 7,
    message: str = "timeout is 20 s",
) -> Finding:
    """A finding at column 10 of main.yaml."""
    place = TextPlace.at_line("a b/main.yaml", line, 10)
    return Finding(code, "timeout-too-short-or-long", severity, message, place, receptionist, field)


def report(*findings: Finding, silenced: int = 0) -> CheckReport:
    """What a run comes to."""
    return CheckReport(findings, "default", 60, silenced, ())
