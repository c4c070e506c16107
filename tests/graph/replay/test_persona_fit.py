"""A persona estimated from calls whose callers are known: the intervals hold what they were made of."""

import random

import pytest

import simulator
from simulator.callers.persona import RoundChances
from simulator.graph.replay.key_walk import KeyWalk
from simulator.graph.replay.past_landing import StartedCall
from simulator.graph.replay.persona_fit import PersonaFit, ShareEstimate, estimate_share, fit_persona
from simulator.graph.replay.round_acts import ActCounts, RoundAct
from simulator.tables.flow_table import FlowTable

CLINIC = simulator.load("flows/clinic")
CHANCES = RoundChances(0.7, 0.15, 0.05, 0.1)
PREFERS = {"1": 0.6, "3": 0.3, "0": 0.1}
RECEPTION = ("routed", "extension||050109590001")


def sampled_call(chance: random.Random) -> StartedCall:
    """A call of a caller who presses keys until one is right; who is silent once is silent to the end."""
    keys: list[str] = []
    while len(keys) < 4:  # the fourth wrong key leads to Reception
        (act,) = chance.choices(RoundChances._fields, CHANCES)
        if act == "right":
            keys += chance.choices([*PREFERS], [*PREFERS.values()])
            break
        if act != "wrong":
            reached = RECEPTION if act == "silent" else ("hung_up", "")
            return StartedCall("main", "", "", tuple(keys), None, None, reached)
        keys.append("9")
    return StartedCall("main", "", "", tuple(keys), None, None, None)


@pytest.fixture(scope="module")
def fit() -> PersonaFit:
    counts, walk, chance = ActCounts(), KeyWalk(FlowTable(CLINIC)), random.Random(5)
    for _ in range(4000):
        counts.add_call(walk, sampled_call(chance))
    return fit_persona(counts)


def test_the_intervals_hold_the_chances_of_keys(fit: PersonaFit) -> None:
    first = fit.rounds[0]
    estimates = first.right, first.wrong, first.silent, first.hang_up
    held = [one.low <= chance <= one.high for one, chance in zip(estimates, CHANCES, strict=True)]
    assert (first.rounds, held) == (4000, [True] * 4)
    for one in fit.rounds:
        assert one.right.share + one.wrong.share + one.silent.share + one.hang_up.share == pytest.approx(1)
    main = fit.choices["main"]
    assert [code for code, share in PREFERS.items() if not main[code].low <= share <= main[code].high] == []
    assert (fit.calls, fit.is_silence_seen, fit.is_stop_seen, fit.reaction) == (4000, False, True, None)


def held_chances(known: float) -> list[int]:
    """In how many of 60 files each chance is in its interval; of ``known`` callers the record has where they landed."""
    walk, chance, held = KeyWalk(FlowTable(CLINIC)), random.Random(9), [0] * 4
    for _ in range(60):
        counts = ActCounts()
        for _ in range(400):
            call = sampled_call(chance)
            counts.add_call(walk, call if chance.random() < known else call._replace(reached=None))
        first = fit_persona(counts).rounds[0]
        for place, (one, truth) in enumerate(
            zip((first.right, first.wrong, first.silent, first.hang_up), CHANCES, strict=True)
        ):
            held[place] += one.low <= truth <= one.high
    return held


@pytest.mark.parametrize("known", [1.0, 0.1])
def test_the_intervals_hold_the_truth_in_95_of_100_files(known: float) -> None:
    """Of 60 files fewer than 51 would be more than three standard deviations from that."""
    assert min(held_chances(known)) >= 51


def test_where_nothing_tells_silence_from_hanging_up_the_interval_has_both() -> None:
    counts = ActCounts()
    counts.acts.update({RoundAct(1, "right", False): 50, RoundAct(1, "stopped", False): 50})
    (one,) = fit_persona(counts).rounds
    assert one.silent == one.hang_up == ShareEstimate(0.25, 0.0, estimate_share(50, 100).high, 100)


def test_few_calls_with_times_make_wide_intervals() -> None:
    """Two of ten calls show a silence; a thousand others tell nothing of it."""
    counts = ActCounts()
    counts.timed_calls = 8
    counts.acts.update(
        {RoundAct(1, "right", True): 8, RoundAct(1, "silent", True): 2, RoundAct(1, "right", False): 1000}
    )
    (one,) = fit_persona(counts).rounds
    assert one.silent.share == pytest.approx(0.2)
    assert (one.silent.low < 0.08, one.silent.high > 0.4) == (True, True)
    assert [one.right.low, one.right.high] == pytest.approx([1 - one.silent.high, 1 - one.silent.low])


def test_wilson_intervals() -> None:
    """Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    known = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    found = {pair: tuple(round(end, 4) for end in estimate_share(*pair)[1:3]) for pair in known}
    assert found == known
    assert estimate_share(0, 0) == ShareEstimate(0.0, 0.0, 1.0, 0)


def test_stops_of_which_nothing_is_known_are_parted_evenly() -> None:
    counts = ActCounts()
    counts.acts.update({RoundAct(1, "right", False): 60, RoundAct(1, "stopped", False): 30})
    counts.acts[RoundAct(1, "stopped-silent", False)] = 10
    counts.acts.update({RoundAct(2, "right", False): 29})
    (one,) = fit_persona(counts).rounds
    shares = one.right.share, one.wrong.share, one.silent.share, one.hang_up.share
    assert (one.rounds, shares) == (129, (89 / 129, 0.0, 25 / 129, 15 / 129))
    assert not fit_persona(counts).is_stop_seen
    assert fit_persona(ActCounts()).rounds == ()


def test_silences_show_in_calls_with_times_and_scale_the_others() -> None:
    counts = ActCounts()
    counts.timed_calls = 1
    timed = {RoundAct(1, "right", True): 30, RoundAct(1, "silent", True): 10, RoundAct(1, "right", False): 60}
    counts.acts.update(timed)
    counts.reactions.update({("listening", 500): 3, ("listening", 900): 1, ("prompt", 100): 2})
    fit = fit_persona(counts)
    assert [(one.right.share, one.silent.share) for one in fit.rounds] == [(0.75, 0.25)]
    assert fit.reaction is not None
    assert fit.reaction == ("listening", 525, 525, 525, 4)
