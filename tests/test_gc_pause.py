import gc
import weakref

import pytest

from simulator.gc_pause import keep_all_until_exit, keep_nothing, pause_gc


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


class Circle:
    """Something that only the collector can give back."""

    def __init__(self) -> None:
        self.itself = self


def test_what_is_built_in_a_pause_stays_for_a_command_and_not_for_one_that_goes_on() -> None:
    given_back = []
    try:
        for choose in (keep_all_until_exit, keep_nothing):
            choose()
            with pause_gc():
                built = weakref.ref(Circle())
            gc.collect()
            given_back.append(built() is None)
    finally:
        keep_nothing()
    assert given_back == [False, True]


def test_what_a_batch_of_many_leaves_behind_is_given_back() -> None:
    keep_all_until_exit()
    try:
        with pause_gc(lasting=False):
            built = weakref.ref(Circle())
        gc.collect()
        assert built() is None
    finally:
        keep_nothing()
