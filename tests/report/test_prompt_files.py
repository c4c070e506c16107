"""Scripts read aloud into files."""

import io
import wave
from pathlib import Path

from simulator.graph.readback.recordings import list_recordings
from simulator.report.prompt_files import PromptFile, prompt_folder, scripts_to_speak, speak_scripts
from tests.audio.speech_engines import BrokenEngine, HummingEngine
from tests.report.sound_flow import flow_in, sound_folder


def scripts_in(folder: Path, *, has_files: bool = True) -> list[str]:
    recordings = list_recordings(flow_in(sound_folder(folder)))
    return [name for _, name in scripts_to_speak(recordings, lambda file: has_files)]


def test_scripts_without_an_audio_file_are_chosen(tmp_path: Path) -> None:
    assert scripts_in(tmp_path) == ["sorry.wav"]
    assert scripts_in(tmp_path, has_files=False) == ["sorry.wav", "again.wav"]


def test_each_file_is_a_wav_of_its_natural_length(tmp_path: Path) -> None:
    recordings = list_recordings(flow_in(sound_folder(tmp_path)))
    for rate in (8000, 16_000):
        (file,) = speak_scripts(scripts_to_speak(recordings, lambda name: True), HummingEngine(), rate)
        assert (file.name, file.milliseconds, file.problem) == ("sorry.wav", 3000, "")  # 8 words at 160 a minute
        with wave.open(io.BytesIO(file.content)) as sound:
            assert (sound.getframerate(), sound.getnchannels(), sound.getnframes()) == (rate, 1, 3 * rate)


def test_a_script_that_is_not_read_has_no_file(tmp_path: Path) -> None:
    recordings = list_recordings(flow_in(sound_folder(tmp_path)))
    files = [*speak_scripts(scripts_to_speak(recordings, lambda name: True), BrokenEngine(), 8000)]
    assert [file.problem for file in files] == ["the broken engine ended with code 9"]
    assert prompt_folder(Path("out"), files) == {}
    made = PromptFile(recordings[0], "a.wav", b"RIFF")
    assert prompt_folder(Path("out"), [made]) == {Path("out/a.wav"): b"RIFF"}
