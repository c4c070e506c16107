"""The re-record bill: what a change makes untrue, and what it does not."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from simulator import Flow, load
from simulator.checks.rerecording.bill import PromptUse, RecordingBill
from simulator.checks.rerecording.bill_writer import write_bill
from simulator.config.flow import Variant
from tests.checks.rerecording.edits import call_place, change, lead, record, say
from tests.conftest import FLOWS

SHIPPED = {name: load(FLOWS / name) for name in ("clinic", "council", "surgery")}


def said(bill: RecordingBill) -> list[tuple[str, list[str], str]]:
    """The bill as names, reasons and words."""
    return [(item.name, [fault.reason for fault in item.faults], item.words) for item in bill.recordings]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_flow_against_itself_needs_nothing(name: str) -> None:
    bill = write_bill(SHIPPED[name], SHIPPED[name])
    assert (bill.recordings, bill.unjudged, bill.correct) == ((), (), bill.prompts)


def test_a_key_that_leads_elsewhere_makes_its_announcement_untrue(clinic: Flow) -> None:
    bill = write_bill(clinic, lead(clinic, "main", k1="voicemail||9001"))
    assert said(bill) == [
        (
            "greeting",
            ["key 1 now reaches Night voicemail"],
            "Welcome to Fernside Clinic. For Night voicemail, press 1. For billing, press 2. For voicemail, press 3. "
            "For reception, press 0.",
        )
    ]
    assert (bill.prompts, bill.correct, round(bill.milliseconds, -2)) == (5, 4, 7800)


def test_a_swap_exchanges_the_words(clinic: Flow) -> None:
    swapped = lead(clinic, "billing", k1="department||108003", k2="department||108002")
    assert said(write_bill(clinic, swapped)) == [
        (
            "billing-greeting",
            ["key 1 now reaches Billing questions", "key 2 now reaches Bill payments"],
            "Billing. For questions about a bill, press 1. To pay a bill, press 2. "
            "To return to the main menu, press 3. For reception, press 0.",
        )
    ]


def test_an_option_that_moves_keeps_its_words(clinic: Flow) -> None:
    assert said(write_bill(clinic, lead(clinic, "main", k1=None, k4="department||108000"))) == [
        (
            "greeting",
            ["key 1 is no longer an option of Main menu", "key 4 (Booking desk) is not announced"],
            "Welcome to Fernside Clinic. For billing, press 2. For voicemail, press 3. "
            "To book an appointment, press 4. For reception, press 0.",
        )
    ]


def test_a_new_option_takes_the_words_of_another_menu(clinic: Flow) -> None:
    ((_, reasons, words),) = said(write_bill(clinic, lead(clinic, "main", k4="department||108002")))
    assert reasons == ["key 4 (Bill payments) is not announced"]
    assert "For voicemail, press 3. To pay a bill, press 4. For reception, press 0." in words


def test_a_change_that_no_prompt_mentions_needs_nothing(clinic: Flow) -> None:
    longer = change(clinic, "main", timeout_seconds=9, wrong_keys_allowed=1, description="Another", name="Front door")
    assert write_bill(clinic, longer).recordings == ()
    assert write_bill(clinic, say(clinic, "244", "Sorry  that was NOT one of the choices")).recordings == ()


def test_a_recording_with_several_uses_is_judged_in_each(clinic: Flow) -> None:
    bill = write_bill(
        clinic, change(clinic, "main", silence_destination_type="voicemail", silence_destination_id="9001")
    )
    (item,) = bill.recordings
    assert (item.name, item.is_separate) == ("goodbye", True)
    assert item.uses == (PromptUse("main", "silence_final_recording"),)
    assert item.words == "We will now put you through to Night voicemail. Goodbye for now."


def test_where_every_use_has_changed_the_recording_itself_is_made_anew(clinic: Flow) -> None:
    new = clinic
    for key in ("main", "billing"):
        for cause in ("silence", "wrong_key"):
            moved = {f"{cause}_destination_type": "voicemail", f"{cause}_destination_id": "9001"}
            new = change(new, key, **moved)
    (item,) = write_bill(clinic, new).recordings
    assert (item.name, item.is_separate, len(item.uses)) == ("goodbye", False, 4)


def test_another_name_for_the_same_place_counts(clinic: Flow) -> None:
    ((_, reasons, words),) = said(write_bill(clinic, call_place(clinic, "department||108000", "Vaccinations")))
    assert reasons == ["key 1 reaches department||108000, which is now called 'Vaccinations'"]
    assert words.startswith("Welcome to Fernside Clinic. For Vaccinations, press 1. For billing")


def test_a_place_without_a_name_leaves_the_words_to_be_written(clinic: Flow) -> None:
    ((_, reasons, words),) = said(write_bill(clinic, lead(clinic, "main", k1="department||777")))
    assert (reasons, words) == (["key 1 now reaches department||777"], "")


def test_words_that_the_author_changed_are_recorded_as_they_are(clinic: Flow) -> None:
    script = "Hello. To book, press 1. For billing, press 2. For voicemail, press 3. For reception, press 0."
    (item,) = write_bill(clinic, say(clinic, "19549", script)).recordings
    assert (item.words, item.is_proposed, item.faults) == (script, False, ())
    assert item.written is not None
    assert item.written.path == ("recordings", "19549", "script")


def test_words_that_are_written_down_at_last_were_recorded_before(clinic: Flow) -> None:
    silent = say(clinic, "19549", "")
    assert write_bill(silent, clinic).recordings == ()


def test_a_prompt_without_words_cannot_be_judged_where_its_menu_changed(clinic: Flow) -> None:
    silent = say(say(clinic, "19549", ""), "19550", "")
    bill = write_bill(silent, lead(silent, "main", k1="voicemail||9001"))
    assert [(item.name, item.reason) for item in bill.unjudged] == [
        ("greeting", "it has no script, and Main menu has changed")
    ]
    assert (bill.untouched, bill.correct) == (1, 3)


def test_a_language_that_is_not_read_is_named(clinic: Flow) -> None:
    polish = say(
        clinic, "19549", "Witamy w przychodni. Aby umówić wizytę, proszę nacisnąć jeden. Aby zapłacić rachunek, dwa."
    )
    (item,) = write_bill(polish, lead(polish, "main", k1="voicemail||9001")).unjudged
    assert (item.name, item.language) == ("greeting", "Polish")
    assert write_bill(polish, polish).unjudged == ()


def test_names_in_another_language_bear_nothing_out(clinic: Flow) -> None:
    spanish = say(clinic, "19549", "Para una cita, pulse 1. Para las facturas, pulse 2. Para recepción, pulse 0.")
    moved = lead(spanish, "main", k1="department||108003")
    bill = write_bill(spanish, moved)
    assert bill.recordings == ()
    assert [item.reason for item in bill.unjudged] == [
        'in Main menu, "Para una cita, pulse 1": key 1 led to Booking desk and now leads to Billing questions, '
        "and neither name shares a word with the prompt (names in es would help)"
    ]


def test_a_variant_is_judged_too(clinic: Flow) -> None:
    night = lead(clinic, "main", k1="voicemail||9001").receptionists["main"]
    varied = replace(clinic, variants={"night": Variant(receptionists={"main": night})})
    (item,) = write_bill(clinic, varied).recordings
    assert item.is_separate
    assert item.uses == (PromptUse("main", "greeting", "night"),)
    assert item.faults[0].place.path == ("variants", "night", "receptionists", "main", "entries")
    assert write_bill(varied, varied).recordings == ()


def test_only_prompts_that_are_heard_count(clinic: Flow) -> None:
    moved = lead(clinic, "main", k1="voicemail||9001")
    bill = write_bill(clinic, moved, heard_in={"billing"})
    assert (bill.prompts, bill.recordings) == (4, ())


# -- any change -----------------------------------------------------------------------------------


@st.composite
def changed_flows(draw: st.DrawFn) -> tuple[Flow, Flow]:
    """A shipped flow, and the same after up to three changes of one menu each."""
    old = SHIPPED[draw(st.sampled_from(sorted(SHIPPED)))]
    addresses = [*map(str, old.destinations), *(f"ivr||@{key}" for key in old.receptionists)]
    new = old
    for _ in range(draw(st.integers(1, 3))):
        menu = draw(st.sampled_from([key for key, item in old.receptionists.items() if item.is_menu]))
        address, option = draw(st.sampled_from(addresses)), draw(st.sampled_from("1234567890*"))
        field = draw(st.sampled_from(["key", "key", "gone", "wrong_key", "silence"]))
        if field in ("key", "gone"):
            new = lead(new, menu, **{f"k{option}": address if field == "key" else None})
        else:
            kind, _, id = address.partition("||")
            new = change(new, menu, **{f"{field}_destination_type": kind, f"{field}_destination_id": id})
    return old, new


@settings(max_examples=25)
@given(flows=changed_flows())
def test_what_is_recorded_as_proposed_is_true(flows: tuple[Flow, Flow]) -> None:
    old, new = flows
    bill = write_bill(old, new)
    hopeless = [[fault.reason for fault in item.faults] for item in bill.recordings if not item.words]
    after = write_bill(old, record(new, bill))
    assert [reasons for _, reasons, _ in said(after) if reasons and reasons not in hopeless] == []
    assert write_bill(new, new).recordings == ()
