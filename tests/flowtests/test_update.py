"""Expectations rewritten; comments and layout stay."""

import pytest

from simulator.flowtests import run
from simulator.flowtests.update import plain, update
from tests.flowtests.conftest import Written

BEFORE = """flow: example:clinic
# what callers must get
tests:
  - name: wrong key   # once
    call:
      - hears: greeting     # as ever
      - presses: 9
      - hears: [sorry, "19550"]  # the wrong one
      - presses: 9
      - hears:
          # both
          - goodbye
      - presses: 1
      - reaches: "Reception" # it is not
    within: 1 s
    never: [goodbye]
  - {name: short, caller: '2 1', hears: [greeting, sorry], reaches: Night voicemail}  # three
  - {name: ends, caller: '2', never ends}
  - name: other end
    call: [presses: 1, hears: greeting, menu hangs up]
  - name: other end again
    call:
      - presses: 1
      - hears: sorry
      - hears: greeting
      - never ends
  - name: holds
    caller: '1'
    reaches: Booking desk
"""

AFTER = """flow: example:clinic
# what callers must get
tests:
  - name: wrong key   # once
    call:
      - hears: greeting     # as ever
      - presses: 9
      - hears: [sorry, greeting]  # the wrong one
      - presses: 9
      - hears:
          # both
          - sorry
          - greeting
      - presses: 1
      - reaches: Booking desk # it is not
    within: 33 s
    never: [goodbye]
  - {name: short, caller: '2 1', hears: [greeting, billing-greeting], reaches: Bill payments}  # three
  - {name: ends, caller: '2', reaches: Reception}
  - name: other end
    call: [presses: 1, hears: nothing, reaches: Booking desk]
  - name: other end again
    call:
      - presses: 1
      - hears: nothing
      - hears: nothing
      - reaches: Booking desk
  - name: holds
    caller: '1'
    reaches: Booking desk
"""


def test_only_what_no_longer_holds_is_rewritten(written: Written) -> None:
    file = written(BEFORE)
    done = update(file, list(map(run, file.tests)))
    assert done.text == AFTER
    assert (done.mended, done.left) == (5, ())
    assert [run(test).passed for test in written(AFTER).tests] == [True] * 6


def test_an_update_changes_nothing_the_second_time(written: Written) -> None:
    file = written(AFTER)
    assert update(file, list(map(run, file.tests))).text == AFTER


def test_the_menu_hangs_up_and_a_call_that_never_ends(written: Written) -> None:
    file = written(
        """flow: example:council
tests:
  - name: a
    call:
      - presses: [1, 3, 2, 2]
      - reaches: Evidence team
  - {name: b, caller: '1 3 2 2', reaches: Evidence team}
"""
    )
    assert update(file, list(map(run, file.tests))).text.splitlines()[5:] == [
        "      - menu hangs up",
        "  - {name: b, caller: '1 3 2 2', menu hangs up: true}",
    ]


def test_what_a_machine_must_not_decide_is_left(written: Written) -> None:
    file = written(
        """
tests:
  - {name: rule, caller: '9 1', never: sorry}
  - {name: gone, caller: hangup, reaches: Reception}
  - {name: "row {key}", each: [{key: 1}], caller: "{key}", reaches: Reception}
  - {name: undone, call: [presses: 1, presses: 1, hears: nothing]}
"""
    )
    done = update(file, list(map(run, file.tests)))
    assert (done.text, done.mended) == (file.document.text, 0)
    assert [(left.test.name, left.reason) for left in done.left] == [
        (
            "rule",
            "line 4 is not for a machine to decide: expected never sorry, got sorry, heard at 0:08.7",
        ),
        (
            "gone",
            "line 5 is not for a machine to decide: expected Reception (extension||050109590001), "
            "got the caller hangs up",
        ),
        ("row 1", "it is a row of a table, whose text is shared"),
        (
            "undone",
            "line 7 is not for a machine to decide: expected the caller presses 1, got it never came to that: "
            "Booking desk (department||108000) at 0:08.7",
        ),
    ]


def test_a_layout_that_cannot_be_rewritten_is_left(written: Written) -> None:
    file = written("tests:\n  - name: a\n    caller: '1'\n    reaches: >-\n      Reception\n")
    done = update(file, list(map(run, file.tests)))
    assert (done.text, done.mended, len(done.left)) == (file.document.text, 0, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Booking desk", "Booking desk"),
        ("department||1", "department||1"),
        ("are-you-there", "are-you-there"),
        ("19549", '"19549"'),
        ("no", '"no"'),
        ("a: b", '"a: b"'),
        ("a, b", '"a, b"'),
        ("Empfang # 2", '"Empfang # 2"'),
        ("Fürth", '"Fürth"'),
    ],
)
def test_names_in_quotes_where_yaml_needs_them(text: str, shown: str) -> None:
    assert plain(text) == shown
