"""Recordings that are not WAV: MP3, FLAC and Ogg Vorbis, decoded by ``miniaudio`` (extra ``audio``)."""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import Path

from simulator.audio.child_process import ChildFailure, python_command, run_child
from simulator.audio.wave_samples import SampledSound, SoundUnavailable, SoundUnreadable, read_wave

EXTRA = "pip install 'ivrsim[audio]'"

_DECODER = Path(__file__).with_name("miniaudio_decoder.py")


def read_compressed(content: bytes, most_ms: int) -> SampledSound:
    """Return the beginning of a sound, ``most_ms`` milliseconds of it at most. Raises ``SoundUnreadable``."""
    kind = _kind_of(content)
    if kind is None:
        raise SoundUnreadable("is not audio that can be read; use WAV, MP3, FLAC or Ogg Vorbis")
    if find_spec("miniaudio") is None:
        raise SoundUnavailable(f"is {kind}, which needs miniaudio: {EXTRA}")
    try:
        sound = read_wave(io.BytesIO(run_child(python_command(_DECODER, str(most_ms)), content)), most_ms)
    except ChildFailure as failure:
        raise SoundUnreadable(f"looks like {kind}, and cannot be decoded: miniaudio {failure}") from None
    if sound is None:
        raise SoundUnreadable(f"looks like {kind}, and has no sound")
    return sound


def _kind_of(content: bytes) -> str | None:
    """Return the kind of a file by its first bytes; None: it is none of those that can be decoded."""
    if content.startswith(b"fLaC"):
        return "FLAC"
    if content.startswith(b"OggS"):
        return "Ogg"
    # An MP3 begins with tags, or with a frame: eleven bits set, then its version and layer.
    is_frame = len(content) > 1 and content[0] == 0xFF and content[1] & 0xE0 == 0xE0 and content[1] & 0x06 != 0
    return "MP3" if content.startswith(b"ID3") or is_frame else None
