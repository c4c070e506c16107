"""``ivrsim call``: it needs a terminal; what it does there is tested with the screen."""

import io
import sys
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

import pytest

from simulator import Flow, play
from simulator.cli import call
from simulator.cli.main import run
from simulator.tui import app

Command = Callable[..., CompletedProcess[str]]

POINTER = "ivrsim call needs a terminal to press keys at; without one: ivrsim play FLOW --caller '9 silence 1'\n"


def test_without_a_terminal_it_points_to_play(ivrsim: Command, program: Command) -> None:
    for done in (ivrsim("call", "example:clinic"), ivrsim("call"), program("call", "example:clinic")):
        assert (done.stdout, done.stderr, done.returncode) == ("", POINTER, 2)


@pytest.mark.parametrize("speed", ["0", "-1", "51", "nan", "inf", "fast", ""])
def test_the_speed_is_a_number_from_1_to_50(ivrsim: Command, speed: str) -> None:
    done = ivrsim("call", "example:clinic", f"--speed={speed}")
    assert (done.stderr, done.returncode) == (f"--speed {speed}: a number from 1 to 50 is accepted\n", 2)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("left_early", [False, True])
def test_at_a_terminal_the_call_is_made_and_summed_up(monkeypatch: pytest.MonkeyPatch, left_early: bool) -> None:
    asked: dict[str, Any] = {}

    def made(flow: Flow, *, speed: float) -> Any:
        asked.update(entry=flow.entry, semantics=flow.semantics.profile, speed=speed)
        return None if left_early else play(flow, "1")

    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(app, "run", made)
    given = ["call", "example:clinic", "--entry", "billing", "--semantics", "freepbx", "--speed", "2.5"]
    assert run(given) == 0
    assert asked == {"entry": "billing", "semantics": "freepbx", "speed": 2.5}
    recap = "Routed to Bill payments (department||108002) after 0:11.3.\n"
    assert screen.getvalue() == ("" if left_early else recap)
    assert call.SPEED_MOST == 50
