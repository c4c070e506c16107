"""Jobs of days: their rows and numbers; how they are played is in ``test_queue_day``."""

from __future__ import annotations

import pickle

from simulator.callers.persona import CallBack, CallerMemory, RandomTime
from simulator.graph.crowds.day_job import GROUP_CALLERS, DayJob, DayRow
from tests.graph.crowds.sampling import crowd, plan_of
from tests.graph.small import flow, single

FOREVER = CallerMemory(call=RandomTime(86_400_000), calls_back=CallBack(0.5, RandomTime(1)))


def test_an_announcement_and_its_numbers() -> None:
    job = plan_of(flow(main=single("department||1", "hello")), crowd(memory=FOREVER), 1_100).job
    assert isinstance(job, DayJob)
    assert job.rows[0].onward == (1,)
    assert job.rows[1] == DayRow((2.0,), (~0,), (1000,), (1,))
    assert (job.day_count, job.chunks, job.expected_calls) == (3, 1, 1_100)
    assert ([*job.abandoned], {*job.nowhere}, [*job.back_as]) == ([1], {1}, [0])
    counts = job.run_chunk(0)
    assert (counts.calls, counts.callers, counts.days) == (1_100, 1_100, 3)
    assert counts.pairs == {(0, 0): 2 * GROUP_CALLERS**2 + 100**2}


def test_rows_travel_and_machines_do_not() -> None:
    job = plan_of(flow(main=single("department||1", "hello")), crowd(memory=FOREVER), 1_100).job
    text = pickle.dumps(job)
    assert pickle.loads(text) == job
    assert b"transitions" not in text
    assert b"Receptionist" not in text
