"""The tests that ``init --hours`` writes."""

from datetime import date
from pathlib import Path

from simulator import load
from simulator.cli.hours_calls import hours_calls
from simulator.cli.hours_interview import HoursAnswers
from simulator.config.receptionist import Destination
from tests.provider.hours_flow import FLOW, write_hours_flow

DESK = Destination("department", "108000")
TODAY = date(2026, 11, 30)


def answers(desk: Destination | None = DESK, number: str = "+441632960001") -> HoursAnswers:
    condition = Destination("time_condition", "77")
    return HoursAnswers("office", "", [], [], condition, "Office hours", "@main", "@night", "", number, desk)


def written_tests(folder: Path, text: str = FLOW, *, given: HoursAnswers | None = None) -> list[str]:
    written = hours_calls(load(write_hours_flow(folder, text)), given or answers(), TODAY)
    return written[written.index("tests:") :].splitlines()[1:]


def test_four_moments(tmp_path: Path) -> None:
    assert written_tests(tmp_path) == [
        '  - name: "a caller while Office hours is open"',
        '    number: "+441632960001"',
        '    at: "2026-12-01T10:00"',
        '    caller: "1"',
        '    hears: "1"',
        "    rings: Booking desk",
        "    reaches: Booking desk",
        "",
        '  - name: "a caller while Office hours is closed"',
        '    number: "+441632960001"',
        '    at: "2026-12-01T21:00"',
        '    caller: "1"',
        '    hears: "1"',
        "    reaches: Night voicemail",
        "",
        '  - name: "a caller while Office hours is closed for a holiday"',
        '    number: "+441632960001"',
        '    at: "2026-12-24T14:00"',
        '    caller: "1"',
        '    hears: "1"',
        "    reaches: Night voicemail",
        "",
        '  - name: "a caller while nobody picks up at Booking desk"',
        '    number: "+441632960001"',
        '    at: "2026-12-01T10:00"',
        '    given: {"Booking desk": no answer}',
        '    caller: "1"',
        '    hears: "1"',
        "    rings: Booking desk",
        "    reaches: Night voicemail",
    ]


def names(folder: Path, text: str, *, given: HoursAnswers | None = None) -> list[str]:
    return [line.partition(": ")[2] for line in written_tests(folder, text, given=given) if line.startswith("  - name")]


def test_a_moment_that_never_comes_has_no_test(tmp_path: Path) -> None:
    always = FLOW.replace('"Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"', "daily 00:00-24:00")
    always = always[: always.index("    holidays")] + always[always.index("  night-mode") :]
    assert names(tmp_path, always, given=answers(None)) == ['"a caller while Office hours is open"']
    never = FLOW.replace('"Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"', "00:00-24:00|*|31|feb")
    assert names(tmp_path, never.replace("rings: 20 s, ", "")) == [
        '"a caller while Office hours is open"',  # the half day before Christmas
        '"a caller while Office hours is closed"',
        '"a caller while Office hours is closed for a holiday"',
        '"a caller while nobody picks up at Booking desk"',
    ]


def test_a_telephone_that_rings_at_once_or_not_at_all(tmp_path: Path) -> None:
    at_once = FLOW.replace('open: "@main", closed: "@night"}', 'open: "@Booking desk", closed: hangup||1}', 1)
    lines = written_tests(tmp_path, at_once.replace("no_answer: voicemail||9001, ", ""))
    shown = ("caller", "hears", "rings", "reaches", "menu")
    assert [line.strip() for line in lines if line.strip().startswith(shown)] == [
        'caller: ""', "hears: nothing", "rings: Booking desk", "reaches: Booking desk",
        'caller: ""', "hears: nothing", "menu hangs up: true",
        'caller: ""', "hears: nothing", "menu hangs up: true",
        'caller: ""', "hears: nothing", "rings: Booking desk", "menu hangs up: true",
    ]  # fmt: skip
    far = Destination("extension", "7")
    nowhere = FLOW.replace("  voicemail||9001:", "  extension||7: {rings: 5 s}\n  voicemail||9001:")
    assert [line for line in written_tests(tmp_path, nowhere, given=answers(far)) if "given" in line] == [
        '    given: {"extension||7": no answer}'
    ]


def test_a_call_that_never_ends_and_names_that_mean_two_things(tmp_path: Path) -> None:
    text = FLOW.replace("numbers:", 'recordings: {"1": {name: Night voicemail}}\nnumbers:')
    lines = written_tests(tmp_path, text)
    assert "    reaches: voicemail||9001" in lines
    circle = write_hours_flow(tmp_path, FLOW)
    night = (circle / "night.yaml").read_text(encoding="utf-8")
    night = night.replace("timeout_retries: 1", "timeout_retries: 0").replace(
        'destination_type: voicemail, destination_id: "9001"', 'destination_type: ivr, destination_id: "7002"'
    )
    for field in ("timeout", "invalid"):
        night = night.replace(
            f'{field}_destination_type: voicemail\n{field}_destination_id: "9001"',
            f'{field}_destination_type: ivr\n{field}_destination_id: "7002"',
        )
    (circle / "night.yaml").write_text(night, encoding="utf-8")
    written = hours_calls(load(circle), answers(), TODAY)
    assert written.count("never ends: true") == 2
