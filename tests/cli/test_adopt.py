"""``ivrsim adopt``: which live receptionist one of the flow's is."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.provider import clinic_folder, edit, provider

__all__ = ["clinic_folder", "provider"]


def test_the_id_is_kept_and_what_differs_is_told(ivrsim: Command, clinic_folder: Path) -> None:
    (clinic_folder / "ivrsim.lock").unlink()
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    done = ivrsim("adopt", "Main menu", "7001", "clinic")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("main is 7001 (Main menu) at 127.0.0.1:")
    assert "  live has timeout 5, the flow has 6" in done.stdout.splitlines()
    lock = json.loads((clinic_folder / "ivrsim.lock").read_text(encoding="utf-8"))
    assert lock["accounts"][0]["receptionists"] == {"main": {"id": "7001", "written": None}}


def test_a_key_that_was_renamed_takes_what_was_known_with_it(ivrsim: Command, clinic_folder: Path) -> None:
    edit(clinic_folder / "main.yaml", "timeout: 5 ", "timeout: 6 ")
    assert ivrsim("push", "clinic", "--yes", "--take-over", "7001").returncode == 0
    edit(clinic_folder / "flow.yaml", "  main: main.yaml", "  first: main.yaml")
    for path in clinic_folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("@main", "@first").replace(": main\n", ": first\n")
        path.write_text(text.replace("entry: main ", "entry: first "), encoding="utf-8")
    refused = "first would be created, and 7001 is live by its name (Main menu) already: ivrsim adopt first 7001"
    assert refused in ivrsim("plan", "clinic").stdout
    assert ivrsim("adopt", "first", "7001", "clinic").returncode == 0
    lock = json.loads((clinic_folder / "ivrsim.lock").read_text(encoding="utf-8"))
    owned = lock["accounts"][0]["receptionists"]
    assert (sorted(owned), owned["first"]["written"]["timeout"]) == (["billing", "first"], 6)
    assert ivrsim("plan", "clinic").stdout.endswith("there is nothing to push.\n")


def test_what_cannot_be_adopted(ivrsim: Command, clinic_folder: Path) -> None:
    def refused(*arguments: str) -> str:
        done = ivrsim("adopt", *arguments)
        assert done.returncode == 2
        return done.stderr

    assert refused("man", "7001", "clinic") == "no receptionist 'man'; did you mean main?\n"
    assert refused("main", "7003", "clinic") == "no live receptionist has the id 7003; did you mean 7002?\n"
    assert refused("main", "x", "clinic") == (
        "no live receptionist has the id x; live are 7001 (Main menu), 7002 (Billing)\n"
    )
    assert refused("main", "7002", "clinic") == "7002 is billing of this flow already (ivrsim.lock)\n"
    edit(clinic_folder / "main.yaml", "name: Main menu", "id: 7002\nname: Main menu")
    assert refused("main", "7001", "clinic") == "the file of main says id 7002; change it there, or adopt 7002\n"
