"""One flow that is served, through what its author does to its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import load
from simulator.flowtests.collection import flow_test_files, load_all
from simulator.web.demo_page import DemoSettings, demo_html
from simulator.web.flow_examiner import FlowExaminer
from simulator.web.served_flow import EarlierFlow, FlowState, LoadEarlier, ServedSettings
from tests.conftest import FLOWS
from tests.web.conftest import TODAY
from tests.web.served_folder import (
    CLINIC,
    GOOD,
    clinic_folder,
    edit,
    examiner_of,
    look_and_work,
    no_git,
    save,
    work_off,
)


def head_is_clinic(revision: str, file: str) -> EarlierFlow:
    """The last commit has the clinic as it is shipped."""
    return EarlierFlow(load(FLOWS / "clinic"), "2026-11-12")


def opened(top: Path, load_earlier: LoadEarlier = no_git) -> FlowState:
    """The state of the clinic in a folder, once somebody has opened it."""
    examiner = examiner_of(top, load_earlier)
    flow = examiner.open(CLINIC)
    work_off(examiner)
    return flow.state


def test_the_page_is_the_one_that_demo_writes(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    state = opened(top)
    flow_file = top / CLINIC
    flow = load(flow_file)
    tests = [test for file in load_all(flow_test_files(flow_file, str(flow_file))) for test in file.tests]
    assert state.page == demo_html(flow, DemoSettings(TODAY, tests=tests)).encode()
    assert (state.title, state.summary, state.is_good) == ("Clinic", GOOD, True)


def test_a_flow_that_nobody_has_opened_has_a_summary_alone(tmp_path: Path) -> None:
    examiner = work_off(examiner_of(clinic_folder(tmp_path)))
    state = examiner.flows[CLINIC].state
    assert (state.page, state.notes.flow, state.summary) == (None, None, GOOD)


def test_a_half_written_file_keeps_the_last_good_page_and_says_what_is_wrong(tmp_path: Path) -> None:
    examiner = examiner_of(clinic_folder(tmp_path))
    flow = examiner.open(CLINIC)
    work_off(examiner)
    good = flow.state
    main_menu = tmp_path / "clinic" / "main.yaml"
    text = main_menu.read_text(encoding="utf-8")
    save(main_menu, text[: len(text) // 2] + "\n  - {")
    look_and_work(examiner)
    assert (flow.state.page, flow.state.page_version) == (good.page, good.page_version)
    assert (flow.state.summary, flow.state.is_good) == ("cannot be loaded: 1 problem", False)
    (problem,) = flow.state.notes.problems
    assert (problem.file, problem.message) == (str(main_menu), "a comma, or the closing } or ], is missing before this")
    assert "of the last version that could be loaded" in flow.state.notes_html
    save(main_menu, text)
    look_and_work(examiner)
    assert flow.state == good


def test_a_flow_that_never_could_be_loaded_has_no_page(tmp_path: Path) -> None:
    save_to = clinic_folder(tmp_path) / "clinic" / "main.yaml"
    save_to.write_text("name: [")
    state = opened(tmp_path)
    assert (state.page, state.page_version, state.title) == (None, "", "clinic")
    assert "of the last version" not in state.notes_html


def test_tests_audio_and_rules_that_are_wrong_do_not_keep_the_page_from_being_new(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    flow_file = top / CLINIC
    (top / "clinic" / "new.calls.yaml").write_text("tests: [", encoding="utf-8")
    (top / "clinic" / "a.wav").write_bytes(b"text")
    edit(flow_file, "seconds: 8.2", "seconds: 8.2\n    file: a.wav")
    flow_file.write_text(flow_file.read_text(encoding="utf-8") + "\nchecks:\n  select: [IVR999]\n", encoding="utf-8")
    state = opened(top)
    assert state.page is not None
    assert state.summary == "left out of the page: 1 thing; tests cannot be read; cannot be checked"
    assert [problem.file for problem in state.notes.page_problems] == [str(top / "clinic" / "a.wav")]
    assert [problem.message.partition(";")[0] for problem in state.notes.check_problems] == ["'IVR999' is not a rule"]
    assert state.notes.tests is not None
    assert (state.notes.tests.count, len(state.notes.tests.problems)) == (19, 1)


def test_a_key_that_leads_elsewhere_is_a_change_and_breaks_tests(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    edit(top / "clinic" / "main.yaml", 'option: "3"', 'option: "4"')
    state = opened(top, head_is_clinic)
    assert (state.summary, state.is_good) == ("1 of 19 tests fail; 2 warnings", False)
    assert state.notes.tests is not None
    assert [(test.name, test.call) for test in state.notes.tests.failing] == [
        ("key 3 of the main menu leads to Night voicemail", 1)
    ]
    review = state.notes.changes.review if state.notes.changes else None
    assert review is not None
    assert [difference.difference.kind for difference in review.noticed] == ["destination", "destination"]


def test_a_link_out_of_the_folder_is_not_served(tmp_path: Path) -> None:
    clinic_folder(tmp_path / "outside")
    top = clinic_folder(tmp_path / "top")
    (top / CLINIC).unlink()
    (top / CLINIC).symlink_to(tmp_path / "outside" / CLINIC)
    state = opened(top)
    assert state.page is None
    assert [problem.message.partition(";")[0] for problem in state.notes.problems] == [
        f"leads outside the folder {top}"
    ]


def test_what_has_changed_since_a_revision_is_on_the_page(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    edit(top / "clinic" / "main.yaml", 'option: "3"', 'option: "4"')
    settings = ServedSettings(lambda: TODAY, head_is_clinic, client="Fernside", since="git:HEAD")
    examiner = FlowExaminer(top, str(top), settings)
    flow = examiner.open(CLINIC)
    work_off(examiner)
    assert flow.state.page is not None
    page = flow.state.page.decode()
    assert "<title>Call: Fernside</title>" in page
    assert '"since":"2026-11-12"' in page
    assert '{"menu":"Main menu","keys":"4","now":"Night voicemail","before":""}' in page


def test_a_bug_of_ours_is_a_note_and_does_not_end_the_others(tmp_path: Path) -> None:
    def fail(revision: str, file: str) -> EarlierFlow:
        raise ValueError("nobody thought of this")

    top = clinic_folder(tmp_path, "clinic", "other")
    examiner = examiner_of(top, fail)
    flow = examiner.open(CLINIC)
    work_off(examiner)
    assert flow.state.page is not None
    assert [problem.message for problem in flow.state.notes.problems] == [
        "this is a bug in ivrsim, not in the flow: ValueError: nobody thought of this"
    ]
    assert examiner.flows["other/flow.yaml"].state.summary == GOOD


@pytest.mark.parametrize(("name", "title"), [("nonutf\udcff8", "Nonutf\\udcff8"), ("rtl\u202e", "Rtl\\u202e")])
def test_a_folder_of_any_name_has_a_page(tmp_path: Path, name: str, title: str) -> None:
    try:
        top = clinic_folder(tmp_path, name)
    except OSError:
        pytest.skip("this disk does not take the name")
    examiner = examiner_of(top)
    (key,) = examiner.flows
    flow = examiner.open(key)
    work_off(examiner)
    assert (key.isascii(), flow.state.page is not None, flow.state.title) == (True, True, title)
