"""Speech for the scripts of a flow that have no audio file: files to upload, or to show the studio what is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.audio.resampler import resample
from simulator.audio.speech import SpeechEngine, SpeechFailure, plain_text, speak
from simulator.audio.telephone_band import TELEPHONE_RATE, limit_band
from simulator.audio.wave_samples import to_samples, wave_bytes
from simulator.graph.readback.recordings import ListedRecording
from simulator.report.recording_names import file_names


class PromptFile(NamedTuple):
    """A recording's script as an audio file: its name, a WAV, and how long it plays.

    ``problem`` says why there is none.
    """

    recording: ListedRecording
    name: str
    content: bytes = b""
    milliseconds: int = 0
    problem: str = ""


def scripts_to_speak(
    recordings: Sequence[ListedRecording], has_file: Callable[[str], bool]
) -> list[tuple[ListedRecording, str]]:
    """Return the recordings with a script and without an audio file, each with a name for one."""
    names = file_names(recordings)
    return [
        (recording, names[recording.id])
        for recording in recordings
        if recording.recording is not None
        and plain_text(recording.script)
        and not (recording.recording.file and has_file(recording.recording.file))
    ]


def speak_scripts(
    scripts: Sequence[tuple[ListedRecording, str]], engine: SpeechEngine, rate: int
) -> Iterator[PromptFile]:
    """Yield each script read aloud at the rate, at the speed at which it sounds natural."""
    from simulator.checks.scripts.detection import language_of  # its words take long to load

    for recording, name in scripts:
        try:
            sound = speak(engine, recording.script, language_of(recording.script))
        except SpeechFailure as reason:
            yield PromptFile(recording, name, problem=str(reason))
            continue
        samples = resample(sound.samples, sound.rate, rate)
        samples = limit_band(samples) if rate == TELEPHONE_RATE else samples
        milliseconds = round(len(samples) * 1000 / rate)
        yield PromptFile(recording, name, wave_bytes(to_samples(samples), rate), milliseconds)


def prompt_folder(folder: Path, files: Sequence[PromptFile]) -> dict[Path, bytes]:
    """Return the files that were made by their path in a folder."""
    return {folder / file.name: file.content for file in files if not file.problem}
