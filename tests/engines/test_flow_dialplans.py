from dataclasses import replace
from pathlib import Path

from simulator.config.flow import Flow, RecordingLength
from simulator.engines.flow_dialplans import menus_alone, write_dialplans
from simulator.exchange.dialplan_writer import write_dialplan
from simulator.loader.flow_kinds import load
from tests.engines.engine_flows import quick_flow


def test_two_flows_share_one_engine() -> None:
    flow = quick_flow()
    files, marks = write_dialplans([flow, flow], Path("/engine"), write_dialplan)
    text = files.pop("etc/extensions.conf").decode()
    assert text.startswith("[globals]\nF0_SOUNDS = /engine/sounds/f0\nF1_SOUNDS = /engine/sounds/f1\n\n; ")
    assert [text.count(head) for head in ("[globals]", "[f0-start]", "[f1-start]")] == [1, 1, 1]
    assert [one.channel_to("main") for one in marks] == ["Local/to_main@f0-start/n", "Local/to_main@f1-start/n"]
    # 16 bytes a millisecond
    assert {name: len(content) // 16 for name, content in files.items()} == {
        "sounds/f0/r11.sln": 900,
        "sounds/f0/r12.sln": 400,
        "sounds/f1/r11.sln": 900,
        "sounds/f1/r12.sln": 400,
    }


def test_a_recording_of_no_length_has_a_sound_that_asterisk_plays() -> None:
    flow = quick_flow()
    lengths = dict.fromkeys(flow.recordings, RecordingLength(0, estimated=False))
    silent = replace(flow, lengths=lengths)
    files, _ = write_dialplans([silent], Path("/engine"), write_dialplan)
    assert {len(content) for name, content in files.items() if name.endswith(".sln")} == {2}


def test_an_engine_is_rung_for_the_menus_alone(clinic: Flow) -> None:
    assert menus_alone(quick_flow()) == quick_flow()
    surgery = load("example:surgery")
    assert surgery.routes
    assert not menus_alone(surgery).routes
