"""``ivrsim calendar``: who is reached when; tests of ``holiday_dates`` show the dates that it writes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

FLOW = """\
timezone: Europe/London
schedules: {office: {open: ["Mon-Fri 09:00-17:00", "Fri 16:00-18:00"]}}
numbers: {"+441632960001": time_condition||77}
receptionists: {main: {name: Main menu, destination_type: single, forward_destination_type: department,
  forward_destination_id: "7"}}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "voicemail||9"}
  department||7: {name: Desk, answers: person}
  voicemail||9: {name: Voicemail, answers: machine}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A flow behind office hours."""
    (tmp_path / "flow.yaml").write_text(FLOW, encoding="utf-8")
    return tmp_path


def test_a_period_of_days(ivrsim: Command, office: Path) -> None:
    done = ivrsim("calendar", office, "--number", "+441632960001", "--during", "2026-12-21/2026-12-27")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("+441632960001 -> Office hours, Europe/London. Live hours: not compared.\n")
    assert "IVR703: " in done.stdout
    assert "(54 h): the longest such gap in the period.\n" in done.stdout


def test_a_year_as_json(ivrsim: Command, office: Path) -> None:
    done = ivrsim("calendar", office, "--number", "+441632960001", "--year", "2027", "--format", "json")
    calendar = json.loads(done.stdout)
    assert (calendar["from"], calendar["until"]) == ("2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z")
    assert [(item["id"], item["schedules"], len(item["spans"])) for item in calendar["situations"]] == [
        ("A", {"office": "closed"}, 262), ("B", {"office": "open"}, 261),
    ]  # fmt: skip
    assert [finding["kind"] for finding in calendar["findings"]] == ["longest-gap", "schedule"]
    assert calendar["findings"][0]["hours"] == 64  # the night on which the clocks go back is an hour longer


def test_without_a_period_it_begins_now(ivrsim: Command, office: Path) -> None:
    done = ivrsim("calendar", office, "--number", "+441632960001")
    assert (done.returncode, "\nNow: " in done.stdout) == (0, True)


def test_a_start_that_meets_no_hours_names_the_number_that_does(ivrsim: Command, office: Path) -> None:
    period = ("--during", "2026-12-21/2026-12-22")
    hint = "These calls meet no schedule; calls to +441632960001 do: use --number +441632960001."
    assert f"\n{hint}\n" in ivrsim("calendar", office, *period).stdout
    assert f"\n- {hint}\n" in ivrsim("calendar", office, *period, "--format", "markdown").stdout
    found = json.loads(ivrsim("calendar", office, *period, "--format", "json").stdout)["findings"]
    assert found[0] == {"kind": "start", "message": hint}
    assert hint not in ivrsim("calendar", office, "--number", "+441632960001", *period).stdout


def test_other_formats(ivrsim: Command, office: Path) -> None:
    period = ("--number", "+441632960001", "--during", "2026-12-21T00:00/2026-12-21T12:00")
    assert ivrsim("calendar", office, *period, "--format", "markdown").stdout.startswith("# +441632960001")
    assert ivrsim("calendar", office, *period, "--format", "ics").stdout.startswith("BEGIN:VCALENDAR\n")


def test_what_is_given_holds(ivrsim: Command, office: Path) -> None:
    arguments = ("--number", "+441632960001", "--year", "2027", "--given", "office: open")
    assert "A person is reached at all times of the period.\n" in ivrsim("calendar", office, *arguments).stdout


def test_a_requirement_that_is_not_met_returns_1(ivrsim: Command, office: Path) -> None:
    arguments = ("calendar", office, "--number", "+441632960001", "--year", "2027", "--require", "person")
    assert ivrsim(*arguments, "--gap", "64h").returncode == 0
    done = ivrsim(*arguments, "--gap", "63h")
    assert (done.returncode, done.stderr) == (
        1,
        "--require person: callers reach no person for 64 h; at most 63h is allowed\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--years", "2026"], "--years belongs to --holidays"),
        (["-o", "uk.yaml"], "--output belongs to --holidays"),
        (["--year", "2027", "--during", "2026-12-21/2026-12-27"], "--during and --year both set the period; use o"),
        (["--year", "MMXXVII"], "--year: 'MMXXVII' is not a year; use one from 1000 to"),
        (["--year", "99999"], "--year: '99999' is not a year; use one from 1000 to"),
        (["--require", "person"], "--require and --gap belong together; use --require person --gap 72h"),
        (["--require", "robot", "--gap", "72h"], "--require and --gap belong together; use --require person --gap 72h"),
        (["--require", "person", "--gap", "soon"], "--gap: 'soon' is not a duration"),
        (["--number", "7"], "'7' is not a number; "),
        (["--given", "office: busy", "--year", "2027"], "given: office is a schedule and cannot be 'busy'"),
    ],
)
def test_what_cannot_be_read(ivrsim: Command, office: Path, arguments: list[str], message: str) -> None:
    done = ivrsim("calendar", office, *arguments)
    assert (done.returncode, done.stdout, done.stderr[: len(message)]) == (2, "", message)
