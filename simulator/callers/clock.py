"""Real time, passed in: a clock that can run faster, and the inbox of a live caller."""

from __future__ import annotations

import asyncio
import time

from simulator.callers.scripted import Act
from simulator.core.events import Event


class Clock:
    """Milliseconds of call time since it was made; ``speed`` of them pass for each real one."""

    __slots__ = ("_started", "speed")

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._started = time.monotonic()

    def now(self) -> int:
        """Milliseconds of call time."""
        return int((time.monotonic() - self._started) * 1000 * self.speed)

    def seconds_until(self, at: int) -> float:
        """Real seconds until a moment of call time; 0 where it has passed."""
        return max(0.0, (at - self.now()) / 1000 / self.speed)


class Inbox:
    """A live caller's line: acts are put in at any time, and taken out in their order."""

    __slots__ = ("_acts", "clock")

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._acts: asyncio.Queue[Act] = asyncio.Queue()

    def put(self, event: Event) -> None:
        """The caller does something now."""
        self._acts.put_nowait(Act(self.clock.now(), event))

    async def next(self, until: int) -> Act | None:
        """The caller's next act; None once it is ``until``."""
        try:
            async with asyncio.timeout(self.clock.seconds_until(until)):
                return await self._acts.get()
        except TimeoutError:
            return None
