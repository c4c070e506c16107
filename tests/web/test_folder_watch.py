"""Which flows a folder has, and which files have changed."""

import shutil
from pathlib import Path

from simulator.web.folder_watch import FolderWatch
from tests.web.served_folder import clinic_folder, edit, save


def names(watch: FolderWatch, top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in watch.flow_files]


def test_flows_are_found_below_a_folder_but_not_behind_links(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path / "top", "b", "a/deep", ".hidden", "node_modules/x")
    (top / "json").mkdir()
    (top / "json" / "flow.json").write_text("{}")
    (top / "a" / "flow.yaml").write_text("{}")
    (top / "a" / "flow.json").write_text("{}")
    (top / "folder" / "flow.yaml").mkdir(parents=True)
    clinic_folder(tmp_path / "outside")
    (top / "linked").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert names(FolderWatch(top), top) == ["a/deep/flow.yaml", "a/flow.yaml", "b/flow.yaml", "json/flow.json"]


def test_a_saved_file_is_told_once_and_only_when_it_is_whole(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    watch = FolderWatch(top)
    main_menu = top / "clinic" / "main.yaml"
    assert watch.look() == set()
    edit(main_menu, "seconds", "second")
    assert watch.look() == set()
    edit(main_menu, "second", "seconds")  # still being written
    assert [watch.look() for _ in range(3)] == [set(), {main_menu}, set()]


def test_files_that_come_and_go_are_told(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path, "a", "b")
    watch = FolderWatch(top)
    shutil.rmtree(top / "a")
    clinic_folder(top, "c")
    (top / "notes.txt").write_text("of no flow")
    watch.look()
    changed = watch.look()
    assert {path.parent.name for path in changed} == {"a", "c"}
    assert {path.name for path in changed} == {path.name for path in (top / "c").iterdir()}
    assert names(watch, top) == ["b/flow.yaml", "c/flow.yaml"]


def test_files_elsewhere_are_watched_once_they_are_named_there_or_not(tmp_path: Path) -> None:
    watch = FolderWatch(clinic_folder(tmp_path / "top"))
    shared, missing, late = (tmp_path / name for name in ("shared.yaml", "missing.yaml", "late.yaml"))
    shared.write_text("a")
    late.write_text("saved since it was read")
    later = shared.stat().st_ctime_ns + 10**10
    watch.also_watch({shared: later, missing: later, late: late.stat().st_ctime_ns - 1})
    assert [watch.look(), watch.look(), watch.look()] == [set(), {late}, set()]
    save(shared, "b")
    missing.write_text("here now")
    watch.look()
    assert watch.look() == {shared, missing}


def test_a_flow_that_is_named_by_its_file_is_all_there_is(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    file = top / "clinic" / "main.yaml"
    watch = FolderWatch(file)
    edit(file, "Main menu", "First menu")
    assert watch.flow_files == (file,)
    assert [watch.look(), watch.look()] == [set(), {file}]


def test_a_folder_that_is_gone_has_no_flows(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path / "top")
    watch = FolderWatch(top)
    shutil.rmtree(top)
    watch.look()
    assert (len(watch.look()) > 3, watch.flow_files) == (True, ())
