"""Call time at a person's pace: a clock that runs, stops and skips, and the line over which they act."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from simulator.callers.script_actor import TimedAct
from simulator.core.events import WORLD_ANSWERS, Event

if TYPE_CHECKING:
    import asyncio  # 30 ms, which a call in plain lines needs not: it waits for nothing

SPEEDS = (1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0)
"""The speeds that a person steps through; --speed and the speed command accept any value between."""


class CallClock:
    """Call time in milliseconds: ``speed`` of them pass for each real one, none while ``paused``.

    A change never moves the time: it continues from where it was.
    """

    __slots__ = ("_at", "_since", "paused", "speed")

    def __init__(self, speed: float = 1.0, *, paused: bool = False) -> None:
        self.speed = speed
        self.paused = paused
        self._at = 0.0
        self._since = time.monotonic()

    def now(self) -> int:
        """Milliseconds from the answer."""
        return int(self._exact_now())

    def seconds_until(self, at: int) -> float | None:
        """Real seconds until a moment of call time, 0 where it has passed; None: never, at a stop."""
        # a wait that is over needs no running clock, so it ends at a stop, too
        remaining = max(0.0, at - self._exact_now())
        if remaining and self.paused:
            return None
        return remaining / 1000 / self.speed

    def pause(self) -> None:
        """Pause, or resume."""
        self._settle()
        self.paused = not self.paused

    def run_at(self, speed: float) -> None:
        """Continue at another speed."""
        self._settle()
        self.speed = speed

    def skip_to(self, at: int) -> None:
        """Move to a later moment; an earlier one changes nothing."""
        self._settle()
        self._at = max(self._at, float(at))

    def move_to(self, at: int) -> None:
        """Move to any moment, and stop there."""
        self._at, self._since, self.paused = float(at), time.monotonic(), True

    def _exact_now(self) -> float:
        if self.paused:
            return self._at
        return self._at + (time.monotonic() - self._since) * 1000 * self.speed

    def _settle(self) -> None:
        self._at, self._since = self._exact_now(), time.monotonic()


class Rewound(Exception):
    """Raised where the call that a line belonged to was replaced by another."""


class CallerLine:
    """The line of a person (see ``drivers.ActLine``): what they do is put in, and taken out in its time.

    Whoever changes the clock stirs the line, so that a wait under way is measured anew.
    """

    __slots__ = ("_acts", "_is_cut", "_stirred", "clock")

    def __init__(self, clock: CallClock) -> None:
        self.clock = clock
        self._acts: deque[TimedAct] = deque()
        self._stirred: asyncio.Event | None = None
        self._is_cut = False

    def put_event(self, event: Event) -> None:
        """Let the caller act now; later planned acts are dropped."""
        now = self.clock.now()
        self._acts = deque(act for act in self._acts if act.at <= now)
        self._acts.append(TimedAct(now, event))
        self.stir()

    def plan_acts(self, acts: Iterable[TimedAct]) -> None:
        """Plan the caller's acts, in order, each at its time."""
        self._acts = deque(acts)
        self.stir()

    @property
    def first_act(self) -> TimedAct | None:
        """Return what the caller does next; None: nothing that is known yet."""
        return self._acts[0] if self._acts else None

    @property
    def has_answer(self) -> bool:
        """Return whether an answer of the world waits to be taken: a question has only one."""
        return any(act.event.trigger in WORLD_ANSWERS for act in self._acts)

    def take_first(self) -> None:
        """Remove the first act, which has been done."""
        self._acts.popleft()

    def cut_line(self) -> None:
        """End every wait for this call: whoever waits gets ``Rewound``."""
        self._acts.clear()
        self._is_cut = True
        self.stir()

    async def idle(self) -> None:
        """Wait until the line is cut. Raises ``Rewound``."""
        while not self._is_cut:
            await self._wait_for_stir()
        self._is_cut = False
        raise Rewound

    def stir(self) -> None:
        """Make a wait under way look at the clock again."""
        if self._stirred is not None:  # else nobody waits
            self._stirred.set()

    async def _wait_for_stir(self) -> None:
        import asyncio

        self._stirred = self._stirred or asyncio.Event()
        self._stirred.clear()
        await self._stirred.wait()

    async def next_act(self, until: int) -> TimedAct | None:
        """The caller's next act; None once it is ``until`` (milliseconds from the answer).

        Raises ``Rewound`` where the line is cut.
        """
        import asyncio

        await asyncio.sleep(0)  # a menu with a timeout of 0 must not keep the screen from being drawn
        while not self._is_cut:
            planned = self._acts[0].at if self._acts else until
            if self.clock.now() >= min(until, planned):
                return self._acts.popleft() if planned < until else None
            with suppress(TimeoutError):
                async with asyncio.timeout(self.clock.seconds_until(min(until, planned))):
                    await self._wait_for_stir()
        self._is_cut = False
        raise Rewound
