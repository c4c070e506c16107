"""What callers hear, read."""

from dataclasses import replace

from simulator import Flow
from simulator.checks.scripts.language import Language, Phrases, index_phrases
from simulator.checks.spoken_scripts import (
    destination_words,
    first_phrase,
    holds_in_any,
    read_recording,
    recordings_used,
    repeat_keys,
    script_of,
    scripted_recordings,
)
from simulator.config.flow import Recording
from simulator.config.receptionist import Destination


def test_the_recordings_that_are_heard_and_their_words(clinic: Flow) -> None:
    assert recordings_used(clinic)["19550"] == ["billing"]
    assert [id for id, _ in scripted_recordings(clinic)] == ["19549", "19550", "244", "245", "246"]


def test_what_a_recording_announces(clinic: Flow) -> None:
    reading = read_recording(clinic, "19549")
    assert reading is not None
    assert reading.keys == ("1", "2", "3", "0")
    assert (read_recording(clinic, "7"), read_recording(clinic, None), script_of(clinic, "7")) == (None, None, "")


def test_phrases_are_found_as_whole_words() -> None:
    wanted = index_phrases(["good bye", "bye"])
    assert [first_phrase(text, wanted) for text in ("Good-bye.", "Bye!", "Byelaws")] == ["", "bye", ""]


def test_phrases_of_a_kind_are_found_in_any_language() -> None:
    def farewells(known: Language) -> Phrases:
        return known.farewells

    scripts = ("Adiós.", "Thank you. Goodbye.", "Au revoir.", "Thank you.", " ")
    assert [holds_in_any(script, farewells) for script in scripts] == ["adiós", "goodbye", "au revoir", "", ""]


def test_the_keys_that_lead_back_are_known_in_each_language(clinic: Flow) -> None:
    menu = clinic.receptionists["billing"]
    script = "For invoices, press 1. Pour revenir au menu précédent, tapez 9. Para ouvir novamente, tecle 8."
    recordings = {**clinic.recordings, "19550": Recording(script=script)}
    assert repeat_keys(replace(clinic, recordings=recordings), menu) == {"9", "8"}
    assert repeat_keys(replace(clinic, recordings={}), menu) == frozenset()


def test_the_words_of_a_destination(clinic: Flow) -> None:
    assert destination_words(clinic, Destination("department", "108000")) == ("Booking desk", "department")
    assert destination_words(clinic, Destination("ivr", "@billing")) == (
        "Billing",
        f"billing {clinic.receptionists['billing'].description} Billing",
    )
