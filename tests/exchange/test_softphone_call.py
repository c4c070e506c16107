"""A real telephone call: a softphone rings an exported flow on a real Asterisk, and presses keys.

It needs sipp (Debian: ``sip-tester``) and an Asterisk, as the tests of ``engines`` do (``live_asterisk``).
"""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from simulator import Flow, play
from simulator.engines.asterisk_install import AsteriskInstall
from simulator.exchange.asterisk_folder import asterisk_folder
from simulator.exchange.dialplan_writer import DialplanFiles, write_dialplan
from simulator.exchange.sound_files import make_sound_files
from simulator.report.prompt_sounds import PromptSounds
from simulator.text.text_file import open_regular
from tests.engines.live_asterisk import live_engine

SCENARIO = Path(__file__).parent / "press_keys.xml"
PAUSE_MS = 1500

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not shutil.which("sipp"), reason="no softphone: apt install sip-tester"),
]


class OwnAsterisk:
    """An Asterisk that runs in the folder of an export."""

    def __init__(self, install: AsteriskInstall, folder: Path) -> None:
        self.install, self.folder = install, folder
        self.process: subprocess.Popen[str] | None = None

    def start(self, files: dict[str, bytes]) -> None:
        settings = files["etc/asterisk.conf"]
        if self.install.modules is not None:  # it is not where a package puts it
            there = f"[directories]\nastmoddir => {self.install.modules}\nastdatadir => {self.install.shared}\n"
            settings = settings.replace(b"[directories]\n", there.encode())
        for name, content in {**files, "etc/asterisk.conf": settings}.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(content)
        command = [*self.install.command, "-f", "-C", str(self.folder / "etc/asterisk.conf")]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self.process.stdout is not None
        printed = []
        for line in self.process.stdout:
            printed.append(line)
            if "Asterisk Ready" in line:
                return
        raise AssertionError("".join(printed))

    def stop(self) -> str:
        """End it, and return what it has written about the call."""
        assert self.process is not None
        self.process.terminate()
        self.process.communicate(timeout=20)
        return (self.folder / "run/calls.log").read_text(encoding="utf-8")


@pytest.fixture
def asterisk(tmp_path: Path) -> Iterator[OwnAsterisk]:
    own = OwnAsterisk(live_engine().install, tmp_path / "my menü")
    yield own
    if own.process is not None and own.process.poll() is None:
        own.process.kill()
        own.process.communicate()


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ring(keys: str, port: int, folder: Path) -> None:
    """Ring with sipp, and press each key a while after the one before."""
    press = [f'<pause milliseconds="{PAUSE_MS}"/><nop><action><exec play_dtmf="{key}"/></action></nop>' for key in keys]
    scenario = folder / "keys.xml"
    scenario.write_text(SCENARIO.read_text(encoding="utf-8").replace("  KEYS", "\n".join(press)), encoding="utf-8")
    address, own = "127.0.0.1", str(free_port())
    command = ["sipp", f"{address}:{port}", "-sf", str(scenario), "-m", "1", "-i", address, "-mi", address, "-p", own]
    done = subprocess.run(
        [*command, "-nostdin", "-timeout", "60"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]


def heard(log: str, dialplan: DialplanFiles) -> list[str]:
    return [dialplan.sounds[name] for name in re.findall(r"Playing '[^']*/([a-z0-9_]+)\.", log)]


def arrivals(log: str) -> list[str]:
    """What the arrivals say, without their seconds."""
    return re.findall(r'UserEvent\("[^"]*", "(IvrEnd,[^"]*),Seconds: [0-9.]+"', log)


def test_a_softphone_reaches_what_play_reaches(clinic: Flow, asterisk: OwnAsterisk, tmp_path: Path) -> None:
    port = free_port()
    dialplan = write_dialplan(clinic, sounds_folder=f"{asterisk.folder}/sounds")
    sounds = dict(make_sound_files(PromptSounds(clinic, 8000, Path(), open_regular, None), dialplan.sounds))
    asterisk.start(asterisk_folder(clinic, dialplan, sounds, PurePosixPath(asterisk.folder), port))
    ring("921", port, tmp_path)
    log = asterisk.stop()
    record = play(clinic, "early:9 early:2 early:1")
    assert heard(log, dialplan) == list(record.heard)
    assert arrivals(log) == [
        f"IvrEnd,Outcome: routed,Destination: {record.outcome.destination},WrongKeys: 0,Silences: 0"
    ]
    assert re.findall(r"^.*(?:WARNING|ERROR).*$", log, re.MULTILINE) == []
