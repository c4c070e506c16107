"""What callers hear, read."""

from simulator import Flow
from simulator.checks.scripts.language import phrases
from simulator.checks.spoken import destination_words, holds, read, script_of, scripts, used
from simulator.config.receptionist import Destination


def test_the_recordings_that_are_heard_and_their_words(clinic: Flow) -> None:
    assert used(clinic)["19550"] == ["billing"]
    assert [id for id, _ in scripts(clinic)] == ["19549", "19550", "244", "245", "246"]


def test_what_a_recording_announces(clinic: Flow) -> None:
    reading = read(clinic, "19549")
    assert reading is not None
    assert reading.keys == ("1", "2", "3", "0")
    assert (read(clinic, "7"), read(clinic, None), script_of(clinic, "7")) == (None, None, "")


def test_phrases_are_found_as_whole_words() -> None:
    wanted = phrases(["good bye", "bye"])
    assert [holds(text, wanted) for text in ("Good-bye.", "Bye!", "Byelaws")] == ["", "bye", ""]


def test_the_words_of_a_destination(clinic: Flow) -> None:
    assert destination_words(clinic, Destination("department", "108000")) == ("Booking desk", "department")
    assert destination_words(clinic, Destination("ivr", "@billing")) == (
        "Billing",
        f"billing {clinic.receptionists['billing'].description} Billing",
    )
