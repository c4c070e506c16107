"""Lanes against exact odds, against callers of the real machine, and by hand; the same bits from any processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from simulator import load
from simulator.callers.persona import AnswerChance, CallerMemory, PersonaCue, RoundChances
from simulator.config.routes import PersonRoute
from simulator.errors import UsageError
from simulator.graph.crowds import lane_walk
from simulator.graph.crowds.crowd_run import in_processes
from simulator.graph.crowds.lane_walk import LaneJob, chunk_calls_of
from simulator.graph.odds.stay_library import LateReaction
from simulator.testing.strategies import flows
from tests.graph.crowds.sampling import (
    counts_of,
    crowd,
    end_of,
    exact_odds,
    far_counts,
    is_far,
    plan_of,
    sample,
    shares_of,
    tally,
)
from tests.graph.odds.persona_caller import sample_calls
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import flow, menu

CALLS = 20_000
MACHINE_CALLS = 200

# -- three roads ------------------------------------------------------------------------------------


@settings(derandomize=True, max_examples=25, phases=[Phase.generate], database=None)  # the same flows each time
@given(st.data())
def test_machine_crowd_and_odds_agree(data: st.DataObject) -> None:
    drawn = data.draw(flows(most=3, most_options=3, worlds=data.draw(st.booleans())))
    persona = data.draw(personas(drawn, hangs_up=True))
    try:
        odds = exact_odds(drawn, persona)
    except LateReaction:
        assume(False)
    shares = shares_of(odds)
    part = sample(drawn, persona, CALLS).mixture
    assert far_counts(counts_of(part), shares, CALLS) == {}
    assert far_counts(tally(sample_calls(drawn, persona, MACHINE_CALLS)), shares, MACHINE_CALLS) == {}
    for outcome in odds.outcomes:
        times = next((item.times for item in part.outcomes if end_of(item) == end_of(outcome)), None)
        if times is not None and outcome.kind != "endless" and times.calls > 100:
            mean, sd = outcome.moments.mean_seconds or 0.0, outcome.moments.sd_seconds or 0.0
            assert abs(times.mean_seconds - mean) <= 6 * sd / times.calls**0.5 + 1e-9, outcome
    tallies = {(item.receptionist, item.round): item.tally for item in odds.rounds}
    for item in part.rounds:
        exact = tallies[item.receptionist, item.round]
        assert item[2:7] == pytest.approx([*exact], rel=0.1, abs=0.03), (item, exact)


@pytest.mark.parametrize("name", ["clinic", "surgery", "council"])
@pytest.mark.parametrize("cue", ["listening", "prompt"])
def test_callers_who_remember_mistakes_end_as_in_the_machine(name: str, cue: PersonaCue) -> None:
    """What odds cannot compute: who got it wrong anywhere in the call presses otherwise from then on."""
    loaded = load(f"example:{name}")
    desks = [place for place, route in loaded.routes.items() if isinstance(route, PersonRoute)]
    people = {str(place): (AnswerChance("picked_up", 0.7, 2000), AnswerChance("no_answer", 0.3)) for place in desks}
    memory = CallerMemory((RoundChances(0.5, 0.1, 0.1, 0.3), RoundChances(0.2, 0.4, 0.2, 0.2)))
    caller = crowd((0.6, 0.25, 0.15, 0), cue=cue, people=people, memory=memory)
    part = sample(loaded, caller, 200_000).mixture
    sampled = tally(sample_calls(loaded, caller, 2_000))
    assert far_counts(sampled, {end: count / part.calls for end, count in counts_of(part).items()}, 2_000) == {}
    forgetful = shares_of(exact_odds(loaded, replace(caller, memory=CallerMemory())))
    assert far_counts(counts_of(part), forgetful, part.calls) != {}


def test_memory_by_hand() -> None:
    """Whoever presses a wrong key hangs up afterwards, in whichever menu: .5, then .5 x .5 in the second."""
    drawn = flow(main=menu(k1="ivr||other"), other=menu(k1="department||1"))
    caller = crowd((0.5, 0.5, 0, 0), memory=CallerMemory((RoundChances(0, 0, 0, 1),)))
    part = sample(drawn, caller, CALLS).mixture
    assert far_counts(counts_of(part), {("routed", "department||1"): 0.25, ("abandoned", None): 0.75}, CALLS) == {}
    assert [(item.receptionist, item.round, item.hung_up == item.reached) for item in part.rounds] == [
        *(("main", 1, False), ("main", 2, True), ("other", 1, False), ("other", 2, True)),
    ]


def test_mistakes_are_remembered_from_menu_to_menu() -> None:
    """The second menu is come to after a mistake in the first: there everybody is silent, and out after two rounds."""
    drawn = flow(main=menu(k1="ivr||other"), other=menu(k1="department||1"))
    memory = CallerMemory((RoundChances(1, 0, 0, 0), RoundChances(0, 0, 1, 0)))
    part = sample(drawn, crowd((0, 1, 0, 0), memory=memory), 100).mixture
    assert counts_of(part) == {("routed", "department||1"): 100}


# -- bits and chunks --------------------------------------------------------------------------------


def test_any_number_of_processes_counts_the_same(
    clinic_counts: list[tuple[Mapping[int, int], Mapping[int, int]]],
) -> None:
    one, two, three = clinic_counts
    assert one == two == three


@pytest.fixture(scope="module")
def clinic_counts() -> list[tuple[Mapping[int, int], Mapping[int, int]]]:
    plan = plan_of(load("example:clinic"), crowd(), 50_000)
    assert isinstance(plan.job, LaneJob)
    every: list[tuple[Mapping[int, int], Mapping[int, int]]] = []
    for workers in (1, 2, 3):
        run = plan._replace(job=plan.job._replace(chunk_calls=7_001)).run(in_processes(workers))
        assert [step.done for step in run.steps()][-1] == 50_000
        every.append((run.sum.facts, run.sum.times))
    return every


def test_many_calls_have_larger_chunks() -> None:
    assert [chunk_calls_of(calls) for calls in (1, 67_108_863, 67_108_864, 10**12)] == [2**20, 2**20, 2**22, 2**22]


def test_a_chunk_depends_on_its_number_and_the_seed_alone() -> None:
    job = plan_of(flow(main=menu(k1="department||1")), crowd(), 4_000).job
    assert isinstance(job, LaneJob)
    job = job._replace(chunk_calls=1_000)
    assert [job.run_chunk(2), job.run_chunk(0)] == [job.run_chunk(number) for number in (2, 0)]
    assert job.run_chunk(0)[3:] != job.run_chunk(1)[3:]
    assert job.run_chunk(0)[3:] != job._replace(seed=2).run_chunk(0)[3:]
    assert [job._replace(calls=2_001).run_chunk(number).calls for number in range(3)] == [1_000, 1_000, 1]


@pytest.mark.parametrize(("name", "value"), [("LANES", 7), ("BATCH", 50), ("DIRECT_CELLS", 0), ("_TIMES_MOST", 1)])
def test_the_sizes_of_arrays_change_no_share(monkeypatch: pytest.MonkeyPatch, name: str, value: int) -> None:
    """Few lanes, small batches, facts counted in place of cells, and times one by one."""
    drawn = flow(main=menu(k1="department||1", k2="ivr||main"))
    monkeypatch.setattr(lane_walk, name, value)
    part = sample(drawn, crowd(), 20_000).mixture
    assert far_counts(counts_of(part), shares_of(exact_odds(drawn, crowd())), 20_000) == {}
    assert part.keys == pytest.approx(exact_odds(drawn, crowd()).keys, abs=0.03)


def test_arrays_of_any_size_count_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    job = plan_of(flow(main=menu(k1="department||1", k2="ivr||main")), crowd(), 20_000).job
    whole = job.run_chunk(0)
    for name, value in (("BATCH", 50), ("DIRECT_CELLS", 0), ("_TIMES_MOST", 1)):
        monkeypatch.setattr(lane_walk, name, value)
        assert job.run_chunk(0) == whole
        monkeypatch.undo()


def test_a_call_that_hardly_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_walk, "ROUNDS_EACH_MOST", 10)
    drawn = flow(main=menu(k1="ivr||main", k2="department||1"))
    caller = crowd((1, 0, 0, 0), prefers={"main": {"1": 1 - 1e-9, "2": 1e-9}})
    with pytest.raises(UsageError, match="`ivrsim odds` computes how many do, exactly"):
        sample(drawn, caller, 10)


def test_calls_that_end_now_and_then_are_refused_too() -> None:
    """Of 16,384 callers one hangs up every 60 rounds: a million of them would take hours."""
    drawn = flow(main=menu(k1="ivr||main", k2="department||1"))
    caller = crowd((1, 0, 0, 0), prefers={"main": {"1": 1 - 1e-6, "2": 1e-6}})
    with pytest.raises(UsageError, match=r"^calls take more than 20,000 rounds each: "):
        sample(drawn, caller, 300)


def test_a_share_is_unbiased_where_long_calls_end_elsewhere() -> None:
    """All calls are walked to their ends: to stop after some time would count short ones twice as often."""
    drawn = flow(main=menu(k1="ivr||loop", k2="department||1"), loop=menu(k1="ivr||loop", k2="department||2"))
    caller = crowd((1, 0, 0, 0), prefers={"loop": {"1": 0.98, "2": 0.02}})
    part = sample(drawn, caller, 40_000).mixture
    assert part.calls == 40_000
    assert not is_far(counts_of(part)["routed", "department||2"], 0.5, 40_000)
