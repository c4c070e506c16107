"""The one comparison of live with desired: what differs, what is unread, and in which words."""

from simulator.config.receptionist import Entry
from simulator.provider.change.field_comparison import compare_receptionist
from simulator.provider.live.list_items import live_of
from simulator.provider.live.live_fields import Unsaid
from simulator.provider.live.state_comparison import (
    FieldDifference,
    StateComparison,
    UnacceptedValue,
    compare_states,
    read_state,
)
from simulator.wire import vr
from tests.provider.lived import menu


def test_a_field_that_the_response_leaves_out_is_unread_and_does_not_differ() -> None:
    live = {"name": "b", "timeout_seconds": Unsaid("x"), "description": "", "intercom": "7"}
    desired = {"name": "a", "timeout_seconds": 5.0}
    assert compare_states(live, desired, [*live, "greeting"]) == StateComparison(
        (FieldDifference("name", "b", "a"), FieldDifference("intercom", "7", None)), ("timeout_seconds", "greeting")
    )


def test_only_a_state_that_was_read_in_full_is_a_complete_match() -> None:
    live = {"name": "a"}
    assert compare_states(live, {"name": "a"}, ["name"]).is_complete_match
    assert not compare_states(live, {"name": "b"}, ["name"]).is_complete_match
    assert not compare_states(live, {"name": "a"}, ["name", "greeting"]).is_complete_match


def test_a_greeting_that_is_compared_to_the_letter_tells_speech_from_a_recording() -> None:
    live, desired = {"greeting": "5"}, {"greeting": "outbound_tts:5"}
    assert compare_states(live, desired, ["greeting"]).fields == []
    assert compare_states(live, desired, ["greeting"], exact=["greeting"]).fields == ["greeting"]


def test_entries_differ_option_by_option_in_the_order_of_the_state_that_comes_first() -> None:
    one, two = (Entry(option=key, destination_type="department", destination_id=key) for key in "12")
    difference = FieldDifference("entries", (one,), (two,))
    assert [*difference.parts()] == [
        ("option 1", "department||1", "nothing"),
        ("option 2", "nothing", "department||2"),
    ]
    assert [*difference.parts(desired_first=True)] == [
        ("option 2", "nothing", "department||2"),
        ("option 1", "department||1", "nothing"),
    ]


def test_a_live_value_that_the_model_does_not_accept_differs_from_every_desired_one() -> None:
    live = live_of({**vr.encode_read(menu("701")), "timeout": 900})
    assert live is not None
    assert read_state(live)["timeout_seconds"] == UnacceptedValue("900")
    comparison = compare_states(read_state(live), dict(menu("701")), ["name", "timeout_seconds"])
    assert [part for difference in comparison.differences for part in difference.parts()] == [("timeout", "900", "5")]
    assert compare_receptionist("main", "701", menu("701"), live, None, "vr").differs == ("timeout_seconds",)
