"""The keymap, as data that prints its own help. Terminal keys are named as prompt_toolkit names them.

A key does what a command does, by the command's name, or it opens something on the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from simulator.core.events import KEYS
from simulator.tui import commands, panels
from simulator.tui.desk import Desk, Question
from simulator.tui.panels import Panel
from simulator.tui.session import Session


@dataclass(frozen=True, slots=True)
class Binding:
    """Terminal keys that do one thing: ``does`` is given the desk and the key.

    ``shown`` and ``short`` stand in the line of hints, ``help`` in the help; without a ``short``
    it is in the help only.
    """

    keys: tuple[str, ...]
    does: Callable[[Desk, str], None]
    shown: str
    help: str
    short: str = ""


def _by_name(line: str) -> Callable[[Desk, str], None]:
    return lambda desk, _: commands.run(desk, line)


def _digit(desk: Desk, key: str) -> None:
    """A key of the telephone; while a panel offers choices, a digit takes one."""
    if not (desk.choices and key.isdigit() and desk.choose(int(key))):
        desk.session.press(key)


def _ask_command(desk: Desk, _: str) -> None:
    desk.ask(Question("command", ":", partial(commands.run, desk)))


def _ask_needle(desk: Desk, _: str) -> None:
    def searched(text: str) -> None:
        desk.needle = text.strip()

    desk.ask(Question("search", "/", searched, desk.needle))


def _ask_save(desk: Desk, _: str) -> None:
    """Ask for a name, show what would be written, ask for the file."""
    path = desk.tests or commands.suggested_file(desk.session)

    def named(name: str) -> None:
        panels.save(desk.session, name)  # refused before the file is asked for
        desk.show("save", lambda session: panels.save(session, name))
        desk.ask(Question("file", "append to: ", partial(kept, name), path))

    def kept(name: str, file: str) -> None:
        commands.save(desk, name, file.strip())
        if desk.panel == "save":
            desk.close()

    desk.ask(Question("name", "name of the test: ", named, suggested_name(desk.session)))


def suggested_name(session: Session) -> str:
    """A name for the test of a call: what the caller did, and where they got."""
    did = session.tape.keys.replace(" ", ", ") or "nothing"
    record = session.record
    where = "" if record is None else record.outcome.name or record.outcome.destination or record.outcome.kind
    return f"presses {did}" + (f": {where}" if where else "") if session.tape.keys else f"stays silent: {where or 'on'}"


def _leave(desk: Desk, _: str) -> None:
    """Leave; a call that is not saved is offered to be."""
    if not desk.session.unsaved:
        desk.session.leave()
        return

    def answered(text: str) -> None:
        match text.strip().lower()[:1]:
            case "y":
                _ask_save(desk, "")
            case "n":
                desk.session.leave()

    desk.ask(Question("leave", "save this call as a test first? y, n, or Esc to stay: ", answered))


KEYMAP = (
    Binding(tuple(KEYS), _digit, "0-9 * #", "press a key of the telephone; while a recording plays, too"),
    Binding(("space",), _by_name("pause"), "space", "stop the time, and let it go on", "pause"),
    Binding(("n",), _by_name("next"), "n", "go to the next event: the end of the recording, or of the wait", "next"),
    Binding(("u",), _by_name("undo"), "u", "undo: wind back by one turn", "undo"),
    Binding(("U",), _by_name("redo"), "U", "do again what was undone"),
    Binding(("h",), _by_name("hangup"), "h", "hang up"),
    Binding(("w",), _by_name("what"), "w", "what if: where each key and silence would lead", "what if"),
    Binding(("e",), _by_name("why"), "e", "explain why the call is here", "why"),
    Binding(("s",), _ask_save, "s", "save the call as a flow test", "save"),
    Binding(("?",), lambda desk, _: desk.show("help", shortcuts), "?", "this help, and back", "help"),
    Binding(("q",), _leave, "q", "leave", "quit"),
    Binding(("+", "="), lambda desk, _: desk.session.faster(), "+", "faster"),
    Binding(("-",), lambda desk, _: desk.session.slower(), "-", "slower"),
    Binding(("r",), _by_name("restart"), "r", "call again; this call is kept"),
    Binding(("f",), _by_name("fork"), "f", "fork: go on with a copy; this call is kept"),
    Binding(("c",), _by_name("calls"), "c", "list the calls of this session, to go on with one"),
    Binding(("b",), _by_name("marks"), "b", "list the bookmarks, to jump to one"),
    Binding(("B",), _by_name("mark"), "B", "set a bookmark here"),
    Binding(("m",), lambda desk, _: desk.show("profiles", panels.profiles), "m", "the same caller, another profile"),
    Binding(("/",), _ask_needle, "/", "search the map"),
    Binding((":",), _ask_command, ":", "a command by its name; Tab completes it"),
    Binding(("pageup",), lambda desk, _: desk.scroll(10), "PgUp", "read back in the transcript"),
    Binding(("pagedown",), lambda desk, _: desk.scroll(-10), "PgDn", "and forth"),
    Binding(("escape",), lambda desk, _: desk.close(), "Esc", "close what is open"),
    Binding(("c-c", "c-d", "<sigint>"), lambda desk, _: desk.session.leave(), "Ctrl-C", "leave at once"),
)


def shortcuts(session: Session) -> Panel:
    """Every key and every command."""
    keys = tuple(f"{binding.shown:<9}  {binding.help}" for binding in KEYMAP)
    words = tuple(f":{command.usage:<20}  {command.help}" for command in commands.COMMANDS)
    return Panel("Keys, and commands by name", (*keys, "", *words))


def hints() -> list[tuple[str, str]]:
    """The keys that a person needs most, each with a word or two."""
    return [(binding.shown, binding.short) for binding in KEYMAP if binding.short]
