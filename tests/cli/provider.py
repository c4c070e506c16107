"""A flow and the provider's account that it goes to, for the commands that change what is live."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import load
from simulator.config.receptionist import Receptionist
from simulator.provider.sandbox.application import Sandbox
from simulator.provider.sandbox.store import Store
from tests.cli.conftest import Command
from tests.conftest import FLOWS
from tests.provider.sandbox_thread import served

TOKEN = "tok-5f0c9d-very-secret"


@pytest.fixture
def provider(request: pytest.FixtureRequest, here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """An account that holds the shipped clinic; parametrised indirectly, with another dialect or less to read."""
    store = Store()
    store.seed(load(FLOWS / "clinic"))
    store.secret("portal", TOKEN)
    sandbox = Sandbox(store, **getattr(request, "param", {}))
    with served(sandbox) as url:
        monkeypatch.setenv("IVRSIM_API_URL", url)
        monkeypatch.setenv("IVRSIM_API_DIALECT", sandbox.dialect)
        monkeypatch.setenv("IVRSIM_API_TOKEN", TOKEN)
        monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here / "config"))
        monkeypatch.delenv("IVRSIM_ACCOUNT", raising=False)
        yield sandbox


@pytest.fixture
def clinic_folder(provider: Sandbox, here: Path, ivrsim: Command) -> Path:
    """A copy of the shipped clinic whose receptionists are known to be those that are live."""
    folder = here / "clinic"
    shutil.copytree(FLOWS / "clinic", folder, ignore=shutil.ignore_patterns("__pycache__"))
    for key, id in (("main", "7001"), ("billing", "7002")):
        assert ivrsim("adopt", key, id, "clinic").returncode == 0
    return folder


def held(provider: Sandbox) -> dict[str, Receptionist]:
    """What the account holds, by name."""
    return {one.name: one for one in provider.store.all()}


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as somebody would, in one place."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text)
    path.write_text(text.replace(old, new), encoding="utf-8")
