"""The length of an audio file, from its headers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from struct import unpack
from typing import BinaryIO

_FIXED_RATE = frozenset({0x0001, 0x0003, 0x0006, 0x0007})
"""WAV formats with one size for every frame: PCM, float, A-law, mu-law (Microsoft's RIFF registry)."""

_EXTENSIBLE = 0xFFFE
_LONGEST_MS = 86_400_000
_CHUNKS_MOST = 1000


def _open_audio(path: Path) -> BinaryIO:
    if not path.is_file():  # a device or a pipe would never end
        raise FileNotFoundError(path)
    return path.open("rb")


def length_ms(path: Path, opened: Callable[[Path], BinaryIO] = _open_audio) -> int | None:
    """Whole milliseconds that an audio file plays; None where that cannot be found out.

    ``opened`` opens the file. Takes WAV (PCM, A-law and mu-law with or without a ``fact`` chunk) and what
    ``tinytag`` reads: MP3, OGG, FLAC, MP4, AIFF. A missing file, or one that is not audio, gives None.
    """
    try:
        with opened(path) as file:
            milliseconds = _wav_ms(file)
            milliseconds = milliseconds if milliseconds is not None else _tagged_ms(path, file)
    except Exception:  # a damaged file breaks a parser anywhere; it only has no length
        return None
    return milliseconds if milliseconds is not None and 0 < milliseconds < _LONGEST_MS else None


def _tagged_ms(path: Path, file: BinaryIO) -> int | None:
    from tinytag import TinyTag  # 15 ms, and most catalogues state their seconds

    file.seek(0)
    seconds = TinyTag.get(path.name, file, tags=False).duration
    return None if seconds is None else round(seconds * 1000)


def _wav_ms(file: BinaryIO) -> int | None:
    """The length of a WAV whose frames have one size; None for any other file.

    ``tinytag`` counts the ``fact`` chunk's samples for A-law and mu-law, which phone systems often
    leave out. A size that a streaming writer never filled in (0, or past the end) is the file's.
    """
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    frames_size = rate = 0
    for _ in range(_CHUNKS_MOST):
        header = file.read(8)
        if len(header) < 8:
            break
        name, size = unpack("<4sI", header)
        if name == b"data" and frames_size and rate:
            start = file.tell()
            remaining = file.seek(0, os.SEEK_END) - start
            sound = size if 0 < size <= remaining else remaining
            return round(sound * 1000 / (frames_size * rate))
        start = file.tell()
        if name == b"fmt ":
            frames_size, rate = _frame_size(file.read(min(size, 40)))
        file.seek(start + size + size % 2)
    return None


def _frame_size(form: bytes) -> tuple[int, int]:
    """Bytes of a frame and frames a second; (0, 0) where frames differ in size."""
    kind, _channels, rate, _bytes_a_second, frame_size = unpack("<HHIIH", form[:14])
    if kind == _EXTENSIBLE:
        (kind,) = unpack("<H", form[24:26])
    return (frame_size, rate) if kind in _FIXED_RATE else (0, 0)
