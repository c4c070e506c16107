"""Convolution, the one operation of all filters here, in plain Python and fast.

Theory. To filter is to multiply two polynomials: the samples are the coefficients of one, the filter's weights those
of the other, and the products that belong to one power are added up. Python multiplies integers of any size in C. A
polynomial becomes one integer if each coefficient gets a slot of its own that is wide enough for every sum
(Kronecker's substitution); one multiplication then does the work of millions. In decimal, with slots of three digits:
(2 + 3x) (4 + 5x) = 8 + 22x + 15x^2, and 3002 * 5004 = 15 022 008.

A slot has 64 bits. Samples take 16, weights ``_WEIGHT_BITS``, and a filter has at most some thousand weights, so that
no sum reaches 63 bits. Coefficients may be negative: as whole numbers the identity holds all the same, and to read the
slots of the product, half a slot is added to each first.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

_WEIGHT_BITS = 24
_HALF_SLOT = 1 << 63
_SHIFTED_MASK = (1 << 64 - _WEIGHT_BITS) - 1


def convolve(samples: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Return samples of 16 bits after a filter of an odd number of weights, none of which is over 1.

    As many come out as went in: the filter is centred on each, and beyond both ends there is silence.
    """
    if not samples:
        return []
    half = len(weights) // 2
    product = _to_integer(samples) * _to_integer([round(weight * 2**_WEIGHT_BITS) for weight in weights])
    return _from_integer(product, len(samples) + 2 * half)[half : half + len(samples)]


def _to_integer(values: Sequence[int]) -> int:
    """The values as one integer, the first in the lowest slot."""
    raised = int.from_bytes(_little_endian(array("q", values)), "little") ^ _half_slots(len(values))
    return raised - _half_slots(len(values))


def _from_integer(number: int, count: int) -> list[int]:
    """The values in the lowest slots of an integer, without the bits of the weights."""
    raised = number + _half_slots(count)
    shifted = raised >> _WEIGHT_BITS & _in_every_slot(_SHIFTED_MASK, count)  # each is raised by less now
    again = shifted + _in_every_slot(_HALF_SLOT - (_HALF_SLOT >> _WEIGHT_BITS), count)
    content = (again ^ _half_slots(count)).to_bytes(8 * count, "little")
    return array("q", _little_endian(array("q", content))).tolist()


def _half_slots(count: int) -> int:
    """Half a slot, in every slot. To flip the highest bit of a two's complement is to add this, without a carry."""
    return _in_every_slot(_HALF_SLOT, count)


def _in_every_slot(value: int, count: int) -> int:
    return int.from_bytes(value.to_bytes(8, "little") * count, "little")


def _little_endian(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()
