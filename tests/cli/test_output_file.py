"""The file that a command writes."""

from pathlib import Path

import pytest

from simulator.cli.output_file import named_file, refuse_taken
from simulator.errors import FileError, UsageError


def test_no_name_and_a_folder_are_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^-o needs the name of a file, such as page\.html$"):
        named_file("", "page.html")
    with pytest.raises(UsageError, match=r"is a folder; use the name of a file, such as .*page\.html$"):
        named_file(str(tmp_path), "page.html")
    assert named_file("a.html", "page.html") == Path("a.html")


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
