"""Callers who dial extensions at a FreePBX as it comes: its profiles and the rules, written on their own, agree.

The rules (``menu_rules``) agreed on 240 of 240 calls of a real engine that ran the generators of ivr 16.0.9 and 17.0.4.
Callers press a code, a number, the beginning of one, or anything, 0.15 to 1.25 s apart, and go on for several rounds.
"""

from random import Random
from typing import Any

import pytest

from simulator.callers.rehearsal import Rehearsal
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import PROFILES
from simulator.wire import vr
from tests.callers.menu_rules import Endless, MenuCall, Menus

EXTENSIONS = ("101", "102", "2001")
CODES = ("0", "1", "2", "5", "9", "*", "#", "12", "20", "99", "*1", "1#", "101")
KEYS = "0123456789*#"
DIALLING = {"freepbx": "none", "freepbx-16-default": "digits", "freepbx-17-default": "any"}
CALLS = 120
# The greeting, what follows a mistake, what precedes the way out; all of them unlike each other.
LENGTHS = {"g": 1000, "again": 630, "there": 870, "out": 410, "bye": 590}


def draw_menu(random: Random) -> dict[str, Any]:
    entries = [
        {"option": option, "destination_type": "department", "destination_id": f"108{number:03}"}
        for number, option in enumerate(random.sample(CODES, random.randint(2, 6)))
    ]
    return {
        "name": "Menu",
        "destination_type": "multiple",
        "recording": random.choice(["g", "g", ""]),
        "entries": entries,
        "timeout": random.choice([0, 1, 2, 4]),
        "incorrect_count": random.randint(0, 2),
        "timeout_retries": random.randint(0, 2),
        "invalid_recording": random.choice(["again", ""]),
        "recording_invalid": random.choice(["out", ""]),
        "timeout_retry_recording": random.choice(["there", ""]),
        "timeout_recording": random.choice(["bye", ""]),
        "invalid_destination_type": "voicemail",
        "invalid_destination_id": "9001",
        "timeout_destination_type": "voicemail",
        "timeout_destination_id": "9002",
    }


def draw_steps(random: Random, menu: dict[str, Any]) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.2:
            steps.append({"silence": True})
            continue
        number = random.choice(EXTENSIONS)
        keys = random.choice(
            [
                random.choice(menu["entries"])["option"],
                number,
                number[:2],
                number + random.choice(KEYS),
                "".join(random.choices(KEYS, k=random.randint(1, 3))),
            ]
        )
        # Odd milliseconds, so that no key falls on the end of a recording or of a wait.
        after = random.randrange(101, 3000, 2) / 1000
        steps.append({"press": keys, "cue": "prompt", "after": after, "gap": random.choice([0.151, 0.303, 1.251])})
    return steps


def flow_of(menu: dict[str, Any]) -> Flow:
    item = Receptionist.model_validate(vr.decode_write(menu).fields)
    destinations = {Destination("extension", number): KnownDestination() for number in EXTENSIONS}
    lengths = {id: RecordingLength(milliseconds, estimated=False) for id, milliseconds in LENGTHS.items()}
    recordings = {id: Recording() for id in LENGTHS}
    engines = attach_engines({"main": item}, PROFILES["freepbx"], recordings=recordings, destinations=destinations)
    return Flow(
        entry="main",
        receptionists=engines,
        recordings=recordings,
        destinations=destinations,
        lengths=lengths,
        semantics=PROFILES["freepbx"],
    )


def count_agreeing(profile: str, dialling: str) -> int:
    """How many of the calls a profile plays as an engine does that dials so."""
    random = Random(20261130)
    agreeing = calls = 0
    while calls < CALLS:
        menu = draw_menu(random)
        steps = draw_steps(random, menu)
        rules = Menus({"main": menu}, LENGTHS, dialling=dialling, extensions=EXTENSIONS)
        try:
            heard = MenuCall(rules, "main", steps).play()
        except Endless:
            continue
        calls += 1
        record = Rehearsal(flow_of(menu).with_semantics(PROFILES[profile])).play({"steps": steps})
        played = record.heard, record.outcome.destination, round(record.seconds * 1000)
        agreeing += played == (heard.recordings, heard.destination, heard.milliseconds)
    return agreeing


@pytest.mark.parametrize("profile", DIALLING)
def test_a_profile_agrees_with_the_engine_that_it_is_of(profile: str) -> None:
    assert count_agreeing(profile, DIALLING[profile]) == CALLS


def test_without_direct_dial_most_calls_to_a_fresh_engine_are_wrong() -> None:
    assert count_agreeing("freepbx", "digits") < CALLS / 2
    assert count_agreeing("freepbx-16-default", "any") < CALLS


MEASURED = """
caller             freepbx  16-default  17-default  17.0.4
1@0.5              0.5      3.5         3.5         3.5
9@0.5 1@0.2        0.7      6.7         6.7         3.7
*@0.5              0.5      0.5         3.5         3.5
#@0.5 1@0.2        0.7      3.7         6.7         3.7
101@0.5            0.5      4.1         4.1         4.1
1#@0.5             0.5      -           -           0.8
"""
"""When the call leaves the menu, as measured (within 11 ms); `-`: # makes 1 a wrong key, and silence follows."""


def test_a_fresh_freepbx_takes_the_time_that_was_measured() -> None:
    entries = [
        {"option": option, "destination_type": "department", "destination_id": f"10{number}"}
        for number, option in enumerate(("1", "2", "*"))
    ]
    menu = draw_menu(Random(1)) | {"recording": "g", "timeout": 5, "incorrect_count": 2, "timeout_retries": 2}
    flow = flow_of(menu | {"entries": entries, "invalid_recording": "again"})
    header, *rows = (line.split("  ") for line in MEASURED.strip().splitlines())
    profiles = [name if name == "freepbx" else f"freepbx-{name}" for name in " ".join(header).split()[1:]]
    for row in rows:
        acts = [act.split("@") for act in row[0].split()]
        steps = [{"press": keys, "cue": "prompt", "after": float(after), "gap": 0.3} for keys, after in acts]
        for profile, seconds in zip(profiles, " ".join(row[1:]).split(), strict=True):
            record = Rehearsal(flow.with_semantics(PROFILES[profile])).play({"steps": steps})
            if seconds == "-":
                assert record.outcome.destination == "voicemail||9002"
            else:
                assert (record.seconds, (record.outcome.destination or "")[:10]) == (
                    float(seconds),
                    "extension|" if "default" in profile and row[0].startswith("101") else "department",
                )
