"""Scripts in, records out."""

from typing import Any

import pytest

from simulator.callers.call_record import CallRecord
from simulator.callers.rehearsal import Rehearsal, play
from simulator.config.flow import Flow
from simulator.errors import ScriptError, UsageError
from tests.callers.world_flow import NUMBER, world_flow


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
        ({"entry": "biling", "semantics": "freepx", "at": "noon", "given": {"Dr No": "busy"}}, "'freepx' is not"),
        ({"entry": "biling", "given": {"Dr No": "busy"}}, "given: nothing is called 'Dr No'"),
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


def outcome_of(record: CallRecord) -> tuple[str | None, str | None, list[str]]:
    """Where a call came to first, where it ended, and what was assumed."""
    return record.entry, record.outcome.name, record.assumed


def test_a_number_is_rung_at_a_moment() -> None:
    flow = world_flow()
    record = play(flow, "1", number="+44 1632 960001", at="2026-12-25T21:00", given={"Reception": "picked up"})
    assert outcome_of(record) == ("night", "Night voicemail", [])
    assert (record.number, record.at, record.given) == (NUMBER, "2026-12-25T21:00", {"Reception": "picked up"})
    by_day = play(flow, "1", number=NUMBER, at="2026-11-30T10:00", given={"everyone": "no answer"})
    assert outcome_of(by_day) == ("main", "Night voicemail", [])


def test_what_a_script_says_of_the_world_wins_under_any_name() -> None:
    flow = world_flow()
    own = {"number": "+441632960003", "at": "2026-11-30T10:00", "steps": [{"press": "1"}]}
    common = {"Booking desk": "busy", "office": "closed"}
    record = play(
        flow, {**own, "given": {"department||108000": "no answer"}}, number=NUMBER, at="2026-12-25T10:00", given=common
    )
    assert outcome_of(record) == ("main", "Night voicemail", [])
    assert (record.number, record.at) == ("+441632960003", "2026-11-30T10:00")
    assert record.given == {"office": "closed", "department||108000": "no answer"}
    by_entry = play(flow, {"entry": "night", "steps": []}, number=NUMBER)
    assert (by_entry.number, outcome_of(by_entry)) == ("", ("night", "Reception", []))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"entry": "main", "number": NUMBER}, "entry and number both say where the call begins; use one of them"),
        ({"number": "+4499"}, "no number '+4499'; the flow's numbers are +441632960001, +441632960002, +441632960003"),
        (
            {"at": "tomorrow 20:00"},
            "at: 'tomorrow 20:00' depends on the present, which only a command knows; "
            "use 2026-12-25T21:00, 2026-12-25T21:00+00:00 or 25 Dec 2026 21:00",
        ),
        ({"given": ["office"]}, "given: a list is not accepted; use names with answers, such as {office: closed}"),
        ({"given": {"office": "shut"}},
         "given: office: 'shut' is not an answer; "
         "use open, closed or holiday for a schedule; picked up, no answer or busy for a telephone; "
         "ends or returns for a voicemail"),
        ({"given": {"office": "open", "Office hours": "closed"}},
         "given: office and Office hours are the same; leave one of them out"),
        ({"given": {"Booking desk": "busy", "ringgroup||108000": "busy"}},
         "given: Booking desk and ringgroup||108000 are the same; leave one of them out"),
    ],
)  # fmt: skip
def test_a_world_that_cannot_be_asked_for(words: dict[str, Any], message: str) -> None:
    with pytest.raises((UsageError, ScriptError)) as refusal:
        play(world_flow(), "1", **words)
    assert str(refusal.value) == message
