"""Levels, and ends that fade."""

import math
from array import array

import pytest

from simulator.audio.levels import SAMPLE_MOST, cut_softly, level_dbm0, sine_amplitude


@pytest.mark.parametrize("dbm0", [-40.0, -10.0, 0.0, 3.14])
def test_a_sine_of_a_level_has_that_level(dbm0: float) -> None:
    sine = [sine_amplitude(dbm0) * math.sin(2 * math.pi * 1000 * place / 8000) for place in range(800)]
    assert level_dbm0(sine) == pytest.approx(dbm0, abs=0.01)


def test_the_loudest_sine_fits_and_silence_has_no_level() -> None:
    assert round(sine_amplitude(3.14)) == SAMPLE_MOST
    assert level_dbm0([0, 0]) == level_dbm0([]) == -math.inf


def test_what_is_cut_off_fades_and_what_is_whole_does_not() -> None:
    loud = array("h", [1000] * 10)
    assert [*cut_softly(loud, 6, 4)] == [1000, 1000, 750, 500, 250, 0]
    assert cut_softly(loud, 10, 4) == cut_softly(loud, 99, 4) == loud
    assert [*cut_softly(loud, 2, 4)] == [500, 0]
    assert cut_softly(loud, 0, 4) == array("h")
