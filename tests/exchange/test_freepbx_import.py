"""Backups as flows: measured calls play the same, and every field of every row is spoken of."""

from pathlib import Path

import pytest

from simulator import load
from simulator.callers.rehearsal import Rehearsal
from simulator.cli.main import run
from simulator.exchange.backup_files import open_backup
from simulator.exchange.freepbx_import import import_freepbx
from simulator.exchange.imported_flow import ImportedFlow
from tests.callers.test_golden import FLOWS, GOLDEN, NOISE, measured_seconds
from tests.exchange.freepbx_backups import Row, entry, everything, ivr, ivr_module, write_archive, write_folder
from tests.exchange.golden_backup import read_lines, write_backup


@pytest.mark.parametrize("name", FLOWS)
def test_measured_calls_play_the_same_on_an_imported_flow(name: str, tmp_path: Path) -> None:
    golden = load(GOLDEN / name)
    backup = write_backup(tmp_path / "backup.tar.gz", golden, lists=name.endswith("2"))
    assert run(["import", str(backup), "-o", str(tmp_path / "flow")]) == 0
    imported = load(tmp_path / "flow")
    # The engine that was measured waited 1 s for a further key; a backup has no word for that.
    settings = imported.semantics.model_copy(update={"interdigit_seconds": golden.semantics.interdigit_seconds})
    rehearsal = Rehearsal(imported.with_semantics(settings))
    lines = zip(read_lines(GOLDEN / name / "callers.jsonl"), read_lines(GOLDEN / name / "expected.jsonl"), strict=True)
    for caller, measured in lines:
        record = rehearsal.play({**caller, "entry": golden.receptionists[caller["entry"]].name})
        assert (record.heard, record.outcome.destination) == (measured["heard"], measured["destination"])
        assert abs(record.seconds - measured_seconds(measured)) <= NOISE, record.name


def imported(folder: Path, modules: dict[str, Row]) -> ImportedFlow:
    return import_freepbx(open_backup(str(write_folder(folder, modules))), "backup")


def test_every_field_of_every_row_is_listed(tmp_path: Path) -> None:
    backup = everything()
    listed = {(item.file, item.field, item.value) for item in imported(tmp_path, backup).constructs}

    def rows(value: object) -> list[Row]:
        if isinstance(value, list):
            return [row for item in value for row in rows(item)]
        assert isinstance(value, dict)
        nested = [item for item in value.values() if isinstance(item, dict | list)]
        return rows(nested) if nested else [value]

    read = ("Ivr", "Timeconditions", "Ringgroups", "Announcement", "Recordings")
    tables = {name: rows(backup[name]["configs"]) for name in read}
    tables["Core"] = rows([backup["Core"]["configs"][name] for name in ("Did", "Users")])
    missing = [
        (name, field, value)
        for name, table in tables.items()
        for row in table
        for field, value in row.items()
        if (f"{name}.json", field, value or "") not in listed
    ]
    assert missing == []
    whole = [(item.file, item.place) for item in imported(tmp_path, backup).constructs if not item.field]
    assert whole == [("Core.json", "Devices"), ("Queues.json", "the whole file")]


@pytest.mark.parametrize(
    ("version", "directdial", "pound", "label"),
    [
        ("15.0.28", "", "", "freepbx"),
        ("15.0.28", "ext-local", "", "freepbx-16-default"),
        ("16.0.9", "", "", "freepbx"),
        ("16.0.9", "ext-local", "", "freepbx-16-default"),
        ("17.0.9", "ext-local", "", "freepbx-17-default"),
        ("17.0.4", "", "", "freepbx-17.0.4"),
        ("17.0.8", "ext-local", "", {"base": "freepbx-17-default", "optional_hash": True}),
        ("", "", "", "freepbx"),
    ],
)
def test_the_profile_is_that_of_the_version(
    version: str, directdial: str, pound: str, label: object, tmp_path: Path
) -> None:
    menu = ivr("1", directdial=directdial, accept_pound_key=pound)
    assert imported(tmp_path, {"Ivr": ivr_module([menu], [], version)}).semantics.label == label


def test_routes_of_patterns_and_callers_are_numbers_of_their_own(tmp_path: Path) -> None:
    flow = imported(tmp_path, everything())
    assert {number: str(to) for number, to in flow.numbers.items()} == {
        "441632960001": "time_condition||5",
        "any number": "virtual_receptionist||1",
        "441632960002/07700900123": "virtual_receptionist||2",
    }
    assert flow.entry == "1"


def test_an_ivr_json_alone_leads_to_ends(tmp_path: Path) -> None:
    entries = [
        entry("1", "1", "ext-group,600,1"),
        entry("1", "2", "app-announcement-3,s,1"),
        entry("1", "3", "timeconditions,5,1"),
    ]
    flow = imported(tmp_path, {"Ivr": ivr_module([ivr("1")], entries)})
    assert [str(item.destination) for item in flow.receptionists[0].fields["entries"]] == [
        "department||600",
        "custom_dialplan||app-announcement-3,s,1",
        "time_condition||5",
    ]
    assert [(item.value, item.noticeable) for item in flow.constructs if item.field == "dest"] == [
        ("ext-group,600,1", False),
        ("app-announcement-3,s,1", True),
        ("timeconditions,5,1", True),
    ]


def test_the_whole_backup_loads_and_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backup = write_archive(tmp_path / "backup.tar.gz", everything())
    assert run(["import", str(backup), "-o", str(tmp_path / "flow"), "--accept"]) == 0
    flow = load(tmp_path / "flow")
    capsys.readouterr()
    records = {caller: Rehearsal(flow).play(caller) for caller in ("1", "2 7", "5", "81 1", "101", "3", "9")}
    assert {caller: (record.heard, record.outcome.destination) for caller, record in records.items()} == {
        "1": (["11"], "department||600"),
        "2 7": (["11", "14", "sorry-youre-having-problems", "vm-goodbye"], "hangup||1"),
        "5": (["11", "13"], "hangup||1"),
        "81 1": (["11", "11"], "voicemail||102"),
        "101": (["11"], "extension||101"),
        "3": (["11"], "department||600"),
        "9": (["11", "12", "11", "default", "default", "13"], "voicemail||101"),
    }
