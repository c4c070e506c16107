"""What pydantic objects to in a file of tests, in plain words."""

from tests.flowtests.conftest import Refused


def test_unknown_fields_with_the_nearest_known_one(refused: Refused) -> None:
    assert refused(
        """semantic: acefone
tests:
  - {name: a, calls: [], reaches: Reception}
  - {name: b, outcome: Reception, within: 1 s}
  - {name: c, colour: red, within: 1 s}
"""
    ) == [
        "t.calls.yaml:2:1: a file of tests has no 'semantic'; did you mean semantics?",
        "t.calls.yaml:4:15: a test has no 'calls'; did you mean call?",
        "t.calls.yaml:5:15: a test has no 'outcome'; did you mean reaches?",
        "t.calls.yaml:6:15: a test has no 'colour'; use one of name, call, caller, each, entry, number, at, given, "
        "semantics, variant, hears, rings, reaches, menu hangs up, never ends, within, never, always",
    ]


def test_bad_values_of_a_test_all_at_once(refused: Refused) -> None:
    assert refused(
        """
tests:
  - {name: a, within: 40, never: [], hears: [[x]], caller: {steps: []}, menu hangs up: maybe}
  - {name: b, within: 3 parsecs, call: presses}
  - {name: c, reaches: Reception, caller: }
  - {reaches: Reception}
  - {name: " ", reaches: Reception}
  - {name: d, caller: '9 silense', reaches: Reception}
"""
    ) == [
        "t.calls.yaml:4:23: within: '40' has no unit: use 40 s or 40 min",
        "t.calls.yaml:4:34: never is an empty list; use one name or several",
        "t.calls.yaml:4:45: hears: a list is not a name; use a name or an id",
        "t.calls.yaml:4:60: caller: a mapping is not a caller; use one line such as '9 silence 1', "
        "or write times and other acts step by step under call",
        "t.calls.yaml:4:88: menu hangs up: 'maybe' is not accepted; write nothing after the colon, or true",
        "t.calls.yaml:5:23: within: '3 parsecs' has the unknown unit 'parsecs': use ms, s, min or h",
        "t.calls.yaml:5:40: call: 'presses' is not a call; use a list of steps, each with a dash: `- presses: 1`",
        "t.calls.yaml:6:43: caller is empty; for a silent caller, write caller: silence",
        "t.calls.yaml:7:5: a test needs name",
        "t.calls.yaml:8:12: name is blank; a name is needed",
        "t.calls.yaml:9:23: caller: step 2: 'silense' is not a step; use keys (9, 12, *, #), early:9, "
        "silence or hangup; did you mean silence?",
    ]


def test_a_field_that_must_not_be_empty_says_what_to_write(refused: Refused) -> None:
    assert refused(
        """
semantics:
tests:
  - name: a
    reaches:
    within: # soon
    never:
    hears:
    entry:
"""
    ) == [
        "t.calls.yaml:3:11: semantics is empty; use a profile, or leave it out",
        "t.calls.yaml:6:13: reaches is empty; use a destination",
        "t.calls.yaml:7:12: within is empty; use a duration such as 40 s",
        "t.calls.yaml:8:11: never is empty; use one name or several",
        "t.calls.yaml:9:11: hears is empty; to claim that nothing is heard, write hears: nothing",
        "t.calls.yaml:10:11: entry is empty; use a receptionist, or leave it out",
    ]
