"""The figures of a crowd: times by hand, shares by persona, and figures that fit each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.callers.crowd_file import CrowdFile
from simulator.callers.persona import CallerMemory, RandomTime
from simulator.graph.crowds.crowd_results import CallTimes
from simulator.graph.crowds.share_intervals import wilson_interval
from tests.graph.crowds.sampling import counts_of, crowd, exact_odds, sample
from tests.graph.small import flow, menu

MENU = flow(main=menu(k1="department||1"))


def test_times_by_hand() -> None:
    """1, 1, 2 and 4 s: 2 s in the mean, with a variance of 1.5."""
    times = CallTimes({4_000: 1, 1_000: 2, 2_000: 1})
    assert times.mean_seconds == 2.0
    assert times.sd_seconds == pytest.approx(1.5**0.5)
    assert [times.percentile_seconds(number) for number in (50, 51, 75, 90, 99)] == [1, 2, 2, 4, 4]
    assert CallTimes({123: 7}).sd_seconds == 0.0


def test_figures_fit_each_other() -> None:
    """Calls are those of the personas and of the ends, and a round is reached as often as it ends."""
    callers = CrowdFile((replace(crowd(), name="a", share=0.25), replace(crowd((0, 0, 0, 1)), name="b", share=0.75)))
    result = sample(MENU, callers, 40_000)
    assert [(part.name, part.share) for part in result.parts] == [("a", 0.25), ("b", 0.75), ("all", 1.0)]
    assert sum(part.calls for part in result.parts[:2]) == result.mixture.calls == result.calls == 40_000
    for part in result.parts:
        assert sum(item.calls for item in part.outcomes) == part.calls
        assert sum(item.share for item in part.outcomes) == pytest.approx(1)
        assert all(item.interval == wilson_interval(item.calls, part.calls) for item in part.outcomes)
        assert all(item.reached == pytest.approx(sum(item[3:7])) for item in part.rounds)
        assert part.rounds[0].reached == 1.0
    assert result.mixture.person.calls == sum(item.calls for item in result.mixture.outcomes if item.is_person)
    odds = exact_odds(MENU, crowd())
    assert result.parts[0].recordings == pytest.approx(odds.recordings, abs=0.05)


def test_a_persona_of_whom_nobody_called_has_no_figures() -> None:
    callers = CrowdFile((crowd(), replace(crowd(), name="rare", share=0.0)))
    part = sample(MENU, callers, 1_000).parts[1]
    assert (part.calls, [*part.outcomes], part.person.share, part.person.interval) == (0, [], 0.0, None)


def test_groups_of_callers_have_intervals_by_their_spread() -> None:
    """Callers of a group are independent here: both ways come to about the same."""
    patient = crowd(memory=CallerMemory(call=RandomTime(86_400_000)))
    part = sample(MENU, patient, 50_000).mixture
    for item in part.outcomes:
        assert item.interval is not None
        wilson = wilson_interval(item.calls, part.calls)
        assert item.interval.high - item.interval.low == pytest.approx(wilson.high - wilson.low, rel=0.35)
    assert sum(counts_of(part).values()) == 50_000
