"""The library's program: see ``test_speech`` for what it reads aloud."""

import importlib.util
from pathlib import Path

import pytest

from simulator.audio.child_process import ChildFailure, python_command, run_child

PROGRAM = Path(__file__).parents[2] / "simulator" / "audio" / "espeak_library.py"


@pytest.mark.skipif(importlib.util.find_spec("espeakng_loader") is None, reason="the extra speech is missing")
def test_a_voice_that_there_is_not_is_refused() -> None:
    import espeakng_loader

    library, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    with pytest.raises(ChildFailure, match="ended with code 1"):
        run_child(python_command(PROGRAM, library, data, "xx", "160", "60"), b"hello")
    assert run_child(python_command(PROGRAM, library, data, "en-gb", "160", "60"), b"hello")[:4] == b"RIFF"


def test_a_library_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(ChildFailure, match="ended with code 1"):
        run_child(python_command(PROGRAM, "/nowhere.so", "/nowhere", "en-gb", "160", "60"), b"hello")
