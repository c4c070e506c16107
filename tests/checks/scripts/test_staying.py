"""Staying on the line as a choice: many wordings, and those that only sound like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.staying import StayOffer, stay_offer

OFFERS = [
    (
        "For sales, press 1. For support, press 2. Or stay on the line to speak with reception.",
        "speak with reception",
        "en",
    ),
    ("Für Deutsch bleiben Sie bitte in der Leitung. For English, say or press 1.", "deutsch", "de"),
    ("For sales press 1, for billing press 2, otherwise please hold.", "", "en"),
    ("For sales press 1. Otherwise hold for the next available agent.", "next available agent", "en"),
    ("For sales, press 1. For all other enquiries, please hold.", "all other enquiries", "en"),
    ("Press 1 for sales or wait for an operator.", "operator", "en"),
    ("Press 1 for sales, or please wait and someone will be with you.", "", "en"),
    ("Press 1 for sales. To speak with a member of staff, please wait.", "speak with a member of staff", "en"),
    (
        "If you know your party's extension, dial it now; otherwise, remain on the line for assistance.",
        "assistance",
        "en",
    ),
    ("If you do not have a touch-tone phone, please remain on the line.", "you do not have a touch-tone phone", "en"),
    ("Press 0 or stay on the line for an operator.", "operator", "en"),
    ("Press 1 for sales. If you need anything else, just hold the line.", "anything else", "en"),
    ("Press 1 for sales or do nothing to be connected to reception.", "be connected to reception", "en"),
    ("Drücken Sie die 1 für den Verkauf. Ansonsten warten Sie bitte.", "", "de"),
    (
        "Für den Verkauf drücken Sie die 1. Oder warten Sie, um mit der Zentrale verbunden zu werden.",
        "mit der zentrale verbunden zu werden",
        "de",
    ),
    ("Para ventas, oprima 1. O espere en la línea para hablar con la recepción.", "hablar con la recepción", "es"),
    ("Para ventas, oprima 1. Para hablar con un operador, espere.", "hablar con un operador", "es"),
    ("For sales press 1. Please hold for reception.", "reception", "en"),
    (
        "Für alle anderen Anliegen bleiben Sie bitte in der Leitung. Für Termine drücken Sie die 1.",
        "alle anderen anliegen",
        "de",
    ),
    ("For an operator, stay on the line.", "operator", "en"),
    ("For appointments press 1, or hold to speak to the front desk.", "speak to the front desk", "en"),
    (
        "Press 1 for sales. Alternatively, please stay on the line and a member of our team will be with you shortly.",
        "",
        "en",
    ),
    ("For English, press 1, or wait for Spanish.", "spanish", "en"),
]
NO_OFFERS = [
    "Please hold the line while we connect you.",
    "For sales, press 1. Please hold while we transfer you.",
    "Please wait for the tone, then press 1.",
    "For sales, press 1. For support, press 2.",
    "Please do not hang up. For sales press 1.",
    "You may have to hold. For sales, press 1.",
    "Press and hold the 1 key.",
    "Welcome. Please listen carefully. Please wait until the end of this message before you press 1.",
    "To hold a table, press 1. To cancel a hold, press 2.",
    "For information on wait times, press 1.",
    "If you are on hold for longer than ten minutes, press 1.",
    "Bitte warten Sie, während wir Sie verbinden.",
    "Bitte warten Sie auf den Signalton. Für Termine drücken Sie die 1.",
    "To place your account on hold, press 2. To remain a member, press 3.",
    "Please stay on the line after the call to answer a short survey. For sales, press 1.",
    "We are sorry for the wait. For sales, press 1.",
    "To avoid a long wait, press 1 and we will call you back.",
]


@pytest.mark.parametrize(("script", "label", "code"), OFFERS)
def test_an_offer_is_read_with_what_it_is_for(script: str, label: str, code: str) -> None:
    assert stay_offer(script) == StayOffer(label, code)


@pytest.mark.parametrize("script", NO_OFFERS)
def test_words_that_only_sound_like_an_offer_are_none(script: str) -> None:
    assert stay_offer(script) is None


@given(st.text())
def test_any_text_can_be_read(script: str) -> None:
    assert stay_offer(script) is None or isinstance(stay_offer(script), StayOffer)
