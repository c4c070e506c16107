"""Paths -> test files, chosen tests, verdicts."""

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.config.receptionist import Receptionist
from simulator.errors import FlowError, UsageError
from simulator.flowtests import collection
from simulator.flowtests.collection import (
    find_test_files,
    flow_test_files,
    load_all,
    run_all,
    select_tests,
    tests_to_show,
    worker_count,
)
from simulator.workers import processes
from simulator.workers.processes import can_fork

TEXT = """flow: example:clinic
tests:
  - {name: Sales works, caller: '1', reaches: Booking desk}
  - {name: support fails, caller: '1', reaches: Reception}
  - {name: a third, caller: '3', reaches: Night voicemail}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.calls.yaml",
        "deep/a.calls.yml",
        "deep/flow.yaml",
        ".git/x.calls.yaml",
        "node_modules/y.calls.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def test_files_and_folders_with_all_below_each_once() -> None:
    assert find_test_files([]) == ["b.calls.yaml", "deep/a.calls.yml"]
    assert find_test_files(["deep", "b.calls.yaml", "deep/a.calls.yml"]) == ["deep/a.calls.yml", "b.calls.yaml"]


def test_an_example_is_found_with_its_tests() -> None:
    assert [Path(name).name for name in find_test_files(["example:single"])][-1] == "single.calls.yaml"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (".git/..", "no tests found: there is no"),
        ("nowhere", "nowhere: there is no such file or folder"),
        ("deep/flow.yaml", "deep/flow.yaml: is not a test file; test files are named NAME.calls.yaml"),
    ],
)
def test_a_path_without_tests_is_refused(here: Path, path: str, message: str) -> None:
    for name in ("b.calls.yaml", "deep/a.calls.yml"):
        (here / name).unlink()
    with pytest.raises(UsageError, match=f"^{message}"):
        find_test_files([path])


def test_problems_of_all_files_are_listed_at_once(here: Path) -> None:
    for name in ("b.calls.yaml", "deep/a.calls.yml"):
        (here / name).write_text("flow: example:clinic\ntests: [{name: a}]\n")
    with pytest.raises(FlowError) as refusal:
        load_all(find_test_files([]))
    assert [problem.file for problem in refusal.value.problems] == ["b.calls.yaml", "deep/a.calls.yml"]


def test_tests_are_chosen_by_words_of_their_name_or_file() -> None:
    files = load_all(find_test_files([]))
    assert [test.name for test in select_tests(files, "b.calls WORKS")] == ["Sales works"]
    assert len(select_tests(files, None)) == 6
    with pytest.raises(UsageError, match="no tests found: none of 6 has 'xyz' in its name"):
        select_tests(files, "xyz")


def test_tests_run_to_the_end_or_up_to_the_first_failure() -> None:
    tests = select_tests(load_all(["b.calls.yaml"]), None)
    told: list[int] = []
    assert [verdict.passed for verdict in run_all(tests, on_progress=told.append)] == [True, False, True]
    assert [verdict.passed for verdict in run_all(tests, first=True)] == [True, False]
    assert told == [1, 2, 3]


@pytest.mark.parametrize("forks", [True, False])
def test_several_processes_come_to_the_same_verdicts(monkeypatch: pytest.MonkeyPatch, forks: bool) -> None:
    if not forks or not can_fork():
        monkeypatch.setattr(processes, "can_fork", lambda: False)
    monkeypatch.setattr(collection, "CHUNK", 2)
    tests = select_tests(load_all(find_test_files([])), None)
    one, two = run_all(tests), run_all(tests, workers=2)
    assert [(verdict.test, verdict.problem) for verdict in two] == [(verdict.test, verdict.problem) for verdict in one]
    assert [bool(verdict.trace.turns) for verdict in two] == [False, True, False] * 2


def test_few_tests_are_not_worth_a_second_process() -> None:
    assert worker_count(100) == 1
    assert worker_count(1_000_000) >= 1


def test_the_tests_of_a_flow_are_those_below_its_folder_that_are_of_no_other_flow(here: Path) -> None:
    flow = here / "flow.yaml"
    flow.write_text("")
    (here / "more").mkdir()
    (here / "more" / "c.calls.yaml").write_text(TEXT)
    assert flow_test_files(flow, "flow.yaml") == ["b.calls.yaml", "more/c.calls.yaml"]
    assert flow_test_files(here / "deep" / "flow.yaml", str(here / "deep" / "flow.yaml")) == [
        str(here / "deep" / "a.calls.yml")
    ]
    assert flow_test_files(here / "main.yaml", "main.yaml") == []


def test_the_folder_of_a_flow_may_be_called_like_an_example(here: Path) -> None:
    (here / "example:single").mkdir()
    (here / "example:single" / "d.calls.yaml").write_text(TEXT)
    assert flow_test_files(here / "example:single" / "flow.yaml", "./example:single/flow.yaml") == [
        "example:single/d.calls.yaml"
    ]


def test_a_flow_has_no_tests_behind_a_link_out_of_its_folder(here: Path) -> None:
    (here / "deep" / "theirs.calls.yaml").symlink_to(here / "b.calls.yaml")
    with pytest.raises(UsageError, match="leads outside the folder"):
        flow_test_files(here / "deep" / "flow.yaml", "deep/flow.yaml")


def test_tests_of_few_come_first_and_those_of_other_flows_are_left_out(here: Path) -> None:
    (here / "few.calls.yaml").write_text("".join(TEXT.splitlines(keepends=True)[:3]))
    (here / "other.calls.yaml").write_text("flow: example:single\ntests: [{name: other, caller: hangup, within: 90 s}]")
    files = load_all(["b.calls.yaml", "other.calls.yaml", "few.calls.yaml"])
    found = tests_to_show(files[0].flow, [test for file in files for test in file.tests])
    assert [test.file for test in found] == ["few.calls.yaml", *["b.calls.yaml"] * 3]


class CountedMenus(dict[str, Receptionist]):
    """Receptionists that count how often they are compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        self.compared += 1
        return super().__eq__(other)


def test_a_flow_is_compared_once_for_each_file_and_not_for_each_test(here: Path) -> None:
    files = load_all(["b.calls.yaml", "b.calls.yaml"])
    menus = CountedMenus(files[0].flow.receptionists)
    tests = [test for file in files for test in file.tests]
    assert len(tests_to_show(replace(files[0].flow, receptionists=menus), tests)) == len(tests) == 6
    assert menus.compared == len({id(test.flow) for test in tests})
