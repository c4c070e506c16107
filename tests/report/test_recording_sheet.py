"""The recordings of a flow as text and JSON, and the sheet to record from."""

from dataclasses import replace

from simulator import Flow
from simulator.config.flow import Recording
from simulator.graph.readback.recordings import list_recordings
from simulator.report.recording_sheet import (
    recordings_json,
    recordings_text,
    sheet_csv,
    sheet_markdown,
    sheet_rows,
)


def spare(clinic: Flow) -> Flow:
    """The clinic with an unused recording without words, one with awkward words, and an uncatalogued one."""
    menu = clinic.receptionists["billing"].model_copy(update={"greeting": "777", "silence_retry_recording": "778"})
    catalogue = {
        **{id: clinic.recordings[id] for id in ("244", "246")},
        "300": Recording(name="old"),
        "777": Recording(name="pay | now", script="=1\nand | 2"),
    }
    return replace(clinic, receptionists={"billing": menu}, entry="billing", recordings=catalogue)


def test_what_is_unused_scriptless_or_unknown_is_told(clinic: Flow) -> None:
    assert recordings_text(list_recordings(spare(clinic))) == (
        "244  sorry · 3.2 s\n"
        "    billing: after a wrong key, another try left\n"
        "246  goodbye · 4.4 s\n"
        "    billing: after the last wrong key\n"
        "    billing: after the last silence\n"
        "300  old · about 4.0 s · unused · no script\n"
        "777  pay | now · about 4.0 s\n"
        "    billing: greeting\n"
        "778  (no name) · about 4.0 s · not in the catalogue\n"
        "    billing: after a silence, another try left\n"
        "\n"
        "5 recordings, 4 used, 1 unused, 2 without script"
    )


def test_the_sheet_holds_what_is_used(clinic: Flow) -> None:
    assert sheet_rows(list_recordings(spare(clinic)))[2:] == [
        ("3", "pay-now.wav", "=1 and | 2", "billing: greeting", "about 4.0 s"),
        ("4", "recording-778.wav", "(to be written)", "billing: after a silence, another try left", ""),
    ]


def test_the_sheet_is_safe_in_a_table_and_in_a_spreadsheet(clinic: Flow) -> None:
    found = list_recordings(spare(clinic))
    assert sheet_markdown(found).splitlines()[6] == (
        "| 3 | pay-now.wav | =1 and \\| 2 | billing: greeting | about 4.0 s |"
    )
    assert sheet_csv(found).splitlines()[3] == "3,pay-now.wav,'=1 and | 2,billing: greeting,about 4.0 s"


def test_names_that_are_alike_give_files_that_are_not(clinic: Flow) -> None:
    twins = {id: Recording(name=name, script="Hello") for id, name in (("244", "a b"), ("246", "a-b"))}
    rows = sheet_rows(list_recordings(replace(spare(clinic), recordings=twins)))
    assert [row[1] for row in rows] == ["a-b.wav", "a-b-246.wav", "recording-777.wav", "recording-778.wav"]


def test_as_json(clinic: Flow) -> None:
    assert recordings_json(list_recordings(spare(clinic)))[2:3] == [
        {
            "id": "300",
            "name": "old",
            "seconds": 4.0,
            "estimated": True,
            "script": None,
            "file": None,
            "catalogued": True,
            "used": [],
        }
    ]
    assert recordings_text([]) == "0 recordings, 0 used, 0 unused, 0 without script"
