"""A bell that one thread rings and tasks of an event loop wait for."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class NewsBell:
    """Counts news; tasks wait until there is more than they have seen.

    ``ring`` and ``close`` may be called from any thread. Once it is closed, nobody waits any more.
    """

    def __init__(self) -> None:
        self.count = 0
        self.is_closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._rung: asyncio.Event | None = None

    def ring(self) -> None:
        """Wake every waiting task."""
        self.count += 1
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """Release every waiting task for good."""
        self.is_closed = True
        self.ring()

    def _wake(self) -> None:
        rung, self._rung = self._rung, None
        if rung is not None:
            rung.set()

    async def wait(self, known_count: int, seconds: float) -> bool:
        """Wait until ``count`` differs from ``known_count``; False: no news came within ``seconds``."""
        # Set before the count is read: news that come in between find the loop, and wake it afterwards.
        self._loop = asyncio.get_running_loop()
        if self.count != known_count or self.is_closed:
            return True
        self._rung = self._rung or asyncio.Event()
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return False
        return True
