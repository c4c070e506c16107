"""The ``vr`` dialect: names in the right fields, both directions, and what an answer does not carry."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.receptionist import Receptionist
from simulator.testing.strategies import receptionists
from simulator.wire import vr
from simulator.wire.decoding import READS, Reads

WRITTEN: dict[str, Any] = {
    "name": "Main menu",
    "description": "By day",
    "destination_type": "multiple",
    "recording": 100,
    "entries": [
        {"option": 1, "destination_type": "department", "destination_id": 108000, "template_id": 7},
        {"option": "*9", "destination_type": "extension", "destination_id": "050109590001"},
    ],
    "timeout": 5,
    "incorrect_count": 3,
    "invalid_recording": 201,
    "recording_invalid": 202,
    "invalid_destination_type": "extension",
    "invalid_destination_id": 301,
    "timeout_retries": 4,
    "timeout_retry_recording": 203,
    "timeout_recording": 204,
    "timeout_destination_type": "voicemail",
    "timeout_destination_id": "0302",
    "prefix": "SALES-",
    "intercom": "7001",
}
"""A body as the provider's document has it, every field under its write name."""

READ: dict[str, Any] = {
    "id": "501",
    "name": "Main menu",
    "description": "By day",
    "destination_type": "multiple",
    "recording": "100",
    "forward_destination_type": None,
    "forward_destination_id": None,
    "ivr_menu": [
        {"option": "1", "destination_type": "department", "destination_id": "108000", "sms_template_id": "7"},
        {"option": "*9", "destination_type": "extension", "destination_id": "050109590001", "sms_template_id": "0"},
    ],
    "timeout": 5,
    "invalid_retries": 3,
    "invalid_retry_recording": "201",
    "invalid_recording": "202",
    "invalid_destination_type": "extension",
    "invalid_destination": "301",
    "timeout_retries": 4,
    "timeout_retry_recording": "203",
    "timeout_recording": "204",
    "timeout_destination_type": "voicemail",
    "timeout_destination": "0302",
    "prefix": "SALES-",
    "intercom": "7001",
}
"""The same receptionist as a list answer may carry it, under its read names."""

MODEL = Receptionist.model_validate(
    {
        "id": "501",
        "name": "Main menu",
        "description": "By day",
        "destination_type": "multiple",
        "greeting": "100",
        "entries": [
            {"option": "1", "destination_type": "department", "destination_id": "108000", "template_id": "7"},
            {"option": "*9", "destination_type": "extension", "destination_id": "050109590001"},
        ],
        "timeout_seconds": 5,
        "wrong_keys_allowed": 3,
        "wrong_key_retry_recording": "201",
        "wrong_key_final_recording": "202",
        "wrong_key_destination_type": "extension",
        "wrong_key_destination_id": "301",
        "silences_allowed": 4,
        "silence_retry_recording": "203",
        "silence_final_recording": "204",
        "silence_destination_type": "voicemail",
        "silence_destination_id": "0302",
        "caller_id_prefix": "SALES-",
        "intercom": "7001",
    }
)


def written(body: dict[str, Any]) -> Receptionist:
    return Receptionist.model_validate(vr.decode_write(body).fields)


def read(item: dict[str, Any]) -> Receptionist:
    return Receptionist.model_validate(vr.decode_read(item).fields)


def without_id(receptionist: Receptionist) -> Receptionist:
    return receptionist.model_copy(update={"id": None})


def test_the_naming_trap_invalid_recording_is_one_thing_written_and_another_read() -> None:
    after_each, after_last = MODEL.wrong_key_retry_recording, MODEL.wrong_key_final_recording
    body, item = vr.encode_write(MODEL, numbers=False), vr.encode_read(MODEL)
    assert (body["invalid_recording"], body["recording_invalid"]) == (after_each, after_last) == ("201", "202")
    assert (item["invalid_retry_recording"], item["invalid_recording"]) == (after_each, after_last)
    assert written({"name": "x", **WRITTEN}).wrong_key_retry_recording == "201"
    assert read(READ).wrong_key_retry_recording == "201"
    assert body["invalid_recording"] != item["invalid_recording"]


def test_a_body_is_written_under_the_names_of_the_document() -> None:
    assert vr.encode_write(MODEL) == WRITTEN
    assert written(WRITTEN) == without_id(MODEL)


def test_an_answer_is_read_under_its_own_names() -> None:
    assert vr.encode_read(MODEL) == READ
    assert read(READ) == MODEL


def test_every_name_of_a_body_leads_to_a_field_of_the_model_and_back() -> None:
    reading = vr.decode_write({**WRITTEN, "id": "501"})
    assert (reading.extra, reading.lacks) == ((), ())
    assert [reading.document_path((field,)) for field in reading.fields] == [(wire,) for wire in (*WRITTEN, "id")]
    assert {*vr.WRITE_NAMES} == {*vr.READ_NAMES} == {*Receptionist.model_fields}


def test_ids_are_sent_as_text_on_request() -> None:
    body = vr.encode_write(MODEL, numbers=False)
    assert body["recording"] == "100"
    assert body["invalid_destination_id"] == "301"
    assert body["entries"][0] == {
        "option": "1",
        "destination_type": "department",
        "destination_id": "108000",
        "template_id": "7",
    }
    assert (body["timeout"], body["incorrect_count"]) == (5, 3)


def test_a_recording_that_is_none_is_sent_as_0_and_read_as_0_in_text() -> None:
    quiet = MODEL.model_copy(update={"greeting": None, "wrong_key_final_recording": None})
    assert [vr.encode_write(quiet)[name] for name in ("recording", "recording_invalid")] == [0, 0]
    assert [vr.encode_read(quiet)[name] for name in ("recording", "invalid_recording")] == ["0", "0"]


def test_a_single_sends_what_it_has() -> None:
    single = Receptionist(
        name="Welcome",
        destination_type="single",
        forward_destination_type="department",
        forward_destination_id="0108300",
    )
    assert vr.encode_write(single) == {
        "name": "Welcome",
        "description": "",
        "destination_type": "single",
        "recording": 0,
        "forward_destination_type": "department",
        "forward_destination_id": "0108300",
        "prefix": "",
        "intercom": "",
    }


# what else bodies and answers hold


def test_unknown_names_are_kept_apart_and_listed() -> None:
    reading = vr.decode_write({**WRITTEN, "incorect_count": 3, "invalid_retries": 2})
    assert reading.extra == (("incorect_count",), ("invalid_retries",))
    assert Receptionist.model_validate(reading.fields) == without_id(MODEL)


def test_an_answer_may_carry_more_than_the_documents_show() -> None:
    item = {**READ, "added_by": 10959, "ivr_menu": [{**READ["ivr_menu"][0], "webhook_id": "0", "template_id": "8"}]}
    reading = vr.decode_read(item)
    assert reading.extra == (("added_by",), ("ivr_menu", 0, "webhook_id"), ("ivr_menu", 0, "template_id"))
    assert reading.document_path(("entries", 0, "template_id")) == ("ivr_menu", 0, "sms_template_id")
    assert reading.fields["entries"][0]["template_id"] == "7"


@pytest.mark.parametrize(
    ("wire", "synonym"),
    [
        ("ivr_menu", "entries"),
        ("timeout_retries", "timeout_tries"),
        ("timeout_destination_type", "timeout_dest_type"),
        ("timeout_destination", "timeout_destination_id"),
        ("invalid_destination_type", "invalid_dest_type"),
        ("invalid_destination", "invalid_destination_id"),
        ("forward_destination_id", "forward_destination"),
    ],
)
def test_an_answer_is_read_under_every_name_of_the_family(wire: str, synonym: str) -> None:
    item = {synonym if name == wire else name: value for name, value in READ.items()}
    reading = vr.decode_read(item)
    assert Receptionist.model_validate(reading.fields) == MODEL
    assert (reading.extra, reading.lacks) == ((), ())
    (field,) = (field for field, names in vr.READ_NAMES.items() if wire in names)
    assert reading.document_path((field,)) == (synonym,)


def test_of_two_names_for_one_thing_the_first_that_is_filled_holds() -> None:
    reading = vr.decode_read({**READ, "entries": None, "timeout_destination_id": "999"})
    assert Receptionist.model_validate(reading.fields) == MODEL
    assert reading.extra == (("timeout_destination_id",),)
    late = vr.decode_read({"entries": None, **READ})
    assert Receptionist.model_validate(late.fields) == MODEL
    assert (late.extra, late.paths["entries"]) == ((), ("ivr_menu",))


def test_an_answer_without_a_destination_type_is_a_menu_where_it_carries_one() -> None:
    bare = {name: value for name, value in READ.items() if name != "destination_type"}
    assert vr.decode_read(bare).fields["destination_type"] == "multiple"
    unknown = vr.decode_read({**bare, "ivr_menu": None})
    assert "destination_type" not in unknown.fields
    assert unknown.lacks == ("destination_type",)


def test_an_answer_that_says_single_is_single_whatever_else_it_carries() -> None:
    assert vr.decode_read({**READ, "destination_type": "single"}).fields["destination_type"] == "single"


def test_seconds_are_written_and_listed_without_a_fraction_where_they_have_none() -> None:
    menus = [MODEL.model_copy(update={"timeout_seconds": seconds}) for seconds in (5.0, 2.5)]
    assert [[repr(body["timeout"]) for body in (vr.encode_write(menu), vr.encode_read(menu))] for menu in menus] == [
        ["5", "5"],
        ["2.5", "2.5"],
    ]


def test_silences_may_be_called_timeout_tries_in_a_file() -> None:
    body = {"timeout_tries" if name == "timeout_retries" else name: value for name, value in WRITTEN.items()}
    reading = vr.decode_write(body)
    assert Receptionist.model_validate(reading.fields) == without_id(MODEL)
    assert reading.document_path(("silences_allowed",)) == ("timeout_tries",)
    for both in ({**body, "timeout_retries": 2}, {"timeout_retries": 2, **body}):
        reading = vr.decode_write(both)
        assert (reading.fields["silences_allowed"], reading.extra) == (2, ())
        assert reading.document_path(("silences_allowed",)) == ("timeout_retries",)


# entries as an object


def test_entries_may_be_an_object_keyed_by_the_option() -> None:
    keyed = {
        "1": {"destination_type": "department", "destination_id": 108000, "template_id": 7},
        "*9": {"option": "*9", "destination_type": "extension", "destination_id": "050109590001"},
    }
    reading = vr.decode_write({**WRITTEN, "entries": keyed})
    assert Receptionist.model_validate(reading.fields) == without_id(MODEL)
    assert reading.extra == ()
    assert reading.document_path(("entries", 1, "destination_id")) == ("entries", "*9", "destination_id")
    assert read({**READ, "ivr_menu": keyed}) == MODEL


def test_an_entry_whose_option_says_otherwise_than_its_key_is_told() -> None:
    reading = vr.decode_write({"entries": {"1": {"option": "2"}, "3": {"option": 3}}})
    assert reading.extra == (("entries", "1", "option"),)


def test_an_answers_object_may_be_keyed_by_numbers_of_its_own() -> None:
    item = {**READ, "ivr_menu": {"0": READ["ivr_menu"][0], "1": READ["ivr_menu"][1]}}
    assert read(item) == MODEL
    assert vr.decode_read(item).document_path(("entries", 1, "option")) == ("ivr_menu", "1", "option")


# properties


@given(receptionists(), st.booleans())
def test_what_is_written_is_read_back_as_it_was(receptionist: Receptionist, numbers: bool) -> None:
    assert written(vr.encode_write(receptionist, numbers=numbers)) == receptionist


@given(receptionists(id="0501"), st.sampled_from(READS))
def test_what_an_answer_carries_is_read_and_what_it_does_not_is_listed(
    receptionist: Receptionist, reads: Reads
) -> None:
    reading = vr.decode_read(vr.encode_read(receptionist, reads))
    inferred = {"destination_type"} if receptionist.is_menu and reads == "menu" else set()
    assert reading.lacks == tuple(field for field in vr.missing_read_fields(reads) if field not in inferred)
    assert reading.fields.keys() == Receptionist.model_fields.keys() - {*reading.lacks}
    assert reading.extra == ()
    # what is lacking is put in from outside; all that was carried must then fit
    outside = {field: getattr(receptionist, field) for field in reading.lacks}
    assert Receptionist.model_validate({**reading.fields, **outside}) == receptionist


def test_what_each_level_of_an_answer_lacks() -> None:
    forward = ("destination_type", "forward_destination_type", "forward_destination_id")
    assert {reads: vr.missing_read_fields(reads) for reads in READS} == {
        "minimal": (*forward, "entries"),
        "menu": forward,
        "full": (),
    }


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["1", "option", "destination_id", "sms_template_id", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*WRITTEN, *READ, "timeout_tries", "entries", "x"]), NONSENSE))
def test_no_shape_makes_a_codec_fail_and_no_field_is_lost(document: dict[str, Any]) -> None:
    for decode in (vr.decode_write, vr.decode_read):
        reading = decode(document)
        assert {*reading.fields} <= {*Receptionist.model_fields}
        told = {reading.document_path((field,))[0] for field in reading.fields} | {path[0] for path in reading.extra}
        silent = {"timeout_tries", "timeout_retries", *(wire for wire, value in document.items() if value is None)}
        assert {*document} - told <= silent


@pytest.mark.parametrize(
    ("value", "entries"),
    [("12", "12"), (7, 7), (["12"], ["12"]), ({"1": "12"}, ["12"]), ([None], [None]), ([[]], [[]])],
)
def test_entries_of_another_shape_are_left_to_be_refused(value: Any, entries: Any) -> None:
    assert vr.decode_read({"ivr_menu": value}).fields["entries"] == entries
    assert vr.decode_write({"entries": value}).fields["entries"] == entries
