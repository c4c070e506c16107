"""A block of settings inside a menu: what is read, and what is objected to, by its place."""

import pytest

from simulator.loader.settings_block import read_settings
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path

READERS = {"pause": float, "name": str}


def read(body: object) -> tuple[dict[str, object], list[tuple[Path, str]]]:
    objections: list[tuple[Path, str]] = []
    settings = read_settings("block", body, READERS, "{pause: 1}", lambda at, text: objections.append((at, text)))
    return settings, objections


@pytest.mark.parametrize("body", [None, REFUSED, {}, {"pause": None, "name": REFUSED}])
def test_what_is_not_given_is_left_out(body: object) -> None:
    assert read(body) == ({}, [])


def test_each_setting_is_read_and_each_mistake_has_its_place() -> None:
    assert read({"pause": "soon", "name": "desk", "pawse": 1}) == (
        {"name": "desk"},
        [
            (("pause",), "pause: could not convert string to float: 'soon'"),
            (("pawse",), "block has no setting 'pawse'; did you mean pause?"),
        ],
    )


def test_a_block_is_a_mapping() -> None:
    assert read([1]) == ({}, [((), "block: a list is not accepted; use {pause: 1}")])
