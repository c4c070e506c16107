"""A flow with its files: edited texts stand in place of files, and nothing is written."""

from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.patches.flow_files import Misfit, PlacedEdit, open_files, path_of
from simulator.text.tree_edit import TreeEdit
from tests.conftest import FLOWS
from tests.patches.shop import FILES


def test_edits_are_loaded_and_not_written(shop: Path) -> None:
    files = open_files(str(shop))
    main = files.shelf.drafts["main"].document
    edited = files.with_edits([PlacedEdit(main, TreeEdit("put", ("timeout",), 9))] * 2)
    assert (edited.flow.receptionists["main"].timeout_seconds, files.changes) == (9, {})
    (change,) = edited.changes.values()
    assert (change.path, change.old, change.name) == (path_of(main), FILES["main.yaml"], f"{shop}/main.yaml")
    assert change.difference.splitlines()[:2] == [f"--- a/{shop}/main.yaml", f"+++ b/{shop}/main.yaml"]
    again = edited.with_edits([PlacedEdit(edited.shelf.drafts["main"].document, TreeEdit("put", ("timeout",), 5))])
    assert again.changes == {}  # as it was before
    assert (shop / "main.yaml").read_text("utf-8") == FILES["main.yaml"]


def test_what_no_longer_loads_and_what_cannot_be_edited(shop: Path) -> None:
    files = open_files(str(shop))
    main = files.shelf.drafts["main"].document
    with pytest.raises(FlowError, match="timeout: 'x' is not a duration"):
        files.with_edits([PlacedEdit(main, TreeEdit("put", ("timeout",), "x"))])
    with pytest.raises(
        Misfit, match=r"^main.yaml is laid out in a way that cannot be edited; write one field on each line$"
    ):
        files.with_edits([PlacedEdit(main, TreeEdit("remove", ("gone",)))])


def test_flows_that_are_not_files_of_ones_own(shop: Path) -> None:
    with pytest.raises(UsageError, match=r"^example:clinic cannot be written to; give a file or a folder$"):
        open_files("example:clinic")
    with pytest.raises(Misfit, match=r"^is a provider's response; ivrsim pull makes a flow of it$"):
        open_files(str(FLOWS / "acefone-sample.json"))
    (shop / "alone.yaml").write_text(FILES["night.yaml"].replace("@Night voicemail", "9"), "utf-8")
    assert (open_files(str(shop / "alone.yaml")).has_catalogue, open_files(str(shop)).has_catalogue) == (False, True)
