"""Damaged answers over the network: whatever a provider says, a command ends with one message and breaks nothing.

``IVRSIM_EXAMPLES=100000 pytest tests/fuzz/test_answers.py`` is the long run by hand.
"""

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Thread

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cli.hostile import run_here, steering
from tests.fuzz.mutations import damage
from tests.fuzz.test_readers import Folder, folder

pytestmark = pytest.mark.heavy

__all__ = ["folder"]

EXAMPLES = int(os.environ.get("IVRSIM_EXAMPLES", "60"))
STATUSES = (200, 200, 200, 200, 201, 204, 302, 400, 403, 404, 409, 422)
COMMANDS = (
    ("status", "clinic"),
    ("status", "clinic", "--dialect", "ivr"),
    ("status", "clinic", "--format", "json"),
    ("plan", "clinic"),
    ("plan", "clinic", "--format", "markdown"),
    ("pull", "fresh", "--dry-run"),
    ("pull", "clinic", "--dry-run"),
    ("adopt", "main", "7001", "clinic"),
    ("push", "clinic", "--yes", "--take-over", "7001", "--take-over", "7002"),
    ("rollback", "clinic/.ivrsim/push-1.json", "--yes"),
    ("login", "new", "--user", "someone"),
)


class Provider(ThreadingHTTPServer):
    """Answers every request with one status and one body."""

    daemon_threads = True
    status = 200
    body = b""


class Answering(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        """Send what the provider is to say."""
        assert isinstance(self.server, Provider)
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(self.server.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider(("127.0.0.1", 0), Answering) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def bodies(folder: Folder) -> list[bytes]:
    """What a provider says: lists in both dialects, refusals in several forms, a login."""
    said = [folder.files[folder.root / "answer.json"], folder.files[folder.root / "ivrs.json"]]
    said.append(b'{"success": false, "message": {"name": ["is taken", "is too long"], "entries": "are none"}}')
    said.append(b'{"success": true, "access_token": "abc", "token_type": "bearer", "expires_in": 3600}')
    said.append(b'{"Success": false, "Message": "no"}')
    return said


@given(st.integers(0, 2**64))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
def test_no_command_breaks_on_a_damaged_answer(folder: Folder, provider: Provider, seed: int) -> None:
    random = Random(seed)
    provider.body = damage(random.choice(bodies(folder)), "json", random)
    provider.status = random.choice(STATUSES)
    if provider.status == 204:
        provider.body = b""
    command = (*random.choice(COMMANDS), "--api", f"http://127.0.0.1:{provider.server_port}/v1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IVRSIM_API_TOKEN", "tok-fuzz")
        shown = run_here(command, {})
    folder.restore()
    told = (command, provider.status, provider.body[:2000], shown.err[-2000:])
    assert shown.code in (0, 1, 2), told
    assert "a bug in ivrsim" not in shown.err, told
    assert [*steering(shown)] == [], told
