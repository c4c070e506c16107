"""``ivrsim serve``: what it refuses, what it says, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from subprocess import CompletedProcess
from urllib.request import urlopen

import pytest

from simulator.server.ready_server import open_socket
from tests.conftest import FLOWS, ROOT
from tests.web.served_folder import clinic_folder

Command = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["--port", "high"], "--port high: use a number from 0 to 65,535"),
        (["--port", "70000"], "--port 70000: use a number from 0 to 65,535"),
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["-"], "serve needs a folder or a file that can be read again; use a path"),
        (["example:nowhere"], "there is no example 'nowhere'"),
        (["empty"], "empty: the folder has no flow.yaml; it is empty (ivrsim init writes a small flow)"),
        (["lone"], "lone: the folder has no flow.yaml; it holds main.yaml: name one of them, or write a flow.yaml"),
        (["clinic", "--host", "192.168.1.20"], "--host is the address for phones; add --phone"),
        (["clinic", "--phone", "--host", "0.0.0.0"], "--host 0.0.0.0: use one address of this machine"),
        (["clinic", "--phone", "--host", "desk.example"], "--host desk.example: use one address of this machine"),
        (["clinic", "--phone", "--host", "192.0.2.77", "--port", "0"], "--host 192.0.2.77: this machine does not have"),
        (["clinic", "--since", "v1"], "--since: v1 is not a revision; use git:HEAD, git:main or git:v1.2"),
        (["clinic", "--logo", "missing.png"], "--logo: missing.png: there is no such file or folder"),
        (["clinic", "--phon"], "unknown --phon; did you mean --phone?"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(
    ivrsim: Command, here: Path, arguments: list[str], refusal: str
) -> None:
    clinic_folder(here)
    (here / "empty").mkdir()
    (here / "lone").mkdir()
    (here / "lone" / "main.yaml").write_text("name: Main menu")
    done = ivrsim("serve", *arguments)
    assert (done.stdout, done.returncode, done.stderr.count("\n")) == ("", 2, 1)
    assert refusal in done.stderr


def test_a_port_in_use_is_one_line(ivrsim: Command) -> None:
    with open_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        done = ivrsim("serve", FLOWS / "clinic", "--port", str(port))
    refusal = f"port {port} is already in use; use another --port, or 0 for a free one\n"
    assert (done.stdout, done.stderr, done.returncode) == ("", refusal, 2)


def test_without_its_libraries_it_names_the_extra(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simulator.web.folder_server", None)
    done = ivrsim("serve", FLOWS / "clinic", "--port", "0")
    assert (done.returncode, "pip install 'ivrsim[web]'" in done.stderr) == (2, True)


@pytest.mark.heavy
@pytest.mark.parametrize(("sent", "codes"), [(signal.SIGINT, (130,)), (signal.SIGTERM, (143, -signal.SIGTERM))])
def test_it_serves_until_a_signal(tmp_path: Path, sent: signal.Signals, codes: tuple[int, ...]) -> None:
    """With somebody listening, who is let go: the program ends at once, and says one word."""
    arguments = ["serve", str(FLOWS), "--port", "0", "--phone", "--host", "127.0.0.2"]
    program = subprocess.Popen(
        [sys.executable, "-c", _RUN, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    with ExitStack() as ends:
        ends.enter_context(program)
        ends.callback(program.kill)  # where a line is not as it should be, it would serve on
        first, *lines = [program.stdout.readline().rstrip() for _ in range(14)]
        url = first.split()[-4].rstrip(";")
        assert first == f"serving {first.split()[1]} flows of {FLOWS} at {url}; Ctrl-C ends it"
        assert lines[0] == f"  {url}flow/broken/all-files-at-once/flow.yaml"
        assert lines[8].endswith(" more, which the page lists")
        phone = lines[10].removeprefix("on a phone on this network: ")
        assert phone.startswith("http://127.0.0.2:")
        assert lines[11].endswith("can see the pages of all 30 flows until this command ends")
        with urlopen(f"{url}events", timeout=60) as listening, urlopen(phone, timeout=60) as page:
            assert listening.readline().startswith(b"data: ")
            assert b"Phone menus" in page.read()
            program.send_signal(sent)
            program.wait(60)
        said = program.stderr.read()
    assert (program.returncode in codes, said) == (True, "interrupted\n" if sent == signal.SIGINT else "")


_RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests without it
from simulator.__main__ import main
sys.exit(main())
"""
