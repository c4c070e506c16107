import os
import struct
from pathlib import Path

import pytest

from simulator.audio.length import length_ms

PCM, ADPCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE = 1, 2, 3, 6, 7, 0xFFFE


def chunk(name: bytes, content: bytes, size: int | None = None) -> bytes:
    return name + struct.pack("<I", len(content) if size is None else size) + content + bytes(len(content) % 2)


def wav(
    kind: int, *, frame: int, seconds: float = 1.5, before: bytes = b"", rest: bytes = b"", size: int | None = None
) -> bytes:
    form = struct.pack("<HHIIHH", kind, 1, 8000, 8000 * frame, frame, 8 * frame) + rest
    sound = bytes(int(8000 * seconds) * frame)
    chunks = chunk(b"fmt ", form) + before + chunk(b"data", sound, size)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def measured(path: Path, content: bytes) -> int | None:
    path.write_bytes(content)
    return length_ms(path)


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("PCM, 16 bits", wav(PCM, frame=2)),
        ("float", wav(FLOAT, frame=4)),
        ("A-law without a fact chunk", wav(A_LAW, frame=1)),
        ("mu-law without a fact chunk", wav(MU_LAW, frame=1)),
        (
            "mu-law whose fact chunk is not filled in",
            wav(MU_LAW, frame=1, rest=b"\0\0", before=chunk(b"fact", bytes(4))),
        ),
        ("an odd chunk before the sound", wav(PCM, frame=2, before=chunk(b"LIST", b"INFO!"))),
        ("extensible PCM", wav(EXTENSIBLE, frame=2, rest=struct.pack("<HHIH14x", 22, 16, 4, PCM))),
        ("a size that a streaming writer never filled in", wav(MU_LAW, frame=1, size=0xFFFFFFFF)),
        ("a size of 0 before sound", wav(MU_LAW, frame=1, size=0)),
    ],
)
def test_wav(what: str, content: bytes, tmp_path: Path) -> None:
    assert measured(tmp_path / f"{what}.wav", content) == 1500


def test_other_wav_is_told_by_its_fact_chunk(tmp_path: Path) -> None:
    fact = chunk(b"fact", struct.pack("<I", 12_000))
    assert measured(tmp_path / "adpcm.wav", wav(ADPCM, frame=256, seconds=0.1, before=fact)) == 1500


def test_flac_is_told_by_its_header(tmp_path: Path) -> None:
    samples = (8000 << 44) | (15 << 36) | 12_000  # rate, 16 bits less one, mono, samples
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + samples.to_bytes(8, "big") + bytes(16)
    assert measured(tmp_path / "a.flac", b"fLaC" + bytes([0x80]) + len(info).to_bytes(3, "big") + info) == 1500


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("empty", b""),
        ("text", b"Welcome to the clinic"),
        ("cut off in the header", wav(PCM, frame=2)[:30]),
        ("no sound chunk", wav(PCM, frame=2)[:36]),
        ("no sound", wav(PCM, frame=2, seconds=0)),
        ("frames of no size", wav(PCM, frame=0)),
        ("a chunk that never ends", b"RIFF\0\0\0\0WAVE" + b"junk\xff\xff\xff\xff"),
    ],
)
def test_what_has_no_length(what: str, content: bytes, tmp_path: Path) -> None:
    assert measured(tmp_path / f"{what}.wav", content) is None


def test_what_is_no_file(tmp_path: Path) -> None:
    assert [length_ms(tmp_path / "none.wav"), length_ms(tmp_path), length_ms(Path("a\0b"))] == [None, None, None]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wav")
        assert length_ms(tmp_path / "pipe.wav") is None
