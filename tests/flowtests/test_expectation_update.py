"""Expectations rewritten; comments and layout stay."""

import json
from pathlib import Path

from simulator.flowtests import run
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.expectation_update import update
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


def test_an_end_is_rewritten_to_a_hang_up_or_to_a_call_that_never_ends(written: Written) -> None:
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


def test_rules_skipped_acts_and_rows_are_left_to_their_author(written: Written) -> None:
    file = written(
        """
tests:
  - {name: rule, caller: '9 1', never: sorry}
  - {name: gone, caller: hangup, reaches: Reception}
  - {name: "row {key}", each: [{key: 1}], caller: "{key}", reaches: Reception}
  - {name: undone, call: [presses: 1, presses: 1, hears: nothing]}
  - name: both
    call: [presses: 9, {hears: sorry}]
    never:
      sorry
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
        ("both", "line 10 is not for a machine to decide: expected never sorry, got sorry, heard at 0:08.7"),
    ]


FOLDED = """flow: example:clinic
tests:
  - name: folded
    caller: '1'
    reaches: >-  # by key 1
      Reception
  - name: folded in a list
    caller: '9 1'
    hears:
      - greeting
      - |
        goodbye
      # what follows
      - 'greeting'
  - name: over two lines
    caller: '2 1'
    reaches: Booking
      desk
  - name: in brackets
    caller: '9 1'
    hears: [
      greeting,     # the first
      goodbye,      # the [second], by 9
      # a whole line, with a comma
      "greeting"    # the last
    ]
  - name: too many in brackets
    caller: '1'
    hears: [greeting,  # the first
      sorry,  # not heard
      goodbye, greeting,  # neither is this
    ]
  - name: too few in brackets
    caller: '9 9 1'
    hears: [
      greeting,
      sorry,        # by the first 9
      greeting      # once more
    ]
  - name: too many below each other
    caller: '1'
    hears:
      - greeting   # the first
      # a whole line
      - sorry      # not heard
      - goodbye
  - {name: quoted, caller: '1', "reaches": 'Reception', hears: [greeting, sorry, goodbye]}
"""

UNFOLDED = """flow: example:clinic
tests:
  - name: folded
    caller: '1'
    reaches: Booking desk  # by key 1
  - name: folded in a list
    caller: '9 1'
    hears:
      - greeting
      - sorry
      # what follows
      - 'greeting'
  - name: over two lines
    caller: '2 1'
    reaches: Bill payments
  - name: in brackets
    caller: '9 1'
    hears: [
      greeting,     # the first
      sorry,      # the [second], by 9
      # a whole line, with a comma
      "greeting"    # the last
    ]
  - name: too many in brackets
    caller: '1'
    hears: [greeting,  # the first
      # not heard
      # neither is this
    ]
  - name: too few in brackets
    caller: '9 9 1'
    hears: [
      greeting,
      sorry,        # by the first 9
      greeting,      # once more
      sorry, greeting
    ]
  - name: too many below each other
    caller: '1'
    hears:
      - greeting   # the first
      # a whole line
      # not heard
  - {name: quoted, caller: '1', "reaches": Booking desk, hears: [greeting]}
"""


def test_folded_values_are_rewritten_and_comments_in_brackets_stay(written: Written) -> None:
    file = written(FOLDED)
    done = update(file, list(map(run, file.tests)))
    assert done.text == UNFOLDED
    assert (done.mended, done.left) == (len(file.tests), ())
    again = written(UNFOLDED)
    assert [run(test).passed for test in again.tests] == [True] * len(file.tests)


def test_a_layout_that_cannot_be_rewritten_holds_no_other_test_back(written: Written) -> None:
    """Nothing is heard, so that the list goes, and its comments have no place."""
    text = """
tests:
  - {name: ends, caller: '1', reaches: Reception}
  - name: commented
    call:
      - presses: 1
      - hears: [greeting,  # a reason
          sorry]
  - name: both
    caller: '9 1'
    hears: [greeting]
    never: sorry
"""
    file = written(text)
    done = update(file, list(map(run, file.tests)))
    assert done.text == file.document.text.replace("reaches: Reception", "reaches: Booking desk")
    assert done.mended == 1
    assert [(left.test.name, left.reason) for left in done.left] == [
        ("commented", "line 8 has a layout that cannot be rewritten here; change it by hand"),
        ("both", "line 13 is not for a machine to decide: expected never sorry, got sorry, heard at 0:08.7"),
    ]


def test_an_end_of_another_kind_changes_its_field_in_any_layout(written: Written) -> None:
    text = """
tests:
  - name: a
    call:
      - presses: 1
      - menu hangs up:   # at once
  - name: b
    caller: '1'
    never ends:  # before
      true
"""
    file = written(text)
    done = update(file, list(map(run, file.tests)))
    after = file.document.text.replace("menu hangs up:", "reaches: Booking desk")
    assert done.text == after.replace("never ends:", "reaches:").replace("      true", "      Booking desk")
    assert done.left == ()


def test_a_file_in_json_stays_json(tmp_path: Path) -> None:
    test = {"name": "a", "caller": "9 1", "hears": ["greeting", "goodbye"], "reaches": "Reception", "within": "1 s"}
    path = tmp_path / "a.calls.yaml"
    path.write_text(json.dumps({"flow": "example:clinic", "tests": [test]}, indent=1), encoding="utf-8")
    file = load_tests(path)
    done = update(file, list(map(run, file.tests)))
    heard = {"hears": ["greeting", "sorry", "greeting"], "reaches": "Booking desk", "within": "21 s"}
    assert json.loads(done.text)["tests"] == [{**test, **heard}]
