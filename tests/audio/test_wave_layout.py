"""Where the samples of a WAV are."""

import io
import struct

import pytest

from simulator.audio.wave_layout import A_LAW, PCM, WaveLayout, read_layout


def wav(*chunks: tuple[bytes, bytes], size: int | None = None) -> io.BytesIO:
    body = b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2) for name, content in chunks
    )
    return io.BytesIO(b"RIFF" + struct.pack("<I", len(body) + 4 if size is None else size) + b"WAVE" + body)


def form(
    kind: int = PCM, channels: int = 1, rate: int = 8000, frame: int = 2, extra: bytes = b""
) -> tuple[bytes, bytes]:
    return b"fmt ", struct.pack("<HHIIHH", kind, channels, rate, rate * frame, frame, 8 * frame // channels) + extra


def test_the_samples_are_found_after_other_chunks() -> None:
    file = wav((b"LIST", b"odd"), form(), (b"fact", b"\0\0\0\0"), (b"data", b"abcd"))
    assert read_layout(file) == WaveLayout(PCM, 1, 8000, 2, 68, 4)


def test_the_extensible_form_names_the_real_one() -> None:
    extra = struct.pack("<HHIH", 22, 8, 4, A_LAW) + bytes(14)
    layout = read_layout(wav(form(0xFFFE, frame=1, extra=extra), (b"data", b"ab")))
    assert layout is not None
    assert (layout.form, layout.size) == (A_LAW, 2)


@pytest.mark.parametrize("stated", [0, 5000, 0xFFFFFFFF])
def test_a_size_that_a_streaming_writer_left_open_is_the_rest_of_the_file(stated: int) -> None:
    content = bytearray(wav(form(), (b"data", b"abcdef")).getvalue())
    content[40:44] = struct.pack("<I", stated)
    layout = read_layout(io.BytesIO(bytes(content)))
    assert layout is not None
    assert (layout.start, layout.size) == (44, 6)


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b""),
        io.BytesIO(b"RIFF\0\0\0\0AVI "),
        wav(form()),
        wav((b"data", b"ab")),
        wav(form(0x11), (b"data", b"ab")),
    ],
    ids=["empty", "not a WAV", "no samples", "no form", "ADPCM"],
)
def test_other_files_have_no_layout(file: io.BytesIO) -> None:
    assert read_layout(file) is None
