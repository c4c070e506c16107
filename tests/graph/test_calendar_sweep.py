"""A flow swept over a period: its situations are what a call at each moment of them meets."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.callers.given_answers import parse_given
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.graph.calendar_sweep import latest_question, merge_spans, met_schedules, situation_id, sweep_calendar
from simulator.testing.strategies import flows
from tests.callers.world_flow import NUMBER, OFFICE, SWITCH, VOICEMAIL, world_flow

Span = tuple[str, str]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


CHRISTMAS = at("2026-12-23"), at("2026-12-28")


def spans(flow: Flow, given: dict[str, str] | None = None) -> list[tuple[str, dict[str, str], list[Span]]]:
    """The situations around Christmas: their letters, how the schedules stand, and when."""
    said = WorldSettings(flow, None, parse_given(given or {}))
    return [
        (item.id, dict(item.states), [(f"{start:%d %H:%M}", f"{until:%d %H:%M}") for start, until in item.spans])
        for item in sweep_calendar(flow, *CHRISTMAS, said).situations
    ]


def test_the_situations_of_christmas() -> None:
    assert spans(world_flow().rung_at(NUMBER)) == [
        ("A", {"office": "closed"}, [("23 00:00", "23 09:00"), ("23 17:00", "24 00:00"), ("26 00:00", "28 00:00")]),
        ("B", {"office": "open"}, [("23 09:00", "23 17:00"), ("24 09:00", "24 12:00")]),
        ("C", {"office": "holiday"}, [("24 00:00", "24 09:00"), ("24 12:00", "26 00:00")]),
    ]


def test_what_is_given_holds_all_the_time_and_a_switch_is_assumed_to_be_open() -> None:
    flow = world_flow().rung_at("+441632960002")
    assert spans(flow, {"office": "closed"}) == [
        ("A", {"office": "closed", "night-mode": "open"}, [("23 00:00", "28 00:00")])
    ]
    sweep = sweep_calendar(flow, *CHRISTMAS, WorldSettings(flow))
    assert (sweep.assumed, len(sweep.situations)) == (("night-mode",), 3)


def test_what_callers_of_a_situation_meet() -> None:
    flow = world_flow().rung_at(NUMBER)
    sweep = sweep_calendar(flow, *CHRISTMAS, WorldSettings(flow))
    assert [
        (item.first_menu, item.silent.outcome.name, {key: call.outcome.name for key, call in item.keys.items()})
        for item in sweep.situations
    ] == [
        ("night", "Reception", {"1": "Night voicemail"}),
        ("main", "Reception", {"1": "Booking desk"}),
        ("night", "Reception", {"1": "Night voicemail"}),
    ]
    assert sweep.situation_at(at("2026-12-24T10:00")).id == "B"
    with pytest.raises(ValueError, match="is outside of the period"):
        sweep.situation_at(at("2026-12-29"))


def test_the_longest_time_without_a_person() -> None:
    flow = world_flow()
    main = Destination("virtual_receptionist", "@main")
    out = replace(flow, routes={**flow.routes, OFFICE: ScheduleRoute("office", main, VOICEMAIL)})
    sweep = sweep_calendar(out.rung_at(NUMBER), *CHRISTMAS, WorldSettings(out))
    assert sweep.longest_gap() == (at("2026-12-24T12:00"), at("2026-12-28"))
    always = sweep_calendar(flow.rung_at(NUMBER), *CHRISTMAS, WorldSettings(flow))
    assert always.longest_gap() is None


def test_only_schedules_that_callers_can_meet_count() -> None:
    flow = world_flow()
    assert met_schedules(flow.rung_at(NUMBER)) == ("office",)
    assert met_schedules(flow.rung_at("+441632960002")) == ("office", "night-mode")
    assert met_schedules(flow) == ()
    assert [item.states for item in sweep_calendar(flow, *CHRISTMAS, WorldSettings(flow)).situations] == [{}]


def test_calls_that_ask_at_once_straddle_nothing_and_others_do() -> None:
    flow = world_flow().rung_at(NUMBER)
    assert latest_question(flow) == 0
    assert sweep_calendar(flow, *CHRISTMAS, WorldSettings(flow)).straddling == ()
    late = flow.receptionists["night"].model_copy(
        update={"silence_destination_type": "time_condition", "silence_destination_id": "77"}
    )
    asking = replace(flow, receptionists={**flow.receptionists, "night": late})
    assert latest_question(asking) == inf  # at night silence leads back to the question
    straddling = sweep_calendar(asking, *CHRISTMAS, WorldSettings(asking)).straddling
    assert straddling[0] == (at("2026-12-23T08:00"), at("2026-12-23T09:00"))


def test_a_call_straddles_a_boundary_for_as_long_as_it_may_take_until_the_question() -> None:
    flow = world_flow(reception=PersonRoute(10_000, no_answer=SWITCH))
    leads_out = {SWITCH: ScheduleRoute("office", VOICEMAIL, VOICEMAIL), OFFICE: flow.routes[OFFICE]}
    flow = replace(flow, routes={**flow.routes, **leads_out}).rung_at("+441632960003")
    assert latest_question(flow) == 15_000  # 5 s of silence, then reception rings for 10 s
    straddling = sweep_calendar(flow, *CHRISTMAS, WorldSettings(flow)).straddling
    assert straddling[0] == (at("2026-12-23T09:00") - timedelta(seconds=15), at("2026-12-23T09:00"))


def test_a_change_at_the_very_end_is_straddled_too() -> None:
    flow = world_flow(reception=PersonRoute(10_000, no_answer=SWITCH))
    flow = replace(flow, routes={**flow.routes, SWITCH: ScheduleRoute("office", VOICEMAIL, VOICEMAIL)})
    sweep = sweep_calendar(flow, at("2026-12-23T08:00"), at("2026-12-23T09:00"), WorldSettings(flow))
    assert sweep.straddling == ((at("2026-12-23T09:00") - timedelta(seconds=15), at("2026-12-23T09:00")),)


def test_letters_and_spans() -> None:
    assert [situation_id(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    first, second, third = (at(f"2026-12-2{day}") for day in (1, 2, 3))
    assert merge_spans(iter([(second, third), (first, second)])) == [(first, third)]


@given(flows(worlds=True), st.lists(st.integers(0, 14 * 24 * 60 - 1), min_size=3, max_size=3))
@settings(max_examples=30)
def test_a_call_at_a_moment_is_the_call_of_its_situation(flow: Flow, minutes: list[int]) -> None:
    """But for calls that straddle a boundary."""
    start = at("2026-12-17")
    sweep = sweep_calendar(flow, start, start + timedelta(days=14), WorldSettings(flow))
    rehearsal = Rehearsal(flow)
    for minute in minutes:
        moment = start + timedelta(minutes=minute)
        if any(first <= moment < last for first, last in sweep.straddling):
            continue
        record = rehearsal.play({"at": moment.isoformat(), "steps": []})
        assert (record.outcome, record.heard, record.seconds) == (
            (situation := sweep.situation_at(moment)).silent.outcome, situation.silent.heard, situation.silent.seconds,
        )  # fmt: skip
