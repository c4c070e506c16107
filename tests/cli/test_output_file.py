"""The file that a command writes."""

from pathlib import Path

import pytest

from simulator.cli.output_file import refuse_folder, refuse_no_file, refuse_taken
from simulator.errors import FileError, UsageError


def test_what_is_not_the_name_of_a_file_is_refused_with_an_example(tmp_path: Path) -> None:
    messages = []
    for name in ("", "-", str(tmp_path)):
        with pytest.raises(UsageError) as refused:
            refuse_no_file(name, "page.html", without="to write page.html")
        messages.append(str(refused.value))
    assert messages == [
        "-o needs the name of a file, such as page.html",
        "-o - is not the name of a file; leave -o out to write page.html",
        f"-o {tmp_path} is a folder; use the name of a file, such as {tmp_path / 'page.html'}",
    ]
    refuse_no_file("a.html", "page.html")


def test_what_exists_is_refused_unless_forced_and_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    refuse_taken(file, force=False)
    assert list(tmp_path.iterdir()) == []
    file.touch()
    with pytest.raises(UsageError, match="already exists; use --force to overwrite it"):
        refuse_taken(file, force=False)
    refuse_taken(file, force=True)
    with pytest.raises(FileError, match="there is no folder"):
        refuse_taken(tmp_path / "no" / "page.html", force=False)


def test_a_folder_is_refused_for_the_first_files_that_it_has(tmp_path: Path) -> None:
    names = ["a", "b", "c", "d"]
    refuse_folder("-o", tmp_path / "new", names, force=False)
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(UsageError, match=r": a, b, c, \.\.\. already exist; use --force to overwrite$"):
        refuse_folder("-o", tmp_path, names, force=False)
    with pytest.raises(UsageError, match=r": b already exists; use --force to overwrite$"):
        refuse_folder("-o", tmp_path, ["b", "e"], force=False)
    with pytest.raises(UsageError, match=r"-o .*/a is not a folder; use one for the files$"):
        refuse_folder("-o", tmp_path / "a", names, force=True)
    refuse_folder("-o", tmp_path, names, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == names
