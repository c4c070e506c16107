"""The keymap, as data that prints its own help. Terminal keys are named as prompt_toolkit names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.core.events import KEYS
from simulator.tui.session import Session


@dataclass(frozen=True, slots=True)
class Binding:
    """Terminal keys that do one thing: ``does`` is given the session and the key.

    ``shown`` and ``short`` stand in the line of hints, ``help`` in the help; without a ``short``
    it is in the help only.
    """

    keys: tuple[str, ...]
    does: Callable[[Session, str], None]
    shown: str
    help: str
    short: str = ""


KEYMAP = (
    Binding(
        keys=tuple(KEYS),
        does=lambda session, key: session.press(key),
        shown="0-9 * #",
        help="press a key of the telephone; while a recording plays, too",
        short="press",
    ),
    Binding(
        keys=("n",),
        does=lambda session, _: session.skip(),
        shown="n",
        help="skip to the next event: the end of the recording, or of the wait",
        short="next",
    ),
    Binding(
        keys=("space",),
        does=lambda session, _: session.pause(),
        shown="space",
        help="stop the time, and let it go on",
        short="pause",
    ),
    Binding(
        keys=("+", "="),
        does=lambda session, _: session.faster(),
        shown="+",
        help="faster",
    ),
    Binding(
        keys=("-",),
        does=lambda session, _: session.slower(),
        shown="-",
        help="slower",
    ),
    Binding(
        keys=("h", "q", "c-c", "c-d", "<sigint>"),
        does=lambda session, _: session.hang_up(),
        shown="h",
        help="hang up, and leave; so do q, Ctrl-C and Ctrl-D",
        short="hang up",
    ),
    Binding(
        keys=("?",),
        does=lambda session, _: session.show_help(),
        shown="?",
        help="this help, and back",
        short="help",
    ),
)


def hints() -> list[tuple[str, str]]:
    """The keys that a person needs most, each with a word or two."""
    return [(binding.shown, binding.short) for binding in KEYMAP if binding.short]


def help_lines() -> list[tuple[str, str]]:
    """Every key, and what it does."""
    return [(binding.shown, binding.help) for binding in KEYMAP]
