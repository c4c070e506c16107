"""What was checked, one sentence each."""

from simulator import Flow
from simulator.approval.check_facts import CallResult, CheckLine, check_lines
from simulator.checks.prove import prove_flow
from simulator.checks.run import run_checks
from tests.draw.hostile_maps import flow_of, menu

TRAPPED = (
    "Nobody is trapped: callers who press nothing, callers who press only wrong keys and callers who mix both all "
    "get out."
)


def test_a_flow_without_tests(clinic: Flow) -> None:
    assert check_lines(prove_flow(clinic), run_checks(clinic).findings, (), None) == [
        CheckLine("open", "No call was rehearsed: this flow has no tests."),
        CheckLine("good", TRAPPED),
        CheckLine("good", "None of the known faults of phone menus was found."),
    ]


def test_a_call_that_fails_is_named(clinic: Flow) -> None:
    calls = (CallResult("books", True), CallResult("pays\na bill", False))
    assert check_lines(prove_flow(clinic), (), calls, None)[0] == CheckLine(
        "fault", "1 of 2 rehearsed calls do not go as they should: “pays a bill”."
    )


def test_who_is_trapped_and_what_was_found() -> None:
    flow = flow_of({"m": menu("M", {"1": ("extension", "1")}, silent=("virtual_receptionist", "m"))})
    verdicts = [line.verdict for line in check_lines(prove_flow(flow), run_checks(flow).findings, (), None)]
    assert (verdicts[0], "fault" in verdicts, verdicts[-1]) == ("open", True, "fault")
