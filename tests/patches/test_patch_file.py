"""A patch from a file, and every mistake in one with its place."""

from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.patches.patch_file import read_patch

GOOD = """\
about: >-
  The offices are
  closed
replace_recording:
  - {from: "@a", to: 20001}
  - {from: 5, to: "@b"}
set_menu: {timeout: 7}
"""

MISTAKES = """\
about: [x]
add_holliday: {schedule: office}
add_holiday:
  - {schedule: office, dat: 2026-12-28, name: 5}
  - {date: 2026-02-30, open: 9-17}
  - {date: 2026-02-20, dates: 2026-02-20/2026-02-21}
  - 7
remove_holiday: {schedule: office}
set_menu: {menu: main, timeout: 700}
set_recording: {recording: "1"}
set_entry: {menu: main, option: x, to: foo}
set_fallback: {after: bla, to: }
set_hours: {schedule: office, open: []}
add_destination: []
set_number: {number: "1"}
"""


def read(folder: Path, text: str) -> list[str]:
    file = folder / "patch.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        patch = read_patch(str(file))
    except FlowError as error:
        return [str(problem).replace(f"{file}:", "") for problem in error.problems]
    return [patch.about, *(f"{step.place.replace(str(file), '')} {step.kind}" for step in patch.steps)]


def test_edits_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == [
        "The offices are closed",
        ":5 replace_recording",
        ":6 replace_recording",
        ":7 set_menu",
    ]


def test_every_mistake_has_its_place(tmp_path: Path) -> None:
    assert read(tmp_path, MISTAKES) == [
        "1:8: about: a list is not text; use words",
        "2:1: no edit is called 'add_holliday'; did you mean add_holiday?",
        "4:24: add_holiday has no field 'dat'; did you mean date?",
        "5:12: add_holiday: date: '2026-02-30' is a date that does not exist",
        "5:30: add_holiday: open: '9-17' is not a time range; use HH:MM-HH:MM, such as 09:00-17:30",
        "6:5: add_holiday has both date and dates; use date: 2026-12-28, or dates: 2027-08-02/2027-08-13",
        "7:5: add_holiday needs a mapping with schedule, date, dates, name, open, not '7'",
        "8:17: remove_holiday has no date; use date: 2026-12-28, or dates: 2027-08-02/2027-08-13",
        "9:33: set_menu: timeout: '700' is not a duration; use a number of seconds from 0 to 600",
        "10:16: set_recording changes nothing; add a field to set: name, script, script_file, seconds, file, hours",
        "11:33: set_entry: option: 'x' is not an option; use 1 to 10 keys of 0-9, * and #",
        '11:40: set_entry: to: \'foo\' is not a destination; use "@main", "@Night voicemail" or voicemail||9001',
        "12:23: set_fallback: after: 'bla' is not accepted; use wrong, silence or recording",
        "12:32: set_fallback: to is empty; give it a value, or leave it out",
        '13:37: set_hours: open: the list is empty; use lines such as "Mon-Fri 09:00-17:00"',
        "14:18: add_destination needs a mapping with destination, name, answers, schedule, open, closed, holiday, "
        "rings, no_answer, busy",
        "15:13: set_number needs to",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "- 1\n",
            "1:1: a list is not a patch; edits such as add_holiday: {schedule: office, date: 2026-12-28} are needed",
        ),
        (
            "about: x\n",
            "1:1: the patch has no edit; edits such as add_holiday: {schedule: office, date: 2026-12-28} are needed",
        ),
        (
            "set_menu: &a {timeout: 7}\n",
            '1:11: &a is an anchor in YAML, and anchors are not accepted; for the text itself write it in quotes: "&a"',
        ),
        (
            "entry: main\nreceptionists: {main: main.yaml}\n",
            " is a flow, and the patch comes first: ivrsim apply PATCH.yaml FILE",
        ),
        ("set_menu: [" + "{timeout: 7}, " * 101 + "]\n", "1:1: holds 101 edits; at most 100 are accepted"),
    ],
)
def test_what_is_no_patch_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    told = read(tmp_path, text)
    assert [line.replace(str(tmp_path / "patch.yaml"), "FILE") for line in told][:1] == [problem]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is a folder; the patch comes first, then the flows$"):
        read_patch(str(tmp_path))
    with pytest.raises(UsageError, match=r"no.yaml: "):
        read_patch(str(tmp_path / "no.yaml"))
