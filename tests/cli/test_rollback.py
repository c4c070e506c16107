"""``ivrsim rollback``: a receipt, a confirmation, and what was live is live again."""

from pathlib import Path

import pytest

from simulator.config.receptionist import Receptionist
from simulator.provider.sandbox.application import Sandbox
from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, edit, held, provider
from tests.cli.test_push import BOTH, later, with_night

__all__ = ["clinic_folder", "provider"]

DESPITE = ("--despite-tests", "x", "--despite-checks", "x")


def pushed(ivrsim: Command, folder: Path) -> Path:
    """The receipt of a push."""
    done = ivrsim("push", "clinic", "--yes", *BOTH, *DESPITE)
    assert done.returncode == 0, done.stderr
    (receipt,) = (folder / ".ivrsim").glob("push-*.json")
    return receipt.relative_to(folder.parent)


def test_back_to_what_was_live(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    old = provider.store.all()
    later(clinic_folder)
    receipt = pushed(ivrsim, clinic_folder)
    for path in clinic_folder.glob("*.yaml"):
        path.unlink()  # neither the flow nor its tests are needed
    asked = ivrsim("rollback", receipt)
    assert (asked.returncode, asked.stderr) == (
        2,
        "rollback asks before it changes what is live, and there is no terminal to answer at; use --yes\n",
    )
    done = ivrsim("rollback", receipt, "--yes")
    assert (done.returncode, done.stdout.splitlines()[1:-1]) == (
        0,
        [
            "",
            "main (7001)",
            "    timeout: 6 -> 5",
            "",
            "Requests, in this order:",
            "   1. PUT /virtual_receptionist/7001  main",
            "",
            "✓ PUT /virtual_receptionist/7001  main",
            "previous configuration restored: each request was read back and compared",
        ],
    )
    assert provider.store.all() == old
    again = ivrsim("rollback", receipt, "--yes")
    assert again.returncode == 2
    assert again.stderr.startswith(f"{receipt}: undone by clinic/.ivrsim/rollback-")


def test_what_somebody_changed_since_is_shown(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    later(clinic_folder)
    receipt = pushed(ivrsim, clinic_folder)
    provider.store.update("7001", held(provider)["Main menu"].model_copy(update={"description": "Theirs"}))
    done = ivrsim("rollback", receipt, "--yes")
    assert (done.returncode, done.stderr) == (
        2,
        "refused, and nothing was sent:\n  main (7001) was changed since: description was Every call to the clinic "
        "begins here, is Theirs: --take-over 7001\n",
    )
    assert ivrsim("rollback", receipt, "--yes", "--take-over", "7001").returncode == 0
    assert held(provider)["Main menu"].description == "Every call to the clinic begins here"


@pytest.mark.parametrize("provider", [{"reads": "minimal"}], indirect=True)
def test_what_cannot_be_restored_is_told_before_it_is_asked(ivrsim: Command, clinic_folder: Path) -> None:
    later(clinic_folder)
    receipt = pushed(ivrsim, clinic_folder)
    done = ivrsim("rollback", receipt)
    assert (
        "Cannot be restored (its previous value is not known):\n"
        "  · main: destination_type (multiple: a menu; single: an announcement), "
        "forward_destination_type (where every caller goes: type), "
        "forward_destination_id (where every caller goes: id), entries\n" in done.stdout
    )
    went = ivrsim("rollback", receipt, "--yes")
    assert (
        "previous configuration restored, except values that were not known, which stay as pushed: "
        "main: destination_type" in went.stdout
    )


def test_what_was_created_stays_where_nothing_documents_a_delete(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    with_night(clinic_folder)
    receipt = pushed(ivrsim, clinic_folder)
    done = ivrsim("rollback", receipt, "--yes")
    assert "  · night (7003) was created and stays: the vr dialect documents no delete; " in done.stdout
    assert list(held(provider)) == ["Main menu", "Billing", "Night"]
    assert ivrsim("push", "clinic", "--yes", *DESPITE).returncode == 0
    assert list(held(provider)) == ["Main menu", "Billing", "Night"]


@pytest.mark.parametrize("provider", [{"dialect": "ivr"}], indirect=True)
def test_what_was_created_is_deleted_where_it_can_be(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    with_night(clinic_folder)
    edit(clinic_folder / "main.yaml", "destination_type: ivr", "destination_type: auto_attendant")
    receipt = pushed(ivrsim, clinic_folder)
    assert list(held(provider)) == ["Main menu", "Billing", "Night"]
    done = ivrsim("rollback", receipt, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert list(held(provider)) == ["Main menu", "Billing"]
    (back,) = (clinic_folder / ".ivrsim").glob("rollback-*.json")
    undone = ivrsim("rollback", back, "--yes")
    assert undone.returncode == 2
    assert "main (7001) led to a receptionist that the rollback deleted: ivrsim push clinic" in undone.stderr


def test_a_push_that_was_cut_off(ivrsim: Command, clinic_folder: Path, provider: Sandbox) -> None:
    old = held(provider)
    with_night(clinic_folder)
    provider.faults.add_fault("drop-before:1")
    ivrsim("push", "clinic", "--yes", *BOTH, *DESPITE)
    (journal,) = (clinic_folder / ".ivrsim").glob("*.journal")
    other = clinic_folder / ".ivrsim" / "push-other.json"
    relative = journal.relative_to(clinic_folder.parent)
    assert ivrsim("rollback", other, "--yes").stderr == (
        f"{relative} was cut off, and comes first: ivrsim rollback {relative}\n"
    )
    done = ivrsim("rollback", journal, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert held(provider) == old
    assert not journal.exists()
    told = ivrsim("history", "clinic").stdout
    assert "cut off and rolled back" in told
    receipt = journal.with_suffix(".json")
    assert ivrsim("rollback", receipt, "--yes").stderr.endswith("this push was cut off, and rolled back then\n")


def test_a_receipt_that_does_not_exist_or_is_damaged_is_refused(ivrsim: Command, clinic_folder: Path) -> None:
    def refused(name: str) -> str:
        done = ivrsim("rollback", name, "--yes")
        assert done.returncode == 2
        return done.stderr

    assert refused("clinic/.ivrsim/push-1.json") == (
        "clinic/.ivrsim/push-1.json: there is no such receipt; ivrsim history lists them\n"
    )
    assert refused("clinic/.ivrsim/push-1.journal") == (
        "clinic/.ivrsim/push-1.journal: there is no such journal; ivrsim history lists receipts\n"
    )
    for text in ("", "[]", "{}", '{"ivrsim_receipt": 9}', "\xff"):
        (clinic_folder / ".ivrsim" / "x.json").write_text(text, encoding="latin-1")
        assert refused("clinic/.ivrsim/x.json").startswith("clinic/.ivrsim/x.json: ")


def test_the_receipt_of_another_host(ivrsim: Command, clinic_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later(clinic_folder)
    receipt = pushed(ivrsim, clinic_folder)
    monkeypatch.setenv("IVRSIM_API_URL", "http://127.0.0.1:9/v1")
    assert ivrsim("rollback", receipt, "--yes").stderr.endswith(", and this account is at 127.0.0.1:9\n")


@pytest.mark.parametrize("provider", [{"reads": "minimal"}], indirect=True)
def test_what_the_answer_does_not_carry_and_was_pushed_before_is_restored_and_listed(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    later(clinic_folder)
    first = pushed(ivrsim, clinic_folder)
    old = provider.store.all()
    edit(clinic_folder / "main.yaml", '- {option: "0"', '- {option: "9"')
    assert ivrsim("push", "clinic", "--yes", *DESPITE).returncode == 0
    (second,) = {*(clinic_folder / ".ivrsim").glob("push-*.json")} - {clinic_folder.parent / first}
    done = ivrsim("rollback", second, "--yes")
    assert done.stdout.splitlines()[2:5] == [
        "main (7001)",
        "    option 9: extension||050109590001 -> nothing",
        "    option 0: nothing -> extension||050109590001",
    ]
    assert provider.store.all() == old


def test_from_inside_the_folder_of_receipts(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock beside the flow is the one that counts."""
    later(clinic_folder)
    receipt = pushed(ivrsim, clinic_folder)
    monkeypatch.chdir(clinic_folder / ".ivrsim")
    done = ivrsim("rollback", receipt.name, "--yes")
    assert (done.returncode, done.stdout.splitlines()[-1].startswith("receipt: ../.ivrsim/rollback-")) == (0, True)
    assert not (clinic_folder / ".ivrsim" / "ivrsim.lock").exists()
    assert held(provider)["Main menu"].timeout_seconds == 5
    assert ivrsim("rollback", ".", "--yes").stderr == (
        ". is a folder, not a receipt; receipts are in .ivrsim next to their flow, and ivrsim history lists them\n"
    )


def test_an_older_receipt_does_not_write_over_a_later_push(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    later(clinic_folder)
    first = pushed(ivrsim, clinic_folder)
    edit(clinic_folder / "main.yaml", "timeout: 6 ", "timeout: 7 ")
    assert ivrsim("push", "clinic", "--yes", *DESPITE).returncode == 0
    done = ivrsim("rollback", first, "--yes")
    assert (done.returncode, held(provider)["Main menu"].timeout_seconds) == (2, 7)
    assert "main (7001) was changed since: it was pushed again (ivrsim.lock)" in done.stderr


def test_a_rollback_that_was_cut_off_goes_on_over_what_somebody_changed(
    ivrsim: Command, clinic_folder: Path, provider: Sandbox
) -> None:
    later(clinic_folder)
    edit(clinic_folder / "billing.yaml", "timeout: 5", "timeout: 6")
    receipt = pushed(ivrsim, clinic_folder)
    real = provider.store.update

    def and_then_theirs(id: str, receptionist: Receptionist) -> bool:
        done = real(id, receptionist)
        other = "7001" if id == "7002" else "7002"
        there = next(one for one in provider.store.all() if one.id == other)
        real(other, there.model_copy(update={"description": "Theirs"}))
        provider.store.update = real  # type: ignore[method-assign]  # once
        return done

    provider.store.update = and_then_theirs  # type: ignore[method-assign]  # somebody else is at work
    stopped = ivrsim("rollback", receipt, "--yes")
    assert stopped.returncode == 2
    assert stopped.stderr.splitlines()[-1] == "live is not known: run ivrsim status"
    (journal,) = (clinic_folder / ".ivrsim").glob("*.journal")
    assert ivrsim("push", "clinic", "--yes").stderr.startswith("a rollback was cut off; ivrsim rollback ")
    assert "rollback goes on with it" in ivrsim("history", "clinic").stdout
    changed = next(one.id for one in provider.store.all() if one.description == "Theirs")
    assert ivrsim("rollback", journal, "--yes").returncode == 2
    assert ivrsim("rollback", journal, "--yes", "--take-over", str(changed)).returncode == 0
    assert "Theirs" not in {one.description for one in provider.store.all()}
    assert held(provider)["Main menu"].timeout_seconds == 5


def test_no_folder_is_made_where_there_is_nothing_to_undo(ivrsim: Command, clinic_folder: Path) -> None:
    done = ivrsim("rollback", "typo/.ivrsim/push-1.json", "--yes")
    message = "typo/.ivrsim/push-1.json: there is no such receipt; ivrsim history lists them\n"
    assert (done.returncode, done.stderr, (clinic_folder.parent / "typo").exists()) == (2, message, False)


@pytest.mark.parametrize("link", [".ivrsim", ".ivrsim/push-1.json"])
def test_a_receipt_that_is_a_link_out_of_its_folder_is_refused(ivrsim: Command, here: Path, link: str) -> None:
    (here / "shop").mkdir()
    (here / "other" / ".ivrsim").mkdir(parents=True)
    (here / "other" / ".ivrsim" / "push-1.json").write_text("{}", encoding="utf-8")
    (here / "shop" / link).parent.mkdir(exist_ok=True)
    (here / "shop" / link).symlink_to(here / "other" / link)
    done = ivrsim("rollback", "shop/.ivrsim/push-1.json", "--yes")
    assert (done.returncode, done.stderr) == (
        2,
        "shop/.ivrsim/push-1.json leads outside the folder shop; use a file below it, keep an ivrsim.toml in a folder "
        "above both, or name the folder: --allow DIR\n",
    )


def test_a_file_that_is_not_a_receipt_is_refused(ivrsim: Command, here: Path) -> None:
    (here / "flow.yaml").touch()
    assert ivrsim("rollback", "nosuch.json").stderr == (
        "nosuch.json: there is no such file or folder; ivrsim history lists the receipts of a flow\n"
    )
    assert ivrsim("rollback", "flow.yaml").stderr == (
        "flow.yaml is not a receipt; receipts are in .ivrsim next to their flow, and ivrsim history lists them\n"
    )
