"""A client of a Dask scheduler: its address, its connection, and one chunk sent and answered."""

from __future__ import annotations

import asyncio
import logging
import pickle
import socket
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.errors import SimulatorError, UsageError, WorkerLost
from simulator.workers.chunk_task import PackedChunk, program_build

if TYPE_CHECKING:
    from distributed import Client

PORT = 8786
"""Dask's own, where an address has none."""

ANSWER_SECONDS = 5.0
"""The longest time for a scheduler to take a connection, and then again for each of its answers."""

GREETING_BYTES = 1_000_000

_LOGGERS = ("distributed", "distributed.client", "distributed.core", "tornado.application", "asyncio")
"""They would write to standard error what is said here in one line, or is put right."""

GRAPH_BYTES = "distributed.admin.large-graph-warning-threshold"


def parse_address(address: str) -> str:
    """Return ``HOST:PORT`` of ``dask://HOST:PORT``. Raises ``UsageError`` for any other address."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORT
    except ValueError:  # a port that cannot be
        parts, port = urlsplit(""), 0
    if parts.scheme != "dask" or not parts.hostname or parts.path.strip("/") or parts.query or parts.username:
        raise UsageError(f"--on {address}: use the address of a Dask scheduler, such as dask://localhost:{PORT}")
    return f"[{parts.hostname}]:{port}" if ":" in parts.hostname else f"{parts.hostname}:{port}"


def connect_client(address: str) -> Client:
    """Return a client of the scheduler at ``dask://HOST:PORT``.

    Raises ``UsageError`` without the extra, and where no scheduler answers there.
    """
    host, _, port = parse_address(address).rpartition(":")
    try:
        import dask
        from distributed import Client
    except ImportError:
        raise UsageError("--on needs Dask: pip install 'ivrsim[cluster]'") from None
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    dask.config.set({GRAPH_BYTES: "1 GB"})  # the warning is about graphs; a job that is larger than usual is none
    try:
        _await_greeting(host.strip("[]"), int(port))
        return Client(f"tcp://{host}:{port}", timeout=ANSWER_SECONDS, set_as_default=False, name="ivrsim")
    except OSError as error:
        reason = str(error.strerror).lower() if error.errno else "what is there does not answer as one"
        raise UsageError(f"cannot reach a Dask scheduler at {address}: {reason}") from None
    except (ValueError, ImportError) as error:
        raise UsageError(f"the Dask scheduler at {address} cannot be used: {str(error).splitlines()[0]}") from None


def _await_greeting(host: str, port: int) -> None:
    """Wait for the message with which a server of Dask begins. Raises ``OSError`` where there is none.

    A client of Dask tries a port where nobody listens again and again, and waits without end for a server that has
    stopped, or for one of another kind.
    """
    with socket.create_connection((host, port), timeout=ANSWER_SECONDS) as connection:
        size = connection.recv(8, socket.MSG_WAITALL)  # of the message; text would be a number beyond all bounds
        if len(size) < 8 or int.from_bytes(size, "little") > GREETING_BYTES:
            raise ConnectionError


def ask_scheduler(client: Client, question: str) -> dict[str, Any]:
    """Return an answer of the scheduler by worker (``ncores``, ``processing``); empty where it does not answer."""
    try:
        answer = client.sync(getattr(client.scheduler, question), callback_timeout=ANSWER_SECONDS)
    except (OSError, AttributeError):  # a client without a connection has no scheduler to ask
        return {}
    return dict(answer)


def run_on_worker(client: Client, chunk: PackedChunk, key: str, workers: list[str] | None) -> Future[Any]:
    """Run a chunk on one of some workers (None: on any); the future is cancelled where the chunk is lost.

    It is sent without its job, which most workers have, and again with it to one that has not.
    """
    from tornado.platform.asyncio import BaseAsyncIOLoop

    assert isinstance(client.loop, BaseAsyncIOLoop), "a client has its own loop, in a thread"
    return asyncio.run_coroutine_threadsafe(_run_packed(client, chunk, key, workers), client.loop.asyncio_loop)


async def _run_packed(client: Client, chunk: PackedChunk, key: str, workers: list[str] | None) -> Any:
    bare = chunk._replace(work=chunk.work._replace(content=None))
    try:
        counts = await _submit(client, bare, key, workers)
        return await _submit(client, chunk, f"{key}-with-job", workers) if counts is None else counts
    except Exception as error:
        raise _explain(error) from None


async def _submit(client: Client, chunk: PackedChunk, key: str, workers: list[str] | None) -> Any:
    content = pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL)
    future = client.submit(pickle.loads, content, key=key, workers=workers, pure=False)
    return await client.gather(future, asynchronous=True)


def _explain(error: Exception) -> BaseException:
    """Return what an error of a worker, or of Dask, means here."""
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    match error:
        case SimulatorError():
            return error
        case KilledWorker():
            return WorkerLost(
                "several workers in turn were lost with the same calls: killed, or out of memory; "
                "give the workers more memory, or more of the calls to other workers"
            )
        case CommClosedError():
            return asyncio.CancelledError()
        case ImportError():
            return UsageError(
                f"a worker cannot run this: {error}; install on all workers what is here, {program_build()}"
            )
    return error
