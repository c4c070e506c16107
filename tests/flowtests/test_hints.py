"""The shortest hint to a failure."""

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.flowtests import run
from tests.flowtests.conftest import Written

SMALL = """receptionists:
  main:
    name: Main
    destination_type: multiple
    entries: [{option: "1", destination_type: department, destination_id: "@Sales"}]
    timeout: 5
    incorrect_count: 1
    timeout_retries: 1
    invalid_destination_type: department
    invalid_destination_id: "@Sales"
    timeout_destination_type: department
    timeout_destination_id: "@Help"
destinations:
  department||1: {name: Sales}
  department||2: {name: Help}
  department||3: {name: Nobody}
"""

HINTS = [
    (
        ("presses: 9", "hears: [sorry, billing-greeting]", "presses: 1"),
        "key 2 of Main menu leads to Billing, which plays billing-greeting",
    ),
    (("presses: 9", "hears: sorry", "presses: 1"), "greeting starts here too"),
    (("silence", "hears: goodbye"), "goodbye starts later, at 0:46.8"),
    (("presses: 3", "hears: [sorry, greeting]"), "the call had ended: Night voicemail (voicemail||9001)"),
    (
        ("presses: [1, 2]", "hears: billing-greeting"),
        "no round was left to press 2 in: Booking desk (department||108000)",
    ),
    (
        ("presses: [2, 3]", "hears: [billing-greeting, greeting]", "presses: 1"),
        "after several rounds, hears claims what starts after the last key",
    ),
    (("presses: 3", "reaches: Booking desk"), "key 1 of Main menu leads there"),
    (("presses: 3", "reaches: Bill payments"), "key 1 of Billing leads there"),
    (("presses: [1, 2]", "reaches: Reception"), "no round was left to press 2 in: Booking desk (department||108000)"),
    (
        ("presses: 1", "silence", "reaches: Reception"),
        "no round was left to be silent in: Booking desk (department||108000)",
    ),
    (
        ("presses: 1", "caller hangs up", "reaches: Reception"),
        "no round was left to hang up in: Booking desk (department||108000)",
    ),
    (
        ("presses: 1", "presses: {keys: 9, during: sorry}", "reaches: Reception"),
        "sorry did not start again: Booking desk (department||108000)",
    ),
    (("presses: 1", "menu hangs up"), ""),
]


@pytest.mark.parametrize(("steps", "hint"), HINTS)
def test_a_hint_names_the_key_that_would_have_worked_or_what_prevented_it(
    written: Written, steps: tuple[str, ...], hint: str
) -> None:
    lines = "".join(f"      - {step}\n" for step in steps)
    (test,) = written(f"tests:\n  - name: a\n    call:\n{lines}").tests
    problem = run(test).problem
    assert problem is not None
    assert problem.hint == hint


def test_a_key_in_a_flow_without_a_menu_gets_the_form_that_presses_it(written: Written) -> None:
    (test,) = written("flow: example:single\ntests: [{name: a, call: [presses: 1, reaches: Workshop]}]").tests
    problem = run(test).problem
    assert problem is not None
    assert problem.hint == 'there is no menu; {keys: "1", during: greeting} presses into a recording'


def test_a_hint_names_the_fall_back_that_leads_there_or_says_that_no_key_does(written: Written) -> None:
    Path("flow.yaml").write_text(SMALL)
    tests = written(
        """flow: flow.yaml
tests:
  - {name: a, caller: 1, reaches: Help}
  - {name: b, caller: 1, reaches: Nobody}
"""
    ).tests
    hints = [verdict.problem.hint for verdict in map(run, tests) if verdict.problem]
    assert hints == ["a caller whose silences in Main are used up goes there", "no key of this flow leads there"]


def test_a_hint_names_the_announcement_that_leads_there_and_no_field_without_effect(written: Written) -> None:
    forward = 'forward_destination_type: voicemail, forward_destination_id: "7"'
    single = f"closed: {{name: Closed, destination_type: single, {forward}}}"
    dead = '    forward_destination_type: voicemail\n    forward_destination_id: "8"\n'
    Path("flow.yaml").write_text("entry: main\n" + SMALL.replace("destinations:", f"{dead}  {single}\ndestinations:"))
    (test,) = written('flow: flow.yaml\ntests: [{name: a, caller: 1, reaches: "voicemail||7"}]').tests
    problem = run(test).problem
    assert problem is not None
    assert problem.hint == "every caller of Closed goes there"
    with pytest.raises(FlowError) as refusal:
        written('flow: flow.yaml\ntests: [{name: a, caller: 1, reaches: "voicemail||8"}]')
    assert str(refusal.value) == (
        "t.calls.yaml:2:39: reaches: no destination 'voicemail||8'; did you mean voicemail||7?"
    )
