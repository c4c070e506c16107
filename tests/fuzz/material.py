"""Files of every kind that ivrsim reads, as it ships or writes them, and the command lines that read each."""

import json
import shutil
import urllib.request
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator import load
from simulator.provider.sandbox.application import Sandbox
from simulator.provider.sandbox.store import Store
from tests.cli.hostile import run_here
from tests.conftest import FLOWS
from tests.provider.sandbox_thread import served

BOTH = ("--take-over", "7001", "--take-over", "7002")
SCRIPT = {
    "name": "x",
    "entry": "main",
    "semantics": "freepbx",
    "steps": [{"press": "9", "after": 1}, {"silence": True}],
}
RECORDS = [{"call_id": "1", "ivr_id": "7001", "dtmf_input": "1"}, {"call_id": "2", "digits_dialed": ["9", "1"]}]

CLAIMS = """
timezone: Europe/London
schedules:
  office: {open: ["Mon-Fri 09:00-17:00"], holidays: [{date: 2026-12-24, open: "09:00-12:00"}]}
claims:
  - {reach: person, within: 90 s, keys: 3}
  - {never: hangup}
  - {hears: greeting}
  - {trait: silent}
checks:
  ruleset: strict
  select: [IVR1xx]
  ignore: [IVR101]
  limits: {options: 9}
  severities: {IVR202: error}
  silence: [{rule: IVR304, receptionist: main, reason: known, field: entries}]
variants:
  night:
    until: 2026-12-24T18:00:00+00:00
    receptionists: {main: {timeout: 7, recording: "@sorry"}}
"""

PATCH = """
about: Another greeting, and a day off
add_holiday: {schedule: office, date: 2026-12-28, name: Boxing Day}
set_hours: {schedule: office, open: ["Mon-Thu 09:00-17:00"]}
add_recording: {recording: "20001", name: new, script: Hello, seconds: 2}
replace_recording: [{from: "@sorry", to: "@new"}, {from: "@goodbye", to: "20001", menu: main}]
set_menu: {menu: main, timeout: 7, incorrect_count: 1}
set_entry: {menu: main, option: "1", to: "@billing"}
add_entry: {menu: main, option: "7", to: "@Reception"}
set_fallback: {menu: main, after: silence, to: "hangup||1"}
replace_destination: {from: "@Reception", to: department||5}
set_destination: {destination: "@Booking desk", name: Desk, rings: 20 s}
set_recording: {recording: "@greeting", name: welcome}
"""


class Kind(NamedTuple):
    """A kind of file: where one lies, in which syntax, and the command lines that read it."""

    file: str
    syntax: str
    commands: tuple[tuple[str, ...], ...]


OFFLINE = ("--from", "answer.json")

KINDS = {
    "flow": Kind(
        "clinic/flow.yaml",
        "yaml",
        (
            ("play", "clinic", "--caller", "9 1"),
            ("check", "clinic"),
            ("check", "clinic", "--diff"),
            ("explain", "clinic", "--caller", "9"),
            ("play", "clinic", "--variant", "night"),
            ("recordings", "clinic"),
            ("status", "clinic", *OFFLINE),
            ("pull", "clinic", *OFFLINE, "--dry-run"),
            ("plan", "clinic", *OFFLINE),
            ("prove", "clinic"),
            ("show", "clinic"),
            ("doctor", "clinic"),
            ("apply", "patch.yaml", "clinic", "--dry-run", "--accept"),
        ),
    ),
    "receptionist": Kind(
        "clinic/main.yaml",
        "yaml",
        (
            ("play", "clinic", "--caller", "9 1"),
            ("play", "clinic/main.yaml"),
            ("check", "clinic"),
            ("check", "clinic/main.yaml", "--diff"),
            ("status", "clinic", *OFFLINE),
            ("pull", "clinic", *OFFLINE, "--dry-run"),
            ("plan", "clinic", *OFFLINE),
            ("test", "clinic"),
            ("diff", "example:clinic", "clinic"),
            ("apply", "patch.yaml", "clinic", "--dry-run", "--accept"),
        ),
    ),
    "receptionist in JSON": Kind("one.json", "json", (("play", "one.json"), ("check", "one.json"))),
    "answer": Kind(
        "answer.json",
        "json",
        (
            ("play", "answer.json"),
            ("check", "answer.json"),
            ("status", "clinic", *OFFLINE),
            ("pull", "clinic", *OFFLINE, "--dry-run"),
            ("pull", "fresh", *OFFLINE, "--dry-run"),
            ("plan", "clinic", *OFFLINE),
        ),
    ),
    "answer of the other dialect": Kind(
        "ivrs.json",
        "json",
        (
            ("play", "ivrs.json"),
            ("status", "clinic", "--from", "ivrs.json"),
            ("pull", "fresh", "--from", "ivrs.json", "--dry-run"),
            ("plan", "clinic", "--from", "ivrs.json"),
        ),
    ),
    "tests": Kind(
        "clinic/clinic.calls.yaml",
        "yaml",
        (
            ("test", "clinic/clinic.calls.yaml"),
            ("test", "clinic/clinic.calls.yaml", "--format", "json"),
            ("test", "clinic/clinic.calls.yaml", "-k", "key"),
        ),
    ),
    "callers": Kind("callers.jsonl", "json lines", (("play", "example:clinic", "--callers", "callers.jsonl"),)),
    "caller": Kind(
        "caller.json",
        "json",
        (("play", "example:clinic", "--caller", "CONTENT"), ("explain", "example:clinic", "--caller", "CONTENT")),
    ),
    "caller in a line": Kind("caller.txt", "text", (("play", "example:clinic", "--caller", "CONTENT"),)),
    "session": Kind(
        "session.jsonl",
        "json lines",
        (
            ("call", "example:clinic", "--plain", "--open-session", "session.jsonl"),
            ("call", "example:clinic", "--open-session", "session.jsonl", "--cast", "-"),
        ),
    ),
    "baseline": Kind("baseline.json", "json", (("check", "clinic", "--baseline", "baseline.json"),)),
    "records": Kind("records.json", "json", (("check", "clinic", "--records", "records.json"),)),
    "records by line": Kind("records.jsonl", "json lines", (("check", "clinic", "--records", "records.jsonl"),)),
    "lock": Kind(
        "clinic/ivrsim.lock",
        "json",
        (
            ("status", "clinic", *OFFLINE),
            ("plan", "clinic", *OFFLINE),
            ("pull", "clinic", *OFFLINE, "--dry-run"),
            ("plan", "clinic", "--account", "clinic"),
            ("adopt", "main", "7001", "clinic", "--account", "clinic"),
        ),
    ),
    "plan": Kind("plan.json", "json", (("push", "plan.json", "--yes", "--account", "clinic"),)),
    "receipt": Kind(
        "clinic/.ivrsim/push-1.json",
        "json",
        (
            ("history", "clinic"),
            ("history", "clinic", "--format", "json"),
            ("rollback", "clinic/.ivrsim/push-1.json", "--yes", "--account", "clinic"),
        ),
    ),
    "journal": Kind(
        "cut/.ivrsim/push-2.journal",
        "json lines",
        (
            ("history", "cut"),
            ("plan", "cut", *OFFLINE),
            ("rollback", "cut/.ivrsim/push-2.journal", "--yes", "--account", "clinic"),
            ("push", "cut", "--yes", "--account", "clinic", *BOTH),
        ),
    ),
    "workspace": Kind(
        "clinic/ivrsim.toml",
        "toml",
        (("status", "clinic"), ("plan", "clinic"), ("play", "clinic"), ("doctor", "clinic")),
    ),
    "shared holidays": Kind("clinic/dates.yaml", "yaml", (("calendar", "clinic"), ("doctor", "clinic"))),
    "patch": Kind("patch.yaml", "yaml", (("apply", "patch.yaml", "clinic", "--dry-run", "--accept"),)),
    "accounts": Kind(
        "config/accounts.toml",
        "toml",
        (("status", "clinic", "--account", "clinic"), ("login", "clinic"), ("login", "clinic", "--forget")),
    ),
    "tokens": Kind(
        "config/tokens.json",
        "json",
        (("status", "clinic", "--account", "clinic"), ("login", "clinic"), ("login", "clinic", "--forget")),
    ),
    "sandbox": Kind("config/sandbox.json", "json", (("status", "clinic", "--account", "sandbox"),)),
    "sound": Kind("clinic/hello.wav", "bytes", (("check", "clinic"), ("play", "clinic"))),
    "script": Kind("clinic/hello.txt", "text", (("check", "clinic"), ("show", "clinic"))),
}
"""Every kind of file; ``CONTENT`` stands for the file's text itself."""


@contextmanager
def laid_out(root: Path) -> Iterator[None]:
    """Lay all of the files out in the current folder, beside an account that answers while the block lasts."""
    store = Store()
    store.seed(load(FLOWS / "clinic"))
    store.secret("portal", "tok-fuzz")
    with served(Sandbox(store)) as url, pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("IVRSIM_CONFIG_DIR", str(root / "config"))
        patch.setenv("IVRSIM_NO_KEYRING", "1")
        for name in ("IVRSIM_ACCOUNT", "IVRSIM_API_URL", "IVRSIM_API_TOKEN", "GITHUB_ACTIONS", "IVRSIM_DEBUG"):
            patch.delenv(name, raising=False)
        _write_config(root, url)
        asking = urllib.request.Request(f"{url}/virtual_receptionists", headers={"Authorization": "tok-fuzz"})
        with urllib.request.urlopen(asking) as answer:
            (root / "answer.json").write_bytes(answer.read())
        _write_flow(root)
        _write_small(root)
        _push(root)
        yield


def _write_config(root: Path, url: str) -> None:
    (root / "config").mkdir()
    (root / "config" / "accounts.toml").write_text(
        f'[clinic]\nurl = "{url}"\ndialect = "vr"\ngap = 0.0\ntimeout = 2.0\n'
    )
    tokens = root / "config" / "tokens.json"
    host = url.removeprefix("http://").partition("/")[0]
    tokens.write_text(json.dumps({f"clinic@{host}": "tok-fuzz"}))
    tokens.chmod(0o600)
    here = {"url": url, "dialect": "vr", "token": "tok-fuzz", "process": "1"}
    (root / "config" / "sandbox.json").write_text(json.dumps(here))


def _write_flow(root: Path) -> None:
    folder = root / "clinic"
    shutil.copytree(FLOWS / "clinic", folder)
    flow = folder / "flow.yaml"
    text = flow.read_text(encoding="utf-8")
    text = text.replace("    seconds: 8.2\n", "    file: hello.wav\n").replace(
        '    script: "Sorry, that was not one of the choices."\n', "    script_file: hello.txt\n"
    )
    flow.write_text(text + CLAIMS, encoding="utf-8")
    (folder / "hello.txt").write_text("Sorry, that was not one of the choices.")
    (folder / "ivrsim.toml").write_text('holidays = ["dates.yaml"]\n[accounts]\n"." = "clinic"\n')
    (folder / "dates.yaml").write_text("- {date: 2026-12-25, name: Christmas Day}\n- {dates: 2026-12-28/2026-12-31}\n")
    with wave.open(str(folder / "hello.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0" * 2 * 65_600)


def _write_small(root: Path) -> None:
    (root / "callers.jsonl").write_text(f"{json.dumps(SCRIPT)}\n" * 2)
    (root / "caller.json").write_text(json.dumps(SCRIPT))
    (root / "patch.yaml").write_text(PATCH)
    (root / "caller.txt").write_text("early:9 silence 12 wait hangup")
    (root / "records.json").write_text(json.dumps({"results": RECORDS}))
    (root / "records.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in RECORDS))
    shutil.copy(FLOWS / "acefone-sample.json", root / "ivrs.json")
    one = {"name": "A", "destination_type": "single", "forward_destination_type": "hangup", "forward_destination_id": 1}
    (root / "one.json").write_text(json.dumps(one))
    session = ("call", "example:clinic", "--plain", "--save-session", "session.jsonl")
    for command in (session, ("check", "clinic", "--write-baseline", "baseline.json", "--ruleset", "strict")):
        assert run_here(command, {}).code == 0, command


def _push(root: Path) -> None:
    """A lock, a plan, a receipt and a journal, as a push writes them."""
    account = ("--account", "clinic")
    for key, id in (("main", "7001"), ("billing", "7002")):
        done = run_here(("adopt", key, id, "clinic", *account), {})
        assert done.code == 0, done
    menu = root / "clinic" / "main.yaml"
    menu.write_text(menu.read_text(encoding="utf-8").replace("timeout: 5", "timeout: 6"), encoding="utf-8")
    done = run_here(("plan", "clinic", "--out", "plan.json", *account, *BOTH), {})
    assert done.code == 0, done
    gates = ("--despite-tests", "x", "--despite-checks", "x")
    done = run_here(("push", "clinic", "--yes", *account, *BOTH, *gates), {})
    assert done.code == 0, done
    (receipt,) = (root / "clinic" / ".ivrsim").glob("push-*.json")
    receipt.rename(receipt.with_name("push-1.json"))
    written = json.loads((root / "clinic" / ".ivrsim" / "push-1.json").read_text(encoding="utf-8"))
    shutil.copytree(root / "clinic", root / "cut")
    (root / "cut" / ".ivrsim" / "push-1.json").unlink()
    begun = {
        "begin": "push-2",
        "at": written["began"],
        "account": written["account"],
        **written["git"],
        "despite": written["despite"],
        "file": written["file"],
        "plan": written["plan"],
    }
    lines = [begun, {"send": 0, "gone": []}, {"yes": 0}, {"accept": "7001", "fields": {"name": "x"}}]
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (root / "cut" / ".ivrsim" / "push-2.journal").write_text(text)
