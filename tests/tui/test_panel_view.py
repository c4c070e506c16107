from simulator import Flow
from simulator.tui import panels
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.panel_view import hanging_indent, panel_rows
from simulator.tui.panels import Panel, PanelChoice
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook


def shown(desk: Desk, width: int, height: int) -> list[str]:
    panel = desk.open_panel
    assert panel is not None
    rows = panel_rows(desk, panel, TerminalLook(80, 24), width, height)
    return ["".join(text for _, text in row) for row in rows]


def test_a_list_marks_the_choice_that_enter_takes(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.toggle_panel("profiles", panels.profiles_panel)
    desk.scroll(1)

    assert shown(desk, 30, 3) == [" [1] acefone (current)", "›[2] freepbx", "… 8 more lines: PgUp and PgDn turn pages"]


def test_a_choice_that_is_too_wide_takes_more_rows(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    choices = (PanelChoice("one two three four", lambda: None), PanelChoice("long " * 30, lambda: None))
    desk.toggle_panel("some", lambda _: Panel("Some", (), choices))

    assert shown(desk, 14, 9) == [
        "›[1] one two",
        "    three four",
        " [2] long long",
        "    long long",
        "    long long…",
    ]


def test_what_can_be_done_is_set_off_from_what_it_leads_to(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    panel = Panel("Some", ("press 1  → Booking desk", "! deep", "    main.yaml:3", "Elsewhere:", "plain"))

    assert panel_rows(desk, panel, TerminalLook(80, 24), 30, 9) == [
        [("class:key", "press 1"), ("", "  → Booking desk")],
        [("class:finding", "!"), ("", " deep")],
        [("class:quiet", "    main.yaml:3")],
        [("class:heading", "Elsewhere:")],
        [("", "plain")],
    ]


def test_further_rows_of_a_line_begin_in_its_second_column() -> None:
    assert hanging_indent("press 1  → Heating and gas", 22) == ["press 1  → Heating and", "         gas"]
    assert hanging_indent("    semantics collect: prefix", 24) == ["    semantics collect:", "      prefix"]
