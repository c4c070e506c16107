"""Decodes MP3, FLAC and Ogg Vorbis with ``miniaudio``: run as a program of its own, never imported.

``python miniaudio_decoder.py MILLISECONDS``, with the file on standard input, writes the beginning of its sound to
standard output as a WAV: mono, 16 bit, at the file's own rate. It imports nothing of this package
(``child_process.python_command``).
"""

from __future__ import annotations

import io
import os
import sys
import wave

import miniaudio

FRAMES_AT_ONCE = 65_536
"""So many at a time: a file of a few kilobytes may unpack to hours of silence."""


def decode(content: bytes, most_ms: int) -> bytes:
    """Return the beginning of a sound as a WAV. Raises ``miniaudio.DecodeError``."""
    if content.startswith(b"fLaC"):
        rate = miniaudio.flac_get_info(content).sample_rate
    elif content.startswith(b"OggS"):
        rate = miniaudio.vorbis_get_info(content).sample_rate
    else:
        rate = miniaudio.mp3_get_info(content).sample_rate
    wanted = most_ms * rate // 1000 + 1
    chunks = miniaudio.stream_memory(content, miniaudio.SampleFormat.SIGNED16, 1, rate, FRAMES_AT_ONCE)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        for chunk in chunks:
            file.writeframes(chunk[:wanted].tobytes())
            wanted -= len(chunk)
            if wanted <= 0:
                break
    return buffer.getvalue()


if __name__ == "__main__":
    remaining = memoryview(decode(sys.stdin.buffer.read(), int(sys.argv[1])))
    while remaining:
        remaining = remaining[os.write(1, remaining) :]
