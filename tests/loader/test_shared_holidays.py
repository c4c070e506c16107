"""Files of holidays that ivrsim.toml gives all flows below it: dates before a schedule's own, and every mistake."""

import os
import shutil
from pathlib import Path

import pytest

import simulator
from simulator.errors import FlowError

DESK = """\
timezone: Europe/London
schedules:
  office: {open: ["Mon-Fri 09:00-17:00"], holidays: [{date: 2026-12-28, open: "09:00-12:00", name: Ours}]}
  late: {open: daily 17:00-20:00}
  always: {open: daily 00:00-24:00, holidays: none}
  mode: {switch: manual}
receptionists:
  desk: {name: Desk, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
"""


@pytest.fixture
def project(here: Path) -> Path:
    """A project with dates, and a flow two folders below."""
    (here / "ivrsim.toml").write_text('holidays = ["dates/uk.yaml", "dates/ours.yaml"]\n', "utf-8")
    (here / "dates").mkdir()
    (here / "dates" / "uk.yaml").write_text("- {date: 2026-12-25}\n- {date: 2026-12-28, name: Boxing Day}\n", "utf-8")
    (here / "dates" / "ours.yaml").write_text("- {date: 2026-12-24, name: Party}\n", "utf-8")
    (here / "clients" / "desk").mkdir(parents=True)
    (here / "clients" / "desk" / "flow.yaml").write_text(DESK, "utf-8")
    return here


def problems(project: Path) -> list[str]:
    with pytest.raises(FlowError) as refused:
        simulator.load("clients/desk")
    return [str(problem).replace(f"{project}{os.sep}", "") for problem in refused.value.problems]


def test_every_schedule_with_hours_has_them_before_its_own(project: Path) -> None:
    flow = simulator.load("clients/desk")
    assert {key: [(str(day.first), day.name) for day in item.holidays] for key, item in flow.schedules.items()} == {
        "office": [
            ("2026-12-25", ""),
            ("2026-12-28", "Boxing Day"),
            ("2026-12-24", "Party"),
            ("2026-12-28", "Ours"),
        ],
        "late": [("2026-12-25", ""), ("2026-12-28", "Boxing Day"), ("2026-12-24", "Party")],
        "always": [],
        "mode": [],
    }
    (project / "clients" / "ivrsim.toml").touch()  # the nearest counts
    assert simulator.load("clients/desk").schedules["late"].holidays == ()


def test_a_mistake_is_told_once_with_its_place(project: Path) -> None:
    (project / "dates" / "uk.yaml").write_text("- {date: 2026-13-01}\n- {file: x.yaml}\n", "utf-8")
    shutil.move(project / "dates" / "ours.yaml", project / "dates" / "our.yaml")
    assert problems(project) == [
        "dates/uk.yaml:1:10: date: '2026-13-01' is a date that does not exist",
        "dates/uk.yaml:2:4: file: a file of holidays cannot name a file; list the dates",
        "ivrsim.toml:1:1: holidays: dates/ours.yaml: there is no such file or folder; did you mean "
        "dates/our.yaml or dates/uk.yaml?",
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ('"uk.yaml"', "'uk.yaml' is not accepted; use a list of files: holidays = [\"holidays/gb-eng.yaml\"]"),
        ("[1]", "1 is not a path; use files such as holidays/gb-eng.yaml"),
        ('["a.yaml", "a.yaml"]', "'a.yaml' is here twice; remove one of the two"),
        (f"[{', '.join(f'{number!r}' for number in map(str, range(51)))}]", "holds 51 files; at most 50 are accepted"),
    ],
)
def test_what_is_no_list_of_files(project: Path, value: str, problem: str) -> None:
    (project / "ivrsim.toml").write_text(f'semantics = "freepbx"\nholidays = {value}\n', "utf-8")
    assert problems(project) == [f"ivrsim.toml:2:1: holidays: {problem}"]


def test_a_file_outside_of_the_project_is_refused(project: Path) -> None:
    (project / "ivrsim.toml").write_text('# ours\nholidays = ["../uk.yaml"]\n', "utf-8")
    (problem,) = problems(project)
    assert problem.startswith("ivrsim.toml:2:1: holidays: '../uk.yaml' leads outside ")
