"""The keymap, as data that prints its own help. Terminal keys are named as prompt_toolkit names them.

A key does what a command does, by the command's name, or it opens something on the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from simulator.callers.drivers import Trace
from simulator.core.events import KEYS
from simulator.tui import commands, panels
from simulator.tui.desk import Desk, Question
from simulator.tui.panels import Panel
from simulator.tui.session import Session


@dataclass(frozen=True, slots=True)
class Binding:
    """Terminal keys that do one thing: ``does`` is given the desk and the key.

    ``shown`` and ``short`` stand in the line of hints, ``help`` in the help; without a ``short``
    it is in the help only. ``command`` names the command that it stands for; ``always``: also while
    something is typed at the bottom; ``rings``: for a telephone that rings, so only where the flow has one.
    """

    keys: tuple[str, ...]
    does: Callable[[Desk, str], None]
    shown: str
    help: str
    short: str = ""
    command: str = ""
    always: bool = False
    rings: bool = False


def _run_command(keys: tuple[str, ...], command: str, label: str, help: str, short: str = "") -> Binding:
    """Return a binding that runs a command."""
    return Binding(keys, lambda desk, _: commands.run_line(desk, command), label, help, short, command)


def _press_digit(desk: Desk, key: str) -> None:
    """A key of the telephone; while a list has the focus, a digit takes one of its choices."""
    if not (desk.focused == "panel" and desk.choices and key.isdigit() and desk.take_choice(int(key))):
        desk.session.press(key)
        desk.lit = key


def _pick_up(desk: Desk, _: str) -> None:
    """Pick up the telephone that rings; elsewhere the key means nothing."""
    if desk.session.ringing is not None:
        commands.run_line(desk, "pickup")


def _list_marks_or_busy(desk: Desk, _: str) -> None:
    """List the bookmarks; while a telephone rings that may be busy, let it be."""
    ringing = desk.session.ringing
    commands.run_line(desk, "busy" if ringing is not None and "busy" in ringing.answers else "marks")


def _ask_command(desk: Desk, _: str) -> None:
    desk.ask_question(Question("command", ":", partial(commands.run_line, desk)))


def _ask_needle(desk: Desk, _: str) -> None:
    def use_needle(text: str) -> None:
        desk.map.needle = text.strip()
        desk.focus = "map"

    desk.ask_question(Question("search", "/", use_needle, desk.map.needle))


def _ask_save(desk: Desk, _: str) -> None:
    """Ask for a name, show the test, ask for the file; then leave, if the person was leaving."""
    path = desk.tests or commands.suggested_file(desk.session)
    leaves = desk.leaving

    def preview_test(name: str) -> None:
        heard = desk.session.trace
        trace = replace(heard, turns=[*heard.turns])  # the call goes on while the file is typed
        panel = panels.save_panel(desk.session, name, path)  # refused before the file is asked for
        desk.panel = ""
        desk.toggle_panel("save", lambda session: panel)
        desk.ask_question(Question("file", "append to: ", partial(save_to_file, name, trace), path))

    def save_to_file(name: str, trace: Trace, file: str) -> None:
        commands.save_call(desk, name, file.strip(), trace)
        if desk.panel == "save":
            desk.close_top()
        if leaves:
            desk.session.leave()

    desk.ask_question(Question("name", "name of the test: ", preview_test, suggested_name(desk.session)))


def suggested_name(session: Session) -> str:
    """A name for the test of a call: what the caller did, and where they got."""
    did = session.tape.keys.replace(" ", ", ") or "nothing"
    record = session.record
    where = "" if record is None else record.outcome.name or record.outcome.destination or record.outcome.kind
    return f"presses {did}" + (f": {where}" if where else "") if session.tape.keys else f"stays silent: {where or 'on'}"


def _leave_call(desk: Desk, _: str) -> None:
    """Leave; before that, offer once to save a call that is not saved."""
    if desk.leaving or not desk.session.unsaved:
        desk.session.leave()
        return
    desk.leaving = True
    desk.session.notice = "not saved: s saves and leaves, q leaves, Esc stays"


def press(desk: Desk, binding: Binding, key: str) -> None:
    """Run the action of a terminal key. Any key except those of the offer to save withdraws the offer."""
    was_leaving = desk.leaving
    desk.session.notice = ""
    desk.attempt(lambda: binding.does(desk, key))
    if was_leaving:
        desk.leaving = False


def _move(desk: Desk, key: str) -> None:
    desk.scroll(1 if key == "down" else -1)


def _fold(desk: Desk, key: str) -> None:
    """Fold the marked row of the map; elsewhere the key means nothing."""
    if desk.focused == "map":
        desk.map.fold(opens=key == "right")


def _take(desk: Desk, _: str) -> None:
    """Take what is marked in the pane with the focus."""
    match desk.focused:
        case "panel":
            desk.take_selected()
        case "map":
            desk.map.take_marked(desk.session)
        case "call":
            desk.unabridged = not desk.unabridged
        case "keys" if desk.key_items:
            item = desk.key_items[desk.marked]
            if set(item.presses) <= set(KEYS):
                desk.session.press(item.presses)
                desk.lit = item.presses[-1]
            else:
                next(binding for binding in KEYMAP if item.presses in binding.keys).does(desk, item.presses)


def _to_edge(desk: Desk, key: str) -> None:
    desk.go_to_edge(end=key == "end")


KEYMAP = (
    Binding(tuple(KEYS), _press_digit, "0-9 * #", "press a telephone key, also while a recording plays"),
    _run_command(("space",), "pause", "space", "pause and resume", "pause"),
    _run_command(("n",), "next", "n", "skip to the next event: the end of the recording or of the wait", "next"),
    _run_command(("u",), "undo", "u", "undo the last turn", "undo"),
    Binding(("tab",), lambda desk, _: desk.turn_focus(1), "Tab", "go to the next pane", "pane"),
    _run_command(("U",), "redo", "U", "redo what was undone"),
    _run_command(("w",), "what", "w", "what if: where each key and silence would lead", "what if"),
    _run_command(("e",), "why", "e", "explain why the call is here", "why"),
    Binding(("s",), _ask_save, "s", "save the call as a flow test", "save"),
    Binding(("?",), lambda desk, _: desk.toggle_panel("help", shortcuts_panel), "?", "this help, and back", "help"),
    Binding(("q",), _leave_call, "q", "leave", "quit"),
    _run_command(("!",), "findings", "!", "list what the checks find", "findings"),
    _run_command(("t",), "tests", "t", "list the tests of the flow, to watch one as a call", "tests"),
    _run_command(("h",), "hangup", "h", "hang up", "hang up"),
    Binding(("+", "="), lambda desk, _: desk.session.faster(), "+", "faster"),
    Binding(("-",), lambda desk, _: desk.session.slower(), "-", "slower"),
    _run_command(("r",), "restart", "r", "call again; this call stays in the list", "call again"),
    _run_command(("f",), "fork", "f", "fork: continue with a copy; this call stays in the list"),
    _run_command(("c",), "calls", "c", "list the calls of this session, to continue one"),
    Binding(("b",), _list_marks_or_busy, "b", "list the bookmarks, to jump to one", command="marks"),
    _run_command(("B",), "mark", "B", "set a bookmark here"),
    Binding(
        ("m",),
        lambda desk, _: desk.toggle_panel("profiles", panels.profiles_panel),
        "m",
        "repeat this caller under another profile",
        "profile",
    ),
    Binding(("/",), _ask_needle, "/", "search the map", "search"),
    Binding((":",), _ask_command, ":", "run a command by name; Tab completes it", "command"),
    Binding(("pageup",), lambda desk, _: desk.turn_page(-1), "PgUp", "a page up, in the transcript or the open panel"),
    Binding(("pagedown",), lambda desk, _: desk.turn_page(1), "PgDn", "a page down"),
    Binding(("p",), _pick_up, "p", "somebody picks up the telephone that rings", command="pickup", rings=True),
    Binding((), _pick_up, "n", "nobody picks up: skip to when the telephone has rung out", rings=True),
    Binding((), _list_marks_or_busy, "b", "the telephone that rings is busy, where that leads on", rings=True),
    Binding(("s-tab",), lambda desk, _: desk.turn_focus(-1), "Shift-Tab", "go to the pane before"),
    Binding(("up", "down"), _move, "arrows", "a row up or down; in a list, the choice above or below"),
    Binding(("left", "right"), _fold, "left right", "on the map: fold and unfold"),
    Binding(("home", "end"), _to_edge, "Home End", "to the beginning or the end"),
    Binding(("enter",), _take, "Enter", "take what is marked; in the call, show all words of past announcements"),
    Binding(("escape",), lambda desk, _: desk.close_top(), "Esc", "close what is open"),
    Binding(("c-c", "c-d", "<sigint>"), lambda desk, _: desk.session.leave(), "Ctrl-C", "leave at once", always=True),
    Binding(("c-z",), lambda desk, _: desk.suspend(), "Ctrl-Z", "go to the shell; fg comes back", always=True),
)


def shortcuts_panel(session: Session) -> Panel:
    """Every key and every command."""
    fitting = commands.fitting_commands(session)
    keys = tuple(
        f"{binding.shown:<10}  {binding.help}" for binding in KEYMAP if not binding.rings or "pickup" in fitting
    )
    words = tuple(f":{command.usage:<20}  {command.help}" for command in fitting.values())
    return Panel("Keys, and commands by name", (*keys, "", *words))


def key_for(command: str) -> str:
    """Return the key of a command, or the command's name where it has none."""
    return next((binding.shown for binding in KEYMAP if binding.command == command), command)


def key_hints(desk: Desk) -> list[tuple[str, str]]:
    """Return the keys that a person needs most now, each with a word or two; the last one is the help."""
    ringing = desk.session.ringing
    pane, leaving = ("Tab", "pane"), ("?", "help")
    match desk.focused:
        case "panel" if desk.choices:
            return [("arrows", "choose"), ("Enter", "takes"), ("1-9", "take at once"), ("Esc", "closes"), pane, leaving]
        case "panel" if desk.panel:
            return [("arrows", "scroll"), ("PgDn", "next page"), ("Esc", "closes"), pane, leaving]
        case "map" if desk.map.needle:
            return [("arrows", "choose"), ("Enter", "shows it on the map"), ("Esc", "shows all"), pane, leaving]
        case "map":
            return [("arrows", "move"), ("left right", "fold"), ("/", "search"), pane, ("Esc", "to the call"), leaving]
        case "keys":
            return [("arrows", "choose"), ("Enter", "presses it"), pane, ("Esc", "to the call"), leaving]
    if ringing is not None:
        busy = [("b", "busy")] if "busy" in ringing.answers else []
        return [("p", "picks up"), ("n", "nobody answers"), *busy, ("h", "hangs up"), ("space", "pause"), leaving]
    if desk.session.is_over:
        over = (("u", "undo"), ("r", "call again"), ("s", "save as a test"), ("q", "leave"))
        return [*over, pane, leaving]
    hints = [(binding.shown, binding.short) for binding in KEYMAP if binding.short]
    return [*(hint for hint in hints if hint != leaving), leaving]
