from simulator import Flow
from simulator.tui.desk import Desk
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook
from simulator.tui.transcript_view import call_rows
from tests.tui.test_screen import seated

NARROW, WIDE = TerminalLook(80, 24), TerminalLook(120, 40)


def rows_at(desk: Desk, height: int, look: TerminalLook = WIDE) -> list[str]:
    return text(call_rows(desk, look, 44, height))


def text(rows: list[Row]) -> list[str]:
    return ["".join(words for _, words in row).rstrip() for row in rows]


def test_words_are_revealed_up_to_the_one_that_is_being_said(clinic: Flow) -> None:
    assert rows_at(seated(clinic, 3700), 10) == [
        " 0:00  ☎ Main menu",
        " 0:00  Welcome to Fernside Clinic. To book",
        "       an appointment, press 1.▌",
    ]


def test_a_choice_a_wrong_key_and_a_silence_look_different(clinic: Flow) -> None:
    desk = seated(clinic, 14_000)
    for key in "92":
        desk.session.press(key)
        desk.session.advance_to(14_000)

    assert rows_at(desk, 20, NARROW) == [
        " 0:00  ☎ Main menu",
        " 0:00  Welcome to Fernside Clinic. To book …",
        " 0:13  [·] no key for 5 s, 1 of 3",
        " 0:13  Are you still—",
        " 0:14  ⟦9⟧ not a choice, 1 of 3",
        " 0:14  (sorry, 3.2 s)",
        " 0:14  [2] Billing",
        " 0:14  ▌",
    ]


def test_past_announcements_are_whole_where_there_is_room_or_a_person_asks(clinic: Flow) -> None:
    desk = seated(clinic, 9000, "9")
    folded, whole = rows_at(desk, 20, NARROW), rows_at(desk, 20)
    desk.unabridged = True

    assert folded[1] == " 0:00  Welcome to Fernside Clinic. To book …"
    assert whole[1:3] == [" 0:00  Welcome to Fernside Clinic. To book", "       an appointment, press 1. For billing,"]
    assert rows_at(desk, 20, NARROW) == whole


def test_a_pressed_key_is_lit_for_a_moment(clinic: Flow) -> None:
    desk = seated(clinic, 0, "2")
    desk.lit = "2"

    assert ("class:key.lit", "[2]") in [part for row in call_rows(desk, WIDE, 44, 9) for part in row]


def test_the_end_is_what_is_shown(clinic: Flow) -> None:
    desk = seated(clinic, 60_000)
    whole = rows_at(desk, 1000)
    assert rows_at(desk, 5) == whole[-5:]
    desk.read_back = 3
    assert rows_at(desk, 5) == whole[-8:-3]
    desk.read_back = 999

    assert rows_at(desk, 5) == whole[:5]
    assert desk.read_back == len(whole) - 5


def test_still_words_appear_whole(clinic: Flow) -> None:
    still = TerminalLook(120, 40, still=True)

    assert rows_at(seated(clinic, 100), 10, still)[-2:] == rows_at(seated(clinic, 8200), 10)[-2:]
    assert rows_at(seated(clinic, 100), 10, still)[-1] == "       reception, press 0."
