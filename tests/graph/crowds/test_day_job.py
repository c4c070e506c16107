"""Jobs of days: their rows and numbers; how they are played is in ``test_queue_day``."""

from __future__ import annotations

import pickle

import pytest

from simulator.callers.crowd_file import CrowdFile, HourlyRate
from simulator.callers.persona import CallBack, CallerMemory, RandomTime
from simulator.config.schedules import parse_hours
from simulator.errors import UsageError
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


def test_more_than_can_be_played_is_refused() -> None:
    drawn = flow(main=single("department||1", "hello"))
    for per_hour, message in (
        (0.001, r"5,000,000 calls would take more than 50,000,000 days"),
        (250_000, r"^arrivals: 6,"),
    ):
        arrivals = (HourlyRate(parse_hours("daily 00:00-24:00"), per_hour),)
        with pytest.raises(UsageError, match=message):
            plan_of(drawn, CrowdFile((crowd(memory=FOREVER),), arrivals), 5_000_000, "week")


def test_rows_travel_and_machines_do_not() -> None:
    job = plan_of(flow(main=single("department||1", "hello")), crowd(memory=FOREVER), 1_100).job
    text = pickle.dumps(job)
    assert pickle.loads(text) == job
    assert b"transitions" not in text
    assert b"Receptionist" not in text
