"""The world of a saved call, as lines of its test."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator import Flow, UsageError
from simulator.config.flow import KnownDestination
from simulator.config.routes import PersonRoute
from simulator.flowtests.calls_document import TEST_FIELDS
from simulator.tui.call_lines import written_call
from simulator.tui.circumstances import Circumstances
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.world_actions import answer_phone, give_answer
from simulator.tui.world_lines import world_lines
from tests.callers.world_flow import DESK, NUMBER, RECEPTION, VOICEMAIL, world_flow

EVE = datetime(2026, 12, 24, 10, tzinfo=UTC)


def called(flow: Flow, *acts: str, moment: datetime | None = EVE) -> Session:
    """Keys, who picks up, and what is given (``office: closed``), each a second after the other."""
    session = Session(flow, CallClock(paused=True), circumstances=Circumstances(moment))
    session.advance_to(0)
    for act in acts:
        session.advance_to(session.clock.now() + 1000)
        match act:
            case "picked_up" | "no_answer" | "busy":
                answer_phone(session, act)
            case _ if ":" in act:
                give_answer(session, act)
            case _:
                session.press(act)
        session.advance_to(session.clock.now())
    return session


def lines_of(session: Session) -> list[str]:
    return world_lines(session.flow, session.trace.turns, session.tape.circumstances)


@pytest.mark.parametrize(
    ("number", "acts", "lines"),
    [
        (
            NUMBER,
            ("1", "no_answer"),
            ['number: "+441632960001"', 'at: "2026-12-24T10:00"', "given: {Booking desk: no answer}"],
        ),
        ("+441632960003", ("1", "picked_up"), ["given: {Booking desk: picked up}"]),
        (
            "+441632960002",
            ("1", "busy"),
            [
                'number: "+441632960002"',
                'at: "2026-12-24T10:00"',
                "given: {night-mode: open, Booking desk: {answer: busy, after: 1 s}}",
            ],
        ),
        ("+441632960003", (), []),
    ],
)
def test_what_does_not_follow_from_the_moment_is_given(number: str, acts: tuple[str, ...], lines: list[str]) -> None:
    assert lines_of(called(world_flow().rung_at(number), *acts)) == [f"    {line}" for line in lines]


def test_a_schedule_that_was_set_by_hand_is_given_whatever_the_moment() -> None:
    session = called(world_flow().rung_at(NUMBER), "office: closed")
    session.restart()
    session.advance_to(0)

    assert lines_of(session) == ['    number: "+441632960001"', "    given: {office: closed}"]


def test_without_a_moment_schedules_are_given() -> None:
    assert lines_of(called(world_flow().rung_at(NUMBER), moment=None)) == [
        '    number: "+441632960001"',
        "    given: {office: open}",
    ]


def test_answers_that_change_are_a_list() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True, VOICEMAIL, DESK))
    session = called(flow, "1", "busy", "busy", "no_answer")

    assert lines_of(session) == [
        "    given: {Booking desk: [{answer: busy, after: 1 s}, no answer], Reception: {answer: busy, after: 1 s}}"
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Desk: 2", '"Desk: 2"'),
        ("قسم الحجوزات", '"قسم الحجوزات"'),
        ("no", '"no"'),
        ("Reception", "department||108000"),  # another destination has the name, too
        ("office", "department||108000"),
        (None, "department||108000"),
    ],
)
def test_a_name_is_written_where_it_means_one_telephone(name: str | None, written: str) -> None:
    flow = world_flow()
    flow = replace(flow, destinations={**flow.destinations, DESK: KnownDestination(name=name)})
    written = written if written.startswith('"') else f'"{written}"'

    assert lines_of(called(flow, "1", "no_answer")) == [f"    given: {{{written}: no answer}}"]
    assert RECEPTION in flow.destinations


def test_a_hang_up_while_a_telephone_rings_has_no_form() -> None:
    session = called(world_flow(), "1")
    refusal = "a flow test cannot express a hang-up while a telephone rings: "
    with pytest.raises(UsageError) as refused:
        written_call(session.flow, session.trace, "it")
    session.hang_up()
    session.advance_to(session.clock.now())
    with pytest.raises(UsageError) as refused_after:
        written_call(session.flow, session.trace, "it")

    assert str(refused.value) == f"{refusal}let it be picked up or ring out, and save again"
    assert str(refused_after.value) == (
        f"{refusal}undo the hang-up, then let it be picked up or ring out, and save again"
    )


@pytest.mark.skipif("given" not in TEST_FIELDS, reason="flow tests cannot state a world yet")
def test_a_call_in_a_world_is_a_test_that_passes() -> None:
    session = called(world_flow().rung_at(NUMBER), "1", "no_answer")

    assert written_call(session.flow, session.trace, "it", circumstances=session.tape.circumstances) == [
        "  - name: it",
        '    number: "+441632960001"',
        '    at: "2026-12-24T10:00"',
        "    given: {Booking desk: no answer}",
        "    call:",
        "      - hears: nothing",
        '      - presses: "1"',
        "      - rings: Booking desk",
        "      - reaches: Night voicemail",
    ]
