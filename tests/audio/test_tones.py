"""Keys and ring-back, as a receiver hears them."""

import pytest

from simulator.audio.levels import level_dbm0
from simulator.audio.tones import (
    KEY_FREQUENCIES,
    RING_PATTERNS,
    key_tone,
    ring_back,
    ring_pattern,
    samples_in,
    silence,
)
from tests.audio.goertzel import dbm0, power_at, receive_keys

RATES = (8000, 16_000, 48_000)


@pytest.mark.parametrize("rate", RATES)
def test_every_key_is_received(rate: int) -> None:
    gap = silence(60, rate)
    line = [*gap]
    for key in KEY_FREQUENCIES:
        line += [*key_tone(key, 100, rate), *gap]
    heard = receive_keys(line, rate)
    assert [each.key for each in heard] == [*"123456789*0#"]
    assert [each.at for each in heard] == pytest.approx([0.06 + 0.16 * place for place in range(12)], abs=0.01)


@pytest.mark.parametrize("key", KEY_FREQUENCIES)
def test_a_key_has_its_levels_and_a_twist_of_2_db(key: str) -> None:
    tone = key_tone(key, 100, 8000)
    middle = tone[80:720]  # 80 ms: whole cycles or nearly so of each
    low, high = (dbm0(power_at(middle, frequency, 8000)) for frequency in KEY_FREQUENCIES[key])
    assert [low, high] == pytest.approx([-9.0, -7.0], abs=0.3)
    assert (abs(tone[0]) < 100, len(tone), abs(tone[-1]) < 200) == (True, 800, True)


@pytest.mark.parametrize("shortest", [1, 2, 40])
def test_a_short_key_has_soft_edges_too(shortest: int) -> None:
    assert len(key_tone("5", shortest, 8000)) == 8 * shortest
    assert len(key_tone("5", 0, 8000)) == 0


def test_ring_back_has_the_cadence_of_the_country_that_is_called() -> None:
    british = ring_back(ring_pattern("+441632960001"), 3000, 8000)
    on = [level_dbm0(british[samples_in(at, 8000) :][:800]) > -20 for at in (0, 300, 420, 610, 890, 1010, 2900)]
    assert (on, len(british)) == ([True, True, False, True, True, False, False], 24_000)
    american = ring_back(ring_pattern("0012015550100"), 7000, 8000)
    assert [level_dbm0(american[8000 * at :][:800]) > -20 for at in range(7)] == [True, True, *[False] * 4, True]


@pytest.mark.parametrize("pattern", RING_PATTERNS.values(), ids=str)
def test_ring_back_is_at_the_level_of_tones(pattern: object) -> None:
    for known in RING_PATTERNS.values():
        if known == pattern:
            ringing = ring_back(known, known.cycle[0], 8000)
            assert level_dbm0(ringing[80:-80]) == pytest.approx(-10, abs=0.6)
            shares = [dbm0(power_at(ringing[:3200], frequency, 8000)) for frequency in known.frequencies]
            assert max(shares) - min(shares) < 1


def test_numbers_choose_their_country() -> None:
    numbers = (
        "",
        "01632 960001",
        "+44 1632 960001",
        "0044 1632 960001",
        "+1 201 555 0100",
        "+91 22 5550 0100",
        "+33 1",
    )
    countries = {pattern: prefix for prefix, pattern in RING_PATTERNS.items()}
    assert [countries[ring_pattern(number)] for number in numbers] == ["+44", "+44", "+44", "+44", "+1", "+91", ""]
