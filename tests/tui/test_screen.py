"""The whole screen as rows: what is to be seen at each size."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow
from simulator.config.flow import KnownDestination, Recording
from simulator.testing.strategies import flows
from simulator.tui import commands, panels
from simulator.tui.cell_width import text_cells
from simulator.tui.circumstances import Circumstances
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.terminal_look import PLAIN, TerminalLook
from tests.callers.world_flow import DESK, NUMBER, OFFICE, SWITCH, world_flow


def seated(flow: Flow, until: int = 0, *keys: str) -> Desk:
    session = Session(flow, CallClock(paused=True), limit=30)
    session.advance_to(until)
    for key in keys:
        session.press(key)
        session.advance_to(until)
    return Desk(session)


def shown(desk: Desk, look: TerminalLook) -> list[str]:
    return ["".join(text for _, text in row) for row in screen_rows(desk, look)]


def test_the_reduced_screen(clinic: Flow) -> None:
    assert shown(seated(clinic, 9200), TerminalLook(60, 15)) == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an",
        "            appointment, press 1. For billing, press 2. For",
        "            voicemail, press 3. For reception, press 0.”",
        "  0:08.2  … waits up to 5 s for a key",
        "",
        "",
        "  [1] Booking desk     [2] Billing (menu)",
        "  [3] Night voicemail  [0] Reception",
        "── Main menu ──────────────────────────── 0:09.2 stopped ──",
        "  … waits for a key ██████████████████░░░░  4.0 s left",
        "  then: silence 1 of 2 allowed, are-you-there",
        "  wrong keys 0 of 2 · silences 0 of 2 · acefone · 1x",
        "  space pause · n next · u undo · w what if · e why · s sa…",
    ]


def test_a_terminal_of_ascii_only(clinic: Flow) -> None:
    lines = shown(seated(clinic, 4000, "2"), TerminalLook(80, 24, PLAIN))

    assert all(line.isascii() for line in lines)
    assert [line[48:].strip() for line in lines[:9]] == [
        "[1][2][3]  1 Bill payments",
        "4  5  6   2 Billing questions",
        "7  8  9   3 Main menu",
        "* [0] #   0 Reception",
        "",
        "Map",
        "Main menu (seen)",
        "1 Booking desk",
        "2 Billing < here",
    ]


def test_a_call_that_is_over(clinic: Flow) -> None:
    assert shown(seated(clinic, 1000, "1"), TerminalLook(80, 24))[-5:-1] == [
        "── the call is over ───────────────────────────────────────── 0:01.0 stopped ──",
        "  Routed to Booking desk (department||108000) after 0:01.0.",
        "  u undoes · r calls again · s saves it as a test · q leaves",
        "  acefone · 1x",
    ]


def test_text_of_a_flow_never_steers_the_terminal(clinic: Flow) -> None:
    script = "Ring\x1b[2J \u202eright to left\u202c 你好 👩‍👩‍👧 é"
    odd = replace(clinic, recordings={"19549": Recording(name="red\x1b[31m", script=script)})

    for look in (TerminalLook(200, 60), TerminalLook(80, 24), TerminalLook(60, 15), TerminalLook(30, 5)):
        for line in shown(seated(odd, 8000), look):
            assert not any(unicodedata.category(sign) == "Cc" or sign in "\u202e\u202c" for sign in line)
            assert text_cells(line) < look.columns


@pytest.mark.parametrize("name", ["what", "why", "calls", "marks", "help"])
@pytest.mark.parametrize("size", [(200, 60), (80, 24), (60, 15), (40, 10)])
def test_every_panel_at_every_size(clinic: Flow, name: str, size: tuple[int, int]) -> None:
    desk = seated(clinic, 9000, "9")
    commands.run_line(desk, name)
    lines = shown(desk, TerminalLook(*size))

    assert "(Esc closes)" in lines[0]
    assert len(lines) == size[1]
    assert max(map(text_cells, lines)) < size[0]


def test_a_long_panel_is_turned_over(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.toggle_panel("help", commands.commands_by_name)
    first = shown(desk, TerminalLook(60, 15))
    desk.turn_page(1)
    second = shown(desk, TerminalLook(60, 15))
    desk.turn_page(-1)

    assert first[7] == "… 22 more lines: PgUp and PgDn turn pages"
    assert second[1] == first[6]
    assert shown(desk, TerminalLook(60, 15)) == first


def test_the_transcript_is_read_back(clinic: Flow) -> None:
    desk = seated(clinic, 40_000)
    now = shown(desk, TerminalLook(80, 12))
    for _ in range(9):
        desk.turn_page(-1)
        first = shown(desk, TerminalLook(80, 12))

    assert "☎ Main menu (main) answers" in first[0]
    desk.go_to_edge(end=True)
    assert shown(desk, TerminalLook(80, 12)) == now
    desk.go_to_edge(end=False)
    assert shown(desk, TerminalLook(80, 12)) == first
    desk.turn_page(1)
    assert shown(desk, TerminalLook(80, 12))[0][:45] == first[6][:45]


def test_a_panel_opens_at_its_beginning_and_leaves_the_transcript_where_it_was(clinic: Flow) -> None:
    desk = seated(clinic, 40_000)
    desk.scroll(-3)
    before = shown(desk, TerminalLook(60, 15))
    desk.toggle_panel("help", commands.commands_by_name)
    first = shown(desk, TerminalLook(60, 15))
    desk.turn_page(2)
    desk.toggle_panel("help", commands.commands_by_name)
    assert shown(desk, TerminalLook(60, 15)) == before
    desk.toggle_panel("help", commands.commands_by_name)

    assert shown(desk, TerminalLook(60, 15)) == first


def test_a_list_is_shown_around_the_choice_that_is_marked(clinic: Flow) -> None:
    desk = seated(clinic)
    for _ in range(11):
        desk.session.fork()
    desk.toggle_panel("calls", panels.calls_panel)
    desk.scroll(11)

    assert [line[:13] for line in shown(desk, TerminalLook(60, 15))[1:8]] == [
        "  [6] call 6:",
        "  [7] call 7:",
        "  [8] call 8:",
        "  [9] call 9:",
        "   10 call 10",
        "   11 call 11",
        "▸  12 call 12",
    ]
    desk.take_selected()
    assert (desk.panel, desk.session.calls.current) == ("", "12")


def test_a_long_notice_takes_three_rows_at_most(clinic: Flow) -> None:
    desk = seated(clinic, 9200)
    desk.session.notice = "refused " * 40 + "end"
    last = shown(desk, TerminalLook(60, 15))[-4:]

    assert last[0].startswith("  … waits for a key")
    assert [line.split()[0] for line in last[1:]] == ["refused"] * 3
    assert last[3].endswith("…")


@given(st.data())
def test_it_is_exactly_as_large_as_the_terminal(data: st.DataObject) -> None:
    flow = data.draw(flows())
    look = TerminalLook(data.draw(st.integers(1, 220)), data.draw(st.integers(1, 60)))
    desk = seated(flow, data.draw(st.integers(0, 60_000)), *data.draw(st.lists(st.sampled_from("129*"), max_size=4)))
    made = data.draw(
        st.sampled_from([None, panels.what_if_panel, panels.why_panel, panels.calls_panel, panels.profiles_panel])
    )
    if made is not None:
        desk.toggle_panel("any", made)
    lines = shown(desk, look)

    assert len(lines) == look.rows
    assert all(text_cells(line) < max(look.columns, 2) for line in lines)


def ringing(flow: Flow, *, key: str = "1", number: str = NUMBER) -> Desk:
    """A call on Christmas Eve in which a telephone has rung for two seconds."""
    moment = datetime(2026, 12, 24, 10, tzinfo=UTC)
    session = Session(flow.rung_at(number), CallClock(paused=True), circumstances=Circumstances(moment))
    session.advance_to(1000)
    session.press(key)
    session.advance_to(3000)
    return Desk(session)


def test_a_telephone_that_rings() -> None:
    assert shown(ringing(world_flow()), TerminalLook(80, 24)) == [
        "  0:00.0  ◷ Office hours (time_condition||77) │  1  2  3   keys are not heard",
        "            is open                           │  4  5  6",
        "  0:00.0  ☎ Main menu (main) answers          │  7  8  9",
        "  0:00.0  … waits up to 5 s for a key         │  *  0  #",
        "  0:01.0  ● presses 1                         │",
        "  0:01.0  ♪ Booking desk (department||108000) │ Map",
        "            rings                             │ +441632960001",
        "                                              │   Office hours ✓",
        "                                              │     open Main menu ✓",
        "                                              │       1 Booking desk ◀ here",
        "                                              │         no answer Night voicem…",
        "                                              │         busy Reception",
        "                                              │       wrong Reception",
        "                                              │       silent Reception",
        "                                              │     closed Night menu",
        "                                              │       1 Night voicemail",
        "                                              │       wrong Reception",
        "                                              │       silent Reception",
        "── Booking desk ───────────────────────────────────────────── 0:03.0 stopped ──",
        "  ♪ rings ███████████████████████████████████████████████░░░░░  18.0 s left",
        "  keys are not heard · then: nobody picks up: Night voicemail",
        "  acefone · 1x",
        "  ◷ Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open, Night switch open…",
        "  p picks up · n nobody answers · b busy · h hangs up · space pause · ? help",
    ]


def test_a_telephone_that_rings_on_a_small_screen() -> None:
    assert shown(ringing(world_flow()), TerminalLook(60, 15)) == [
        "  0:00.0  ◷ Office hours (time_condition||77) is open",
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  … waits up to 5 s for a key",
        "  0:01.0  ● presses 1",
        "  0:01.0  ♪ Booking desk (department||108000) rings",
        "",
        "",
        "",
        "",
        "── Booking desk ───────────────────────── 0:03.0 stopped ──",
        "  ♪ rings █████████████████████████████░░░  18.0 s left",
        "  keys are not heard · then: nobody picks up: Night voicem…",
        "  acefone · 1x",
        "  ◷ Thu 24 Dec 2026 10:00, Christmas Eve: Office hours ope…",
        "  p picks up · n nobody answers · b busy · h hangs up · sp…",
    ]
    assert shown(ringing(world_flow()), TerminalLook(39, 9)) == [
        "0:03.0 Booking desk: 18.0 s left; q",
        "leaves",
        "this screen is 39x9; 40x10 shows more",
        *[""] * 6,
    ]


def test_a_world_in_ascii_only() -> None:
    lines = shown(ringing(world_flow()), TerminalLook(80, 24, PLAIN))

    assert all(line.isascii() for line in lines)
    assert (lines[5][:21], lines[-5]) == (
        "  0:01.0  ~ Booking d",
        "  ~ rings ###############################################.....  18.0 s left",
    )


def test_wide_names_and_names_from_right_to_left_stay_in_their_rows() -> None:
    flow = world_flow()
    names = {OFFICE: "営業時間（月〜金）", SWITCH: "מתג לילה", DESK: "قسم الحجوزات"}
    renamed = {where: KnownDestination(name=name) for where, name in names.items()}
    flow = replace(flow, destinations={**flow.destinations, **renamed})
    for look in (TerminalLook(130, 40), TerminalLook(80, 24), TerminalLook(60, 15)):
        lines = shown(ringing(flow, number="+441632960002"), look)

        assert all(text_cells(line) < look.columns for line in lines)
        assert any(line.startswith("── قسم الحجوزات ──") for line in lines)
        assert any("◷ מתג לילה (time_condition||78)" in line for line in lines)
        assert any("営業時間（月〜金）" in line for line in lines)
