from pathlib import Path

import pytest

from simulator.config.flow import FLOW_FILE
from simulator.loader.source_lines import SourceLines, source_lines
from tests.flowtests.office import write_office

ROOT = Path(__file__).parents[2]


def test_fields_of_the_model_are_found_under_the_providers_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = source_lines("flows/clinic")
    assert {key: found.place(("semantics",)).file for key, found in lines.items()} == {
        "||": "flows/clinic/flow.yaml",
        "": "flows/clinic/flow.yaml",
        "main": "flows/clinic/main.yaml",
        "billing": "flows/clinic/billing.yaml",
    }
    text = (ROOT / "flows/clinic/main.yaml").read_text(encoding="utf-8").splitlines()
    fields = ("name", "greeting", "wrong_key_retry_recording", "wrong_key_final_recording", "silence_destination_id")
    assert [text[lines["main"].place((field,)).line - 1].split(":")[0] for field in fields] == [
        "name",
        "recording",
        "invalid_recording",
        "recording_invalid",
        "timeout_destination_id",
    ]
    assert 'option: "2"' in text[lines["main"].place(("entries", 1)).line - 1]


def test_a_field_that_is_left_out_is_where_the_receptionist_begins(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    body = (
        "# a desk\n\nname: Desk\ndestination_type: single\n"
        "forward_destination_type: hangup\nforward_destination_id: 1\n"
    )
    path.write_text(body, encoding="utf-8")
    desk = source_lines(path)["desk"]
    assert desk.place(("wrong_key_retry_recording",)).line == 3
    assert isinstance(desk, SourceLines)
    assert Path(desk.file).samefile(path)


def test_a_file_from_elsewhere_is_named_in_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        source_lines("example:single")["welcome"].place(("name",)).file
        == (ROOT / "flows/single/welcome.yaml").as_posix()
    )


WORLD = """\
receptionists:
  main: {name: Main, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
schedules: {night: {switch: manual}}
destinations:
  ringgroup||1:
    rings: 5
  " Time_Condition || 77":
    schedule: night
    open: "@main"
    closed: voicemail||2
numbers:
  "+44": main
"""


def test_what_lies_behind_the_menus_stands_in_flow_yaml(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flow.yaml").write_text(WORLD, encoding="utf-8")
    lines = source_lines("flow.yaml")[FLOW_FILE]
    fields = [
        ("destinations", "department||1", "rings"),
        ("destinations", "department||1", "busy"),
        ("destinations", "time_condition||77", "closed"),
        ("destinations", "voicemail||2"),
        ("destinations",),
        ("schedules", "night"),
        ("numbers", "+44"),
    ]
    assert [str(lines.place(field)) for field in fields] == [
        "flow.yaml:6",
        "flow.yaml:5",
        "flow.yaml:10",
        "flow.yaml:4",
        "flow.yaml:4",
        "flow.yaml:3",
        "flow.yaml:12",
    ]


NIGHT = """\
entry: main
receptionists:
  main: {path}
variants:
  night:
    receptionists:
      main:
        recording: "300"
        entries:
          - {{option: "1", destination_type: extension, destination_id: "300"}}
          - {{option: "2", destination_type: extension, destination_id: "301"}}
        timeout_retry_recording: null
"""


def test_what_a_variant_changes_stands_in_flow_yaml(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    main = (ROOT / "flows/clinic/main.yaml").read_text(encoding="utf-8")
    (tmp_path / "main.yaml").write_text(main.replace("@", "x"), encoding="utf-8")
    (tmp_path / "flow.yaml").write_text(NIGHT.format(path="main.yaml"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    day, night = source_lines("flow.yaml")["main"], source_lines("flow.yaml", "night")["main"]
    fields = (("greeting",), ("entries", 1, "destination_id"), ("timeout_seconds",), ("silence_retry_recording",))
    assert [str(day.place(field)) for field in fields] == [
        "main.yaml:7",
        "main.yaml:12",
        "main.yaml:8",
        "main.yaml:26",
    ]
    assert [str(night.place(field)) for field in fields] == [
        "flow.yaml:8",
        "flow.yaml:11",
        "main.yaml:8",
        "flow.yaml:12",
    ]


def test_a_destination_is_found_by_its_canonical_address(tmp_path: Path) -> None:
    write_office(tmp_path)
    text = (tmp_path / "flow.yaml").read_text(encoding="utf-8").replace("department||108000", "ringgroup||108000")
    (tmp_path / "flow.yaml").write_text(text, encoding="utf-8")
    lines = source_lines(tmp_path)
    assert {key: place.place(("busy",)).line for key, place in lines.items() if "||" in key and key != FLOW_FILE} == {
        "time_condition||77": 15,
        "time_condition||78": 16,
        "department||108000": 17,
        "extension||7": 18,
    }
    assert lines["extension||7"].file == (tmp_path / "flow.yaml").as_posix()
