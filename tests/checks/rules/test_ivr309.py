"""IVR309 with real files."""

import wave
from array import array
from pathlib import Path

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import check_of
from simulator.loader.flow_kinds import load_with_shelf

FLOW = """
receptionists: {main: main.yaml}
recordings:
  "1": {name: greeting, file: sound.wav, seconds: 1.0}
"""
MAIN = """
{name: Main, destination_type: single, recording: "1",
 forward_destination_type: extension, forward_destination_id: "2001"}
"""


def found(folder: Path, samples: list[int], rate: int = 8000) -> list[str]:
    (folder / "flow.yaml").write_text(FLOW, encoding="utf-8")
    (folder / "main.yaml").write_text(MAIN, encoding="utf-8")
    with wave.open(str(folder / "sound.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array("h", samples).tobytes())
    flow, shelf = load_with_shelf(folder)
    return [one.message for one in check_of("IVR309").find(CheckedFlow(flow, shelf))]


def test_a_sound_file_is_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, [9000, -9000] * 4000) == []
    assert found(tmp_path, [9000, -9000] * 4800) == []  # 1.2 s: 0.2 s off is borne


def test_every_fault_is_told_in_one_line(tmp_path: Path) -> None:
    assert found(tmp_path, [0] * 16000, rate=16000) == [
        "“greeting”: sound.wav is 16 kHz, mono, 16 bit: convert it to 8 kHz, mono, 16 bit, "
        "and is silent: record it again"
    ]
    assert found(tmp_path, [32767] * 4 + [0] * 10000) == [
        "“greeting”: sound.wav is clipped: record it again, less loud, and plays 1.25 s, not the stated 1 s: "
        "correct `seconds`, or remove it"
    ]


def test_what_is_no_wav_is_told(tmp_path: Path) -> None:
    found(tmp_path, [])
    (tmp_path / "sound.wav").write_text("no sound", encoding="utf-8")
    flow, shelf = load_with_shelf(tmp_path)
    assert [one.message for one in check_of("IVR309").find(CheckedFlow(flow, shelf))] == [
        "“greeting”: sound.wav is not a WAV of plain samples: convert it to 8 kHz, mono, 16 bit"
    ]
