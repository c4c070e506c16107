"""Real pushes, killed with SIGKILL by the provider itself while it is asked; then resumed, or taken back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.loader.flow_writer import receptionist_text
from simulator.provider.change.lock import OwnedReceptionist, read_lock, record_changes
from simulator.provider.sandbox.application import Sandbox
from simulator.provider.sandbox.route_table import SandboxRoute as Route
from simulator.provider.sandbox.store import Store
from simulator.wire.decoding import READS, Reads
from tests.cli.hostile import run_here
from tests.provider.change.test_push import before, wanted
from tests.provider.sandbox_thread import served

pytestmark = pytest.mark.heavy

ROOT = Path(__file__).parents[3]
DESPITE = [flag for gate in ("checks", "proofs", "tests") for flag in (f"--despite-{gate}", "a drill")]
PUSH = ["push", "shop", "--yes", *DESPITE]
CHANGES = 5
"""Requests of this push that change something."""


@dataclass
class Deadly(Sandbox):
    """A provider that kills whoever asks it: at the ``at``-th request for a change, or for the list after it."""

    at: int = -1
    moment: Literal["before", "after", "while reading"] = "before"
    kill: Callable[[], object] = print
    changes: int = 0

    def answer_request(self, route: Route, id: str, body: Any) -> tuple[int, Any]:
        if route.method == "GET":
            if self.moment == "while reading" and self.changes == self.at + 1:
                self.kill()
            return super().answer_request(route, id, body)
        self.changes += 1
        if self.moment == "before" and self.changes == self.at + 1:
            self.kill()
        done = super().answer_request(route, id, body)
        if self.moment == "after" and self.changes == self.at + 1:
            self.kill()
        return done


class Shop:
    """A folder with a flow, the account that it goes to, and pushes as processes."""

    def __init__(self, folder: Path, sandbox: Deadly, url: str) -> None:
        self.folder, self.sandbox = folder, sandbox
        self.surroundings = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "IVRSIM_API_URL": url,
            "IVRSIM_API_DIALECT": "vr",
            "IVRSIM_API_TOKEN": sandbox.tokens.portal,
            "IVRSIM_CONFIG_DIR": str(folder / "config"),
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            cwd=self.folder,
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, output and complaints of a command."""
        program = self.start(*arguments)
        out, err = program.communicate()
        return program.returncode, out, err

    def run_here(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command in this process, where nothing of an earlier one is left either."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            for name, value in self.surroundings.items():
                patch.setenv(name, value)
            return run_here(arguments, {})

    def killed(self) -> None:
        """A push that does not survive."""
        program = self.start(*PUSH)
        self.sandbox.kill = program.kill
        program.communicate()
        assert program.returncode == -9

    def journals(self) -> list[str]:
        return [str(path.relative_to(self.folder)) for path in self.folder.glob("shop/.ivrsim/*.journal")]

    def held(self) -> dict[str, Receptionist]:
        """What the account holds, by name; no name is there twice."""
        found = self.sandbox.store.all()
        assert len({one.name for one in found}) == len(found)
        return {one.name: one for one in found}


@contextmanager
def shop(folder: Path, reads: Reads = "full", **deadly: Any) -> Iterator[Shop]:
    store = Store()
    live = {one.id or "": one for one in before()}
    store.seed(Flow(entry="701", receptionists=live))
    (folder / "shop").mkdir()
    files = {}
    for key, model in wanted().items():
        id = {"701": "7001", "703": "7002"}.get(model.id or "")
        text = receptionist_text(model.model_copy(update={"id": id}))
        (folder / "shop" / f"{key}.yaml").write_text(text, encoding="utf-8")
        files[key] = f"{key}.yaml"
    flow = json.dumps({"entry": "main", "receptionists": files})
    (folder / "shop" / "flow.json").write_text(flow, encoding="utf-8")
    sandbox = Deadly(store, reads=reads, **deadly)
    with served(sandbox) as url:
        host = url.removeprefix("http://").removesuffix("/v1")
        owned = {
            key: OwnedReceptionist(one.id or "", one) for key, one in zip(("main", "night"), store.all(), strict=True)
        }
        record_changes(
            read_lock(folder / "shop"), host, "vr", owned
        )  # it was pushed before: what is not shown is known
        yield Shop(folder, sandbox, url)


KILLS = [(at, moment) for at in range(CHANGES) for moment in ("before", "after", "while reading")]


@pytest.mark.parametrize(("at", "moment"), KILLS)
def test_killed_while_it_is_sent_it_goes_on_or_back(tmp_path: Path, at: int, moment: str) -> None:
    goes_on = (at + len(moment)) % 2 == 0
    reads = READS[(at + len(moment)) % len(READS)]
    with shop(tmp_path, reads, at=at, moment=moment) as here:
        old = here.held()
        here.killed()
        (journal,) = here.journals()
        if goes_on:
            code, _, err = here.run_here(*PUSH)
            assert (code, err) == (0, "")
            assert {name: (one.timeout_seconds, one.forward_destination_id) for name, one in here.held().items()} == {
                "Main menu": (9.0, None),
                "Night line": (None, "9002"),
                "Desk": (5.0, None),
                "Billing": (5.0, None),
            }
            status = here.run_here("status", "shop")
            assert status[0] == 0, status
        else:
            code, _, err = here.run_here("rollback", journal, "--yes")
            assert (code, err) == (0, "")
            assert {name: one for name, one in here.held().items() if name in old} == old
        assert here.journals() == []


def test_of_two_pushes_at_once_one_is_refused(tmp_path: Path) -> None:
    with shop(tmp_path) as here:
        waiting: list[tuple[int, str, str]] = []

        def second() -> None:
            if not waiting:
                waiting.append((0, "", ""))
                waiting[0] = here.run(*PUSH)

        here.sandbox.at, here.sandbox.moment, here.sandbox.kill = 0, "before", second
        code, _, err = here.run(*PUSH)
        assert code == 0, err
        assert waiting[0][0] == 2
        assert waiting[0][2].endswith("another push is under way for shop; nothing was sent\n")
        assert len(here.held()) == 4
