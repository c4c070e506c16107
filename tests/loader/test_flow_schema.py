"""The schema of flow.yaml: it takes what the loader takes."""

import re
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft7Validator

from simulator.loader.flow_file import read_flow
from simulator.loader.flow_schema import flow_schema
from tests.loader.agreement import alone, bodies, changed, loads, objections

FLOW = Draft7Validator(flow_schema())

APART = re.compile(
    r"barge_in: |timezone: '|nothing lies behind it|"
    r"name '[0-9]+' is all digits|[\]0-9]\.name: '?-?[0-9]|(reach|never|hears|keys): [07]\.0 is|"
    r"'(?=[\w-]*[0-9])(?=[\w-]*[A-Za-z])[A-Za-z0-9][\w-]*' is not a semantics profile"
)
"""Where an editor asks for true or false, or for text, and the loader makes do with 1, yes and 2.5; and where
the loader tells 7.0 from 7, and knows a project's own profiles, and a schema cannot."""

CATALOGUE = {
    "entry": "main",
    "numbers": {"+441632960001": "main", "+441632960002": "time_condition||77", "+441632960003": "@Sales"},
    "timezone": "Europe/London",
    "schedules": {
        "office": {
            "open": ["Mon-Thu 09:00-17:30", "09:00-17:30|fri|*|*"],
            "holidays": [
                {"date": "2026-12-24", "open": "09:00-12:00, 13:00-14:00", "name": "Christmas Eve"},
                {"dates": "2027-08-02/2027-08-13", "open": ["09:00-12:00"]},
                {"file": "holidays.yaml"},
            ],
        },
        "late": {"open": "daily 17:00-24:00"},
        "night": {"switch": "manual"},
    },
    "semantics": {"base": "freepbx", "final_on": "at_count", "interdigit_seconds": 2, "barge_in": False},
    "dialect": "ivr",
    "pulled": "2026-11-30",
    "recordings": {"101": {"name": "greeting", "script": "Welcome", "seconds": 8.2}, "102": None},
    "claims": [
        {"reach": "Sales", "within": "1 min 30 s", "keys": 3},
        {"never": "x"},
        {"hears": 101},
        {"trait": "slow"},
    ],
    "destinations": {
        "department||1": {"name": "Sales", "names": {"es": "Ventas"}, "answers": "person"},
        "hangup||1": {},
        "time_condition||77": {"schedule": "office", "open": "@main", "closed": "@Sales", "holiday": "hangup||1"},
        "extension||2": {"rings": "20 s", "no_answer": "department||1", "busy": "@main"},
        "extension||3": {"rings": 20},
    },
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


def varied(change: Any, **more: Any) -> list[str]:
    """What an editor says of a variant with this change."""
    variants = {"x": {**more, "receptionists": {"main": change}}}
    return [
        one.removeprefix("$.variants.") for one in objections(FLOW, {"receptionists": {}, "variants": variants})[1:]
    ]


def test_a_variant_holds_any_fields_of_a_receptionist_but_its_id() -> None:
    assert varied({"name": "Closed", "timeout": None, "entries": {"1": {"destination_id": "9"}, "2": None}}) == []
    assert varied({"id": "701"}) == [
        "x.receptionists.main: Additional properties are not allowed ('id' was unexpected)"
    ]
    assert varied({"timeout": 601}) == ["x.receptionists.main.timeout: 601 is greater than the maximum of 600"]
    assert varied(None) == ["x.receptionists.main: None is not of type 'object'"]


def test_times_of_variants_need_no_offset_where_the_flow_has_a_zone() -> None:
    times = ["2026-12-24", "2026-12-24T08:30", "2026-12-24 08:30", "2026-12-24T08:30+00:00"]
    flows = [
        {
            "timezone": zone,
            "receptionists": {"main": "a"},
            "variants": {"x": {field: time, "receptionists": {"main": {}}}},
        }
        for zone in ("Europe/London", None)
        for field in ("from", "until")
        for time in times
    ]
    assert [len(objections(FLOW, flow)) for flow in flows] == [0] * 8 + [1, 1, 1, 0] * 2


def test_until_says_its_offset() -> None:
    told = ["2026-12-29T08:30+00:00", "2026-12-29 08:30Z", "20261229T0830-0500", "2026-W53-2T08:30:00.5+01:00"]
    assert [varied({}, until=until) for until in told] == [[]] * 4
    assert [len(varied({}, until=until)) for until in ("2026-12-29T08:30", "2026-12-29", "soon", 5)] == [1, 1, 1, 1]
