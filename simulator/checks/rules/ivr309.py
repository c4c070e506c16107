"""Audio file missing, or not in a telephone's format.

## What it does

Opens the ``file`` of every recording in the catalogue that is used. Reports a file that is missing, that is not a
WAV of plain samples at 8 kHz, mono, 16 bit, that is silent (no sample above -60 dB), that is clipped (four samples
in a row at full scale), or whose length differs from the stated ``seconds`` by more than 0.2 s. One finding names
all faults of a file.

## Why is it bad

A telephone system does not play what it cannot read, so callers hear nothing. Each system converts other formats in
its own way, often audibly. A clipped voice crackles. And if the length is wrong, so is every time computed here.

## Example

    recordings:
      "19549": {name: greeting, file: audio/greeting.mp3, seconds: 8.2}

## Use instead

    recordings:
      "19549": {name: greeting, file: audio/greeting.wav, seconds: 8.2}

Convert the file with: sox greeting.mp3 -r 8000 -c 1 -b 16 greeting.wav

## Source

8 kHz, mono, 16 bit is what telephone networks carry (ITU-T G.711 samples at 8 kHz) and what Asterisk plays
without converting. The limits of silence, clipping and 0.2 s are this project's: below -60 dB nothing is heard
on a line, and a clean wave touches full scale for one or two samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.rule import Finding, Rule
from simulator.checks.spoken_scripts import recordings_used
from simulator.config.flow import Recording

if TYPE_CHECKING:
    from simulator.audio.voice import AudioFile

RULE = Rule("IVR309", "audio-file-not-as-a-telephone-wants-it", "warning")

OFF_MOST_MS = 200
"""By how many milliseconds a stated length may be off."""


def find(subject: CheckedFlow) -> Iterator[Finding]:
    """Open every audio file that is used."""
    document = subject.shelf.document if subject.shelf else None
    if document is None:  # nobody knows from where its files are named
        return
    heard = recordings_used(subject.flow)
    for id, recording in subject.flow.recordings.items():
        faults = _file_faults(document.folder / recording.file, recording) if recording.file and id in heard else []
        if faults:
            message = f"{subject.names.recording_name(id)}: {recording.file} {', and '.join(faults)}"
            yield subject.recording_finding(RULE, id, "file", message)


def _file_faults(path: Path, recording: Recording) -> list[str]:
    """Return what is wrong with a recording's file, with what would be right."""
    from simulator.audio.voice import read_audio_file

    try:
        if not path.is_file():
            return ["does not exist: add the file, or remove `file`"]
        audio = read_audio_file(path)
    except (OSError, ValueError):
        return ["cannot be read: make it readable, or remove `file`"]
    if audio is None:
        return ["is not a WAV of plain samples: convert it to 8 kHz, mono, 16 bit"]
    return [*_format_faults(audio), *_sound_faults(audio), *_length_faults(audio, recording)]


def _format_faults(audio_file: AudioFile) -> Iterator[str]:
    if not audio_file.is_telephony:
        channels = "mono" if audio_file.channels == 1 else f"{audio_file.channels} channels"
        yield f"is {audio_file.rate / 1000:g} kHz, {channels}, {audio_file.bits} bit: convert it to 8 kHz, mono, 16 bit"


def _sound_faults(audio_file: AudioFile) -> Iterator[str]:
    if audio_file.silent:
        yield "is silent: record it again"
    if audio_file.clipped:
        yield "is clipped: record it again, less loud"


def _length_faults(audio_file: AudioFile, recording: Recording) -> Iterator[str]:
    if recording.seconds is not None and abs(audio_file.milliseconds - round(recording.seconds * 1000)) > OFF_MOST_MS:
        plays = f"plays {audio_file.milliseconds / 1000:.2f} s"
        yield f"{plays}, not the stated {recording.seconds:g} s: correct `seconds`, or remove it"
