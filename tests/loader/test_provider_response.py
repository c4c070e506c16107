import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.config.flow import LoadNote
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.errors import FlowError, UsageError
from simulator.loader.flow_kinds import load
from simulator.loader.provider_response import answer_items

SAMPLE = Path(__file__).parents[2] / "flows" / "acefone-sample.json"

ITEM: dict[str, Any] = {
    "id": 7001,
    "name": "Main",
    "recording": "19549",
    "timeout": 5,
    "invalid_retries": 2,
    "invalid_retry_recording": "244",
    "invalid_recording": 245,
    "invalid_destination_type": "ivr",
    "invalid_destination": 7002,
    "timeout_retries": "2",
    "timeout_destination_type": "hangup",
    "timeout_destination": 1,
    "ivr_menu": [{"option": "1", "destination_type": "ivr", "destination_id": "7002", "sms_template_id": "0"}],
}
SECOND = {**ITEM, "id": "7002", "name": "Second"}
ATTENDANT = {
    "id": 7003,
    "name": "Straight on",
    "description": "",
    "recording_id": 19549,
    "destination_type": "department",
    "destination_id": 108000,
}

Said = Callable[[Any], list[str]]


@pytest.fixture
def said(here: Path) -> Said:
    """The lines that are said of an answer; none if it loads."""

    def said(answer: Any) -> list[str]:
        (here / "answer.json").write_text(json.dumps(answer, indent=1), encoding="utf-8")
        try:
            load("answer.json")
        except FlowError as error:
            return str(error).splitlines()
        return []

    return said


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in ITEM.items() if name not in names}


def test_the_documented_sample_as_it_is() -> None:
    flow = load("example:acefone-sample")
    assert (flow.entry, flow.receptionists["7926"]) == (
        "7926",
        Receptionist(
            id="7926",
            name="Welcome IVR",
            description="Welcome IVR",
            destination_type="multiple",
            greeting="19549",
            entries=(Entry(option="1", destination_type="ringgroup", destination_id="17839"),),
            timeout_seconds=30,
            wrong_keys_allowed=1,
            wrong_key_retry_recording="244",
            wrong_key_final_recording="244",
            wrong_key_destination_type="extension",
            wrong_key_destination_id="050109590001",
            silences_allowed=1,
            silence_retry_recording="245",
            silence_final_recording="245",
            silence_destination_type="extension",
            silence_destination_id="050109590001",
        ),
    )
    assert flow.notes == (
        LoadNote(
            "example:acefone-sample.json",
            "the response also includes added_by (1), webhook_id (1); a call does not depend on it",
        ),
        LoadNote(
            "example:acefone-sample.json",
            "the response does not include intercom (1), prefix (1) (of 1); unknown, played as none",
        ),
    )


@pytest.mark.parametrize(
    "answer",
    [
        [ITEM, SECOND],
        {"ivrs": [ITEM, SECOND]},
        {"virtual_receptionists": [ITEM, SECOND]},
        {"success": True, "message": "", "data": [ITEM, SECOND], "errors": []},
        {"data": {"ivrs": [ITEM, SECOND]}},
        {"receptionists": [ITEM, SECOND]},
        {"count": 2, "items": [ITEM, SECOND]},
    ],
)
def test_every_envelope(answer: Any, here: Path) -> None:
    (here / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    flow = load("answer.json")
    assert (flow.entry, list(flow.receptionists)) == ("7001", ["7001", "7002"])
    assert flow.receptionist_for(Destination("ivr", "7002")) == "7002"


def test_one_item_by_itself_and_both_kinds_in_one_list(here: Path) -> None:
    (here / "one.json").write_text(json.dumps(ITEM), encoding="utf-8")
    (here / "both.json").write_text(json.dumps([ATTENDANT, ITEM]), encoding="utf-8")
    assert list(load("one.json").receptionists) == ["7001"]
    both = load("both.json").receptionists
    assert {key: (item.destination_type, item.greeting) for key, item in both.items()} == {
        "7003": ("single", "19549"),
        "7001": ("multiple", "19549"),
    }


def test_the_naming_trap_is_sprung_by_the_names_of_each_item(here: Path) -> None:
    written = {
        **without("invalid_retries", "invalid_retry_recording", "ivr_menu"),
        "destination_type": "multiple",
        "entries": [],
        "incorrect_count": 2,
        "recording_invalid": 246,
        "invalid_destination_id": 5,
        "timeout_destination_id": 5,
    }
    (here / "answer.json").write_text(json.dumps([ITEM, {**written, "id": 7009}]), encoding="utf-8")
    read, sent = load("answer.json").receptionists.values()
    assert (read.wrong_key_retry_recording, read.wrong_key_final_recording) == ("244", "245")
    assert (sent.wrong_key_retry_recording, sent.wrong_key_final_recording) == ("245", "246")


def test_entry_by_id_or_name(here: Path) -> None:
    (here / "answer.json").write_text(json.dumps([ITEM, SECOND]), encoding="utf-8")
    assert [load("answer.json", entry=entry).entry for entry in ("7002", "Second", "Main")] == ["7002", "7002", "7001"]
    with pytest.raises(UsageError, match=r"^no receptionist 'Secnd'; did you mean Second\?$"):
        load("answer.json", entry="Secnd")


def test_what_the_answer_lacks_is_unknown_and_not_empty(said: Said) -> None:
    unknown = "they are unknown, not empty: write a receptionist file that says them"
    cannot = "answer.json:2:2: receptionist '7001' cannot be played: the response"
    assert said([without("ivr_menu")]) == [f"{cannot} includes neither entries nor destination_type; {unknown}"]
    assert said([{**without("ivr_menu"), "destination_type": "multiple"}]) == [
        f"{cannot} does not include entries; {unknown}"
    ]
    assert said([{**ITEM, "ivr_menu": None, "destination_type": "multiple"}]) == [
        f"{cannot} does not include ivr_menu; {unknown}"
    ]
    assert said([without("timeout", "invalid_destination", "timeout_retries")]) == [
        f"{cannot} does not include timeout, timeout_retries, invalid_destination; {unknown}"
    ]
    assert said([{**ITEM, "destination_type": "single"}]) == [
        f"{cannot} does not include forward_destination_type, forward_destination_id; {unknown}"
    ]
    assert said([without("name")]) == ["answer.json:2:2: name is missing; add text"]


def test_every_receptionist_is_told_of(said: Said) -> None:
    lines = said({"ivrs": [{**ITEM, "timeout": "soon"}, SECOND, {"id": 7004, "name": "x"}, 5, {**ITEM, "timeout": 5}]})
    assert [line.partition(";")[0] for line in lines] == [
        "answer.json:7:15: timeout: 'soon' is not a duration",
        "answer.json:47:3: receptionist '7004' cannot be played: "
        "the response includes neither entries nor destination_type",
        "answer.json:51:3: 5 is not a receptionist",
        "answer.json:53:10: id '7001' is here twice",
    ]


def test_values_and_options_are_checked_as_in_a_file(said: Said) -> None:
    entry = ITEM["ivr_menu"][0]
    assert said([{**ITEM, "destination_type": "menu"}]) == [
        "answer.json:23:23: destination_type: 'menu' is not accepted; use multiple or single"
    ]
    assert said([{**ITEM, "ivr_menu": [entry, {**entry, "option": 1}]}]) == [
        "answer.json:23:15: option 1 is listed twice: line 16 has it already"
    ]
    assert said([{**ITEM, "ivr_menu": [{**entry, "option": option} for option in range(1001)]}]) == [
        "answer.json:15:15: ivr_menu holds 1,001 entries; at most 1,000 are accepted"
    ]


def test_an_answer_with_nothing_in_it(said: Said) -> None:
    assert said([]) == ["answer.json:1:1: the response lists no receptionist; at least one is needed"]
    assert said({"success": False, "message": "Token\nexpired"}) == [
        "answer.json:1:1: the provider refused the request; use the response of a list call that succeeded"
    ]
    assert said({"message": "Unauthenticated."}) == [
        "answer.json:1:1: the provider refused the request: Unauthenticated.; "
        "use the response of a list call that succeeded"
    ]


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({"Success": False, "Message": "limit reached"}, ": limit reached"),
        ({"SUCCESS": "false", "MESSAGE": ["a", "b"], "Data": []}, ""),
        ({"success": False, "message": "no", "ivrs": [ITEM]}, ": no"),
        (
            {"success": True, "Success": False, "Message": "no", "ivrs": [ITEM]},
            ": no; the response says success: yes and Success: no, and a no counts",
        ),
        ({"success": True, "Message": "Done"}, ": Done"),
    ],
)
def test_a_refusal_is_read_in_any_case(said: Said, tree: Any, words: str) -> None:
    assert said(tree) == [
        f"answer.json:1:1: the provider refused the request{words}; use the response of a list call that succeeded"
    ]


def test_a_list_of_messages_is_no_list_of_receptionists() -> None:
    assert answer_items({"Success": True, "Message": ["Done"], "ivrs": [ITEM]}) == (("ivrs",), [ITEM])
    assert answer_items({"Success": True, "Message": ["Done"]}) is None


def test_items_without_ids_have_their_names_for_keys(here: Path) -> None:
    (here / "answer.json").write_text(json.dumps([without("id"), {**SECOND, "id": ""}]), encoding="utf-8")
    assert list(load("answer.json").receptionists) == ["Main", "Second"]


@pytest.mark.parametrize(
    "tree",
    [
        {"name": "x", "destination_type": "single", "entries": []},
        {"name": "x", "incorrect_count": 1, "invalid_destination": 1},
        {"a": 1},
        {"a": [], "b": []},
        {"data": {"a": 1}},
        "x",
        None,
    ],
)
def test_what_is_no_answer(tree: Any) -> None:
    assert answer_items(tree) is None


def test_the_sample_of_the_flows_is_the_documented_one() -> None:
    assert [item["id"] for item in json.loads(SAMPLE.read_text(encoding="utf-8"))["ivrs"]] == [7926]


@pytest.mark.parametrize(
    ("answer", "dialect"),
    [
        ([ITEM], "vr"),
        ({"virtual_receptionists": [ITEM]}, "vr"),
        ({"data": [ITEM]}, "vr"),
        ({"ivrs": [ITEM]}, "ivr"),
        ({"data": {"ivrs": [ITEM]}}, "ivr"),
        ({"auto_attendants": [ATTENDANT]}, "ivr"),
        ([ATTENDANT], "ivr"),
        ([{**without("timeout_destination_type"), "timeout_dest_type": "hangup"}], "ivr"),
    ],
)
def test_an_answer_in_the_ivr_dialect_marks_itself(answer: Any, dialect: str, here: Path) -> None:
    (here / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    assert load("answer.json").dialect == dialect
