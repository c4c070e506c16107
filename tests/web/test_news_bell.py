"""A bell that another thread rings."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any, TypeVar

from simulator.web.news_bell import NewsBell

Result = TypeVar("Result")


def run_apart(task: Coroutine[Any, Any, Result]) -> Result:
    """Run a task in a thread of its own: a browser that tests drive has an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, task).result()


def test_everybody_who_waits_is_woken_by_another_thread() -> None:
    async def wait_twice() -> list[bool]:
        bell = NewsBell()
        waiting = [asyncio.create_task(bell.wait(0, 60)) for _ in range(3)]
        await asyncio.sleep(0)  # let them begin
        ringing = Thread(target=bell.ring)
        ringing.start()
        woken = await asyncio.gather(*waiting)
        ringing.join()
        return [*woken, await bell.wait(0, 60)]  # there was news since 0: nobody has to wait

    assert run_apart(wait_twice()) == [True] * 4


def test_without_news_the_wait_ends() -> None:
    bell = NewsBell()
    assert run_apart(bell.wait(bell.count, 0.0)) is False
    bell.ring()  # its loop has ended, which is no error
    assert run_apart(bell.wait(0, 0.0)) is True


def test_a_bell_that_is_closed_keeps_nobody() -> None:
    async def close_while_waiting() -> tuple[bool, bool]:
        bell = NewsBell()
        waiting = asyncio.create_task(bell.wait(0, 60))
        await asyncio.sleep(0)
        bell.close()
        return await waiting, await bell.wait(bell.count, 60)

    assert run_apart(close_while_waiting()) == (True, True)
