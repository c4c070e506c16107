"""New words for a prompt, in the languages that are read."""

import pytest

from simulator import Flow
from simulator.checks.rerecording.bill_writer import write_bill
from tests.checks.rerecording.edits import change, lead, say


def words(old: Flow, new: Flow) -> list[str]:
    return [item.words for item in write_bill(old, new).recordings]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            "For booking press one, for billing press two, or stay on the line for reception.",
            "For Night voicemail press one. For billing press two. Stay on the line for reception.",
        ),
        (
            "Welcome. For booking, press 1, for billing, press 2, for voicemail, press 3 or for reception, press 0.",
            "Welcome. For Night voicemail, press 1. For billing, press 2. For voicemail, press 3. "
            "For reception, press 0.",
        ),
        (
            "Press one for booking, press two for billing, press three for voicemail or press zero for reception.",
            "For Night voicemail, press one. Press two for billing. Press three for voicemail. "
            "Press zero for reception.",
        ),
        (
            "Press 1 or 2 for booking and billing. For voicemail, press 3.",
            "For Night voicemail, press 1. For booking and billing, press 2. For voicemail, press 3.",
        ),
        (
            "Need an appointment? Press 1. For billing, press 2.",
            "For Night voicemail, press 1. For billing, press 2.",
        ),
        (
            "Willkommen. Für Termine drücken Sie die 1, für Rechnungen die 2 und für den Empfang die 0.",
            "Willkommen. Für Night voicemail drücken Sie die 1. Für Rechnungen die 2. Für den Empfang die 0.",
        ),
        ("Para reservas, pulse 1. Para facturas, pulse 2.", "Para Night voicemail, pulse 1. Para facturas, pulse 2."),
        (
            "Pour les rendez-vous, appuyez sur le 1. Pour la facturation, appuyez sur le 2.",
            "Pour Night voicemail, appuyez sur le 1. Pour la facturation, appuyez sur le 2.",
        ),
        (
            "Para marcar consultas, digite 1. Para faturas, digite 2.",
            "Para Night voicemail, digite 1. Para faturas, digite 2.",
        ),
        ("नियुक्ति के लिए 1 दबाएँ। बिल के लिए 2 दबाएँ।", "Night voicemail के लिए 1 दबाएँ। बिल के लिए 2 दबाएँ।"),
        (
            "Appointment ke liye 1 dabaiye. Bill ke liye 2 dabaiye.",
            "Night voicemail ke liye 1 dabaiye. Bill ke liye 2 dabaiye.",
        ),
        ("1 - Booking\n2 - Billing\n3 - Voicemail", ""),  # a list with signs of its own is left to its author
    ],
)
def test_a_clause_is_exchanged_and_the_rest_stays(clinic: Flow, script: str, expected: str) -> None:
    old = say(clinic, "19549", script)
    assert words(old, lead(old, "main", k1="voicemail||9001")) == [expected]


def test_a_removed_option_takes_its_words_along(clinic: Flow) -> None:
    old = say(clinic, "19549", "For booking, press 1; for billing, press 2; and for voicemail, press 3.")
    assert words(old, lead(old, "main", k2=None)) == ["For booking, press 1. For voicemail, press 3."]


def test_a_promise_that_ends_in_nothing_is_left_out(clinic: Flow) -> None:
    new = clinic
    for key in ("main", "billing"):
        for cause in ("silence", "wrong_key"):
            new = change(new, key, **{f"{cause}_destination_type": "hangup", f"{cause}_destination_id": "1"})
    assert words(clinic, new) == ["Goodbye for now."]


def test_a_key_that_works_again_is_no_longer_denied(clinic: Flow) -> None:
    old = say(clinic, "19549", "For booking, press 1. Option 4 is no longer available. For reception, press 0.")
    assert words(old, lead(old, "main", k4="department||108003")) == [
        "For booking, press 1. For questions about a bill, press 4. For reception, press 0."
    ]


def test_an_order_that_does_not_ascend_is_kept(clinic: Flow) -> None:
    old = say(clinic, "19549", "For billing, press 2. For booking, press 1. For voicemail, press 3.")
    assert words(old, lead(old, "main", k4="department||108003"))[0].endswith(
        "For booking, press 1. For voicemail, press 3. For questions about a bill, press 4."
    )
