"""The real program in a real (pseudo) terminal: it is left as it was found, whatever happens."""

import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo terminals are POSIX")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).parent.parent.parent
CALL = ["-m", "simulator", "call", str(ROOT / "flows" / "clinic"), "--speed", "50"]
SLOWER = [*CALL[:-1], "10"]
"""For a caller who acts on what the screen shows, also where the machine is busy."""
SECONDS_MOST = 60.0

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>])")


class RealTerminal:
    """A pseudo terminal with the program in it."""

    def __init__(self, arguments: list[str], **environment: str) -> None:
        self.ours, self.its = pty.openpty()
        termios.tcsetwinsize(self.its, (24, 80))
        self.settings = termios.tcgetattr(self.its)
        self.written = ""
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PYTHONIOENCODING")}
        self.program = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=self.its,
            stdout=self.its,
            stderr=self.its,
            cwd=ROOT,
            env={**kept, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )

    def reads(self, words: str) -> None:
        """Wait until the words have been written."""
        until = time.monotonic() + SECONDS_MOST
        while words not in self.text:
            assert self._more(until), f"{words!r} was never written, but {self.text!r}"

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def ends(self) -> int:
        """The exit code, once everything has been read."""
        while self._more(time.monotonic() + 0.2) or self.program.poll() is None:
            pass
        return self.program.wait(SECONDS_MOST)

    @property
    def text(self) -> str:
        return _ESCAPES.sub("", self.written)

    @property
    def last_line(self) -> str:
        return self.text.strip().splitlines()[-1]

    def _more(self, until: float) -> bool:
        ready, _, _ = select.select([self.ours], [], [], max(0.0, until - time.monotonic()))
        if ready:
            self.written += os.read(self.ours, 65_536).decode(errors="replace")
        return bool(ready)

    def is_as_it_was(self) -> bool:
        """Whether keys are echoed and read by the line again, the cursor shows, and pasting is plain."""
        shows = self.written.rfind("\x1b[?25h") > self.written.rfind("\x1b[?25l")
        plain = self.written.rfind("\x1b[?2004l") >= self.written.rfind("\x1b[?2004h")
        return bool(termios.tcgetattr(self.its) == self.settings) and shows and plain

    def close(self) -> None:
        """Close the terminal, whatever runs in it."""
        for end in (self.ours, self.its):
            os.close(end)
        self.ours = self.its = -1


@contextmanager
def running(arguments: list[str], **environment: str) -> Iterator[RealTerminal]:
    terminal = RealTerminal(arguments, **environment)
    try:
        yield terminal
    finally:
        terminal.program.kill()
        terminal.program.wait()
        if terminal.ours >= 0:
            terminal.close()


def test_a_call_is_made_and_told_in_one_line() -> None:
    with running(SLOWER) as terminal:
        terminal.reads("waits for a key")
        terminal.type("1")
        terminal.reads("the call is over")
        terminal.type("qn\r")
        assert terminal.ends() == 0
        assert terminal.is_as_it_was()
        assert terminal.last_line.startswith("Routed to Booking desk (department||108000) after 0:")


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"], ids=["q", "ctrl-c", "ctrl-d"])
def test_leaving_leaves_the_terminal_as_it_was(key: str) -> None:
    with running(CALL) as terminal:
        terminal.reads("u undo")
        terminal.type(key)
        assert terminal.ends() == 0
        assert terminal.is_as_it_was()
        assert terminal.last_line.startswith("Abandoned by the caller after 0:")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_program_that_is_told_to_end_hangs_up(sent: signal.Signals) -> None:
    with running(CALL) as terminal:
        terminal.reads("u undo")
        terminal.program.send_signal(sent)
        assert terminal.ends() == 0
        assert terminal.is_as_it_was()
        assert terminal.last_line.startswith("Abandoned by the caller after 0:")


def test_a_terminal_that_is_closed_ends_the_program() -> None:
    with running(CALL) as terminal:
        terminal.reads("u undo")
        terminal.close()
        assert terminal.program.wait(SECONDS_MOST) is not None


@pytest.mark.parametrize("fault", ["screen_rows", "signs_for"])
def test_a_fault_of_drawing_leaves_the_terminal_as_it_was(fault: str) -> None:
    broken = (
        f"import sys, simulator.tui.app as app; app.{fault} = lambda *seen: 1 / 0; "
        f"from simulator.cli.main import run; sys.exit(run({CALL[2:]!r}))"
    )
    with running(["-c", broken]) as terminal:
        assert terminal.ends() == 2
        assert terminal.is_as_it_was()
        assert "ZeroDivisionError: division by zero" in terminal.text
        assert "Traceback" not in terminal.text


def test_no_color_means_no_colour() -> None:
    with running(CALL, NO_COLOR="1", PYTHONIOENCODING="ascii") as terminal:
        terminal.reads("waits for a key")
        terminal.type("3")
        terminal.reads("the call is over")
        terminal.type("\x03")
        assert terminal.ends() == 0
        assert re.findall(r"\x1b\[[0-9;]*3[0-7][0-9;]*m", terminal.written) == []
        assert terminal.text.isascii()


SCREEN = re.search(r"```text\n(  0:00\.0  ☎ Main menu .*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
"""The picture of the screen in the README."""


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A terminal multiplexer of its own, in which the program runs at 80x24."""
    socket = str(tmp_path / "tmux")

    def run(*words: str) -> str:
        return subprocess.run(["tmux", "-S", socket, *words], check=True, capture_output=True, text=True).stdout

    program = shlex.join([sys.executable, "-m", "simulator", "call", str(ROOT / "flows" / "clinic")])
    subprocess.run(
        ["tmux", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", program],
        check=True,
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    try:
        yield run
    finally:
        subprocess.run(["tmux", "-S", socket, "kill-server"], check=False, capture_output=True)


def test_the_screen_in_a_real_terminal(tmux: Callable[..., str]) -> None:
    def reads(words: str) -> str:
        until = time.monotonic() + SECONDS_MOST
        while words not in (screen := tmux("capture-pane", "-p")):
            assert time.monotonic() < until, f"{words!r} was never shown, but {screen}"
        return screen

    reads("plays greeting")
    tmux("send-keys", "Space")
    reads("stopped")
    tmux("send-keys", "n")
    reads("waits for a key")
    tmux("send-keys", "9")
    reads("plays sorry")
    tmux("send-keys", "n")
    reads("0:11.4")

    assert SCREEN is not None
    assert reads("0.0 of 8.2 s") == SCREEN[1]
