"""Real time, passed in."""

import asyncio

from simulator.callers.clock import Clock, Inbox
from simulator.core.events import EVENTS


def test_a_fast_clock_is_ahead_of_a_slow_one_that_started_before_it() -> None:
    slow = Clock(1)
    fast = Clock(1_000_000)
    while slow.now() < 1:
        pass
    assert fast.now() >= 1000 * slow.now()


def test_a_moment_that_has_passed_is_due_at_once() -> None:
    assert Clock().seconds_until(-5000) == 0


def test_acts_come_out_in_their_order_and_none_when_the_time_is_up() -> None:
    async def acts() -> list[object]:
        inbox = Inbox(Clock(1_000_000))
        inbox.put(EVENTS["1"])
        inbox.put(EVENTS["2"])
        taken = [await inbox.next(10**12), await inbox.next(10**12)]
        return [act.event for act in taken if act] + [await inbox.next(0)]

    assert asyncio.run(acts()) == [EVENTS["1"], EVENTS["2"], None]
