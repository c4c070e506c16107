"""Reads a text aloud with the shared library of eSpeak NG: run as a program of its own, never imported.

``python espeak_library.py LIBRARY DATA VOICE SPEED VOLUME``, with the text in UTF-8 on standard input, writes a WAV to
standard output; the speed is in words a minute. It imports nothing of this package
(``child_process.python_command``). The functions and numbers are those of ``speak_lib.h``.
"""

from __future__ import annotations

import ctypes
import io
import os
import sys
import wave

RETRIEVAL, DO_NOT_EXIT = 1, 0x8000
CHARACTERS_UTF8 = 1
RATE_PARAMETER, VOLUME_PARAMETER = 1, 2

OnSamples = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class VoiceProperties(ctypes.Structure):
    """The voice that is wanted (the structure of ``speak_lib.h``); only its language is set."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("traits", ctypes.c_ubyte * 4),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


def read_aloud(library_path: str, data: str, voice: str, words_per_minute: int, volume: int, text: bytes) -> bytes:
    """Return the text as a WAV. Raises ``OSError`` or ``ValueError`` where the library does not do it."""
    library = ctypes.CDLL(library_path)
    rate = library.espeak_Initialize(RETRIEVAL, 0, data.encode(), DO_NOT_EXIT)
    wanted = VoiceProperties(languages=voice.encode())
    if rate <= 0 or library.espeak_SetVoiceByProperties(ctypes.byref(wanted)):
        raise ValueError(f"eSpeak NG has no voice {voice}")
    library.espeak_SetParameter(RATE_PARAMETER, words_per_minute, 0)
    library.espeak_SetParameter(VOLUME_PARAMETER, volume, 0)
    spoken = bytearray()

    def keep(samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int) -> int:
        if count > 0:  # at the end there are none, and the pointer leads nowhere
            spoken.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = OnSamples(keep)
    library.espeak_SetSynthCallback(callback)
    size = ctypes.c_size_t(len(text) + 1)
    library.espeak_Synth(ctypes.c_char_p(text), size, 0, 0, 0, CHARACTERS_UTF8, None, None)
    library.espeak_Synchronize()
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(spoken))
    return buffer.getvalue()


if __name__ == "__main__":
    _, library_path, data, voice, speed, volume = sys.argv
    spoken_text = sys.stdin.buffer.read()
    remaining = memoryview(read_aloud(library_path, data, voice, int(speed), int(volume), spoken_text))
    while remaining:
        remaining = remaining[os.write(1, remaining) :]
