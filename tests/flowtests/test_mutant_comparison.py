"""The call in which a mutant can be told from its flow."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings

from simulator.config.flow import Flow
from simulator.flowtests.mutant_comparison import MutantComparison, prepare_call
from simulator.flowtests.mutants import describe_catcher, list_mutants
from simulator.flowtests.world_mutants import paired_flows
from simulator.graph.compare.differences import are_equal
from simulator.testing.strategies import flows
from tests.callers.world_flow import world_flow
from tests.graph.compare.webs import web_pair


def assert_calls_are_those_of_whole_walks(flow: Flow) -> None:
    comparison = MutantComparison(flow)
    for mutant in list_mutants(flow):
        pairs = paired_flows(flow, mutant.flow)
        called = next((pair for pair in pairs if not are_equal(pair.flow, pair.mutant)), None)
        make_call = comparison.find_call(mutant.receptionist, mutant.flow)
        assert (make_call and make_call().called) == called, mutant.change


@pytest.mark.parametrize("seed", range(6))
def test_the_first_difference_on_the_ways_to_a_change_is_that_of_a_walk_of_the_whole_flow(seed: int) -> None:
    flow, _ = web_pair(seed)
    comparison = MutantComparison(flow)
    for mutant in islice(list_mutants(flow), 0, None, 3):
        if make_call := comparison.find_call(mutant.receptionist, mutant.flow):
            call = make_call()
            whole = prepare_call(call.called)
            difference = call.first_difference()
            assert difference == whole.first_difference(), mutant.change
            assert describe_catcher(difference, call) == describe_catcher(difference, whole)


@settings(max_examples=20, deadline=None)
@given(flows(worlds=True, most=4, most_options=3))
def test_what_is_found_at_the_changed_place_is_what_a_walk_of_the_whole_flow_finds(flow: Flow) -> None:
    assert_calls_are_those_of_whole_walks(flow)


@settings(max_examples=20, deadline=None)
@given(flows(most=4))
def test_the_same_holds_for_flows_without_a_world(flow: Flow) -> None:
    assert_calls_are_those_of_whole_walks(flow)


def test_a_flow_that_is_rung_on_a_number_is_compared_from_there() -> None:
    flow = world_flow()
    assert_calls_are_those_of_whole_walks(replace(flow, number=next(iter(flow.numbers))))
