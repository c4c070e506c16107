"""G.711: the samples behind the bytes of A-law and mu-law, as 16-bit values."""

from __future__ import annotations

from functools import cache


@cache
def a_law_values() -> tuple[int, ...]:
    """Return the 16-bit sample of each byte of A-law (ITU-T G.711 table 1, 13 bits, shifted to 16)."""
    return tuple(map(_decode_a_law, range(256)))


@cache
def mu_law_values() -> tuple[int, ...]:
    """Return the 16-bit sample of each byte of mu-law (ITU-T G.711 table 2, 14 bits, shifted to 16)."""
    return tuple(map(_decode_mu_law, range(256)))


def _decode_a_law(byte: int) -> int:
    byte ^= 0x55  # even bits are sent inverted
    segment, steps = byte >> 4 & 7, byte & 15
    magnitude = (steps << 4) + 8
    if segment:
        magnitude = magnitude + 0x100 << segment - 1
    return magnitude if byte & 0x80 else -magnitude


def _decode_mu_law(byte: int) -> int:
    byte ^= 0xFF  # all bits are sent inverted
    segment, steps = byte >> 4 & 7, byte & 15
    magnitude = ((steps << 3) + 0x84 << segment) - 0x84
    return -magnitude if byte & 0x80 else magnitude
