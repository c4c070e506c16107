"""A murmur in place of a voice: it shows that something is said, how long, and in what rhythm, and says nothing.

Each word is one soft hum of a length that goes with its letters. A hum has no vowels and no consonants, its pitch
does not move within a word, and it lies below the tones of the keys, so that it is taken neither for speech nor
for a key, nor (with three sines that belong to no country's tones) for ring-back.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from functools import lru_cache

from simulator.audio.levels import sine_amplitude
from simulator.audio.tones import silence

MURMUR_DBM0 = -24.0
"""Quieter than a voice, which is at about -20 dBm0 while it speaks."""

_CHORD = (1.0, 1.25, 1.5)
"""A major triad over each pitch."""

_PITCHES = (312, 340, 324, 356)
"""Hz, word by word. With the triad, all of it lies from 312 to 534 Hz."""

_PLAIN_WORD = 6
"""Letters of a word of a script that nobody knows."""

_PLAIN_WORD_MS = 400
"""How long such a word and its pause take: 150 words a minute."""

_PAUSE = 2
"""The pause after a word, in letters; after a comma or the end of a sentence it is longer."""

_ENDS = {",": 2, ";": 3, ":": 3, ".": 5, "!": 5, "?": 5}
"""How much longer, in letters."""

_WORDS_MOST = 2000
"""Words of a script that are looked at: more would not be told apart."""


def murmur(script: str, milliseconds: int, rate: int) -> array[int]:
    """Return a murmur of this length in the rhythm of a script; without one, of even words."""
    words = script.split()[:_WORDS_MOST] or ["x" * _PLAIN_WORD] * max(1, milliseconds // _PLAIN_WORD_MS)
    beats = [*_beats(words)]
    total = sum(hum + pause for hum, pause in beats)
    samples = silence(milliseconds, rate)
    letter = len(samples) // total
    passed = 0
    for place, (hum, pause) in enumerate(beats):
        begins = len(samples) * passed // total
        samples[begins : begins + hum * letter] = _hum(_PITCHES[place % len(_PITCHES)], hum * letter, rate)
        passed += hum + pause
    return samples


def _beats(words: list[str]) -> Iterator[tuple[int, int]]:
    """How long each word hums, and its pause, in letters."""
    for word in words:
        yield max(2, min(len(word), 12)), _PAUSE + _ENDS.get(word[-1], 0)


@lru_cache(maxsize=256)
def _hum(pitch: int, count: int, rate: int) -> array[int]:
    """A word: it swells and fades like half a sine, without an edge."""
    peak = sine_amplitude(MURMUR_DBM0) * math.sqrt(2 / len(_CHORD))
    root, third, fifth = (2 * math.pi * pitch * part / rate for part in _CHORD)
    sin, swell = math.sin, math.pi / max(1, count)
    return array(
        "h",
        [
            int(peak * sin(swell * place) * (sin(root * place) + sin(third * place) + sin(fifth * place)))
            for place in range(count)
        ],
    )
