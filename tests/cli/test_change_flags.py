"""What the commands share that change what is live."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.cli.change_flags import confirm, is_journal, new_id, open_target, receipts_folder
from simulator.errors import UsageError
from tests.provider.lived import SINGLE


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_only_a_whole_yes_is_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for typed, goes_on in (("yes\n", True), ("YES\n", True), ("y\n", False), ("\n", False), ("", False)):
        monkeypatch.setattr(sys, "stdin", Terminal(typed))
        if goes_on:
            confirm("Send 1 request to x?", yes=False, command="push")
        else:
            with pytest.raises(UsageError, match="nothing was sent"):
                confirm("Send 1 request to x?", yes=False, command="push")
    assert set(capsys.readouterr().out.splitlines()) == {"Send 1 request to x? Type yes:"}
    confirm("", yes=True, command="push")


def test_one_file_has_its_lock_beside_it(here: Path) -> None:
    (here / "night.yaml").write_text(SINGLE, encoding="utf-8")
    found = open_target("night.yaml", None)
    assert (found.folder, found.lock.path, [*found.flow.receptionists]) == (Path(), Path("ivrsim.lock"), ["night"])


def test_receipts_are_not_written_through_a_link_out_of_the_folder(here: Path) -> None:
    (here / "shop").mkdir()
    (here / "shop" / "night.yaml").write_text(SINGLE, encoding="utf-8")
    (here / "shop" / ".ivrsim").symlink_to(here)
    with pytest.raises(UsageError) as refused:
        open_target("shop/night.yaml", None)
    assert str(refused.value) == (
        "shop/.ivrsim leads outside the folder shop; use a file below it, keep an ivrsim.toml in a folder above both, "
        "or name the folder: --allow DIR"
    )


def test_ids_sort_by_time_and_are_unlike_each_other() -> None:
    at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    one, other = new_id("push", at), new_id("push", at)
    assert one.startswith("push-20261127T090000-")
    assert one != other


def test_git_keeps_receipts_and_no_journals(here: Path) -> None:
    receipts_folder(here)
    receipts_folder(here)
    assert (here / ".ivrsim" / ".gitignore").read_text(encoding="utf-8").splitlines()[1:] == ["*.journal", "*.lock"]
    assert [is_journal(Path(name)) for name in ("a.journal", "a.json")] == [True, False]
