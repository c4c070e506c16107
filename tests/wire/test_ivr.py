"""The ``ivr`` dialect: menus in parallel arrays, auto attendants, and the documented sample."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.receptionist import Receptionist
from simulator.testing.strategies import receptionists
from simulator.wire import ivr, vr
from simulator.wire.decoding import Path as Place

SAMPLE = Path(__file__).parents[2] / "flows" / "acefone-sample.json"
WRITTEN: dict[str, Any] = {
    "name": "Main menu",
    "description": "By day",
    "recording": "recording||19549",
    "timeout": 5,
    "option": ["1", "*9"],
    "destination": ["department||108000", "extension||050109590001"],
    "sms_template": ["7", ""],
    "incorrect_count": 3,
    "invalid_recording": 201,
    "invalid_destination": "extension||301",
    "timeout_retry_recording": 203,
    "timeout_recording": 204,
    "timeout_destination": "voicemail||0302",
    "timeout_tries": 4,
    "recording_invalid": 202,
}
READ: dict[str, Any] = {
    "id": "501",
    "name": "Main menu",
    "description": "By day",
    "recording": "19549",
    "timeout": 5,
    "invalid_retries": 3,
    "invalid_retry_recording": "201",
    "invalid_destination_type": "extension",
    "invalid_destination": "301",
    "timeout_retry_recording": "203",
    "timeout_recording": "204",
    "timeout_dest_type": "voicemail",
    "timeout_destination": "0302",
    "timeout_retries": 4,
    "invalid_recording": "202",
    "ivr_menu": [
        {
            "option": "1",
            "destination_type": "department",
            "destination_id": "108000",
            "sms_template_id": "7",
            "webhook_id": "0",
        },
        {
            "option": "*9",
            "destination_type": "extension",
            "destination_id": "050109590001",
            "sms_template_id": "0",
            "webhook_id": "0",
        },
    ],
}
MODEL = Receptionist.model_validate(
    {
        "name": "Main menu",
        "description": "By day",
        "destination_type": "multiple",
        "greeting": "19549",
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
    }
)
SINGLE = Receptionist(
    name="Welcome",
    destination_type="single",
    greeting="0070",
    forward_destination_type="department",
    forward_destination_id="108300",
)
ATTENDANT = {
    "name": "Welcome",
    "description": "",
    "recording_type": "recording",
    "recording_id": "0070",
    "destination_type": "department",
    "destination_id": 108300,
}


def written(body: dict[str, Any]) -> Receptionist:
    return Receptionist.model_validate(ivr.decode_write(body).fields)


def read(item: dict[str, Any]) -> Receptionist:
    return Receptionist.model_validate(ivr.decode_read(item).fields)


def test_the_naming_trap_is_the_same_in_this_dialect() -> None:
    body, item = ivr.encode_write(MODEL, numbers=False), ivr.encode_read(MODEL)
    assert (body["invalid_recording"], body["recording_invalid"]) == ("201", "202")
    assert (item["invalid_retry_recording"], item["invalid_recording"]) == ("201", "202")
    assert [made.wrong_key_retry_recording for made in (written(body), read(item))] == ["201", "201"]
    assert [made.wrong_key_final_recording for made in (written(body), read(item))] == ["202", "202"]


def test_a_menu_is_written_in_parallel_arrays() -> None:
    assert ivr.encode_write(MODEL) == WRITTEN
    assert written(WRITTEN) == MODEL


def test_a_menu_is_read_under_the_documented_names() -> None:
    listed = MODEL.model_copy(update={"id": "501"})
    assert ivr.encode_read(listed) == READ
    assert read(READ) == listed


def test_a_single_is_an_auto_attendant() -> None:
    assert ivr.encode_write(SINGLE) == ATTENDANT
    assert ivr.encode_write(SINGLE, numbers=False) == {**ATTENDANT, "destination_id": "108300"}
    assert ivr.encode_read(SINGLE.model_copy(update={"id": "9"})) == {
        "id": "9",
        **ATTENDANT,
        "destination_id": "108300",
    }
    assert written(ATTENDANT) == read(ATTENDANT) == SINGLE


def test_the_documented_sample_is_read_whole() -> None:
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    reading = ivr.decode_read(sample["ivrs"][0])
    assert Receptionist.model_validate(reading.fields).model_dump(exclude_defaults=True) == {
        "id": "7926",
        "name": "Welcome IVR",
        "description": "Welcome IVR",
        "destination_type": "multiple",
        "greeting": "19549",
        "entries": ({"option": "1", "destination_type": "ringgroup", "destination_id": "17839"},),
        "timeout_seconds": 30.0,
        "wrong_keys_allowed": 1,
        "wrong_key_retry_recording": "244",
        "wrong_key_final_recording": "244",
        "wrong_key_destination_type": "extension",
        "wrong_key_destination_id": "050109590001",
        "silences_allowed": 1,
        "silence_retry_recording": "245",
        "silence_final_recording": "245",
        "silence_destination_type": "extension",
        "silence_destination_id": "050109590001",
    }
    assert reading.lacks == ivr.MENU_NOT_READ
    assert reading.extra == (("added_by",), ("ivr_menu", 0, "webhook_id"))


# greetings


@pytest.mark.parametrize(
    ("greeting", "sent"),
    [
        ("19549", "recording||19549"),
        ("outbound_tts:7", "outbound_tts||7"),
        (None, "recording||0"),
        ("a:b", "recording||a:b"),
    ],
)
def test_a_greeting_is_sent_with_its_kind(greeting: str | None, sent: str) -> None:
    menu = MODEL.model_copy(update={"greeting": greeting})
    assert ivr.encode_write(menu)["recording"] == sent
    assert written(ivr.encode_write(menu)) == menu


@pytest.mark.parametrize(
    ("value", "greeting"),
    [
        ("recording|19549", "19549"),
        ("outbound_tts|7", "outbound_tts:7"),
        ("outbound_tts||0", None),
        ("recording||", None),
        ("19549", "19549"),
        (19549, "19549"),
        ("0", None),
        (None, None),
    ],
)
def test_a_greeting_is_taken_in_every_form(value: Any, greeting: str | None) -> None:
    assert written({**WRITTEN, "recording": value}).greeting == greeting


@pytest.mark.parametrize("value", ["music||7", "||7", ["19549"], True])
def test_a_greeting_of_another_kind_is_left_to_be_refused(value: Any) -> None:
    assert ivr.decode_write({"recording": value}).fields["greeting"] == value


@pytest.mark.parametrize(
    ("id", "greeting"),
    [("7", "outbound_tts:7"), (7, "outbound_tts:7"), (7.0, "outbound_tts:7"), ("0", None), ("", None)],
)
def test_an_auto_attendant_may_speak_a_text(id: Any, greeting: str | None) -> None:
    assert read({**ATTENDANT, "recording_type": "outbound_tts", "recording_id": id}).greeting == greeting


def test_a_spoken_text_that_is_no_id_is_left_to_be_refused() -> None:
    fields = ivr.decode_attendant({"recording_type": "outbound_tts", "recording_id": ["7"]}).fields
    assert fields["greeting"] == ["7"]
    assert "greeting" not in ivr.decode_attendant({"recording_type": "outbound_tts"}).fields


def test_a_menus_answer_tells_only_the_id_of_a_spoken_text() -> None:
    spoken = MODEL.model_copy(update={"greeting": "outbound_tts:7"})
    assert read(ivr.encode_read(spoken)).greeting == "7"


# destinations and arrays


@pytest.mark.parametrize(
    ("value", "kind", "id"),
    [
        ("extension||301", "extension", "301"),
        ("extension|301", "extension", "301"),
        ("extension||a|b", "extension", "a|b"),
        ("extension||", "extension", ""),
        ("extension", "extension", None),
        ("", "", None),
        (None, None, None),
        (301, 301, None),
        ([], [], None),
    ],
)
def test_a_destination_is_a_type_and_an_id(value: Any, kind: Any, id: str | None) -> None:
    reading = ivr.decode_write({"invalid_destination": value, "destination": [value]})
    assert reading.fields["wrong_key_destination_type"] == kind
    assert reading.fields["wrong_key_destination_id"] == id
    assert reading.fields["entries"] == [{"destination_type": kind, "destination_id": id}]
    assert reading.document_path(("wrong_key_destination_id",)) == ("invalid_destination",)
    assert reading.document_path(("entries", 0, "destination_id")) == ("destination", 0)


def test_a_shorter_array_leaves_its_field_out() -> None:
    body = {"option": ["1"], "destination": ["ivr||1", "ivr||2"], "sms_template": ["0", "0", "9"]}
    assert ivr.decode_write(body).fields["entries"] == [
        {"option": "1", "destination_type": "ivr", "destination_id": "1", "template_id": "0"},
        {"destination_type": "ivr", "destination_id": "2", "template_id": "0"},
        {"template_id": "9"},
    ]


@pytest.mark.parametrize("name", ["option", "destination", "sms_template"])
@pytest.mark.parametrize("value", [None, "1", 7, {"0": "1"}, True])
def test_an_array_that_is_none_is_left_to_be_refused_at_its_own_place(name: str, value: Any) -> None:
    reading = ivr.decode_write({**WRITTEN, name: value})
    assert reading.fields["entries"] == value
    assert reading.document_path(("entries",)) == (name,)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (("greeting",), ("recording",)),
        (("entries",), ("option",)),
        (("entries", 1), ("option", 1)),
        (("entries", 1, "template_id"), ("sms_template", 1)),
        (("silences_allowed",), ("timeout_tries",)),
        (("silence_destination_type",), ("timeout_destination",)),
    ],
)
def test_a_problem_of_a_menu_is_shown_where_the_body_has_it(place: Place, path: Place) -> None:
    assert ivr.decode_write(WRITTEN).document_path(place) == path


@pytest.mark.parametrize(
    ("field", "path"),
    [("greeting", ("recording_id",)), ("forward_destination_type", ("destination_type",)), ("name", ("name",))],
)
def test_a_problem_of_an_attendant_is_shown_where_the_body_has_it(field: str, path: Place) -> None:
    assert ivr.decode_attendant(ATTENDANT).document_path((field,)) == path


def test_an_attendants_recording_is_a_number_where_numbers_are_sent_and_ids_keep_their_signs() -> None:
    spoken = SINGLE.model_copy(update={"greeting": "outbound_tts:12"})
    odd = SINGLE.model_copy(update={"greeting": "outbound_tts:a:b||c"})
    assert [
        (body["recording_type"], body["recording_id"])
        for body in (
            ivr.encode_write(spoken),
            ivr.encode_write(spoken, numbers=False),
            ivr.encode_read(spoken),
            ivr.encode_write(odd),
        )
    ] == [("outbound_tts", 12), ("outbound_tts", "12"), ("outbound_tts", "12"), ("outbound_tts", "a:b||c")]
    assert ivr.encode_read(MODEL.model_copy(update={"greeting": "a||b"}))["recording"] == "a||b"
    assert ivr.encode_write(SINGLE.model_copy(update={"greeting": None}))["recording_id"] == 0


def test_seconds_are_sent_without_a_fraction_where_they_have_none() -> None:
    sent = [ivr.encode_write(MODEL.model_copy(update={"timeout_seconds": seconds})) for seconds in (5.0, 2.5)]
    assert [repr(body["timeout"]) for body in sent] == ["5", "2.5"]


def test_a_body_without_arrays_says_nothing_of_entries() -> None:
    reading = ivr.decode_write({"name": "x"})
    assert "entries" not in reading.fields
    assert "entries" in reading.lacks


def test_extra_fields_are_kept_apart_and_listed() -> None:
    assert ivr.decode_write({**WRITTEN, "transfer code": "7", "prefix": "x"}).extra == (("transfer code",), ("prefix",))
    assert ivr.decode_read({**ATTENDANT, "added_by": 1}).extra == (("added_by",),)


def test_templates_are_always_sent_unless_that_is_turned_off() -> None:
    entries = MODEL.entries or ()
    plain = MODEL.model_copy(update={"entries": entries[1:]})
    none = MODEL.model_copy(update={"entries": ()})
    assert [ivr.encode_write(menu)["sms_template"] for menu in (MODEL, plain, none)] == [["7", ""], [""], []]
    assert ivr.encode_write(MODEL, sms_template=False) == WRITTEN
    assert "sms_template" not in ivr.encode_write(plain, sms_template=False)
    for sms_template in (True, False):
        assert written(ivr.encode_write(plain, sms_template=sms_template)) == plain
    assert ivr.encode_write(SINGLE, sms_template=True) == ATTENDANT


@pytest.mark.parametrize("none", ["", "0", 0, None])
def test_no_template_is_read_in_every_spelling(none: Any) -> None:
    assert written({**WRITTEN, "sms_template": ["7", none]}) == MODEL


# properties


def carried(receptionist: Receptionist, lacks: tuple[str, ...]) -> Receptionist:
    """A receptionist without what a document lacks."""
    kept = {field: value for field, value in receptionist.model_dump().items() if field not in lacks}
    return Receptionist.model_validate(kept)


def not_carried(receptionist: Receptionist) -> tuple[str, ...]:
    if receptionist.is_menu:
        return ivr.MENU_NOT_READ
    return tuple(field for field in vr.WRITE_NAMES if field not in ivr.ATTENDANT_READ)


@given(receptionists(id="0501"), st.booleans(), st.booleans())
def test_what_is_written_is_read_back_but_for_what_has_no_name(
    receptionist: Receptionist, numbers: bool, sms_template: bool
) -> None:
    body = ivr.encode_write(receptionist, numbers=numbers, sms_template=sms_template)
    reading = ivr.decode_write(body)
    if receptionist.is_menu and sms_template:
        assert len(body["sms_template"]) == len(body["option"]) == len(body["destination"])
    assert reading.lacks == ("id", *not_carried(receptionist))
    assert {*ivr.NOT_WRITTEN} < {*reading.lacks}
    assert Receptionist.model_validate(reading.fields) == carried(receptionist, reading.lacks)
    assert reading.extra == ()


@given(receptionists(id="0501"))
def test_what_an_answer_carries_is_read_and_what_it_does_not_is_listed(receptionist: Receptionist) -> None:
    reading = ivr.decode_read(ivr.encode_read(receptionist))
    assert reading.lacks == not_carried(receptionist)
    assert Receptionist.model_validate(reading.fields) == carried(receptionist, reading.lacks)
    assert [path[-1] for path in reading.extra] == ["webhook_id"] * len(receptionist.entries or ())


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "1", "a||1", "a|1", "||", "0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["0", "option"]), inner, max_size=2),
    max_leaves=6,
)
NAMES = [*WRITTEN, *READ, *ATTENDANT, "x"]


@given(st.dictionaries(st.sampled_from(NAMES), NONSENSE, max_size=8))
def test_no_shape_makes_a_codec_fail(document: dict[str, Any]) -> None:
    for decode in (ivr.decode_write, ivr.decode_read):
        reading = decode(document)
        assert {*reading.fields} <= {*Receptionist.model_fields}
        assert not {*reading.fields} & {*reading.lacks}
