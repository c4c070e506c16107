"""The decoder as a program: see ``test_compressed_audio`` for what it decodes."""

import importlib.util
import io
from pathlib import Path

import pytest

from simulator.audio.child_process import ChildFailure, python_command, run_child
from simulator.audio.wave_layout import read_layout

PROGRAM = Path("simulator/audio/miniaudio_decoder.py")
pytestmark = pytest.mark.skipif(importlib.util.find_spec("miniaudio") is None, reason="the extra audio is missing")


def test_it_writes_a_wav_at_the_rate_of_the_file() -> None:
    root = Path(__file__).parents[2]
    content = run_child(python_command(root / PROGRAM, "50"), (root / "tests/audio/tone.flac").read_bytes())
    layout = read_layout(io.BytesIO(content))
    assert layout is not None
    assert (layout.rate, layout.frame_size, layout.size) == (8000, 2, 802)


def test_it_fails_on_anything_else() -> None:
    with pytest.raises(ChildFailure, match="ended with code 1"):
        run_child(python_command(Path(__file__).parents[2] / PROGRAM, "50"), b"nothing")
