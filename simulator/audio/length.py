"""The length of an audio file, from its headers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from simulator.audio.wave_layout import read_layout

_LONGEST_MS = 86_400_000


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

    ``tinytag`` counts the ``fact`` chunk's samples for A-law and mu-law, which phone systems often leave out.
    """
    layout = read_layout(file)
    return None if layout is None else round(layout.size * 1000 / (layout.frame_size * layout.rate))
