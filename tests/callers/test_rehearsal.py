"""Scripts in, records out."""

import pytest

from simulator.callers.rehearsal import Rehearsal, play
from simulator.config.flow import Flow
from simulator.errors import UsageError


def test_what_a_script_says_wins_over_what_is_asked_for(clinic: Flow) -> None:
    script = {"entry": "billing", "semantics": "freepbx", "steps": [{"press": "9"}, {"press": "1"}]}
    record = play(clinic, script, entry="main", semantics="acefone")
    assert (record.entry, record.semantics, record.heard) == ("billing", "freepbx", ["19550", "244"])


def test_entry_and_semantics_can_be_asked_for(clinic: Flow) -> None:
    record = play(clinic, "9 1", entry="Billing", semantics={"base": "freepbx", "interdigit_seconds": 1})
    assert (record.entry, record.semantics) == ("billing", {"base": "freepbx", "interdigit_seconds": 1.0})


def test_a_rehearsal_keeps_its_machines_for_the_next_caller(clinic: Flow) -> None:
    rehearsal = Rehearsal(clinic)
    first, _ = rehearsal.trace_call("1")
    second, _ = rehearsal.trace_call({"entry": "billing", "steps": []})
    other, _ = rehearsal.trace_call({"semantics": "freepbx", "steps": []})
    assert (first is second, first is other) == (True, False)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ({"entry": "biling"}, "no receptionist 'biling'; did you mean billing"),
        ({"semantics": "freepx"}, "freepx"),
    ],
)
def test_what_there_is_not_is_said_so(clinic: Flow, script: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        play(clinic, script)


def test_a_call_without_a_script_is_silent_and_a_limit_ends_it(clinic: Flow) -> None:
    record = play(clinic, limit=2)
    assert (record.keys, record.outcome.kind, record.heard) == ([], "endless", ["19549", "245", "19549"])
    _, trace = Rehearsal(clinic, limit=2).trace_call()
    assert (trace.kind, len(trace.turns)) == ("endless", 6)
