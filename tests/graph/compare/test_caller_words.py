"""Callers and endings in words."""

from __future__ import annotations

import pytest

from simulator import Flow, caller
from simulator.config.receptionist import Entry
from simulator.graph.compare.caller_words import (
    describe_caller,
    describe_ending,
    ending_name,
    recording_words,
    shell_words,
    without_hangup,
)
from tests.callers.world_flow import world_flow
from tests.graph.small import changed, flow, menu

FOUR = Entry(option="4", destination_type="department", destination_id="4")


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("", "a caller who stays silent"),
        ("1", "a caller who presses 1"),
        ("2 3 1", "a caller who presses 2, then 3, then 1"),
        ("9", "a caller who presses a wrong key (9)"),
        ("9 9 1", "a caller who presses two wrong keys (9, 9), then 1"),
        ("9 silence 1", "a caller who presses a wrong key (9), then stays silent for a round, then presses 1"),
        ("silence silence 1", "a caller who stays silent twice, then presses 1"),
        ("silence silence silence 2", "a caller who stays silent 3 times, then presses 2"),
        ("early:1", "a caller who presses 1 into the recording"),
        ("2 hangup", "a caller who presses 2, then hangs up"),
        (f"{'2 3 ' * 2}{'2 ' * 9}1", f"a caller who presses 2, then 3, then 2, then 3, {'then 2, ' * 9}then 1"),
        (f"{'2 3 ' * 10}1", f"a caller who presses {'2, then 3, then ' * 10}1"),
    ],
)
def test_who_does_what(clinic: Flow, script: str, words: str) -> None:
    assert describe_caller(clinic, script=caller(script)) == words


def test_many_presses_of_one_key_are_counted() -> None:
    loop = flow(main=menu(k1="ivr||main", k2="department||1", wrong_keys_allowed=20))
    described = describe_caller(loop, script=caller(f"{'1 ' * 10}2"))
    assert described == "a caller who presses 1 (10 times), then 2"
    described = describe_caller(loop, script=caller(f"{'9 ' * 12}2"))
    assert described == "a caller who presses 12 wrong keys (9 each time), then 2"


def test_a_wrong_key_is_one_for_all_of_the_flows(clinic: Flow) -> None:
    longer = changed(clinic, "main", entries=(*(clinic.receptionists["main"].entries or ()), FOUR))
    assert describe_caller(clinic, script=caller("4")) == "a caller who presses a wrong key (4)"
    assert describe_caller(clinic, longer, script=caller("4")) == "a caller who presses 4"


def test_a_late_key(clinic: Flow) -> None:
    late = caller({"steps": [{"press": "1", "after": 4}]})
    assert (
        describe_caller(clinic, script=late) == "a caller who presses 1 as late as 4 s after the menu starts listening"
    )


def test_how_it_ends(clinic: Flow) -> None:
    endings = ["department||108000", "voicemail||77", "hangup", "endless"]
    assert [describe_ending(clinic, ending) for ending in endings] == [
        "reaches Booking desk",
        "reaches voicemail||77",
        "is hung up on by the menu",
        "never gets out",
    ]
    assert ending_name(clinic, "department||108000") == "Booking desk"


def test_recordings_by_their_names(clinic: Flow) -> None:
    assert [recording_words(clinic, id) for id in ("244", "99")] == ["“sorry”", "99"]


def test_a_caller_for_the_shell() -> None:
    assert shell_words(caller("9 #")) == "'9 #'"
    assert (
        shell_words(caller({"steps": [{"press": "1", "after": 2}]})) == '\'{"steps": [{"press": "1", "after": 2.0}]}\''
    )


def test_a_caller_before_they_hang_up() -> None:
    assert [without_hangup(caller(line)).as_line() for line in ("9 hangup", "9", "")] == ["9", "9", ""]


def test_what_a_caller_finds_behind_the_menu() -> None:
    old = world_flow()
    script = caller(
        {"given": {"office": "closed", "Booking desk": "no answer", "Sales": "busy"}, "steps": [{"press": "1"}]}
    )
    assert describe_caller(old, script=script, unsaid={"office"}) == (
        "a caller who presses 1 (Booking desk: no answer; Sales: busy)"
    )
    silent = caller({"given": {"everyone": ["no answer", "busy"]}})
    assert describe_caller(old, script=silent) == "a caller who stays silent (everyone: no answer, then busy)"


def test_flags_for_the_number_the_moment_and_the_world() -> None:
    world = {"number": "+441632960001", "at": "25 Dec 2026 21:00", "given": {"office": "closed"}}
    assert shell_words(caller({**world, "steps": [{"press": "1"}]})) == (
        "'1' --number +441632960001 --at '25 Dec 2026 21:00' --given 'office: closed'"
    )
    in_turn = caller({"given": {"Dr O'Neil": ["busy", "picked up"]}, "steps": [{"press": "1"}]})
    assert shell_words(in_turn) == (
        """'{"given": {"Dr O'"'"'Neil": ["busy", "picked up"]}, "steps": [{"press": "1"}]}'"""
    )
