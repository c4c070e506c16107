"""The tones of a telephone: keys (DTMF) and ring-back.

A key is two sines at once, one for its row and one for its column. Receivers take it for a key if both are
there at about the same level, for long enough, with a pause before the next one.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from simulator.audio.levels import sine_amplitude

ROWS = (697, 770, 852, 941)
COLUMNS = (1209, 1336, 1477)
"""Hz, ITU-T Q.23 table 1. The fourth column, 1633 Hz, has keys that no menu takes (A to D)."""

KEY_FREQUENCIES: dict[str, tuple[int, int]] = {
    key: (ROWS[place // 3], COLUMNS[place % 3]) for place, key in enumerate("123456789*0#")
}
"""The low and the high frequency of each key, in Hz."""

LOW_DBM0 = -9.0
HIGH_DBM0 = -7.0
"""The levels of the two sines. A telephone sends -11 dBV and -9 dBV (ETSI ES 201 235-2, section 4.2.3): the upper
one 2 dB louder, since lines weaken it more. Receivers take levels down to about -25 dBm and a twist of 6 dB or
more (ITU-T Q.24 table A-1)."""

KEY_MS = 100
"""How long a key sounds. Receivers take 40 ms and more (Q.24); keypads that send by themselves use about 100 ms."""

KEY_LEAST_MS = 40
PAUSE_LEAST_MS = 40
"""What every receiver of Q.24 table A-1 needs: the shortest tone, and the shortest pause before the next."""

RING_DBM0 = -10.0
"""The level of ring-back as a whole (ITU-T E.180: -10 dBm0, 5 dB either way)."""

_RAMP_MS = 4
"""A tone that begins at once clicks, and a click has every frequency."""


class RingPattern(NamedTuple):
    """Ring-back of a country: sines in Hz, and the cycle as milliseconds on and off, in turn, beginning with on."""

    frequencies: tuple[int, ...]
    cycle: tuple[int, ...]


RING_PATTERNS = {
    "+44": RingPattern((400, 450), (400, 200, 400, 2000)),
    "+91": RingPattern((375, 400, 425), (400, 200, 400, 2000)),
    "+1": RingPattern((440, 480), (2000, 4000)),
    "": RingPattern((425,), (1000, 4000)),
}
"""By the beginning of the number that is called (ITU-T E.180 supplement 2). India's 400 Hz is modulated by 25 Hz,
which makes three sines; an empty beginning stands for the rest of the world, most of which has this one."""

HOME = "+44"
"""The country of a call without a number: the provider's."""


def ring_pattern(number: str) -> RingPattern:
    """Return the ring-back that a caller of a number hears.

    >>> ring_pattern("+1 201 555 0100").frequencies, ring_pattern("").frequencies
    ((440, 480), (400, 450))
    """
    dialled = "".join(sign for sign in number if sign in "+0123456789") or HOME
    dialled = f"+{dialled[2:]}" if dialled.startswith("00") else dialled
    if not dialled.startswith("+"):
        return RING_PATTERNS[HOME]
    return next(pattern for prefix, pattern in RING_PATTERNS.items() if dialled.startswith(prefix))


def key_tone(key: str, milliseconds: int, rate: int) -> array[int]:
    """Return the tone of a key, one of 0-9, * and #."""
    low, high = KEY_FREQUENCIES[key]
    return _mix_sines(((low, LOW_DBM0), (high, HIGH_DBM0)), milliseconds, rate)


def ring_back(pattern: RingPattern, milliseconds: int, rate: int) -> array[int]:
    """Return ring-back from the beginning of its cycle on."""
    cycle = array("h")
    each = RING_DBM0 - 10 * math.log10(len(pattern.frequencies))
    for place, duration in enumerate(pattern.cycle):
        sines = [(frequency, each) for frequency in pattern.frequencies]
        cycle += _mix_sines(sines, duration, rate) if place % 2 == 0 else silence(duration, rate)
    count = samples_in(milliseconds, rate)
    return (cycle * (count // len(cycle) + 1))[:count]


def silence(milliseconds: int, rate: int) -> array[int]:
    """Return silence."""
    return array("h", bytes(2 * samples_in(milliseconds, rate)))


def samples_in(milliseconds: int, rate: int) -> int:
    """Return the number of samples in a time; exact for rates in whole kHz.

    >>> samples_in(37_400, 8000)
    299200
    """
    return milliseconds * rate // 1000


def _mix_sines(sines: tuple[tuple[int, float], ...] | list[tuple[int, float]], duration: int, rate: int) -> array[int]:
    """The sum of sines, each a frequency in Hz and a level in dBm0, with soft edges."""
    count = samples_in(duration, rate)
    mixed = [0.0] * count
    for frequency, dbm0 in sines:
        step, peak = 2 * math.pi * frequency / rate, sine_amplitude(dbm0)
        mixed = [sample + peak * math.sin(step * place) for place, sample in enumerate(mixed)]
    for place, gain in enumerate(_ramp(min(_RAMP_MS * rate // 1000, count // 2))):
        mixed[place] *= gain
        mixed[count - 1 - place] *= gain
    return array("h", map(round, mixed))


def _ramp(count: int) -> Iterator[float]:
    """Half a raised cosine, from 0 up."""
    for place in range(count):
        yield (1 - math.cos(math.pi * (place + 0.5) / count)) / 2
