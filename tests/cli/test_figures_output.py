"""Where figures go: the format by the ending of the file, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_the_ending_chooses_the_format_and_the_file_has_what_is_printed(ivrsim: Command, tmp_path: Path) -> None:
    for name, form in (("a.csv", "csv"), ("a.json", "json"), ("a.txt", "text")):
        done = ivrsim("odds", "example:clinic", "-o", tmp_path / name)
        assert (done.stdout, done.stderr, done.returncode) == (f"wrote {tmp_path / name}\n", "", 0)
        printed = ivrsim("odds", "example:clinic", "--format", form).stdout
        assert (tmp_path / name).read_text(encoding="utf-8") == printed
    crowd = ("traffic", "example:clinic", "--calls", "100")
    assert ivrsim(*crowd, "-o", tmp_path / "a.md").returncode == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == ivrsim(*crowd, "--format", "markdown").stdout


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("-o", "taken.csv"), "taken.csv already exists; use --force to overwrite it"),
        (("-o", "a.csv", "--format", "json"), "-o a.csv is csv, and --format is json; use one of them"),
        (("-o", "a.md"), "-o a.md: the ending does not name a format; use {endings}, or --format"),
        (("-o", ""), "-o needs the name of a file, such as figures.html"),
        (("--format", "csv", "--sensitivity"), "--sensitivity has no place in csv; use --format text or json"),
        (("example:surgery", "--format", "csv"), "csv shows one flow; to compare two, use --format text or json"),
        (("--fit", "x.csv", "--format", "csv"), "--fit estimates callers for one flow; leave out --format csv, and "
         "give the file to --callers"),
    ],
)  # fmt: skip
def test_what_is_refused(
    flags: tuple[str, ...], message: str, ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.csv").write_text("mine", encoding="utf-8")
    done = ivrsim("odds", "example:clinic", *flags)
    assert (done.stderr, done.returncode) == (f"{message.format(endings=ENDINGS)}\n", 2)
    assert [item.name for item in tmp_path.iterdir()] == ["taken.csv"]


ENDINGS = ".txt, .json, .csv or .html"
