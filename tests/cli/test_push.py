"""``ivrsim push``: through the gates, onto what was planned, read back; killed, it goes on."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from simulator.provider.sandbox.application import Sandbox
from tests.cli.conftest import Command
from tests.cli.provider import TOKEN, clinic_folder, edit, held, provider
from tests.provider.lived import announcement

__all__ = ["clinic_folder", "provider"]

BOTH = ("--take-over", "7001", "--take-over", "7002")
NIGHT = "name: Night\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: 108000\n"


def line_with(text: str, word: str) -> str:
    """The one line with a word."""
    (found,) = [line for line in text.splitlines() if word in line]
    return found


def later(folder: Path) -> None:
    """The menu waits a second longer."""
    edit(folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")


def with_night(folder: Path) -> None:
    """Key 5 leads to a new receptionist."""

    text = (folder / "main.yaml").read_text(encoding="utf-8")
    entry = '  - {option: "3", destination_type: voicemail'
    (folder / "main.yaml").write_text(
        text.replace(entry, '  - {option: "5", destination_type: ivr, destination_id: "@night"}\n' + entry),
        encoding="utf-8",
    )
    edit(folder / "flow.yaml", "  billing: billing.yaml\n", "  billing: billing.yaml\n  night: night.yaml\n")
    (folder / "night.yaml").write_text(NIGHT, encoding="utf-8")


def test_a_push(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    later(clinic_folder)
    done = ivrsim("push", "clinic", "--yes", *BOTH)
    assert (done.returncode, done.stderr) == (0, "")
    (receipt,) = (clinic_folder / ".ivrsim").glob("push-*.json")
    name = f"clinic/.ivrsim/{receipt.name}"
    tail = done.stdout.partition("Requests, in this order:\n")[2]
    assert tail == (
        "   1. PUT /virtual_receptionist/7001  main\n"
        "\n"
        "✓ PUT /virtual_receptionist/7001  main\n"
        "now live: 1 request sent, read back and compared\n"
        f"receipt: {name}\n"
        f"undo:    ivrsim rollback {name}\n"
        "Make these calls, to hear it:\n"
        "  1. call +441632960001, stay silent: the caller hears greeting, are-you-there, greeting, are-you-there, "
        "greeting, goodbye and reaches Reception after about 54.2 s\n"
        "  2. call +441632960001, wait 5 s, press 4, wait 5 s, press 4, wait 5 s, press 1: the caller hears greeting, "
        "sorry, greeting, sorry, greeting and reaches Booking desk after about 46 s\n"
    )
    assert held(provider)["Main menu"].timeout_seconds == 6
    assert ivrsim("push", "clinic", "--yes").stdout.endswith("\n\nLive matches the flow; there is nothing to push.\n")
    assert ivrsim("status", "clinic").returncode == 0


def test_a_gate_that_is_shut_says_the_line_and_what_overrides_it(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    edit(clinic_folder / "main.yaml", 'destination_id: "@Booking desk"', "destination_id: 108002")
    done = ivrsim("push", "clinic", "--yes", *BOTH)
    assert (done.returncode, done.stdout) == (1, "")
    assert line_with(done.stderr, "refused") == (
        "refused: tests fail, and nothing was sent; --despite-tests REASON overrides it"
    )
    first = done.stderr.splitlines()
    assert first[0].startswith("clinic/clinic.calls.yaml:")
    assert "got Bill payments" in first[0]
    assert first[1] == '  >   19 | - reaches: "{where}"'
    assert held(provider)["Main menu"].options["1"].destination_id == "108000"


def test_an_override_needs_a_reason_and_it_is_recorded(ivrsim: Command, clinic_folder: Path) -> None:
    edit(clinic_folder / "main.yaml", 'destination_id: "@Booking desk"', "destination_id: 108002")
    empty = ivrsim("push", "clinic", "--yes", "--despite-tests", " ")
    assert (empty.returncode, empty.stderr) == (2, "--despite-tests needs a reason, which is recorded\n")
    done = ivrsim("push", "clinic", "--yes", *BOTH, "--despite-tests", "the desk has moved")
    assert done.returncode == 0
    (receipt,) = (clinic_folder / ".ivrsim").glob("push-*.json")
    assert json.loads(receipt.read_text(encoding="utf-8"))["despite"] == {"tests": "the desk has moved"}
    assert "despite tests: the desk has moved" in ivrsim("history", "clinic").stdout


def test_a_push_is_refused_by_checks_proofs_and_tests(ivrsim: Command, clinic_folder: Path) -> None:
    """A loop of silence, and a recording that the provider's document requires."""
    edit(clinic_folder / "main.yaml", 'timeout_destination_type: extension\ntimeout_destination_id: "@Reception"',
         'timeout_destination_type: ivr\ntimeout_destination_id: "@main"')  # fmt: skip
    edit(clinic_folder / "billing.yaml", '\ninvalid_recording: "@sorry"\n', "\n")
    done = ivrsim("push", "clinic", "--yes")
    assert done.returncode == 1
    refusals = [line.split()[1] for line in done.stderr.splitlines() if line.startswith("refused: ")]
    assert refusals == ["checks", "proofs", "tests"]
    assert "IVR610" in done.stderr
    assert "IVR102" in done.stderr
    assert "does not hold: " in done.stderr
    (clinic_folder / "main.yaml").write_text("name: [\n", encoding="utf-8")
    assert ivrsim("push", "clinic", "--yes").returncode == 2


def test_without_a_yes_nothing_is_sent(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    later(clinic_folder)
    done = ivrsim("push", "clinic", *BOTH)
    assert (done.returncode, done.stderr) == (
        2,
        "push asks before it changes what is live, and there is no terminal to answer at; use --yes\n",
    )
    assert held(provider)["Main menu"].timeout_seconds == 5
    assert sorted(path.name for path in (clinic_folder / ".ivrsim").glob("*")) == [".gitignore", "push.lock"]


def test_what_was_never_written_here_is_not_overwritten(ivrsim: Command, clinic_folder: Path) -> None:
    later(clinic_folder)
    done = ivrsim("push", "clinic", "--yes")
    assert (done.returncode, done.stderr) == (
        2,
        "refused, and nothing was sent:\n  main (7001) was never written by ivrsim: --take-over 7001\n",
    )
    wrong = ivrsim("push", "clinic", "--yes", "--take-over", "7")
    assert wrong.stderr == "--take-over 7: no receptionist of clinic has this id; they have 7001, 7002\n"


@pytest.mark.parametrize("provider", [{"reads": "minimal"}], indirect=True)
def test_what_the_answer_does_not_carry_is_told_before_and_after(ivrsim: Command, clinic_folder: Path) -> None:
    later(clinic_folder)
    done = ivrsim("push", "clinic", "--yes")
    assert done.stderr.splitlines()[1:] == [
        "  main (7001) was never written by ivrsim; the response does not show destination_type, "
        "forward_destination_type, forward_destination_id, entries, and what is there is lost: --take-over 7001"
    ]
    pushed = ivrsim("push", "clinic", "--yes", "--take-over", "7001")
    assert pushed.returncode == 0
    assert line_with(pushed.stdout, "not verified") == (
        "not verified, because the response does not include it: main: destination_type, entries"
    )
    lost = "Cannot be restored by a rollback (its previous value is not known):\n  · main: destination_type"
    assert lost in pushed.stdout
    edit(clinic_folder / "main.yaml", '- {option: "0"', '- {option: "9"')  # what is not shown is known from the lock
    plan = ivrsim("plan", "clinic")
    assert "entries, option 9 (where key 9 leads): none -> extension||050109590001" in plan.stdout
    assert "Cannot be restored" not in plan.stdout


def test_a_new_receptionist(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    with_night(clinic_folder)
    done = ivrsim("push", "clinic", "--yes", *BOTH, "--despite-tests", "none yet", "--despite-checks", "a new key")
    assert done.returncode == 0, done.stderr
    night = held(provider)["Night"]
    assert held(provider)["Main menu"].options["5"].destination_id == night.id == "7003"
    assert (
        json.loads((clinic_folder / "ivrsim.lock").read_text(encoding="utf-8"))["accounts"][0]["receptionists"][
            "night"
        ]["id"]
        == "7003"
    )


def test_a_name_that_is_live_already_is_not_created_again(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    with_night(clinic_folder)
    provider.store.create(announcement(name="Night"))
    despite = ("--despite-tests", "x", "--despite-checks", "x")
    done = ivrsim("push", "clinic", "--yes", *BOTH, *despite)
    assert (done.returncode, line_with(done.stderr, "adopt")) == (
        2,
        "  night would be created, and 7003 is live by its name (Night) already: ivrsim adopt night 7003",
    )
    assert ivrsim("adopt", "night", "7003", "clinic").returncode == 0
    assert ivrsim("push", "clinic", "--yes", *BOTH, "--take-over", "7003", *despite).returncode == 0
    assert len(provider.store.all()) == 3


def test_a_plan_is_pushed_as_it_was_made_or_not_at_all(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    later(clinic_folder)
    assert ivrsim("plan", "clinic", *BOTH, "--out", "plan.json").returncode == 0
    first = provider.store.all()[0]
    provider.store.update("7001", first.model_copy(update={"description": "Somebody was here"}))
    stale = ivrsim("push", "plan.json", "--yes")
    assert (stale.returncode, stale.stderr.splitlines()[1:]) == (
        2,
        [
            "  main (7001): description was Every call to the clinic begins here, is Somebody was here",
            "live is old: nothing was changed",
        ],
    )
    provider.store.update("7001", first)
    edit(clinic_folder / "main.yaml", "timeout: 6 ", "timeout: 7 ")
    other = ivrsim("push", "plan.json", "--yes")
    assert other.stderr == "clinic is no longer what plan.json planned; ivrsim plan again\n"
    edit(clinic_folder / "main.yaml", "timeout: 7 ", "timeout: 6 ")
    assert ivrsim("push", "plan.json", "--yes").returncode == 0
    assert held(provider)["Main menu"].timeout_seconds == 6


def test_a_lost_answer_is_looked_up(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    later(clinic_folder)
    provider.faults.add_fault("drop-after:1")
    done = ivrsim("push", "clinic", "--yes", *BOTH)
    assert done.returncode == 0
    assert "whether it was done is not known; the list will show it\n✓ PUT" in done.stdout
    assert held(provider)["Main menu"].timeout_seconds == 6


def test_a_token_that_expires_in_mid_push_is_exchanged(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVRSIM_API_TOKEN", provider.tokens.fresh())
    later(clinic_folder)
    provider.faults.add_fault("expire:1")
    done = ivrsim("push", "clinic", "--yes", *BOTH)
    assert (done.returncode, done.stderr) == (0, "")
    assert held(provider)["Main menu"].timeout_seconds == 6


def test_somebody_edits_between_the_plan_and_the_push(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    later(clinic_folder)
    assert ivrsim("plan", "clinic", *BOTH, "--out", "plan.json").returncode == 0
    provider.faults.add_fault("get-edit:1")
    done = ivrsim("push", "plan.json", "--yes")
    assert (done.returncode, done.stderr.splitlines()[1:]) == (
        2,
        ["  main (7001): name was Main menu, is Main menu (edited)", "live is old: nothing was changed"],
    )


def test_a_failure_ends_with_what_is_live(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    with_night(clinic_folder)
    despite = ("--despite-tests", "x", "--despite-checks", "x")
    provider.faults.add_fault("drop-before:1")
    done = ivrsim("push", "clinic", "--yes", *BOTH, *despite)
    (journal,) = (clinic_folder / ".ivrsim").glob("*.journal")
    assert (done.returncode, done.stderr.splitlines()[-3:]) == (
        2,
        [
            "no response came, and the list does not show Night; it may still come",
            "0 of 2 requests of this push done, and of POST /virtual_receptionist it is not known; "
            f"ivrsim push clinic goes on, ivrsim rollback clinic/.ivrsim/{journal.name} undoes it",
            "live is not known: run ivrsim status",
        ],
    )
    assert "was cut off" in ivrsim("plan", "clinic").stderr
    assert journal.name in ivrsim("history", "clinic").stdout
    again = ivrsim("push", "clinic", "--yes")
    assert again.returncode == 0
    assert again.stdout.splitlines()[-1] == "Live matches the flow; there is nothing to push."
    assert [one.name for one in provider.store.all()] == ["Main menu", "Billing", "Night"]


def test_a_push_that_cannot_reach_the_account_changes_nothing(
    ivrsim: Command, clinic_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(clinic_folder)
    monkeypatch.setenv("IVRSIM_API_URL", "http://127.0.0.1:9/v1")
    done = ivrsim("push", "clinic", "--yes")
    assert done.stderr.splitlines()[-1] == "live is old: nothing was changed"
    read_only = ivrsim("push", "clinic", "--yes", "--read-only")
    assert read_only.stderr == "this would change what is live, and this is --read-only (IVRSIM_READONLY)\n"


def test_a_flow_without_a_folder_for_receipts_is_not_pushed(ivrsim: Command, clinic_folder: Path) -> None:
    assert ivrsim("push", "example:clinic").stderr == (
        "example:clinic cannot go live from there; ids and receipts are kept next to a file or a folder\n"
    )
    assert ivrsim("push", "-", stdin="x").stderr.startswith("- cannot go live from there")


def test_an_unknown_value_is_never_sent(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: UNKNOWN ")
    done = ivrsim("push", "clinic", "--yes", *BOTH, "--despite-checks", "x")
    assert done.returncode == 2
    assert done.stderr.startswith("clinic/main.yaml:8:10: timeout ")
    assert held(provider)["Main menu"].timeout_seconds == 5


def test_the_token_is_neither_printed_nor_written_to_any_file(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox, here: Path
) -> None:
    """Not in what is printed, nor in any file, whatever happens."""
    later(clinic_folder)
    shown = [ivrsim("plan", "clinic", "--out", "p.json"), ivrsim("push", "clinic", "--yes")]
    provider.faults.add_fault("500:1")
    shown += [ivrsim("push", "clinic", "--yes", *BOTH), ivrsim("push", "clinic", "--yes", *BOTH)]
    (receipt,) = (clinic_folder / ".ivrsim").glob("push-*.json")
    shown += [ivrsim("rollback", receipt, "--yes"), ivrsim("status", "clinic"), ivrsim("history", "clinic")]
    assert [one.args for one in shown if TOKEN in one.stdout + one.stderr] == []
    files = [path for path in here.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files if TOKEN.encode() in path.read_bytes()] == []


def test_the_push_of_another_file_is_not_finished_in_its_place(ivrsim: Command, provider: Sandbox, here: Path) -> None:
    (here / "a.yaml").write_text(NIGHT.replace("Night", "A"), encoding="utf-8")
    (here / "b.yaml").write_text(NIGHT.replace("Night", "B"), encoding="utf-8")
    provider.faults.add_fault("500:1")
    assert ivrsim("push", "a.yaml", "--yes").returncode == 2
    done = ivrsim("push", "b.yaml", "--yes")
    assert (done.returncode, done.stderr) == (
        2,
        "a push of a.yaml was cut off, and comes first: ivrsim push a.yaml\n",
    )
    assert ivrsim("push", "a.yaml", "--yes").returncode == 0
    assert ivrsim("push", "b.yaml", "--yes").returncode == 0
    assert [*held(provider)] == ["Main menu", "Billing", "A", "B"]
    assert "no longer in the flow" not in ivrsim("plan", "a.yaml").stdout
    assert ivrsim("history", "b.yaml").stdout.count("created b") == 1
    assert "created a" not in ivrsim("history", "b.yaml").stdout


def test_what_changed_after_it_was_cut_off_is_pushed_after_it(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    with_night(clinic_folder)
    despite = ("--despite-tests", "x", "--despite-checks", "x")
    provider.faults.add_fault("drop-before:1")
    assert ivrsim("push", "clinic", "--yes", *BOTH, *despite).returncode == 2
    later(clinic_folder)
    done = ivrsim("push", "clinic", "--yes", *BOTH, *despite)
    assert done.returncode == 0
    assert (done.stdout.count("now live: 2 requests"), done.stdout.count("now live: 1 request")) == (1, 1)
    assert held(provider)["Main menu"].timeout_seconds == 6


def test_a_plan_is_not_taken_for_what_was_cut_off(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    with_night(clinic_folder)
    despite = ("--despite-tests", "x", "--despite-checks", "x")
    provider.faults.add_fault("drop-before:1")
    assert ivrsim("push", "clinic", "--yes", *BOTH, *despite).returncode == 2
    assert ivrsim("plan", "clinic", *BOTH, "--out", "plan.json").returncode == 0
    for asked in (("plan.json",), ("clinic", "--variant", "x")):
        refused = ivrsim("push", *asked, "--yes")
        first = "a push of clinic/flow.yaml was cut off, and comes first: ivrsim push clinic/flow.yaml\n"
        assert (refused.returncode, refused.stderr) == (2, first)
    (clinic_folder / "main.yaml").write_text("name: [\n", encoding="utf-8")  # what was begun needs no flow
    done = ivrsim("push", "clinic", "--yes")
    assert "now live: 2 requests sent, read back and compared" in done.stdout
    assert done.returncode == 2


def test_a_single_file_may_lead_to_a_live_receptionist_of_no_flow(
    ivrsim: Command, provider: Sandbox, here: Path
) -> None:
    text = NIGHT.replace("department", "virtual_receptionist").replace("108000", "7002")
    (here / "night.yaml").write_text(text, encoding="utf-8")
    assert ivrsim("push", "night.yaml", "--yes").returncode == 0
    (here / "night.yaml").write_text(text.replace("7002", "7999"), encoding="utf-8")
    refused = ivrsim("push", "night.yaml", "--yes")
    assert refused.returncode == 1
    assert "IVR104" in refused.stderr
    assert held(provider)["Night"].forward_destination_id == "7002"


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_files_obey_the_umask_and_what_is_of_this_machine_is_private(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    with_night(clinic_folder)
    shutil.rmtree(clinic_folder / ".ivrsim")
    (clinic_folder / "ivrsim.lock").unlink()
    shutil.rmtree(clinic_folder.parent / "config")
    before = os.umask(0o002)
    try:
        for key, id in (("main", "7001"), ("billing", "7002")):
            assert ivrsim("adopt", key, id, "clinic").returncode == 0
        provider.faults.add_fault("drop-before:1")
        despite = ("--despite-tests", "x", "--despite-checks", "x")
        assert ivrsim("push", "clinic", "--yes", *BOTH, *despite).returncode == 2
        assert modes(clinic_folder) == {".gitignore": 0o664, "push-.journal": 0o600, "push.lock": 0o600}
        assert ivrsim("push", "clinic", "--yes").returncode == 0
    finally:
        os.umask(before)
    assert modes(clinic_folder) == {".gitignore": 0o664, "push-.json": 0o664, "push.lock": 0o600}
    assert (clinic_folder / "ivrsim.lock").stat().st_mode & 0o777 == 0o664
    config = clinic_folder.parent / "config"
    assert [path.stat().st_mode & 0o777 for path in (config, config / "locks")] == [0o700, 0o700]


def modes(folder: Path) -> dict[str, int]:
    """The mode of each file of a push, by its name without what tells pushes apart."""
    found = (folder / ".ivrsim").iterdir()
    return {re.sub(r"-[0-9T]+-[0-9a-f]+", "-", path.name): path.stat().st_mode & 0o777 for path in found}


def test_the_first_push_of_what_is_committed_is_a_clean_one(ivrsim: Command, clinic_folder: Path) -> None:
    later(clinic_folder)
    shutil.rmtree(clinic_folder / ".ivrsim")
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=clinic_folder, check=True)
    assert ivrsim("push", "clinic", "--yes", *BOTH).returncode == 0
    (receipt,) = (clinic_folder / ".ivrsim").glob("push-*.json")
    assert json.loads(receipt.read_text(encoding="utf-8"))["git"]["clean"] is True


def test_a_plan_s_flow_lies_below_the_plan_or_is_allowed(ivrsim: Command, clinic_folder: Path) -> None:
    here = clinic_folder.parent
    (here / "plans").mkdir()
    assert ivrsim("plan", "clinic", "--out", "plans/p.json").returncode == 0
    done = ivrsim("push", "plans/p.json", "--yes")
    assert (done.returncode, done.stderr) == (
        2,
        "plans/p.json: its flow '../clinic' leads outside the folder plans; use a file below it, keep an ivrsim.toml "
        "in a folder above both, or name the folder: --allow DIR\n",
    )
    assert "leads outside" not in ivrsim("push", "plans/p.json", "--allow", "clinic").stderr
    (here / "ivrsim.toml").touch()
    assert "leads outside" not in ivrsim("push", "plans/p.json").stderr
