"""Where a script says that the call goes."""

import pytest

from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.promises import means_a_machine, means_somebody, promised_places


@pytest.mark.parametrize(
    ("script", "places"),
    [
        ("We will now put you through to reception. Goodbye for now.", ["reception"]),
        ("Please hold while we connect you with one of our agents.", ["one of our agents"]),
        ("We are transferring your call now to the sales desk and will record it.", ["sales desk"]),
        ("You are being transferred to our front desk, please wait.", ["our front desk"]),
        ("Taking you back to the main menu.", ["main menu"]),
        ("We are connecting you to sales. If nobody is there, we pass you on to reception.", ["sales", "reception"]),
        ("We are connecting you.", []),
        ("We will connect you shortly to", []),
        ("It may take you a moment to answer.", []),
        ("We cannot connect you to reception.", []),
        ("To be connected to reception, press 0.", []),
        ("Connecting you to a b c d e f g h.", ["b c d e f g"]),
        ("", []),
    ],
)
def test_places_in_english(script: str, places: list[str]) -> None:
    assert list(promised_places(script, load_language("en"))) == places


@pytest.mark.parametrize(
    ("script", "places"),
    [
        ("Wir verbinden Sie jetzt mit dem Empfang.", ["empfang"]),
        ("Sie werden nun mit der Zentrale verbunden.", ["zentrale"]),
        ("Wir leiten Sie weiter an den Kundendienst.", ["kundendienst"]),
        ("Leider können wir Sie nicht mit dem Empfang verbinden.", []),
    ],
)
def test_places_in_german(script: str, places: list[str]) -> None:
    assert list(promised_places(script, load_language("de"))) == places


def test_somebody_and_machines() -> None:
    english = load_language("en")
    somebody = ("next available agent", "member of our team", "operator", "someone else")
    assert [place for place in somebody if not means_somebody(place, english)] == []
    named = ("sales team", "customer service representative", "billing", "our voicemail")
    assert [place for place in named if means_somebody(place, english)] == []
    assert [means_a_machine(place, english) for place in ("our voice mail", "voicemail", "reception")] == [
        True,
        True,
        False,
    ]
