"""Why a call through FreeSWITCH's menus went as it did: its rules, each with its place."""

from pathlib import Path
from typing import Any

from simulator.callers.caller_script import caller
from simulator.callers.reasons import Reason, find_reasons
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import FLOW_FILE
from tests.callers.switch_flows import switch_flow

MENUS: dict[str, dict[str, Any]] = {
    "m0": {
        "greet_long": "long2",
        "greet_short": "short1",
        "invalid_sound": "invalid1",
        "exit_sound": "exit1",
        "timeout": 1.5,
        "inter_digit_timeout": 1.2,
        "failures": 2,
        "timeouts": 1,
        "digit_len": 2,
        "entries": {"1": "m1", "9": "exit"},
    },
    "m1": {"greet_long": "long1", "timeout": 2, "failures": 1, "timeouts": 1, "digit_len": 1, "entries": {"*": "back"}},
}


STEPS: list[dict[str, Any]] = [
    {"press": "1#", "cue": "prompt", "after": 0.1},
    {"press": "*", "cue": "prompt", "after": 0.1},
    {"press": "77"},
    {"press": "8"},
]


def reasons(folder: Path, steps: list[dict[str, Any]]) -> list[list[str]]:
    """The texts of each turn's reasons."""
    flow = switch_flow(MENUS, folder)
    return [
        [reason.text for reason in find_reasons(flow, turn)]
        for turn in Rehearsal(flow).play_call(caller({"steps": steps})).trace.turns
    ]


def test_every_rule_that_a_call_meets_is_named(tmp_path: Path) -> None:
    assert reasons(tmp_path, STEPS)[1:] == [
        [
            "a key stops the greeting and is the first of the code (FreeSWITCH, measured)",
            "a code has 2 keys here, or fewer and then #, or a wait",
            "it waits 1.2 s for one more key",
        ],
        [
            "# ends the code and is no part of it (FreeSWITCH, measured)",
            "1 is an entry of m0",
            "that leads to m1, whose counts start at zero",
            "long1 plays",
        ],
        [
            "a key stops the greeting and is the first of the code (FreeSWITCH, measured)",
            "* is an entry of m1",
            "m0 goes on: its wrong keys are forgotten, its silences (0) are kept (FreeSWITCH, measured)",
            "long2 plays",
        ],
        ["the menu waits 1.5 s for the keys of a code"],
        ["a code has 2 keys here, or fewer and then #, or a wait", "it waits 1.2 s for one more key",
         "no longer than that, for all keys of a code have 1.5 s together, from when the menu listens "
         "(FreeSWITCH, measured)"],
        [
            "what was typed is not an entry of m0",
            "wrong key 1 of 2: not the last (a choice forgets wrong keys, not silences)",
            "invalid1 plays after every wrong key",
        ],
        ["short1 plays from the second time on"],
        ["the menu waits 1.5 s for the keys of a code"],
        ["a code has 2 keys here, or fewer and then #, or a wait", "it waits 1.2 s for one more key",
         "no longer than that, for all keys of a code have 1.5 s together, from when the menu listens "
         "(FreeSWITCH, measured)"],
        [
            "what was typed is not an entry of m0",
            "wrong key 2 of 2: the last (a choice forgets wrong keys, not silences)",
            "invalid1 plays after every wrong key",
        ],
        ["exit1 plays where the call ends"],
        ["the first menu of the call ends: failure"],
    ]  # fmt: skip


def test_a_reason_leads_to_the_setting_in_flow_yaml(tmp_path: Path) -> None:
    flow = switch_flow(MENUS, tmp_path)
    turns = Rehearsal(flow).play_call(caller("9")).trace.turns
    (_, wait, *_) = find_reasons(flow, turns[2])
    assert wait == Reason(
        "it waits 1.2 s for one more key", FLOW_FILE, ("menus", "m0", "engine", "inter_digit_timeout")
    )
    assert [reason.field for reason in find_reasons(flow, turns[-2])] == [
        ("entries", 1, "option"),
        ("menus", "m0", "engine", "exit_sound"),
    ]


def test_a_hash_alone_and_a_menu_without_a_greeting_are_explained(tmp_path: Path) -> None:
    flow = switch_flow(MENUS | {"m1": MENUS["m1"] | {"greet_long": ""}}, tmp_path)
    turns = Rehearsal(flow).play_call(caller("# 1")).trace.turns
    hash_alone = [reason.text for reason in find_reasons(flow, turns[2])]
    assert "# alone is a wrong key, without a sound (FreeSWITCH, measured)" in hash_alone
    ends = next(turn for turn in turns if len({type(effect) for effect in turn.effects}) > 4)
    assert "without a greeting, m1 waits for no key: that is a wrong one (FreeSWITCH, measured)" in [
        reason.text for reason in find_reasons(flow, ends)
    ]
