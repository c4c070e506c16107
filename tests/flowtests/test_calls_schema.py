"""The schema of flow tests: it takes what the loader takes, and refuses what an editor can see to be wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from simulator.errors import FlowError
from simulator.flowtests import load_tests
from simulator.flowtests.calls_document import FILE_FIELDS, STEPS, TEST_FIELDS
from simulator.flowtests.calls_schema import TEXTS, calls_schema
from tests.loader import core_yaml
from tests.loader.agreement import objections, spots

ROOT = Path(__file__).parents[2]
CALLS = Draft7Validator(calls_schema())
SHIPPED = sorted((ROOT / "flows").rglob("*.calls.yaml"))

DOCUMENTED = """
flow: .
tests:
  - name: a caller who is confused once still reaches booking
    call:
      - hears: greeting
      - presses: "9"
      - hears: [sorry, greeting]
      - silence
      - hears: [are-you-there, greeting]
      - presses: 1
      - reaches: Booking desk
    within: 40 s
    never: [goodbye]
  - {name: books, caller: '9 silence 1', reaches: Booking desk}
"""
ALL = """
flow: example:clinic
entry: main
semantics: {base: freepbx, final_on: at_count}
tests:
  - name: everything
    entry: "7926"
    semantics: acefone
    call:
      - presses: {keys: "12", after: 2 s, during: greeting, gap: 250 ms}
      - presses: [{keys: 1, early: true}, 2, "*"]
      - silence: true
      - caller hangs up: {early: true, after: 1 min 30 s}
      - hears: nothing
    always: recording:Sales
  - {name: silent, caller: '', hears: [greeting, 244], menu hangs up: }
  - {name: round, caller: silence, never ends: true}
  - name: "{key} reaches {where}"
    each: [{key: 1, where: Booking desk, heard: [greeting]}, {key: "3", where: Night voicemail, heard: [greeting]}]
    call: [hears: {heard}, presses: {key}, presses: "{key}", reaches: {where}]
    within: "{key} s"
  - {name: columns, each: {key: [1, 2]}, caller: "{key}", reaches: a}
"""


def read(text: str) -> Any:
    return yaml.load(text, Loader=core_yaml.CoreLoader)


def test_the_schema_is_a_valid_json_schema() -> None:
    Draft7Validator.check_schema(calls_schema())
    assert "$ref" not in json.dumps(calls_schema())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_test_file_matches_the_schema(path: Path) -> None:
    assert objections(CALLS, core_yaml.read(path)) == []


@pytest.mark.parametrize("text", [DOCUMENTED, ALL], ids=["documented", "all"])
def test_everything_that_a_test_may_contain_is_accepted(text: str) -> None:
    assert objections(CALLS, read(text)) == []


def test_every_field_has_its_help_text() -> None:
    assert [name for name in {*FILE_FIELDS, *TEST_FIELDS, *STEPS} if name not in TEXTS] == []
    fields = calls_schema()["properties"]
    test = fields["tests"]["items"]["properties"]
    step = test["call"]["items"]["then"]["properties"]
    for named in (fields, test, step):
        assert {name: schema["description"] for name, schema in named.items()} == {name: TEXTS[name] for name in named}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("flow: .>flwo: .", "Additional properties are not allowed ('flwo' was unexpected)"),
        (
            "- silence>- silense",
            "'silense' is not one of ['silence', 'caller hangs up', 'menu hangs up', 'never ends']",
        ),
        ('presses: "9">presses: nine', "'nine' does not match"),
        ("presses: 1>presses: [1, x]", "'x' does not match"),
        ("hears: greeting>heard: greeting", "Additional properties are not allowed ('heard' was unexpected)"),
        ("within: 40 s>within: 40", "40 is not of type 'string'"),
        ("within: 40 s>within: 40 parsecs", "'40 parsecs' does not match"),
        ("hears: [sorry, greeting]>hears: []", "[] should be non-empty"),
        ("name: books, >", "'name' is a required property"),
        ("caller: '9 silence 1'>caller: 9, call: [silence]", "False schema does not allow 9"),
        (", reaches: Booking desk}>}", "is not valid under any of the given schemas"),
        ("reaches: Booking desk}>reaches: Booking desk, semantics: x}", "'x' is not valid under any of "),
    ],
)
def test_what_an_editor_can_see_is_refused(change: str, told: str) -> None:
    before, _, after = change.partition(">")
    assert before in DOCUMENTED
    found = objections(CALLS, read(DOCUMENTED.replace(before, after, 1)))
    assert [one for one in found if told in one], found


# The loader and the schema agree, change for change

JUNK: list[Any] = [
    None, "", "nothing", 0, 1, -1, 2.5, True, False, "9", "12", "x", "40", "40 s", "2 min", "greeting", "sorry",
    "Booking desk", "silence", "never ends", "freepbx", [], {}, ["greeting", "sorry"], [1, "2"], {"keys": "1"},
    {"keys": "1", "early": True}, {"early": 1}, {"hears": "greeting"}, {"base": "freepbx"}, "9 silence 1",
]  # fmt: skip
NAMES = [*FILE_FIELDS, *TEST_FIELDS, *STEPS, "keys", "early", "after", "during", "gap", "x"]

SAMPLE = {
    "flow": "example:clinic",
    "tests": [
        {
            "name": "confused",
            "call": [
                {"hears": "greeting"},
                {"presses": {"keys": "9", "after": "2 s"}},
                "silence",
                {"hears": ["are-you-there", "greeting"]},
                {"presses": 1},
                {"reaches": "Booking desk"},
            ],
            "within": "40 s",
            "never": ["goodbye"],
        },
        {"name": "books", "caller": "9 silence 1", "reaches": "Booking desk"},
        {"name": "hangs up", "call": [{"caller hangs up": {"early": True, "after": "1 s"}}, {"hears": "greeting"}]},
    ],
}

ACROSS = re.compile(
    r"no (recording|destination|receptionist|variant|such)|names two|nothing is called|nothing can|is the name of"
    r"|checks nothing|ends in one way|one too many|has the name|is over by then|an? (recording|destination), which"
    r"|there is no|is not a step|each: |no flow|is unknown|not a name|cannot be opened|such file|needs a dash"
    r"|the path is empty|no path|not a number|no number|the flow has no numbers|does not ring|is not a moment"
)
"""Problems that one value alone does not have, or that need the flow."""


APART = re.compile(
    r": (True|False|-?[0-9.]+) is (not of type|less than)|\.(after|during|gap|variant|entry|number|at): None is"
)
"""Where an editor asks for more: the loader takes what is written for text, ``name: 2.5`` too."""


@st.composite
def changed(draw: st.DrawFn) -> Any:
    tree = json.loads(json.dumps(SAMPLE))
    *way, last = draw(st.sampled_from([at for at in spots(tree) if at]))
    holder = tree
    for step in way:
        holder = holder[step]
    junk = draw(st.sampled_from(JUNK))
    match draw(st.sampled_from(["leave out", "put in", "replace"])):
        case "put in" if isinstance(holder[last], dict):
            holder[last][draw(st.sampled_from(NAMES))] = junk
        case "leave out":
            del holder[last]
        case _:
            holder[last] = junk
    return tree


@pytest.mark.heavy
@settings(max_examples=300)
@given(changed())
def test_a_changed_file_is_refused_by_both_or_by_neither(tmp_path_factory: pytest.TempPathFactory, tree: Any) -> None:
    path = tmp_path_factory.mktemp("calls") / "a.calls.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    try:
        load_tests(path)
        problems = []
    except FlowError as error:
        problems = [problem.message for problem in error.problems]
    shown = objections(CALLS, core_yaml.read(path))
    alone = [problem for problem in problems if not ACROSS.search(problem)]
    if not problems:
        assert [one for one in shown if not APART.search(one)] == [], path.read_text(encoding="utf-8")
    if alone:
        assert shown != [], (alone, path.read_text(encoding="utf-8"))
