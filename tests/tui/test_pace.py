import asyncio
from collections.abc import Coroutine
from typing import TypeVar

import pytest

from simulator.callers.script_actor import TimedAct
from simulator.core.events import EVENTS
from simulator.tui.pace import CallClock, CallerLine, Rewound

T = TypeVar("T")
NINE = EVENTS["9"]


def promptly(waiting: Coroutine[None, None, T]) -> T:
    """What is waited for, which must not take long."""

    async def bounded() -> T:
        async with asyncio.timeout(20):
            return await waiting

    return asyncio.run(bounded())


def test_a_stopped_clock_moves_only_when_it_is_told_to() -> None:
    clock = CallClock(paused=True)

    assert clock.now() == 0
    clock.skip_to(8200)
    assert clock.now() == 8200
    clock.skip_to(500)
    assert clock.now() == 8200


def test_what_is_to_come_never_comes_on_a_stopped_clock() -> None:
    clock = CallClock(paused=True)
    clock.skip_to(1000)

    assert clock.seconds_until(1000) == 0
    assert clock.seconds_until(1001) is None


def test_time_goes_on_from_where_it_was_after_a_stop_and_at_another_speed() -> None:
    clock = CallClock(paused=True)
    clock.skip_to(60_000)
    clock.run_at(50.0)
    clock.pause()

    left = clock.seconds_until(160_000)
    assert left is not None
    assert 0 < left <= 2
    assert clock.now() >= 60_000


def test_an_act_is_stamped_with_the_time_at_which_it_was_done() -> None:
    async def scene() -> list[TimedAct | None]:
        clock = CallClock(paused=True)
        line = CallerLine(clock)
        clock.skip_to(300)
        line.put_event(NINE)
        clock.skip_to(700)
        line.put_event(EVENTS["1"])
        return [await line.next_act(1000), await line.next_act(1000)]

    assert promptly(scene()) == [TimedAct(300, NINE), TimedAct(700, EVENTS["1"])]


def test_nothing_comes_in_before_its_time_is_up() -> None:
    async def scene() -> TimedAct | None:
        return await CallerLine(CallClock(50_000.0)).next_act(8200)

    assert promptly(scene()) is None


def test_a_wait_under_way_notices_that_the_time_was_skipped() -> None:
    async def scene() -> TimedAct | None:
        clock = CallClock(paused=True)
        line = CallerLine(clock)
        waiting = asyncio.create_task(line.next_act(5000))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        clock.skip_to(5000)
        line.stir()
        return await waiting

    assert promptly(scene()) is None


def test_a_wait_under_way_goes_on_after_a_stir_for_nothing() -> None:
    async def scene() -> TimedAct | None:
        line = CallerLine(CallClock(paused=True))
        waiting = asyncio.create_task(line.next_act(5000))
        await asyncio.sleep(0)
        line.stir()
        await asyncio.sleep(0)
        line.put_event(NINE)
        return await waiting

    assert promptly(scene()) == TimedAct(0, NINE)


def test_an_act_in_time_is_not_lost_when_the_time_is_up_before_it_is_taken() -> None:
    async def scene() -> TimedAct | None:
        clock = CallClock(paused=True)
        line = CallerLine(clock)
        clock.skip_to(4999)
        line.put_event(NINE)
        clock.skip_to(6000)
        return await line.next_act(5000)

    assert promptly(scene()) == TimedAct(4999, NINE)


def test_a_clock_is_moved_back_and_stands_still() -> None:
    clock = CallClock(50.0)
    clock.skip_to(9000)
    clock.move_to(500)

    assert (clock.now(), clock.paused) == (500, True)


def test_what_is_planned_is_done_in_its_time() -> None:
    async def scene() -> list[TimedAct | None]:
        clock = CallClock(paused=True)
        line = CallerLine(clock)
        line.plan_acts([TimedAct(300, NINE), TimedAct(9000, EVENTS["1"])])
        clock.skip_to(5000)
        return [await line.next_act(5000), await line.next_act(5000), line.first_act]

    assert promptly(scene()) == [TimedAct(300, NINE), None, TimedAct(9000, EVENTS["1"])]


def test_what_is_done_now_puts_off_what_was_planned() -> None:
    line = CallerLine(CallClock(paused=True))
    line.plan_acts([TimedAct(300, NINE)])
    line.put_event(EVENTS["1"])

    assert line.first_act == TimedAct(0, EVENTS["1"])
    line.take_first()
    assert line.first_act is None


@pytest.mark.parametrize("waits", ["next", "idle"])
def test_a_line_that_is_cut_tells_whoever_waits(waits: str) -> None:
    async def scene() -> None:
        line = CallerLine(CallClock(paused=True))
        waiting = asyncio.create_task(line.next_act(5000) if waits == "next" else line.idle())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        line.cut_line()
        await waiting

    with pytest.raises(Rewound):
        promptly(scene())
