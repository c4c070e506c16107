"""``ivrsim history``: what was pushed and rolled back from here."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, provider
from tests.cli.test_push import BOTH, later

__all__ = ["clinic_folder", "provider"]


def test_history_lists_pushes_and_rollbacks(ivrsim: Command, clinic_folder: Path) -> None:
    assert ivrsim("history", "clinic").stdout == "nothing was pushed from here\n"
    later(clinic_folder)
    ivrsim("push", "clinic", "--yes", *BOTH)
    (receipt,) = (clinic_folder / ".ivrsim").glob("push-*.json")
    ivrsim("rollback", receipt, "--yes")
    (back,) = (clinic_folder / ".ivrsim").glob("rollback-*.json")
    told = json.loads(ivrsim("history", "clinic", "--format", "json").stdout)
    assert [(one["id"], one["kind"], one["receptionists"], one["undoes"], one["undone_by"]) for one in told] == [
        (receipt.stem, "push", ["main"], None, back.stem),
        (back.stem, "rollback", ["main"], receipt.stem, None),
    ]
    text = ivrsim("history", "clinic/flow.yaml").stdout.splitlines()
    assert [line.partition(" UTC  ")[2].partition(": ")[2] for line in text[::2]] == ["changed main", "changed main"]
    assert text[1].endswith(f"undone by {back.stem}")
    assert text[3].endswith(f"undoes {receipt.stem}")


def test_standard_input_has_no_history(ivrsim: Command) -> None:
    assert ivrsim("history", "-").stderr == "standard input has no history; a file or a folder is needed\n"


def test_a_file_that_is_no_receipt_hides_no_other(ivrsim: Command, clinic_folder: Path) -> None:
    later(clinic_folder)
    ivrsim("push", "clinic", "--yes", *BOTH)
    (clinic_folder / ".ivrsim" / "push-zzz.json").write_text("{}", encoding="utf-8")
    done = ivrsim("history", "clinic")
    assert (done.returncode, done.stderr) == (
        0,
        "clinic/.ivrsim/push-zzz.json: no receipt of ivrsim, or a damaged one\n",
    )
    assert "changed main" in done.stdout
