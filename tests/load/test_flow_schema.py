"""The schema of flow.yaml: it takes what the loader takes."""

import re
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft7Validator

from simulator.load.flow import read_flow
from simulator.load.flow_schema import flow_schema
from tests.load.agreement import alone, bodies, changed, loads, objections

FLOW = Draft7Validator(flow_schema())

APART = re.compile(r"barge_in: |name '[0-9]+' is all digits|\]\.name: '?-?[0-9]|(reach|never|hears|keys): [07]\.0 is")
"""Where an editor asks for true or false, or for text, and the loader makes do with 1, yes and 2.5; and where
the loader tells 7.0 from 7, and a schema cannot."""

CATALOGUE = {
    "entry": "main",
    "numbers": {"+441632960001": "main"},
    "semantics": {"base": "freepbx", "final_on": "at_count", "interdigit_seconds": 2, "barge_in": False},
    "recordings": {"101": {"name": "greeting", "script": "Welcome", "seconds": 8.2}, "102": None},
    "claims": [{"reach": "Sales", "within": "90 s", "keys": 3}, {"never": "x"}, {"hears": 101}, {"trait": "slow"}],
    "variants": {"x": {"until": "2026-12-29T08:30Z", "receptionists": {"main": {"name": "Closed", "intercom": None}}}},
    "destinations": {"department||1": {"name": "Sales", "answers": "person"}, "hangup||1": {}},
}


@settings(max_examples=400)
@given(changed(bodies().map(lambda body: {**CATALOGUE, "receptionists": {"main": body}})))
def test_a_changed_flow_is_refused_by_both_or_by_neither(flow: Any) -> None:
    problems = [one for one in alone(loads(flow, read_flow)) if not APART.search(one)]
    shown = [one for one in objections(FLOW, flow) if not APART.search(one)]
    assert bool(problems) == bool(shown), (problems, shown)


def test_of_several_receptionists_one_is_called_first() -> None:
    several = {"receptionists": {"main": "main.yaml", "billing": "billing.yaml"}}
    assert objections(FLOW, several) == ["$: 'entry' is a required property"]
    assert objections(FLOW, {**several, "entry": "main"}) == []


def test_a_misspelt_setting_is_shown_where_it_stands() -> None:
    wrong = {"receptionists": {"main": "main.yaml"}, "semantics": {"base": "freepbx", "counters": "both"}}
    assert objections(FLOW, wrong) == ["$.semantics.counters: 'both' is not one of ['separate', 'shared']"]
