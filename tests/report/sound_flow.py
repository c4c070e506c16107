"""A flow with recordings of every kind, in a folder with their files."""

import struct
import wave
from pathlib import Path

from simulator.audio.speech import SpeechEngine
from simulator.config.flow import Flow
from simulator.loader.flow_kinds import load
from simulator.report.prompt_sounds import PromptSounds

FLOW = """\
entry: main
numbers: {"+441632960001": main}
receptionists: {main: main.yaml}
recordings:
  "1": {name: greeting, file: greeting.wav, seconds: 2}
  "2": {name: sorry, script: "Sorry, that was not one of the choices.", seconds: 3}
  "3": {name: again, file: noise.wav, script: "Are you still there?", seconds: 2}
  "4": {name: goodbye}
"""

MENU = """\
name: Main menu
destination_type: multiple
recording: "1"
timeout: 2
entries:
  - {option: "1", destination_type: department, destination_id: "5"}
incorrect_count: 1
invalid_recording: "2"
recording_invalid: "4"
invalid_destination_type: department
invalid_destination_id: "6"
timeout_retries: 1
timeout_retry_recording: "3"
timeout_recording: "4"
timeout_destination_type: department
timeout_destination_id: "7"
"""


def write_tone(path: Path, seconds: float, rate: int = 8000, value: int = 8000) -> None:
    """Write a WAV of a square wave of 1 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        half = struct.pack("<h", value) * (rate // 2000), struct.pack("<h", -value) * (rate // 2000)
        file.writeframes(b"".join(half) * round(seconds * 1000))


def sound_folder(folder: Path) -> Path:
    """Write the flow: its greeting is a recording, another file is not audio, and the rest has no file."""
    (folder / "flow.yaml").write_text(FLOW, encoding="utf-8")
    (folder / "main.yaml").write_text(MENU, encoding="utf-8")
    write_tone(folder / "greeting.wav", 2)
    (folder / "noise.wav").write_bytes(b"RIFF, but not really")
    return folder


def sounds_of(folder: Path, engine: SpeechEngine | None = None, rate: int = 8000) -> PromptSounds:
    """What makes the sounds of the flow in a folder."""
    return PromptSounds(flow_in(folder), rate, folder, lambda path: path.open("rb"), engine)


def flow_in(folder: Path) -> Flow:
    """The flow in a folder."""
    return load(folder)
