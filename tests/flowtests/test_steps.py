"""The steps of a call, as written."""

from simulator.config.receptionist import Destination
from simulator.flowtests.flow_test import EndClaim, HearsClaim, ScriptedAct
from tests.flowtests.conftest import Refused, Written

CALL = """
tests:
  - name: everything that can be said
    call:
      - hears: greeting
      - presses: 9
      - hears: [sorry, "19549"]
      - presses: [12, {keys: "#", early: true}]
      - silence
      - silence:
      - presses: {keys: 12, after: 2 s, during: greeting, gap: 100 ms}
      - hears: nothing
      - presses: {keys: 1, after: 1 s}
      - caller hangs up: {early: true, after: 300 ms}
"""


def test_acts_and_claims_in_order(written: Written) -> None:
    (test,) = written(CALL + "    reaches: department||108000\n").tests
    marks = [step.mark.line for step in test.steps]
    assert marks == [6, 7, 8, 9, 9, 10, 11, 12, 13, 14, 15, 16]
    assert [step._replace(mark=test.mark) for step in test.steps] == [
        HearsClaim(test.mark, ("19549",)),
        ScriptedAct(test.mark, "press", "9"),
        HearsClaim(test.mark, ("244", "19549")),
        ScriptedAct(test.mark, "press", "12"),
        ScriptedAct(test.mark, "press", "#", "prompt"),
        ScriptedAct(test.mark, "silence"),
        ScriptedAct(test.mark, "silence"),
        ScriptedAct(test.mark, "press", "12", "during", 2000, 100, "19549"),
        HearsClaim(test.mark, ()),
        ScriptedAct(test.mark, "press", "1", after=1000),
        ScriptedAct(test.mark, "hangup", cue="prompt", after=300),
        EndClaim(test.mark, "reaches", Destination("department", "108000")),
    ]


def test_a_caller_in_one_line_is_the_same_acts(written: Written) -> None:
    (test,) = written("tests: [{name: a, caller: 'early:9 silence 12 hangup', hears: nothing}]").tests
    assert [(act.kind, act.keys, act.cue) for act in test.acts] == [
        ("press", "9", "prompt"),
        ("silence", "", "listening"),
        ("press", "12", "listening"),
        ("hangup", "", "listening"),
    ]
    assert [step.whole for step in test.steps if isinstance(step, HearsClaim)] == [True]


def test_a_key_comes_half_a_second_into_a_recording_unless_told(written: Written) -> None:
    (test,) = written("tests: [{name: a, call: [presses: {keys: 9, during: sorry}], within: 1 s}]").tests
    assert test.acts[0].after == 500


def test_an_unknown_step_is_refused_with_the_step_that_is_meant(refused: Refused) -> None:
    assert refused(
        """
tests:
  - name: a
    call:
      - hear: greeting
      - presses 9
      - presses:
      - press: 1
      - hears:sorry
      - silence now
      - within: 4 s
      - wait
      - {hears: greeting, presses: 1}
      - [silence]
      - dance
"""
    ) == [
        "t.calls.yaml:6:9: no step 'hear'; did you mean hears?",
        "t.calls.yaml:7:9: 'presses 9' is not a step; write `- presses: 9`",
        't.calls.yaml:8:17: presses is empty; use 0-9, * and #, with # and * in quotes: "#"',
        "t.calls.yaml:9:9: no step 'press'; did you mean presses?",
        "t.calls.yaml:10:9: 'hears:sorry' is not a step; write `- hears: sorry`",
        "t.calls.yaml:11:9: 'silence now' is not a step; write `- silence`",
        "t.calls.yaml:12:9: within is not a step: write it next to call, not in it",
        "t.calls.yaml:13:9: no step 'wait'; did you mean silence?",
        "t.calls.yaml:14:27: a step says one thing; presses needs a dash of its own",
        "t.calls.yaml:15:9: a list is not a step; the steps are presses, silence, caller hangs up, hears, rings, "
        "reaches, menu hangs up, never ends",
        "t.calls.yaml:16:9: no step 'dance'; the steps are presses, silence, caller hangs up, hears, rings, "
        "reaches, menu hangs up, never ends",
    ]


def test_a_value_that_a_step_does_not_take_is_refused(refused: Refused) -> None:
    assert refused(
        """
tests:
  - name: a
    call:
      - presses: []
      - presses: {key: 1, early: yes}
      - presses: {keys: 1, after: 9 s, during: greeting}
      - presses: {keys: 1, during: greting}
      - silence: 2
      - hears:
      - hears: {a: b}
      - caller hangs up: now
      - presses: 1
      - reaches:
      - menu hangs up: no
      - hears: greeting
"""
    ) == [
        "t.calls.yaml:6:18: presses is an empty list; use keys, as in [1, 2]: one after the other",
        "t.calls.yaml:7:19: presses has no 'key'; did you mean keys?",
        "t.calls.yaml:7:34: early: 'yes' is not accepted; use true or false",
        "t.calls.yaml:8:35: greeting is over by then: it takes 8.2 s",
        "t.calls.yaml:9:36: during: no recording 'greting'; did you mean greeting or billing-greeting?",
        "t.calls.yaml:10:18: silence: '2' is not accepted; write nothing after the colon, or true",
        "t.calls.yaml:11:15: hears is empty; to claim that nothing is heard, write `hears: nothing`",
        "t.calls.yaml:12:16: hears: a mapping is not a name; use a name or an id",
        "t.calls.yaml:13:26: caller hangs up: 'now' is not accepted; nothing, or a time such as {early: true} is",
        "t.calls.yaml:14:18: nothing can be done after `caller hangs up`; remove this, or that",
        "t.calls.yaml:15:17: reaches: nothing is not a destination; use a name or type||id",
        "t.calls.yaml:16:24: menu hangs up: 'no' is not accepted; write nothing after the colon, or true",
        "t.calls.yaml:17:16: nothing can follow `menu hangs up`: it is the end of the call",
    ]
