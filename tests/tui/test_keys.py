import pytest

from simulator import Flow
from simulator.core.events import KEYS
from simulator.tui.commands import BY_NAME
from simulator.tui.keys import KEYMAP, hints, shortcuts, suggested_name
from simulator.tui.pace import Pace
from simulator.tui.session import Session


def test_no_key_of_the_terminal_does_two_things() -> None:
    keys = [key for binding in KEYMAP for key in binding.keys]

    assert len(keys) == len(set(keys))


def test_every_key_of_a_telephone_is_pressed_by_itself() -> None:
    assert set(KEYS) <= {key for binding in KEYMAP for key in binding.keys}


def test_the_hints_are_printed_from_the_keymap() -> None:
    assert hints() == [
        ("space", "pause"),
        ("n", "next"),
        ("u", "undo"),
        ("w", "what if"),
        ("e", "why"),
        ("s", "save"),
        ("?", "help"),
        ("q", "quit"),
    ]


def test_the_help_names_every_key_and_every_command(clinic: Flow) -> None:
    lines = shortcuts(Session(clinic, Pace(paused=True))).lines

    assert [line[:9].strip() for line in lines[: len(KEYMAP)]] == [binding.shown for binding in KEYMAP]
    assert [line.split()[0] for line in lines[len(KEYMAP) + 1 :]] == [f":{name}" for name in BY_NAME]


@pytest.mark.parametrize(
    ("acts", "name"),
    [((), "stays silent: on"), (("9", "1"), "presses 9, 1: Booking desk"), (("h",), "presses hangup: abandoned")],
)
def test_a_name_is_suggested_for_a_test(clinic: Flow, acts: tuple[str, ...], name: str) -> None:
    session = Session(clinic, Pace(paused=True))
    session.answer()
    for act in acts:
        if act == "h":
            session.hang_up()
        else:
            session.press(act)
        session.advance(0)

    assert suggested_name(session) == name
