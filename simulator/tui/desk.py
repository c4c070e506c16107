"""The state of the screen around the call: the panes, the open panel, the question at the bottom, the scrolling.

A screen that is drawn notes here which panes it showed (``panes``), how many rows of the one with the focus
(``page``), and where scrolling ended, so that the next key goes on from what the person sees. Each pane scrolls by
itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from simulator.errors import SimulatorError
from simulator.fast_classes import dataclass
from simulator.tui.session import Session

if TYPE_CHECKING:
    from simulator.tui.key_list import KeyItem
    from simulator.tui.map_cursor import MapCursor
    from simulator.tui.panels import Panel, PanelChoice

ROWS_MOST = 1_000_000
"""More rows than anything scrolls through; drawing cuts it to the real end."""


Pane = Literal["call", "keys", "map", "panel"]
"""The panes of a screen: the conversation, what can be pressed, the map, and answers to questions about the call."""


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
    index of the choice that Enter takes; ``question`` is what is to be typed, and ``typed`` the answer so far.
    ``read_back`` is how many rows of the conversation were scrolled up. ``leaving``: the person was offered to save the
    call before they leave. ``suspend`` hands the terminal back to its shell.

    ``focus`` is the pane that arrows and Enter act in, while it is shown. ``marked`` is the index of the key that
    Enter presses, ``lit`` the key that was pressed a moment ago; ``unabridged``: past announcements are shown whole.
    ``is_film``: somebody moves the clock along while it stands still, so that nothing is paused.
    """

    def __init__(self, session: Session, *, tests: str = "") -> None:
        self.session = session
        self.tests = tests
        self.panel = ""
        self._made: Callable[[Session], Panel] | None = None
        self.question: Question | None = None
        self.typed = ""
        self.read_back = 0
        self.top = 0
        self.selected = 0
        self.leaving = False
        self.suspend: Callable[[], None] = lambda: None
        self.page = 1
        self.panes: tuple[Pane, ...] = ("call",)
        self.focus: Pane = "call"
        self._focus_before: Pane = "call"
        self.marked = 0
        self._marked_of: tuple[KeyItem, ...] = ()
        self.lit = ""
        self.unabridged = False
        self.is_film = False

    @cached_property
    def map(self) -> MapCursor:
        """The map, and what a person did to it."""
        from simulator.tui.map_cursor import MapCursor  # plain lines have no map, and start sooner without

        return MapCursor()

    @property
    def focused(self) -> Pane:
        """The pane that arrows and Enter act in now."""
        if self.focus in self.panes or (self.focus == "panel" and self.panel):
            return self.focus
        return self.panes[0]

    def turn_focus(self, steps: int) -> None:
        """Move the focus to the next pane that is shown, or to the one before."""
        self.focus = self.panes[(self.panes.index(self.focused) + steps) % len(self.panes)]

    @property
    def key_items(self) -> tuple[KeyItem, ...]:
        """The keys that do something now; the first one is marked again where others do."""
        from simulator.tui.key_list import key_items

        items = key_items(self.session)
        if items != self._marked_of:
            self._marked_of, self.marked = items, 0
        return items

    @property
    def open_panel(self) -> Panel | None:
        """The panel that is open, as it is now."""
        return self._made(self.session) if self._made else None

    @property
    def choices(self) -> tuple[PanelChoice, ...]:
        """Return the choices of the open panel."""
        panel = self.open_panel
        return panel.choices if panel else ()

    def toggle_panel(self, name: str, build: Callable[[Session], Panel]) -> None:
        """Open a panel, or close it where it is open."""
        same = self.panel == name
        self.panel, self._made = ("", None) if same else (name, build)
        self.top = self.selected = 0
        if same:
            self.focus = self._focus_before
        elif self.focus != "panel":
            self._focus_before, self.focus = self.focus, "panel"

    def close_panel(self) -> None:
        """Close the open panel; the focus is where it was before."""
        if self.panel:
            self.toggle_panel(self.panel, lambda session: Panel("", ()))

    def close_top(self) -> None:
        """Close what is open: the offer to save, else the question, the panel or the search; the call has the focus."""
        if self.leaving and not self.question:
            self.leaving, self.session.notice = False, ""
        elif self.question:
            self.question = None
        elif self.panel:
            self.close_panel()
        else:
            self.map.needle, self.map.place, self.read_back, self.focus = "", None, 0, "call"

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
        self.close_panel()
        self.attempt(choice.taken)
        return True

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something; a refusal becomes a notice on the screen."""
        try:
            act()
        except (SimulatorError, OSError) as error:
            self.session.notice = str(error).replace("\n", "; ")

    def scroll(self, rows: int) -> None:
        """Go down by rows in the pane with the focus, or up where the number is negative; in a list, by choices."""
        match self.focused:
            case "panel" if self.choices:
                self.selected = max(0, min(self.selected + rows, len(self.choices) - 1))
            case "panel":
                self.top = max(0, self.top + rows)
            case "keys":
                self.marked = max(0, min(self.marked + rows, len(self.key_items) - 1))
            case "map":
                self.map.move(rows)
            case "call":
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
