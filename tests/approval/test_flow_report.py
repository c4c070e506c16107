"""All that a report says, as one value."""

from simulator import Flow, load
from tests.approval.sample_reports import report_of


def test_the_clinic(clinic: Flow) -> None:
    report = report_of(clinic)
    assert report.summary == (
        "Calls end with a person at four places and a machine at one place. "
        "A caller who presses nothing reaches Reception (a person) after 51.2 s."
    )
    assert [len(part) for part in (report.menus, report.hours, report.times, report.findings)] == [2, 0, 1, 0]


def test_hours_from_today_on_and_times_by_the_hours() -> None:
    report = report_of(load("example:surgery").rung_at("+441632960040"))
    assert report.hours[1] == (
        "Its holidays: Thu 24 Dec 2026 (Christmas Eve), open 08:30-12:00; Fri 25 Dec 2026 (Christmas Day); "
        "Sat 26 Dec 2026 (Boxing Day); Mon 28 Dec 2026 (Boxing Day (observed)); Fri 1 Jan 2027 (New Year's Day); "
        "Fri 26 Mar 2027 (Good Friday); Mon 29 Mar 2027 (Easter Monday); Mon 3 May 2027 (May Day); and 6 more."
    )
    assert [table.when for table in report.times] == ["office is open", "office is closed", "office is on holiday"]
