"""Each request written down before it is sent."""

import errno
import json
import os
from pathlib import Path

import pytest

from simulator.errors import FileError, UsageError
from simulator.provider.change.journal import PushStart, begin_journal, read_journal, unfinished_push
from simulator.provider.change.push_progress import PushProgress
from tests.provider.change.rig import NOW
from tests.provider.change.test_plan_file import PLAN

BEGUN = PushStart("push-1", NOW, "clinic", "abc", True, {"tests": "why"})


def test_what_is_written_is_read_again(here: Path) -> None:
    journal = begin_journal(here, BEGUN, PLAN)
    assert unfinished_push(here) == journal
    journal = journal.write_sending(0)
    assert read_journal(journal.path) == journal.__class__(
        journal.path, BEGUN, PLAN, PushProgress(sent=0), PLAN, PushProgress(sent=0)
    )
    journal = journal.write_answered()
    again = read_journal(journal.path)
    assert again is not None
    assert (again.progress.sent, again.progress.answer) == (0, "yes")
    journal = (
        journal.write_settled(0, "7003")
        .write_sending(1)
        .write_refused()
        .write_sending(1)
        .write_answered()
        .write_settled(1, "701", ["name a, sent b"])
    )
    assert read_journal(journal.path) == journal
    assert journal.progress == PushProgress({0: "7003", 1: "701"}, {1: ("name a, sent b",)})


def test_a_push_that_is_turned_back(here: Path) -> None:
    journal = begin_journal(here, BEGUN, PLAN).write_sending(0).write_answered().write_settled(0, "7003")
    back = journal.turn_back(
        PLAN.__class__(**{**{name: getattr(PLAN, name) for name in PLAN.__slots__}, "kind": "rollback"})
    )
    assert (back.turned_back, back.progress, back.first_progress.ids) == (True, PushProgress(), {0: "7003"})
    back = back.write_sending(1).write_answered().write_settled(1, "701")
    again = read_journal(back.path)
    assert again == back
    assert again is not None
    assert (again.first_progress.ids, again.progress.ids) == ({0: "7003"}, {1: "701"})


def test_a_torn_line_announced_nothing(here: Path) -> None:
    journal = begin_journal(here, BEGUN, PLAN).write_sending(0)
    whole = journal.path.read_bytes()
    for length in range(len(whole.splitlines(keepends=True)[0]) - 1, len(whole)):
        journal.path.write_bytes(whole[:length])
        found = read_journal(journal.path)
        assert found is None or found.progress.sent in (None, 0)
    for length in (0, 1, 20):
        journal.path.write_bytes(whole[:length])
        assert unfinished_push(here) is None


def test_a_damaged_journal_says_where_and_is_not_taken_for_none(here: Path) -> None:
    journal = begin_journal(here, BEGUN, PLAN).write_sending(0).write_answered()
    first, *others = journal.path.read_bytes().splitlines(keepends=True)
    for damaged, line in (
        (b"".join(others), 1),
        (first[:50] + b"\xff" + first[51:] + b"".join(others), 2),
        (first + b"\xff\n", 2),
        (first + b"nonsense\n" + others[0], 2),
        (first[:99] + b"\n", 1),
        (first + b'{"send": 99}\n' + b'{"done": "x"', 2),
    ):
        journal.path.write_bytes(damaged)
        with pytest.raises(UsageError, match=rf"push-1\.journal:{line}: the journal is damaged here"):
            unfinished_push(here)


def test_what_is_no_journal(here: Path) -> None:
    path = here / ".ivrsim" / "x.journal"
    path.parent.mkdir()
    for line in ({"begin": "x"}, {"begin": "x", "plan": {}}, {"begin": "x", "plan": 1}):
        path.write_text(json.dumps(line), encoding="utf-8")
        with pytest.raises(UsageError, match=r"x\.journal:1: the journal is damaged here"):
            read_journal(path)


def test_what_never_began_is_removed_when_the_next_one_begins(here: Path) -> None:
    folder = here / ".ivrsim"
    folder.mkdir()
    for name, text in (("push-0.journal", '{"begin": "pu'), (".ivrsim-0123", "half of a rec"), ("push-0.json", "{}")):
        (folder / name).write_text(text, encoding="utf-8")
    begin_journal(here, BEGUN, PLAN)
    assert sorted(path.name for path in folder.iterdir()) == ["push-0.json", "push-1.journal"]


def test_a_journal_that_cannot_begin_is_not_there(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="no space left on the disk that holds"):
        begin_journal(here, BEGUN, PLAN)
    monkeypatch.undo()
    assert [*(here / ".ivrsim").iterdir()] == []
