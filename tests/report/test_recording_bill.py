"""The re-record bill as people read it."""

import json
from decimal import Decimal

from simulator import Flow
from simulator.checks.rerecording.bill_writer import write_bill
from simulator.report.recording_bill import (
    BillView,
    StudioPrice,
    bill_json,
    bill_sheet_csv,
    bill_sheet_markdown,
    bill_text,
)
from tests.checks.rerecording.edits import call_place, change, lead, say


def view(old: Flow, new: Flow, price: StudioPrice | None = None) -> BillView:
    return BillView(write_bill(old, new), new, {}, price)


def test_nothing_to_record_is_one_line(clinic: Flow) -> None:
    assert bill_text(view(clinic, clinic, StudioPrice(Decimal(180), "£"))) == (
        "Nothing to re-record: all 5 are still correct.\n"
        "Studio: no session is needed.\n"
        "Could not be judged: none (languages understood: en)"
    )


def test_several_recordings_and_doubts(clinic: Flow) -> None:
    old = say(say(clinic, "245", ""), "19550", "Para la caja, pulse 1. Para preguntas, pulse 2. Para volver, pulse 3.")
    new = change(
        lead(lead(old, "main", k1=None, k4="department||7"), "billing", k4="department||108000"),
        "main", silence_destination_type="voicemail", silence_destination_id="9001",
    )  # fmt: skip
    assert bill_text(view(old, new, StudioPrice(Decimal("99.50"), after=" EUR"))).splitlines() == [
        "Re-record 3 of 5 prompts, about 28 s of audio; 1 is still correct and 1 could not be judged.",
        "19549  greeting (greeting.wav, 8 kHz mono 16 bit; used in Main menu)",
        '  untrue   "To book an appointment, press 1": key 1 is no longer an option of Main menu',
        "  missing  key 4 (department||7) is not announced",
        "  record   (to be written)",
        "           no words can be proposed: write them in flow.yaml, and name every destination there",
        "246  goodbye (goodbye-main.wav, 8 kHz mono 16 bit; a recording of its own, used in Main menu "
        "(after the last silence); goodbye stays as it is elsewhere)",
        '  untrue   "reception": the call now goes to Night voicemail',
        '  record   "We will now put you through to Night voicemail. Goodbye for now."',
        "           proposed from the destination's name: read it before you send it",
        "19550  billing-greeting (billing-greeting.wav, 8 kHz mono 16 bit; used in Billing)",
        "  missing  key 4 (Booking desk) is not announced",
        '  record   "Para la caja, pulse 1. Para preguntas, pulse 2. Para volver, pulse 3. '
        'Para Booking desk, pulse 4."',
        "           proposed from the destination's name: read it before you send it",
        "To avoid re-recording in Billing: leave key 4 to Booking desk (not announced: IVR304)",
        "Studio: 2 sessions (en, es) at 99.50 EUR, 199.00 EUR in all.",
        "Could not be judged: 1 (languages understood: en, es)",
        "  245  are-you-there: it has no script, and Main menu has changed",
    ]


def test_words_of_the_author_are_not_proposed(clinic: Flow) -> None:
    new = say(clinic, "244", "Sorry, please try again.")
    assert bill_text(view(clinic, new)).splitlines()[1:4] == [
        "244  sorry (sorry.wav, 8 kHz mono 16 bit; used in Main menu (after a wrong key, another try left) and Billing "
        "(after a wrong key, another try left))",
        "  new      these words have not been recorded yet",
        '  record   "Sorry, please try again."',
    ]


def test_json_holds_the_same(clinic: Flow) -> None:
    told = json.loads(json.dumps(bill_json(view(clinic, lead(clinic, "main", k1="voicemail||9001")))))
    assert {key: told[key] for key in ("prompts", "correct", "not_affected", "languages", "studio", "unjudged")} == {
        "prompts": 5, "correct": 4, "not_affected": 0, "languages": ["en"], "studio": None, "unjudged": [],
    }  # fmt: skip
    (item,) = told["record"]
    assert item["untrue"] == [
        {
            "kind": "elsewhere",
            "words": "To book an appointment, press 1",
            "reason": "key 1 now reaches Night voicemail",
            "rule": "IVR306",
            "file": None,
            "line": None,
        }
    ]
    assert (item["proposed"], item["proposed_from"], item["separate"]) == (True, ["the destination's name"], False)
    assert told["keep"][0]["kept"] == {"1": "Booking desk"}


def test_the_sheet_is_safe_in_a_table_and_in_a_spreadsheet(clinic: Flow) -> None:
    hostile = call_place(clinic, "voicemail||9001", "=cmd|x")
    short = say(hostile, "19549", "For booking, press 1.")
    sheet = view(short, lead(short, "main", k1="voicemail||9001"))
    assert bill_sheet_markdown(sheet).splitlines()[4] == (
        "| 1 | greeting.wav | For =cmd\\|x, press 1. | Main menu | about 8.2 s "
        "| proposed from the destination's name: read it before you send it |"
    )
    named = say(hostile, "19549", "=For booking, press 2.", file="+a.wav")
    assert bill_sheet_csv(view(hostile, named)).splitlines()[1].startswith("1,'+a.wav,")
