"""Scripts in both forms, and what is said of those that cannot be read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.caller_script import CallerScript, ScriptStep, caller
from simulator.errors import ScriptError
from simulator.testing.strategies import callers, flows


def test_one_line_is_a_script() -> None:
    assert caller("early:9 silence 12 hangup").steps == (
        ScriptStep(press="9", cue="prompt"),
        ScriptStep(silence=True),
        ScriptStep(press="12"),
        ScriptStep(hangup=True),
    )


def test_other_spellings_of_one_line() -> None:
    assert caller("!9 wait . * #").steps == (
        ScriptStep(press="9", cue="prompt"),
        ScriptStep(silence=True),
        ScriptStep(silence=True),
        ScriptStep(press="*"),
        ScriptStep(press="#"),
    )


def test_an_empty_line_is_a_silent_caller() -> None:
    assert caller("") == caller("  ") == CallerScript()


def test_the_object_form() -> None:
    steps = [
        {"press": "9", "cue": "prompt", "after": 0.3},
        {"silence": True},
        {"press": "12", "cue": "listening", "after": 0.5, "gap": 0.25},
        {"press": "3", "cue": "now", "after": 1.0},
        {"hangup": True, "cue": "prompt", "after": 2.0},
    ]
    script = caller({"name": "confused", "entry": "main", "semantics": "acefone", "steps": steps})
    assert (script.name, script.entry, script.semantics, len(script.steps)) == ("confused", "main", "acefone", 5)
    assert caller(json.dumps(script.as_json())) == script


def test_wait_is_silence_and_a_number_is_its_keys() -> None:
    script = caller({"steps": [{"wait": True}, {"press": 12}]})
    assert [(step.is_silence, step.press) for step in script.steps] == [(True, None), (False, "12")]


WHAT = "1 to 1,000 of 0-9, * and # are"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "9 silense 1",
            "step 2: 'silense' is not a step; use keys (9, 12, *, #), early:9, silence or hangup; "
            "did you mean silence?",
        ),
        (
            "wiat",
            "step 1: 'wiat' is not a step; use keys (9, 12, *, #), early:9, silence or hangup; did you mean wait?",
        ),
        ("1 early: 2", "step 2: 'early:' is not a step; use keys (9, 12, *, #), early:9, silence or hangup"),
        ("１", "step 1: '１' is not a step; use keys (9, 12, *, #), early:9, silence or hangup"),
        ("{", "not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        ('{"steps": [\n]\n,}', "not JSON: Illegal trailing comma before end of object at line 3, column 2"),
        ({"steps": [{"press": "A"}]}, f"step 1: press: 'A' are no keys; {WHAT}"),
        ({"steps": [{"press": True}]}, f"step 1: press: true are no keys; {WHAT}"),
        ({"steps": [{"silence": False}]}, "step 1: silence: false is not accepted here; only true is"),
        ({"steps": [{}]}, "step 1: a step is one of press, silence (or wait) and hangup"),
        ({"steps": [{"press": "1", "hangup": True}]}, "step 1: a step is one of press, silence (or wait) and hangup"),
        ({"steps": [{"silence": True, "cue": "now"}]}, "step 1: a silence is a whole round; its cue cannot be now"),
        (
            {"steps": [{"press": "1", "cue": "later"}]},
            "step 1: cue: 'later' is not accepted; 'listening', 'prompt', 'announcement' or 'now' is",
        ),
        (
            {"steps": [{"press": "1", "after": -1}]},
            "step 1: after: -1 is not a duration; use a number of seconds from 0 to 86,400",
        ),
        ({"steps": [{"pres": "1"}]}, "step 1: pres: unknown; did you mean press?"),
        (
            {"steps": [{"elephant": "1"}]},
            "step 1: elephant: unknown; use one of press, silence, wait, hangup, cue, after, gap",
        ),
        ({"elephant": []}, "elephant: unknown; use one of name, entry, at, number, given, semantics, steps"),
        ({"name": []}, "name: a list is not text"),
        ({"semantics": 7}, "semantics: 7 is not accepted; a name is"),
        ({"stepps": []}, "stepps: unknown; did you mean steps?"),
        ({"steps": {"press": "1"}}, "a mapping is not accepted; a list of steps is"),
        ({"steps": ["1"]}, "step 1: '1' is not accepted; an object is"),
        ({"steps": [{"press": "1"}] * 1001}, "a caller of more than 1,000 steps; at most 1,000 are accepted"),
        ("1 " * 1001, "a caller of 1,001 steps; at most 1,000 are accepted"),
        ([], "a caller is an object with steps, not a list"),
    ],
)
def test_what_cannot_be_read_is_one_clear_message(source: object, message: str) -> None:
    with pytest.raises(ScriptError) as refused:
        caller(source)  # type: ignore[arg-type]  # wrong on purpose
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"steps":' + "[" * 100_000, "nested too deep"),
        ('{"steps": [{"press": ' + "1" * 5000 + "}]}", "holds a number of thousands of digits"),
    ],
)
def test_hostile_json_is_one_clear_message(text: str, message: str) -> None:
    with pytest.raises(ScriptError) as refused:
        caller(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (
            [{"press": "12"}, {"wait": True}, {"press": "3", "cue": "prompt"}, {"hangup": True}],
            "12 silence early:3 hangup",
        ),
        ([{"press": "1", "after": 1}], None),
        ([{"press": "12", "gap": 1}], None),
        ([{"press": "1", "cue": "now"}], None),
        ([{"hangup": True, "cue": "prompt"}], None),
        ([], ""),
    ],
)
def test_a_script_has_a_line_where_each_of_its_steps_has_a_word(steps: list[object], line: str | None) -> None:
    assert caller({"steps": steps}).as_line() == line


def test_a_script_may_stand_between_spaces_and_have_a_thousand_steps() -> None:
    assert caller(' \n{"steps": [{"press": "1"}]} ').as_line() == "1"
    assert len(caller("1 " * 1000).steps) == 1000


def test_of_many_problems_the_first_five_are_told_each_once() -> None:
    with pytest.raises(ScriptError) as refused:
        caller({f"x{number}": 1 for number in range(7)})
    known = "unknown; use one of name, entry, at, number, given, semantics, steps"
    assert str(refused.value) == "; ".join(f"x{number}: {known}" for number in range(5))


def test_a_word_of_a_thousand_keys_is_taken_and_no_longer_one() -> None:
    assert caller("1" * 1000).steps[0].press == "1" * 1000
    with pytest.raises(ScriptError, match=r"^step 1: '1+\.\.\.' is not a step; use keys"):
        caller("1" * 1001)


@given(st.data())
def test_a_script_goes_through_json_and_back(data: st.DataObject) -> None:
    script = data.draw(callers(data.draw(flows())))
    assert caller(json.dumps(script.as_json())) == script


@given(st.data())
def test_a_script_goes_through_one_line_and_back_where_one_line_can_say_it(data: st.DataObject) -> None:
    script = data.draw(callers(data.draw(flows())))
    line = script.as_line()
    if line is not None:
        assert caller(line).steps == script.steps


@given(st.text())
def test_any_text_is_a_script_or_one_clear_message(text: str) -> None:
    try:
        message = repr(caller(text))
    except ScriptError as error:
        message = str(error)
    assert "\n" not in message
