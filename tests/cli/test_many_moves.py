"""Many moves in one command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.many_moves import NamesakePair, is_many_moves, pair_flows
from simulator.errors import UsageError
from tests.cli.conftest import Command
from tests.graph.moving.two_systems import NEW, OLD, write_system


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders of clients, of which each has one that the other does not have."""
    monkeypatch.chdir(tmp_path)
    for folder, names, values in (("before", "abc", OLD), ("after", "abd", NEW)):
        Path(folder).mkdir()
        for name in names:
            write_system(Path(folder, name), values | ({"words": "no."} if (folder, name) == ("after", "b") else {}))
    return tmp_path


@pytest.mark.usefixtures("clients")
def test_clients_are_compared_with_their_namesakes(ivrsim: Command) -> None:
    shown = ivrsim("diff", "before", "after", "--all", "--old-semantics", "acefone", "--jobs", "1", "--exit-code")
    assert (shown.returncode, shown.stdout.splitlines()[2:]) == (
        2,
        [
            "  ! after/c  after/c: there is no such file or folder",
            "  ! after/d  before/d: there is no such file or folder",
            "  ✗ after/b  callers notice 1 thing: A caller who presses a wrong key (4) now hears 5 after “Welcome” "
            "(before: 6)",
            "  ✓ after/a  callers notice nothing",
        ],
    )


@pytest.mark.usefixtures("clients")
def test_one_folder_is_compared_on_two_engines(ivrsim: Command) -> None:
    shown = ivrsim("diff", "--all", "before", "--new-semantics", "freepbx", "--jobs", "1", "--format", "json")
    flows = json.loads(shown.stdout)["flows"]
    assert [(flow["flow"], flow["result"]["engines"]["new"]) for flow in flows] == [
        (f"before/{name}", "freepbx") for name in "abc"
    ]


@pytest.mark.usefixtures("clients")
def test_flows_in_pairs() -> None:
    assert pair_flows(["before", "after"])[1:] == [
        NamesakePair("before/b", "after/b"),
        NamesakePair("before/c", "after/c"),
        NamesakePair("before/d", "after/d"),
    ]
    assert pair_flows([])[0] == NamesakePair("after/a", "after/a")
    Path("empty").mkdir()
    for folders in (["a", "b", "c"], ["empty"]):
        with pytest.raises(UsageError):
            pair_flows(folders)


def test_flags_of_one_comparison() -> None:
    assert (is_many_moves(["--alike=x"]), is_many_moves(["--exit-code"])) == (True, False)
    for flag in ("--certificate=x", "--verify"):
        with pytest.raises(UsageError, match="is of one comparison, and --all makes many"):
            is_many_moves([flag])
