"""Maps of columns: two presets, and files with every mistake at its place."""

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.loader.column_map import FACTS, PRESETS, ColumnMap, read_column_map


def read(folder: Path, text: str) -> ColumnMap:
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    return read_column_map(str(folder / "map.yaml"))


def test_a_map_names_the_columns_of_facts(tmp_path: Path) -> None:
    text = "columns: {keys: [digits, dtmf], at: started}\ntimezone: Europe/London\n"
    assert read(tmp_path, text) == ColumnMap({"keys": ("digits", "dtmf"), "at": ("started",)}, "Europe/London")
    assert read_column_map("plain") == PRESETS["plain"]
    assert set(PRESETS["acefone"].columns) < set(FACTS) == set(PRESETS["plain"].columns)


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    text = "columns:\n  kees: digits\n  at: 7\n  menu: []\nzone: x\ntimezone: Europe/Londn\n"
    with pytest.raises(FlowError) as refusal:
        read(tmp_path, text)
    assert str(refusal.value).replace(f"{tmp_path}/", "").splitlines() == [
        "map.yaml:2:3: 'kees' is not a fact of a call; did you mean keys?",
        "map.yaml:4:9: menu: a list is not accepted; use a column's name, or a list",
        "map.yaml:5:1: 'zone' does not belong here; did you mean timezone?",
        "map.yaml:6:11: timezone: 'Europe/Londn' is not a time zone; "
        "did you mean Europe/London or Europe/Lisbon or Europe/Oslo?",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# none", "map.yaml: holds only comments; columns are needed, such as columns: {keys: digits}"),
        ("[]", "map.yaml:1:1: a list is not a map of columns; use columns: {keys: digits}"),
        ("columns: {at: a}", "map.yaml:1:10: columns: no column has keys; add keys: NAME"),
        ("columns: 7", "map.yaml:1:10: columns: '7' is not accepted; use {keys: digits}"),
    ],
)
def test_a_map_without_keys_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FlowError) as refusal:
        read(tmp_path, text)
    assert str(refusal.value).replace(f"{tmp_path}/", "") == message
