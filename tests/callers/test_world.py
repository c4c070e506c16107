"""What the world answers to one call: what is given, else the calendar, else the default."""

import re
from dataclasses import replace
from typing import Any

import pytest

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.errors import ScriptError, UsageError
from tests.callers.world_flow import NUMBER, OFFICE, VOICEMAIL, world_flow


def call(flow: Flow | None = None, caller: str = "1", **script: Any) -> list[Any]:
    """A call as: where it ended, after how many seconds, the receptionists and answers on its way, what was assumed."""
    steps = [{"press": key} for key in caller]
    record = Rehearsal(flow or world_flow()).play({"steps": steps, **script})
    way = [effect["enter"] for turn in record.turns for effect in turn["effects"] if "enter" in effect]
    answers = [turn["event"] for turn in record.turns if turn["event"] not in ("answered", "pressed", "silence")]
    return [record.outcome.name or record.outcome.kind, record.seconds, record.entry, way, answers, record.assumed]


def test_by_default_schedules_are_open_and_people_pick_up_at_once() -> None:
    assert call(number=NUMBER) == [
        *("Booking desk", 0.5, "main", ["main"], ["open", "picked_up"]),
        ["office: open", "Booking desk: picked up"],
    ]


@pytest.mark.parametrize(
    ("at", "answer", "entry"),
    [
        ("2026-12-18T16:59", "open", "main"),
        ("2026-12-18T17:00", "closed", "night"),
        ("24 Dec 2026 11:59", "open", "main"),
        ("2026-12-24T12:00Z", "holiday", "night"),
        ("2026-12-25T10:00", "holiday", "night"),
        ("2026-07-01T08:30+00:00", "open", "main"),
    ],
)
def test_at_a_moment_the_calendar_is_asked(at: str, answer: str, entry: str) -> None:
    ended = call(number=NUMBER, at=at, given={"everyone": "picked up"})
    assert ended[2:] == [entry, [entry], [answer, *(["picked_up"] if entry == "main" else [])], []]


def test_the_calendar_is_asked_when_the_call_gets_there_not_when_it_starts() -> None:
    """A menu waits 5 s, so a call of 16:59:58 meets a closed door behind it."""
    flow = world_flow()
    late = flow.receptionists["main"].model_copy(
        update={"silence_destination_type": "time_condition", "silence_destination_id": "77"}
    )
    looping = replace(flow, receptionists={**flow.receptionists, "main": late})
    assert call(looping, "", at="2026-12-18T16:59:58")[:5] == [
        "Reception", 10.0, "main", ["main", "night"], ["closed"],
    ]  # fmt: skip


def test_what_is_given_wins_over_the_calendar() -> None:
    ended = call(number=NUMBER, at="2026-12-25T10:00", given={"office": "open", "Booking desk": "no answer"})
    assert ended == ["Night voicemail", 20.5, "main", ["main"], ["open", "no_answer"], []]


def test_a_list_of_answers_is_given_one_by_one_and_its_last_goes_on() -> None:
    flow = world_flow(reception=PersonRoute(1000, True, no_answer=OFFICE))
    ended = call(
        flow,
        "",
        number=NUMBER,
        given={"Office hours": ["open", "open", "closed"], "Reception": ["no answer", "picked up"]},
    )
    assert ended[3:5] == [["main", "main"], ["open", "no_answer", "open", "picked_up"]]


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        ({"everyone": "no answer"}, ["Night voicemail", 20.5]),
        ({"everyone": "busy"}, ["Reception", 0.5]),
        ({"everyone": "busy", "Booking desk": "picked up"}, ["Booking desk", 0.5]),
        ({"department||108000": {"answer": "picked up", "after": "12 s"}}, ["Booking desk", 12.5]),
        ({"Booking desk": {"answer": "busy", "after": 3}}, ["Reception", 3.5]),
        ({"voicemail||9001": "picked up"}, ["Booking desk", 0.5]),
    ],
)
def test_who_picks_up_and_when(given: dict[str, Any], ends: list[Any]) -> None:
    assert call(given=given)[:2] == ends


def test_without_a_way_on_a_call_rings_out_and_is_hung_up() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True, nobody=True))
    record = Rehearsal(flow).play("")
    assert (record.outcome.kind, record.outcome.destination, record.seconds) == ("hung_up", None, 20.0)
    assert record.assumed == ["Reception: no answer"]
    assert [turn["effects"] for turn in record.turns[-2:]] == [
        [{"silence": 1, "allowed": 0}, {"ring": "extension||7"}],
        [{"end": "unanswered"}],
    ]


def test_keys_are_lost_while_a_telephone_rings_and_a_caller_may_hang_up() -> None:
    steps = [{"press": "1"}, {"press": "5", "cue": "now", "after": 3}, {"hangup": True, "cue": "now", "after": 4}]
    record = Rehearsal(world_flow()).play({"steps": steps, "given": {"Booking desk": "no answer"}})
    assert (record.outcome.kind, record.seconds, record.keys) == ("abandoned", 7.5, ["1", "5"])


def test_a_switch_is_set_by_hand_and_no_moment_knows_it() -> None:
    rung: dict[str, Any] = {"number": "+441632960002", "at": "2026-12-18T10:00", "given": {"everyone": "picked up"}}
    assert call(**rung)[3:] == [["main"], ["open", "open", "picked_up"], ["night-mode: open"]]
    rung["given"] = {"Night switch": "closed"}
    assert call(**rung)[3:] == [["night"], ["closed"], []]


def test_a_record_says_what_the_call_was_made_with() -> None:
    given = {"office": "closed"}
    record = Rehearsal(world_flow()).play({"number": "+44 1632 960001", "at": "2026-12-18T10:00", "given": given})
    document = record.as_json()
    assert {name: document[name] for name in ("at", "number", "given")} == {
        "at": "2026-12-18T10:00", "number": NUMBER, "given": given,
    }  # fmt: skip
    assert "assumed" not in document
    assert not {"at", "number", "given", "assumed"} & Rehearsal(world_flow()).play("").as_json().keys()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"offices": "closed"}, "given: nothing is called 'offices'; did you mean office?"),
        (
            {"xyzzy": "closed"},
            "given: nothing is called 'xyzzy'; the flow has office, night-mode, Office hours",
        ),
        ({"department||1": "busy"}, "given: nothing is called 'department||1'; the flow has"),
        ({"office": "busy"}, "given: office is a schedule and cannot be 'busy'; use open, closed or holiday"),
        ({"Office hours": "no answer"}, "given: office is a schedule and cannot be 'no answer'; use open"),
        (
            {"everyone": "open"},
            "given: everyone is not a schedule and cannot be 'open'; use picked up, no answer or busy",
        ),
        ({"Booking desk": "closed"}, "given: Booking desk is not a schedule and cannot be 'closed'"),
        (
            {"Reception": "no answer"},
            "given: Reception cannot be 'no answer': the flow does not say what follows",
        ),
        (
            {"Booking desk": {"answer": "picked up", "after": "20 s"}},
            "given: Booking desk rings for 20 s; 'picked up' after 20 s is too late",
        ),
    ],
)
def test_what_cannot_be_given_says_what_can(given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}"):
        call(given=given)


def test_busy_is_given_only_where_it_leads_on() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True))
    with pytest.raises(
        UsageError, match=r"^given: Reception cannot be 'busy': it has no busy destination in flow\.yaml$"
    ):
        call(flow, given={"Reception": "busy"})


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ({"at": "noon"}, "at: 'noon' is not a moment; use 2026-12-25T21:00"),
        ({"at": "now"}, "at: 'now' depends on the present, which only a command knows"),
        ({"at": "2027-03-28T01:30"}, "at: "),
        ({"entry": "main", "number": NUMBER}, "entry and number both say where the call begins; use one of them"),
    ],
)
def test_a_moment_or_a_start_that_cannot_be_read(script: dict[str, Any], message: str) -> None:
    with pytest.raises(ScriptError, match=f"^{re.escape(message)}"):
        Rehearsal(world_flow()).play({"steps": [], **script})


def test_schedules_that_lead_in_a_circle_are_endless() -> None:
    flow = world_flow()
    circle = dict(flow.routes)
    circle[OFFICE] = ScheduleRoute("office", VOICEMAIL, OFFICE)
    rung = {"number": NUMBER, "given": {"office": "closed"}, "steps": []}
    record = Rehearsal(replace(flow, routes=circle)).play(rung)
    assert (record.outcome.kind, record.entry, record.seconds, len(record.turns)) == ("endless", None, 0.0, 1002)
