"""Recordings of several parts, as one sound."""

import io

from simulator.audio.wave_samples import read_wave
from simulator.exchange.joined_sounds import join_waves
from tests.exchange.golden_backup import silent_wave


def test_parts_play_one_after_the_other() -> None:
    joined = join_waves([silent_wave(300), silent_wave(700)])
    assert joined is not None
    sound = read_wave(io.BytesIO(joined), 10_000)
    assert sound is not None
    assert len(sound.samples) * 1000 // sound.rate == 1000


def test_what_is_no_wave_or_of_two_forms_is_not_joined() -> None:
    other = silent_wave(100).replace((1000).to_bytes(4, "little"), (8000).to_bytes(4, "little"))
    assert join_waves([silent_wave(100), other]) is None
    assert join_waves([silent_wave(100), b"ID3"]) is None
