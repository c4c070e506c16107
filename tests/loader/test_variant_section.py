"""Variants: merge patches of receptionists, each read in full, problems at their own places."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Variant
from simulator.config.receptionist import Entry
from simulator.errors import FlowError, UsageError
from simulator.loader.flow_kinds import load, load_with_shelf
from simulator.loader.variant_section import merge_patch

FLOW = """\
entry: desk
receptionists: {desk: desk.yaml, night: night.yaml}
recordings: {"19549": {name: greeting}, "777": {name: closed}}
variants:
  christmas:
    until: "2026-12-29T08:30+00:00"
    receptionists:
      desk:
        recording: "@closed"
        timeout: 9
"""


@pytest.fixture
def clinic(here: Path, menu: str, single: str) -> Path:
    (here / "desk.yaml").write_text(f'id: "701"\n{menu}', encoding="utf-8")
    (here / "night.yaml").write_text(single, encoding="utf-8")
    return here


def said(clinic: Path, variants: str) -> list[str]:
    """What is said of a flow with these variants."""
    text = FLOW.partition("variants:")[0] + f"variants: {variants}\n"
    (clinic / "flow.yaml").write_text(text, encoding="utf-8")
    try:
        load()
    except FlowError as error:
        return str(error).splitlines()
    return []


def test_a_variant(clinic: Path) -> None:
    (clinic / "flow.yaml").write_text(FLOW, encoding="utf-8")
    plain, christmas = load(), load(variant="christmas")
    desk = plain.receptionists["desk"].model_copy(update={"greeting": "777", "timeout_seconds": 9.0})
    assert plain.variants == {"christmas": Variant(datetime(2026, 12, 29, 8, 30, tzinfo=UTC), {"desk": desk})}
    assert (plain.variant, plain.receptionists["desk"].greeting) == (None, "19549")
    assert (christmas.variant, christmas.title) == ("christmas", "flow.yaml (variant christmas)")
    assert christmas.receptionists == {"desk": desk, "night": plain.receptionists["night"]}


def test_an_unknown_variant_gets_the_nearest(clinic: Path) -> None:
    (clinic / "flow.yaml").write_text(FLOW, encoding="utf-8")
    with pytest.raises(UsageError, match=r"^no variant 'chrismas'; did you mean christmas\?$"):
        load(variant="chrismas")
    with pytest.raises(UsageError, match=r"^no variant 'qq'; the flow has christmas$"):
        load(variant="qq")
    with pytest.raises(UsageError, match=r"^no variant 'a'; the flow has none; flow.yaml lists them under variants$"):
        load("desk.yaml", variant="a")


def test_a_list_is_replaced_as_a_whole_and_nothing_takes_away(clinic: Path) -> None:
    patch = "{recording: null, entries: [{option: 2, destination_type: hangup, destination_id: 1}]}"
    assert said(clinic, f"{{closed: {{receptionists: {{desk: {patch}}}}}}}") == []
    desk = load(variant="closed").receptionists["desk"]
    assert (desk.greeting, desk.entries) == (None, (Entry(option="2", destination_type="hangup", destination_id="1"),))


def test_entries_that_are_an_object_are_changed_one_by_one(clinic: Path, menu: str) -> None:
    listed = '  - {option: "1", destination_type: department, destination_id: "108000"}\n'
    by_key = '  "1": {destination_type: department, destination_id: "108000"}\n'
    by_key += '  "2": {destination_type: hangup, destination_id: 1}\n'
    (clinic / "desk.yaml").write_text(menu.replace(listed, by_key), encoding="utf-8")
    assert said(clinic, '{x: {receptionists: {desk: {entries: {"1": {destination_id: "9"}, "2": null}}}}}') == []
    assert [str(entry.destination) for entry in load(variant="x").receptionists["desk"].entries or ()] == [
        "department||9"
    ]


@pytest.mark.parametrize(
    ("variants", "told"),
    [
        ("[christmas]",
         '4:11: variants: a list is not accepted; use a mapping such as {christmas: {receptionists: '
         '{main: {recording: "@closed"}}}}'),
        ("{christmas: soon}",
         "4:23: 'soon' is not a variant; use {receptionists: {main: {recording: \"@closed\"}}}"),
        ("{base: {receptionists: {desk: {}}}}",
         "4:12: 'base' is what the flow is called without a variant; use a word such as christmas"),
        ("{x: {untl: 1, receptionists: {desk: {}}}}", "4:16: a variant has no field 'untl'; did you mean until?"),
        ("{x: {until: soon, receptionists: {desk: {}}}}",
         "4:23: until: 'soon' is not a time; use an ISO time with its offset, such as 2026-12-29T08:30+00:00"),
        ("{x: {until: 2026-12-29T08:30, receptionists: {desk: {}}}}",
         "4:23: until: '2026-12-29T08:30' has no offset; use an ISO time with its offset, "
         "such as 2026-12-29T08:30+00:00, or add timezone to flow.yaml"),
        ("{x: {}}",
         '4:15: receptionists: is missing; list what changes, as in {main: {recording: "@closed"}}'),
        ("{x: {receptionists: desk}}",
         "4:31: receptionists: 'desk' is not a mapping; list what changes, as in {main: {recording: \"@closed\"}}"),
        ("{x: {receptionists: {dek: {}}}}", "4:32: no receptionist has the key 'dek'; did you mean desk?"),
        ("{x: {receptionists: {q: {}}}}",
         "4:32: no receptionist has the key 'q'; a variant changes receptionists that the flow has"),
        ("{x: {receptionists: {desk: null}}}",
         '4:38: desk: nothing is not a change; list the fields that differ, as in {main: {recording: "@closed"}}'),
        ("{x: {receptionists: {desk: {id: 702}}}}",
         "4:39: id: a variant changes what desk does, not which receptionist it is; leave it out"),
        ('{x: {receptionists: {desk: {entries: {"1": {destination_id: 5}}}}}}',
         "4:48: entries is a list in desk.yaml, which a merge patch replaces as a whole; "
         "write the whole list here, or the entries there as an object by their keys"),
        ("{x: {receptionists: {desk: {timeout_tries: 1}}}}",
         "4:39: timeout_tries has no effect: desk.yaml says timeout_retries; write that name here too"),
        ("{x: {receptionists: {desk: {recordng: 5}}}}",
         "4:39: a receptionist has no field 'recordng'; did you mean recording or "
         "timeout_recording or recording_invalid?"),
        ("{x: {receptionists: {desk: {timeout: soon}}}}",
         "4:48: timeout: 'soon' is not a duration; use a number of seconds from 0 to 600"),
        ("{x: {receptionists: {desk: {timeout: null}}}}",
         "4:38: timeout is missing; a menu (destination_type: multiple) needs it: seconds from 0 to 600"),
        ("{x: {receptionists: {desk: {recording: '@clozed'}}}}",
         "4:50: no recording is named 'clozed'; did you mean @closed?"),
        ("{x: {receptionists: {desk: {entries: [{option: 1, destination_type: hangup}]}}}}",
         "4:49: destination_id is missing; add an id, or \"@name\" in quotes"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(clinic: Path, variants: str, told: str) -> None:
    assert said(clinic, variants) == [f"flow.yaml:{told}"]


def test_problems_of_the_flow_itself_are_not_told_again_for_each_variant(clinic: Path, menu: str) -> None:
    (clinic / "desk.yaml").write_text(menu.replace("timeout: 5", "timeout: x"), encoding="utf-8")
    wrong = "desk.yaml:6:10: timeout: 'x' is not a duration; use a number of seconds from 0 to 600"
    assert said(clinic, "{a: {receptionists: {desk: {recording: 1}}}, b: {receptionists: {desk: {}}}}") == [wrong]


def test_a_place_leads_to_the_file_that_says_the_value(clinic: Path) -> None:
    (clinic / "flow.yaml").write_text(FLOW, encoding="utf-8")
    _, shelf = load_with_shelf(None, "christmas")
    draft = shelf.drafts["desk"]
    places = [("greeting",), ("timeout_seconds",), ("name",), ("entries", 0, "option"), ()]
    assert [str(draft.problem_at(place, "here")) for place in places] == [
        "flow.yaml:9:20: here",
        "flow.yaml:10:18: here",
        "desk.yaml:2:7: here",
        "desk.yaml:6:14: here",
        "desk.yaml:1:1: here",
    ]
    assert [draft.document.line_of(("timeout",)), draft.document.line_of(("name",))] == [10, 2]


def test_depth_is_bounded(clinic: Path) -> None:
    deep = '{"a":' * 900 + "1" + "}" * 900
    desk = {"name": "x", "destination_type": "single", "forward_destination_type": "hangup",
            "forward_destination_id": 1}  # fmt: skip
    text = json.dumps({"receptionists": {"desk": desk}, "variants": {"x": {"receptionists": {"desk": "DEEP"}}}})
    (clinic / "flow.json").write_text(text.replace('"DEEP"', deep), encoding="utf-8")
    with pytest.raises(FlowError) as caught:
        load("flow.json")
    assert [problem.message.partition(";")[0] for problem in caught.value.problems] in (
        ["nests far too deep"],
        ["a receptionist has no field 'a'"],
    )


# -- RFC 7396 ---------------------------------------------------------------------------------------

EXAMPLES: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
"""The test cases of the document's appendix A."""


@pytest.mark.parametrize(("target", "patch", "result"), EXAMPLES)
def test_the_documents_own_cases(target: Any, patch: Any, result: Any) -> None:
    assert merge_patch(target, patch) == result


TREES = st.recursive(
    st.none() | st.integers(0, 3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(TREES, TREES)
def test_to_patch_twice_is_to_patch_once(target: Any, patch: Any) -> None:
    once = merge_patch(target, patch)
    assert merge_patch(once, patch) == once


@given(TREES)
def test_an_empty_patch_changes_no_mapping(target: Any) -> None:
    assert merge_patch(target, {}) == (target if isinstance(target, dict) else {})
