from pathlib import Path

import pytest

from simulator.load.lines import source_lines

ROOT = Path(__file__).parents[2]


def test_fields_of_the_model_are_found_under_the_providers_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines = source_lines("flows/clinic")
    assert {key: found.file for key, found in lines.items()} == {
        "": "flows/clinic/flow.yaml",
        "main": "flows/clinic/main.yaml",
        "billing": "flows/clinic/billing.yaml",
    }
    text = (ROOT / "flows/clinic/main.yaml").read_text(encoding="utf-8").splitlines()
    fields = ("name", "greeting", "wrong_key_retry_recording", "wrong_key_final_recording", "silence_destination_id")
    assert [text[lines["main"].line((field,)) - 1].split(":")[0] for field in fields] == [
        "name",
        "recording",
        "invalid_recording",
        "recording_invalid",
        "timeout_destination_id",
    ]
    assert 'option: "2"' in text[lines["main"].line(("entries", 1)) - 1]


def test_a_field_that_is_left_out_is_where_the_receptionist_begins(tmp_path: Path) -> None:
    path = tmp_path / "desk.yaml"
    body = (
        "# a desk\n\nname: Desk\ndestination_type: single\n"
        "forward_destination_type: hangup\nforward_destination_id: 1\n"
    )
    path.write_text(body, encoding="utf-8")
    desk = source_lines(path)["desk"]
    assert desk.line(("wrong_key_retry_recording",)) == 3
    assert Path(desk.file).samefile(path)


def test_a_file_from_elsewhere_is_named_in_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_lines("example:single")["welcome"].file == (ROOT / "flows/single/welcome.yaml").as_posix()
