from pathlib import Path

import pytest

from simulator.text.missing_file import explain_open_error, file_names, missing_message


def test_a_missing_file_gets_the_nearest_name_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "main.yaml").touch()
    assert missing_message(tmp_path / "mian.yaml") == (
        f"there is no such file or folder; did you mean {tmp_path / 'main.yaml'}?"
    )
    assert missing_message(tmp_path / "no" / "main.yaml") == (
        f"there is no such file or folder, nor a folder {tmp_path / 'no'}"
    )


def test_of_what_has_no_near_name_the_message_says_what_would_be_accepted(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").touch()
    advice = "use a CSV"
    assert missing_message(tmp_path / "zzz", advice) == "there is no such file or folder; use a CSV"
    assert missing_message(tmp_path / "call.csv", advice) == (
        f"there is no such file or folder; did you mean {tmp_path / 'calls.csv'}?"
    )
    assert missing_message(tmp_path / "no" / "x", advice) == (
        f"there is no such file or folder, nor a folder {tmp_path / 'no'}; use a CSV"
    )


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "No such file or directory"), "there is no such file or folder"),
        (NotADirectoryError(20, "Not a directory"), "there is no such file or folder"),
        (PermissionError(13, "Permission denied"), "cannot be read: permission denied"),
        (OSError(), "cannot be read: oserror"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, error: OSError, reason: str) -> None:
    assert explain_open_error(error, tmp_path / "zzz") == reason


def test_of_another_place_than_the_disk_no_names_are_told(tmp_path: Path) -> None:
    assert explain_open_error(FileNotFoundError(2, "No such file"), None) == "there is no such file or folder"
    assert explain_open_error(NotADirectoryError(20, "Not a directory"), None) == "cannot be read: not a directory"


def test_a_folder_that_cannot_be_read_has_no_names(tmp_path: Path) -> None:
    assert (file_names(tmp_path), file_names(tmp_path / "no")) == ([], [])
