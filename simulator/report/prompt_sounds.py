"""The sound of each prompt: its recording, else its script read aloud, else a murmur; as long as the record says."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from simulator.audio.compressed_audio import read_compressed
from simulator.audio.length import length_ms
from simulator.audio.levels import cut_softly
from simulator.audio.murmur import murmur
from simulator.audio.resampler import resample
from simulator.audio.speech import SpeechEngine, SpeechFailure, plain_text, speak_to_length
from simulator.audio.telephone_band import TELEPHONE_RATE, limit_band
from simulator.audio.tones import samples_in
from simulator.audio.wave_samples import SampledSound, SoundUnavailable, SoundUnreadable, read_wave, to_samples
from simulator.config.flow import Flow, Recording
from simulator.report.call_timeline import LONGEST_MS
from simulator.text.positions import UnreadableText

FILE_MOST = 50_000_000
"""Bytes of a compressed recording. Of a WAV, only what is heard is read."""

NOTICED_MS = 10
"""A recording that differs from its stated length by more is said to."""

FADE_MS = 5
"""How long the end of a voice takes that is cut off."""

PromptSource = Literal["file", "speech", "murmur"]


class PromptSound(NamedTuple):
    """Samples of a prompt at the call's rate, and where they are from.

    ``refusal`` says why its file is not used (``is_broken``: because it is no audio, which its author has to mend),
    and ``remark`` what was done to fit its length; empty: nothing.
    """

    samples: array[int]
    source: PromptSource
    refusal: str = ""
    remark: str = ""
    is_broken: bool = False


class PromptSounds:
    """The sounds of a flow's recordings at one rate.

    ``folder`` is where the files of recordings are named from, and ``open_file`` opens them. ``engine`` reads
    scripts aloud; None: they murmur.
    """

    def __init__(
        self,
        flow: Flow,
        rate: int,
        folder: Path,
        open_file: Callable[[Path], BinaryIO],
        engine: SpeechEngine | None,
    ) -> None:
        self.flow = flow
        self.rate = rate
        self.folder = folder
        self.open_file = open_file
        self.engine = engine

    def make(self, id: str, milliseconds: int, heard_ms: int) -> PromptSound:
        """Return the first ``heard_ms`` of a recording that plays for ``milliseconds``."""
        recording = self.flow.recordings.get(id) or Recording()
        refusal, remark, is_broken = "", "", False
        if recording.file:
            try:
                return self._from_file(recording, milliseconds, heard_ms)
            except SoundUnreadable as reason:
                refusal, is_broken = f"{recording.file} {reason}", not isinstance(reason, SoundUnavailable)
        script = plain_text(recording.script)
        if script and self.engine is not None:
            try:
                spoken = self._from_speech(self.engine, script, milliseconds, heard_ms)
                return spoken._replace(refusal=refusal, is_broken=is_broken)
            except SpeechFailure as reason:
                remark = f"its script is not read aloud: {reason}"
        # A murmur longer than any file would only be cut.
        samples = murmur(script, min(milliseconds, LONGEST_MS), self.rate)
        return PromptSound(self._fit(samples, heard_ms), "murmur", refusal, remark, is_broken)

    def _from_file(self, recording: Recording, milliseconds: int, heard_ms: int) -> PromptSound:
        path = self.folder / recording.file
        sound = read_sound(path, self.open_file, heard_ms)
        plays_ms = length_ms(path, self.open_file) or len(sound.samples) * 1000 // sound.rate
        remark = ""
        if abs(plays_ms - milliseconds) > NOTICED_MS:
            remedy = "its end is cut" if plays_ms > milliseconds else "silence fills the rest"
            remark = f"{recording.file} plays {plays_ms / 1000:g} s, the flow says {milliseconds / 1000:g} s: {remedy}"
        return PromptSound(self._fit(self._at_rate(sound), heard_ms), "file", remark=remark)

    def _from_speech(self, engine: SpeechEngine, script: str, milliseconds: int, heard_ms: int) -> PromptSound:
        from simulator.checks.scripts.detection import language_of  # its words take long to load

        speech = speak_to_length(engine, script, language_of(script), milliseconds)
        samples = self._fit(self._at_rate(speech.sound), heard_ms)
        remark = ""
        if speech.lacks_ms > NOTICED_MS:
            longer = f"{speech.lacks_ms / 1000:.1f} s longer than the {milliseconds / 1000:g} s that it has"
            remark = f"its script, read fast, takes {longer}: the end is cut"
        return PromptSound(samples, "speech", remark=remark)

    def _at_rate(self, sound: SampledSound) -> array[int]:
        samples = resample(sound.samples, sound.rate, self.rate)
        return to_samples(limit_band(samples) if self.rate == TELEPHONE_RATE else samples)

    def _fit(self, samples: array[int], milliseconds: int) -> array[int]:
        """Cut or fill samples to a length."""
        wanted = samples_in(milliseconds, self.rate)
        missing = max(0, wanted - len(samples))
        return cut_softly(samples, wanted, samples_in(FADE_MS, self.rate)) + array("h", bytes(2 * missing))


def read_sound(path: Path, open_file: Callable[[Path], BinaryIO], most_ms: int) -> SampledSound:
    """Return the beginning of an audio file, ``most_ms`` milliseconds of it at most. Raises ``SoundUnreadable``."""
    try:
        with open_file(path) as file:
            sound = read_wave(file, most_ms)
            if sound is not None:
                return sound
            file.seek(0)
            content = file.read(FILE_MOST + 1)
    except FileNotFoundError:
        raise SoundUnavailable("does not exist") from None
    except SoundUnreadable:
        raise
    except (UnreadableText, OSError, ValueError):  # a pipe, a folder, a file that is somebody else's
        raise SoundUnreadable("is not a file that can be read") from None
    if len(content) > FILE_MOST:
        raise SoundUnreadable(f"has over {FILE_MOST // 1_000_000} MB; use a WAV, or a shorter file")
    return read_compressed(content, most_ms)
