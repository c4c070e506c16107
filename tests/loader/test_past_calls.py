"""Records of past calls, in the forms in which they come."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.loader.past_calls import PastCall, past_calls

RECORDS = [
    {"call_id": "a1", "ivr_id": 7926, "dtmf_input": "1", "status": "answered"},
    {"call_id": "a2", "ivr_id": "7926", "dtmf_input": None, "digits_dialed": "1,2"},
    {"call_id": "a1", "ivr_id": 7926, "dtmf_input": "1"},
    {"call_id": "a3", "dtmf_input": 21},
    {"call_id": "a4", "ivr_id": "7926", "dtmf_input": None},
    {"call_id": "a5", "ivr_id": "7926", "digits_dialed": ["1", "#"]},
]
CALLS = [PastCall("7926", "1"), PastCall("7926", "12"), PastCall("", "21"), PastCall("7926", "1#")]


def calls(folder: Path, text: str) -> list[PastCall]:
    (folder / "calls.json").write_text(text, encoding="utf-8")
    return list(past_calls(folder / "calls.json"))


def refused(folder: Path, text: str) -> str:
    with pytest.raises(UsageError) as refusal:
        calls(folder, text)
    return str(refusal.value).replace(str(folder / "calls.json"), "FILE")


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS),
        json.dumps({"count": 6, "results": RECORDS}),
        json.dumps({"results": RECORDS}, indent=1),
        "\n".join(map(json.dumps, RECORDS)) + "\n\n",
        "\ufeff" + json.dumps(RECORDS, indent=2),
    ],
    ids=["array", "object", "object on many lines", "lines", "with a mark"],
)
def test_a_call_is_read_once_in_whatever_form(text: str, tmp_path: Path) -> None:
    assert calls(tmp_path, text) == CALLS


def test_an_empty_list_holds_no_calls(tmp_path: Path) -> None:
    assert (calls(tmp_path, "[]"), calls(tmp_path, '{"dtmf_input": "1"}')) == ([], [PastCall("", "1")])


def test_what_is_no_record_is_told_with_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == "FILE:1:1: is not JSON: Expecting value"
    assert refused(tmp_path, '[{"dtmf_input": "1"},\n]') == (
        "FILE:2:1: is not JSON: Illegal trailing comma before end of array"
    )
    assert refused(tmp_path, '{"dtmf_input": "1"}\n{"dtmf_input"') == "FILE:2:14: is not JSON: Expecting ':' delimiter"
    assert refused(tmp_path, '{"dtmf_input": "1"}\n\n{"dtmf_input": "one"}') == (
        "FILE:3: dtmf_input: not accepted; use keys (0-9, * and #)"
    )
    assert refused(tmp_path, '[{"dtmf_input": true}]') == (
        "FILE: record 1: dtmf_input: not accepted; use keys (0-9, * and #)"
    )
    assert refused(tmp_path, "[7]") == "FILE: record 1: is not a record of a call; use an object with dtmf_input"
    assert refused(tmp_path, '{"page": {}, "x": [\n]}') == (
        "FILE: is not a list of call records; use a JSON list of them, or one on each line"
    )


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "calls.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="is not UTF-8"):
        list(past_calls(tmp_path / "calls.json"))


@given(keys=st.text("0123456789*#"), id=st.integers(0, 10**9) | st.text("0123456789", min_size=1))
def test_keys_come_out_as_they_went_in(keys: str, id: int | str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = calls(folder, json.dumps([{"ivr_id": id, "dtmf_input": keys}]))
    wanted = "" if id == 0 else str(id)
    assert found == ([PastCall(wanted, keys)] if keys else [])


def test_a_sheet_with_the_plain_names_of_columns_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text('call_id,menu,keys\na,billing,"1,2"\nb,,3\na,billing,1\n', encoding="utf-8")
    assert list(past_calls(tmp_path / "calls.csv")) == [PastCall("billing", "12"), PastCall("", "3")]
