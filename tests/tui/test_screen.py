"""The whole screen as rows: what is to be seen at each size."""

import re
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
        " Main menu                                   +441632960001",
        "┏━ Call ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ paused 0:09.2 ━┓",
        "┃  0:00  ☎ Main menu                                      ┃",
        "┃  0:00  Welcome to Fernside Clinic. To book an           ┃",
        "┃        appointment, press 1. For billing, press 2. For  ┃",
        "┃        voicemail, press 3. For reception, press 0.      ┃",
        "┃                                                         ┃",
        "┃                                                         ┃",
        "┃                                                         ┃",
        "┃                                                         ┃",
        "┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛",
        " [1] Booking desk  [2] Billing  [3] Night voicemail  [0]",
        " ██████████████░░░░  4.0 s left · wrong 0/3 · silent 0/3",
        " everyone picks up (assumed) · acefone · 1×",
        " space pause  n next  u undo  Tab pane  w what if  ? help",
    ]


def test_a_terminal_of_ascii_only(clinic: Flow) -> None:
    lines = shown(seated(clinic, 4000, "2"), TerminalLook(80, 24, PLAIN))

    assert all(line.isascii() for line in lines)
    assert lines == [
        " Main menu > 2 Billing                                           +441632960001",
        "#= Call ======================= paused 0:04.0 =#+- If you press --------------+",
        "#  0:00  # Main menu                           #| [1] o Bill payments         |",
        "#  0:00  Welcome to Fernside Clinic. To ...    #| [2] o Billing questions     |",
        "#  0:04  [2] Billing                           #| [3] < Main menu             |",
        "#  0:04  _                                     #| [0] o Reception             |",
        "#                                              #| - other: 2 tries - none: 2  |",
        "#                                              #+-----------------------------+",
        "#                                              #+- Map ------------- 2 menus -+",
        "#                                              #| Main menu                   |",
        "#                                              #| |1 o Booking desk           |",
        "#                                              #| |2 v Billing         < here |",
        "#                                              #| ||1 o Bill payments         |",
        "#                                              #| ||2 o Billing questions     |",
        "#                                              #| |`< 3 Main menu             |",
        "#                                              #| `3 a Night voicemail        |",
        "#                                              #|                             |",
        "#                                              #| In every menu               |",
        "#                                              #|   0 o Reception             |",
        "#                                              #| 3x wrong/silent - Reception |",
        "#==============================================#+-----------------------------+",
        " ----------  plays billing-greeting,  0.0 of 10.8 s - wrong 0/3 - silent 0/3",
        " no hours in this flow - everyone picks up (assumed) - acefone - 1x",
        " space pause  n next  u undo  Tab pane  w what if  e why  s save  ? help",
    ]


def test_a_call_that_is_over(clinic: Flow) -> None:
    assert shown(seated(clinic, 1000, "1"), TerminalLook(80, 24)) == [
        " Main menu › 1 Booking desk                                      +441632960001",
        "┏━ Call ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 0:01.0 ━┓┌─ The call is over ──────────┐",
        "┃  0:00  ☎ Main menu                           ┃│ [u] undo the last turn      │",
        "┃  0:00  Welcome to Fernside—                  ┃│ [r] call again              │",
        "┃  0:01  [1] Booking desk                      ┃│ [s] save the call as a test │",
        "┃  0:01  → Booking desk (department||108000)   ┃│ [q] leave                   │",
        "┃                                              ┃└─────────────────────────────┘",
        "┃                                              ┃┌─ Map ───────────── 2 menus ─┐",
        "┃                                              ┃│ Main menu                 ✓ │",
        "┃                                              ┃│ ├1 ● Booking desk           │",
        "┃                                              ┃│ ├2 ▾ Billing                │",
        "┃                                              ┃│ │├1 ● Bill payments         │",
        "┃                                              ┃│ │├2 ● Billing questions     │",
        "┃                                              ┃│ │└↺ 3 Main menu             │",
        "┃                                              ┃│ └3 ○ Night voicemail        │",
        "┃                                              ┃│                             │",
        "┃                                              ┃│ In every menu               │",
        "┃                                              ┃│   0 ● Reception             │",
        "┃                                              ┃│ 3× wrong/silent ╌ Reception │",
        "┃                                              ┃│                             │",
        "┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛└─────────────────────────────┘",
        " Routed to Booking desk (department||108000) after 0:01.0.",
        " no hours in this flow · everyone picks up (assumed) · acefone · 1×",
        " u undo  r call again  s save as a test  q leave  Tab pane  ? help",
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

    assert "Esc closes ━┓" in lines[7 if size == (80, 24) else 1]
    assert len(lines) == size[1]
    assert max(map(text_cells, lines)) < size[0]


def test_a_long_panel_is_turned_over(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.toggle_panel("help", commands.commands_by_name)
    first = shown(desk, TerminalLook(60, 15))
    desk.turn_page(1)
    second = shown(desk, TerminalLook(60, 15))
    desk.turn_page(-1)

    assert first[9][2:43] == "… 26 more lines: PgUp and PgDn turn pages"
    assert second[2] == first[8]
    assert shown(desk, TerminalLook(60, 15)) == first


def test_the_transcript_is_read_back(clinic: Flow) -> None:
    desk = seated(clinic, 40_000)
    now = shown(desk, TerminalLook(80, 12))
    for _ in range(9):
        desk.turn_page(-1)
        first = shown(desk, TerminalLook(80, 12))

    assert "☎ Main menu" in first[2]
    desk.go_to_edge(end=True)
    assert shown(desk, TerminalLook(80, 12)) == now
    desk.go_to_edge(end=False)
    assert shown(desk, TerminalLook(80, 12)) == first
    desk.turn_page(1)
    assert shown(desk, TerminalLook(80, 12))[2][:45] == first[7][:45]


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

    assert [line[1:13] for line in shown(desk, TerminalLook(60, 15))[3:10]] == [
        " [7] call 7:",
        " [8] call 8:",
        " [9] call 9:",
        "  10 call 10",
        "  11 call 11",
        "› 12 call 12",
        "     current",
    ]
    desk.take_selected()
    assert (desk.panel, desk.session.calls.current) == ("", "12")


def test_a_long_notice_takes_three_rows_at_most(clinic: Flow) -> None:
    desk = seated(clinic, 9200)
    desk.session.notice = "refused " * 40 + "end"
    last = shown(desk, TerminalLook(60, 15))[-4:]

    assert "4.0 s left" in last[0]
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
        " Office hours › open: Main menu › 1 Booking desk                 +441632960001",
        "┏━ Call ━━━━━━━━━━━━━━━━━━━━━━━ paused 0:03.0 ━┓┌─ The telephone rings ───────┐",
        "┃  0:00  ◷ Office hours is open                ┃│ [p] ● somebody picks up     │",
        "┃  0:00  ☎ Main menu                           ┃│ [n] ○ nobody answers: Nigh… │",
        "┃  0:01  [1] Booking desk                      ┃│ [b] ● busy: Reception       │",
        "┃  0:01  ♪ Booking desk rings                  ┃│ [h] × the caller hangs up   │",
        "┃                                              ┃│ ╌ keys are not heard        │",
        "┃                                              ┃└─────────────────────────────┘",
        "┃                                              ┃┌─ Map ───────────── 2 menus ─┐",
        "┃                                              ┃│ Office hours                │",
        "┃                                              ┃│ ├ open ▾ Main menu          │",
        "┃                                              ┃│ │└1 ▾ Booking desk   ◀ here │",
        "┃                                              ┃│ │ ├ no answer ○ Night voic… │",
        "┃                                              ┃│ │ └ busy ● Reception        │",
        "┃                                              ┃│ └ closed ▾ Night menu       │",
        "┃                                              ┃│  └1 ○ Night voicemail       │",
        "┃                                              ┃│                             │",
        "┃                                              ┃│ In every menu               │",
        "┃                                              ┃│ 1× wrong/silent ╌ Reception │",
        "┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛└─────────────────────────────┘",
        " ████████████████████████████░░░  rings, 18.0 s left: keys are not heard",
        " ◷ Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open, Night switch open…",
        " you say who picks up · acefone · 1×",
        " p picks up  n nobody answers  b busy  h hangs up  space pause  ? help",
    ]


def test_a_telephone_that_rings_on_a_small_screen() -> None:
    assert shown(ringing(world_flow()), TerminalLook(60, 15)) == [
        " … › open: Main menu › 1 Booking desk        +441632960001",
        "┏━ Call ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ paused 0:03.0 ━┓",
        "┃  0:00  ◷ Office hours is open                           ┃",
        "┃  0:00  ☎ Main menu                                      ┃",
        "┃  0:01  [1] Booking desk                                 ┃",
        "┃  0:01  ♪ Booking desk rings                             ┃",
        "┃                                                         ┃",
        "┃                                                         ┃",
        "┃                                                         ┃",
        "┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛",
        " [p] somebody picks up  [n] nobody answers: Ni…  [b]  [h]",
        " ███████████░  rings, 18.0 s left: keys are not heard",
        " ◷ Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open…",
        " you say who picks up · acefone · 1×",
        " p picks up  n nobody answers  b busy  h hangs up  ? help",
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
    assert (lines[5][:28], lines[-4]) == (
        "#  0:01  ~ Booking desk ring",
        " ############################...  rings, 18.0 s left: keys are not heard",
    )


def test_wide_names_and_names_from_right_to_left_stay_in_their_rows() -> None:
    flow = world_flow()
    names = {OFFICE: "営業時間（月〜金）", SWITCH: "מתג לילה", DESK: "قسم الحجوزات"}
    renamed = {where: KnownDestination(name=name) for where, name in names.items()}
    flow = replace(flow, destinations={**flow.destinations, **renamed})
    for look in (TerminalLook(130, 40), TerminalLook(80, 24), TerminalLook(60, 15)):
        lines = shown(ringing(flow, number="+441632960002"), look)

        assert all(text_cells(line) < look.columns for line in lines)
        assert "1 قسم الحجوزات" in lines[0]
        assert any("◷ מתג לילה is open" in line for line in lines)
        assert any("営業時間（月〜金）" in line for line in lines)


def test_three_columns_keep_the_call_next_to_what_explains_it(clinic: Flow) -> None:
    desk = seated(clinic, 9000, "9")
    lines = shown(desk, TerminalLook(160, 40))
    assert [" Call " in lines[1], " If you press " in lines[1], " Why the call is here " in lines[1]] == [True] * 3
    commands.run_line(desk, "calls")
    lines = shown(desk, TerminalLook(160, 40))

    assert "┌─ Call ─" in lines[1]
    assert "┏━ Calls (fork forks)" in lines[1]
    assert "⟦9⟧ not a choice, 1 of 3" in "".join(lines)


@pytest.mark.parametrize(
    ("columns", "rows", "titles"),
    [
        (120, 40, ["Call", "If you press", "What if, from here"]),
        (100, 24, ["Call", "If you press", "What if, from here"]),
        (100, 23, ["Call", "What if, from here", "If you press", "Map"]),
        (99, 40, ["Call", "What if, from here", "If you press", "Map"]),
        (80, 20, ["What if, from here", "If you press", "Map"]),
        (60, 24, ["Call", "What if, from here"]),
        (60, 15, ["What if, from here"]),
    ],
)
def test_an_open_panel_leaves_the_call_in_sight_where_there_is_room(
    clinic: Flow, columns: int, rows: int, titles: list[str]
) -> None:
    desk = seated(clinic, 9000)
    commands.run_line(desk, "what")
    text = "\n".join(shown(desk, TerminalLook(columns, rows)))

    assert [title for title in ("Call", "What if, from here", "If you press", "Map") if f"━ {title} " in text] == [
        "What if, from here"
    ]
    assert sorted(re.findall(r"[┏┌][━─] ([A-Z][a-z ,]+?) [━─]", text)) == sorted(titles)


def test_one_pane_at_a_time_where_there_is_no_room(clinic: Flow) -> None:
    desk = seated(clinic, 9000)
    titles = []
    for _ in range(4):
        titles.append(shown(desk, TerminalLook(60, 15))[1].split()[1])
        desk.turn_focus(1)

    assert titles == ["Call", "If", "Map", "Call"]


def test_a_low_screen_shows_keys_or_map(clinic: Flow) -> None:
    desk = seated(clinic, 9000)
    assert "If you press" in shown(desk, TerminalLook(80, 12))[1]
    desk.focus = "map"

    assert "┏━ Map ━" in shown(desk, TerminalLook(80, 12))[1]
