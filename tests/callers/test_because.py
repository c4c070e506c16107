"""Each turn of a call, with what made it so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.because import Reason, reasons
from simulator.callers.script import CallerScript
from simulator.testing.strategies import callers, flows


def told(flow: Flow, script: str | CallerScript) -> list[tuple[Reason, ...]]:
    machine, trace = Rehearsal(flow, limit=20).trace(script)
    return [reasons(machine.flow, turn) for turn in trace.turns]


def test_a_choice_is_an_entry_of_the_menu(clinic: Flow) -> None:
    assert told(clinic, "1") == [
        (
            Reason("the call is answered by main, where it starts"),
            Reason("greeting plays", "main", ("greeting",)),
        ),
        (Reason("the menu waits 5 s for a first key", "main", ("timeout_seconds",)),),
        (
            Reason("1 is an entry of main", "main", ("entries", 0, "option")),
            Reason("that leads to Booking desk (department||108000)", "main", ("entries", 0, "destination_id")),
        ),
    ]


def test_a_wrong_key_and_what_follows(clinic: Flow) -> None:
    assert told(clinic, "early:9")[1:3] == [
        (
            Reason("a key stops the recording and counts as the first key (it does, and counts as the first key)",
                   setting="barge_in: true"),
            Reason("9 is no entry of main", "main", ("entries",)),
            Reason("wrong key 1: 2 retries allowed, so this is not the last", "main", ("wrong_keys_allowed",)),
            Reason("which wrong key is the last (N allowed means N retries: the (N+1)-th is final)",
                   setting="final_on: after_retries"),
            Reason("sorry plays", "main", ("wrong_key_retry_recording",)),
        ),
        (
            Reason("greeting follows: the greeting is played again", "main", ("greeting",)),
            Reason("whether the greeting plays again behind a retry recording (retry recording, then the greeting)",
                   setting="replay_greeting: always"),
        ),
    ]  # fmt: skip


def test_the_last_silence_leads_to_the_fall_back(clinic: Flow) -> None:
    *_, last, end = told(clinic, "")

    assert last == (
        Reason("silence 3: 2 retries allowed, so this is the last", "main", ("silences_allowed",)),
        Reason("which silence is the last (N allowed means N retries: the (N+1)-th is final)",
               setting="final_on: after_retries"),
        Reason("goodbye plays", "main", ("silence_final_recording",)),
    )  # fmt: skip
    assert end == (Reason("that leads to Reception (extension||050109590001)", "main", ("silence_destination_id",)),)


@pytest.mark.parametrize(
    ("collect", "reason"),
    [
        ("first_match", Reason("it waits 5 s for one more key", "main", ("timeout_seconds",))),
        ("terminated", Reason("it waits 5 s for one more key", "main", ("timeout_seconds",))),
    ],
)
def test_the_wait_for_a_further_key(clinic: Flow, collect: str, reason: Reason) -> None:
    assert told(clinic.under(clinic.semantics.model_copy(update={"collect": collect})), "9")[2][-1] == reason


@given(st.data())
def test_every_turn_of_any_call_has_a_reason_that_points_into_the_flow(data: st.DataObject) -> None:
    flow = data.draw(flows())
    for reasons_of_turn in told(flow, data.draw(callers(flow))):
        for reason in reasons_of_turn:
            value: object = flow.receptionists[reason.receptionist] if reason.field else None
            for step in reason.field:
                assert value is not None
                value = getattr(value, step) if isinstance(step, str) else value[step]  # type: ignore[index]  # entries


def test_a_blank_destination_is_why_a_call_drops(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"silence_destination_id": " "})
    *_, end = told(replace(clinic, receptionists={**clinic.receptionists, "main": main}), "")
    assert end == (Reason("that leads to a blank destination: the call drops", "main", ("silence_destination_id",)),)
