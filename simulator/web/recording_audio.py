"""The audio files of a flow, to be embedded in a page: as data addresses, up to a limit."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.errors import FlowError, Problem
from simulator.text.boundary import Boundary
from simulator.text.positions import UnreadableText

AUDIO_MOST = 4_000_000
"""Bytes of audio that a page carries; base64 makes a third more of them."""

_SIGNATURES = (
    (b"RIFF", "audio/wav"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
)


class EmbeddedAudio(NamedTuple):
    """Recordings as data addresses, by id; ``omitted`` would have gone past the limit, ``missing`` are not there."""

    addresses: dict[str, str]
    omitted: list[str]
    missing: list[str]

    def describe_gaps(self, flow: Flow) -> list[str]:
        """Return a line for each recording whose audio is not here though the flow names a file."""
        missing = (
            f"{flow.recording_name(id)}: {flow.recordings[id].file} is missing, so the page has no audio for it"
            for id in self.missing
        )
        omitted = (
            f"{flow.recording_name(id)}: its audio is not in the page, which would become too large"
            for id in self.omitted
        )
        return [*missing, *omitted]


NO_AUDIO = EmbeddedAudio({}, [], [])


def embed_audio(flow: Flow, folder: Path, used: Iterable[str]) -> EmbeddedAudio:
    """Return the files of the recordings in use, in their order.

    ``folder`` is that of the flow. Raises ``FlowError`` for a file that is no audio, or that the flow may not name.
    """
    addresses: dict[str, str] = {}
    omitted: list[str] = []
    missing: list[str] = []
    problems: list[Problem] = []
    total = 0
    boundary = Boundary(folder)
    for id in used:
        entry = flow.recordings.get(id)
        path = folder / entry.file if entry and entry.file else None
        if path is None:
            continue
        try:
            if not boundary.holds(path):
                missing.append(id)
                continue
            with boundary.open(path) as stream:
                content = stream.read(AUDIO_MOST - total + 1)
        except (UnreadableText, OSError) as refusal:
            problems.append(Problem(str(path), 0, 0, str(getattr(refusal, "strerror", None) or refusal)))
            continue
        if total + len(content) > AUDIO_MOST:
            omitted.append(id)
            continue
        kind = audio_kind(content)
        if kind is None:
            problems.append(Problem(str(path), 0, 0, "is not audio that a browser plays; use WAV, MP3, Ogg or FLAC"))
            continue
        total += len(content)
        addresses[id] = f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
    if problems:
        raise FlowError(problems)
    return EmbeddedAudio(addresses, omitted, missing)


def flow_audio(flow: Flow, path: Path) -> EmbeddedAudio:
    """Return the audio of the recordings that calls of the flow in a file can play. Raises as ``embed_audio`` does."""
    used = dict.fromkeys(id for item in flow.receptionists.values() for id in item.recordings)
    return embed_audio(flow, path.parent, used)


def audio_kind(content: bytes) -> str | None:
    """The media type of an audio file by its first bytes; None: it is none that browsers play."""
    if content[:4] == b"RIFF" and content[8:12] != b"WAVE":
        return None
    return next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)
