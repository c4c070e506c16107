"""The layout of a WAV file: its ``fmt`` and ``data`` chunks."""

from __future__ import annotations

import os
from struct import unpack
from typing import BinaryIO, NamedTuple

PCM, FLOAT, A_LAW, MU_LAW = 0x0001, 0x0003, 0x0006, 0x0007
"""WAV formats with one size for every frame (Microsoft's RIFF registry)."""

_EXTENSIBLE = 0xFFFE
_CHUNKS_MOST = 1000
_FIXED_SIZE = frozenset({PCM, FLOAT, A_LAW, MU_LAW})


class WaveLayout(NamedTuple):
    """The form of the samples, and where they are: ``size`` bytes from ``start`` on.

    ``frame_size`` is the bytes of one sample of all channels.
    """

    form: int
    channels: int
    rate: int
    frame_size: int
    start: int
    size: int


def read_layout(file: BinaryIO) -> WaveLayout | None:
    """Return the layout of a WAV whose frames have one size; None for any other file.

    A size that a streaming writer never filled in (0, or past the end) is the file's. Raises ``struct.error`` for a
    ``fmt`` chunk that is cut short.
    """
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    form = channels = rate = frame_size = 0
    for _ in range(_CHUNKS_MOST):
        header = file.read(8)
        if len(header) < 8:
            break
        name, size = unpack("<4sI", header)
        start = file.tell()
        if name == b"data" and frame_size and rate and form in _FIXED_SIZE:
            remaining = file.seek(0, os.SEEK_END) - start
            return WaveLayout(form, channels, rate, frame_size, start, size if 0 < size <= remaining else remaining)
        if name == b"fmt ":
            form, channels, rate, frame_size = _read_form(file.read(min(size, 40)))
        file.seek(start + size + size % 2)
    return None


def _read_form(chunk: bytes) -> tuple[int, int, int, int]:
    """Return the format, the channels, the frames in a second and the bytes of a frame."""
    form, channels, rate, _bytes_a_second, frame_size = unpack("<HHIIH", chunk[:14])
    if form == _EXTENSIBLE:
        (form,) = unpack("<H", chunk[24:26])
    return form, channels, rate, frame_size
