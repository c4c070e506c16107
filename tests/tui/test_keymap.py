import pytest

from simulator import Flow
from simulator.core.events import KEYS
from simulator.tui.commands import BY_NAME
from simulator.tui.desk import Desk
from simulator.tui.keymap import KEYMAP, key_for, key_hints, press, shortcuts_panel, suggested_name
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook


def test_no_key_of_the_terminal_does_two_things() -> None:
    keys = [key for binding in KEYMAP for key in binding.keys]

    assert len(keys) == len(set(keys))


def test_every_key_of_a_telephone_is_pressed_by_itself() -> None:
    assert set(KEYS) <= {key for binding in KEYMAP for key in binding.keys}


def test_the_hints_are_printed_from_the_keymap(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()

    assert key_hints(desk) == [
        ("space", "pause"),
        ("n", "next"),
        ("u", "undo"),
        ("Tab", "pane"),
        ("w", "what if"),
        ("e", "why"),
        ("s", "save"),
        ("q", "quit"),
        ("!", "findings"),
        ("t", "tests"),
        ("h", "hang up"),
        ("r", "call again"),
        ("m", "profile"),
        ("/", "search"),
        (":", "command"),
        ("?", "help"),
    ]


def test_the_hints_are_those_of_the_pane_with_the_focus(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()
    desk.panes = ("call", "keys", "map")
    hints = []
    for _ in range(3):
        pressed(desk, "tab")
        hints.append([key for key, _ in key_hints(desk)])
    pressed(desk, "tab", "m")
    hints.append([key for key, _ in key_hints(desk)])

    assert hints == [
        ["arrows", "Enter", "Tab", "Esc", "?"],
        ["arrows", "left right", "/", "Tab", "Esc", "?"],
        ["space", "n", "u", "Tab", "w", "e", "s", "q", "!", "t", "h", "r", "m", "/", ":", "?"],
        ["arrows", "Enter", "1-9", "Esc", "Tab", "?"],
    ]


def test_enter_presses_the_marked_key(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()
    desk.panes = ("call", "keys", "map")
    pressed(desk, "tab", "down", "enter")
    desk.session.advance_to(0)
    assert (desk.session.stage.trail, desk.lit) == (["main", "billing"], "2")
    pressed(desk, "enter")
    desk.session.advance_to(0)
    assert desk.session.is_over
    pressed(desk, "enter")

    assert desk.session.stage.trail == ["main", "billing"]


def test_enter_folds_the_map_and_shows_past_words_whole(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()
    screen_rows(desk, TerminalLook(80, 24))
    pressed(desk, "enter", "tab", "tab", "down", "down", "left", "right", "enter")

    assert (desk.unabridged, desk.map.folds) == (True, {"billing": False})


def test_digits_are_the_caller_s_unless_a_list_has_the_focus(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()
    screen_rows(desk, TerminalLook(200, 60))
    pressed(desk, "m", "tab", "2")
    desk.session.advance_to(0)
    assert desk.session.stage.trail == ["main", "billing"]
    pressed(desk, "s-tab", "2")

    assert desk.session.flow.semantics.profile == "freepbx"


def test_the_help_names_every_key_and_every_command(clinic: Flow) -> None:
    lines = shortcuts_panel(Session(clinic, CallClock(paused=True))).lines

    # a flow without a world has no telephone that rings, and no moment
    shown = [binding.shown for binding in KEYMAP if not binding.rings]
    names = [name for name in BY_NAME if name not in ("at", "given", "pickup", "nobody", "busy")]
    assert [line[:10].strip() for line in lines[: len(shown)]] == shown
    assert [line.split()[0] for line in lines[len(shown) + 1 :]] == [f":{name}" for name in names]


@pytest.mark.parametrize(
    ("acts", "name"),
    [((), "stays silent: on"), (("9", "1"), "presses 9, 1: Booking desk"), (("h",), "presses hangup: abandoned")],
)
def test_a_name_is_suggested_for_a_test(clinic: Flow, acts: tuple[str, ...], name: str) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.answer_call()
    for act in acts:
        if act == "h":
            session.hang_up()
        else:
            session.press(act)
        session.advance_to(0)

    assert suggested_name(session) == name


def test_a_command_is_advised_by_its_key_and_else_by_its_name() -> None:
    assert [key_for(name) for name in ("undo", "redo", "pause", "calls", "marks", "mark", "restart", "goto")] == [
        "u",
        "U",
        "space",
        "c",
        "b",
        "B",
        "r",
        "goto",
    ]


def pressed(desk: Desk, *keys: str) -> list[tuple[bool, bool]]:
    """After each key of the terminal: whether saving is offered, and whether the person has left."""
    seen = []
    for key in keys:
        binding = next(binding for binding in KEYMAP if key in binding.keys)
        press(desk, binding, key)
        seen.append((desk.leaving, desk.session.left))
    return seen


def test_any_other_key_takes_the_offer_to_save_back(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()

    assert pressed(desk, "2", "q", "up", "q", "w", "q", "q") == [
        (False, False),
        (True, False),
        (False, False),
        (True, False),
        (False, False),
        (True, False),
        (False, True),
    ]


def test_a_call_in_which_the_caller_did_nothing_is_left_at_once(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))

    assert pressed(desk, "q") == [(False, True)]
