"""The completion of a command that is typed at the bottom of the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from simulator.tui import commands
from simulator.tui.desk import Desk


class CommandCompleter(Completer):
    """Completes what is typed at the bottom, where it is a command."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Return the lines that the typed text may be completed to."""
        question = self.desk.question
        if question is None or question.kind != "command":
            return
        typed = document.text_before_cursor
        for line in commands.complete_line(self.desk.session, typed):
            yield Completion(line, start_position=-len(typed))
