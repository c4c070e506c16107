"""Callers line by line: batches, order, and processes."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.cli import caller_stream
from simulator.cli.caller_stream import StreamLine, play_stream, read_batches
from tests.graph.small_flows import PERSON, flow, menu

MENU = flow({"main": menu({"1": PERSON}, greeting="4")})


class Pipe:
    """A stream that gives what it has piece by piece, as a pipe does."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = [piece for piece in pieces if piece]

    def read(self, size: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def printed(screen: io.TextIOWrapper) -> str:
    screen.seek(0)
    return screen.read()


@given(st.lists(st.sampled_from([b"a", b"bc", b"\n", b" ", b"\r\n", b"xxxxxxxx"]), max_size=30), st.data())
def test_lines_are_the_same_however_they_come_in(parts: list[bytes], data: st.DataObject) -> None:
    """A line of more than 10 bytes is cut to 11."""
    whole = b"".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(caller_stream, "LINE_MOST", 10)
        read = [line for batch in read_batches(Pipe(pieces)) for line in batch]
    assert [(number, line[:11]) for number, line in read] == [
        (number, line[:11]) for number, line in enumerate(whole.split(b"\n"), 1) if line[:11].strip() or line.strip()
    ]


def test_a_batch_is_what_has_come_in() -> None:
    pipe = Pipe([b"one\ntw", b"o\n\nthree"])
    assert list(read_batches(pipe)) == [
        [StreamLine(1, b"one")],
        [StreamLine(2, b"two")],
        [StreamLine(4, b"three")],
    ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_records_keep_the_order_of_the_lines(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    lines = [json.dumps({"name": str(n), "steps": [{"press": "19"[n % 2]}]}).encode() + b"\n" for n in range(2000)]
    lines[500] = b"not a caller\n"
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(caller_stream, "BATCH_BYTES", 4096)
    assert play_stream(Rehearsal(MENU), io.BytesIO(b"".join(lines)), "Desk", workers) == (1, 1000)
    records = list(map(json.loads, printed(screen).splitlines()))
    assert [record.get("name", record.get("line")) for record in records] == [
        501 if number == 500 else str(number) for number in range(2000)
    ]


def test_a_stream_that_breaks_is_told_after_what_has_been_played(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Pipe):
        def read(self, size: int) -> bytes:
            if not self.pieces:
                raise OSError(5, "Input/output error")
            return super().read(size)

    for workers in (1, 2):
        screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(sys, "stdout", screen)
        with pytest.raises(OSError, match="Input/output error"):
            play_stream(Rehearsal(MENU), Broken([b'{"name": "a"}\n']), None, workers)
        assert [json.loads(line)["name"] for line in printed(screen).splitlines()] == ["a"]


def test_records_are_held_back_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few bytes their lines have; the order stays."""
    monkeypatch.setattr(caller_stream, "TEXT_MOST", 1000)
    lines = b"".join(b'{"name": "%d"}\n' % number for number in range(50)) + b"not a caller\n"
    for workers in (1, 2):
        writes: list[bytes] = []
        monkeypatch.setattr(caller_stream, "say_bytes", writes.append)
        assert play_stream(Rehearsal(MENU), io.BytesIO(lines), "Desk", workers) == (1, 50)
        records = [json.loads(line) for text in writes for line in text.splitlines()]
        assert [record.get("name", record.get("line")) for record in records] == [*map(str, range(50)), 51]
        # a process that is spawned does not have the bound of this test
        assert workers > 1 or max(map(len, writes)) < 2000


HEEDS_CTRL_C = """\
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("simulator", run_name="__main__")
"""
"""The program, also where the tests run in the background of a shell, whose programs ignore Ctrl-C."""


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("to_all", [True, False])
def test_ctrl_c_ends_a_run_that_waits_for_callers(workers: str, to_all: bool) -> None:
    """Whether the terminal sends it to all processes, or a program to the first."""
    with subprocess.Popen(
        [sys.executable, "-c", HEEDS_CTRL_C, "play", "example:clinic", "--callers", "-", "--workers", workers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdin.write(b'{"name": "Ann"}\n')
        run.stdin.flush()
        assert json.loads(run.stdout.readline())["name"] == "Ann"
        (os.killpg if to_all else os.kill)(run.pid, signal.SIGINT)
        assert (run.stdout.read(), run.stderr.read()) == (b"", b"interrupted\n")
        assert run.wait(60) == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told_while_callers_are_awaited() -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.Popen(
            [sys.executable, "-m", "simulator", "play", "example:clinic", "--callers", "-", "--workers", "2"],
            stdin=subprocess.PIPE,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    with run:
        assert run.stdin is not None
        assert run.stderr is not None
        run.stdin.write(b"{}\n")
        run.stdin.flush()
        assert run.stderr.read() == b"ivrsim: standard input or output: No space left on device\n"
        assert run.wait(60) == 2
