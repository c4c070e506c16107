"""What has changed since an earlier version."""

from dataclasses import replace

from simulator import Flow
from simulator.approval.change_facts import ChangeFacts, KeyChange, WordChange, change_facts
from simulator.graph.review.change import review_change


def changed(clinic: Flow) -> Flow:
    """The clinic, in which 3 leads to Reception and the greeting says so."""
    main = clinic.receptionists["main"]
    entries = tuple(
        entry.model_copy(update={"destination_type": "extension", "destination_id": "050109590001"})
        if entry.option == "3"
        else entry
        for entry in main.entries or ()
    )
    greeting = clinic.recordings["19549"]
    script = greeting.script.replace("For voicemail, press 3.", "For help, press 3.")
    return replace(
        clinic,
        receptionists={**clinic.receptionists, "main": main.model_copy(update={"entries": entries})},
        recordings={**clinic.recordings, "19549": greeting.model_copy(update={"script": script})},
    )


def test_a_key_and_the_words_about_it(clinic: Flow) -> None:
    facts = change_facts(review_change(clinic, changed(clinic)), "12 November 2026")
    assert facts.keys == (KeyChange("Main menu", "3", "Reception", "Night voicemail"),)
    (words,) = facts.words
    assert (words.menu, words.when) == ("Main menu", "At the beginning")
    assert words.excerpt == "“… billing, press 2. For help, press 3. For reception, …”"
    assert facts.sentences[0].startswith("A caller who presses 3 now reaches Reception")


def test_nothing_has_changed(clinic: Flow) -> None:
    assert change_facts(review_change(clinic, clinic), "x") == ChangeFacts("x", (), (), (), ())
    assert change_facts(review_change(clinic, clinic), "x").is_empty


def test_words_that_are_gone() -> None:
    assert WordChange("M", "At the beginning", "", "Hello").excerpt == ""
    assert WordChange("M", "At the beginning", "Hello", "").excerpt == "“Hello”"
    assert WordChange("M", "At the beginning", "a a", "a").excerpt == "“a a”"
