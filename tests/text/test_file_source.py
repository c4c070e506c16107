"""The disk as a source of files: the file that the user named, and what lies inside its boundary."""

from pathlib import Path

import pytest

from simulator.text.boundary import Outside
from simulator.text.file_source import DiskFiles
from simulator.text.positions import UnreadableText


def test_the_named_file_is_read_wherever_it_is(here: Path) -> None:
    (here / "shop").mkdir()
    (here / "real.yaml").write_text("named", encoding="utf-8")
    (here / "shop" / "flow.yaml").symlink_to("../real.yaml")
    files = DiskFiles(Path("shop/flow.yaml"))
    with files.open(Path("shop/flow.yaml")) as file:
        assert file.read() == b"named"
    with pytest.raises(Outside, match="leads outside the folder shop; "):
        files.open(Path("shop/../real.yaml"))
    with pytest.raises(Outside, match="leads outside the folder shop; "):
        files.holds(Path("real.yaml"))


def test_what_lies_beside_it(here: Path) -> None:
    (here / "desk.yaml").write_text("beside", encoding="utf-8")
    files = DiskFiles(None)
    assert [files.holds(Path(name)) for name in ("desk.yaml", "disk.yaml")] == [True, False]
    with files.open(Path("desk.yaml")) as file:
        assert file.read() == b"beside"
    assert files.missing(Path("disk.yaml")) == "there is no such file or folder; did you mean desk.yaml?"
    with pytest.raises(UnreadableText, match="is a folder, not a file"):
        files.open(Path())
