"""WAV files that play one after the other, as one."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence


def join_waves(contents: Sequence[bytes]) -> bytes | None:
    """Return one WAV with the samples of all; None where one is no plain WAV, or two have different forms."""
    joined = io.BytesIO()
    forms: set[tuple[int, int, int]] = set()
    try:
        with wave.open(joined, "wb") as written:
            for content in contents:
                with wave.open(io.BytesIO(content), "rb") as part:
                    form = (part.getnchannels(), part.getsampwidth(), part.getframerate())
                    if not forms:
                        written.setnchannels(form[0])
                        written.setsampwidth(form[1])
                        written.setframerate(form[2])
                    forms.add(form)
                    if len(forms) > 1:
                        return None
                    written.writeframes(part.readframes(part.getnframes()))
    except (wave.Error, EOFError):
        return None
    return joined.getvalue()
