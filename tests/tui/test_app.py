"""Keys are typed into the real application, and words are read off its screen. Time stands still unless skipped."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from prompt_toolkit.application import AppSession, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from simulator import CallRecord, Flow, UsageError
from simulator.callers.transcript import recap
from simulator.tui import app
from simulator.tui.pace import Pace
from simulator.tui.session import Session
from simulator.tui.views import live_rows

SECONDS_MOST = 10.0
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
        """The live part, as it was last drawn."""
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
            call = group.create_task(app.hold(session))
            group.create_task(_acting(person, at))
        return call.result()

    return asyncio.run(both())


async def _acting(person: Person, at: Terminal) -> None:
    await person(at)


def outcome(flow: Flow, person: Person, columns: int = 80, rows: int = 24) -> tuple[str, str]:
    """What a person's call came to in one sentence, and all that was printed."""
    with terminal(columns, rows) as at:
        return recap(called(Session(flow, Pace(paused=True)), person, at)), at.printed


def test_a_key_acts_at_once_without_enter(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting", "[1] Booking desk")
        at.type("1")

    said, printed = outcome(clinic, person)

    assert said == "Routed to Booking desk (department||108000) after 0:00.0."
    assert "● presses 1 into the recording" in printed
    assert "→ Booking desk (department||108000)" in printed


def test_wrong_keys_are_counted_on_the_screen(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("wrong keys 0 of 2")
        at.type("9")
        await at.reads("plays sorry", "wrong keys 1 of 2")
        at.type("*")
        await at.reads("wrong keys 2 of 2")
        at.type("#")
        await at.reads("plays goodbye", "keys are not heard")
        at.type("1n")

    said, printed = outcome(clinic, person)

    assert said == "Routed to Reception (extension||050109590001) after 0:04.4."
    assert "presses 1, which nobody hears" in printed


def test_n_skips_to_the_next_event(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("0.0 of 8.2 s")
        at.type("n")
        await at.reads("waits for a key", "5.0 s left", "0:08.2")
        at.type("n")
        await at.reads("plays are-you-there", "silences 1 of 2")
        at.type("n")
        await at.reads("plays greeting", "0:16.8")
        at.type("n")
        await at.reads("waits for a key", "0:25.0")
        at.type("3")

    said, _ = outcome(clinic, person)

    assert said == "Routed to Night voicemail (voicemail||9001) after 0:25.0."


def test_a_menu_behind_a_menu_and_back(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("Main menu")
        at.type("2")
        await at.reads("── Billing ──", "[1] Bill payments", "[3] Main menu")
        at.type("3")
        await at.reads("── Main menu ──", "[2] Billing (menu)")
        at.type("2")
        await at.reads("── Billing ──")
        at.type("2")

    said, _ = outcome(clinic, person)

    assert said == "Routed to Billing questions (department||108003) after 0:00.0."


@pytest.mark.parametrize("key", ["h", "q", "\x03", "\x04"], ids=["h", "q", "ctrl-c", "ctrl-d"])
def test_hanging_up(clinic: Flow, key: str) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type(f"n{key}")

    said, printed = outcome(clinic, person)

    assert said == "Abandoned by the caller after 0:08.2."
    assert "● hangs up" in printed


def test_the_end_of_input_hangs_up(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.pipe.close()

    assert outcome(clinic, person)[0] == "Abandoned by the caller after 0:00.0."


def test_help_comes_and_goes(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("? help")
        at.type("?")
        await at.reads("hang up, and leave", "faster")
        at.type("?")
        await at.reads("? help")
        at.type("h")

    outcome(clinic, person)


def test_time_stops_and_goes_on_at_another_speed(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("stopped", "· 1x")
        at.type("++-")
        await at.reads("· 2x")
        at.type("   ")
        shown = await at.reads("plays greeting")
        assert "stopped" not in shown.replace("stopped", "", 1)
        at.type("h")

    assert outcome(clinic, person)[0].startswith("Abandoned by the caller after 0:00.")


def test_keys_that_mean_nothing_do_nothing(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("x\r\t\x1b[A\x1b[200~12\x1b[201~é")
        await at.reads("plays greeting", "wrong keys 0 of 2")
        at.type("0")

    assert outcome(clinic, person)[0].startswith("Routed to Reception")


@pytest.mark.parametrize(("columns", "rows"), [(60, 15), (80, 24), (200, 60)])
def test_every_usual_size_shows_all_that_matters(clinic: Flow, columns: int, rows: int) -> None:
    async def person(at: Terminal) -> None:
        await at.reads(
            "greeting, 8.2 s",
            "── Main menu ─",
            "0.0 of 8.2 s",
            "a key stops it",
            "[1] Booking desk",
            "[0] Reception",
            "wrong keys 0 of 2 · silences 0 of 2 · acefone · 1x",
            "h hang up",
        )
        at.type("h")

    outcome(clinic, person, columns, rows)


def test_a_terminal_too_small_still_takes_keys(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("Main menu: 8.2 s left")
        at.type("1")

    assert outcome(clinic, person, 36, 6)[0].startswith("Routed to Booking desk")


def test_a_silent_person_hears_it_all_in_real_time_only_faster(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        pass

    with terminal() as at:
        record = called(Session(clinic, Pace(5000.0)), person, at)

    assert recap(record) == "Routed to Reception (extension||050109590001) after 0:51.2."
    assert record.heard == ["19549", "245", "19549", "245", "19549", "246"]
    assert "We will now put you through to reception. Goodbye for now." in " ".join(at.printed.split())


def test_an_endless_call_ends(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        pass

    welcome = {
        "name": "Round",
        "destination_type": "single",
        "forward_destination_type": "ivr",
        "forward_destination_id": "@main",
    }
    main = type(clinic.receptionists["main"]).model_validate(welcome)
    with terminal() as at:
        record = called(Session(Flow(entry="main", receptionists={"main": main}), Pace(), limit=50), person, at)

    assert recap(record) == "Endless: this call is still in the menu after 0:00.0."


class Broken(Session):
    """A session with a fault."""

    fault = ZeroDivisionError("a fault of ours")

    def press(self, key: str) -> None:
        raise self.fault


def test_a_fault_behind_a_key_leaves_the_terminal(clinic: Flow) -> None:
    async def person(at: Terminal) -> None:
        await at.reads("plays greeting")
        at.type("1")

    with terminal() as at, pytest.raises(ExceptionGroup) as raised:
        called(Broken(clinic, Pace(paused=True)), person, at)

    assert raised.value.exceptions == (Broken.fault,)


@pytest.mark.parametrize("drawing", ["first", "later"])
def test_a_fault_of_drawing_leaves_the_terminal(clinic: Flow, drawing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*seen: Any) -> Any:
        if drawing == "first" or seen[0].help_shown:
            raise Broken.fault
        return live_rows(*seen)

    async def person(at: Terminal) -> None:
        if drawing == "later":
            await at.reads("plays greeting")
            at.type("?")

    monkeypatch.setattr("simulator.tui.app.live_rows", broken)
    with terminal() as at, pytest.raises(ExceptionGroup) as raised:
        called(Session(clinic, Pace(paused=True)), person, at)

    assert raised.value.exceptions == (Broken.fault,)


def test_a_fault_of_the_presenter_leaves_the_terminal(clinic: Flow) -> None:
    class Mute(Session):
        def show(self, turn: object) -> None:
            raise Broken.fault

    async def person(at: Terminal) -> None:
        pass

    with terminal() as at, pytest.raises(ExceptionGroup) as raised:
        called(Mute(clinic, Pace(paused=True)), person, at)

    assert raised.value.exceptions == (Broken.fault,)


@pytest.mark.parametrize("speed", [0.0, 0.5, 51.0, float("nan"), float("inf")])
def test_a_speed_out_of_bounds_is_refused(clinic: Flow, speed: float) -> None:
    with pytest.raises(UsageError) as refused:
        app.run(clinic, speed=speed)

    assert str(refused.value) == f"a speed of {speed:g} is not accepted; 1 to 50 is"


def test_without_a_terminal_the_way_to_play_is_told(clinic: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    with pytest.raises(UsageError) as refused:
        app.run(clinic)

    assert str(refused.value) == (
        "a live call needs a terminal that can move its cursor; without one: ivrsim play FLOW --caller '9 silence 1'"
    )
