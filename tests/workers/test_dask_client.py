"""Addresses of schedulers, and what is there instead of one."""

import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from simulator.errors import UsageError
from simulator.workers import dask_client
from simulator.workers.dask_client import connect_client, parse_address


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("dask://localhost:8786", "localhost:8786"),
        ("dask://scheduler.example", "scheduler.example:8786"),
        ("dask://[::1]:9000/", "[::1]:9000"),
    ],
)
def test_an_address_is_a_host_and_a_port(address: str, place: str) -> None:
    assert parse_address(address) == place


@pytest.mark.parametrize(
    "address",
    ["localhost:8786", "tcp://localhost:8786", "dask://", "dask://a:b", "dask://a:70000", "dask://a/b", "dask://u@a:1"],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_address(address)
    expected = f"--on {address}: use the address of a Dask scheduler, such as dask://localhost:8786"
    assert str(refused.value) == expected


def greet_as_another(server: socket.socket) -> None:
    """Answer the second connection as a server for shells does; the first has been given up."""
    for _ in range(2):
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.sendall(b"SSH-2.0-OpenSSH_9.6")


def test_a_port_without_a_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_client, "ANSWER_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"dask://127.0.0.1:{server.getsockname()[1]}"
        other = f"^cannot reach a Dask scheduler at {address}: what is there does not answer as one$"
        with pytest.raises(UsageError, match=other):
            connect_client(address)
        monkeypatch.setattr(dask_client, "ANSWER_SECONDS", 60.0)
        with ThreadPoolExecutor(1) as threads:
            greeting = threads.submit(greet_as_another, server)
            with pytest.raises(UsageError, match=other):
                connect_client(address)
            greeting.result()
    with pytest.raises(UsageError, match=f"^cannot reach a Dask scheduler at {address}: connection refused$"):
        connect_client(address)
    with pytest.raises(UsageError, match=r"^cannot reach a Dask scheduler at dask://no\.such\.host\.invalid:1: "):
        connect_client("dask://no.such.host.invalid:1")


def test_the_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"^--on needs Dask: pip install 'ivrsim\[cluster\]'$"):
        connect_client("dask://localhost:8786")
