"""Proofs held against a plain walk over every place: each verdict, and each counterexample with its cost."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.claim import AS_FAR_AS_KNOWN, Claim
from simulator.checks.claim_examination import examine_claims
from simulator.checks.prove import prove_flow
from simulator.config.claim_options import ClaimOptions
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.targets import known_recordings
from simulator.core.effects import Play
from simulator.graph.reach.departures import is_circle
from simulator.graph.reach.measure import split_words
from simulator.graph.reach.slow_callers import late_reach
from simulator.graph.reach.survey import Survey
from simulator.graph.worlds import FlowWorld, flow_worlds
from simulator.testing.strategies import OUTSIDE, flows
from tests.checks.plain_proofs import PlainProof, entered, is_out
from tests.examples import few
from tests.graph.reach.plain_search import random_flow

SEEDS = st.integers(0, 2**32)

plain_flows = flows(most=3) | SEEDS.map(random_flow)
returning_flows = flows(most=3, most_options=3, returns=True)


@st.composite
def fixed_worlds(draw: st.DrawFn) -> FlowWorld:
    """A flow with schedules and telephones, in one of its worlds."""
    flow = draw(flows(most=3, most_options=3, worlds=True))
    return draw(st.sampled_from(flow_worlds(replace(flow, number="", numbers={}))))


any_flow = plain_flows | returning_flows | fixed_worlds().map(lambda world: world.flow)


def judged(flow: Flow, *claims: ClaimOptions) -> list[Claim]:
    """The verdicts on some claims, in their order; ``reach`` has one for each of its bounds."""
    survey = Survey(flow)
    late = late_reach(survey)
    return [verdict for claim in claims for verdict in examine_claims(survey, claim, late)]


def words_of(claim: Claim) -> list[str]:
    assert claim.counterexample is not None
    return [step.press or "silence" for step in claim.counterexample.steps]


def destinations(flow: Flow) -> list[Destination]:
    named = {way.destination.canonical for item in flow.receptionists.values() for way in item.ways()}
    outside = {end for end in named if flow.receptionist_for(end) is None and not end.leads_back and not end.is_blank}
    return sorted((end for end in {*outside, *OUTSIDE} if not is_circle(flow, end)), key=str)


@few(30)
@given(any_flow)
def test_never_is_refuted_by_the_cheapest_caller_or_by_nobody(flow: Flow) -> None:
    plain, ends = PlainProof(flow), destinations(flow)
    for end, claim in zip(ends, judged(flow, *(ClaimOptions("never", str(end)) for end in ends)), strict=True):
        cost = plain.cheapest_to(end)
        assert claim.holds == (cost is None), end
        if cost is not None:
            assert words_of(claim) == split_words(cost[2])
            assert arrival(flow, claim.counterexample) == (end, cost[1])


@few(30)
@given(any_flow)
def test_so_it_is_of_recordings_and_receptionists(flow: Flow) -> None:
    plain, recordings = PlainProof(flow), sorted(known_recordings(flow))
    never = [ClaimOptions("never", f"recording:{id}") for id in recordings]
    hears = [ClaimOptions("hears", id) for id in recordings]
    verdicts = judged(flow, *never, *hears)
    for id, claim, heard in zip(recordings, verdicts, verdicts[len(never) :], strict=False):
        cost = plain.cheapest_hearing(id)
        assert (claim.holds, heard.holds) == (cost is None, cost is not None), id
        if cost is not None:
            assert words_of(claim) == split_words(cost[2])
            assert first_heard(flow, claim.counterexample, id) == cost[1]
    keys = [key for key in flow.receptionists if key not in flow.numbers]
    never = [ClaimOptions("never", f"receptionist:{key}") for key in keys]
    reach = [ClaimOptions("reach", f"receptionist:{key}") for key in keys]
    shortest, verdicts = plain.walk_from_entry("shortest"), judged(flow, *never, *reach)
    for key, claim, reached in zip(keys, verdicts, verdicts[len(never) :], strict=False):
        cost = plain.cheapest_into(key)
        assert (claim.holds, reached.holds) == (cost is None, entered(shortest, key) is not None), key
        if cost is not None:
            assert words_of(claim) == split_words(cost[2])


@few(30)
@given(any_flow, st.sampled_from([0, 500, 5000, 20_000]), st.integers(0, 3))
def test_the_bounds_of_reach_are_those_of_a_plain_walk(flow: Flow, within: int, keys: int) -> None:
    plain = PlainProof(flow)
    fastest, fewest = plain.walk_from_entry("fastest").ends, plain.walk_from_entry("fewest keys").ends
    ends = destinations(flow)
    bounded = [ClaimOptions("reach", str(end), within, keys) for end in ends]
    verdicts = iter(judged(flow, *(one for both in bounded for one in (both, replace(both, within=None)))))
    for end in ends:
        reach, soon, both, _, few_keys = islice(verdicts, 5)
        if end not in fastest:
            assert [claim.holds for claim in (reach, soon, both, few_keys)] == [False] * 4
            assert reach.counterexample is None
            continue
        swift = plain.swiftest_to(end, keys)
        assert [claim.holds for claim in (reach, soon, few_keys)] == [
            True, fastest[end][0] <= within, fewest[end][0] <= keys,
        ]  # fmt: skip
        assert both.holds == (swift is not None and swift <= within)
        if not soon.holds:
            assert words_of(soon) == words_of(both) == split_words(fastest[end][2])
        elif not few_keys.holds:
            assert words_of(few_keys) == words_of(both) == split_words(fewest[end][2])
        elif not both.holds:
            assert arrival(flow, both.counterexample) == (end, swift)


@few(30)
@given(any_flow)
def test_the_claims_of_every_flow_are_those_of_a_plain_walk(flow: Flow) -> None:
    plain = PlainProof(flow)
    claims = prove_flow(Survey(flow)).claims
    silent, wrong = plain.passive_ends("silence"), plain.passive_ends("wrong")
    expected = {
        "every-caller": plain.every_caller_gets_out(),
        "silent-caller": plain.one_mistake_gets_out("silence"),
        "wrong-key-caller": plain.one_mistake_gets_out("wrong"),
        "silent-or-wrong-caller": plain.mistakes_get_out(),
        "zero-time": plain.time_passes(),
        "A caller who stays silent gets out.": is_out(silent),
        "A caller whose phone sends no keys gets out.": is_out(silent),
        "A caller who presses only wrong keys gets out.": is_out(wrong),
        "nobody-picks-up": plain.choices_reach_somebody(),
    }
    told = {title_of(claim): claim for claim in claims if "15 s late" not in claim.claim}
    assert expected.keys() - told.keys() <= {"nobody-picks-up"}
    assert {name: claim.holds for name, claim in told.items()} == {name: expected[name] for name in told}
    for claim in told.values():
        if not claim.holds and claim.about != "nobody-picks-up":
            assert claim.counterexample is not None
            outcome = Rehearsal(flow, limit=300).play(claim.counterexample).outcome
            assert outcome.kind == "endless" or outcome.destination is None, claim


def title_of(claim: Claim) -> str:
    """What a standing claim is about; of those of one trait, its sentence."""
    return claim.about if claim.about != "trait" else claim.claim.replace(f", {AS_FAR_AS_KNOWN}", "")


def arrival(flow: Flow, script: CallerScript | None) -> tuple[Destination, int]:
    """Where and when a caller ends."""
    record = Rehearsal(flow).play(script or "")
    kind, _, id = (record.outcome.destination or "").partition("||")
    return Destination(kind, id).canonical, round(record.seconds * 1000)


def first_heard(flow: Flow, script: CallerScript | None, recording: str) -> int | None:
    """When a caller first hears a recording begin."""
    _, trace = Rehearsal(flow, limit=100).trace_call(script or "")
    heard = ((effect, turn.at) for turn in trace.turns for effect in turn.effects if isinstance(effect, Play))
    return next((at for effect, at in heard if effect.recording == recording), None)
