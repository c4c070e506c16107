"""What a prompt says of keys, and leaves out."""

from simulator import Flow
from simulator.checks.rerecording.bill import PromptFault, PromptUse
from simulator.checks.rerecording.option_faults import find_option_faults, read_prompt
from simulator.checks.rerecording.prompt_uses import FlowPair
from tests.checks.rerecording.edits import change, lead, say

GREETING = PromptUse("main", "greeting")


def faults(old: Flow, new: Flow, use: PromptUse = GREETING, id: str = "19549", **more: object) -> list[tuple[str, ...]]:
    """Each fault as its kind, the prompt's words, the reason and the rule; of a doubt the reason alone."""
    pair = FlowPair(old, new)
    script = read_prompt(pair.script(id), tuple(new.receptionists[use.receptionist].options))
    found = find_option_faults(pair, use, id, script, **more)  # type: ignore[arg-type]  # a set of accepted keys
    return [
        (item.kind, item.words, item.reason, item.rule) if isinstance(item, PromptFault) else (item.reason,)
        for item in found
    ]


def test_keys_that_are_gone_elsewhere_and_new(clinic: Flow) -> None:
    assert faults(clinic, lead(clinic, "main", k1="voicemail||9001", k2=None, k4="ivr||@billing")) == [
        ("elsewhere", "To book an appointment, press 1", "key 1 now reaches Night voicemail", "IVR306"),
        ("removed", "For billing, press 2", "key 2 is no longer an option of Main menu", "IVR303"),
        ("missing", "", "key 4 (Billing) is not announced", "IVR304"),
    ]


def test_a_key_that_ends_the_call(clinic: Flow) -> None:
    assert [reason for _, _, reason, _ in faults(clinic, lead(clinic, "main", k3="hangup||1"))] == [
        "key 3 now ends the call"
    ]


def test_a_key_that_somebody_wants_unannounced(clinic: Flow) -> None:
    assert faults(clinic, lead(clinic, "main", k4="ivr||@billing"), accepted={("main", "4")}) == []


def test_what_was_left_out_before_is_not_the_change(clinic: Flow) -> None:
    old = say(clinic, "19549", "For billing, press 2.")
    assert faults(old, lead(old, "main", k2="voicemail||9001")) == [
        ("elsewhere", "For billing, press 2", "key 2 now reaches Night voicemail", "IVR306")
    ]


def test_what_was_wrong_before_is_not_the_change(clinic: Flow) -> None:
    old = say(clinic, "19549", clinic.recordings["19549"].script + " For the shop, press 7.")
    assert faults(old, change(old, "main", timeout_seconds=9)) == []


def test_a_menu_that_becomes_an_announcement_has_no_keys(clinic: Flow) -> None:
    single = change(
        clinic, "main", destination_type="single", forward_destination_type="ivr", forward_destination_id="@billing"
    )
    assert [(kind, words) for kind, words, _, _ in faults(clinic, single)] == [
        ("removed", "To book an appointment, press 1"),
        ("removed", "For billing, press 2"),
        ("removed", "For voicemail, press 3"),
        ("removed", "For reception, press 0"),
    ]


def test_a_retry_prompt_that_names_keys_alone_says_nothing_of_places(clinic: Flow) -> None:
    old = say(clinic, "244", "Please press 1, 2 or 3.")
    use = PromptUse("main", "wrong_key_retry_recording")
    assert faults(old, lead(old, "main", k1="voicemail||9001"), use, "244") == []
    assert faults(old, lead(old, "main", k1=None), use, "244") == [
        ("removed", "Please press 1, 2 or 3", "key 1 is no longer an option of Main menu", "IVR303")
    ]


def test_staying_on_the_line_is_an_option(clinic: Flow) -> None:
    old = say(clinic, "19549", clinic.recordings["19549"].script + " Or stay on the line for reception.")
    new = change(old, "main", silence_destination_type="voicemail", silence_destination_id="9001")
    assert faults(old, new) == [
        ("stay", "stay on the line for reception", "a silent caller now reaches Night voicemail", "IVR306")
    ]


def test_a_key_that_is_said_not_to_work_and_does(clinic: Flow) -> None:
    old = say(clinic, "19549", clinic.recordings["19549"].script + " Option 4 is no longer available.")
    assert faults(old, lead(old, "main", k4="ivr||@billing")) == [
        ("withdrawn", "key 4 is not available", "key 4 works, and leads to Billing", "IVR304")
    ]


def test_a_number_that_is_spoken_may_be_an_offer_that_was_missed(clinic: Flow) -> None:
    old = say(clinic, "19549", clinic.recordings["19549"].script + " We have 4 doctors.")
    assert faults(old, lead(old, "main", k4="ivr||@billing")) == [
        ("key 4 (Billing) is new: the words name 4, but not in a way that is understood",)
    ]
