"""``ivrsim call``: it needs a terminal; what it does there is tested with the screen."""

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from simulator import CallRecord, play
from simulator.cli import call
from simulator.cli.main import run
from simulator.tui import app
from simulator.tui.session import Session
from simulator.tui.terminal_look import PLAIN, ScreenSigns
from tests.readme import README

Command = Callable[..., CompletedProcess[str]]

POINTER = call.POINTER + "\n"


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can move its cursor: a dumb one has plain lines by default."""
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_dumb_terminal_has_plain_lines(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert ivrsim("call", "example:clinic", stdin="1\n").stdout.endswith("after 0:00.0.\n")


def test_without_a_terminal_it_points_to_play(ivrsim: Command, program: Command) -> None:
    for done in (ivrsim("call", "example:clinic"), ivrsim("call"), program("call", "example:clinic")):
        assert (done.stdout, done.stderr, done.returncode) == ("", POINTER, 2)


@pytest.mark.parametrize("speed", ["0", "-1", "51", "nan", "inf", "fast", ""])
def test_the_speed_is_a_number_from_1_to_50(ivrsim: Command, speed: str) -> None:
    done = ivrsim("call", "example:clinic", f"--speed={speed}")
    assert (done.stderr, done.returncode) == (f"--speed {speed}: use a number from 1 to 50\n", 2)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_the_call_is_made_and_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def made(session: Session, *, speed: float, signs: ScreenSigns | None, still: bool) -> CallRecord:
        asked.update(entry=session.flow.entry, semantics=session.flow.semantics.profile, speed=speed)
        asked.update(is_plain=signs is PLAIN, still=still)
        return play(session.flow, "1")

    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(app, "run_terminal", made)
    given = [
        "call",
        "example:clinic",
        "--entry",
        "billing",
        "--semantics",
        "freepbx",
        "--speed",
        "2.5",
        "--ascii",
        "--still",
    ]
    assert run(given) == 0
    assert asked == {"entry": "billing", "semantics": "freepbx", "speed": 2.5, "is_plain": True, "still": True}
    assert screen.getvalue() == "Routed to Bill payments (department||108002) after 0:11.3.\n"
    assert call.SPEED_MOST == 50


def test_plain_lines_through_a_pipe(ivrsim: Command) -> None:
    done = ivrsim("call", "--plain", "example:clinic", stdin="\n1\n")
    assert done.stdout.splitlines()[-4:] == [
        "  0:08.2  ● presses 1",
        "  0:08.2  → Booking desk (department||108000)",
        "The call is over: undo, restart, save NAME, or quit.",
        "Routed to Booking desk (department||108000) after 0:08.2.",
    ]
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_session_is_saved_played_back_and_cast(ivrsim: Command, tmp_path: Path) -> None:
    session, film = tmp_path / "s.jsonl", tmp_path / "s.cast"
    done = ivrsim("call", "--plain", "example:clinic", "--save-session", str(session), stdin="\n9\n\n\n1\n")
    assert done.stderr == f"{session}: the session; ivrsim call FLOW --open-session {session} plays it back\n"
    again = ivrsim("call", "--plain", "example:clinic", "--open-session", str(session), stdin="\n" * 9)
    assert again.stdout.splitlines()[-1] == done.stdout.splitlines()[-1]

    cast = ivrsim("call", "example:clinic", "--open-session", str(session), "--cast", str(film), "--size", "80x24")
    assert (cast.stdout, cast.returncode) == ("", 0)
    head = json.loads(film.read_text(encoding="utf-8").splitlines()[0])
    assert (head["version"], head["width"], head["height"]) == (2, 80, 24)


STAYING = """
entry: main
semantics: freepbx
destinations: {"voicemail||5": {name: Voicemail 5}}
menus: {main: {return_after: [voicemail]}}
receptionists:
  main: {name: Main, destination_type: multiple, recording: "1", timeout: 5, incorrect_count: 1, timeout_retries: 1,
    entries: [{option: "5", destination_type: voicemail, destination_id: "5"}],
    invalid_destination_type: hangup, invalid_destination_id: "1",
    timeout_destination_type: hangup, timeout_destination_id: "1"}
"""


def test_the_caller_of_a_voicemail_may_stay_and_come_back(ivrsim: Command, tmp_path: Path) -> None:
    flow, stays = tmp_path / "flow.yaml", ("--given", "Voicemail 5: returns")
    flow.write_text(STAYING, encoding="utf-8")
    done = ivrsim("call", "--plain", str(flow), *stays, stdin="5\n\n\n5\nquit\n")
    assert "  0:14.2  ☎ back to Main (main)\n" in done.stdout
    assert (done.stderr, done.returncode) == ("", 0)
    refused = ivrsim("call", "--plain", str(flow), *stays, "--save-session", str(tmp_path / "s.jsonl"))
    message = "a session does not keep that a caller stays after a voicemail; leave out --given ... returns\n"
    assert (refused.stderr, refused.returncode) == (message, 2)
    read = ivrsim("show", str(flow)).stdout.replace("\n  ", " ")
    assert "A caller who leaves a message at a voicemail and stays on the line comes back to the menu." in read


def test_files_that_exist_are_kept(ivrsim: Command, tmp_path: Path) -> None:
    session, film = str(tmp_path / "s.jsonl"), str(tmp_path / "s.cast")
    saved = ("call", "--plain", "example:clinic", "--save-session", session)
    cast = ("call", "example:clinic", "--open-session", session, "--cast", film)
    assert ivrsim(*saved, stdin="\n").returncode == 0
    assert ivrsim(*cast).returncode == 0
    for command, file in ((saved, session), (cast, film)):
        again = ivrsim(*command, stdin="\n")
        assert (again.returncode, again.stderr) == (
            2,
            f"{file} already exists; use --force to overwrite it\n",
        )
        assert ivrsim(*command, "--force", stdin="\n").returncode == 0
    goes_on = ivrsim(*saved, "--open-session", session, stdin="\n")
    assert goes_on.returncode == 0  # into the file that it was read from


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (("--cast", "x"), "--cast needs a recorded session; add --open-session FILE"),
        (("--plain", "--open-session", "no-such-file"), "no-such-file: there is no such file or folder"),
        (("--plain", "--save-session", "nowhere/s"), "--save-session nowhere/s: the folder nowhere does not exist"),
        (("--plain", "--open-session", "LICENSE"), "LICENSE:1: not a JSON object; each line must be one"),
        (
            ("--open-session", "s", "--cast", "-", "--size", "big"),
            "s: there is no such file or folder",
        ),
    ],
)
def test_flags_of_call_that_do_not_fit_are_refused_in_one_line(
    ivrsim: Command, given: tuple[str, ...], refusal: str
) -> None:
    done = ivrsim("call", "example:clinic", *given)
    assert (done.stdout, done.stderr, done.returncode) == ("", refusal + "\n", 2)


def test_a_call_begins_now_where_the_flow_has_schedules(ivrsim: Command, tmp_path: Path) -> None:
    flow, session = world_folder(tmp_path), tmp_path / "s.jsonl"
    before = datetime.now(UTC).replace(microsecond=0)
    done = ivrsim("call", "--plain", flow, "--number", "01632 960001", "--save-session", str(session), stdin="")
    head = json.loads(session.read_text(encoding="utf-8").splitlines()[1])

    assert done.returncode == 0
    assert before <= datetime.fromisoformat(head["at"]) <= datetime.now(UTC)
    assert (head["entry"], head["number"]) == ("time_condition||77", "01632 960001")


def test_the_moment_and_the_answers_are_given_by_flags(ivrsim: Command, tmp_path: Path) -> None:
    given = ("--at", "25 Oct 2026 01:30", "--given", "office: open", "--given", "Desk: busy")
    done = ivrsim("call", "--plain", world_folder(tmp_path), "--number", "01632 960001", *given, stdin="1\n")

    assert done.stdout.splitlines()[1:] == [
        "Sun 25 Oct 2026 01:30: Office hours open (given), Desk busy (given)",
        "  0:00.0  ◷ Office hours (time_condition||77) is open",
        "  0:00.0  ☎ Main (main) answers",
        "  0:00.0  ▶ recording 1, about 4 s",
        "0:00.0 Main: keys: 1 Desk; empty line: waits 5 s for a key",
        "  0:00.0  ● presses 1 into the recording",
        "  0:00.0  ♪ Desk (department||1) rings",
        "  0:00.0  ◷ Desk (department||1) is busy",
        "  0:00.0  → Voicemail (voicemail||1)",
        "The call is over: undo, restart, save NAME, or quit.",
        "Routed to Voicemail (voicemail||1) after 0:00.0 (some lengths are estimates).",
    ]
    assert done.stderr == (
        "note: Sun 25 Oct 2026 01:30 happens twice in Europe/London; "
        "the first is taken (2026-10-25T01:30+01:00; the second is 2026-10-25T01:30+00:00)\n"
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (
            ("--given", "Deks: busy"),
            "ivrsim: given: nothing is called 'Deks'; did you mean Desk?\n",
        ),
        (("--at", "29 Mar 2026 01:30"), "--at: '29 Mar 2026 01:30' does not exist in Europe/London: "),
        (("--given", "office closed"), "--given: 'office closed' is not NAME: ANSWER; "),
    ],
)
def test_a_world_that_the_flow_does_not_have_is_refused(
    ivrsim: Command, tmp_path: Path, given: tuple[str, ...], refusal: str
) -> None:
    done = ivrsim("call", "--plain", world_folder(tmp_path), *given)

    assert (done.stdout, done.returncode, done.stderr.count("\n")) == ("", 2, 1)
    assert refusal.removeprefix("ivrsim: ") in done.stderr


def world_folder(folder: Path) -> str:
    """A flow with office hours, a desk that may be busy, and a voicemail."""
    (folder / "main.yaml").write_text(
        "name: Main\ndestination_type: multiple\nrecording: '1'\ntimeout: 5\ntimeout_retries: 0\n"
        "incorrect_count: 0\nentries:\n- {option: '1', destination_type: department, destination_id: '1'}\n"
        "invalid_destination_type: department\ninvalid_destination_id: '1'\n"
        "timeout_destination_type: department\ntimeout_destination_id: '1'\n",
        encoding="utf-8",
    )
    (folder / "flow.yaml").write_text(
        "entry: main\ntimezone: Europe/London\nschedules: {office: {open: ['Mon-Fri 09:00-17:00']}}\n"
        "receptionists: {main: main.yaml}\ndestinations:\n"
        "  time_condition||77: {name: Office hours, schedule: office, open: '@main', closed: '@Voicemail'}\n"
        "  department||1: {name: Desk, answers: person, rings: 20 s, busy: '@Voicemail'}\n"
        "  voicemail||1: {name: Voicemail, answers: machine}\n"
        "numbers: {'01632 960001': time_condition||77}\n",
        encoding="utf-8",
    )
    return str(folder)


PICTURES = Path(__file__).parents[1] / "tui"
PICTURE = "example:council --open-session call.jsonl --size 100x26 --speed 2 --cast"
"""How the README's pictures are written, in their folder: to ``call.svg``, and to ``still.svg`` with ``--still``."""


@pytest.mark.parametrize(("name", "flags"), [("call.svg", []), ("still.svg", ["--still"])])
def test_the_pictures_of_the_readme_are_those_of_the_program(
    ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, flags: list[str]
) -> None:
    monkeypatch.chdir(PICTURES)
    written = tmp_path / name
    done = ivrsim("call", *PICTURE.split(), str(written), *flags)

    kind = "still" if flags else "moving"
    assert (done.returncode, done.stderr) == (0, f"{written}: a {kind} picture; any browser shows it\n")
    assert written.read_text(encoding="utf-8") == (PICTURES / name).read_text(encoding="utf-8")
    assert written.stat().st_size < 100_000
    assert f"tests/tui/{name}" in README.read_text(encoding="utf-8")
