"""Where a picture goes."""

import argparse
import os
from pathlib import Path

import pytest

from simulator.cli.picture_file import choose_format, write_picture
from simulator.errors import FileError, UsageError


def flags(output: object = None, form: str | None = None, *, force: bool = False) -> argparse.Namespace:
    return argparse.Namespace(output=None if output is None else str(output), format=form, force=force)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.svg", "svg"),
        ("a.PNG", "png"),
        ("a.mmd", "mermaid"),
        ("a.mermaid", "mermaid"),
        ("a.dot", "dot"),
        ("a.gv", "dot"),
    ],
)
def test_the_ending_chooses_the_format(name: str, form: str, tmp_path: Path) -> None:
    assert choose_format(flags(tmp_path / name)) == form


def test_a_format_without_a_file_and_a_file_without_an_ending(tmp_path: Path) -> None:
    assert [choose_format(flags()), choose_format(flags(form="dot")), choose_format(flags(), "mermaid")] == [
        *("svg", "dot", "mermaid")
    ]
    assert choose_format(flags(tmp_path / "map", "dot")) == "dot"


def test_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.svg").write_text("old", encoding="utf-8")
    Path("folder.svg").mkdir()
    messages = {}
    for name, form in (("a.pdf", None), ("a.svg", "png"), ("old.svg", None), ("folder.svg", None), ("", None),
                       ("-", None), (".", None), ("gone/a.svg", None)):  # fmt: skip
        with pytest.raises((UsageError, FileError)) as refusal:
            choose_format(flags(name, form))
        messages[name] = str(refusal.value)
    assert messages == {
        "a.pdf": "-o a.pdf: the ending does not name a format; "
        "use .svg, .png, .mmd, .mermaid, .dot or .gv, or --format",
        "a.svg": "-o a.svg is svg, and --format is png; use one of them",
        "old.svg": "old.svg already exists; use --force to overwrite it",
        "folder.svg": "-o folder.svg is a folder; use the name of a file, such as folder.svg/map.svg",
        "": "-o needs the name of a file, such as map.svg",
        "-": "-o - is not the name of a file; leave -o out to write to standard output",
        ".": "-o . is a folder; use the name of a file, such as map.svg",
        "gone/a.svg": "'gone/a.svg' cannot be written: there is no folder 'gone'; nothing was written",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.svg", "old.svg"]
    assert choose_format(flags("old.svg", force=True)) == "svg"


@pytest.mark.skipif(os.name == "nt", reason="a device with a name in a folder")
def test_a_device_takes_anything() -> None:
    assert choose_format(flags("/dev/null", "svg")) == "svg"


def test_no_runner_finds_a_command(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    write_picture(flags(), "<a>##[error]</a>\n::error::x\n")
    assert capsysbinary.readouterr().out == b"<a>#&#35;[error]</a>\n\\x3a:error::x\n"
    write_picture(flags(), b"\x89PNG")
    assert capsysbinary.readouterr().out == b"\x89PNG"
    write_picture(flags(tmp_path / "a.svg"), "<a>ü</a>\n")
    assert (tmp_path / "a.svg").read_bytes() == "<a>ü</a>\n".encode()
