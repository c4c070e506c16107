"""The terminal: draws a session, hands keys to it. The only import of prompt_toolkit.

What is settled is printed above, into the terminal's own scrollback, and stays there; the live part
below it is drawn anew ten times a second, and erased at the end.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.renderer import print_formatted_text
from prompt_toolkit.styles import Style

from simulator.callers.record import CallRecord
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.tui.keys import KEYMAP, Binding
from simulator.tui.look import Look, signs_for
from simulator.tui.pace import SPEEDS, Pace
from simulator.tui.session import Session
from simulator.tui.views import Fragment, Row, live_rows, transcript_rows

REFRESH_SECONDS = 0.1
"""How often the live part is drawn anew while nothing happens."""

STYLE = Style.from_dict(
    {
        "menu": "bold",
        "plays": "ansicyan",
        "caller": "bold ansigreen",
        "end": "bold",
        "key": "bold",
        "bar": "ansicyan",
        "clock": "bold",
    }
)
"""The sixteen colours of the terminal's own theme, and little of them: fit for light and dark."""


def run(flow: Flow, *, speed: float = 1.0) -> CallRecord:
    """Let a person at the terminal make a call, ``speed`` times as fast as real time; its record.

    Hanging up, Ctrl-C, Ctrl-D, SIGTERM and the end of input all end the call as its caller would.
    Raises ``UsageError`` where there is no terminal, or the speed is not from 1 to 50.
    """
    if not SPEEDS[0] <= speed <= SPEEDS[-1]:
        raise UsageError(f"a speed of {speed:g} is not accepted; {SPEEDS[0]:g} to {SPEEDS[-1]:g} is")
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UsageError(
            "a live call needs a terminal that can move its cursor; without one: "
            "ivrsim play FLOW --caller '9 silence 1'"
        )
    return asyncio.run(_start(flow, speed))


async def _start(flow: Flow, speed: float) -> CallRecord:
    return await hold(Session(flow, Pace(speed)))


async def hold(session: Session) -> CallRecord:
    """Hold a session's call at the terminal of prompt_toolkit's current application session."""
    screen = _Screen(session)
    with _watched(asyncio.get_running_loop(), screen):
        try:
            # its own handler of exceptions would wait for Enter, for ever
            await screen.app.run_async(pre_run=screen.answer, set_exception_handler=False)
        except EOFError:
            session.hang_up()
        except BaseException:
            screen.abandon()
            raise
        record = await screen.begin()
    screen.settle()
    return record


@contextmanager
def _watched(loop: asyncio.AbstractEventLoop, screen: _Screen) -> Iterator[None]:
    """Leave at an exception that nobody else catches; hang up at SIGTERM, where a handler is allowed."""
    before = loop.get_exception_handler()
    loop.set_exception_handler(screen.crashed)
    with suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGTERM, screen.session.hang_up)
    try:
        yield
    finally:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGTERM)
        loop.set_exception_handler(before)


class _Screen:
    """The application that shows one session."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._talk: asyncio.Task[CallRecord] | None = None
        self._printed = 0
        control = FormattedTextControl(self._live, show_cursor=False)
        self.app: Application[None] = Application(
            layout=Layout(Window(control, dont_extend_height=True)),
            key_bindings=self._bindings(),
            style=STYLE,
            erase_when_done=True,
            refresh_interval=REFRESH_SECONDS,
        )
        output = self.app.output
        if isinstance(output, Vt100_Output):
            # asking where the cursor is serves menus that pop up, and warns terminals that do not answer
            output.enable_cpr = False
        self._signs = signs_for(output.encoding())

    def begin(self) -> asyncio.Task[CallRecord]:
        """The call, which is answered now if it was not before."""
        if self._talk is None:
            self._talk = asyncio.create_task(self.session.talk(self.settle))
            self._talk.add_done_callback(self._ended)
        return self._talk

    def answer(self) -> None:
        """Begin, now that the application runs."""
        self.begin()

    def abandon(self) -> None:
        """Let the call be: its screen is gone."""
        if self._talk is not None:
            self._talk.cancel()

    def settle(self) -> None:
        """Print above the live part what will not change any more."""
        lines = self.session.lines[self._printed : self.session.settled]
        self._printed = self.session.settled
        if lines:
            if self.app.is_running:
                self.app.renderer.erase()
            rows = transcript_rows(lines, self._look())
            print_formatted_text(self.app.output, [*_joined(rows), ("", "\n")], STYLE)
        self.app.invalidate()

    def crashed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave with an exception that nobody else caught: one of drawing, or of a key."""
        error = context.get("exception")
        if isinstance(error, Exception) and self._running:
            self.app.exit(exception=error)
        elif not isinstance(error, Exception):
            loop.default_exception_handler(context)

    @property
    def _running(self) -> bool:
        future = self.app.future
        return self.app.is_running and future is not None and not future.done()

    def _ended(self, talk: asyncio.Task[CallRecord]) -> None:
        if self._running:
            self.app.exit()

    def _look(self) -> Look:
        size = self.app.output.get_size()
        return Look(size.columns, size.rows, self._signs)

    def _live(self) -> StyleAndTextTuples:
        return [*_joined(live_rows(self.session, self._look()))]

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        for binding in KEYMAP:
            for key in binding.keys:
                bindings.add(key)(partial(self._pressed, binding, key))
        return bindings

    def _pressed(self, binding: Binding, key: str, event: KeyPressEvent) -> None:
        binding.does(self.session, key)
        event.app.invalidate()


def _joined(rows: list[Row]) -> list[Fragment]:
    """Rows as one text of many lines."""
    return [fragment for index, row in enumerate(rows) for fragment in ([("", "\n")] if index else []) + row]
