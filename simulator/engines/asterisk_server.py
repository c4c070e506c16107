"""A running Asterisk: in a temporary folder, on a free port of loopback, and gone when it is no longer needed.

It gets a session of its own, so that Ctrl-C reaches only this program, which then ends it. So do SIGTERM and SIGHUP,
which would end this program on the spot, and leave the folder behind. Where this program is killed, the kernel kills
Asterisk (``setpriv --pdeathsig``, of util-linux).
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, TracebackType
from typing import NoReturn, Self

from simulator.disk.durable_file import create_files, make_folder
from simulator.engines.ami_client import HOST, AmiSession, HearEvent, ignore_event
from simulator.engines.asterisk_install import AsteriskInstall
from simulator.engines.asterisk_settings import (
    USER,
    VOICEMAIL_SETTINGS,
    ManagerLogin,
    folders_of,
    log_of,
    settings_files,
)
from simulator.errors import EngineError

_START_SECONDS = 30.0


class AsteriskServer:
    """An Asterisk that lives in ``folder`` while the ``with`` statement lasts, and runs from ``start`` on."""

    def __init__(self, install: AsteriskInstall) -> None:
        self.install = install
        self.folder = Path()
        self._opened = ExitStack()
        self._login = ManagerLogin(0, "")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """Return the file of its log."""
        return log_of(self.folder)

    def __enter__(self) -> Self:
        self._opened.enter_context(_leave_at_signals())
        temporary = TemporaryDirectory(prefix="ivrsim-asterisk-", ignore_cleanup_errors=True)
        self.folder = Path(self._opened.enter_context(temporary))
        return self

    def start(self, files: Mapping[str, bytes]) -> None:
        """Start it with a dialplan and sounds, by their path below ``folder``. Raises ``EngineError``."""
        self._login = ManagerLogin(_free_port(), secrets.token_urlsafe(24))
        for folder in folders_of(self.folder):
            make_folder(folder)
        takes_messages = VOICEMAIL_SETTINGS in files
        settings = settings_files(self.install, self.folder, self._login, takes_messages=takes_messages)
        create_files(settings | {self.folder / name: content for name, content in files.items()})
        setpriv = shutil.which("setpriv")
        guard = (setpriv, "--pdeathsig", "KILL", "--") if setpriv else ()
        command = [*guard, *self.install.command, "-f", "-C", str(self.folder / "etc" / "asterisk.conf")]
        try:
            self._process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise EngineError(f"{self.install.command[-1]} does not start: {error.strerror}") from None

    async def open_session(self, *, events: str = "off", hear_event: HearEvent = ignore_event) -> AmiSession:
        """Open a session as soon as Asterisk takes one. Raises ``EngineError`` where it ends or never does."""
        deadline = asyncio.get_running_loop().time() + _START_SECONDS
        while True:
            try:
                return await AmiSession.open(
                    self._login.port, USER, self._login.secret, events=events, hear_event=hear_event
                )
            except OSError:
                self._refuse_end()
                if asyncio.get_running_loop().time() > deadline:
                    raise EngineError(f"{self.install.version} takes no calls after {_START_SECONDS:g} s") from None
                await asyncio.sleep(0.05)

    def _refuse_end(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            raise EngineError(self.describe_end())

    def describe_end(self) -> str:
        """Return in words that it has ended by itself, and the last line of its log."""
        code = f" (code {self._process.poll()})" if self._process else ""
        return f"{self.install.version} ended by itself{code}{self._last_words()}"

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        last = next((line for line in reversed(lines) if line.strip()), "")
        return f"; the last line of its log: {last}" if last else ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._opened:
            if self._process is not None:
                self._process.kill()  # nothing of it is kept, and an orderly end takes it a second
                self._process.wait()


@contextmanager
def _leave_at_signals() -> Iterator[None]:
    """Raise ``SystemExit`` at SIGTERM and SIGHUP, where they would end the program; another's handler stays."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []  # only there may handlers be set
    handled = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in handled:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # what tidies up is not stopped by a second one
    raise SystemExit(128 + number)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
