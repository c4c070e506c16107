import struct
from pathlib import Path

from simulator.config.flow import Recording, RecordingLength
from simulator.loader.recording_lengths import recording_lengths
from simulator.text.file_source import DiskFiles


def wav(path: Path, seconds: float) -> None:
    frames = bytes(int(8000 * seconds))
    form = struct.pack("<HHIIHH", 7, 1, 8000, 8000, 1, 8)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", len(frames)) + frames
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks)


def test_stated_else_measured_else_estimated_else_four_seconds(tmp_path: Path) -> None:
    wav(tmp_path / "two.wav", 2.125)
    assert recording_lengths(
        {
            "stated": Recording(seconds=8.2004, file="two.wav", script="one two three"),
            "of no length": Recording(seconds=0),
            "measured": Recording(file="two.wav", script="one two three"),
            "estimated, its file is not there": Recording(file="none.wav", script="one two three"),
            "estimated": Recording(script=" one\n two "),
            "unknown": Recording(file="none.wav"),
            "blank": Recording(script=" \n"),
        },
        tmp_path,
        DiskFiles(tmp_path / "flow.yaml"),
    ) == {
        "stated": RecordingLength(8200, estimated=False),
        "of no length": RecordingLength(0, estimated=False),
        "measured": RecordingLength(2125, estimated=False),
        "estimated, its file is not there": RecordingLength(1200, estimated=True),
        "estimated": RecordingLength(800, estimated=True),
        "unknown": RecordingLength(4000, estimated=True),
        "blank": RecordingLength(4000, estimated=True),
    }
