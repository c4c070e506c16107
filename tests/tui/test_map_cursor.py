from simulator import Flow
from simulator.tui.desk import Desk
from simulator.tui.map_view import map_pane
from simulator.tui.terminal_look import TerminalLook
from tests.tui.test_flow_map import chain
from tests.tui.test_screen import seated


def drawn(desk: Desk, height: int = 20) -> list[str]:
    """The rows of the map; the marked one begins with the pointer."""
    pane = map_pane(desk, TerminalLook(80, 24), 30, height, focus=True)
    return ["".join(text for _, text in row).rstrip() for row in pane.rows]


def test_rows_are_marked_and_folded(clinic: Flow) -> None:
    desk = seated(clinic, 0, "2")
    assert drawn(desk)[2] == "›├2 ▾ Billing            ◀ here"
    desk.map.fold(opens=False)
    assert drawn(desk)[2:4] == ["›├2 ▸ Billing            ◀ here", " └3 ○ Night voicemail"]
    desk.map.move(1)
    assert drawn(desk)[3] == "›└3 ○ Night voicemail"
    desk.map.move(-9)
    assert drawn(desk)[0] == "›Main menu"


def test_left_leads_up_and_right_leads_to_where_a_menu_is_shown(clinic: Flow) -> None:
    desk = seated(clinic, 0, "2")
    drawn(desk)
    desk.map.move(1)
    desk.map.fold(opens=False)
    assert drawn(desk)[2] == "›├2 ▾ Billing            ◀ here"


def test_a_call_that_goes_on_is_followed_again(clinic: Flow) -> None:
    desk = seated(clinic)
    drawn(desk)
    desk.map.move(2)
    desk.map.fold(opens=False)
    desk.session.press("2")
    desk.session.advance_to(0)

    assert drawn(desk)[2] == "›├2 ▾ Billing            ◀ here"


def test_a_place_that_was_found_is_shown_on_the_map(clinic: Flow) -> None:
    desk = seated(chain(10_000, clinic))
    desk.map.needle = "menu 13"
    assert drawn(desk, 3)[0] == "›m13 Menu 13"
    desk.map.take_marked(desk.session)

    assert drawn(desk)[:6] == [
        " Menu 0                  ◀ here",
        " ├1 ▸ Menu 1",
        " ├2 ▾ Menu 2",
        " │├1 ▸ Menu 5",
        " │├2 ▾ Menu 6",
        "›││├1 ▸ Menu 13",
    ]


def test_nothing_is_marked_before_anything_is_drawn(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.map.move(1)
    desk.map.fold(opens=True)
    desk.map.take_marked(desk.session)

    assert (desk.map.place, desk.map.folds) == (None, {})
