"""The file that a command writes."""

from pathlib import Path

import pytest

from simulator.cli.output_file import refuse_no_file, refuse_taken
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
