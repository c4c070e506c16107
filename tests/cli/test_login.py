"""``ivrsim login``, and reading an account with the token that it keeps."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from simulator.wire import vr
from tests.provider.faulty import answer, faulty
from tests.provider.lived import menu

Command = Callable[..., CompletedProcess[str]]
TOKEN = "tok-5a4b3c"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(tmp_path / "own"))
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
    for name in ("IVRSIM_API_URL", "IVRSIM_API_TOKEN", "IVRSIM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)


def test_a_token_is_kept_and_used_and_never_shown(ivrsim: Command, tmp_path: Path) -> None:
    with faulty([answer([vr.encode_read(menu())])]) as server:
        kept = ivrsim("login", "mine", "--api", server.url, stdin=f"Bearer {TOKEN}\n")
        pulled = ivrsim("pull", "flow", "--account", "mine")
        again = ivrsim("status", "flow", "--account", "mine")

    host = server.url.split("/")[2]
    assert kept.stdout == (
        f"mine: the token is kept in {tmp_path / 'own' / 'tokens.json'} (mode 600; there is no keyring here), "
        f"for {host} alone\n"
    )
    assert [done.returncode for done in (kept, pulled, again)] == [0, 0, 0]
    assert {token for _, _, token, _ in server.seen} == {TOKEN}
    shown = "".join(done.stdout + done.stderr for done in (kept, pulled, again))
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "tokens.json"]
    assert TOKEN not in shown
    assert [path for path in files if TOKEN in path.read_text(encoding="utf-8")] == []

    assert ivrsim("login", "mine", "--forget").stdout == "mine: the token is forgotten\n"
    done = ivrsim("pull", "flow", "--account", "mine")
    assert (done.stderr, done.returncode) == (f"no token for {host}: ivrsim login mine, or IVRSIM_API_TOKEN\n", 2)


def test_a_name_and_a_password_are_exchanged_for_a_token(ivrsim: Command) -> None:
    with faulty([answer({"success": True, "access_token": TOKEN}), answer([])]) as server:
        done = ivrsim("login", "mine", "--api", server.url, "--user", "jo", stdin="s3cret\n")
    assert done.returncode == 0
    assert json.loads(server.seen[0][3]) == {"login_id": "jo", "password": "s3cret"}
    assert "s3cret" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("given", "stdin", "refusal"),
    [
        (("mine",), "x", "no account given; use --api URL"),
        (("mine", "--api", "http://a.example"), "x", "would send the token unencrypted"),
        (("mine", "--api", "https://a.example/v1"), "", "no token was given"),
        (("mine", "--api", "https://a.example/v1"), "a b", "not a token"),
        (("mine", "--api", "https://a.example/v1", "--token", "x"), "", "unknown --token"),
    ],
)
def test_what_cannot_be_kept_is_told_in_one_line(
    ivrsim: Command, given: tuple[str, ...], stdin: str, refusal: str
) -> None:
    done = ivrsim("login", *given, stdin=stdin)
    assert (done.stdout, done.returncode) == ("", 2)
    assert refusal in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [("login", "mine", "--api", "https://a.example/v1"), ("pull", "flow"), ("status",)])
@pytest.mark.parametrize("library", ["httpx", "platformdirs"])
def test_without_the_extra_it_is_named(
    ivrsim: Command, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    done = ivrsim(*command)
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr == f"talking to a provider needs {library}: pip install 'ivrsim[provider]'\n"
