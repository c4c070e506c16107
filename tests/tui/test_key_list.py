from datetime import UTC, datetime

from simulator import Flow
from simulator.tui.circumstances import Circumstances
from simulator.tui.key_list import OVER_ITEMS, KeyItem, key_items
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from tests.callers.world_flow import NUMBER, world_flow


def at(flow: Flow, *keys: str, moment: datetime | None = None) -> Session:
    session = Session(flow, CallClock(paused=True), circumstances=Circumstances(moment))
    session.answer_call()
    for key in keys:
        session.press(key)
        session.advance_to(0)
    return session


def test_the_choices_of_a_menu_with_what_they_lead_to(clinic: Flow) -> None:
    assert key_items(at(clinic, "2")) == (
        KeyItem("1", "1", "Bill payments", "person"),
        KeyItem("2", "2", "Billing questions", "person"),
        KeyItem("3", "3", "Main menu", "menu", back=True),
        KeyItem("0", "0", "Reception", "person"),
    )


def test_where_keys_are_not_heard_there_are_none(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))

    assert key_items(at(deaf)) == ()
    assert key_items(Session(clinic, CallClock(paused=True))) == ()


def test_who_picks_up_a_telephone_that_rings() -> None:
    flow = world_flow().rung_at(NUMBER)

    assert key_items(at(flow, "1", moment=datetime(2026, 12, 24, 10, tzinfo=UTC))) == (
        KeyItem("p", "p", "somebody picks up", "person"),
        KeyItem("n", "n", "nobody answers: Night voicemail", "machine"),
        KeyItem("b", "b", "busy: Reception", "person"),
        KeyItem("h", "h", "the caller hangs up", "nobody"),
    )


def test_a_call_that_is_over_goes_on_in_four_ways(clinic: Flow) -> None:
    assert key_items(at(clinic, "1")) == OVER_ITEMS
