"""The tables of a backup: rows as objects or lists, and what is wrong with them in one line."""

from pathlib import Path

import pytest

from simulator.cli.main import run
from simulator.errors import FlowError
from simulator.exchange.backup_files import open_backup
from simulator.exchange.freepbx_tables import FreepbxTables, read_tables
from tests.exchange.freepbx_backups import IVR, Row, entry, ivr, ivr_module, module, write_folder


def tables(folder: Path, modules: dict[str, Row]) -> FreepbxTables:
    return read_tables(open_backup(str(write_folder(folder, modules))), "backup")


def refused(folder: Path, modules: dict[str, Row]) -> str:
    with pytest.raises(FlowError) as caught:
        tables(folder, modules)
    return str(caught.value)


@pytest.mark.parametrize("lists", [False, True])
def test_rows_are_objects_or_lists(lists: bool, tmp_path: Path) -> None:
    menus, choices = [ivr("1"), ivr("2")], [entry("1", "1", "ivr-2,s,1"), entry("2", "9", "")]
    read = tables(tmp_path, {"Ivr": ivr_module(menus, choices, lists=lists)})
    assert [row.place for row in read.rows] == ["ivr 1", "ivr 1 entry 1", "ivr 2", "ivr 2 entry 9"]


def test_an_object_from_an_id_to_a_row_is_a_row(tmp_path: Path) -> None:
    read = tables(tmp_path, {"Ivr": module("ivr", {"ivrs": {"1": ivr("1")}, "entries": []})})
    assert [row.place for row in read.rows] == ["ivr 1"]


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"Ringgroups": module("ringgroups", {})}, "backup: has no Ivr.json, so no menu; it has Ringgroups.json"),
        ({"Ivr": ivr_module([], [])}, "Ivr.json: configs ivrs: the backup has no IVR, so there is nothing to import"),
        ({"Ivr": module("ivr", [])}, "Ivr.json: configs is not an object with ivrs and entries"),
        (
            {"Ivr": ivr_module([{"id": "1", "name": "x", "announcement": "0"}], [])},
            "Ivr.json: ivr row 1 lacks the columns directdial, invalid_loops, invalid_retry_recording, "
            "invalid_destination, invalid_recording, timeout_loops, timeout_time, timeout_retry_recording, "
            "timeout_destination, timeout_recording",
        ),
        (
            {"Ivr": ivr_module([IVR], [{"ivr_id": "1", "selection": "1"}], lists=True)},
            "Ivr.json: entry row 1 lacks the column dest",
        ),
        ({"Ivr": ivr_module([IVR, IVR], [], lists=True)}, "Ivr.json: ivr 1 id: 1 is the id of two rows"),
        ({"Ivr": ivr_module([ivr("0")], [])}, "Ivr.json: ivr row 1 id: '0' is not an id; it is a number, or letters"),
        ({"Ivr": ivr_module([ivr("1")], []) | {"configs": {"ivrs": ["x"]}}}, "Ivr.json: ivr 1: a row is an object of "),
    ],
)
def test_what_is_wrong_is_told_in_one_line(modules: dict[str, Row], said: str, tmp_path: Path) -> None:
    message = refused(tmp_path, modules)
    assert message.startswith(said)
    assert "\n" not in message


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"timeout_time": "soon"}, "Ivr.json: ivr 1 timeout_time: 'soon' is not a duration"),
        ({"invalid_loops": "500"}, "Ivr.json: ivr 1 invalid_loops: '500' is not a count"),
        ({"strict_dial_timeout": "9"}, "Ivr.json: ivr 1 strict_dial_timeout: '9' is not known; it is 0, 1 or 2"),
        ({"invalid_destination": "ivr-99,s,1"}, "Ivr.json: ivr 1 invalid_destination: ivr-99,s,1 points nowhere: "),
    ],
)
def test_a_bad_value_writes_nothing(
    changes: Row, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_folder(tmp_path / "backup", {"Ivr": ivr_module([ivr("1", **changes)], [])})
    assert run(["import", str(tmp_path / "backup"), "-o", str(tmp_path / "flow")]) == 2
    error = capsys.readouterr().err
    assert (error.startswith(said), error.count("\n")) == (True, 1)
    assert not (tmp_path / "flow").exists()
