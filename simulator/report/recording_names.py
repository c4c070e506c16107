"""A file name for each recording: safe in any folder and on any system, and the same wherever one is suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category

from simulator.graph.readback.recordings import ListedRecording

_STEM_MOST, _BYTES_MOST = 80, 110
"""Characters of a stem, and its bytes in UTF-8: file systems take 255 bytes, for a name, an id and an ending."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that mean a device on Windows, whatever their ending."""


def file_names(recordings: Iterable[ListedRecording]) -> dict[str, str]:
    """Return a name for each recording by id, made of its name or its id: no two differ in their case alone."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for recording in recordings:
        stem = _safe_stem(recording.name or f"recording-{recording.id}")
        name = f"{stem}.wav"
        if name.casefold() in taken:  # two recordings in one file would overwrite each other
            name = next(
                name
                for name in (
                    f"{stem}-{_safe_stem(recording.id)}{more}.wav"
                    for more in ("", *(f"-{count}" for count in range(2, 10_000)))
                )
                if name.casefold() not in taken
            )
        taken.add(name.casefold())
        names[recording.id] = name
    return names


def _safe_stem(text: str) -> str:
    """A text as the beginning of a file name: letters with their marks, digits, ``_``, ``.`` and ``-``."""
    # \w leaves out the vowel signs of Hindi, without which its words are others
    kept = "".join(sign if re.match(r"[\w.-]", sign) or category(sign)[0] == "M" else " " for sign in text)
    stem = _cut_to_bytes(re.sub(" +", "-", kept)[:_STEM_MOST]).strip("-.") or "recording"
    return f"recording-{stem}" if _RESERVED.fullmatch(stem) else stem


def _cut_to_bytes(stem: str) -> str:
    return stem.encode()[:_BYTES_MOST].decode(errors="ignore")
