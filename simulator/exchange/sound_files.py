"""The recordings of a dialplan as sound files that every Asterisk plays: 8 kHz, 16 bit, ``.sln``.

A recording's own file comes first, then its script read aloud, then tones; all as long as the flow says. The pitch of
the tones goes up from one recording to the next, so that people tell them apart.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from simulator.audio.speech import plain_text
from simulator.audio.telephone_band import TELEPHONE_RATE
from simulator.audio.tones import RingPattern, ring_back
from simulator.config.durations import duration_words
from simulator.config.flow import Flow, Recording
from simulator.errors import UsageError
from simulator.report.prompt_sounds import PromptSounds
from simulator.words.sanitizer import escape_signs

LONGEST_MS = 3_600_000
"""The longest recording that is written: 58 MB."""

TOTAL_MS_MOST = 18 * LONGEST_MS
"""All recordings together: 1 GB."""

SUFFIX = ".sln"
"""Signed linear: 16 knows no ``.slin``, and says so only in a warning."""

_LOWEST_HZ, _STEP_HZ, _PITCHES = 350, 25, 40
_TONE_MS = (900, 100)
"""A tone and a pause, in turn."""


class SoundFile(NamedTuple):
    """A recording as a file, and where its sound is from; ``remark`` says what is to be known, else it is empty."""

    recording: str
    content: bytes
    source: Literal["file", "speech", "tones"]
    remark: str = ""


def make_sound_files(sounds: PromptSounds, names: Mapping[str, str]) -> Iterator[tuple[str, SoundFile]]:
    """Yield each name of a dialplan's sound with its file.

    Raises ``UsageError`` for a recording whose own file is no audio, or for recordings that are too long.
    """
    refuse_long(sounds.flow, names)
    for place, (name, id) in enumerate(names.items()):
        yield name, _make_sound(sounds, id, _LOWEST_HZ + place % _PITCHES * _STEP_HZ)


def _make_sound(sounds: PromptSounds, id: str, pitch: int) -> SoundFile:
    recording, milliseconds = sounds.flow.recordings.get(id) or Recording(), sounds.flow.length_of(id).milliseconds
    if not recording.file and (sounds.engine is None or not plain_text(recording.script)):
        return SoundFile(id, _tone_bytes(pitch, milliseconds), "tones")
    made = sounds.make(id, milliseconds, milliseconds)
    if made.is_broken:
        raise UsageError(f"{escape_signs(sounds.flow.recording_name(id))}: {escape_signs(made.refusal)}")
    remark = "; ".join(escape_signs(text) for text in (made.refusal, made.remark) if text)
    if made.source == "murmur":
        return SoundFile(id, _tone_bytes(pitch, milliseconds), "tones", remark)
    return SoundFile(id, sln_bytes(made.samples), made.source, remark)


@lru_cache(maxsize=256)
def _tone_bytes(pitch: int, milliseconds: int) -> bytes:
    """Tones; recordings that are alike share their bytes, of which a large flow has many."""
    return sln_bytes(ring_back(RingPattern((pitch,), _TONE_MS), milliseconds, TELEPHONE_RATE))


def refuse_long(flow: Flow, names: Mapping[str, str]) -> None:
    """Raise ``UsageError`` for recordings that no export holds."""
    total = 0
    for id in names.values():
        milliseconds = flow.length_of(id).milliseconds
        total += milliseconds
        if milliseconds > LONGEST_MS:
            title, lasts = escape_signs(flow.recording_name(id)), duration_words(milliseconds)
            raise UsageError(f"{title} plays for {lasts}; an export takes {duration_words(LONGEST_MS)} at most")
    if total > TOTAL_MS_MOST:
        lasts, most = duration_words(total), duration_words(TOTAL_MS_MOST)
        raise UsageError(f"the recordings play for {lasts} together; an export holds {most} at most")


def sln_bytes(samples: array[int]) -> bytes:
    """Return samples as the bytes of a sound file; at least one, as Asterisk does not play an empty file."""
    samples = samples or array("h", [0])
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples.tobytes()
