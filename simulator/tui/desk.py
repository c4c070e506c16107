"""What is open on the screen beside the call: a panel, a question at the bottom, how far back is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.errors import SimulatorError
from simulator.tui.flow_map import FlowMap, MapRow
from simulator.tui.panels import Choice, Panel
from simulator.tui.session import Session


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be typed at the bottom: ``kind`` tells what of, ``text`` stands there already."""

    kind: str
    prompt: str
    answered: Callable[[str], None]
    text: str = ""


class Desk:
    """A session on a screen.

    ``panel`` names the panel that is open, ``question`` what is to be typed, ``needle`` what the map is
    searched for, ``read_back`` how many rows of the transcript were scrolled up.
    """

    def __init__(self, session: Session, *, tests: str = "") -> None:
        self.session = session
        self.tests = tests
        self.panel = ""
        self._made: Callable[[Session], Panel] | None = None
        self.question: Question | None = None
        self.needle = ""
        self.read_back = 0
        self._seen: tuple[str, int, int, bool] | None = None
        self._found: list[MapRow] = []

    @property
    def opened(self) -> Panel | None:
        """The panel that is open, as it is now."""
        return self._made(self.session) if self._made else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the digits choose while this panel is open."""
        panel = self.opened
        return panel.choices[:9] if panel else ()

    def found(self, tree: FlowMap) -> list[MapRow]:
        """What the search finds; looked for again only once something has changed."""
        seen = self.needle, id(tree.flow), len(tree.trail), tree.over
        if self._seen != seen:
            self._seen, self._found = seen, tree.found(self.needle)
        return self._found

    def show(self, name: str, made: Callable[[Session], Panel]) -> None:
        """Open a panel, or close it where it is open."""
        same = self.panel == name
        self.panel, self._made = ("", None) if same else (name, made)

    def close(self) -> None:
        """Close what is open: the question, else the panel, else the search."""
        if self.question:
            self.question = None
        elif self.panel:
            self.panel, self._made = "", None
        else:
            self.needle, self.read_back = "", 0

    def ask(self, question: Question) -> None:
        """Ask for something at the bottom."""
        self.question = question

    def answer(self, text: str) -> None:
        """The question is answered."""
        question, self.question = self.question, None
        if question is not None:
            self.attempt(lambda: question.answered(text))

    def choose(self, number: int) -> bool:
        """Take the choice of the open panel with this number, from 1; whether there is one."""
        if not 1 <= number <= len(self.choices):
            return False
        choice = self.choices[number - 1]
        self.panel, self._made = "", None
        self.attempt(choice.taken)
        return True

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something; what is refused is told on the screen."""
        try:
            act()
        except (SimulatorError, OSError) as error:
            self.session.notice = str(error).replace("\n", "; ")

    def scroll(self, rows: int) -> None:
        """Read further back (or forth) in the transcript."""
        self.read_back = max(0, self.read_back + rows)
