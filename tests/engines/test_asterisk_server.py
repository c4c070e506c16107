import asyncio
import os
import shutil
import signal

import pytest

from simulator.engines.asterisk_install import AsteriskInstall
from simulator.engines.asterisk_server import AsteriskServer
from simulator.errors import EngineError
from tests.engines.live_asterisk import live_engine

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Asterisk runs on POSIX systems")


def test_an_engine_that_ends_by_itself_is_reported_and_leaves_no_folder() -> None:
    program = shutil.which("false")
    assert program is not None
    server = AsteriskServer(AsteriskInstall((program,), "Asterisk 0"))
    with pytest.raises(EngineError) as refused, server:
        start(server)
    assert str(refused.value) == "Asterisk 0 ended by itself (code 1)"
    assert not server.folder.exists()


def test_an_engine_that_runs_is_ended_with_its_folder_whatever_happens() -> None:
    server = AsteriskServer(live_engine().install)
    with pytest.raises(ZeroDivisionError):
        fail_within(server)
    assert not server.folder.exists()


def start(server: AsteriskServer) -> None:
    server.start({"etc/extensions.conf": b"[a]\n"})
    asyncio.run(session_to(server))


def fail_within(server: AsteriskServer) -> None:
    with server:
        start(server)
        assert server.log.exists()
        raise ZeroDivisionError


async def session_to(server: AsteriskServer) -> None:
    session = await server.open_session()
    await session.request(Action="Command", Command="core waitfullybooted")
    await session.close()


def test_a_signal_to_end_leaves_no_folder_and_one_that_is_ignored_does_nothing() -> None:
    before = [signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTERM, signal.SIGHUP)]
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
        server = AsteriskServer(AsteriskInstall(("asterisk",), "Asterisk 0"))
        with pytest.raises(SystemExit) as left:
            _hear_signals(server)
        assert (left.value.code, server.folder.exists()) == (143, False)
        assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)] == [
            signal.SIG_DFL,
            signal.SIG_IGN,
        ]
    finally:
        for number, handler in zip((signal.SIGTERM, signal.SIGHUP), before, strict=True):
            signal.signal(number, handler)


def _hear_signals(server: AsteriskServer) -> None:
    with server:
        assert server.folder.exists()
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGTERM)
