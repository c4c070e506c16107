"""What plays where in two flows, and what played there before."""

from dataclasses import replace

from simulator import Destination, Flow
from simulator.checks.rerecording.bill import FieldPlace, PromptUse
from simulator.checks.rerecording.prompt_uses import FlowPair, flow_pairs, heeded_options, onward_of, place_name
from simulator.config.flow import Variant
from tests.checks.rerecording.edits import call_place, change, lead, say

GREETING = PromptUse("main", "greeting")


def test_every_use_is_listed(clinic: Flow) -> None:
    uses = [(use.receptionist, use.field, id) for use, id in FlowPair(clinic, clinic).uses()]
    assert uses[0] == ("main", "greeting", "19549")
    assert len(uses) == 10


def test_a_renamed_receptionist_is_the_same_place(clinic: Flow) -> None:
    menus = {"front": clinic.receptionists["main"], "billing": clinic.receptionists["billing"]}
    pair = FlowPair(clinic, replace(clinic, entry="front", receptionists=menus))
    assert pair.is_same_place(Destination("ivr", "@main"), Destination("auto_attendant", "@front"))
    assert not pair.is_same_place(Destination("ivr", "@main"), Destination("ivr", "@billing"))
    assert not pair.is_same_place(Destination("ivr", "@main"), Destination("hangup", "1"))
    assert pair.in_new(Destination("ivr", "@main")) == Destination("ivr", "@front")
    assert pair.before("front") == clinic.receptionists["main"]


def test_a_receptionist_that_is_gone_is_no_place(clinic: Flow) -> None:
    pair = FlowPair(clinic, replace(clinic, receptionists={"main": clinic.receptionists["main"]}))
    assert pair.in_new(Destination("ivr", "@billing")) is None
    assert FlowPair(pair.new, clinic).before("billing") is None


def test_other_marks_are_the_same_words(clinic: Flow) -> None:
    pair = FlowPair(clinic, say(clinic, "244", "SORRY -- that was not one of the choices!"))
    assert pair.has_same_words("244")
    assert not FlowPair(clinic, say(clinic, "244", "Sorry.")).has_same_words("244")
    assert FlowPair(clinic, say(clinic, "244", "")).script("244") == "Sorry, that was not one of the choices."


def test_a_prompt_is_touched_by_its_menu_its_words_and_its_names(clinic: Flow) -> None:
    changes = {
        "nothing": clinic,
        "a wait": change(clinic, "main", timeout_seconds=9),
        "a key": lead(clinic, "main", k4="hangup||1"),
        "silence": change(clinic, "main", silence_destination_type="hangup", silence_destination_id="1"),
        "wrong keys": change(clinic, "main", wrong_key_destination_type="hangup", wrong_key_destination_id="1"),
        "a name": call_place(clinic, "department||108000", "Vaccinations"),
        "words": say(clinic, "19549", "Hello."),
    }
    touched = [name for name, new in changes.items() if FlowPair(clinic, new).is_touched(GREETING, "19549")]
    assert touched == ["a key", "silence", "a name", "words"]
    assert FlowPair(change(clinic, "main", greeting="244"), clinic).is_touched(GREETING, "19549")


def test_no_key_counts_at_the_end(clinic: Flow) -> None:
    menu = clinic.receptionists["main"]
    assert list(heeded_options(menu, "greeting")) == ["1", "2", "3", "0"]
    assert heeded_options(menu, "silence_final_recording") == {}
    assert heeded_options(None, "greeting") == {}


def test_a_call_goes_on_after_last_recordings_and_announcements(clinic: Flow) -> None:
    menu = clinic.receptionists["main"]
    onward = onward_of(menu, "silence_final_recording")
    assert onward is not None
    assert (onward.field, onward.destination.id) == ("silence_destination_id", "050109590001")
    assert [onward_of(item, "greeting") for item in (menu, None)] == [None, None]


def test_places_have_names(clinic: Flow) -> None:
    places = [Destination("ivr", "@billing"), Destination("hangup", "1"), Destination("department", "108000")]
    assert [place_name(clinic, place) for place in (*places, Destination("department", "7"))] == [
        "Billing", "the end of the call", "Booking desk", "department||7",
    ]  # fmt: skip


def test_what_a_variant_changes_stands_in_flow_yaml(clinic: Flow) -> None:
    night = {"main": lead(clinic, "main", k1=None).receptionists["main"]}
    varied = replace(clinic, variants={"night": Variant(receptionists=night)})
    plain, pair = flow_pairs(clinic, varied)
    assert (plain.variant, pair.variant) == ("", "night")
    assert pair.place_of(PromptUse("main", "greeting", "night"), "entries") == FieldPlace(
        "||", ("variants", "night", "receptionists", "main", "entries")
    )
    assert pair.place_of(PromptUse("billing", "greeting", "night"), "name") == FieldPlace("billing", ("name",))
