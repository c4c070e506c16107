"""ivrsim.lock: which live receptionist is whose."""

import json
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.provider.change.lock import FlowLock, OwnedReceptionist, read_lock, record_changes
from tests.provider.lived import menu

WRITTEN = menu().model_copy(update={"id": None})


def test_what_is_kept_is_read_again(here: Path) -> None:
    lock = record_changes(
        read_lock(here),
        "a.example",
        "vr",
        {"main": OwnedReceptionist("701", WRITTEN), "night": OwnedReceptionist("703")},
    )
    lock = record_changes(lock, "b.example", "ivr", {"main": OwnedReceptionist("5")})
    again = read_lock(here)
    assert again == lock
    assert again.ids_at("a.example", "vr") == {"main": "701", "night": "703"}
    assert again.owned_at("a.example", "vr")["main"].written == WRITTEN
    assert again.owned_at("a.example", "ivr") == {}
    gone = record_changes(again, "b.example", "ivr", {"main": None})
    assert (
        read_lock(here)
        == gone
        == FlowLock(here / "ivrsim.lock", {("a.example", "vr"): lock.owned_at("a.example", "vr")})
    )


def test_the_same_again_writes_nothing(here: Path) -> None:
    lock = record_changes(read_lock(here), "a.example", "vr", {"main": OwnedReceptionist("701", WRITTEN)})
    before = (here / "ivrsim.lock").stat()
    record_changes(lock, "a.example", "vr", {"main": OwnedReceptionist("701", WRITTEN)})
    assert (here / "ivrsim.lock").stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "1",
        '{"version": 2, "accounts": []}',
        '{"version": 1, "accounts": [{"host": "a"}]}',
        '{"version": 1, "accounts": [{"host": "a", "dialect": "vr", "receptionists": {"main": {"id": 1.5}}}]}',
        '{"version": 1, "accounts": [{"host": "a", "dialect": "vr", "receptionists": {"main": 1}}]}',
        '{"version": 1, "accounts": [{"host": "a", "dialect": "vr", "receptionists": {"m": {"id": 1, "written": 5}}}]}',
        '{"version": 1, "accounts": [{"host": "a", "dialect": "vr", "receptionists": {"": {"id": 1, "written": {}}}}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_lock(here: Path, text: str) -> None:
    (here / "ivrsim.lock").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"ivrsim\.lock: "):
        read_lock(here)


def test_the_file_is_plain_and_in_order(here: Path) -> None:
    lock = record_changes(read_lock(here), "b", "vr", {"b": OwnedReceptionist("2"), "a": OwnedReceptionist("1")})
    record_changes(lock, "a", "vr", {"z": OwnedReceptionist("3")})
    text = (here / "ivrsim.lock").read_text(encoding="utf-8")
    assert json.loads(text) == {
        "version": 1,
        "accounts": [
            {"host": "a", "dialect": "vr", "receptionists": {"z": {"id": "3", "written": None}}},
            {
                "host": "b",
                "dialect": "vr",
                "receptionists": {"a": {"id": "1", "written": None}, "b": {"id": "2", "written": None}},
            },
        ],
    }


def test_what_a_merge_left_twice_is_not_half_lost(here: Path) -> None:
    one = {"host": "a", "dialect": "vr", "receptionists": {}}
    (here / "ivrsim.lock").write_text(json.dumps({"version": 1, "accounts": [one, one]}), encoding="utf-8")
    with pytest.raises(UsageError, match="an account occurs twice, as a merge may leave it"):
        read_lock(here)
