"""The record of a call, exactly as documented."""

import json
from dataclasses import replace

import pytest

from simulator.callers.call_record import record_of
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow


def test_the_record_as_json(clinic: Flow) -> None:
    record = Rehearsal(clinic).play({"name": "books", "steps": [{"press": "1", "cue": "prompt", "after": 0.3}]})
    assert json.loads(record.to_json()) == {
        "name": "books",
        "entry": "main",
        "semantics": "acefone",
        "outcome": {"kind": "routed", "destination": "department||108000", "name": "Booking desk"},
        "heard": ["19549"],
        "keys": ["1"],
        "seconds": 0.3,
        "estimated": False,
        "turns": [
            {
                "at": 0.0,
                "event": "answered",
                "place": "main/0,0/prompt/entry/0",
                "effects": [
                    {"enter": "main"},
                    {"round": {"wrong_keys": 0, "silences": 0}},
                    {"play": "19549", "seconds": 8.2},
                ],
            },
            {
                "at": 0.3,
                "event": "pressed",
                "key": "1",
                "place": "ended",
                "effects": [{"choice": "1"}, {"route": "department||108000"}],
            },
        ],
    }


def test_one_line_or_indented_it_is_the_same(clinic: Flow) -> None:
    record = Rehearsal(clinic).play("9 9 9")
    assert record.to_json() == json.dumps(record.as_json(), separators=(",", ":"))
    assert record.to_json(indent=2) == json.dumps(record.as_json(), indent=2)
    assert record.to_json(indent=2).splitlines()[:2] == ["{", '  "name": "",']


def test_each_effect_of_a_call_is_recorded_by_its_name(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    entry = (main.entries or ())[0]
    changes = {
        "entries": (entry.model_copy(update={"template_id": "7"}),),
        "silences_allowed": 0,
        "silence_destination_type": "hangup",
        "silence_destination_id": "1",
    }
    flow = replace(clinic, receptionists={"main": main.model_copy(update=changes)})

    def effects(script: str) -> list[object]:
        return [turn["effects"] for turn in Rehearsal(flow).play(script).as_json()["turns"] if turn["effects"]][1:]

    assert effects("1") == [[{"choice": "1"}, {"note": "7"}, {"route": "department||108000"}]]
    assert effects("hangup") == [[{"end": "caller"}]]
    assert effects("9 silence") == [
        [
            {"wrong": 1, "allowed": 2},
            {"round": {"wrong_keys": 1, "silences": 0}},
            {"play": "244", "seconds": 3.2},
        ],
        [{"play": "19549", "seconds": 8.2}],
        [{"silence": 1, "allowed": 0}, {"play": "246", "seconds": 4.4}],
        [{"end": "menu", "destination": "hangup||1"}],
    ]
    assert Rehearsal(flow).play("").as_json()["outcome"] == {
        "kind": "hung_up", "destination": "hangup||1", "name": None,
    }  # fmt: skip


def test_a_record_has_no_name_unless_it_is_given_one(clinic: Flow) -> None:
    machine, trace = Rehearsal(clinic).trace_call("1")
    assert [record_of(machine.flow, trace).name, record_of(machine.flow, trace, name="books").name] == ["", "books"]


def test_an_abandoned_call_has_no_destination(clinic: Flow) -> None:
    outcome = Rehearsal(clinic).play("hangup").as_json()["outcome"]
    assert outcome == {"kind": "abandoned", "destination": None, "name": None}


def test_lost_keys_were_pressed(clinic: Flow) -> None:
    script = {"steps": [{"press": "999", "cue": "prompt"}, {"press": "1", "cue": "now"}]}
    assert Rehearsal(clinic).play(script).keys == ["9", "9", "9", "1"]


def test_a_length_that_nobody_stated_makes_the_time_an_estimate(clinic: Flow) -> None:
    bare = Flow(entry="main", receptionists={"main": clinic.receptionists["main"]})
    assert [Rehearsal(flow).play("1").estimated for flow in (clinic, bare)] == [False, True]


@pytest.mark.parametrize(
    "script",
    [
        "9",
        "silence",
    ],
)
def test_what_was_missed_is_counted(clinic: Flow, script: str) -> None:
    turns = Rehearsal(clinic).play(script).turns
    missed = [effect for turn in turns for effect in turn["effects"] if "allowed" in effect]
    first = {"wrong": 1, "allowed": 2} if script == "9" else {"silence": 1, "allowed": 2}
    assert missed[0] == first


def test_settings_that_differ_from_a_profile_are_recorded_with_it(clinic: Flow) -> None:
    changed = clinic.with_semantics(clinic.semantics.model_copy(update={"final_on": "at_count"}))
    assert Rehearsal(changed).play("1").semantics == {"base": "acefone", "final_on": "at_count"}
