"""The lengths of recordings: as stated, else measured, else estimated from the script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.config.flow import Recording
from simulator.config.recording_length import RecordingLength, estimate_length
from simulator.text.file_source import FileSource


def recording_lengths(
    recordings: Mapping[str, Recording], folder: Path, files: FileSource
) -> dict[str, RecordingLength]:
    """The length of every recording of a catalogue; ``folder`` is where its files are named from."""
    return {id: recording_length(recording, folder, files) for id, recording in recordings.items()}


def recording_length(recording: Recording, folder: Path, files: FileSource) -> RecordingLength:
    """Stated seconds, else the audio file's length, else an estimate from the script, else 4 s."""
    if recording.seconds is not None:
        return RecordingLength(round(recording.seconds * 1000), estimated=False)
    if recording.file:
        from simulator.audio.length import length_ms

        measured = length_ms(folder / recording.file, files.open)
        if measured is not None:
            return RecordingLength(measured, estimated=False)
    return estimate_length(recording.script)
