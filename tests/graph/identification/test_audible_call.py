"""What a person notices of a call: every expectation follows from the clinic's recordings and its waits of 5 s."""

from __future__ import annotations

from itertools import product

import pytest

import simulator
from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.caller_script import caller
from simulator.callers.rehearsal import Rehearsal
from simulator.graph.identification.audible_call import OWN_HANGUP, AudibleCall, CallEar, Noticed, hear_call, sound_of
from simulator.loader.semantics_section import semantics_of

CLINIC = simulator.load("example:clinic")
NAMES = {sound_of(CLINIC, id): recording.name for id, recording in CLINIC.recordings.items()}
RECEPTION = "extension||050109590001"


def hear(script: str, **settings: object) -> AudibleCall:
    """A call to the clinic under the default profile with other settings."""
    return hear_call(BulkRehearsal(Rehearsal(CLINIC.with_semantics(semantics_of(settings)))), caller(script))


def noticed(script: str, **settings: object) -> dict[str, Noticed]:
    """What is noticed, with the recordings by their names."""
    return {
        f"{kind} {NAMES.get(subject, subject)}".strip(): value
        for (kind, subject), value in hear(script, **settings).noticed.items()
        if kind != "order"
    }


def test_a_wrong_key_into_the_greeting_stops_it() -> None:
    assert noticed("early:4 hangup") == {
        "stopped 1": True,
        "pause 1": 0,
        "heard greeting": 2,
        "heard sorry": 1,
        "ended": OWN_HANGUP,
    }


def test_without_barge_in_the_key_is_lost_and_no_quiet_follows_it() -> None:
    assert noticed("early:4", barge_in="false") == {
        "stopped 1": False,
        "heard greeting": 3,
        "heard are-you-there": 2,
        "heard goodbye": 1,
        "ended": RECEPTION,
    }


def test_a_caller_hears_how_long_the_engine_waits_for_a_further_key() -> None:
    assert {collect: noticed("4 hangup", collect=collect)["pause 1"] for collect in ("prefix", "first_match")} == {
        "prefix": 0,
        "first_match": 5000,
    }


def test_a_recording_that_is_cut_off_at_once_is_not_heard() -> None:
    assert "heard sorry" not in noticed("43")  # 3 comes 0.25 s after the wrong key, into "sorry"


def test_recordings_with_the_same_words_are_one_to_the_ear() -> None:
    words = CLINIC.recordings["244"].script.upper()
    twice = dict(CLINIC.recordings) | {"245": CLINIC.recordings["245"].model_copy(update={"script": f" {words} "})}
    flow = simulator.Flow(CLINIC.entry, CLINIC.receptionists, recordings=twice)
    assert sound_of(flow, "244") == sound_of(flow, "245")
    assert sound_of(flow, "no such id") == "no such id"


def test_a_round_that_begins_without_a_sound_is_not_noticed() -> None:
    silent = CLINIC.receptionists["main"].model_copy(
        update={"wrong_key_retry_recording": None, "silence_retry_recording": None, "greeting": None}
    )
    rehearsal = Rehearsal(simulator.Flow("main", {"main": silent}))
    assert [hear_call(BulkRehearsal(rehearsal), caller(script)).can_follow for script in ("4", "4 1", "silence 1")] == [
        True,
        False,
        False,
    ]


def test_a_call_that_never_ends_cannot_be_made() -> None:
    round_trip = CLINIC.receptionists["main"].model_copy(
        update={"silence_destination_type": "ivr", "silence_destination_id": "main"}
    )
    rehearsal = Rehearsal(simulator.Flow("main", {"main": round_trip}), limit=20)
    assert [
        hear_call(BulkRehearsal(rehearsal), caller(script)).can_follow for script in ("silence", "silence hangup")
    ] == [
        False,
        True,
    ]


def test_a_call_is_over_for_the_ear_where_a_telephone_rings() -> None:
    surgery = simulator.load("example:surgery")
    call = hear_call(BulkRehearsal(Rehearsal(surgery, given={"everyone": "no answer"})), caller("1"))
    assert (call.ending, call.milliseconds) == ("department||108400", 7900)


@pytest.mark.parametrize("script", ["", "4", "early:4 4 silence", "early:1", "silence 4 hangup", "4 4 4 4 1"])
def test_calls_that_sound_alike_are_heard_as_each_of_them_alone(script: str) -> None:
    """Under readings that tell much apart; those that make the same of a call are listened to once."""
    values = product((False, True), ("always", "without_retry_prompt"), ("separate", "shared"))
    readings = [dict(zip(("barge_in", "replay_greeting", "counters"), each, strict=True)) for each in values]
    flows = [CLINIC.with_semantics(semantics_of(settings)) for settings in readings]
    called = caller(script)
    together = CallEar([BulkRehearsal(Rehearsal(flow)) for flow in flows]).hear_calls(called)
    assert list(together) == [hear_call(BulkRehearsal(Rehearsal(flow)), called) for flow in flows]
    if not script:  # nobody presses a key, so only one kind of mistake is counted
        assert len({id(call) for call in together}) == 4
