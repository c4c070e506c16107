"""``ivrsim calendar --holidays``: dates of holidays, written once."""

import stat
from pathlib import Path

import pytest

from tests.calendar.ics import calendar, event
from tests.cli.conftest import Command

CLOSURES = calendar(
    event("DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas Day"),
    event("DTSTART;VALUE=DATE:20270802", "DTEND;VALUE=DATE:20270814", "SUMMARY:Summer break"),
)

PARTY = event("DTSTART:20261224T120000", "DTEND:20261224T180000", "SUMMARY:Party")


@pytest.fixture
def closures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A calendar where the command line is."""
    monkeypatch.chdir(tmp_path)
    path = Path("closures.ics")
    path.write_bytes(CLOSURES.encode())
    return path


LINES = """\
- {date: 2026-12-25, name: Christmas Day}
- {dates: 2027-08-02/2027-08-13, name: Summer break}
"""

COMMAND = ("calendar", "--holidays", "closures.ics", "--years", "2026-2027")


def test_the_events_of_a_calendar_are_printed(closures: Path, ivrsim: Command) -> None:
    shown = ivrsim(*COMMAND)
    assert (shown.returncode, shown.stderr) == (0, "")
    heading, command, *lines = shown.stdout.splitlines(keepends=True)
    assert heading.startswith("# Closures of closures.ics (SHA-256 ")
    assert heading.endswith("; 2026 to 2027.\n")
    assert command == (
        "# Written by `ivrsim calendar --holidays closures.ics --years 2026-2027`; "
        "the same command shows what changed.\n"
    )
    assert "".join(lines) == LINES


def test_public_holidays_are_written_once(tmp_path: Path, ivrsim: Command) -> None:
    path = tmp_path / "holidays" / "uk.yaml"
    command = ("calendar", "--holidays", "GB-ENG", "--years", "2026", "-o", path)
    assert ivrsim(*command).stdout == f"wrote 9 lines of dates to {path}\n"
    assert "- {date: 2026-12-25, name: Christmas Day}\n" in path.read_text(encoding="utf-8")
    assert ivrsim(*command).stdout == f"{path} is up to date: 9 lines of dates\n"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))  # as git leaves it on Windows
    assert ivrsim(*command).stdout == f"{path} is up to date: 9 lines of dates\n"


DIFFERENCE = """\
--- uk.yaml
+++ uk.yaml
@@ -1,4 +1,4 @@
 # Closures
 # Written
-- {date: 2026-12-25, name: Xmas}
+- {date: 2026-12-25, name: Christmas Day}
 - {dates: 2027-08-02/2027-08-13, name: Summer break}
"""


def written_before(ivrsim: Command) -> str:
    """A list with another name of Christmas; the diff of it starts with its heading."""
    ivrsim(*COMMAND, "-o", "uk.yaml")
    text = Path("uk.yaml").read_text(encoding="utf-8").replace("Christmas Day", "Xmas")
    Path("uk.yaml").write_text(text, encoding="utf-8")
    return text


def with_heading(text: str) -> str:
    first, second = text.splitlines()[:2]
    return DIFFERENCE.replace(" # Closures\n", f" {first}\n").replace(" # Written\n", f" {second}\n")


@pytest.mark.parametrize(("answer", "writes"), [("y\n", True), ("n\n", False), ("", False)])
def test_a_list_that_is_there_is_replaced_after_its_difference_is_agreed_to(
    closures: Path, ivrsim: Command, monkeypatch: pytest.MonkeyPatch, answer: str, writes: bool
) -> None:
    before = written_before(ivrsim)
    monkeypatch.setattr("simulator.cli.holiday_dates.has_terminal", lambda: True)
    shown = ivrsim(*COMMAND, "-o", "uk.yaml", stdin=answer)
    end = "wrote 2 lines of dates to uk.yaml\n" if writes else "nothing was written\n"
    assert (shown.returncode, shown.stdout) == (
        0, f"{with_heading(before)}Write these dates to uk.yaml? [y/N] {end}"
    )  # fmt: skip
    assert (Path("uk.yaml").read_text(encoding="utf-8") == before) is not writes


def test_without_a_terminal_the_difference_is_shown_and_nothing_written(closures: Path, ivrsim: Command) -> None:
    before = written_before(ivrsim)
    shown = ivrsim(*COMMAND, "-o", "uk.yaml")
    assert (shown.returncode, shown.stdout, shown.stderr) == (
        2,
        with_heading(before),
        "uk.yaml was not changed: there is no terminal to ask on; use --yes to write the new dates\n",
    )
    assert Path("uk.yaml").read_text(encoding="utf-8") == before
    shown = ivrsim(*COMMAND, "-o", "uk.yaml", "--yes")
    assert (shown.returncode, shown.stdout) == (0, f"{with_heading(before)}wrote 2 lines of dates to uk.yaml\n")


def test_what_closes_a_part_of_a_day_is_left_to_be_filled_in(closures: Path, ivrsim: Command) -> None:
    closures.write_bytes(CLOSURES.replace("END:VCALENDAR", f"{PARTY}\r\nEND:VCALENDAR").encode())
    shown = ivrsim(*COMMAND, "-o", "uk.yaml")
    assert (shown.returncode, shown.stdout) == (0, "wrote 2 lines of dates to uk.yaml\n")
    assert shown.stderr == (
        "1 event closes only part of a day; fill in the hours that stay open, in the comments at the end of uk.yaml\n"
    )
    assert (
        Path("uk.yaml")
        .read_text(encoding="utf-8")
        .endswith('# - {date: 2026-12-24, open: "HH:MM-HH:MM", name: Party}  # closed 12:00-18:00\n')
    )
    closures.write_bytes(calendar(PARTY, PARTY.replace("20261224", "20261223")).encode())
    shown = ivrsim(*COMMAND, "-o", "uk.yaml", "--yes")
    assert shown.stderr.startswith("2 events close only part of a day; ")
    assert "wrote 0 lines of dates to uk.yaml" in shown.stdout


def test_timed_events_are_taken_by_the_clock_of_a_zone(closures: Path, ivrsim: Command) -> None:
    closures.write_bytes(calendar(event("DTSTART:20260705T230000Z", "DTEND:20260706T230000Z")).encode())
    shown = ivrsim(*COMMAND, "--timezone", "Europe/London")
    assert shown.stdout.splitlines()[1:] == [
        "# Written by `ivrsim calendar --holidays closures.ics --years 2026-2027 --timezone Europe/London`; "
        "the same command shows what changed.",
        "- {date: 2026-07-06}",
    ]


def test_what_was_decided_on_the_way_is_said(closures: Path, ivrsim: Command) -> None:
    twice = event("UID:1", "DTSTART:20260705")
    closures.write_bytes(calendar(twice, twice).encode())
    assert ivrsim(*COMMAND).stderr == (
        "closures.ics: lines 4, 8: these events have one UID, "
        "so the one with the highest SEQUENCE replaces the others\n"
    )


def test_a_device_is_written_to(closures: Path, ivrsim: Command) -> None:
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert ivrsim(*COMMAND, "-o", "/dev/null").stdout == "wrote 2 lines of dates to /dev/null\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--holidays", "GB"], "--holidays needs --years, such as --years 2026-2027\n"),
        (
            ["--holidays", "GB", "--years", "2026-3000"],
            "--years: '2026-3000' is 975 years; use at most 50\n",
        ),
        (
            ["--holidays", "GB", "--years", "2026", "--timezone", "UTC"],
            "--timezone belongs to --holidays FILE.ics\n",
        ),
        (
            ["--holidays", "closures.ics", "--years", "2026", "--timezone", "nowhere"],
            "--timezone: 'nowhere' is not a time zone; use an IANA name such as Europe/London\n",
        ),
        (
            ["--holidays", "closure.ics", "--years", "2026"],
            "closure.ics: there is no such file or folder; did you mean closures.ics?\n",
        ),
        (
            ["--holidays", "closures.ics", "--years", "2030-2031"],
            "closures.ics holds no event in 2030 to 2031; nothing was written\n",
        ),
        (["--holidays", "GB-EGN", "--years", "2026"],
         "GB has no part 'EGN'; did you mean GB-ENG? (its parts are ENG, NIR, SCT, WLS)\n"),
        (["--holidays", "latin.ics", "--years", "2026"],
         "latin.ics:2:9: is not UTF-8: byte 25 is 0xe9; save it as UTF-8\n"),
        (["--holidays", "folder.ics", "--years", "2026"],
         "folder.ics: is not a file; use an iCalendar file (.ics)\n"),
        (["--holidays", "text.ics", "--years", "2026"],
         "text.ics:1:1: no calendar begins here; use an iCalendar file (.ics), which begins with BEGIN:VCALENDAR\n"),
    ],
)  # fmt: skip
def test_whatever_is_wrong_is_one_message(closures: Path, ivrsim: Command, arguments: list[str], message: str) -> None:
    Path("latin.ics").write_bytes(b"BEGIN:VCALENDAR\nSUMMARY:\xe9t\xe9\n")
    Path("text.ics").write_bytes(b"hello\n")
    Path("folder.ics").mkdir()
    shown = ivrsim("calendar", *arguments, "-o", "uk.yaml")
    assert (shown.returncode, shown.stdout, shown.stderr) == (2, "", message)
    assert not Path("uk.yaml").exists()


def test_a_calendar_of_50_mb_is_refused_at_once(closures: Path, ivrsim: Command) -> None:
    for size, message in ((5_000_001, "is over 5 MB; export a calendar with nothing but closures"),
                          (50_000_001, "is over 50 MB; a file may hold at most that")):  # fmt: skip
        closures.write_bytes(CLOSURES.encode() + b" " * (size - len(CLOSURES)))
        assert ivrsim(*COMMAND).stderr == f"closures.ics: {message}\n"


def test_a_list_that_cannot_be_read_is_not_replaced(closures: Path, ivrsim: Command) -> None:
    Path("uk.yaml").write_bytes(b"\xff")
    shown = ivrsim(*COMMAND, "-o", "uk.yaml", "--yes")
    assert (shown.returncode, shown.stderr) == (2, "uk.yaml:1:1: is not UTF-8: byte 1 is 0xff; save it as UTF-8\n")
