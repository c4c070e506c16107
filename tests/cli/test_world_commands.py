"""Commands about tests, in a flow with hours and telephones: test, cover, coverage, recordings."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.flowtests.office import write_office

TESTS = """\
tests:
  - {name: books, caller: '1', reaches: Booking desk}
  - {name: is told that we are closed, number: "+441632960001", at: 2026-12-25T21:00, hears: we-are-closed}
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the flow of an office, where the command line is."""
    write_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_flags_of_the_world_are_for_tests_that_say_nothing(office: Path, ivrsim: Command) -> None:
    (office / "a.calls.yaml").write_text(TESTS, encoding="utf-8")
    assert ivrsim("test").returncode == 0
    shown = ivrsim(
        "test", "--number", "+44 1632 960001", "--at", "24 Dec 2026 18:00", "--given", "Booking desk: no answer"
    )
    assert (shown.returncode, shown.stdout.splitlines()[:14]) == (
        1,
        [
            "✗ books",
            "  a.calls.yaml:2:32",
            "",
            "  >    2 |   - {name: books, caller: '1', reaches: Booking desk}",
            "      expected  Booking desk (department||108000)",
            "      got       Night voicemail (voicemail||9001)",
            "      hint      key 1 of Main menu leads there",
            "      because   night.yaml:9, key 1 leads to Night voicemail (voicemail||9001)",
            "",
            "  The call:",
            "            Thu 24 Dec 2026 18:00: Office hours closed",
            "     0:00.0  ◷ Office hours (time_condition||77) is closed",
            "     0:00.0  ☎ Night menu (night) answers",
            "     0:00.0  ▶ we-are-closed, 4 s",
        ],
    )


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--at", "soon"), "at: 'soon' is not a moment; use "),
        (("--number", "5"), "'5' is not a number; did you mean +441632960001 or +441632960002?"),
        (("--given", "ofice: open"), "given: nothing is called 'ofice'; did you mean office?"),
        (("--given", "office"), "--given: 'office' is not NAME: ANSWER; use "),
    ],
)
def test_a_world_that_the_flow_does_not_have_is_refused(
    office: Path, ivrsim: Command, flags: tuple[str, ...], message: str
) -> None:
    (office / "a.calls.yaml").write_text(TESTS, encoding="utf-8")
    shown = ivrsim("test", *flags)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr.startswith(message)


def test_what_cover_writes_passes_and_covers_everything_at_any_moment(office: Path, ivrsim: Command) -> None:
    wrote = ivrsim("cover", "--output", "all.calls.yaml")
    assert wrote.stdout == (
        "all.calls.yaml: 11 calls (9 steps) cover all 26 items of this flow. They are made in 5 worlds (how the "
        "schedules stand, and who picks up); fewer calls may do. One call for each item would take 26 calls "
        "(20 steps).\n"
    )
    text = (office / "all.calls.yaml").read_text(encoding="utf-8")
    assert text[text.rindex("  # Main menu") :].splitlines()[2:] == [
        "  - name: 1 reaches Night voicemail (Booking desk no answer)",
        '    caller: "1"',
        "    reaches: Night voicemail",
        "    given: {Booking desk: no answer}",
        "",
        '  - {name: 1 reaches Reception (Booking desk busy), caller: "1", reaches: Reception, '
        "given: {Booking desk: busy}}",
    ]
    shown = ivrsim("test", "--coverage", "--at", "2026-12-25T21:00", "--fail-under", "100")
    assert (shown.returncode, shown.stdout.splitlines()[4:]) == (
        0,
        [
            "Coverage of .: 26 of 26 items (100 %)",
            "",
            "              choices  wrong keys  silences  recordings  destinations  barge-in  answers    all",
            "Main menu         2/2         1/1       1/1         1/1           4/4       1/1        -  100 %",
            "Night menu        2/2         1/1       1/1         1/1           4/4       1/1        -  100 %",
            "Office hours        -           -         -           -             -         -      2/2  100 %",
            "Night switch        -           -         -           -             -         -      2/2  100 %",
            "Booking desk        -           -         -           -             -         -      2/2  100 %",
        ],
    )


def test_coverage_has_a_line_for_each_destination_that_asks(office: Path, ivrsim: Command) -> None:
    (office / "a.calls.yaml").write_text(TESTS, encoding="utf-8")
    shown = ivrsim("test", "--coverage", "--full", "--coverage-xml", "c.xml")
    lines = shown.stdout.splitlines()
    assert "Coverage of .: 7 of 26 items (26.9 %)" in lines
    assert lines[-6:] == [
        "  Night menu: a key into the greeting, “we-are-closed”     --caller 'early:0' --number '+441632960002' "
        "--given 'night-mode: closed'",
        "  Office hours: open                                       --caller '' --number '+441632960001'",
        "  Night switch: open                                       --caller '' --number '+441632960002'",
        "  Night switch: closed                                     --caller '' --number '+441632960002' "
        "--given 'night-mode: closed'",
        "  Booking desk: no answer                                  --caller '1' --given 'Booking desk: no answer'",
        "  Booking desk: busy                                       --caller '1' --given 'Booking desk: busy'",
    ]
    xml = (office / "c.xml").read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(xml) if "||" in line)
    assert [line.strip() for line in xml[start : start + 4]] == [
        '<class name="time_condition||77" filename="flow.yaml" line-rate="1.0000" branch-rate="0.5000" complexity="0">',
        "<methods />",
        "<lines>",
        '<line number="15" hits="1" branch="true" condition-coverage="50% (1/2)" />',
    ]


def test_recordings_behind_a_closed_door_are_heard_and_a_moment_narrows_them(office: Path, ivrsim: Command) -> None:
    assert ivrsim("recordings").stdout.splitlines()[-1] == "2 recordings, 2 used, 0 unused, 2 without script"
    narrowed = ivrsim("recordings", "--number", "+441632960001", "--at", "2026-12-25T21:00")
    assert narrowed.stdout.splitlines() == [
        "1  welcome · 4.0 s · unused · no script",
        "2  we-are-closed · 4.0 s · no script",
        "    night: greeting",
        "",
        "2 recordings, 1 used, 1 unused, 2 without script",
    ]
    assert ivrsim("recordings", "--given", "ofice: open").stderr.startswith("given: nothing is called 'ofice'")
