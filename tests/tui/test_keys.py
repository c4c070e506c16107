from simulator.core.events import KEYS
from simulator.tui.keys import KEYMAP, help_lines, hints


def test_no_key_of_the_terminal_does_two_things() -> None:
    keys = [key for binding in KEYMAP for key in binding.keys]

    assert len(keys) == len(set(keys))


def test_every_key_of_a_telephone_is_pressed_by_itself() -> None:
    assert set(KEYS) <= {key for binding in KEYMAP for key in binding.keys}


def test_the_hints_are_printed_from_the_keymap() -> None:
    assert hints() == [
        ("0-9 * #", "press"),
        ("n", "next"),
        ("space", "pause"),
        ("h", "hang up"),
        ("?", "help"),
    ]


def test_the_help_is_printed_from_the_keymap() -> None:
    assert help_lines() == [
        ("0-9 * #", "press a key of the telephone; while a recording plays, too"),
        ("n", "skip to the next event: the end of the recording, or of the wait"),
        ("space", "stop the time, and let it go on"),
        ("+", "faster"),
        ("-", "slower"),
        ("h", "hang up, and leave; so do q, Ctrl-C and Ctrl-D"),
        ("?", "this help, and back"),
    ]
