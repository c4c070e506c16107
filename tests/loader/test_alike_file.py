"""A file that says what of two systems is alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.loader.alike_file import AlikeItems, read_alike_file
from tests.graph.moving.two_systems import load_systems


def write(folder: Path, text: str) -> str:
    (folder / "alike.yaml").write_text(text, encoding="utf-8")
    return str(folder / "alike.yaml")


def test_items_go_by_their_names_or_ids(tmp_path: Path) -> None:
    text = """
recordings: {Welcome: Welcome, "6": "5"}
destinations: {Desk: department||108000, voicemail||101: Box}
schedules: {timegroup-1: office}
rules: [id, name]
"""
    assert read_alike_file(write(tmp_path, text), *load_systems(tmp_path)) == AlikeItems(
        {
            "recordings": {"5": "19549", "6": "5"},
            "destinations": {"department||600": "department||108000", "voicemail||101": "voicemail||9001"},
            "schedules": {"timegroup-1": "office"},
        },
        ("name", "id"),
    )


def test_everything_wrong_has_its_place(tmp_path: Path) -> None:
    text = """recordings: {Welcom: Welcome, "6": nix, "5": "5", Welcome: Welcome}
destinations: {Desk: Box, Box: Box}
schedules: []
rule: [id]
rules: [names]
"""
    file = write(tmp_path, text)
    old, new = load_systems(tmp_path)
    with pytest.raises(FlowError) as refused:
        read_alike_file(file, old, new)
    places = f"OLD ({old.title})", f"NEW ({new.title})"
    assert str(refused.value).replace(f"{file}:", "").splitlines() == [
        f"1:14: {places[0]} has no recording 'Welcom'; did you mean Welcome?",
        f"1:36: {places[1]} has no recording 'nix'; use one of 3 ids and names",
        "1:51: 'Welcome' is here twice; keep one of the two",
        "2:32: 'Box' is alike to 'Desk' already; use each once",
        "3:12: schedules: a list is not accepted; use a mapping {OLD: NEW}",
        "4:1: 'rule' does not belong here; did you mean rules?",
        "5:8: rules: a list is not accepted; use a list of name, content, id",
    ]


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    with pytest.raises(FlowError, match="a list does not say what is alike; recordings, destinations or schedules"):
        read_alike_file(write(tmp_path, "[1]"), *load_systems(tmp_path))
