"""IVR102, IVR103 and IVR112 agree with the machine: who they say goes round forever does, and nobody else."""

import pytest
from hypothesis import assume, given

from simulator import Flow, play
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import check_of
from simulator.testing.strategies import flows
from tests.examples import few

pytestmark = pytest.mark.heavy

SILENT = CallerScript()
ROUNDS = 300
"""A call is somewhere again long before, in the three menus that are generated, with up to three mistakes of a kind."""


def codes(flow: Flow) -> set[str]:
    """Which of the three find something."""
    subject = CheckedFlow(flow)
    return {code for code in ("IVR102", "IVR103", "IVR112") if list(check_of(code).find(subject))}


def goes_round(flow: Flow, script: CallerScript) -> bool:
    """Whether such a caller is endless from some receptionist that a call can reach."""
    ways = (play(flow.entered_at(key), script, limit=ROUNDS) for key in CheckedFlow(flow).reachable)
    return any(record.outcome.kind == "endless" for record in ways)


@few(60)
@given(flows(most=3))
def test_a_silent_caller_goes_round_where_a_rule_says_so_and_nowhere_else(flow: Flow) -> None:
    assert goes_round(flow, SILENT) == bool(codes(flow) & {"IVR102", "IVR112"})


@few(60)
@given(flows(most=3))
def test_a_caller_of_wrong_keys_goes_round_where_a_rule_says_so_and_nowhere_else(flow: Flow) -> None:
    options = [option for item in flow.receptionists.values() for option in item.options]
    wrong = next((key for key in "987654321*#0" if not any(key in option for option in options)), None)
    assume(wrong is not None)
    script = CallerScript(steps=(ScriptStep(press=wrong or ""),) * 1000)
    found = codes(flow)
    if "IVR103" in found:
        assert goes_round(flow, script)
    if goes_round(flow, script):
        assert found
