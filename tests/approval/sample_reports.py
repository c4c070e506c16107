"""Reports to lay out: of shipped flows, and of menus with names that want to be markup."""

from datetime import date

from simulator.approval.check_facts import CallResult
from simulator.approval.flow_report import FlowReport, ReportInputs, make_report
from simulator.checks.prove import prove_flow
from simulator.checks.run import run_checks
from simulator.config.flow import Flow
from simulator.graph.compare.readings import compare_readings
from simulator.graph.review.change import review_change

DAY = date(2026, 11, 30)


def report_of(
    flow: Flow, *, client: str = "Fernside Clinic", calls: tuple[CallResult, ...] = (), before: Flow | None = None
) -> FlowReport:
    """The report of a flow, without the coverage of its tests."""
    return make_report(
        flow,
        ReportInputs(
            client=client,
            today=DAY,
            proof=prove_flow(flow),
            findings=run_checks(flow).findings,
            calls=calls,
            readings=compare_readings(flow),
            review=None if before is None else review_change(before, flow),
            since="" if before is None else "12 November 2026",
        ),
    )
