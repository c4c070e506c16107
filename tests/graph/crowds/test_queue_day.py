"""Days of calls: queues against Erlang's formulas, memory by hand, and without either the exact odds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from simulator import load
from simulator.callers.crowd_file import CrowdFile, HourlyRate, PeopleQueue
from simulator.callers.persona import CallBack, CallerMemory, Persona, RandomTime, RoundChances
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.config.schedules import parse_hours
from simulator.errors import UsageError
from simulator.graph.crowds import queue_day
from simulator.graph.crowds.crowd_results import CallTimes, CrowdResult
from simulator.graph.crowds.crowd_run import in_processes
from simulator.graph.crowds.day_job import DayJob
from tests.graph.crowds.sampling import counts_of, crowd, exact_odds, far_counts, plan_of, sample, shares_of
from tests.graph.small import flow, menu, single

DESK = Destination("department", "1")
RIGHT = crowd((1, 0, 0, 0))
MINUTE = 60_000


def desk_crowd(per_hour: float, persona: Persona = RIGHT, **fields: Any) -> CrowdFile:
    """Calls at any hour for one desk."""
    queue = {"people": 1, "talk": RandomTime(MINUTE, varies=True), "places": None, "waits_ms": None, **fields}
    arrivals = HourlyRate(parse_hours("daily 00:00-24:00"), per_hour)
    return CrowdFile((persona,), (arrivals,), (PeopleQueue(DESK, **queue),))


STRAIGHT = flow(main=single("department||1"))
"""Every call comes to the desk, at once."""


def waits_of(result: CrowdResult) -> CallTimes:
    ((_, counts),) = result.queues
    return CallTimes(counts.waits)


# -- queues against theory --------------------------------------------------------------------------


def test_who_finds_all_people_taken_is_as_many_as_erlang_says() -> None:
    """Two people, two talks' worth of calls, no place to wait: (4 / 2) / (1 + 2 + 4 / 2) (his formula B)."""
    talk = RandomTime(3 * MINUTE, varies=True)
    result = sample(STRAIGHT, desk_crowd(40, people=2, talk=talk, places=0), 60_000, "week")
    ((_, counts),) = result.queues
    assert counts.refused / counts.offered == pytest.approx(0.4, abs=0.01)
    ended = counts_of(result.mixture)
    assert ended == {
        ("routed", "department||1"): counts.offered - counts.refused,
        ("hung_up", "department||1"): counts.refused,
    }
    assert counts.busy_ms == pytest.approx(3 * MINUTE * (counts.offered - counts.refused), rel=0.02)


def test_waits_for_one_person_are_as_long_as_theory_says() -> None:
    """Calls for half of the time: half of them wait, 60 s in the mean over all, and two minutes those who wait."""
    result = sample(STRAIGHT, desk_crowd(30), 60_000, "week")
    waits = waits_of(result)
    assert waits.counts[0] / waits.calls == pytest.approx(0.5, abs=0.02)
    assert waits.mean_seconds == pytest.approx(60, rel=0.06)
    assert result.mixture.times.counts == waits.counts


def test_waits_with_three_people_are_as_long_as_erlang_says() -> None:
    """Two talks' worth of calls for three people: 4/9 of them wait (his formula C), for a minute in the mean."""
    result = sample(STRAIGHT, desk_crowd(120, people=3), 100_000, "week")
    waits = waits_of(result)
    waiting = CallTimes({at: count for at, count in waits.counts.items() if at})
    assert waiting.calls / waits.calls == pytest.approx(4 / 9, abs=0.02)
    assert waiting.mean_seconds == pytest.approx(60, rel=0.06)


def test_who_loses_patience_is_as_many_as_theory_says() -> None:
    """One person, talks and patience of a minute: as many busy states as calls, 1 - (1 - exp(-1)) of them give up.

    Erlang's formula A: with talk and patience alike, the calls in the system are Poisson with a mean of 1, here.
    """
    impatient = replace(RIGHT, memory=CallerMemory(queue=RandomTime(MINUTE, varies=True)))
    result = sample(STRAIGHT, desk_crowd(60, impatient), 100_000, "week")
    ((_, counts),) = result.queues
    assert counts.gave_up / counts.offered == pytest.approx(2.718281828**-1, abs=0.01)
    assert counts_of(result.mixture)["abandoned", None] == counts.gave_up


# -- what follows when nobody answers ---------------------------------------------------------------


@pytest.fixture(scope="module")
def surgery() -> Flow:
    return load("example:surgery")


def surgery_crowd(**fields: Any) -> CrowdFile:
    """Calls for the appointments desk, on Mondays in office hours; one talk lasts longer than they."""
    wants = replace(RIGHT, prefers={"main": {"1": 1.0}})
    queue = {"people": 1, "talk": RandomTime(600 * MINUTE), "places": None, "waits_ms": 20_000, **fields}
    arrivals = HourlyRate(parse_hours("Mon 10:00-12:00"), 30)
    return CrowdFile((wants,), (arrivals,), (PeopleQueue(Destination("department", "108400"), **queue),))


def test_who_waits_too_long_goes_where_no_answer_leads(surgery: Flow) -> None:
    result = sample(surgery, surgery_crowd(), 600, "week")
    ((_, counts),) = result.queues
    mondays = result.days // 7
    assert (counts.waits, counts.timed_out) == ({0: mondays}, counts.offered - mondays)
    voicemail = next(item for item in result.mixture.outcomes if item.name == "Voicemail")
    answered = next(item for item in result.mixture.outcomes if item.name == "Appointments desk")
    assert (voicemail.calls, answered.calls) == (counts.timed_out, mondays)
    assert [at - 20_000 for at in voicemail.times.counts] == [*answered.times.counts]


def test_who_finds_no_place_goes_where_busy_leads(surgery: Flow) -> None:
    result = sample(surgery, surgery_crowd(places=0), 600, "week")
    ((_, counts),) = result.queues
    assert (counts.timed_out, counts.refused) == (0, counts.offered - result.days // 7)
    assert {item.name: len(item.times.counts) for item in result.mixture.outcomes} == {
        "Voicemail": 1,
        "Appointments desk": 1,
    }


def test_without_a_way_on_the_call_is_hung_up() -> None:
    """After waiting for 5 s; who hangs up before is not counted as timed out."""
    result = sample(STRAIGHT, desk_crowd(600, waits_ms=5_000, talk=RandomTime(2 * 1440 * MINUTE)), 20_000, "week")
    assert {item.kind: [*item.times.counts] for item in result.mixture.outcomes} == {"hung_up": [5_000], "routed": [0]}


def test_where_full_queues_lead_to_each_other_the_call_is_hung_up() -> None:
    """Nobody can be free before time goes on: a call that went round would never be over."""
    other = Destination("department", "2")
    circle = replace(STRAIGHT, routes={DESK: PersonRoute(busy=other), other: PersonRoute(busy=DESK)})
    desk = desk_crowd(60, places=0, talk=RandomTime(1440 * MINUTE))
    both = desk._replace(queues=(*desk.queues, desk.queues[0]._replace(destination=other)))
    result = sample(circle, both, 60 * 24 * 7, "week")
    ((_, first), (_, second)) = result.queues
    assert (first.offered - first.refused, second.offered - second.refused) == (7, 7)
    assert first.refused == 7 + 2 * second.refused  # who has been refused by both comes to the first again
    assert {item.kind: [*item.times.counts] for item in result.mixture.outcomes} == {"routed": [0], "hung_up": [0]}


# -- memory by hand ---------------------------------------------------------------------------------

MENU = flow(main=menu(k1="department||1"))
"""A greeting of 1 s and a wait of 2 s; a silence is followed by 0.6 s of words and the greeting."""


def silent_for(patience_ms: int) -> CrowdResult:
    return sample(MENU, crowd((0, 0, 1, 0), memory=CallerMemory(call=RandomTime(patience_ms))), 3)


def test_patience_ends_a_call_at_its_moment() -> None:
    """In the first round; at its end, which time wins, so in the second; and after the last recording: never."""
    first, second, never = map(silent_for, (2_500, 3_000, 7_401))
    assert first.mixture.times.counts == {2_500: 3}
    assert [(item.round, item.silent, item.hung_up) for item in first.mixture.rounds] == [(1, 0, 1)]
    assert second.mixture.times.counts == {3_000: 3}
    assert [(item.round, item.silent, item.hung_up) for item in second.mixture.rounds] == [(1, 1, 0), (2, 0, 1)]
    assert counts_of(never.mixture) == {("routed", "department||8"): 3}
    assert never.mixture.times.counts == {7_400: 3}


def test_patience_ends_a_call_that_has_no_other_end() -> None:
    """A loop of 1.5 s, by a key that is pressed in its first second or after it; nobody is in it for ever."""
    loop = flow(main=menu(k1="ivr||main"))
    result = sample(loop, crowd((1, 0, 0, 0), memory=CallerMemory(call=RandomTime(10_000))), 30)
    assert {item.kind: [*item.times.counts] for item in result.mixture.outcomes} == {"abandoned": [10_000]}
    silent = flow(main=single("ivr||other"), other=single("ivr||main"))
    still = sample(silent, crowd(memory=CallerMemory(call=RandomTime(10_000))), 30)
    assert [item.kind for item in still.mixture.outcomes] == ["endless"]


def test_who_got_nowhere_calls_again_as_somebody_who_knows() -> None:
    """Half of all who hang up call again, once, and choose at once then."""
    back = CallBack(0.5, RandomTime(10 * MINUTE), 1, "knows")
    new = replace(crowd((0, 0, 0, 1)), name="new", share=1.0, memory=CallerMemory(calls_back=back))
    knows = replace(RIGHT, name="knows", share=0.0)
    result = sample(MENU, CrowdFile((new, knows)), 20_000)
    assert result.callers == 20_000
    assert result.calls == pytest.approx(30_000, abs=400)
    assert [(part.name, counts_of(part)) for part in result.parts[:2]] == [
        ("new", {("abandoned", None): 20_000}),
        ("knows", {("routed", "department||1"): result.calls - 20_000}),
    ]


def test_nobody_calls_back_more_often_than_they_may() -> None:
    back = CallBack(1.0, RandomTime(1_000, varies=True), 3)
    result = sample(MENU, crowd((0, 0, 0, 1), memory=CallerMemory(calls_back=back)), 501)
    assert (result.callers, result.calls, result.days) == (501, 4 * 501, 2)


def test_who_calls_back_meets_the_hours_of_that_moment(surgery: Flow) -> None:
    """They hang up at noon on Friday, an hour before the surgery opens again; calling back then, they choose."""
    back = CallBack(1.0, RandomTime(90 * MINUTE), 1, "later")
    first = Persona("first", 1.0, (RoundChances(0, 0, 0, 1),), memory=CallerMemory(calls_back=back))
    later = Persona("later", 0.0, (RoundChances(1, 0, 0, 0),), {"main": {"1": 1.0}})
    arrivals = HourlyRate(parse_hours("Fri 12:35-12:55"), 60)
    result = sample(surgery.rung_at("+441632960040"), CrowdFile((first, later), (arrivals,)), 200, "week")
    assert [{item.name for item in part.outcomes} for part in result.parts[:2]] == [{None}, {"Appointments desk"}]
    assert {item.receptionist for item in result.parts[0].rounds} == {"night"}


# -- without any of that ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["clinic", "council"])
def test_callers_with_endless_patience_end_as_the_odds_say(name: str) -> None:
    loaded, caller = load(f"example:{name}"), crowd((0.6, 0.2, 0.12, 0.08), (0.7, 0.1, 0.1, 0.1))
    patient = replace(caller, memory=CallerMemory(call=RandomTime(1440 * MINUTE)))
    part, odds = sample(loaded, patient, 20_000).mixture, exact_odds(loaded, caller)
    assert far_counts(counts_of(part), shares_of(odds), 20_000) == {}
    assert part.keys == pytest.approx(odds.keys, abs=0.03)
    assert part.recordings == pytest.approx(odds.recordings, abs=0.03)
    assert part.times.mean_seconds == pytest.approx(odds.ended.mean_seconds, rel=0.02)


def test_any_number_of_processes_counts_the_same() -> None:
    plan = plan_of(STRAIGHT, desk_crowd(40, people=2), 8_000, "week")
    assert isinstance(plan.job, DayJob)
    plan = plan._replace(job=plan.job._replace(days_per_chunk=3))
    every = []
    for workers in (1, 2, 3):
        run = plan.run(in_processes(workers))
        assert [*run.steps()][-1].done == run.sum.calls
        every.append((run.sum.calls, run.sum.facts, run.sum.times, run.sum.queues, run.sum.days, run.sum.pairs))
    assert every[0] == every[1] == every[2]


def test_the_number_of_days_follows_from_the_calls() -> None:
    job = plan_of(STRAIGHT, desk_crowd(1), 1_000, "week").job
    assert isinstance(job, DayJob)
    assert (job.passes, job.day_count, job.expected_calls) == (6, 42, 1_008)
    assert job.run_chunk(0).days == 42


def test_a_call_that_hardly_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_day, "ROUNDS_MOST", 100)
    drawn = flow(main=menu(k1="ivr||main", k2="department||1"))
    prefers = {"main": {"1": 1 - 1e-9, "2": 1e-9}}
    with pytest.raises(UsageError, match="`ivrsim odds` computes how many do, exactly"):
        sample(drawn, crowd((1, 0, 0, 0), prefers=prefers, memory=CallerMemory(call=RandomTime(1440 * MINUTE))), 10)
