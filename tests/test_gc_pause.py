import gc

import pytest

from simulator.gc_pause import pause_gc


def test_the_collector_rests_meanwhile_also_when_something_goes_wrong() -> None:
    seen: list[bool] = []
    with pytest.raises(ZeroDivisionError), pause_gc():
        seen.append(1 / int(gc.isenabled()) > 0)
    assert (seen, gc.isenabled()) == ([], True)


def test_a_collector_that_rested_already_goes_on_resting() -> None:
    gc.disable()
    try:
        with pause_gc():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
