from dataclasses import replace

from simulator import Flow
from simulator.tui.desk import Desk
from simulator.tui.keypad_view import count_key_rows, key_rows, keypad_rows, offer_row
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import PLAIN, RICH, TerminalLook
from tests.tui.test_screen import seated

LOOK = TerminalLook(80, 24)


def text(rows: list[Row]) -> list[str]:
    return ["".join(words for _, words in row).rstrip() for row in rows]


def listed(desk: Desk, width: int, height: int) -> list[str]:
    return text(key_rows(desk, LOOK, width, height, focus=True))


def test_keys_that_count_are_listed_with_what_they_lead_to(clinic: Flow) -> None:
    assert listed(seated(clinic), 26, 8) == [
        "›[1] ● Booking desk",
        " [2] ▸ Billing",
        " [3] ○ Night voicemail",
        " [0] ● Reception",
        "╌ other: 2 tries · none: 2",
    ]


def test_where_there_is_room_kinds_are_words(clinic: Flow) -> None:
    assert listed(seated(clinic, 0, "9", "9", "2"), 44, 8) == [
        "›[1] ● Bill payments                   person",
        " [2] ● Billing questions               person",
        " [3] ↺ Main menu                       back",
        " [0] ● Reception                       person",
        "╌╌╌ other key: asked again, 2 tries left",
        "╌╌╌ nothing:   asked again, 2 tries left",
    ]


def test_the_last_try_says_where_it_leads(clinic: Flow) -> None:
    assert listed(seated(clinic, 0, "9", "9"), 44, 8)[-2:] == [
        "╌╌╌ other key: Reception",
        "╌╌╌ nothing:   asked again, 2 tries left",
    ]


def test_what_does_not_fit_is_counted(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.panes = ("keys",)
    desk.scroll(3)

    assert listed(desk, 26, 3) == [" [3] ○ Night voicemail", "›[0] ● Reception", "… 2 more of 4"]


def test_a_screen_without_room_has_the_keys_in_a_row(clinic: Flow) -> None:
    assert text([offer_row(seated(clinic), LOOK, 59)]) == [" [1] Booking desk  [2] Billing  [3] Night voicemail  [0]"]
    assert text([offer_row(seated(clinic), LOOK, 26)]) == [" [1] Boo…  [2]  [3]  [0]"]


def test_a_keypad_shows_the_key_that_was_pressed(clinic: Flow) -> None:
    situation = seated(clinic).session.situation
    assert situation is not None

    assert text(keypad_rows(situation, RICH, lit="9"))[:8] == [
        "┌───┐┌───┐┌───┐",
        "│ 1 ││ 2 ││ 3 │",
        "└───┘└───┘└───┘",
        "",
        "  4    5    6",
        "",
        "",
        "  7    8   ⟦9⟧",
    ]
    assert text(keypad_rows(situation, PLAIN))[9:] == ["     +---+", "  *  | 0 |  #", "     +---+"]


def test_the_keypad_is_next_to_the_list_where_both_fit(clinic: Flow) -> None:
    desk = seated(clinic)

    assert count_key_rows(desk, 55) == 12
    assert listed(desk, 55, 12)[1] == "│ 1 ││ 2 ││ 3 │  [2] ▸ Billing                  menu"


def test_nothing_counts_where_no_key_is_heard(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))

    assert listed(seated(deaf), 30, 4) == ["╌ keys are not heard"]
    assert text([offer_row(seated(deaf), LOOK, 30)]) == [" keys are not heard"]
    assert listed(seated(replace(clinic, numbers={}), 0, "1"), 30, 9)[0] == "›[u] undo the last turn"


def test_keys_without_room_in_one_row_are_counted(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    assert main.entries is not None
    entries = tuple(main.entries[0].model_copy(update={"option": key}) for key in "1234567890*#")
    desk = seated(replace(clinic, receptionists={"main": main.model_copy(update={"entries": entries})}))

    assert text([offer_row(desk, LOOK, 40)]) == [" [1]  [2]  [3]  [4]  [5]  [6]  … 6 more"]


def test_a_key_that_led_elsewhere_is_not_lit_in_the_list_there(clinic: Flow) -> None:
    desk = seated(clinic, 0, "2")
    desk.lit = "2"

    assert [style for row in key_rows(desk, LOOK, 30, 9, focus=True) for style, words in row if words == "[2]"] == [
        "class:key"
    ]
