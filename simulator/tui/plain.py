"""A call in lines of text, for screen readers, logs and pipes: nothing is drawn twice, and nothing waits.

Time stands still until the person says what happens: a line of keys presses them now, an empty line lets the
recording or the wait come to its end, and every command of the screen goes by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from simulator.callers.call_record import CallRecord
from simulator.callers.transcript import clock_text, layout_lines, recap_sentence
from simulator.tui import commands
from simulator.tui.desk import Desk
from simulator.tui.session import Session
from simulator.tui.stage import Stage

INTRODUCTION = (
    "Type keys to press them; an empty line lets the next thing happen; help lists the commands; quit leaves."
)


def hold_in_lines(session: Session, lines: Iterator[str], say: Callable[[str], None], *, tests: str = "") -> CallRecord:
    """Hold a session over lines that are read and lines that are said; its clock has to stand still.

    The end of the lines hangs up, as the caller.
    """
    desk = Desk(session, tests=tests)
    paper = _PlainPrinter(desk, say)
    say(INTRODUCTION)
    session.answer_call()
    paper.print_news()
    for line in lines:
        session.notice = ""
        desk.attempt(partial(commands.run_line, desk, line.strip() or "next"))
        if _is_left(session):
            break
        session.advance_to(session.clock.now())
        paper.print_news()
    record = session.record_at_the_end()
    paper.print_lines()
    say(recap_sentence(record))
    return record


def _is_left(session: Session) -> bool:
    return session.left


class _PlainPrinter:
    """Prints a call's news, and remembers what was printed."""

    def __init__(self, desk: Desk, say: Callable[[str], None]) -> None:
        self.desk = desk
        self.say = say
        self.stage: Stage | None = None
        self.told = 0
        self.world: object = None
        self.printed: set[str] = set()

    def print_news(self) -> None:
        """Print what is new: the transcript, a notice, the requested panel, and where the call is."""
        session = self.desk.session
        self.print_world()
        self.print_lines()
        if session.notice:
            self.say(session.notice)
        panel = self.desk.open_panel
        if panel is not None:
            self.say(panel.title)
            for line in (*panel.lines, *(choice.told for choice in panel.choices)):
                self.say(f"  {line}")
            self.desk.close_top()
        self.say(self._where_words())

    def print_world(self) -> None:
        """Print the moment of the call, how the schedules stand and what is given, where that is new."""
        session = self.desk.session
        circumstances, at_ms = session.tape.circumstances, session.clock.now()
        if not session.flow.schedules and not circumstances.given:
            return
        # the moment goes on with every line; it is news only with another call, or when an answer changes
        news = session.calls.current, circumstances, session.board.standings(circumstances, at_ms)
        if news != self.world:
            self.world = news
            self.say(session.board.describe(circumstances, at_ms))

    def print_lines(self) -> None:
        """Print the new lines of the transcript; after winding, none of those that were printed before."""
        session = self.desk.session
        if session.stage is not self.stage:
            rewound = self.stage is not None
            # a new call is news where a schedule decides how it begins
            is_new = bool(session.flow.routes) and session.calls.current not in self.printed
            told = len(session.lines) if rewound and session.tape.acts and not is_new else 0
            self.stage, self.told = session.stage, told
            self.printed.add(session.calls.current)
        playing = session.playing
        for place in range(self.told, len(session.lines)):
            line = session.lines[place]
            layout = layout_lines([line])
            self.say(layout[0])
            words = playing.words if playing is not None and playing.line == place else line.quote
            if words:
                self.say(f"            “{words}”")
        self.told = len(session.lines)

    def _where_words(self) -> str:
        session = self.desk.session
        situation = session.situation
        if situation is None:
            return "The call is over: undo, restart, save NAME, or quit."
        at = clock_text(session.clock.now())
        ringing = session.ringing
        if ringing is not None:
            answers = "pickup, nobody or busy" if "busy" in ringing.answers else "pickup or nobody"
            until = clock_text(situation.until)
            return f"{at} {situation.menu} rings until {until}: {answers}; empty line: {situation.then}"
        offers = ", ".join(f"{offer.keys} {offer.leads}" for offer in situation.offers)
        keys = (
            f"keys: {offers}" if offers else "keys are not heard" if not situation.hears_keys else "no choice is left"
        )
        return f"{at} {situation.menu}: {keys}; empty line: {situation.then or 'on'}"
