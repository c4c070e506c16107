"""The sandbox in a thread of the test, over real HTTP, with its account in the test's hands."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn

from simulator.provider.sandbox.application import ROOT, Sandbox, application


@contextmanager
def served(sandbox: Sandbox) -> Iterator[str]:
    """The API's root of a sandbox that answers until the end of the block."""
    config = uvicorn.Config(application(sandbox, "127.0.0.1"), log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{ROOT}"
        finally:
            server.should_exit = True
            thread.join()
