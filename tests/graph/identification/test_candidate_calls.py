"""The calls that a person could make."""

from __future__ import annotations

from dataclasses import replace

import simulator
from simulator.callers.caller_script import caller
from simulator.graph.identification.candidate_calls import (
    STEPS_MOST,
    code_calls,
    disturbs,
    line_of,
    menus_behind,
    plain_calls,
    quiet_choice,
    wrong_key,
)

CLINIC = simulator.load("example:clinic")
MAIN = CLINIC.receptionists["main"]


def test_plain_calls_are_a_wrong_key_a_silence_and_a_choice_in_every_short_order() -> None:
    lines = [*plain_calls(CLINIC, "main")]
    assert lines[:4] == ["4", "4 3", "4 hangup", "silence"]
    assert {"early:4 silence hangup", "early:3", "silence silence silence", "4 4 silence 3"} <= set(lines)


def test_a_menu_that_allows_many_mistakes_is_asked_for_as_many() -> None:
    patient = replace(
        CLINIC, receptionists={"main": MAIN.model_copy(update={"wrong_keys_allowed": 5, "silences_allowed": 99})}
    )
    lines = {*plain_calls(patient, "main")}
    assert {"4 4 4 4 4 4", "4 4 4 4 4 silence hangup"} <= lines
    assert max(len(line.split()) for line in lines) <= STEPS_MOST


def test_the_choice_of_a_test_call_disturbs_nobody_where_a_machine_answers() -> None:
    assert quiet_choice(CLINIC, MAIN) == "3"  # Night voicemail
    places = ("voicemail||9001", "extension||050109590001", "extension||77", "hangup", "caller")
    assert [disturbs(CLINIC, place) for place in places] == [False, True, True, False, False]


def test_a_menu_in_which_every_key_is_an_option_has_no_wrong_key() -> None:
    (entry, *_) = MAIN.entries or ()
    full = MAIN.model_copy(
        update={"entries": tuple(entry.model_copy(update={"option": key}) for key in "1234567890*#")}
    )
    assert (wrong_key(MAIN), wrong_key(full)) == ("4", "")
    lines = [*plain_calls(replace(CLINIC, receptionists={"main": full}), "main")]
    assert {word for line in lines for word in line.split()} == {"silence", "early:1", "1", "hangup"}


def test_codes_of_several_keys_and_extensions_are_dialled() -> None:
    lines = {*code_calls(CLINIC, "main")}
    assert {"43", "34", "3#", "#", "early:43", "050109590001"} <= lines


def test_menus_behind_are_reached_by_the_shortest_keys() -> None:
    assert [*menus_behind(CLINIC, "main")] == [("billing", "2")]


def test_only_a_caller_without_times_of_its_own_is_a_line() -> None:
    exact = caller({"steps": [{"press": "1", "after": 1.23}]})
    assert [line_of(caller("4 hangup")), line_of(exact), line_of(caller(""))] == ["4 hangup", None, None]
