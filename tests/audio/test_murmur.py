"""A murmur: as long as it should be, quiet, below the keys, and in the rhythm of the words."""

import pytest

from simulator.audio.levels import level_dbm0
from simulator.audio.murmur import murmur
from tests.audio.goertzel import power_at, receive_keys

SCRIPT = "Welcome to Fernside Clinic. For billing, press 2."


@pytest.mark.parametrize("rate", [8000, 48_000])
@pytest.mark.parametrize("milliseconds", [0, 1, 7, 3210])
@pytest.mark.parametrize("script", ["", SCRIPT, "x" * 5000, "a, " * 5000])
def test_a_murmur_has_the_length_of_the_recording(script: str, milliseconds: int, rate: int) -> None:
    assert len(murmur(script, milliseconds, rate)) == milliseconds * rate // 1000


def test_a_murmur_is_quiet_and_is_no_key() -> None:
    for script in ("", SCRIPT):
        samples = murmur(script, 4000, 8000)
        assert -35 < level_dbm0(samples) < -24
        assert receive_keys(samples, 8000) == []


def test_a_murmur_lies_below_the_keys() -> None:
    samples = murmur(SCRIPT, 4000, 8000)
    inside = sum(power_at(samples, frequency, 8000) for frequency in range(300, 560, 4))
    outside = sum(power_at(samples, frequency, 8000) for frequency in range(650, 3900, 50))
    assert outside < inside / 100


def test_a_murmur_pauses_between_words_and_longer_after_a_sentence() -> None:
    samples = murmur("one two. one", 2900, 8000)
    silent = [not any(samples[place : place + 80]) for place in range(0, len(samples) - 80, 80)]
    runs = "".join("." if each else "x" for each in silent).split("x")
    pauses = [len(run) for run in runs if len(run) > 3]
    assert (len(pauses), pauses[1] > 2 * pauses[0]) == (3, True)
