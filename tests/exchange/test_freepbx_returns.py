"""Entries that lead back, and the destination of their own that FreePBX takes where there is nothing to return to."""

from pathlib import Path

import pytest

from simulator import load
from simulator.callers.rehearsal import Rehearsal
from simulator.cli.main import run
from simulator.exchange.backup_files import open_backup
from simulator.exchange.freepbx_import import import_freepbx
from simulator.exchange.imported_flow import ImportedFlow
from tests.exchange.freepbx_backups import Row, entry, ivr, ivr_module, module, write_folder

RETURNS = entry("2", "9", "ext-group,600,1", "1")


def backup(folder: Path, entries: list[Row], *numbers: str) -> str:
    modules = {"Ivr": ivr_module([ivr("1"), ivr("2")], [*entries, RETURNS])}
    if numbers:
        routes = [{"extension": f"4416329600{at}0", "destination": to} for at, to in enumerate(numbers)]
        modules["Core"] = module("core", {"Did": routes})
    return str(write_folder(folder / "backup", modules))


def returning(flow: ImportedFlow) -> tuple[str, list[tuple[str, str, bool]]]:
    """Where key 9 of the second menu leads, and what is said of its row."""
    (option,) = flow.receptionists[1].fields["entries"]
    said = [(item.field, item.note, item.noticeable) for item in flow.constructs if item.place == "ivr 2 entry 9"]
    return str(option.destination), [item for item in said if item[1]]


@pytest.mark.parametrize(
    ("entries", "numbers", "leads", "said"),
    [
        (
            [entry("1", "1", "ivr-2,s,1")],
            ["ivr-1,s,1"],
            "return||1",
            ("dest", "the entry returns, since calls get to this menu only from others", False),
        ),
        (
            [],
            ["ivr-1,s,1", "ivr-2,s,1"],
            "department||600",
            ("ivr_ret", "no menu leads to this one, so the entry never returns", False),
        ),
        (
            [entry("1", "1", "ivr-2,s,1")],
            ["ivr-1,s,1", "ivr-2,s,1"],
            "return||1",
            ("dest", "the entry returns; where it leads in a call that has been in no menu before is not kept", True),
        ),
    ],
)
def test_what_becomes_of_its_own_destination(
    entries: list[Row], numbers: list[str], leads: str, said: tuple[str, str, bool], tmp_path: Path
) -> None:
    flow = import_freepbx(open_backup(backup(tmp_path, entries, *numbers)), "backup")
    destination, notes = returning(flow)
    assert (destination, notes[-1]) == (leads, said)


def test_a_call_goes_back_and_hears_the_greeting_again(tmp_path: Path) -> None:
    source = backup(tmp_path, [entry("1", "1", "ivr-2,s,1"), entry("1", "2", "ext-group,601,1")], "ivr-1,s,1")
    assert run(["import", source, "-o", str(tmp_path / "flow")]) == 0
    record = Rehearsal(load(tmp_path / "flow")).play("1 9 2")
    assert record.outcome.destination == "department||601"
