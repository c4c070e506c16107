"""Bodies as they come packed: every accepted form is unpacked, and what expands is stopped within the limit."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.provider.account.compression import MEMBERS_MOST, UNPACKED_MOST, Unpackable, unpack

BODY = b'[{"id": 701, "name": "Main menu"}]'


def bare(data: bytes) -> bytes:
    """Deflate data without zlib's header, as many servers send it."""
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


def why(parts: Iterable[bytes], *encodings: str) -> str:
    with pytest.raises(Unpackable) as refused:
        unpack(parts, encodings)
    return str(refused.value)


@pytest.mark.parametrize(
    ("encodings", "packed"),
    [
        ([], BODY),
        (["identity"], BODY),
        (["", " , "], BODY),
        (["gzip"], gzip.compress(BODY, mtime=0)),
        (["GZip"], gzip.compress(BODY, mtime=0)),
        (["x-gzip"], gzip.compress(BODY, mtime=0)),
        (["identity, gzip"], gzip.compress(BODY, mtime=0)),
        (["identity", "gzip"], gzip.compress(BODY, mtime=0)),
        (["gzip"], gzip.compress(BODY[:7], mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(BODY[7:], mtime=0)),
        (["gzip"], gzip.compress(BODY, mtime=0) + b"\0" * 512),
        (["deflate"], zlib.compress(BODY)),
        (["Deflate"], bare(BODY)),
    ],
)
def test_a_body_is_unpacked_however_it_is_cut_into_parts(encodings: Sequence[str], packed: bytes) -> None:
    cuts = [[packed], [packed[:1], b"", packed[1:]], [packed[index : index + 1] for index in range(len(packed))]]
    assert [unpack(parts, encodings) for parts in cuts] == [BODY] * 3


@pytest.mark.parametrize("encoding", ["identity", "gzip", "deflate"])
def test_a_body_of_no_bytes_is_empty_whatever_its_header_says(encoding: str) -> None:
    assert unpack([], [encoding]) == unpack([b""], [encoding]) == b""


@pytest.mark.parametrize(
    ("encodings", "packed", "words"),
    [
        (["gzip, gzip"], BODY, "the response is compressed 2 times (gzip, gzip); at most one layer is accepted"),
        (["gzip", "GZIP"], BODY, "the response is compressed 2 times (gzip, gzip); at most one layer is accepted"),
        (
            ["gzip", "deflate, br"],
            BODY,
            "the response is compressed 3 times (gzip, deflate, br); at most one layer is accepted",
        ),
        (["br"], BODY, "the response is compressed as br; gzip or deflate is accepted"),
        (["zstd"], BODY, "the response is compressed as zstd; gzip or deflate is accepted"),
        (["\x1b[31m"], BODY, "the response is compressed as \\x1b[31m; gzip or deflate is accepted"),
        (["gzip;q=1"], BODY, "the response is compressed as gzip;q=1; gzip or deflate is accepted"),
        (["x" * 99], BODY, f"the response is compressed as {'x' * 60}…; gzip or deflate is accepted"),
        ([",".join("abcde")], b"", "the response is compressed 5 times (a, b, c, d…); at most one layer is accepted"),
        (["gzip"], BODY, "the response cannot be unpacked: its gzip data is damaged"),
        (["deflate"], BODY, "the response cannot be unpacked: its deflate data is damaged"),
        (["gzip"], zlib.compress(BODY), "the response cannot be unpacked: its gzip data is damaged"),
        (["gzip"], gzip.compress(BODY, mtime=0)[:-1], "the response is cut off: its gzip data has no end"),
        (["gzip"], b"\x1f", "the response is cut off: its gzip data has no end"),
        (["deflate"], zlib.compress(BODY)[:-1], "the response is cut off: its deflate data has no end"),
        (["gzip"], gzip.compress(BODY, mtime=0) + b"hello", "the response goes on after the end of its gzip data"),
        (["gzip"], gzip.compress(BODY, mtime=0) * 2 + b"hello", "the response goes on after the end of its gzip data"),
        (["deflate"], zlib.compress(BODY) * 2, "the response goes on after the end of its deflate data"),
        (
            ["gzip"],
            gzip.compress(b"", mtime=0) * (MEMBERS_MOST + 1),
            "the response goes on after the end of its gzip data",
        ),
    ],
)
def test_a_body_that_is_not_unpacked(encodings: Sequence[str], packed: bytes, words: str) -> None:
    assert why([packed], *encodings) == words


LARGE = "the response is over 64 MB; no list is that large"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_what_expands_is_stopped_within_the_limit(encoding: str) -> None:
    packed = (gzip if encoding == "gzip" else zlib).compress(b" " * 300_000_000)
    tracemalloc.start()
    try:
        assert why([packed], encoding) == LARGE
        assert tracemalloc.get_traced_memory()[1] < 2.5 * UNPACKED_MOST
    finally:
        tracemalloc.stop()


def test_what_never_ends_is_stopped_within_the_limit() -> None:
    """Also packed data that unpacks to nothing: empty blocks, one after the other."""
    packing = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
    begun = packing.compress(b"[") + packing.flush(zlib.Z_FULL_FLUSH)
    empty_blocks = b"\0\0\0\xff\xff" * 200_000
    assert why((b"x" * 1_000_000 for _ in range(10**9)), "identity") == LARGE
    assert why((begun if index == 0 else empty_blocks for index in range(10**9)), "gzip") == LARGE


def test_a_body_of_just_the_limit_is_accepted() -> None:
    assert len(unpack([gzip.compress(b" " * UNPACKED_MOST, 1, mtime=0)], ["gzip"])) == UNPACKED_MOST
    assert why([gzip.compress(b" " * (UNPACKED_MOST + 1), 1, mtime=0)], "gzip") == LARGE


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "identity", "br"]), st.integers(1, 9))
def test_no_bytes_raise_anything_else(data: bytes, encoding: str, size: int) -> None:
    with suppress(Unpackable):
        unpack([data[index : index + size] for index in range(0, len(data), size)], [encoding])
