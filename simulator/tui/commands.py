"""The commands by name: ``:press 12#``, ``:goto main``. The screen and plain mode know the same ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from simulator.callers.drivers import Trace
from simulator.config.routes import PersonRoute
from simulator.config.semantics import PROFILES
from simulator.core.events import KEYS
from simulator.errors import UsageError
from simulator.fast_classes import dataclass
from simulator.tui import panels, world_actions
from simulator.tui.desk import Desk
from simulator.tui.session import Session
from simulator.tui.tape import known_name
from simulator.words.suggestion import suggest

COMPLETED_MOST = 100  # a flow may have ten thousand receptionists; a menu of completions must stay readable
WAIT_MOST = 1000


def _no_completions(session: Session) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class CallCommand:
    """A command: ``usage`` is its name and its argument; ``known`` lists values of the argument.

    ``fits``: whether a session's flow has anything for it to do.
    """

    usage: str
    help: str
    does: Callable[[Desk, str], None]
    known: Callable[[Session], Iterable[str]] = _no_completions
    fits: Callable[[Session], bool] = lambda session: True

    @property
    def name(self) -> str:
        """Its name alone."""
        return self.usage.split()[0]

    @property
    def needs_argument(self) -> bool:
        """Return whether it does nothing without an argument."""
        return " " in self.usage and "[" not in self.usage


def _press_keys(desk: Desk, keys: str) -> None:
    if not keys or any(key not in KEYS for key in keys):
        raise UsageError(f"press {keys}: use keys of a telephone, 0-9, * and #, as in press 12#")
    desk.session.press(keys)


def _wait_rounds(desk: Desk, text: str) -> None:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:5] or 0) <= WAIT_MOST) and text:
        raise UsageError(f"wait {text}: use a number of silent rounds from 1 to {WAIT_MOST:,}")
    desk.session.wait(int(text or 1))


def _set_speed(desk: Desk, text: str) -> None:
    try:
        speed = float(text)
    except ValueError:
        raise UsageError(f"speed {text}: use a number from 1 to 50") from None
    desk.session.run_at(speed)


def _save_call(desk: Desk, text: str) -> None:
    """``NAME``, or ``NAME > FILE``."""
    name, _, path = (part.strip() for part in text.partition(">"))
    save_call(desk, name, path or desk.tests or suggested_file(desk.session))


def save_call(desk: Desk, name: str, path: str, trace: Trace | None = None) -> None:
    """Append the call to a file of tests, under a name; ``trace``: as it was when the name was given."""
    from simulator.tui import call_export  # most calls are not saved

    session = desk.session
    line = call_export.append_test(
        session.flow,
        session.trace if trace is None else trace,
        path=path,
        name=name,
        circumstances=session.tape.circumstances,
    )
    session.unsaved = False
    desk.tests = path
    session.notice = f"saved as {path}:{line}; {call_export.command_of(session.flow, path)} runs it"


def suggested_file(session: Session) -> str:
    """The test file to suggest for a call: the flow's own, else one named like the flow."""
    source = session.flow.source
    if source.startswith("example:") or source in ("", "-"):
        return f"{source.partition(':')[2] or 'saved'}.calls.yaml"
    path = Path(source)
    folder = path if path.is_dir() else path.parent
    # generated files are rewritten by ivrsim cover, which would drop a call that a person saved there
    test_files = sorted(file for file in folder.glob("*.calls.yaml") if not file.name.startswith("generated"))
    stem = Path(os.path.realpath(folder)).name if path.is_dir() or path.stem == "flow" else path.stem
    return (test_files[0] if test_files else folder / f"{stem}.calls.yaml").as_posix()


def _list_findings(desk: Desk, _: str) -> None:
    desk.session.review.request()
    desk.toggle_panel("findings", panels.findings_panel)


def _list_tests(desk: Desk, _: str) -> None:
    desk.session.review.request()
    desk.toggle_panel("tests", panels.tests_panel)


def _watch_test(desk: Desk, name: str) -> None:
    session = desk.session
    session.review.request()
    tests = {test.name: test for test in session.review.tests}
    session.watch(tests[known_name(name, tests, "test")].tape, name)


def _known_tests(session: Session) -> Iterable[str]:
    return (test.name for test in session.review.tests)


def _known_starts(session: Session) -> Iterable[str]:
    yield from session.flow.receptionists
    yield from (number for number, target in session.flow.numbers.items() if "||" in target)


def _has_telephones(session: Session) -> bool:
    return any(isinstance(route, PersonRoute) for route in session.flow.routes.values())


COMMANDS = (
    CallCommand("press KEYS", "press keys of the telephone now", _press_keys),
    CallCommand("next", "skip to the end of the recording or of the wait", lambda desk, _: desk.session.skip()),
    CallCommand("wait [ROUNDS]", "stay silent until that many rounds are over (1)", _wait_rounds),
    CallCommand("hangup", "hang up", lambda desk, _: desk.session.hang_up()),
    CallCommand("pause", "pause or resume the time", lambda desk, _: desk.session.pause()),
    CallCommand("speed X", "run at 1 to 50 times real time", _set_speed),
    CallCommand("undo", "undo the last turn", lambda desk, _: desk.session.undo()),
    CallCommand("redo", "redo the turn that was undone", lambda desk, _: desk.session.redo()),
    CallCommand(
        "fork [NAME]", "continue with a copy; this call stays as it is", lambda desk, name: desk.session.fork(name)
    ),
    CallCommand(
        "call NAME",
        "continue another call of this session",
        lambda desk, name: desk.session.switch(name),
        lambda session: session.calls.tapes,
    ),
    CallCommand(
        "calls", "list the calls of this session", lambda desk, _: desk.toggle_panel("calls", panels.calls_panel)
    ),
    CallCommand("mark [NAME]", "set a bookmark here", lambda desk, name: desk.session.bookmark(name)),
    CallCommand("marks", "list the bookmarks", lambda desk, _: desk.toggle_panel("bookmarks", panels.bookmarks_panel)),
    CallCommand(
        "jump NAME",
        "jump to a bookmark",
        lambda desk, name: desk.session.jump(name),
        lambda session: (mark.name for mark in session.calls.bookmarks),
    ),
    CallCommand("restart", "call again; this call stays in the list", lambda desk, _: desk.session.restart()),
    CallCommand(
        "goto RECEPTIONIST",
        "call a receptionist of the flow",
        lambda desk, name: desk.session.goto(name),
        _known_starts,
    ),
    CallCommand(
        "at MOMENT",
        "call again at another moment (tomorrow 20:00); this call stays in the list",
        lambda desk, text: world_actions.call_at(desk.session, text),
        world_actions.known_moments,
        lambda session: bool(session.flow.schedules),
    ),
    CallCommand(
        "given NAME: ANSWER",
        "set a schedule or a telephone by hand, from its next asking on; NAME: alone undoes that",
        lambda desk, line: world_actions.give_answer(desk.session, line),
        world_actions.known_answers,
        lambda session: bool(session.flow.routes),
    ),
    CallCommand(
        "pickup",
        "somebody picks up the telephone that rings",
        lambda desk, _: world_actions.answer_phone(desk.session, "picked_up"),
        fits=_has_telephones,
    ),
    CallCommand(
        "nobody",
        "nobody picks up: skip to when the telephone has rung out",
        lambda desk, _: world_actions.answer_phone(desk.session, "no_answer"),
        fits=_has_telephones,
    ),
    CallCommand(
        "busy",
        "the line of the telephone that rings is busy",
        lambda desk, _: world_actions.answer_phone(desk.session, "busy"),
        fits=_has_telephones,
    ),
    CallCommand(
        "profile NAME",
        "repeat this caller under another semantics profile",
        lambda desk, name: desk.session.use(name),
        lambda session: {**session.flow.profiles, **PROFILES},
    ),
    CallCommand(
        "what",
        "show where each key and silence would lead",
        lambda desk, _: desk.toggle_panel("what", panels.what_if_panel),
    ),
    CallCommand("why", "explain why the call is here", lambda desk, _: desk.toggle_panel("why", panels.why_panel)),
    CallCommand("findings", "list what the checks find", _list_findings),
    CallCommand("tests", "list the tests of the flow, to watch one as a call", _list_tests),
    CallCommand("watch NAME", "play a test of the flow as a call", _watch_test, _known_tests),
    CallCommand("save NAME [> FILE]", "append the call to a test file", _save_call),
    CallCommand("help", "list keys and commands", lambda desk, _: desk.toggle_panel("help", commands_by_name)),
    CallCommand("quit", "leave", lambda desk, _: desk.session.leave()),
)
"""The commands there are, in the order of the help."""

BY_NAME = {command.name: command for command in COMMANDS}


def fitting_commands(session: Session) -> dict[str, CallCommand]:
    """The commands that have anything to do in a session's flow, by name."""
    return {command.name: command for command in COMMANDS if command.fits(session)}


def commands_by_name(session: Session) -> panels.Panel:
    """The commands, each with what it does."""
    commands = fitting_commands(session).values()
    return panels.Panel("Commands", tuple(f"{command.usage:<20}  {command.help}" for command in commands))


def run_line(desk: Desk, line: str) -> None:
    """Run a command line; a line of keys alone presses them. Raises ``UsageError``, ``FlowError``, ``OSError``."""
    # the colon is for those who come from vi, and from texts that write a command as :at tomorrow 20:00
    word, _, argument = line.strip().removeprefix(":").lstrip().partition(" ")
    argument = argument.strip()
    if word and all(key in KEYS for key in word) and not argument:
        word, argument = "press", word
    # also one that has nothing to do in this flow: it says so itself, which "not a command" would not
    command = BY_NAME.get(word)
    if command is None:
        by_name = fitting_commands(desk.session)
        raise UsageError(f"{word!r} is not a command{suggest(word, by_name, 'help lists the commands')}")
    if command.usage.startswith(f"{word} ") is False and argument:
        raise UsageError(f"{word} takes no argument")
    if not argument and (command.needs_argument or word == "save"):
        raise UsageError(f"{word} needs an argument: {command.usage}")
    command.does(desk, argument)


def complete_line(session: Session, line: str) -> tuple[str, ...]:
    """Return the lines that a typed one may be completed to: names of commands, then values of the argument."""
    word, space, argument = line.lstrip().partition(" ")
    by_name = fitting_commands(session)
    if not space:
        return tuple(name for name in by_name if name.startswith(word))
    command = by_name.get(word)
    if command is None:
        return ()
    fitting = (f"{word} {name}" for name in command.known(session) if name.startswith(argument.lstrip()))
    return tuple(islice(fitting, COMPLETED_MOST))
