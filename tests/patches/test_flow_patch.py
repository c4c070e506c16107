"""All edits of a patch on one flow: it takes all of them or none, and nothing twice."""

import json
import shutil
from pathlib import Path

import pytest

from simulator.patches.edit_kinds import KINDS
from simulator.patches.flow_files import open_files
from simulator.patches.flow_patch import FITS, StepMisfit, fit_patch
from simulator.patches.patch_file import read_patch
from simulator.text.yaml_tree import yaml_tree
from tests.conftest import FLOWS
from tests.patches import test_catalogue_fits, test_hours_fits, test_menu_fits, test_name_changes, test_use_fits
from tests.patches.shop import FILES, changed_lines, fit

SEVERAL = """\
add_recording: {recording: "104", name: new-greeting, seconds: 2}
replace_recording: {from: "@greeting", to: "@new-greeting"}
set_menu: {menu: main, timeout: 8}
"""


def test_a_later_edit_sees_the_earlier_ones(shop: Path) -> None:
    assert changed_lines(shop, SEVERAL) == [
        "flow.yaml",
        '+"104": {name: "new-greeting", seconds: 2}',
        "main.yaml",
        '-recording: "@greeting" # what callers hear first',
        '+recording: "@new-greeting" # what callers hear first',
        "-timeout: 5",
        "+timeout: 8",
    ]


def test_one_edit_that_does_not_fit_stops_all(shop: Path) -> None:
    outcome = fit(shop, f"{SEVERAL}set_hours: {{schedule: shop, open: daily 09:00-10:00}}\n")
    assert isinstance(outcome, StepMisfit)
    assert (outcome.step.place.rpartition(":")[2], outcome.reason) == ("4", "no schedule 'shop'")


def test_every_edit_has_its_fit() -> None:
    assert FITS.keys() == KINDS.keys()


@pytest.mark.parametrize("layout", ["lines", "crlf", "json", "no end"])
def test_what_is_applied_is_so_in_every_layout(shop: Path, layout: str) -> None:
    """Every edit that changes a flow, written, changes nothing when it is applied again."""
    lay_out(shop, layout)
    modules = (test_catalogue_fits, test_hours_fits, test_menu_fits, test_name_changes, test_use_fits)
    patches = [patch for module in modules for patch, lines in module.CASES.items() if lines and ":" not in lines[0]]
    assert len(patches) > 35
    for number, text in enumerate(patches):
        folder = shop.parent / f"shop{number}"
        shutil.copytree(shop, folder)
        once = fit(folder, text)
        assert not isinstance(once, StepMisfit), text
        for change in once.changes.values():
            change.path.write_bytes(change.new.encode())
            if layout == "crlf":
                assert change.new.count("\n") == change.new.count("\r\n")
        twice = fit(folder, text)
        assert not isinstance(twice, StepMisfit), text
        assert (twice.changes, bool(once.changes)) == ({}, True), text


def lay_out(shop: Path, layout: str) -> None:
    for name, text in FILES.items():
        file = shop / name
        if layout == "crlf":
            file.write_bytes(text.replace("\n", "\r\n").encode())
        elif layout == "no end":
            file.write_text(text.rstrip("\n") + ("  # end" if name.endswith(".yaml") else ""), "utf-8")
        elif layout == "json" and name == "flow.yaml":
            (shop / "flow.json").write_text(json.dumps(yaml_tree(text).root, indent=1), "utf-8")
            file.unlink()


def test_a_flow_that_ships_takes_a_patch_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(FLOWS / "surgery", tmp_path / "surgery")
    patch = tmp_path / "patch.yaml"
    patch.write_text("add_holiday: {date: 2026-12-25}\n", "utf-8")
    outcome = fit_patch(read_patch(str(patch)), open_files(str(tmp_path / "surgery")))
    assert not isinstance(outcome, StepMisfit)
    assert outcome.changes == {}
