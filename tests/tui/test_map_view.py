from simulator import Flow, load
from simulator.tui.desk import Desk
from simulator.tui.map_view import MapPane, map_pane
from simulator.tui.terminal_look import TerminalLook
from tests.tui.test_screen import seated

LOOK = TerminalLook(80, 24)


def shown(pane: MapPane) -> list[str]:
    return ["".join(text for _, text in row).rstrip() for row in pane.rows]


def drawn(desk: Desk, width: int, height: int) -> MapPane:
    return map_pane(desk, LOOK, width, height, focus=False)


def test_the_map_as_a_whole(clinic: Flow) -> None:
    pane = drawn(seated(clinic, 0, "2"), 44, 20)

    assert (pane.title, pane.note) == ("Map", "2 menus")
    assert shown(pane) == [
        " Main menu",
        " ├─1 ● Booking desk",
        " ├─2 ▾ Billing                         ◀ here",
        " │   ├─1 ● Bill payments",
        " │   ├─2 ● Billing questions",
        " │   └╌↺ 3 Main menu",
        " └─3 ○ Night voicemail",
        "",
        "In every menu",
        "  0 ● Reception",
        "  3× wrong or silent ╌ ● Reception",
    ]


def test_the_part_of_the_map_around_the_call(clinic: Flow) -> None:
    pane = drawn(seated(clinic, 0, "2"), 26, 4)

    assert pane.note == "2-5 of 7"
    assert shown(pane) == [
        " ├1 ● Booking desk",
        " ├2 ▾ Billing        ◀ here",
        " │├1 ● Bill payments",
        " │├2 ● Billing questions",
    ]


def test_a_folded_menu_says_how_many_ends_are_below_it(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.map.folds["billing"] = False

    assert shown(drawn(desk, 44, 20))[2] == " ├─2 ▸ Billing                         2 ends"
    assert shown(drawn(desk, 26, 20))[2] == " ├2 ▸ Billing             2"


def test_what_a_search_found(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.map.needle = "night"
    pane = drawn(desk, 44, 6)

    assert (pane.title, pane.note) == ("Map: “night”", "1 found")
    assert shown(pane) == ["   main 3 Night voicemail"]


def test_as_many_levels_are_open_as_fit() -> None:
    desk = seated(load("example:council"))

    rows = {height: shown(drawn(desk, 44, height)) for height in (9, 26, 50)}
    assert [sum("▾" in row for row in rows[height]) for height in (9, 26, 50)] == [0, 4, 11]
    assert [sum("▸" in row for row in rows[height]) for height in (9, 26, 50)] == [4, 7, 0]
