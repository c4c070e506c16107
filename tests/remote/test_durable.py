"""Files that are whole at any time."""

from pathlib import Path

import pytest

from simulator.remote.durable import append_line, replace_text, written_beside


def test_a_text_takes_the_place_of_a_file_with_its_rights(here: Path) -> None:
    path = here / "deep" / "a.txt"
    replace_text(path, "one")
    path.chmod(0o640)
    replace_text(path, "two")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("two", 0o640)
    replace_text(path, "three", 0o600)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["a.txt"]


def test_nothing_is_left_where_it_cannot_be_put_in_place(here: Path) -> None:
    (here / "taken" / "x").mkdir(parents=True)
    with pytest.raises(OSError, match="taken"):
        replace_text(here / "taken", "text")
    assert sorted(item.name for item in here.iterdir()) == ["taken"]


def test_lines_are_added_and_a_torn_one_is_closed(here: Path) -> None:
    path = here / "x" / "journal"
    append_line(path, "one")
    append_line(path, "two")
    with path.open("ab") as stream:
        stream.write(b'{"torn')
    append_line(path, "three")
    assert path.read_text(encoding="utf-8") == 'one\ntwo\n{"torn\nthree\n'


def test_a_file_is_written_beside_another(here: Path) -> None:
    made = written_beside(here / "a", b"x")
    assert (made.parent, made.read_bytes(), made.stat().st_mode & 0o777) == (here, b"x", 0o644)
