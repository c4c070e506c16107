"""Unpack the body of a response: one layer of gzip or deflate, within a limit that holds while it is unpacked.

The HTTP library would undo any number of layers, each whole in memory before the next one is looked at: a response
of 1,258 bytes came to 1.4 GB in this way. So bodies are read as they are on the wire and unpacked here, in pieces.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

from simulator.words.sanitizer import escape_signs

ACCEPTED = "gzip"
"""What requests ask for. Deflate is unpacked too: some servers send it unasked."""

UNPACKED_MOST = 64_000_000
"""Bytes of a body that are read, packed or unpacked."""

MEMBERS_MOST = 10_000
"""Members that one gzip body may have: empty ones would cost time, and never come to the limit in bytes."""

_PACKED_PIECE = 65_536
_UNPACKED_PIECE = 1_000_000
_LAYERS = frozenset({"gzip", "x-gzip", "deflate"})


class Unpackable(Exception):
    """A body that is too large, damaged, or packed otherwise than accepted; its text says which."""


def unpack(parts: Iterable[bytes], encodings: Iterable[str], *, redact: Callable[[str], str] = str) -> bytes:
    """Return the whole body of a response that comes in ``parts``.

    ``encodings`` are the values of ``Content-Encoding``, from one header or several. Raises ``Unpackable``; what is
    left of ``parts`` is not read then. ``redact`` turns a server's words into what may be shown.
    """
    layer = _layer(encodings, redact)
    if layer is None:
        return _join_parts(parts)
    return _Unpacking(layer).whole(parts)


def _layer(encodings: Iterable[str], redact: Callable[[str], str]) -> str | None:
    """The one layer that a body is packed in; None where it is not packed."""
    names = [name.strip().lower() for value in encodings for name in value.split(",")]
    layers = [name for name in names if name not in ("", "identity")]
    if len(layers) > 1:
        raise Unpackable(
            f"the response is compressed {len(layers)} times ({_list_encodings(layers, redact)}); "
            "at most one layer is accepted"
        )
    if layers and layers[0] not in _LAYERS:
        raise Unpackable(
            f"the response is compressed as {_list_encodings(layers, redact)}; gzip or deflate is accepted"
        )
    return layers[0] if layers else None


def _list_encodings(names: list[str], redact: Callable[[str], str]) -> str:
    words = escape_signs(", ".join(map(redact, names[:4])))
    return f"{words[:60]}…" if len(names) > 4 or len(words) > 60 else words


def _join_parts(parts: Iterable[bytes]) -> bytes:
    body = bytearray()
    for part in parts:
        _refuse_size(len(body) + len(part))
        body += part
    return bytes(body)


def _refuse_size(size: int) -> None:
    if size > UNPACKED_MOST:
        raise Unpackable(f"the response is over {UNPACKED_MOST // 1_000_000} MB; no list is that large")


class _Unpacking:
    """One body on its way: what is unpacked of it, and how much was read for that."""

    def __init__(self, layer: str) -> None:
        self._layer = layer
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)  # 16: with gzip's header
        self._body = bytearray()
        self._read = 0
        self._members = 0

    def whole(self, parts: Iterable[bytes]) -> bytes:
        """Return the whole body."""
        for piece in self._pieces(parts):
            self._take(piece)
        if self._read and not self._stream.eof:
            if self._members:
                raise self._goes_on()
            raise Unpackable(f"the response is cut off: its {self._layer} data has no end")
        return bytes(self._body)

    def _pieces(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """The packed bytes in small pieces, since zlib copies the rest of a piece whenever it stops in it.

        The first has two bytes at least: they tell deflate data with zlib's header from data without, which many
        servers send.
        """
        begun = b""
        for part in parts:
            chunk = begun + part
            self._read += len(part)
            _refuse_size(self._read)
            if self._read < 2:
                begun = chunk
                continue
            if self._read == len(chunk) and self._layer == "deflate":
                has_header = chunk[0] & 0x0F == zlib.DEFLATED and int.from_bytes(chunk[:2], "big") % 31 == 0
                self._stream = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
            begun = b""
            for start in range(0, len(chunk), _PACKED_PIECE):
                yield chunk[start : start + _PACKED_PIECE]

    def _take(self, piece: bytes) -> None:
        """Unpack a piece, and what follows the end of a member in it."""
        while piece:
            if self._stream.eof:
                piece = self._next_member(piece)
                if not piece:
                    return
            is_filled = True
            while piece or is_filled:  # zlib may hold bytes back although it has no input left
                unpacked = self._unpacked(piece)
                self._body += unpacked
                _refuse_size(len(self._body))
                is_filled = len(unpacked) == _UNPACKED_PIECE
                piece = self._stream.unconsumed_tail
                if self._stream.eof:
                    break
            piece = self._stream.unused_data

    def _unpacked(self, piece: bytes) -> bytes:
        try:
            return self._stream.decompress(piece, _UNPACKED_PIECE)
        except zlib.error:
            if self._members:
                raise self._goes_on() from None
            raise Unpackable(f"the response cannot be unpacked: its {self._layer} data is damaged") from None

    def _next_member(self, piece: bytes) -> bytes:
        """Return what follows an end: another member of a gzip file, or the zeros that fill its last block."""
        following = piece.lstrip(b"\0")
        if following:
            self._members += 1
            if self._layer == "deflate" or self._members == MEMBERS_MOST:
                raise self._goes_on()
            self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return following

    def _goes_on(self) -> Unpackable:
        return Unpackable(f"the response goes on after the end of its {self._layer} data")
