"""Wherever a provider repeats a secret, no command shows it or writes it down."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from simulator.provider.sandbox.application import Sandbox
from simulator.wire import vr
from tests.cli.conftest import Command
from tests.cli.provider import TOKEN as KEPT
from tests.cli.provider import clinic_folder, provider
from tests.conftest import FLOWS
from tests.provider.account.test_redaction import FORMS
from tests.provider.faulty import answer, faulty
from tests.provider.lived import announcement, menu

__all__ = ["clinic_folder", "provider"]

TOKEN = "Geheim-9f8e7d.6c"
PASSWORD = "p@ss wörd-5a4b"
COMMANDS = [
    ("pull", "pulled"),
    ("status", "clinic"),
    ("adopt", "main", "701", "clinic"),
    ("plan", "clinic", "--out", "plan.json"),
    ("plan", "clinic", "--format", "json", "--take-over", "701"),
    ("history", "clinic"),
]


@pytest.fixture
def own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
    monkeypatch.setenv("IVRSIM_API_TOKEN", TOKEN)
    for name in ("IVRSIM_API_URL", "IVRSIM_ACCOUNT", "IVRSIM_API_DIALECT"):
        monkeypatch.delenv(name, raising=False)


def left(ivrsim: Command, monkeypatch: pytest.MonkeyPatch, said: bytes, *commands: tuple[str, ...]) -> str:
    """All that commands show and write, where every request is answered like this."""
    with tempfile.TemporaryDirectory() as folder, faulty([said]) as server, monkeypatch.context() as patched:
        patched.chdir(folder)
        patched.setenv("IVRSIM_CONFIG_DIR", str(Path(folder) / "own"))
        patched.setenv("IVRSIM_API_URL", server.url)
        shutil.copytree(FLOWS / "clinic", "clinic", ignore=shutil.ignore_patterns("__pycache__"))
        texts = []
        for command in commands:
            done = ivrsim(*command, stdin=PASSWORD + "\n")
            texts += [done.stdout, done.stderr]
        files = [path for path in Path(folder).rglob("*") if path.is_file() and path.name != "tokens.json"]
        texts += [f"{path}\n{path.read_bytes().decode()}" for path in files]
    return "\n".join(texts).lower()


def item(secret: str, other: str) -> dict[str, Any]:
    """A receptionist that is live, with a secret wherever there is a text."""
    whole = vr.encode_read(menu("701", name=f"Main {secret}", description=other))
    return {**whole, "prefix": secret, secret: {secret: other}, "recording": other, "invalid_destination": secret}


SHAPES = st.recursive(
    st.sampled_from(["SECRET", "x SECRET y", "xSECRETy", None, True, 7, "701", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["SECRET", "message", "Message", "success", "error", "id", "name", "data", "access_token", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


def filled(shape: Any, put: Callable[[str], str]) -> Any:
    match shape:
        case str():
            return put(shape)
        case list():
            return [filled(inner, put) for inner in shape]
        case dict():
            return {put(key): filled(inner, put) for key, inner in shape.items()}
    return shape


def response(secret: str, shape: Any, way: str, status: int) -> bytes:
    """A response that repeats a secret; none that is asked for again."""

    def put(text: str) -> str:
        return text.replace("SECRET", secret)

    match way:
        case "list":
            live = [item(secret, put("xSECRETy")), vr.encode_read(announcement("703", name=secret))]
            return answer(live, status)
        case "shape":
            return answer(filled(shape, put), status)
        case "text":
            text = "x" * 180 + secret + json.dumps(filled(shape, put))
            return answer(text.encode(), max(400, status))
        case _:
            return answer(b"", 302, f"Location: https://{quote(secret)}:{quote(secret)}@b.example/{quote(secret)}")


RESPONSES = (
    SHAPES,
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(["list", "shape", "text", "redirect"]),
    st.sampled_from([200, 200, 400, 401, 403, 422]),
)


@pytest.mark.heavy
@pytest.mark.usefixtures("own")
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(*RESPONSES)
@example(None, "as it is", "list", 200)
@example(None, "JSON in JSON", "list", 200)
@example(None, "base64 of user:pass", "list", 200)
@example(None, "as it is", "text", 400)
@example({"success": False, "Message": {"SECRET": ["SECRET"]}}, "as it is", "shape", 200)
@example({"access_token": "SECRET", "message": "SECRET"}, "as it is", "shape", 401)
@example(None, "as it is", "redirect", 302)
def test_no_command_shows_or_writes_the_token(
    ivrsim: Command, monkeypatch: pytest.MonkeyPatch, shape: Any, form: str, way: str, status: int
) -> None:
    secret = FORMS[form](TOKEN)
    text = left(ivrsim, monkeypatch, response(secret, shape, way, status), *COMMANDS)
    assert [found for found in (TOKEN.lower(), secret.lower(), "9f8e7d", "fault of ivrsim") if found in text] == []


@pytest.mark.usefixtures("own")
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(*RESPONSES, st.sampled_from(["vr", "ivr"]))
@example({"success": False, "Message": {"SECRET": ["SECRET"]}}, "as it is", "shape", 200, "vr")
@example({"error": "SECRET"}, "base64 of user:pass", "shape", 401, "ivr")
@example({"access_token": "x", "message": "SECRET"}, "as it is", "shape", 200, "ivr")
def test_a_login_shows_and_writes_no_password(
    ivrsim: Command, monkeypatch: pytest.MonkeyPatch, shape: Any, form: str, way: str, status: int, dialect: str
) -> None:
    secret = FORMS[form](PASSWORD)
    login = ("login", "mine", "--user", "jo", "--dialect", dialect)
    text = left(ivrsim, monkeypatch, response(secret, shape, way, status), login)
    assert [found for found in (PASSWORD.lower(), secret.lower(), "5a4b", "fault of ivrsim") if found in text] == []


def test_no_push_or_rollback_writes_down_a_token_that_is_live(
    ivrsim: Command, provider: Sandbox, clinic_folder: Path
) -> None:
    for one in provider.store.all():
        assert one.id is not None
        provider.store.update(one.id, one.model_copy(update={"name": f"{one.name} {KEPT}", "description": KEPT}))
    shown = []
    for command in (
        ("status", "clinic"),
        ("plan", "clinic", "--out", "plan.json"),
        ("push", "plan.json", "--yes", "--take-over", "7001", "--take-over", "7002"),
        ("push", "clinic", "--yes", "--take-over", "7001", "--take-over", "7002"),
        ("history", "clinic"),
        ("pull", "pulled"),
    ):
        done = ivrsim(*command)
        shown += [done.stdout, done.stderr]
    (receipt,) = (clinic_folder / ".ivrsim").glob("push-*.json")
    undone = ivrsim("rollback", receipt, "--yes")
    shown += [undone.stdout, undone.stderr]
    files = [path for path in Path().rglob("*") if path.is_file() and path.suffix != ".db"]
    texts = "\n".join([*shown, *(path.read_text(encoding="utf-8") for path in files)])
    assert undone.returncode == 0
    assert "(token)" in receipt.read_text(encoding="utf-8")
    assert KEPT not in texts
