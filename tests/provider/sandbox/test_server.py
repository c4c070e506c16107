"""The real server in a process of its own: what it answered it keeps, whatever happens to it."""

import signal
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from simulator.errors import RemoteUnsettled
from simulator.provider.account.account_settings import AccountSettings
from simulator.provider.account.client import Client
from simulator.provider.account.transport import Transport
from simulator.provider.live.live_fields import Dialect
from simulator.provider.sandbox.application import application
from tests.provider.lived import announcement, menu
from tests.provider.sandbox.test_application import seeded
from tests.provider.sandbox_process import TOKEN, Running, running
from tests.server.raw_requests import ask, serving

PATHS = ["/v1/recordings", "/v1/virtual_receptionists", "/openapi.json", "/_sandbox/state", "/nowhere"]


def client(server: Running, dialect: Dialect = "vr") -> Client:
    return Client(Transport(AccountSettings(server.url, dialect, gap_seconds=0.0), TOKEN, sleep=lambda _: None))


@pytest.mark.parametrize("dialect", ["vr", "ivr"])
def test_what_is_written_is_what_is_read(dialect: Dialect) -> None:
    with running("--dialect", dialect) as server, client(server, dialect) as asked:
        asked.create(menu(name="New menu", wrong_key_retry_recording="244", wrong_key_final_recording="246"))
        asked.create(announcement(name="New line"))
        new = {live.name: live for live in asked.receptionists()}
        made = new["New menu"].model
        assert made is not None
        assert (made.wrong_key_retry_recording, made.wrong_key_final_recording) == ("244", "246")
        asked.update(new["New menu"].id, made.model_copy(update={"timeout_seconds": 7.0}))
        again = {live.id: live for live in asked.receptionists()}
        assert again[new["New menu"].id].fields["timeout_seconds"] == 7.0
        if dialect == "ivr":
            asked.delete(new["New line"].id, "single")
            assert new["New line"].id not in {live.id for live in asked.receptionists()}
        recordings = asked.recordings()
        assert recordings is not None
        assert ("19549", "greeting") in recordings
        numbers = asked.numbers()
        assert numbers is not None
        assert numbers[0].number == "+441632960001"


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    kept = str(tmp_path / "account.db")
    answered: list[str] = []
    with running("--data", kept) as server:

        def write() -> None:
            with client(server) as asked:
                for number in range(10_000):
                    try:
                        asked.create(menu(name=f"Menu {number}"))
                    except Exception:  # the server is gone
                        return
                    answered.append(f"Menu {number}")
                    if number == 20:
                        enough.set()

        enough = threading.Event()
        writing = threading.Thread(target=write)
        writing.start()
        assert enough.wait(30)
        server.kill()
        writing.join()
    with running("--data", kept) as server:
        names = [one["name"] for one in server.state()]

    assert names[2 : 2 + len(answered)] == answered
    assert len(names) - 2 - len(answered) in (0, 1)


@pytest.mark.parametrize(("fault", "is_done"), [("drop-before", False), ("drop-after", True), ("truncated", True)])
def test_a_lost_answer_and_what_became_of_it(fault: str, is_done: bool) -> None:
    with running() as server, client(server) as asked:
        before = [one["name"] for one in server.state()]
        server.faults(f"{fault}:1")
        with pytest.raises(RemoteUnsettled):
            asked.create(menu(name="New"))

        assert [one["name"] for one in server.state()] == [*before, *(["New"] if is_done else [])]


def test_two_at_once_lose_nothing() -> None:
    with running() as server:

        def write(who: int) -> None:
            with client(server) as asked:
                for number in range(10):
                    asked.create(menu(name=f"{who}-{number}"))

        writing = [threading.Thread(target=write, args=(who,)) for who in range(3)]
        for one in writing:
            one.start()
        for one in writing:
            one.join()
        names = {one["name"] for one in server.state()}

    assert {f"{who}-{number}" for who in range(3) for number in range(10)} <= names


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(sent: signal.Signals) -> None:
    with running() as server:
        server.program.send_signal(sent)
        assert server.program.wait(30) in (0, 130, -signal.SIGTERM, -signal.SIGINT)


def statuses(port: int, *headers: str) -> list[int]:
    return [ask(port, *headers, "authorization: sandbox-token", path=path).status for path in PATHS]


def test_where_others_can_ask_there_is_no_administration() -> None:
    with serving(application(seeded(), "0.0.0.0"), "0.0.0.0") as found:
        for host in (f"127.0.0.1:{found}", f"localhost:{found}", f"0.0.0.0:{found}"):
            assert statuses(found, f"Host: {host}") == [200, 200, 200, 403, 403]
            assert ask(found, f"Host: {host}", "content-length: 2", method="PUT", path="/_sandbox/faults").status == 403
        assert statuses(found, f"Host: evil.example:{found}") == [403] * 5
    with serving(application(seeded(), "Desk.example")) as found:
        assert statuses(found, f"Host: desk.example:{found}") == [200, 200, 200, 403, 403]


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost", 200), ("0.0.0.0", 403)])
def test_the_command_serves_its_administration_on_this_machine_alone(host: str, status: int) -> None:
    with running("--host", host) as server:
        port = urlsplit(server.url).port
        assert port is not None
        assert statuses(port, f"Host: {host}:{port}") == [200, 200, 200, status, 403]
        assert statuses(port, "Host: evil.example") == [403] * 5
