"""What damaged files once broke, each with the message that it has now."""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Command, here, ivrsim
from tests.conftest import FLOWS

__all__ = ["here", "ivrsim"]


class Case(NamedTuple):
    """A file with a content that broke a command, the command, and what it says now."""

    file: str
    content: bytes
    command: tuple[str, ...]
    said: str


HALF = "half a character (\\ud800 to \\udfff alone) is not text"
DEEP = "nested too deep"
STATUS = ("status", "clinic", "--account", "clinic")
CASES = {
    "half a character in a key of a flow": Case(
        "clinic/x/flow.json", b'{"\\ud800": 1}', ("check", "clinic/x"), f"clinic/x/flow.json:1:2: {HALF}\n"
    ),
    "half a character in a key of a receptionist": Case(
        "one.json", b'{"name": "x", "\\udfff": 1}', ("play", "one.json"), f"one.json:1:15: {HALF}\n"
    ),
    "half a character in a key of a file of tests": Case(
        "clinic/x.calls.yaml",
        b'{"\\ud800": 1, "tests": [{"name": "x", "call": [{"presses": "1"}]}]}',
        ("test", "clinic/x.calls.yaml"),
        f"clinic/x.calls.yaml:1:2: {HALF}\n",
    ),
    "half a character in a key of a test": Case(
        "clinic/x.calls.yaml",
        b'{"tests": [{"\\ud800": 1, "name": "x", "call": [{"presses": "1"}]}]}',
        ("test", "clinic/x.calls.yaml"),
        f"clinic/x.calls.yaml:1:13: {HALF}\n",
    ),
    "a session whose current call is a list": Case(
        "x.session",
        b'{"ivrsim": "session", "version": 1, "current": []}\n{"call": "1", "entry": "main"}\n',
        ("call", "clinic", "--plain", "--open-session", "x.session"),
        "x.session:1: current: [] is not one of the calls; use 1\n",
    ),
    "a NUL in a folder's name": Case(
        "clinic/ivrsim.toml",
        b'[accounts]\n"a\\u0000b" = "clinic"\n',
        ("status", "clinic"),
        "clinic/ivrsim.toml: 'a\\x00b' is not the path of a folder: it holds a NUL; remove it\n",
    ),
    "a number of 5,000 digits in a workspace": Case(
        "clinic/ivrsim.toml",
        b"a = " + b"1" * 5_000,
        ("status", "clinic"),
        "clinic/ivrsim.toml: holds a number of thousands of digits; remove it\n",
    ),
    "brackets in a workspace": Case(
        "clinic/ivrsim.toml",
        b"a = " + b"[" * 5_000,
        ("status", "clinic"),
        f"clinic/ivrsim.toml: is {DEEP}; tables of names and values are enough here\n",
    ),
    "brackets in the accounts": Case(
        "config/accounts.toml",
        b"a = " + b"[" * 5_000,
        STATUS,
        f"config/accounts.toml: is {DEEP}; tables of names and values are enough here\n",
    ),
    "brackets in the accounts, at a login": Case(
        "config/accounts.toml",
        b"a = " + b"[" * 5_000,
        ("login", "clinic", "--api", "http://127.0.0.1:1/v1"),
        f"config/accounts.toml: is {DEEP}; tables of names and values are enough here\n",
    ),
    "brackets in the tokens": Case(
        "config/tokens.json",
        b"[" * 100_000,
        (*STATUS[:2], "--api", "http://127.0.0.1:1/v1"),
        f"config/tokens.json: {DEEP}; remove the file, and ivrsim login again\n",
    ),
    "tokens that are numbers": Case(
        "config/tokens.json",
        b'{"x": 1}',
        (*STATUS[:2], "--api", "http://127.0.0.1:1/v1"),
        "config/tokens.json: no tokens; remove the file, and ivrsim login again\n",
    ),
    "brackets in the sandbox's address": Case(
        "config/sandbox.json",
        b"[" * 100_000,
        (*STATUS[:3], "sandbox"),
        "no sandbox is running on this machine; ivrsim sandbox starts one\n",
    ),
    "brackets in a baseline": Case(
        "known.json",
        b"[" * 100_000,
        ("check", "clinic", "--baseline", "known.json"),
        "--baseline known.json: this is not a baseline; use a file that ivrsim check --write-baseline wrote\n",
    ),
    "a lock with a number beyond any": Case(
        "clinic/ivrsim.lock",
        b'{"version": 1e999}',
        ("status", "clinic", "--from", "answer.json"),
        "clinic/ivrsim.lock: not a lock of ivrsim, or damaged; bring back the last committed one with "
        "git checkout HEAD -- clinic/ivrsim.lock, or move it away and run ivrsim adopt NAME ID clinic for each "
        "receptionist\n",
    ),
}


@pytest.fixture
def laid_out(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic without an account."""
    shutil.copytree(FLOWS / "clinic", here / "clinic")
    shutil.copy(FLOWS / "acefone-sample.json", here / "answer.json")
    (here / "config").mkdir()
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", "config")
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
    for name in ("IVRSIM_API_URL", "IVRSIM_API_TOKEN", "IVRSIM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    return here


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_broke_a_command_is_one_message(ivrsim: Command, laid_out: Path, case: Case) -> None:
    path = laid_out / case.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(case.content)
    path.chmod(0o600)
    done = ivrsim(*case.command, stdin="tok\n")
    said = done.stderr.replace(f"{laid_out.resolve()}/", "")
    assert (done.stdout, said, done.returncode) == ("", case.said, 2)


def test_a_receipt_on_a_cycle_of_links_is_none(ivrsim: Command, laid_out: Path) -> None:
    (laid_out / "round").symlink_to("round")
    done = ivrsim("rollback", "round/push-1.json", "--yes", "--api", "http://127.0.0.1:1/v1")
    assert (done.stderr, done.returncode) == (
        "round/push-1.json is not a path that can be followed; use a file below the flow's folder\n",
        2,
    )


def test_a_token_that_is_not_text_is_refused(ivrsim: Command, laid_out: Path) -> None:
    done = ivrsim("login", "clinic", "--api", "http://127.0.0.1:1/v1", stdin=b"tok\xff\n")
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        "standard input is not UTF-8: it has the byte 0xff\n",
        2,
    )


@pytest.mark.parametrize(("field", "value"), [("undoes", []), ("variant", 1), ("made", "2026-11-27T09:00:00")])
def test_a_damaged_receipt_hides_no_other(ivrsim: Command, laid_out: Path, field: str, value: object) -> None:
    folder = laid_out / "clinic" / ".ivrsim"
    folder.mkdir()
    (folder / "push-1.json").write_text(json.dumps(receipt()), encoding="utf-8")
    damaged = receipt()
    damaged["plan"][field] = value
    (folder / "push-2.json").write_text(json.dumps(damaged), encoding="utf-8")
    longer = receipt()
    longer["steps"] = [{"done": False, "id": None, "kept_otherwise": [], "after": None}]
    (folder / "push-4.json").write_text(json.dumps(longer), encoding="utf-8")
    naive = receipt()
    naive["began"] = "2026-11-27T09:00:00"
    (folder / "push-3.json").write_text(json.dumps(naive), encoding="utf-8")
    done = ivrsim("history", "clinic")
    assert (done.stdout, done.stderr, done.returncode) == (
        "2026-11-27 09:00:00 UTC  push-1.json  provider.example: nothing was done\n",
        "clinic/.ivrsim/push-2.json: no receipt of ivrsim, or a damaged one\n"
        "clinic/.ivrsim/push-3.json: no receipt of ivrsim, or a damaged one\n"
        "clinic/.ivrsim/push-4.json: no receipt of ivrsim, or a damaged one\n",
        0,
    )


def receipt() -> dict[str, Any]:
    at = "2026-11-27T09:00:00+00:00"
    plan = {"ivrsim_plan": 1, "kind": "push", "flow": "clinic", "variant": None, "host": "provider.example"}
    plan |= {"dialect": "vr", "made": at, "steps": [], "ids": {}, "seen": {}, "known": [], "take_over": []}
    plan |= {"unverified": {}, "untold": {}, "obstacles": [], "notes": [], "undoes": None}
    head = {"ivrsim_receipt": 1, "id": "push-1", "outcome": "done", "began": at, "ended": at, "account": ""}
    return {**head, "git": {"revision": None, "clean": True}, "despite": {}, "file": "flow.yaml", "steps": [],
            "changed_since": [], "plan": plan}  # fmt: skip
