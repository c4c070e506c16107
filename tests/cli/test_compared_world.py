"""``ivrsim diff`` and ``ivrsim readings`` in the worlds behind the menu."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from simulator.cli.compared_world import states_at
from tests.callers.world_flow import world_flow
from tests.cli.conftest import Command
from tests.cli.world_folder import write_world
from tests.graph.small import flow, menu

NEW = (
    ("Mon-Thu 09:00-17:30", "Mon-Thu 09:00-18:00"),
    ('no_answer: "voicemail||9001"', 'no_answer: "extension||7"'),
)


@pytest.fixture
def both(here: Path) -> tuple[str, str]:
    write_world(here / "old")
    write_world(here / "new", *NEW)
    return "old", "new"


def test_equal_flows_with_worlds(ivrsim: Command, both: tuple[str, str]) -> None:
    ran = ivrsim("diff", both[0], both[0], "--exit-code")
    assert (ran.returncode, ran.stdout) == (0, "No caller can tell the difference.\n")


def test_changed_hours_and_a_telephone_that_leads_elsewhere(ivrsim: Command, both: tuple[str, str]) -> None:
    assert (
        ivrsim("diff", *both).stdout
        == """\
Ends elsewhere:
  · A caller who presses 1 (Booking desk: no answer) now reaches Reception (before: reaches
    Night voicemail)
      --caller '1' --given 'Booking desk: no answer'

Hours:
  · The office is now open Mon-Thu 09:00-18:00; Fri 09:00-16:00 (before: open Mon-Thu
    09:00-17:30; Fri 09:00-16:00)

Fields:
  the flow
    schedules, office (open): Mon-Thu 09:00-17:30; Fri 09:00-16:00 -> Mon-Thu 09:00-18:00; Fri 09:00-16:00
    destinations, department||108000 (no_answer): voicemail||9001 -> extension||7
"""
    )


def test_only_the_hours(ivrsim: Command, here: Path) -> None:
    write_world(here / "old")
    write_world(here / "new", NEW[0])
    ran = ivrsim("diff", "old", "new", "--exit-code", "--format", "markdown")
    assert (ran.returncode, ran.stdout) == (
        1,
        r"""### What callers would notice

**Hours**

- The office is now open Mon-Thu 09:00-18:00; Fri 09:00-16:00 (before: open Mon-Thu 09:00-17:30; Fri 09:00-16:00)

### Fields

| | field | before | now |
|---|---|---|---|
| the flow | schedules, office (open) | Mon-Thu 09:00-17:30; Fri 09:00-16:00 | Mon-Thu 09:00-18:00; Fri 09:00-16:00 |
""",
    )


def test_from_when_until_when(ivrsim: Command, both: tuple[str, str]) -> None:
    shown = ivrsim("diff", *both, "--number", "+44 1632 960001", "--during", "2026-12-21/2026-12-24").stdout
    assert (
        shown.partition("\n\n")[0]
        == """\
Ends elsewhere:
  · On Mon 21 Dec 2026 from 09:00 to 17:30, on Tue 22 Dec 2026 from 09:00 to 17:30, on Wed 23
    Dec 2026 from 09:00 to 17:30 and at one more time, a caller who presses 1 (calling
    +441632960001; Booking desk: no answer) now reaches Reception (before: reaches Night
    voicemail)
      --caller '1' --number +441632960001 --at 2026-12-21T09:00:00+00:00 --given 'Booking desk: no answer'
  · On Mon 21 Dec 2026 from 17:30 to 18:00, on Tue 22 Dec 2026 from 17:30 to 18:00 and on Wed 23
    Dec 2026 from 17:30 to 18:00, a caller who presses 1 (calling +441632960001) now reaches
    Booking desk (before: reaches Night voicemail)
      --caller '1' --number +441632960001 --at 2026-12-21T17:30:00+00:00"""
    )


def test_one_moment_and_what_is_given(ivrsim: Command, both: tuple[str, str]) -> None:
    calls = ("diff", *both, "--number", "+441632960001", "--at", "21 Dec 2026 17:45")
    assert (
        ivrsim(*calls).stdout.partition("\n\n")[0]
        == """\
Ends elsewhere:
  · A caller who presses 1 (calling +441632960001) now reaches Booking desk (before: reaches
    Night voicemail)
      --caller '1' --number +441632960001 --at '21 Dec 2026 17:45'"""
    )
    held = ivrsim(*calls, "--given", "office: open", "--given", "Booking desk: picked up").stdout
    assert held.startswith("No caller can tell the difference.\n\nFields:\n")


def test_json_says_in_which_worlds_and_when(ivrsim: Command, both: tuple[str, str]) -> None:
    values = json.loads(ivrsim("diff", *both, "--number", "+441632960001", "--format", "json").stdout)
    assert [(item["number"], item["caller"], item["worlds"], item["spans"]) for item in values["noticed"]] == [
        (
            "+441632960001",
            {
                "number": "+441632960001",
                "given": {"office": "open", "Booking desk": "no answer"},
                "steps": [{"press": "1"}],
            },
            [{"office": "open"}],
            None,
        )
    ]
    assert values["schedules"] == [
        {
            "schedule": "office",
            "words": [
                "is now open Mon-Thu 09:00-18:00; Fri 09:00-16:00 (before: open Mon-Thu 09:00-17:30; Fri 09:00-16:00)"
            ],
            "noticed": True,
        }
    ]
    timed = ivrsim("diff", *both, "--number", "+441632960001", "--during", "2026-12-25/2026-12-28", "--format", "json")
    assert [item["spans"] for item in json.loads(timed.stdout)["noticed"]] == [
        [["2026-12-28T09:00:00Z", "2026-12-28T17:30:00Z"]],
        [["2026-12-28T17:30:00Z", "2026-12-28T18:00:00Z"]],
    ]


def test_a_number_that_leads_elsewhere(ivrsim: Command, here: Path) -> None:
    write_world(here / "old")
    write_world(here / "new", ('"+441632960001": time_condition||77', '"+441632960001": department||108000'))
    assert (
        ivrsim("diff", "old", "new").stdout
        == """\
Ends elsewhere:
  · A caller who stays silent (calling +441632960001) now reaches Booking desk (before: reaches
    Reception)
      --caller '' --number +441632960001

Fields:
  the flow
    numbers, +441632960001 (the receptionist that answers this number): time_condition||77 -> department||108000
"""
    )


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--given", "ofice: open"), "given: nothing is called 'ofice'; did you mean office?"),
        (
            ("--at", "now", "--during", "2026-12-24/2026-12-25"),
            "--at is one moment and --during a period; use one of them",
        ),
        (("--number", "+4420"), "no number '+4420'; the flow's numbers are +441632960001"),
    ],
)
def test_what_cannot_be_compared(ivrsim: Command, both: tuple[str, str], flags: tuple[str, ...], message: str) -> None:
    ran = ivrsim("diff", *both, *flags)
    assert (ran.returncode, ran.stderr) == (2, f"{message}\n")


def dependency_text(shown: str) -> str:
    return shown.partition("\n\nNothing here")[0].partition("is the last one\n")[2]


def test_readings_in_every_world(ivrsim: Command, here: Path) -> None:
    write_world(here / "flow", ("incorrect_count: 0", "incorrect_count: 1"))
    shown = ivrsim("readings", "flow", "--number", "+441632960001").stdout
    assert shown.splitlines()[2:7] == [
        "3 of 3 destinations are the same under all 16 readings for callers who do one thing in a menu:",
        "choose, or press only wrong keys, or stay silent; 0 of 3 for callers who err first, but wait for",
        "the menu to listen.",
        "Not robust: some callers end up elsewhere under another reading. The 16 readings come down to 2",
        "that callers can tell apart.",
    ]
    assert (
        dependency_text(shown)
        == """\
  · while office is open, a caller who presses a wrong key (2), then 1 reaches Booking desk
    under 8 of 16 (final_on after_retries); reaches Reception under 8 (final_on at_count)
      --caller '2 1' --number +441632960001 --given 'office: open'"""
    )


def test_readings_at_one_moment(ivrsim: Command, here: Path) -> None:
    write_world(here / "flow", ("incorrect_count: 0", "incorrect_count: 1"))
    shown = ivrsim("readings", "flow", "--number", "+441632960001", "--at", "25 Dec 2026 10:00").stdout
    assert (
        dependency_text(shown)
        == """\
  · a caller who presses a wrong key (2), then 1 reaches Night voicemail under 8 of 16 (final_on
    after_retries); reaches Reception under 8 (final_on at_count)
      --caller '2 1' --number +441632960001 --at '25 Dec 2026 10:00'"""
    )


def test_readings_as_json_say_in_which_worlds(ivrsim: Command, here: Path) -> None:
    write_world(here / "flow", ("incorrect_count: 0", "incorrect_count: 1"))
    values = json.loads(ivrsim("readings", "flow", "--number", "+441632960001", "--format", "json").stdout)
    assert [(item["setting"], item["kind"], item["worlds"], item["caller"]) for item in values["dependencies"]] == [
        (
            "final_on",
            "destination",
            [{"office": "open"}],
            {"number": "+441632960001", "given": {"office": "open"}, "steps": [{"press": "2"}, {"press": "1"}]},
        )
    ]


def test_how_schedules_stand_at_an_instant() -> None:
    christmas = datetime.fromisoformat("2026-12-25T10:00+00:00")
    assert states_at(world_flow(), christmas) == {"office": "holiday"}
    assert states_at(flow(main=menu()), christmas) == {}
