"""Calls on a real engine, each rung until two tries tell the same.

A machine that stands still for a moment makes a call longer, and can make a key come too late. So each call is rung
until two tries agree in what was heard, in the end and (within 0.1 s) in time; the shorter of the two counts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import Trace
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.engines.asterisk_calls import AT_ONCE, AsteriskCalls, MeasuredCall
from simulator.engines.asterisk_server import AsteriskServer
from simulator.engines.dialplan_marks import DialplanMarks
from simulator.engines.engine_trace import trace_call
from simulator.engines.flow_dialplans import RealEngine, write_dialplans
from simulator.engines.ringing_call import CallOrder
from simulator.errors import EngineError
from simulator.graph.work_step import ShowStep, WorkStep, show_nothing

TRIES_MOST = 5
SAME_SECONDS = 0.1
"""Two tries that differ by more do not confirm each other's time."""

_PATIENCE_SECONDS = 20.0
"""How much longer than in ``play`` a call may last before it is cut off."""

_APART_SECONDS = 0.35
"""Two tries at the same time begin so far apart that a machine that stands still meets them at different places."""

_ROUNDS_RUNG, _SECONDS_RUNG = 30, 600.0
"""A call that is endless in ``play`` is cut off after the time of so many rounds, or of so many seconds."""

_AT_ONCE_AGAIN = 15
"""Calls that did not settle in two tries ring in a smaller company."""


class EngineCase(NamedTuple):
    """A caller to be rung in a flow; the script says where the call begins, else the flow does."""

    flow: Flow
    script: CallerScript

    @property
    def entry(self) -> str:
        """Return the receptionist where the call begins."""
        return self.flow.find_receptionist(self.script.entry) if self.script.entry else self.flow.entry


class SettledCall(NamedTuple):
    """A call as the engine made it; ``tries`` were needed, ``trouble`` says why it is not to be trusted (empty: is).

    ``joins`` are the pauses between two recordings of one list, of 50 ms, which were taken off its time.
    """

    case: EngineCase
    record: CallRecord
    trace: Trace
    joins: int
    tries: int
    trouble: str = ""

    @property
    def result(self) -> tuple[object, ...]:
        """Return what two tries have to agree in, besides time."""
        return self.record.heard, self.record.outcome


def ring_cases(
    engine: RealEngine, cases: Sequence[EngineCase], *, tries: int = TRIES_MOST, show: ShowStep = show_nothing
) -> list[SettledCall]:
    """Ring every case on an Asterisk that is started for it, and ended afterwards.

    With ``tries=1`` each call is rung once. Raises ``EngineError``, and ``UsageError`` for a flow that Asterisk cannot
    do.
    """
    flows = {id(case.flow): case.flow for case in cases}
    with AsteriskServer(engine.install) as server:
        dialplans = write_dialplans([*flows.values()], server.folder, engine.write)
        marks = dict(zip(flows, dialplans.marks, strict=True))
        orders = [_order(case, marks[id(case.flow)]) for case in cases]
        server.start({**dialplans.files, **engine.files})
        return asyncio.run(settle_calls(AsteriskCalls(server), cases, orders, tries=tries, show=show))


def _order(case: EngineCase, marks: DialplanMarks) -> CallOrder:
    expected = Rehearsal(case.flow, limit=_ROUNDS_RUNG).play(case.script).seconds
    return CallOrder(marks, case.entry, case.script, min(expected, _SECONDS_RUNG) + _PATIENCE_SECONDS)


async def settle_calls(
    calls: AsteriskCalls,
    cases: Sequence[EngineCase],
    orders: Sequence[CallOrder],
    *,
    tries: int = TRIES_MOST,
    show: ShowStep = show_nothing,
) -> list[SettledCall]:
    """Ring every case on a running engine, by its order, until two tries tell the same. Raises ``EngineError``."""
    return await _Settling(calls, cases, orders, show).settle(tries)


class _Settling:
    """The tries of every case so far."""

    def __init__(
        self, calls: AsteriskCalls, cases: Sequence[EngineCase], orders: Sequence[CallOrder], show: ShowStep
    ) -> None:
        self._calls, self._cases, self._orders, self._show = calls, cases, orders, show
        self._tries: list[list[SettledCall]] = [[] for _ in cases]
        self._settled: dict[int, SettledCall] = {}
        self._rung = 0

    async def settle(self, tries: int) -> list[SettledCall]:
        turn = 0
        while turn < tries and (waiting := [n for n in range(len(self._cases)) if n not in self._settled]):
            together = 2 if turn == 0 and tries > 1 and 2 * len(waiting) <= AT_ONCE else 1
            orders = [
                self._orders[number]._replace(delay=again * _APART_SECONDS)
                for again in range(together)
                for number in waiting
            ]
            measured = await self._calls.ring(
                orders,
                at_once=AT_ONCE if turn < 2 else _AT_ONCE_AGAIN,
                count=partial(self._count, self._rung + len(orders)),
            )
            for number, call in zip(waiting * together, measured, strict=True):
                self._take_try(number, call, alone=tries == 1)
            turn += together
        return [self._settled.get(number) or _best_try(of_case) for number, of_case in enumerate(self._tries)]

    def _count(self, total: int) -> None:
        self._rung += 1
        self._show(WorkStep(self._rung, total, "calls rung"))

    def _take_try(self, number: int, call: MeasuredCall, *, alone: bool) -> None:
        tried = _measure(self._cases[number], call, len(self._tries[number]) + 1)
        same = [
            other
            for other in self._tries[number]
            if not (tried.trouble or other.trouble)
            and other.result == tried.result
            and abs(other.record.seconds - tried.record.seconds) <= SAME_SECONDS
        ]
        self._tries[number].append(tried)
        if same or (alone and not tried.trouble):
            shorter = min([*same, tried], key=lambda one: one.record.seconds)
            self._settled[number] = shorter._replace(tries=tried.tries)


def _measure(case: EngineCase, call: MeasuredCall, tries: int) -> SettledCall:
    trouble = "it did not end in time" if call.timed_out else ""
    try:
        trace, joins = trace_call(case.flow, call)
    except EngineError as error:
        trace, joins, trouble = Trace(entry=case.entry, kind="hung_up"), 0, str(error)
    record = record_of(case.flow, trace, name=case.script.name)
    return SettledCall(case, record, trace, joins, tries, trouble)


def _best_try(tries: list[SettledCall]) -> SettledCall:
    """Return the try that counts where no two are alike in time: the shortest of those that tell the same."""
    for tried in tries:
        same = [other for other in tries if other.result == tried.result and not other.trouble]
        if len(same) > 1:
            shortest = min(same, key=lambda other: other.record.seconds)
            return shortest._replace(tries=len(tries))
    trouble = tries[-1].trouble or f"no two of {len(tries)} tries tell the same"
    return tries[-1]._replace(trouble=trouble, tries=len(tries))
