from pathlib import Path

from simulator.text.missing_file import file_names, missing_message


def test_a_missing_file_gets_the_nearest_name_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "main.yaml").touch()
    assert missing_message(tmp_path / "mian.yaml") == (
        f"there is no such file or folder; did you mean {tmp_path / 'main.yaml'}?"
    )
    assert missing_message(tmp_path / "no" / "main.yaml") == (
        f"there is no such file or folder, nor a folder {tmp_path / 'no'}"
    )


def test_a_folder_that_cannot_be_read_has_no_names(tmp_path: Path) -> None:
    assert (file_names(tmp_path), file_names(tmp_path / "no")) == ([], [])
