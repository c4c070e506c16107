"""Keys are typed into the real application, and words are read off its screen. Time stands still unless skipped."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import AppSession, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from simulator import CallRecord, Flow, UsageError, load
from simulator.callers.transcript import recap_sentence
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.runner import run
from simulator.tui import app
from simulator.tui.circumstances import Circumstances
from simulator.tui.desk import Desk
from simulator.tui.keymap import shortcuts_panel
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook
from tests.callers.world_flow import NUMBER, world_flow

SECONDS_MOST = 300.0
"""A test that waits longer for a word is stuck."""


class Paper(DummyOutput):
    """A terminal of a size that keeps all that is written to it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.size = Size(rows=rows, columns=columns)
        self.written: list[str] = []

    def get_size(self) -> Size:
        return self.size

    def write(self, data: str) -> None:
        self.written.append(data)


@dataclass
class Terminal:
    """A person's keyboard and screen."""

    pipe: PipeInput
    paper: Paper
    running: AppSession
    drawn: asyncio.Event = field(default_factory=asyncio.Event)

    def type(self, keys: str) -> None:
        self.pipe.send_text(keys)

    def screen(self) -> str:
        """The screen, as it was last drawn."""
        screen = self.running.app.renderer.last_rendered_screen if self.running.app else None
        if screen is None:
            return ""
        rows = (screen.data_buffer[row] for row in range(screen.height))
        return "\n".join("".join(row[column].char for column in range(self.paper.size.columns)) for row in rows)

    async def reads(self, *words: str) -> str:
        """Wait until all of the words stand on the screen; the screen."""
        while self.running.app is None:
            await asyncio.sleep(0)
        self.running.app.after_render += lambda _: self.drawn.set()
        while not all(word in self.screen() for word in words):
            self.drawn.clear()
            await self.drawn.wait()
        return self.screen()

    async def loses(self, word: str) -> None:
        """Wait until a word is gone from the screen."""
        while word in self.screen():
            self.drawn.clear()
            await self.drawn.wait()

    @property
    def printed(self) -> str:
        """Everything that was ever written, drawn or printed."""
        return "".join(self.paper.written).replace("\r\n", "\n")


Person = Callable[[Terminal], Awaitable[None]]


@contextmanager
def terminal(columns: int = 80, rows: int = 24) -> Iterator[Terminal]:
    paper = Paper(columns, rows)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=paper) as running:
        yield Terminal(pipe, paper, running)


def called(session: Session, person: Person, at: Terminal) -> CallRecord:
    """A person makes a call; its record."""

    async def both() -> CallRecord:
        async with asyncio.timeout(SECONDS_MOST), asyncio.TaskGroup() as group:
            call = group.create_task(app.hold_session(session))
            group.create_task(_acting(person, at))
        return call.result()

    return asyncio.run(both())


async def _acting(person: Person, at: Terminal) -> None:
    await person(at)


def outcome(flow: Flow, person: Person, columns: int = 80, rows: int = 24) -> str:
    """What a person's call came to, in one sentence."""
    with terminal(columns, rows) as at:
        return recap_sentence(called(Session(flow, CallClock(paused=True)), person, at))


def test_a_key_acts_at_once_without_enter(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting", "[1] ● Booking desk")
        at.type("1")
        await at.reads("[1] Booking desk", "→ Booking desk", "The call is over", "undo the last turn")
        at.type("\x03")

    assert outcome(clinic, person) == "Routed to Booking desk (department||108000) after 0:00.0."


def test_wrong_keys_are_counted_on_the_screen(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("wrong 0/3")
        at.type("9")
        await at.reads("plays sorry", "wrong 1/3")
        at.type("*")
        await at.reads("wrong 2/3")
        at.type("#")
        await at.reads("plays goodbye", "keys are not heard")
        at.type("1n")
        await at.reads("The call is over", "⟦1⟧ is not heard here")
        at.type("\x03")

    assert outcome(clinic, person) == "Routed to Reception (extension||050109590001) after 0:04.4."


def test_n_goes_to_the_next_event(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("0.0 of 8.2 s")
        at.type("n")
        await at.reads("waits for a key", "5.0 s left", "0:08.2")
        at.type("n")
        await at.reads("plays are-you-there", "silent 1/3")
        at.type("n")
        await at.reads("plays greeting", "0:16.8")
        at.type("n")
        await at.reads("waits for a key", "0:25.0")
        at.type("3")
        await at.reads("The call is over")
        at.type("\x03")

    assert outcome(clinic, person) == "Routed to Night voicemail (voicemail||9001) after 0:25.0."


def test_the_map_follows_the_call(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("Main menu            ◀ here")
        at.type("2")
        await at.reads("› 2 Billing", "├2 ▾ Billing         ◀ here", "└↺ 3 Main menu")
        at.type("3")
        await at.reads("Main menu            ◀ here", "[3] Main menu", "├2 ▾ Billing   ")
        at.type("\x03")

    outcome(clinic, person)


def test_panes_lists_and_the_map_by_tab_arrows_and_enter(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("┏━ Call ━", "┌─ If you press ─")
        at.type("\t")
        await at.reads("┌─ Call ─", "┏━ If you press ━", "›[1] ● Booking desk", "Enter presses it")
        at.type("\x1b[B\r")
        await at.reads("› 2 Billing", "┏━ If you press ━", "›[1] ● Bill payments")
        at.type("\t\x1b[D")
        await at.reads("┏━ Map ━", "›├2 ▸ Billing         ◀ here")
        at.type("\x1b[C\x1b[Z\x1b[Z")
        await at.reads("┏━ Call ━", "├2 ▾ Billing         ◀ here")
        at.type("\x03")

    outcome(clinic, person)


def test_a_wrong_key_is_lit_on_the_keypad_and_goes_out_again(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("│ 1 ││ 2 ││ 3 │", "plays greeting")
        at.type("9")
        await at.reads("  7    8   ⟦9⟧")
        await at.reads("  7    8    9 ", "⟦9⟧ not a choice, 1 of 3")
        at.type("\x03")

    outcome(clinic, person, 200, 60)


def test_pasted_keys_are_pressed_and_other_text_is_not(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("\x1b[200~hello 1\x1b[201~")
        await at.reads("only telephone keys can be pasted", "wrong 0/3")
        at.type("\x1b[200~2\n\x1b[201~")
        await at.reads("› 2 Billing")
        at.type("\x03")

    assert outcome(clinic, person) == "Abandoned by the caller after 0:00.0."


def test_undo_and_redo(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("n9")
        await at.reads("wrong 1/3")
        at.type("u")
        await at.reads("wrong 0/3", "undone", "5.0 s left", "paused")
        at.type("U")
        await at.reads("wrong 1/3", "redone")
        at.type("u1")
        await at.reads("→ Booking desk")
        at.type("u")
        await at.reads("5.0 s left")
        at.type("2")
        await at.reads("[2] Billing")
        at.type("\x03")

    assert outcome(clinic, person) == "Abandoned by the caller after 0:08.2."


def test_what_if_and_why(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("w")
        await at.reads("What if, from here", "press another key (9)  → wrong key 1", "stay silent")
        at.type("9e")
        await at.reads("Why the call is here", "9 is not an entry of main", "final_on: after_retries")
        at.type("e")
        await at.reads("plays sorry")
        at.type("\x03")

    outcome(clinic, person)


def test_a_fork_and_the_way_back(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("f")
        await at.reads("call 2 continues from here")
        at.type("2")
        await at.reads("› 2 Billing")
        at.type("c")
        await at.reads("[1] call 1: Main menu", "[2] call 2")
        at.type("1")
        await at.reads("Call 1 of 2")
        at.type("\x03")

    outcome(clinic, person)


def test_bookmarks(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("b")
        await at.reads("No bookmarks yet")
        at.type("bn")
        await at.reads("5.0 s left")
        at.type("B")
        await at.reads("bookmark m1 is set")
        at.type("1")
        await at.reads("The call is over")
        at.type("b1")
        await at.reads("5.0 s left", "at bookmark m1")
        at.type("\x03")

    assert outcome(clinic, person) == "Abandoned by the caller after 0:08.2."


def test_the_same_caller_under_another_profile(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("n9m")
        await at.reads("[1] acefone (current)", "[2] freepbx")
        at.type("2")
        await at.reads("freepbx · 1×", "call 2 repeats this caller under freepbx", "wrong 1/3")
        at.type("\x03")

    outcome(clinic, person)


def test_a_call_is_saved_as_a_test_that_passes(tmp_path: Path) -> None:
    path = tmp_path / "mine.calls.yaml"

    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("n9nn1")
        await at.reads("The call is over")
        at.type("s")
        await at.reads("name of the test: presses 9, 1: Booking desk")
        at.type("\x15booked\r")
        await at.reads("This test is appended", "- name: booked", "append to: ")
        at.type(f"\x15{path}\r")
        await at.reads("saved as")
        at.type("q")

    folder = Path(__file__).parents[2] / "flows" / "clinic"
    assert outcome(load(folder), person).startswith("Routed to Booking desk")
    (test,) = load_tests(path, within=[folder]).tests
    assert (test.name, run(test).passed) == ("booked", True)


OFFER = "not saved: s saves and leaves, q leaves, Esc stays"


def test_q_offers_once_to_save_the_call_and_q_again_leaves(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("1")
        await at.reads("The call is over")
        at.type("q")
        await at.reads(OFFER)
        at.type("\x1b")
        await at.loses(OFFER)
        at.type("q")
        await at.reads(OFFER)
        at.type("?")
        await at.reads("Keys, and commands by name")
        at.type("qq")

    assert outcome(clinic, person).startswith("Routed to Booking desk")


def test_q_then_save_leaves_once_the_call_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "mine.calls.yaml"

    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("n2")
        await at.reads("plays billing-greeting")
        at.type("q")
        await at.reads(OFFER)
        at.type("s")
        await at.reads("name of the test: presses 2")
        at.type("\r")
        await at.reads("- hears: billing-greeting", "append to: ")
        at.type(f"\x15{path}\r")

    flow = load(Path(__file__).parents[2] / "flows" / "clinic")
    assert outcome(flow, person) == "Abandoned by the caller after 0:08.2."
    (test,) = load_tests(path, within=[Path(flow.source)]).tests
    assert (test.name, run(test).passed) == ("presses 2", True)


def test_a_refused_save_says_how_to_proceed_and_stays(clinic: Flow) -> None:
    flow = changed_greeting(clinic)

    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("2")
        await at.reads("[2] Billing")
        at.type("qs")
        await at.reads("name of the test: presses 2")
        at.type("\r")
        await at.reads("nothing has been heard since key 2, so a test of this call would pass", "save again")
        at.type("qq")

    assert outcome(flow, person) == "Abandoned by the caller after 0:00.0."


def changed_greeting(flow: Flow) -> Flow:
    """The flow with a billing menu that plays no greeting."""
    billing = flow.receptionists["billing"].model_copy(update={"greeting": None})
    return replace(flow, receptionists={**flow.receptionists, "billing": billing})


def test_a_choice_beyond_the_ninth_is_taken_with_the_arrows_and_enter(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("BBBBBBBBBBn")
        await at.reads("0:08.2")
        at.type("Bb")
        await at.reads("›[1] m1: 0:00.0", "[9] m9: 0:00.0", " 10 m10: 0:00.0", " 11 m11: 0:08.2", "Enter takes")
        at.type("\x1b[B" * 10)
        await at.reads("› 11 m11")
        at.type("\x1b[A")
        await at.reads("› 10 m10")
        at.type("\r")
        await at.reads("at bookmark m10", "paused 0:00.0")
        at.type("\x03")

    outcome(clinic, person)


def test_every_row_of_the_help_is_read_by_turning_pages(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("☎ Main menu")
        at.type("?")
        screen = await at.reads("more lines")
        pages = [screen]
        while "more lines" in screen:
            left = next(line for line in screen.splitlines() if "more lines" in line).rstrip()
            at.type("\x1b[6~")
            await at.loses(left)
            screen = at.screen()
            pages.append(screen)
        read = [line.rstrip() for page in pages for line in page.splitlines()]
        wanted = help_rows(clinic)
        assert [row for row in wanted if row not in read] == []
        at.type("\x1b[H")
        await at.loses(":quit")
        assert at.screen() == pages[0]
        at.type("\x03")

    outcome(clinic, person, 60, 15)


def help_rows(flow: Flow) -> list[str]:
    """All rows of the help, as a terminal high enough shows them in 59 cells."""
    desk = Desk(Session(flow, CallClock(paused=True)))
    desk.toggle_panel("help", shortcuts_panel)
    rows = ["".join(text for _, text in row) for row in screen_rows(desk, TerminalLook(60, 250))]
    return [row for row in rows if row.startswith("┃")]


def test_q_leaves_at_once_where_nothing_was_done(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("nq")

    assert outcome(clinic, person) == "Abandoned by the caller after 0:08.2."


def test_commands_by_name_are_completed(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type(":goto bi\t")
        await at.reads(":goto billing")
        at.type("\r")
        await at.reads("☎ Billing", "Call 2 of 2")
        at.type(":pres 1\r")
        await at.reads("'pres' is not a command; did you mean press?")
        at.type(":press 12#\r")
        await at.reads("The call is over")
        at.type(":quit\r")

    assert outcome(clinic, person) == "Routed to Bill payments (department||108002) after 0:00.0."


def test_the_map_is_searched(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("/questions\r")
        await at.reads("Map: “questions”", "billing 2 Billing questions")
        at.type("\x1b")
        await at.reads("Main menu            ◀ here")
        at.type("\x03")

    outcome(clinic, person)


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_leaving_at_once(clinic: Flow, key: str) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type(f"n{key}")

    assert outcome(clinic, person) == "Abandoned by the caller after 0:08.2."


def test_hanging_up_ends_the_call_and_the_screen_stays(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("h")
        await at.reads("× you hang up", "Abandoned by the caller after 0:00.0.", "call again")
        at.type("r")
        await at.reads("Call 2 of 2", "plays greeting")
        at.type("\x03")

    outcome(clinic, person)


def test_the_end_of_input_hangs_up(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.pipe.close()

    assert outcome(clinic, person) == "Abandoned by the caller after 0:00.0."


def test_help_comes_and_goes(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("? help")
        at.type("?")
        await at.reads("Keys, and commands by name", "undo the last turn")
        at.type("?")
        await at.reads("☎ Main menu")
        at.type("\x03")

    outcome(clinic, person)


def test_time_stops_and_goes_on_at_another_speed(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("paused", "· 1×")
        at.type("++-")
        await at.reads("· 2×")
        at.type("\x03")

    assert outcome(clinic, person).startswith("Abandoned by the caller after 0:00.")


def test_keys_that_mean_nothing_do_nothing(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("x\r\t\x1b[A\x1b[200~q12\x1b[201~é")
        await at.reads("plays greeting", "wrong 0/3")
        at.type("0")
        await at.reads("The call is over")
        at.type("\x03")

    assert outcome(clinic, person).startswith("Routed to Reception")


@pytest.mark.parametrize(("columns", "rows"), [(60, 15), (80, 24), (200, 60)])
def test_every_usual_size_shows_all_that_matters(clinic: Flow, columns: int, rows: int) -> None:
    async def person(at: Terminal) -> None:
        await at.reads(
            " Main menu ",
            "☎ Main menu",
            "0.0 of 8.2 s",
            "[1]",
            "Booking desk",
            "[0]",
            "wrong",
            "everyone picks up (assumed) · acefone · 1×",
            "? help",
        )
        at.type("\x03")

    outcome(clinic, person, columns, rows)


def test_a_terminal_too_small_says_so_and_takes_keys(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("Main menu: 8.2 s left", "this screen is 36x6; 40x10")
        at.type("1")
        await at.reads("The call is over")
        at.type("\x03")

    assert outcome(clinic, person, 36, 6).startswith("Routed to Booking desk")


def test_a_terminal_that_changes_its_size_is_drawn_anew(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("Main menu            ◀ here")
        at.paper.size = Size(rows=15, columns=60)
        at.type("n")
        await at.reads("[1] Booking desk  [2] Billing")
        at.type("\x03")

    outcome(clinic, person)


def test_a_silent_person_hears_it_all_in_real_time_only_faster(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("The call is over")
        at.type("\x03")

    with terminal() as at:
        record = called(Session(clinic, CallClock(5000.0)), person, at)

    assert recap_sentence(record) == "Routed to Reception (extension||050109590001) after 0:51.2."
    assert record.heard == ["19549", "245", "19549", "245", "19549", "246"]


class Broken(Session):
    """A session with a fault."""

    fault = ZeroDivisionError("a fault of ours")

    def press(self, keys: str) -> None:
        raise self.fault


def test_a_fault_behind_a_key_leaves_the_terminal(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("1")

    with terminal() as at, pytest.raises(ExceptionGroup) as raised:
        called(Broken(clinic, CallClock(paused=True)), person, at)

    assert raised.value.exceptions == (Broken.fault,)


@pytest.mark.parametrize("drawing", ["first", "later"])
def test_a_fault_of_drawing_leaves_the_terminal(clinic: Flow, drawing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*seen: Any) -> Any:
        if drawing == "first" or seen[0].panel:
            raise Broken.fault
        return screen_rows(*seen)

    async def person(at: Terminal) -> None:
        if drawing == "later":
            await at.reads("plays greeting")
            at.type("?")

    monkeypatch.setattr("simulator.tui.app.screen_rows", broken)
    with terminal() as at, pytest.raises(ExceptionGroup) as raised:
        called(Session(clinic, CallClock(paused=True)), person, at)

    assert raised.value.exceptions == (Broken.fault,)


def test_a_fault_of_the_presenter_leaves_the_terminal(clinic: Flow) -> None:
    class Mute(Session):
        def take_turn(self, turn: object) -> None:
            raise Broken.fault

    async def person(at: Terminal) -> None:
        pass

    with terminal() as at, pytest.raises(ExceptionGroup) as raised:
        called(Mute(clinic, CallClock(paused=True)), person, at)

    assert raised.value.exceptions == (Broken.fault,)


@pytest.mark.parametrize("speed", [0.0, 0.5, 51.0, float("nan"), float("inf")])
def test_a_speed_out_of_bounds_is_refused(clinic: Flow, speed: float) -> None:
    with pytest.raises(UsageError) as refused:
        app.run_terminal(Session(clinic, CallClock()), speed=speed)

    assert str(refused.value) == f"a speed of {speed:g} is not accepted; use 1 to 50"


def test_without_a_terminal_the_way_to_play_is_told(clinic: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    with pytest.raises(UsageError) as refused:
        app.run_terminal(Session(clinic, CallClock()))

    assert str(refused.value) == app.POINTER


def in_world(person: Person, columns: int = 80, rows: int = 24, *, moment: datetime | None = None) -> CallRecord:
    """A person's call to the number of a flow with schedules and telephones; time stands still unless skipped."""
    made_with = Circumstances(moment or datetime(2026, 12, 24, 10, tzinfo=UTC))
    session = Session(world_flow().rung_at(NUMBER), CallClock(paused=True), circumstances=made_with)
    with terminal(columns, rows) as at:
        return called(session, person, at)


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("p", "Routed to Booking desk (department||108000) after 0:00.0."),
        ("n", "Routed to Night voicemail (voicemail||9001) after 0:20.0."),
        ("b", "Routed to Reception (extension||7) after 0:00.0."),
        ("h", "Abandoned by the caller after 0:00.0."),
        ("7ppb", "Routed to Booking desk (department||108000) after 0:00.0."),
    ],
)
def test_a_key_says_who_picks_up(key: str, end: str) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open", "waits for a key")
        at.type("1")
        await at.reads(
            "Booking desk rings",
            "20.0 s left",
            "[p] ● somebody picks up",
            "p picks up  n nobody answers  b busy  h hangs up",
        )
        at.type(key)
        await at.reads("The call is over")
        at.type("\x03")

    assert recap_sentence(in_world(person)) == end


def test_b_lists_the_bookmarks_and_p_means_nothing_while_no_telephone_rings() -> None:
    async def person(at: Terminal) -> None:
        await at.reads("waits for a key")
        at.type("pb")
        await at.reads("No bookmarks yet")
        at.type("\x03")

    assert in_world(person).outcome.kind == "abandoned"


def test_another_moment_is_typed_and_completed() -> None:
    async def person(at: Terminal) -> None:
        await at.reads("waits for a key")
        at.type(":at tom\t")
        await at.reads(":at tomorrow 9:00")
        at.type("\r")
        await at.reads("call 2, at Fri 25 Dec 2026 09:00, Christmas Day", "Night menu", "closed for a holiday")
        at.type(":given office: open\r")
        await at.reads("from the next time it is asked (r calls again)", "Office hours open (given)")
        at.type("r")
        await at.reads("Call 3 of 3", "Main menu")
        at.type("\x03")

    record = in_world(person)
    assert (record.entry, record.at, record.given) == ("main", "2026-12-25T09:00", {"office": "open"})


def test_a_telephone_rings_until_its_time_is_over() -> None:
    async def person(at: Terminal) -> None:
        await at.reads("waits for a key")
        at.type("1")
        await at.reads("Booking desk rings")
        at.type(":speed 50\r")
        await at.reads("50×")
        at.type(" ")
        await at.reads("does not answer", "The call is over")
        at.type("\x03")

    assert recap_sentence(in_world(person, 130, 40)) == "Routed to Night voicemail (voicemail||9001) after 0:20.0."
