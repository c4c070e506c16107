"""How long recordings play: as stated, else measured, else estimated from what is said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from simulator.config.flow import UNKNOWN_LENGTH, Length, Recording
from simulator.load.file_source import FileSource

WORDS_PER_MINUTE = 150
"""How fast a voice reads a script: the average rate of US English speakers according to the
National Center for Voice and Speech."""


def lengths(recordings: Mapping[str, Recording], folder: Path, files: FileSource) -> dict[str, Length]:
    """The length of every recording of a catalogue; ``folder`` is where its files are named from."""
    return {id: length(recording, folder, files) for id, recording in recordings.items()}


def length(recording: Recording, folder: Path, files: FileSource) -> Length:
    """Stated seconds, else the audio file's length, else an estimate from the script, else 4 s."""
    if recording.seconds is not None:
        return Length(round(recording.seconds * 1000), estimated=False)
    if recording.file:
        from simulator.audio.length import length_ms

        measured = length_ms(folder / recording.file, files.open)
        if measured is not None:
            return Length(measured, estimated=False)
    words = len(recording.script.split())
    return Length(round(words * 60_000 / WORDS_PER_MINUTE), estimated=True) if words else UNKNOWN_LENGTH
