"""Scripts read aloud by eSpeak NG: the system's program, or the library in the wheel ``espeakng-loader``.

A script is somebody else's text. It goes to a process of its own on standard input, with a limit on its length and
its time, and without what eSpeak NG takes for commands: control characters (one begins an embedded command, among
them one that plays a file), and ``[[``, which begins phonemes.
"""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

from simulator.audio.child_process import ChildFailure, python_command, run_child
from simulator.audio.wave_layout import read_layout
from simulator.audio.wave_samples import SampledSound, SoundUnreadable, read_wave

EXTRA = "install espeak-ng, or pip install 'ivrsim[speech]'"

LETTERS_MOST = 5000
"""How much of a script is read: over five minutes of speech."""

SPEECH_MS_MOST = 900_000

NORMAL_RATE = 160
"""Words a minute by eSpeak NG's own measure, at which its voices sound natural (its default is 175)."""

SLOWEST_RATE, FASTEST_RATE = 130, 260
"""How far the rate goes to fit a length: beyond, words are hard to understand."""

_CLOSE = 0.9
"""A share of the length that is left to silence; speech that is shorter is slowed down."""

_MARGIN = 1.03
"""How much faster than it seems to need a script is read: pauses do not change as words do."""

VOLUME = 60
"""Of eSpeak NG's own 100: the voice is then at about -19 dBm0, as loud as ITU-T P.56 has a voice on a line (-20)."""

VOICES = {"en": "en-gb", "de": "de", "es": "es", "fr": "fr", "hi": "hi", "pt": "pt"}
"""The voice of each language that scripts are read in."""

ALPHABET_VOICES = {
    "\u0370-\u03ff\u1f00-\u1fff": "el",
    "\u0400-\u052f": "ru",
    "\u0530-\u058f": "hy",
    "\u0590-\u05ff": "he",
    "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff": "ar",
    "\u0900-\u097f": "hi",
    "\u0980-\u09ff": "bn",
    "\u0a00-\u0a7f": "pa",
    "\u0a80-\u0aff": "gu",
    "\u0b00-\u0b7f": "or",
    "\u0b80-\u0bff": "ta",
    "\u0c00-\u0c7f": "te",
    "\u0c80-\u0cff": "kn",
    "\u0d00-\u0d7f": "ml",
    "\u0d80-\u0dff": "si",
    "\u1000-\u109f": "my",
    "\u10a0-\u10ff": "ka",
    "\u1200-\u137f": "am",
    "\u3040-\u30ff": "ja",
    "\u3400-\u9fff": "cmn",
    "\uac00-\ud7af": "ko",
}
"""The voice for a text in an alphabet, as letters of a pattern; Japanese before Chinese, whose signs it uses."""

_LIBRARY = Path(__file__).with_name("espeak_library.py")


class SpeechFailure(Exception):
    """A script was not read aloud; the text says why, in a few words."""


class SpeechEngine(Protocol):
    """Whatever reads a text aloud: a command that takes it on standard input and prints a WAV."""

    @property
    def name(self) -> str:
        """Return the name that messages use."""

    def command(self, voice: str, words_per_minute: int) -> list[str]:
        """Return the command line."""


@dataclass(frozen=True, slots=True)
class EspeakProgram:
    """The program ``espeak-ng`` of the system, at ``path``."""

    path: str
    name: str = "espeak-ng"

    def command(self, voice: str, words_per_minute: int) -> list[str]:
        """Return the command line: text in UTF-8 (``-b 1``), no pause at the end (``-z``)."""
        settings = ["-a", str(VOLUME), "-v", voice, "-s", str(words_per_minute)]
        return [self.path, "--stdin", "--stdout", "-b", "1", "-z", *settings]


@dataclass(frozen=True, slots=True)
class EspeakLibrary:
    """The shared library of a wheel, with its data."""

    library: str
    data: str
    name: str = "espeak-ng (from the wheel espeakng-loader)"

    def command(self, voice: str, words_per_minute: int) -> list[str]:
        """Return the command line."""
        return python_command(_LIBRARY, self.library, self.data, voice, str(words_per_minute), str(VOLUME))


def find_speech_engine() -> SpeechEngine | None:
    """Return what can read aloud here; None: nothing."""
    program = shutil.which("espeak-ng")
    if program is not None and Path(program).is_absolute():  # on Windows, the current folder is looked into first
        return EspeakProgram(program)
    if find_spec("espeakng_loader") is None:
        return None
    import espeakng_loader

    return EspeakLibrary(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())


def plain_text(script: str) -> str:
    r"""Return a script as it is read aloud: nothing in it is a command to eSpeak NG.

    >>> plain_text("Press  1.\x01P40 [[h@l'oU]]")
    "Press 1. P40 [ [h@l'oU]]"
    """
    text = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", script)
    return " ".join(text.replace("[[", "[ [").split())[:LETTERS_MOST]


def voice_for(text: str, language: str) -> str:
    """Return the voice of a text: by its alphabet where most letters are of one, else by its language.

    An English voice spells what is not in its alphabet ("Arabic letter meem"), sign by sign.
    """
    letters = sum(map(str.isalpha, text))
    for signs, voice in () if text.isascii() else ALPHABET_VOICES.items():
        if 2 * sum(map(str.isalpha, re.findall(f"[{signs}]", text))) > letters:
            return voice
    return VOICES.get(language, VOICES["en"])


def speak(engine: SpeechEngine, script: str, language: str) -> SampledSound:
    """Return a script read aloud at the speed at which it sounds natural. Raises ``SpeechFailure``."""
    return _decode(engine, _read_aloud(engine, script, language, NORMAL_RATE))


class FittedSpeech(NamedTuple):
    """Speech that was fitted to a length; ``lacks_ms`` is how much longer its words take than that."""

    sound: SampledSound
    lacks_ms: int


def speak_to_length(engine: SpeechEngine, script: str, language: str, milliseconds: int) -> FittedSpeech:
    """Return a script read aloud at the speed that fits a length best. Raises ``SpeechFailure``."""
    content = _read_aloud(engine, script, language, NORMAL_RATE)
    ratio = _length_ms(content) / max(1, milliseconds)
    rate = min(max(round(_MARGIN * NORMAL_RATE * ratio), SLOWEST_RATE), FASTEST_RATE)
    if not _CLOSE <= ratio <= 1:
        content = _read_aloud(engine, script, language, rate)
    if _length_ms(content) > milliseconds and NORMAL_RATE < rate < FASTEST_RATE:
        content = _read_aloud(engine, script, language, FASTEST_RATE)
    return FittedSpeech(_decode(engine, content), max(0, _length_ms(content) - milliseconds))


def _read_aloud(engine: SpeechEngine, script: str, language: str, words_per_minute: int) -> bytes:
    """A script as a WAV. Raises ``SpeechFailure``."""
    text = plain_text(script)
    try:
        return run_child(engine.command(voice_for(text, language), words_per_minute), text.encode("utf-8"))
    except ChildFailure as failure:
        raise SpeechFailure(f"{engine.name} {failure}") from None


def _length_ms(content: bytes) -> int:
    """Return the playing time of a WAV without reading its samples."""
    layout = read_layout(io.BytesIO(content))
    return layout.size * 1000 // (layout.frame_size * layout.rate) if layout else 0


def _decode(engine: SpeechEngine, content: bytes) -> SampledSound:
    """The samples of speech. Raises ``SpeechFailure``."""
    try:
        sound = read_wave(io.BytesIO(content), SPEECH_MS_MOST)
    except SoundUnreadable:
        sound = None
    if sound is None or not any(sound.samples):
        raise SpeechFailure(f"{engine.name} made no sound of it")
    return sound
