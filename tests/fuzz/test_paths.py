"""In the place of any file: a folder, a pipe, a cycle, nothing at all, bytes. Each is one message, and at once."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.cli.hostile import run_here, steering
from tests.fuzz.material import KINDS
from tests.fuzz.test_readers import Folder, folder

__all__ = ["folder"]

SECONDS = 300
"""Only what hangs takes so long, on any machine."""


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _cycle(path: Path) -> None:
    path.symlink_to(path.name)


def _long_cycle(path: Path) -> None:
    path.symlink_to(f"{path.name}.other")
    path.with_name(f"{path.name}.other").symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere/at/all")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _holding(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)
        path.chmod(0o600)

    return make


PLACES: dict[str, Callable[[Path], None]] = {
    "a folder": _folder,
    "a pipe": _pipe,
    "a link to itself": _cycle,
    "two links in a circle": _long_cycle,
    "a link to nowhere": _dangling,
    "a device": _device,
    "nothing": lambda path: None,
    "an empty file": _holding(b""),
    "one NUL": _holding(b"\0"),
    "UTF-16": _holding("{}".encode("utf-16")),
    "Latin-1": _holding(b"name = 'caf\xe9'\n"),
    "brackets": _holding(b"[" * 100_000),
    "braces": _holding(b'{"a":' * 100_000),
    "tables": _holding(b"a = " + b"[" * 100_000),
    "digits": _holding(b"1" * 100_000),
    "a number": _holding(b"1"),
    "a text": _holding(b'"x"'),
    "null": _holding(b"null"),
    "a list": _holding(b"[]"),
    "a mapping": _holding(b"{}"),
    "NaN": _holding(b"NaN"),
}


@pytest.fixture
def at_once() -> Iterator[None]:
    """A command that waits for what never comes fails, and hangs nothing."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still at it after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


NAMES = [name for name, kind in KINDS.items() if kind.commands[0][-1] != "CONTENT"]
ENDLESS = {("callers", "a pipe"), ("callers", "a device")}
"""Callers are played as they come: a pipe without a writer is waited for, as anywhere else."""


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name in NAMES for place in PLACES if (name, place) not in ENDLESS]
)
def test_whatever_stands_in_the_place_of_a_file_is_one_message(folder: Folder, name: str, place: str) -> None:
    kind = KINDS[name]
    for command in kind.commands[:1] + kind.commands[-1:]:
        path = folder.root / kind.file
        path.unlink()
        PLACES[place](path)
        try:
            shown = run_here(command, {})
        finally:
            for made in (path, path.with_name(f"{path.name}.other")):
                if made.is_dir() and not made.is_symlink():
                    made.rmdir()
                elif os.path.lexists(made):
                    made.unlink()
            folder.restore()
        assert shown.code in (0, 1, 2)
        assert ("a bug in ivrsim" in shown.err, "standard input or output" in shown.err) == (False, False), shown.err
        assert [*steering(shown)] == []
