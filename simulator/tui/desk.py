"""The state of the screen around the call: the open panel, the question at the bottom, the scrolling.

A screen that is drawn notes here how many rows it showed (``page``), and where scrolling ended, so that the
next key goes on from what the person sees. The transcript and a panel scroll independently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.errors import SimulatorError
from simulator.tui.flow_map import FlowMap, MapRow
from simulator.tui.panels import Panel, PanelChoice
from simulator.tui.session import Session

ROWS_MOST = 1_000_000
"""More rows than anything scrolls through; drawing cuts it to the real end."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request for text at the bottom: ``kind`` names what is typed, ``text`` is there already."""

    kind: str
    prompt: str
    answered: Callable[[str], None]
    text: str = ""


class Desk:
    """A session on a screen.

    ``panel`` names the panel that is open, ``top`` is its first row that is shown and ``selected`` the
    index of the choice that Enter takes; ``question`` is what is to be typed, ``needle`` what the map is
    searched for, ``read_back`` how many rows of the transcript were scrolled up. ``leaving``: the person
    was offered to save the call before they leave. ``suspend`` hands the terminal back to its shell.
    """

    def __init__(self, session: Session, *, tests: str = "") -> None:
        self.session = session
        self.tests = tests
        self.panel = ""
        self._made: Callable[[Session], Panel] | None = None
        self.question: Question | None = None
        self.needle = ""
        self.read_back = 0
        self.top = 0
        self.selected = 0
        self.leaving = False
        self.suspend: Callable[[], None] = lambda: None
        self.page = 1
        self._seen: tuple[str, int, int, bool] | None = None
        self._found: list[MapRow] = []

    @property
    def open_panel(self) -> Panel | None:
        """The panel that is open, as it is now."""
        return self._made(self.session) if self._made else None

    @property
    def choices(self) -> tuple[PanelChoice, ...]:
        """Return the choices of the open panel."""
        panel = self.open_panel
        return panel.choices if panel else ()

    def search_results(self, tree: FlowMap) -> list[MapRow]:
        """Return the places that match the search; searched again only after a change."""
        # the screen is drawn ten times a second, and a search goes through all receptionists of a large flow
        search_key = self.needle, id(tree.flow), len(tree.trail), tree.over
        if self._seen != search_key:
            self._seen, self._found = search_key, tree.search(self.needle)
        return self._found

    def toggle_panel(self, name: str, build: Callable[[Session], Panel]) -> None:
        """Open a panel, or close it where it is open."""
        same = self.panel == name
        self.panel, self._made = ("", None) if same else (name, build)
        self.top = self.selected = 0

    def close_top(self) -> None:
        """Close what is open: the offer to save, else the question, else the panel, else the search."""
        if self.leaving and not self.question:
            self.leaving, self.session.notice = False, ""
        elif self.question:
            self.question = None
        elif self.panel:
            self.panel, self._made = "", None
        else:
            self.needle, self.read_back = "", 0

    def ask_question(self, question: Question) -> None:
        """Ask for something at the bottom."""
        self.question = question

    def answer_question(self, text: str) -> None:
        """Close the question and hand over its answer."""
        # cleared first, because the answer may ask the next question (the name of a test, then its file)
        question, self.question = self.question, None
        if question is not None:
            self.attempt(lambda: question.answered(text))

    def take_choice(self, number: int) -> bool:
        """Take the choice of the open panel with this number, from 1; whether there is one."""
        if not 1 <= number <= len(self.choices):
            return False
        choice = self.choices[number - 1]
        self.panel, self._made = "", None
        self.attempt(choice.taken)
        return True

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something; a refusal becomes a notice on the screen."""
        try:
            act()
        except (SimulatorError, OSError) as error:
            self.session.notice = str(error).replace("\n", "; ")

    def scroll(self, rows: int) -> None:
        """Scroll down by rows, or up where the number is negative; in a list, move by choices."""
        if self.choices:
            self.selected = max(0, min(self.selected + rows, len(self.choices) - 1))
        elif self.panel:
            self.top = max(0, self.top + rows)
        else:
            self.read_back = max(0, self.read_back - rows)

    def turn_page(self, pages: int) -> None:
        """Turn pages forward, or back; the last row of one is the first of the next."""
        self.scroll(pages * max(1, self.page - 1))

    def go_to_edge(self, *, end: bool) -> None:
        """Go to the end, or to the beginning."""
        self.scroll(ROWS_MOST if end else -ROWS_MOST)

    def take_selected(self) -> None:
        """Take the choice that is marked in the open panel, where there is one."""
        self.take_choice(self.selected + 1)
