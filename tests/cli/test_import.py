"""``ivrsim import``: menus of another system, into a folder."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.exchange.freepbx_backups import everything, ivr, ivr_module, write_archive


def test_an_import_that_loses_nothing(ivrsim: Command, here: Path) -> None:
    write_archive(here / "backup.tar.gz", {"Ivr": ivr_module([ivr("1", name="Main")], [])})
    done = ivrsim("import", "backup.tar.gz", "-o", "flow")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "backup.tar.gz is a FreePBX backup (ivr 16.0.9): 1 menu; engine freepbx"
    assert lines[-2:] == [
        "written: flow/main.yaml, flow/flow.yaml",
        "24 constructs: 21 carried, 0 with a difference, 3 not carried; callers could notice none",
    ]
    assert ivrsim("import", "backup.tar.gz", "-o", "flow").stdout.splitlines()[-2] == "flow: nothing to write"
    assert ivrsim("check", "flow", "--fail-on", "never").returncode == 0


def test_a_loss_is_exit_code_1_unless_it_is_accepted(ivrsim: Command, here: Path) -> None:
    write_archive(here / "backup.tar.gz", everything())
    done = ivrsim("import", "backup.tar.gz", "-o", "flow", "--format", "json")
    result = json.loads(done.stdout)
    assert (done.returncode, result["semantics"], result["folder"]) == (1, "freepbx-16-default", "flow")
    lost = [construct for construct in result["constructs"] if construct["noticeable"]]
    assert lost[0] == {
        "fate": "different",
        "file": "Ivr.json",
        "place": "ivr 1 entry *",
        "field": "dest",
        "value": "app-directory,1,1",
        "note": "ivrsim does not know the context app-directory: the call ends there, as far as the flow knows",
        "noticeable": True,
    }
    assert ivrsim("import", "backup.tar.gz", "-o", "flow", "--accept").returncode == 0


def test_a_dry_run_writes_nothing(ivrsim: Command, here: Path) -> None:
    write_archive(here / "backup.tar.gz", {"Ivr": ivr_module([ivr("1")], [])})
    done = ivrsim("import", "backup.tar.gz", "-o", "flow", "--dry-run")
    assert (done.returncode, "+++ b/flow/flow.yaml" in done.stdout, (here / "flow").exists()) == (0, True, False)


def test_what_cannot_be_imported_is_told_in_one_line(ivrsim: Command, here: Path) -> None:
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    write_archive(here / "backup.tar.gz", {"Ivr": ivr_module([ivr("1")], [])})
    refusals = [
        (("import", "backup.tar.gz"), "import writes a folder; use -o FOLDER, such as -o flows/clinic\n"),
        (("import", "none.tar.gz", "-o", "x"), "none.tar.gz: there is no such file or folder; use a FreePBX backup"),
        (("import", "backup.tar.gz", "-o", "full"), "full holds notes.txt and no flow.yaml; a folder with a flow, "),
        (("import", "backup.tar.gz", "-o", "x", "--from", "csv"), "backup.tar.gz: is "),
        (("import", "backup.tar.gz", "-o", "x", "--timezone", "Mars"), "--timezone: "),
        (("import", "backup.tar.gz", "-o", "x", "--from", "asterisk"), "ivrsim import: --from: 'asterisk' is not "),
    ]
    for arguments, said in refusals:
        done = ivrsim(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert done.stderr.startswith(said)
    assert sorted(path.name for path in here.iterdir()) == ["backup.tar.gz", "full"]
