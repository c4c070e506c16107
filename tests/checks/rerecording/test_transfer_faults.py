"""Places that a last recording promises."""

import pytest

from simulator import Flow
from simulator.checks.rerecording.bill import PromptFault, PromptUse
from simulator.checks.rerecording.option_faults import read_prompt
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.checks.rerecording.transfer_faults import find_transfer_faults, promise_languages
from tests.checks.rerecording.edits import change, say

LAST = PromptUse("main", "silence_final_recording")


def reasons(old: Flow, new: Flow, use: PromptUse = LAST, id: str = "246") -> list[tuple[str, str]]:
    pair = FlowPair(old, new)
    found = find_transfer_faults(pair, use, id, read_prompt(pair.script(id), ()))
    return [(item.words if isinstance(item, PromptFault) else "?", item.reason) for item in found]


def silent_to(flow: Flow, kind: str, id: str) -> Flow:
    return change(flow, "main", silence_destination_type=kind, silence_destination_id=id)


@pytest.mark.parametrize(
    ("kind", "id", "expected"),
    [
        ("extension", "050109590001", []),
        ("voicemail", "9001", [("reception", "the call now goes to Night voicemail")]),
        ("hangup", "1", [("reception", "the call now ends")]),
    ],
)
def test_a_promise_is_kept_or_not(clinic: Flow, kind: str, id: str, expected: list[tuple[str, str]]) -> None:
    assert reasons(clinic, silent_to(clinic, kind, id)) == expected


def test_a_prompt_that_promises_nothing_is_true_anywhere(clinic: Flow) -> None:
    old = say(clinic, "246", "Goodbye for now.")
    assert reasons(old, silent_to(old, "voicemail", "9001")) == []


def test_the_greeting_of_a_menu_is_followed_by_a_choice(clinic: Flow) -> None:
    old = say(clinic, "19549", "We will now put you through to reception.")
    assert reasons(old, silent_to(old, "voicemail", "9001"), PromptUse("main", "greeting"), "19549") == []


def test_a_language_without_words_for_promises_is_named(clinic: Flow) -> None:
    assert promise_languages() == ("de", "en")
    french = say(clinic, "246", "Nous allons maintenant vous mettre en relation avec la réception de la clinique.")
    assert reasons(french, french) == []
    assert reasons(french, silent_to(french, "voicemail", "9001")) == [
        ("?", "the call now goes to Night voicemail; promises of a place are understood in German and English only")
    ]
