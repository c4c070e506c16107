"""Which flow of a folder is examined when, and under which key and name."""

from __future__ import annotations

import shutil
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.conftest import FLOWS
from tests.web.served_folder import GOOD, clinic_folder, edit, examiner_of, look_and_work, save, work_off


def test_the_flow_that_somebody_opens_goes_first_and_none_keeps_the_others_waiting(tmp_path: Path) -> None:
    examiner = examiner_of(clinic_folder(tmp_path, "a", "b", "c"))
    examiner.open("c/flow.yaml")
    examiner.open("b/flow.yaml")
    done: list[str] = []
    while examiner.work():
        done += [key for key, flow in examiner.flows.items() if flow.state.page is not None and key not in done]
        done += [f"all of {key}" for key, flow in examiner.flows.items()
                 if not flow.state.notes.is_working and f"all of {key}" not in done]  # fmt: skip
    assert done == [
        *("c/flow.yaml", "b/flow.yaml", "all of c/flow.yaml", "all of b/flow.yaml", "all of a/flow.yaml"),
    ]


def test_only_a_flow_whose_files_have_changed_is_examined_again(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path, "a", "b")
    examiner = work_off(examiner_of(top))
    states = {key: flow.state for key, flow in examiner.flows.items()}
    edit(top / "a" / "main.yaml", "Main menu", "First menu")
    look_and_work(examiner)
    assert [flow.state is states[key] for key, flow in examiner.flows.items()] == [False, True]


def test_a_file_that_a_flow_was_lacking_elsewhere_makes_it_whole(tmp_path: Path) -> None:
    (tmp_path / "ivrsim.toml").write_text("")
    top = clinic_folder(tmp_path / "top")
    shared = tmp_path / "shared.yaml"
    shutil.move(top / "clinic" / "billing.yaml", shared)
    edit(top / "clinic" / "flow.yaml", "billing.yaml", "../../shared.yaml")
    examiner = examiner_of(top)
    flow = examiner.open("clinic/flow.yaml")
    work_off(examiner)
    assert flow.state.summary == GOOD
    text = shared.read_text(encoding="utf-8")
    save(shared, "name: [")
    look_and_work(examiner)
    assert flow.state.summary == "cannot be loaded: 1 problem"
    save(shared, text)
    look_and_work(examiner)
    assert flow.state.summary == GOOD


def test_the_holidays_of_the_project_are_read_again(tmp_path: Path) -> None:
    (tmp_path / "ivrsim.toml").write_text('holidays = ["uk.yaml"]\n')
    top = tmp_path / "top"
    shutil.copytree(FLOWS / "surgery", top / "surgery")
    flow = (examiner := work_off(examiner_of(top))).flows["surgery/flow.yaml"]
    assert flow.state.summary == "cannot be loaded: 1 problem"
    dates = tmp_path / "uk.yaml"
    dates.write_text("[]\n")
    look_and_work(examiner)
    assert not flow.state.summary.startswith("cannot be loaded")
    save(dates, "- 7\n")
    look_and_work(examiner)
    assert flow.state.summary == "cannot be loaded: 1 problem"


def test_a_profile_of_the_project_is_read_again(tmp_path: Path) -> None:
    project = tmp_path / "ivrsim.toml"
    project.write_text('[profiles.ours]\nbarge_in = "perhaps"\n')
    top = clinic_folder(tmp_path / "top")
    edit(top / "clinic" / "flow.yaml", "semantics: acefone", "semantics: ours")
    examiner = work_off(examiner_of(top))
    flow = examiner.flows["clinic/flow.yaml"]
    assert flow.state.summary.startswith("cannot be loaded")
    save(project, "[profiles.ours]\n")
    look_and_work(examiner)
    assert flow.state.summary == GOOD
    save(project, "[profiles.ours]\nbarge_in = false\n")
    look_and_work(examiner)
    assert flow.state.summary != GOOD
    save(project, "[profiles.ours]\n")
    (top / "ivrsim.toml").write_text("")  # the nearest, in which that profile is not
    look_and_work(examiner)
    assert flow.state.summary == "cannot be loaded: 1 problem"


def test_a_list_of_holidays_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "ivrsim.toml").write_text("")
    holidays = tmp_path / "holidays.yaml"
    holidays.write_text("- {date: 2026-12-25}\n")
    top = clinic_folder(tmp_path / "top")
    office = 'schedules: {office: {open: ["mon 09:00-17:00"], holidays: [{file: ../../holidays.yaml}]}}'
    edit(top / "clinic" / "flow.yaml", "semantics:", f"timezone: Europe/London\n{office}\nsemantics:")
    examiner = work_off(examiner_of(top))
    flow = examiner.flows["clinic/flow.yaml"]
    look_and_work(examiner)  # files as new as these are read once more
    assert flow.state.summary.startswith("19 tests passed")
    save(holidays, "- {date: 2026-12-32}\n")
    look_and_work(examiner)
    assert flow.state.summary == "cannot be loaded: 1 problem"


def test_flows_come_and_go_and_an_open_one_stays(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path, "a", "b")
    examiner = examiner_of(top)
    flow = examiner.open("a/flow.yaml")
    work_off(examiner)
    page = flow.state.page
    shutil.rmtree(top / "a")
    shutil.rmtree(top / "b")
    clinic_folder(top, "c")
    look_and_work(examiner)
    assert {key: flow.state.summary for key, flow in examiner.flows.items()} == {
        "a/flow.yaml": "cannot be loaded: 1 problem",
        "c/flow.yaml": GOOD,
    }
    assert flow.state.page == page
    (problem,) = flow.state.notes.problems
    assert str(problem).startswith(f"{top / 'a' / 'flow.yaml'}: there is no such file or folder")
    clinic_folder(top, "a")
    look_and_work(examiner)
    assert flow.state.summary == GOOD


def test_keys_are_paths_as_they_stand_in_an_address(tmp_path: Path) -> None:
    names = ['a"b<script>', "git:HEAD", "new\nline", "q?x=1#y", "per%2e", "عربي", ".hidden"]
    examiner = examiner_of(clinic_folder(tmp_path, *names))
    assert [*examiner.flows] == [
        "a%22b%3Cscript%3E/flow.yaml",
        "git%3AHEAD/flow.yaml",
        "new%0Aline/flow.yaml",
        "per%252e/flow.yaml",
        "q%3Fx%3D1%23y/flow.yaml",
        "%D8%B9%D8%B1%D8%A8%D9%8A/flow.yaml",
    ]
    with pytest.raises(KeyError):
        examiner.open("../outside/flow.yaml")


@pytest.mark.parametrize("name", ["example:single", "git:HEAD", "-"])
def test_a_folder_that_is_called_like_something_else_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(clinic_folder(tmp_path, name))
    (flow,) = work_off(examiner_of(tmp_path, name=".")).flows.values()
    assert flow.state.summary == GOOD  # the example has three tests


def test_it_runs_in_a_thread_until_it_is_ended(tmp_path: Path) -> None:
    examiner = examiner_of(clinic_folder(tmp_path))
    ended, closed = Event(), Event()

    def run() -> None:
        examiner.run(ended)
        closed.set()

    Thread(target=run, daemon=True).start()
    examiner.open("clinic/flow.yaml")
    ended.set()
    examiner.wake()
    assert closed.wait(60)
