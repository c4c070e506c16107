"""The terminal: draws a desk full screen, hands keys to it. Only ``columns`` and ``anchor`` import its library too."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output.color_depth import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from simulator.callers.call_record import CallRecord
from simulator.core.events import KEYS
from simulator.errors import UsageError
from simulator.tui import commands
from simulator.tui.anchor import Anchor
from simulator.tui.command_completer import CommandCompleter
from simulator.tui.desk import Desk
from simulator.tui.flow_review import UNASKED_MOST
from simulator.tui.keymap import KEYMAP, Binding, key_for, press
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.styled_rows import Fragment, Row
from simulator.tui.terminal_environment import colour_depth, locale_language
from simulator.tui.terminal_look import (
    STYLES,
    ScreenSigns,
    TerminalLook,
    background_of,
    rich_styles,
    signs_for,
)

REFRESH_SECONDS = 0.1
"""How often the screen is drawn anew while nothing happens."""

STILL_SECONDS = 1.0
"""The same, for who wants as little as possible to move."""

LIT_SECONDS = 0.15
"""How long a pressed key is lit."""

POINTER = (
    "a live call needs a terminal that can move its cursor; without one: ivrsim call --plain, "
    "or ivrsim play FLOW --caller '9 silence 1'"
)


def run_terminal(
    session: Session, *, speed: float = 1.0, signs: ScreenSigns | None = None, still: bool = False
) -> CallRecord:
    """Let a person at the terminal make calls, ``speed`` times as fast as real time; the record of the last.

    ``signs`` are those of the screen; None: the ones that the terminal can show. ``still``: see ``TerminalLook``.

    Leaving, Ctrl-C, SIGTERM and the end of input hang up a call that is still going on. Raises
    ``UsageError`` where there is no terminal, or the speed is not from 1 to 50.
    """
    session.run_at(speed)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UsageError(POINTER)
    try:
        return asyncio.run(hold_session(session, signs=signs, still=still))
    finally:
        session.review.leave()


async def hold_session(session: Session, *, signs: ScreenSigns | None = None, still: bool = False) -> CallRecord:
    """Hold a session at the terminal of prompt_toolkit's current application session; see ``run_terminal``."""
    screen = _Screen(Desk(session), signs, still=still)
    with _watch_signals(asyncio.get_running_loop(), screen):
        try:
            # its own handler of exceptions would wait for Enter, forever
            await screen.app.run_async(pre_run=screen.answer_call, set_exception_handler=False)
        except EOFError:
            session.leave()
        except BaseException:
            screen.abandon_call()
            raise
        return await screen.begin_call()


@contextmanager
def _watch_signals(loop: asyncio.AbstractEventLoop, screen: _Screen) -> Iterator[None]:
    """Leave at an exception that nobody else catches, and at SIGTERM and SIGHUP, where a handler is allowed."""
    # a closed terminal window sends SIGHUP: without a handler the session of --save-session would be lost
    before = loop.get_exception_handler()
    loop.set_exception_handler(screen.exit_with_error)
    watched = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    for number in watched:
        # Windows has no such handlers, and only the main thread may set them; Ctrl-C still leaves there
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, screen.desk.session.leave)
    try:
        yield
    finally:
        for number in watched:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(number)
        loop.set_exception_handler(before)


class _Screen:
    """The application that shows one desk."""

    def __init__(self, desk: Desk, signs: ScreenSigns | None, *, still: bool) -> None:
        self.desk = desk
        self._still = still
        desk.suspend = self._suspend
        desk.session.input_for = key_for
        self._talk: asyncio.Task[CallRecord] | None = None
        self._asked: object = None
        self._presses = 0
        self._anchor = Anchor()
        self._typed = Buffer(
            multiline=False,
            completer=CommandCompleter(desk),
            accept_handler=self._answer_question,
            on_text_changed=self._note_typed,
        )
        asking = Condition(lambda: self.desk.question is not None)
        line = Window(
            BufferControl(self._typed, input_processors=[BeforeInput(self._prompt_text, "class:heading")]), height=1
        )
        self._main = Window(FormattedTextControl(self._draw_screen, focusable=True, show_cursor=False))
        depth = colour_depth()
        rich = depth in (ColorDepth.DEPTH_8_BIT, ColorDepth.DEPTH_24_BIT)
        self.app: Application[None] = Application(
            layout=Layout(HSplit([self._main, ConditionalContainer(line, asking)]), focused_element=self._main),
            key_bindings=self._build_bindings(asking),
            style=Style.from_dict(rich_styles(background_of(os.environ.get("COLORFGBG", ""))) if rich else STYLES),
            full_screen=True,
            refresh_interval=STILL_SECONDS if still else REFRESH_SECONDS,
            color_depth=depth,
        )
        self.app.ttimeoutlen = self.app.timeoutlen = 0.1  # how long a bare Escape may still become an arrow
        output = self.app.output
        if isinstance(output, Vt100_Output):
            # asking where the cursor is serves menus that pop up, and warns terminals that do not answer
            output.enable_cpr = False
        self._signs = signs or signs_for(output.encoding(), locale_language())

    def begin_call(self) -> asyncio.Task[CallRecord]:
        """Return the running call; the first request answers it."""
        if self._talk is None:
            self._talk = asyncio.create_task(self.desk.session.talk(self.app.invalidate))
            self._talk.add_done_callback(self._end_application)
        return self._talk

    def answer_call(self) -> None:
        """Begin the call, now that the application runs."""
        self.begin_call()
        loop = asyncio.get_running_loop()

        def draw_soon() -> None:
            with suppress(RuntimeError):  # the person has left, and the loop is closed
                loop.call_soon_threadsafe(self.app.invalidate)

        session = self.desk.session
        session.review.keep_aside(draw_soon)
        if len(session.flow.receptionists) <= UNASKED_MOST:
            session.review.request()

    def abandon_call(self) -> None:
        """Cancel the call, whose screen is gone."""
        if self._talk is not None:
            self._talk.cancel()

    def exit_with_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave with an exception that nobody else caught: one of drawing, or of a key."""
        error = context.get("exception")
        if isinstance(error, Exception) and self._is_running:
            self.app.exit(exception=error)
        elif not isinstance(error, Exception):
            loop.default_exception_handler(context)

    @property
    def _is_running(self) -> bool:
        future = self.app.future
        return self.app.is_running and future is not None and not future.done()

    def _end_application(self, talk: asyncio.Task[CallRecord]) -> None:
        if self._is_running:
            self.app.exit()

    # -- drawing ------------------------------------------------------------------------------------

    def _draw_screen(self) -> StyleAndTextTuples:
        size = self.app.output.get_size()
        rows = size.rows - (1 if self.desk.question else 0)
        look = TerminalLook(size.columns, rows, self._signs, still=self._still)
        return [*_join_rows(self._anchor.rows(screen_rows(self.desk, look)))]

    def _prompt_text(self) -> str:
        return self.desk.question.prompt if self.desk.question else ""

    # -- keys ---------------------------------------------------------------------------------------

    def _build_bindings(self, asking: Condition) -> KeyBindings:
        bindings = KeyBindings()
        for binding in KEYMAP:
            when = Always() if binding.always else ~asking
            for key in binding.keys:
                if key != "escape":  # bound below for both states: it closes the question, too
                    bindings.add(key, filter=when)(partial(self._press_key, binding, key))
        bindings.add("escape")(self._press_escape)
        bindings.add("<bracketed-paste>", filter=~asking)(self._take_paste)
        bindings.add("tab", filter=asking)(self._complete_line)
        return bindings

    def _press_key(self, binding: Binding, key: str, event: KeyPressEvent) -> None:
        self.desk.lit = ""
        press(self.desk, binding, key)
        self._light_key()
        self._focus_question()

    def _take_paste(self, event: KeyPressEvent) -> None:
        """Press pasted keys of the telephone; no other text is a caller's, and its letters are not commands."""
        text = event.data.strip()
        if text and set(text) <= set(KEYS):
            self.desk.attempt(partial(commands.run_line, self.desk, text))
        else:
            self.desk.session.notice = "only telephone keys can be pasted: 0-9, * and #"
        self.app.invalidate()

    def _light_key(self) -> None:
        """Show for a moment that a key was pressed."""
        if self.desk.lit:
            self._presses += 1
            asyncio.get_running_loop().call_later(LIT_SECONDS, self._put_out, self._presses)

    def _put_out(self, presses: int) -> None:
        if presses == self._presses:  # a later key is lit for as long, however fast they are typed
            self.desk.lit = ""
            self.app.invalidate()

    def _suspend(self) -> None:
        """Hand the terminal back to the shell that started this; the call waits until it goes on."""
        self.desk.session.halt()
        self.desk.session.notice = f"paused ({key_for('pause')} resumes)"
        self.app.suspend_to_background()

    def _press_escape(self, event: KeyPressEvent) -> None:
        self.desk.close_top()
        self._focus_question()

    def _note_typed(self, typed: Buffer) -> None:
        self.desk.typed = typed.text

    def _complete_line(self, event: KeyPressEvent) -> None:
        if self._typed.complete_state:
            self._typed.complete_next()
        else:
            self._typed.start_completion(insert_common_part=True)

    def _answer_question(self, typed: Buffer) -> bool:
        text = typed.text
        self.desk.session.notice = ""
        self.desk.answer_question(text)
        self._focus_question()
        return True  # the line is emptied, or filled anew, by what is asked next

    def _focus_question(self) -> None:
        """Give the keyboard to the question at the bottom, or to the call where there is none."""
        question = self.desk.question
        if question is not self._asked:
            self._asked = question
            if question is not None:
                self._typed.document = Document(question.text, len(question.text))
                self.app.layout.focus(self._typed)
            else:
                self._typed.reset()
                self.app.layout.focus(self._main)
        self.app.invalidate()


def _join_rows(rows: Iterable[Row]) -> list[Fragment]:
    """Rows as one text of many lines."""
    return [fragment for index, row in enumerate(rows) for fragment in ([("", "\n")] if index else []) + row]
