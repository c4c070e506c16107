"""The smallest change of the text, and nothing else."""

import json
from pathlib import Path

import pytest

from simulator.checks.fixes import apply_fixes, fix_diff
from simulator.checks.run import run_checks
from simulator.config.check_options import CheckOptions
from simulator.loader.flow_kinds import load_with_shelf

HEAD = """\
name: Main menu   # by day
destination_type: multiple
entries:
  - {option: "1", destination_type: department, destination_id: "7"}
timeout: 5
incorrect_count: 2
invalid_destination_type: extension
invalid_destination_id: "8"
"""


def after(tail: str, folder: Path) -> str | None:
    """The last lines of a menu as they are mended; None where nothing is."""
    path = folder / "menu.yaml"
    path.write_bytes((HEAD + tail).encode("utf-8"))
    flow, shelf = load_with_shelf(path)
    changes = apply_fixes(run_checks(flow, shelf, CheckOptions(select=("IVR605", "IVR608"))).findings)
    return changes[0].text.removeprefix(HEAD) if changes else None


@pytest.mark.parametrize(
    ("before", "mends"),
    [
        ('"0"   # out', '"1"   # out'),
        ("'22'", '"1"'),
        ("0 # out", "1 # out"),
        ("abc", "1"),
        ("a b", "1"),
        (">-  # out\n  22", "1  # out"),
        ("a  # out", "1  # out"),
    ],
)
def test_a_hang_up_gets_its_id_as_it_was_quoted(before: str, mends: str, tmp_path: Path) -> None:
    tail = "timeout_retries: 2\ntimeout_destination_type: hangup\ntimeout_destination_id: "
    assert after(f"{tail}{before}\n", tmp_path) == f"{tail}{mends}\n"


def test_a_field_without_effect_goes_with_its_line(tmp_path: Path) -> None:
    tail = "timeout_retries: 2  # two\r\ntimeout_tries: 3  # three\r\ntimeout_destination_type: extension\r\n"
    assert after(tail + 'timeout_destination_id: "8"\n', tmp_path) == (
        'timeout_retries: 2  # two\r\ntimeout_destination_type: extension\r\ntimeout_destination_id: "8"\n'
    )


def test_a_field_in_brackets_goes_with_its_comma(tmp_path: Path) -> None:
    path = tmp_path / "menu.json"
    menu = {
        "name": "Main menu",
        "destination_type": "multiple",
        "entries": [],
        "timeout": 5,
        "incorrect_count": 2,
        "invalid_destination_type": "extension",
        "invalid_destination_id": "8",
        "timeout_retries": 2,
        "timeout_destination_type": "hangup",
        "timeout_destination_id": "7",
    }
    path.write_text(json.dumps({**menu, "timeout_tries": 3}, indent=1), encoding="utf-8")
    flow, shelf = load_with_shelf(path)
    (one,) = apply_fixes(run_checks(flow, shelf, CheckOptions(select=("IVR605", "IVR608"))).findings)
    assert one.text == json.dumps({**menu, "timeout_destination_id": "1"}, indent=1)
    assert one.changes == 2


def test_a_field_that_begins_on_another_ones_line_stays(tmp_path: Path) -> None:
    ends = "timeout_retries: 2\ntimeout_destination_type: hangup\ntimeout_destination_id: 9\n"
    text = "? timeout_tries\n: 3\n" + HEAD + ends
    path = tmp_path / "menu.yaml"
    path.write_text(text, encoding="utf-8")
    flow, shelf = load_with_shelf(path)
    (one,) = apply_fixes(run_checks(flow, shelf, CheckOptions(select=("IVR605", "IVR608"))).findings)
    assert one.text == text.replace("id: 9", "id: 1")
    assert one.changes == 1


def test_where_nothing_is_certain_nothing_is_changed(tmp_path: Path) -> None:
    tail = 'timeout_retries: 2\ntimeout_destination_type: hangup\ntimeout_destination_id: "1"\n'
    assert after(tail, tmp_path) is None


def test_a_difference_shows_the_line(tmp_path: Path) -> None:
    path = tmp_path / "menu.yaml"
    path.write_text(HEAD + "timeout_retries: 2\ntimeout_destination_type: hangup\ntimeout_destination_id: 5", "utf-8")
    flow, shelf = load_with_shelf(path)
    (one,) = apply_fixes(run_checks(flow, shelf, CheckOptions(select=("IVR605",))).findings)
    assert fix_diff(one).splitlines()[-6:] == [
        " timeout_retries: 2",
        " timeout_destination_type: hangup",
        "-timeout_destination_id: 5",
        "\\ No newline at end of file",
        "+timeout_destination_id: 1",
        "\\ No newline at end of file",
    ]
