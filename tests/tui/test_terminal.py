"""The real program in a real (pseudo) terminal: it is left as it was found, whatever happens."""

import json
import os
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

pytestmark = pytest.mark.heavy

pty = pytest.importorskip("pty", reason="pseudo terminals are POSIX")
termios = pytest.importorskip("termios")

ROOT = Path(__file__).parent.parent.parent
CALL = ["-m", "simulator", "call", str(ROOT / "flows" / "clinic")]
"""At its own pace the call goes on for 39 s, so that none ends by itself while a busy machine is slow to act."""
SECONDS_MOST = 300.0
"""Only a program that hangs takes so long, also where the machine is busy."""

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>])")


class RealTerminal:
    """A pseudo terminal with the program in it."""

    def __init__(self, arguments: list[str], **environment: str) -> None:
        self.ours, self.its = pty.openpty()
        termios.tcsetwinsize(self.its, (24, 80))
        self.settings = termios.tcgetattr(self.its)
        self.written = ""
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
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
        """Wait until the words are shown; only the cells that change are written, so that what is written has gaps."""
        until = time.monotonic() + SECONDS_MOST
        while not any(words in line for line in self.screen.display):
            shown = "\n".join(self.screen.display)
            assert self._more(until), f"{words!r} was never shown, but {shown}"

    def type(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def passes_the_greeting(self) -> None:
        """Stop the time, and go on to where a key is waited for."""
        self.reads("plays greeting")
        self.type(" ")
        self.reads("paused")
        self.type("n")
        self.reads("waits for a key, 5.0 s left")

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
            more = os.read(self.ours, 65_536)
            self.written += more.decode(errors="replace")
            self.stream.feed(more)
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
    with running(CALL) as terminal:
        terminal.passes_the_greeting()
        terminal.type("1")
        terminal.reads("Routed to Booking")
        terminal.type("qq")
        assert terminal.ends() == 0
        assert terminal.is_as_it_was()
        assert terminal.last_line.startswith("Routed to Booking desk (department||108000) after 0:08.2")


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
        terminal.passes_the_greeting()
        terminal.type("3")
        terminal.reads("Routed to Night")
        terminal.type("\x03")
        assert terminal.ends() == 0
        assert re.findall(r"\x1b\[[0-9;]*3[0-7][0-9;]*m", terminal.written) == []
        assert terminal.text.isascii()


GUIDE = ROOT / "simulator" / "guide" / "callers.md"
SCREEN = re.search(r"```text\n( Main menu .*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
"""The picture of the screen in the guide."""


def called(flow: Path) -> str:
    """The command that calls a flow."""
    return shlex.join([sys.executable, "-m", "simulator", "call", str(flow)])


class Multiplexer:
    """A terminal multiplexer of its own, in which a program runs."""

    def __init__(self, socket: Path, program: str, size: tuple[int, int] = (80, 24)) -> None:
        self.socket = str(socket)
        columns, rows = map(str, size)
        subprocess.run(
            ["tmux", "-S", self.socket, "-f", "/dev/null", "new-session", "-d", "-x", columns, "-y", rows, program],
            check=True,
            cwd=ROOT,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )

    def type(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def reads(self, words: str) -> str:
        """Wait until the words are shown; the screen."""
        until = time.monotonic() + SECONDS_MOST
        while words not in (screen := self._run("capture-pane", "-p")):
            assert time.monotonic() < until, f"{words!r} was never shown, but {screen}"
        return screen

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)

    def _run(self, *words: str) -> str:
        return subprocess.run(["tmux", "-S", self.socket, *words], check=True, capture_output=True, text=True).stdout


Tmux = Callable[..., Multiplexer]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Opens a terminal in which a program runs."""
    opened: list[Multiplexer] = []

    def opens(program: str, size: tuple[int, int] = (80, 24)) -> Multiplexer:
        opened.append(Multiplexer(tmp_path / "tmux", program, size))
        return opened[-1]

    yield opens
    for terminal in opened:
        terminal.close()


def test_the_screen_in_a_real_terminal(tmux: Tmux) -> None:
    terminal = tmux(called(ROOT / "flows" / "clinic"))
    terminal.reads("plays greeting")
    terminal.type("Space")
    terminal.reads("paused")
    terminal.type("n")
    terminal.reads("waits for a key")
    terminal.type("9")
    terminal.reads("plays sorry")
    terminal.type("n")
    terminal.reads("0:11.4")

    assert SCREEN is not None
    assert terminal.reads("0.0 of 8.2 s") == SCREEN[1]


@pytest.mark.parametrize("asked", ["", ":"], ids=["the call", "a line of text"])
def test_ctrl_z_goes_to_the_shell_and_fg_comes_back_to_a_call_that_waited(tmux: Tmux, asked: str) -> None:
    terminal = tmux("bash --norc --noprofile -i")
    terminal.reads("bash-")
    terminal.type(f"{called(ROOT / 'flows' / 'clinic')} --speed 2", "Enter")
    terminal.reads("plays greeting")
    terminal.type(*asked, "C-z")
    terminal.reads("Stopped")
    terminal.type("fg", "Enter")
    terminal.reads("paused (space resumes)")
    terminal.type("Escape", "Space")
    terminal.reads("waits for a key")
    terminal.type("q")

    terminal.reads("Abandoned by the caller after 0:")


NAMES = ("हिन्दी सेवा", "தமிழ் சேவை", "ગુજરાતી સેવા", "🇮🇳🇬🇧 desk", "خدمة العملاء", "ภาษาไทย", "你好")


def write_menu(folder: Path, names: Sequence[str]) -> Path:
    """A flow of one menu, whose keys from 1 lead to extensions of these names, and whose recordings have them too."""
    entries = [
        {"option": str(key), "destination_type": "extension", "destination_id": str(key)}
        for key in range(1, len(names) + 1)
    ]
    menu = {
        "name": names[0],
        "destination_type": "multiple",
        "recording": "1",
        "timeout": 5,
        "entries": entries,
        "incorrect_count": 2,
        "invalid_destination_type": "extension",
        "invalid_destination_id": "1",
        "timeout_retries": 2,
        "timeout_retry_recording": "2",
        "timeout_destination_type": "extension",
        "timeout_destination_id": "1",
    }
    flow = {
        "entry": "main",
        "receptionists": {"main": "main.json"},
        "recordings": {"1": {"name": names[0], "seconds": 4}, "2": {"name": names[3], "seconds": 4}},
        "destinations": {f"extension||{key}": {"name": name} for key, name in enumerate(names, 1)},
    }
    (folder / "main.json").write_text(json.dumps(menu), encoding="utf-8")
    (folder / "flow.json").write_text(json.dumps(flow), encoding="utf-8")
    return folder


def test_rows_of_any_letters_stay_in_their_columns(tmux: Tmux, tmp_path: Path) -> None:
    terminal = tmux(called(write_menu(tmp_path, NAMES)))
    terminal.reads("plays")
    terminal.type("Space", "n")
    terminal.reads("waits for a key")
    terminal.type("w")
    terminal.reads("stay silent")
    terminal.type("Escape", "n")
    terminal.reads("silent 1/3")
    terminal.type("w")
    terminal.reads("wrong key 1 of 3")
    terminal.type("Tab")
    rows = terminal.reads("Enter presses it").splitlines()  # the last row that is drawn
    columns = [[part.strip() for part in re.split("[│┃]", line)] for line in rows]
    parts = [[left[1], right[-2]] for left, right in zip(columns[8:16], columns[2:10], strict=True)]

    # how many cells of the terminal a text takes differs, so that only what is in them is compared
    assert parts == [
        ["press 1                → हिन्दी सेवा", "›[1] ? हिन्दी सेवा"],
        ["press 2                → தமிழ் சேவை", "[2] ? தமிழ் சேவை"],
        ["press 3                → ગુજરાતી સેવા", "[3] ? ગુજરાતી સેવા"],
        ["press 4                → 🇮🇳🇬🇧 desk", "[4] ? 🇮🇳🇬🇧 desk"],
        ["press 5                → خدمة العملاء", "[5] ? خدمة العملاء"],
        ["press 6                → ภาษาไทย", "[6] ? ภาษาไทย"],
        ["press 7                → 你好", "[7] ? 你好"],
        ["press another key (9)  → wrong key 1 of 3,", "╌ other: 2 tries · none: 1"],
    ]
