"""The folder: what is refused, and the writing of all or nothing."""

from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.loader import receptionist_file
from simulator.provider.pull.folder import compose_folder, folder_diff, open_folder, write_folder
from tests.provider.lived import SINGLE


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a flow."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "flow.yaml").write_text("receptionists: {main: main.yaml}\n", encoding="utf-8")
    (folder / "main.yaml").write_bytes(b"\xef\xbb\xbf" + SINGLE.encode())
    return folder


@pytest.mark.usefixtures("shop")
def test_a_flow_an_empty_folder_and_one_that_is_not_there() -> None:
    assert [*open_folder("shop").drafts] == ["main"]
    assert [*open_folder("shop/flow.yaml").drafts] == ["main"]
    Path("empty").mkdir()
    Path("empty/.gitignore").touch()
    assert [open_folder(name).shelf for name in ("empty", "new")] == [None, None]


def test_what_is_no_folder_of_a_flow(shop: Path) -> None:
    (shop.parent / "notes").mkdir()
    (shop.parent / "notes" / "todo.txt").touch()
    told = {
        "shop/main.yaml": "shop/main.yaml is a file; a folder is needed, with a flow.yaml or empty",
        "notes": "notes holds todo.txt and no flow.yaml; a folder with a flow, an empty one or a new one is needed",
        "example:clinic": "example:clinic cannot be written to; a folder is needed: ivrsim pull flows/clinic",
    }
    for name, message in told.items():
        with pytest.raises(UsageError) as refused:
            open_folder(name)
        assert str(refused.value) == message


def test_unknowns_are_no_reason_to_refuse_and_anything_else_is(shop: Path) -> None:
    (shop / "main.yaml").write_text(SINGLE.replace("Night line", "UNKNOWN"), encoding="utf-8")
    assert [*open_folder("shop").drafts] == ["main"]
    (shop / "main.yaml").write_text(SINGLE.replace("Night line", "UNKNOWN") + "timeout: x\n", encoding="utf-8")
    with pytest.raises(FlowError) as refused:
        open_folder("shop")
    assert [problem.line for problem in refused.value.problems] == [5]


def test_as_many_values_may_be_unknown_as_there_are(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receptionist_file, "PROBLEMS_MOST", 1)
    (shop / "flow.yaml").write_text(
        "entry: a\nreceptionists: {a: a.yaml, b: b.yaml, c: c.yaml, d: d.yaml}\n", encoding="utf-8"
    )
    for name in "abcd":
        (shop / f"{name}.yaml").write_text(SINGLE.replace("Night line", "UNKNOWN"), encoding="utf-8")
    assert [*open_folder("shop").drafts] == ["a", "b", "c", "d"]


def test_all_is_written_with_marks_and_rights_as_they_were(shop: Path) -> None:
    (shop / "main.yaml").chmod(0o600)
    folder = open_folder("shop")
    folder.texts = {
        shop.relative_to(Path.cwd()) / "main.yaml": SINGLE.replace("Night line", "Day line"),
        shop.relative_to(Path.cwd()) / "new.yaml": SINGLE,
    }
    assert [*compose_folder(folder).drafts] == ["main"]
    assert folder_diff(folder).splitlines()[:5] == [
        "--- a/shop/main.yaml",
        "+++ b/shop/main.yaml",
        "@@ -1,4 +1,4 @@",
        "-name: Night line",
        "+name: Day line",
    ]
    write_folder(folder)
    assert (shop / "main.yaml").read_bytes() == b"\xef\xbb\xbf" + SINGLE.replace("Night", "Day").encode()
    assert (shop / "main.yaml").stat().st_mode & 0o777 in (0o600, 0o666)  # Windows knows no more
    assert sorted(path.name for path in shop.iterdir()) == ["flow.yaml", "main.yaml", "new.yaml"]


def test_a_file_that_has_changed_meanwhile(shop: Path) -> None:
    folder = open_folder("shop")
    path = shop.relative_to(Path.cwd()) / "main.yaml"
    folder.texts = {shop.relative_to(Path.cwd()) / "new.yaml": SINGLE, path: SINGLE.replace("Night", "Day")}
    path.write_text(SINGLE.replace("Night", "Noon"), encoding="utf-8")
    with pytest.raises(
        UsageError, match=r"^shop/main.yaml has changed in the meantime; nothing was written, pull again$"
    ):
        write_folder(folder)
    assert sorted(one.name for one in shop.iterdir()) == ["flow.yaml", "main.yaml"]


def test_what_would_not_load_is_refused(shop: Path) -> None:
    folder = open_folder("shop")
    folder.texts = {shop.relative_to(Path.cwd()) / "main.yaml": "name: x\n"}
    with pytest.raises(FlowError, match="destination_type is missing"):
        compose_folder(folder)
