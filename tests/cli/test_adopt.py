"""``ivrsim adopt``: which live receptionist one of the flow's is."""

import json
import shlex
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from simulator.provider.change.lock_merge import join_sides
from simulator.provider.sandbox.application import Sandbox
from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, edit, provider
from tests.cli.test_push import with_night
from tests.provider.lived import announcement

__all__ = ["clinic_folder", "provider"]


def test_the_id_is_kept_and_what_differs_is_told(ivrsim: Command, clinic_folder: Path) -> None:
    (clinic_folder / "ivrsim.lock").unlink()
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    done = ivrsim("adopt", "Main menu", "7001", "clinic")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("main is 7001 (Main menu) at 127.0.0.1:")
    assert "  live has timeout 5, the flow has 6" in done.stdout.splitlines()
    lock = json.loads((clinic_folder / "ivrsim.lock").read_text(encoding="utf-8"))
    assert lock["accounts"][0]["receptionists"] == {"main": {"id": "7001", "written": None}}


def test_a_key_that_was_renamed_takes_what_was_known_with_it(ivrsim: Command, clinic_folder: Path) -> None:
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    assert ivrsim("push", "clinic", "--yes", "--take-over", "7001").returncode == 0
    edit(clinic_folder / "flow.yaml", "  main: main.yaml", "  first: main.yaml")
    for path in clinic_folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("@main", "@first").replace(": main\n", ": first\n")
        path.write_text(text.replace("entry: main ", "entry: first "), encoding="utf-8")
    refused = "first would be created, and 7001 is live by its name (Main menu) already: ivrsim adopt first 7001"
    assert refused in ivrsim("plan", "clinic").stdout
    assert ivrsim("adopt", "first", "7001", "clinic").returncode == 0
    lock = json.loads((clinic_folder / "ivrsim.lock").read_text(encoding="utf-8"))
    owned = lock["accounts"][0]["receptionists"]
    assert (sorted(owned), owned["first"]["written"]["timeout"]) == (["billing", "first"], 6)
    assert ivrsim("plan", "clinic").stdout.endswith("there is nothing to push.\n")


def test_an_id_that_cannot_be_adopted_is_refused(ivrsim: Command, clinic_folder: Path) -> None:
    def refused(*arguments: str) -> str:
        done = ivrsim("adopt", *arguments)
        assert done.returncode == 2
        return done.stderr

    assert refused("man", "7001", "clinic") == "no receptionist 'man'; did you mean main?\n"
    assert refused("main", "7003", "clinic") == "no live receptionist has the id 7003; did you mean 7002?\n"
    assert refused("main", "x", "clinic") == (
        "no live receptionist has the id x; live are 7001 (Main menu), 7002 (Billing)\n"
    )
    assert refused("main", "7002", "clinic") == "7002 is billing of this flow already (ivrsim.lock)\n"
    edit(clinic_folder / "main.yaml", "name: Main menu", "id: 7002\nname: Main menu")
    assert refused("main", "7001", "clinic") == "the file of main says id 7002; change it there, or adopt 7002\n"


# -- a lock that cannot be read -------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=first", *words]
    subprocess.run(command, cwd=folder, check=words[0] != "merge", capture_output=True)


def shell(ivrsim: Command, line: str) -> CompletedProcess[str]:
    """A command as a message shows it."""
    program, *words = shlex.split(line)
    if program == "ivrsim":
        return ivrsim(*words)
    return subprocess.run([program, *words], check=True, capture_output=True, text=True)


def pushed_from_two_branches(ivrsim: Command, folder: Path) -> None:
    """One pushes a new receptionist, one another name for a menu; and they merge, which git cannot do."""
    despite = [flag for gate in ("checks", "proofs", "tests") for flag in (f"--despite-{gate}", "a drill")]
    push = ["push", "clinic", "--yes", *despite, "--take-over", "7001", "--take-over", "7002"]
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "base")
    git(folder, "switch", "-c", "night")
    with_night(folder)
    assert ivrsim(*push).returncode == 0
    git(folder, "add", ".")
    git(folder, "commit", "-m", "night")
    git(folder, "switch", "first")
    edit(folder / "billing.yaml", "name: Billing", "name: Bills")
    assert ivrsim(*push).returncode == 0
    git(folder, "add", ".")
    git(folder, "commit", "-m", "bills")
    git(folder, "merge", "night")


def test_two_branches_that_pushed_are_merged_by_the_command_that_the_message_shows(
    ivrsim: Command, clinic_folder: Path
) -> None:
    pushed_from_two_branches(ivrsim, clinic_folder)
    lock = clinic_folder / "ivrsim.lock"
    assert "<<<<<<<" in lock.read_text(encoding="utf-8")
    text = lock.read_text(encoding="utf-8")
    refused = [ivrsim(command, "clinic") for command in ("plan", "status", "push")]
    line = text[: text.index("<<<<<<<")].count("\n") + 1
    message = f"clinic/ivrsim.lock:{line}: git could not merge what two branches say; "
    assert {(done.returncode, done.stderr.partition("ivrsim adopt")[0]) for done in refused} == {(2, message)}
    command = refused[0].stderr.removeprefix(message).removesuffix(" keeps what both say\n")
    assert shell(ivrsim, command).returncode == 0
    owned = json.loads(lock.read_text(encoding="utf-8"))["accounts"][0]["receptionists"]
    assert {key: (one["id"], one["written"] and one["written"]["name"]) for key, one in owned.items()} == {
        "billing": ("7002", "Bills"),
        "main": ("7001", "Main menu"),
        "night": ("7003", "Night"),
    }
    again = ivrsim("plan", "clinic")  # the second push had taken back the key that leads to the night
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.endswith("Requests, in this order:\n   1. PUT /virtual_receptionist/7001  main\n")


def test_of_two_ids_the_one_that_is_right_is_chosen(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    provider.store.create(announcement().model_copy(update={"id": None, "name": "Night"}))
    provider.store.create(announcement().model_copy(update={"id": None, "name": "Night"}))
    assert ivrsim("adopt", "main", "7001", "clinic").returncode == 0
    lock = clinic_folder / "ivrsim.lock"
    sides = []
    for ids in (("7001", "7003"), ("7002", "7004")):
        content = json.loads(lock.read_text(encoding="utf-8"))
        content["accounts"][0]["receptionists"] = {
            key: {"id": id, "written": None} for key, id in zip(("billing", "main"), ids, strict=True)
        }
        sides.append(json.dumps(content, indent=1) + "\n")
    lock.write_text(join_sides(*sides), encoding="utf-8")
    host = json.loads(sides[0])["accounts"][0]["host"]
    done = ivrsim("plan", "clinic")
    billing = (
        f"  billing is 7001 on one branch and 7002 on the other (at {host}): "
        "ivrsim adopt billing 7001 clinic or ivrsim adopt billing 7002 clinic\n"
    )
    main = (
        f"  main is 7003 on one branch and 7004 on the other (at {host}): "
        "ivrsim adopt main 7003 clinic or ivrsim adopt main 7004 clinic\n"
    )
    head = "git could not merge what two branches say; for each of these, one command keeps the id that is right:\n"
    assert done.stderr == f"clinic/ivrsim.lock:1: {head}{billing}{main}"
    first = ivrsim("adopt", "billing", "7002", "clinic")
    assert (first.returncode, first.stdout.splitlines(keepends=True)[1:3]) == (
        0,
        [f"clinic/ivrsim.lock:1: {head}", main],
    )
    assert ivrsim("plan", "clinic").stderr == f"clinic/ivrsim.lock:1: {head}{main}"
    assert ivrsim("adopt", "main", "7001", "clinic").returncode == 0  # neither of the two
    owned = json.loads(lock.read_text(encoding="utf-8"))["accounts"][0]["receptionists"]
    assert {key: one["id"] for key, one in owned.items()} == {"billing": "7002", "main": "7001"}
    assert ivrsim("plan", "clinic").returncode == 0


def test_a_damaged_lock_is_mended_by_either_way_that_the_message_shows(ivrsim: Command, clinic_folder: Path) -> None:
    for words in (["init"], ["add", "."], ["commit", "-m", "base"]):
        git(clinic_folder, *words)
    lock = clinic_folder / "ivrsim.lock"
    whole = lock.read_text(encoding="utf-8")
    for text in (whole[:100], whole.replace("{\n", "{\n<<<<<<< ours\n", 1), "\0", "[" * 100_000):
        lock.write_text(text, encoding="utf-8")
        message = ivrsim("adopt", "main", "7001", "clinic").stderr
        assert message == (
            "clinic/ivrsim.lock: not a lock of ivrsim, or damaged; bring back the last committed one with "
            "git checkout HEAD -- clinic/ivrsim.lock, or move it away and run ivrsim adopt NAME ID clinic for each "
            "receptionist\n"
        )
    lock.rename(lock.with_suffix(".old"))
    for key, id in (("main", "7001"), ("billing", "7002")):
        assert shell(ivrsim, f"ivrsim adopt {key} {id} clinic").returncode == 0
    assert lock.read_text(encoding="utf-8") == whole


def test_a_damaged_lock_comes_back_from_git(
    ivrsim: Command, clinic_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clinic_folder)
    for words in (["init"], ["add", "."], ["commit", "-m", "base"]):
        git(clinic_folder, *words)
    whole = Path("ivrsim.lock").read_text(encoding="utf-8")
    Path("ivrsim.lock").write_text("damaged", encoding="utf-8")
    message = ivrsim("plan").stderr
    shell(ivrsim, message.partition("committed one with ")[2].partition(", or")[0])
    assert Path("ivrsim.lock").read_text(encoding="utf-8") == whole
    assert ivrsim("plan").returncode == 0
