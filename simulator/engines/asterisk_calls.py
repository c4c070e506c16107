"""Calls on a running Asterisk: many at once, each on a local channel, over two sessions of the manager interface."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from simulator.engines.ami_client import AmiSession, Message
from simulator.engines.asterisk_server import AsteriskServer
from simulator.engines.call_log import LoggedEvent, read_log
from simulator.engines.ringing_call import CallOrder, RingingCall, SentAct
from simulator.errors import EngineError

AT_ONCE = 60
"""Calls that ring at the same time: two cores take twice as many without a pause in their recordings."""

_REST_SECONDS = 600
_GAP_SECONDS = 0.02


class MeasuredCall(NamedTuple):
    """What a call did: the caller's acts, and the engine's events; ``timed_out`` where it was cut off."""

    order: CallOrder
    acts: tuple[SentAct, ...]
    events: tuple[LoggedEvent, ...]
    timed_out: bool


class AsteriskCalls:
    """Rings calls on a running server."""

    def __init__(self, server: AsteriskServer) -> None:
        self._server = server
        self._batches = 0
        self._calls: dict[str, RingingCall] = {}

    async def ring(
        self, orders: Sequence[CallOrder], *, at_once: int = AT_ONCE, count: Callable[[], object] = int
    ) -> list[MeasuredCall]:
        """Ring all of them, ``at_once`` at the same time, in this order; ``count`` is called after each.

        Raises ``EngineError``.
        """
        self._batches += 1
        events = await self._server.open_session(events="call,dialplan", hear_event=self._hear_event)
        try:
            await events.request(Action="Command", Command="core waitfullybooted")
            keys = await self._server.open_session()
            try:
                return await self._ring_all(orders, events, keys, asyncio.Semaphore(at_once), count)
            finally:
                await keys.close()
        finally:
            await events.close()

    async def _ring_all(
        self,
        orders: Sequence[CallOrder],
        events: AmiSession,
        keys: AmiSession,
        gate: asyncio.Semaphore,
        count: Callable[[], object],
    ) -> list[MeasuredCall]:
        # no id may begin with another: Asterisk takes it for one that is in use
        calls = [
            RingingCall(f"b{self._batches:04}n{number:06}", order, keys.send) for number, order in enumerate(orders)
        ]

        async def ring_one(call: RingingCall) -> bool:
            async with gate:
                timed_out = await self._ring_one(call, keys)
            count()
            return timed_out

        ringing = asyncio.gather(*map(ring_one, calls))
        ended = asyncio.ensure_future(events.ended.wait())
        either: set[asyncio.Future[Any]] = {ringing, ended}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not ringing.done():
                raise EngineError(self._server.describe_end())
            timed_out = await ringing
        finally:
            ringing.cancel()
            ended.cancel()
            await asyncio.gather(*either, return_exceptions=True)
        await asyncio.sleep(0.2)  # the log is written by a thread of its own
        logged = read_log(self._server.log, (call.channel for call in calls))
        return [
            MeasuredCall(call.order, tuple(call.acts), tuple(logged[call.channel]), cut_off)
            for call, cut_off in zip(calls, timed_out, strict=True)
        ]

    async def _ring_one(self, call: RingingCall, keys: AmiSession) -> bool:
        """Make one call and wait for its end; whether it had to be cut off."""
        await asyncio.sleep(call.order.delay)
        self._calls[call.id] = call
        try:
            keys.send(
                Action="Originate",
                Channel=call.order.marks.channel_to(call.order.entry),
                Application="Wait",
                Data=_REST_SECONDS,
                ChannelId=f"{call.id}a",
                OtherChannelId=f"{call.id}b",
                Async="true",
                Timeout=60_000,
            )
            try:
                await asyncio.wait_for(call.over.wait(), call.order.seconds_most)
            except TimeoutError:
                call.hang_up()
                return True
            await asyncio.sleep(_GAP_SECONDS)
            return False
        finally:
            del self._calls[call.id]

    def _hear_event(self, message: Message) -> None:
        id = message.get("Uniqueid", "")
        call = self._calls.get(id.removesuffix("b"))
        if call is not None and id.endswith("b"):  # the leg that runs the dialplan
            call.hear_event(message)
