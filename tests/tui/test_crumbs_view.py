from dataclasses import replace

import pytest

from simulator import Flow, load
from simulator.tui.crumbs_view import crumb_names, crumb_row
from simulator.tui.flow_map import FlowIndex, FlowMap
from simulator.tui.terminal_look import PLAIN, RICH, TerminalLook
from tests.callers.world_flow import world_flow
from tests.tui.test_screen import ringing, seated


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (80, " Office hours › open: Main menu › 1 Booking desk                 +441632960001"),
        (60, " … › open: Main menu › 1 Booking desk        +441632960001"),
        (44, " … › open: Main menu › 1 Booking desk"),
        (36, " … › 1 Booking desk"),
    ],
)
def test_the_first_crumbs_leave_where_there_is_no_room(columns: int, row: str) -> None:
    assert "".join(text for _, text in crumb_row(ringing(world_flow()), TerminalLook(columns, 24))).rstrip() == row


def test_the_last_crumb_is_where_the_call_is(clinic: Flow) -> None:
    row = crumb_row(seated(replace(clinic, numbers={}), 0, "2"), TerminalLook(80, 24))

    assert [part for part in row if part[1].strip()] == [("class:crumb", "Main menu › "), ("class:here", "2 Billing")]


def test_a_call_that_was_sent_on_ends_with_where_it_went(clinic: Flow) -> None:
    row = crumb_row(seated(clinic, 0, "2", "1"), TerminalLook(80, 24, PLAIN))

    assert "".join(text for _, text in row).startswith(" Main menu > 2 Billing > 1 Bill payments ")


def test_a_name_wider_than_the_screen_is_cut(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"name": "long " * 40})
    desk = seated(replace(clinic, receptionists={**clinic.receptionists, "main": main}))

    assert (
        "".join(text for _, text in crumb_row(desk, TerminalLook(60, 24, RICH))).strip().split("  ")[0].endswith("lon…")
    )


def test_the_way_on_from_an_announcement_needs_no_label() -> None:
    assert crumb_names(FlowMap(FlowIndex(load("example:surgery")), ["closed-today", "night"])) == [
        "Closed today",
        "Night menu",
    ]
