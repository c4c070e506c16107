"""What is claimed, against the call as it went: the first step at which they differ."""

from pathlib import Path

import pytest

from simulator.flowtests import FlowTest, run
from tests.flowtests.conftest import Written

Told = tuple[int, str, str]


def told(test: FlowTest) -> Told | None:
    problem = run(test).problem
    return problem and (problem.line, problem.expected, problem.got)


def judged(written: Written, *steps: str, beside: str = "") -> Told | None:
    """The failure of one call, its first step in line 5."""
    lines = "".join(f"      - {step}\n" for step in steps)
    (test,) = written(f"tests:\n  - name: a\n    call:\n{lines}    {beside}\n").tests
    return told(test)


HOLD = [
    (
        "hears: greeting",
        "presses: 9",
        "hears: [sorry, greeting]",
        "presses: 1",
        "hears: nothing",
        "reaches: Booking desk",
    ),
    ("hears: greeting", "presses: 9", "hears: sorry", "hears: greeting", "presses: 1", "reaches: department||108000"),
    ("silence", "hears: [are-you-there, greeting]", "silence", "silence", "hears: goodbye", "reaches: Reception"),
    ("presses: {keys: 9, early: true}", "hears: sorry", "presses: {keys: 1, early: true}", "reaches: Booking desk"),
    ("presses: 21", "hears: billing-greeting", "reaches: Bill payments"),
    ("presses: [2, 1]", "hears: nothing", "reaches: Bill payments"),
    ("caller hangs up", "hears: nothing"),
]


@pytest.mark.parametrize("steps", HOLD)
def test_claims_that_match_the_call_hold(written: Written, steps: tuple[str, ...]) -> None:
    assert judged(written, *steps) is None


BREAK: list[tuple[tuple[str, ...], Told]] = [
    (("hears: sorry",), (5, "sorry", "greeting, are-you-there, greeting, are-you-there, greeting, goodbye")),
    (("presses: 9", "hears: sorry", "presses: 1"), (6, "sorry", "sorry, greeting")),
    (("presses: 9", "hears: [sorry, greeting, sorry]", "presses: 1"), (6, "sorry, greeting, sorry", "sorry, greeting")),
    (("presses: 9", "hears: sorry", "hears: sorry", "presses: 1"), (7, "sorry", "greeting")),
    (("presses: 9", "hears: nothing", "presses: 1"), (6, "nothing", "sorry, greeting")),
    (("presses: 1", "hears: greeting", "reaches: Reception"), (6, "greeting", "nothing")),
    (
        ("presses: 1", "reaches: Reception"),
        (6, "Reception (extension||050109590001)", "Booking desk (department||108000)"),
    ),
    (("presses: 1", "menu hangs up"), (6, "the menu hangs up", "Booking desk (department||108000)")),
    (("presses: 1", "never ends"), (6, "a call that never ends", "Booking desk (department||108000)")),
    (
        ("presses: 9", "caller hangs up", "reaches: Reception"),
        (7, "Reception (extension||050109590001)", "the caller hangs up"),
    ),
    (
        ("presses: 1", "presses: 2", "reaches: Bill payments"),
        (7, "Bill payments (department||108002)", "Booking desk (department||108000)"),
    ),
]


@pytest.mark.parametrize(("steps", "expected"), BREAK)
def test_the_first_claim_that_fails_is_reported_at_its_line(
    written: Written, steps: tuple[str, ...], expected: Told
) -> None:
    assert judged(written, *steps) == expected


def test_an_act_that_never_came_about_is_a_failure_where_no_claim_is(written: Written) -> None:
    assert judged(written, "presses: 1", "presses: 2", "reaches: Booking desk") == (
        6,
        "the caller presses 2",
        "it never came to that: Booking desk (department||108000) at 0:08.7",
    )


def test_a_one_line_caller_may_have_acts_left_when_the_call_ends(written: Written) -> None:
    (test,) = written("tests: [{name: a, caller: '1 2 3', hears: greeting, reaches: Booking desk}]").tests
    assert told(test) is None


LIMITS = [
    ("within: 20.6 s", None),
    ("within: 20.5 s", ("at most 20.5 s", "20.6 s")),
    ("never: [goodbye, Reception]", None),
    ("never: [goodbye, sorry]", ("never sorry", "sorry, heard at 0:08.7")),
    (
        "never: Booking desk",
        ("never Booking desk (department||108000)", "Booking desk (department||108000), reached at 0:20.6"),
    ),
    ("always: [sorry, Booking desk]", None),
    ("always: [sorry, goodbye]", ("goodbye, heard", "never heard")),
    ("always: Reception", ("Reception (extension||050109590001), reached", "never reached")),
]


@pytest.mark.parametrize(("limit", "expected"), LIMITS)
def test_limits_and_rules_are_judged_over_the_whole_call(
    written: Written, limit: str, expected: tuple[str, str] | None
) -> None:
    assert judged(written, "presses: 9", "presses: 1", beside=limit) == (expected and (7, *expected))


def test_steps_come_before_the_whole_call(written: Written) -> None:
    (test,) = written("tests:\n  - name: a\n    within: 1 s\n    never: greeting\n    reaches: Booking desk\n").tests
    assert told(test) == (6, "Booking desk (department||108000)", "Reception (extension||050109590001)")


def test_the_whole_of_a_one_line_caller_is_heard(written: Written) -> None:
    (test,) = written("tests: [{name: a, caller: '9 1', hears: [greeting, sorry]}]").tests
    assert told(test) == (2, "greeting, sorry", "greeting, sorry, greeting")


def test_a_call_that_never_ends_and_one_that_the_menu_ends(written: Written) -> None:
    file = written(
        """flow: example:council
tests:
  - {name: hangs up, caller: '1 3 2 2', menu hangs up}
  - {name: also so, caller: '1 3 2 2', reaches: End of the call}
  - {name: not, caller: '1 3 2 2', reaches: Evidence team}
"""
    )
    assert list(map(told, file.tests)) == [None, None, (5, "Evidence team (department||108211)", "the menu hangs up")]


BLANK = """\
flow: flow.yaml
tests:
  - {name: hung up, call: [silence, menu hangs up]}
  - {name: reached, caller: '', reaches: 'extension||'}
  - {name: never, caller: '', never: ['extension||']}
  - {name: always, caller: '', always: ['extension||']}
  - {name: never for those who choose, caller: '1', never: ['extension||']}
"""


def test_a_blank_destination_is_never_reached_and_a_drop_there_is_told(written: Written, tmp_path: Path) -> None:
    (tmp_path / "flow.yaml").write_text(
        "receptionists: {one: {name: One, destination_type: multiple, timeout: 5, incorrect_count: 0, "
        "timeout_retries: 0, entries: [{option: 1, destination_type: department, destination_id: 7}], "
        "invalid_destination_type: extension, invalid_destination_id: '', timeout_destination_type: extension, "
        "timeout_destination_id: ''}}\n"
    )
    assert [told(test) for test in written(BLANK).tests] == [
        None,
        (4, "extension||", "the menu hangs up"),
        (5, "never extension||", "extension||, reached at 0:05.0"),
        (6, "extension||, reached", "never reached"),
        None,
    ]
