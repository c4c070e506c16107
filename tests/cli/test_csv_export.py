"""``ivrsim export csv``: a flow as a sheet."""

from pathlib import Path

from tests.cli.conftest import Command


def test_a_sheet_is_written_and_imported_again(ivrsim: Command, here: Path) -> None:
    done = ivrsim("export", "csv", "example:clinic", "-o", "menus.csv")
    assert (done.returncode, done.stdout) == (0, "written: menus.csv\n")
    assert done.stderr == (
        "not written: main description: a sheet has no place for it\n"
        "not written: billing description: a sheet has no place for it\n"
    )
    assert ivrsim("import", "menus.csv", "-o", "clinic").returncode == 0
    assert ivrsim("diff", "example:clinic", "clinic").stdout.startswith("No caller can tell the difference.\n")
    assert ivrsim("export", "csv", "example:clinic").stdout == (here / "menus.csv").read_text(encoding="utf-8")


def test_what_callers_could_notice_is_exit_code_1(ivrsim: Command, here: Path) -> None:
    done = ivrsim("export", "csv", "example:surgery")
    assert (done.returncode, done.stdout.startswith("menu,key,destination,")) == (1, True)
    assert "a sheet has no place for what lies behind a destination: hours, and telephones that ring" in done.stderr
    assert ivrsim("export", "csv", "example:surgery", "--accept").returncode == 0


def test_no_file_is_overwritten(ivrsim: Command, here: Path) -> None:
    (here / "menus.csv").write_text("mine", encoding="utf-8")
    done = ivrsim("export", "csv", "example:clinic", "-o", "menus.csv")
    assert (done.returncode, done.stderr) == (2, "menus.csv already exists; use --force to overwrite it\n")
    assert (here / "menus.csv").read_text(encoding="utf-8") == "mine"
    assert ivrsim("export", "csv", "example:clinic", "-o", "menus.csv", "--force").returncode == 0
