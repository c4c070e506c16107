"""New words for a prompt that tells other hours."""

from simulator import Flow
from simulator.checks.rerecording.bill_writer import write_bill
from tests.checks.rerecording.edits import say


def told(flow: Flow, words: str, hours: str) -> str:
    """The words that are proposed once the catalogue's hours have changed to these."""
    old = say(flow, "246", words, hours="Mon-Fri 9:00-17:00")
    (item,) = write_bill(old, say(flow, "246", words, hours=hours)).recordings
    return item.words


def test_one_sentence_tells_the_hours(clinic: Flow) -> None:
    assert told(clinic, "Thank you. We are open Monday to Friday, 9 to 5. Goodbye.", "Mon-Fri 9:00-18:30") == (
        "Thank you. We are open Monday to Friday, 9 am to 6:30 pm. Goodbye."
    )


def test_in_german_too(clinic: Flow) -> None:
    words = "Vielen Dank. Wir haben Montag bis Freitag von 9 bis 17 Uhr geöffnet. Auf Wiederhören."
    assert told(clinic, words, "Mon-Thu 9:00-18:30; Fri 9:00-12:00") == (
        "Vielen Dank. Wir haben geöffnet: Montag bis Donnerstag von 9 Uhr bis 18:30 Uhr, Freitag von 9 Uhr bis 12 Uhr. "
        "Auf Wiederhören."
    )


def test_what_also_tells_dates_is_left_to_its_author(clinic: Flow) -> None:
    words = "We are open Monday to Friday, 9 to 5, and closed on Christmas Day."
    assert told(clinic, words, "Mon-Fri 9:00-18:30") == ""
