"""How soon and how late callers get somewhere."""

from simulator import Flow, load
from simulator.approval.time_facts import TimeRow, silent_sentence, time_rows
from simulator.checks.prove import summarize_flow


def test_the_clinic(clinic: Flow) -> None:
    assert list(time_rows(clinic, summarize_flow(clinic))) == [
        TimeRow("Reception", "8.2 s", "2 min 57 s"),
        TimeRow("Booking desk", "8.2 s", "1 min 20 s"),
        TimeRow("Night voicemail", "8.2 s", "1 min 20 s"),
        TimeRow("Bill payments", "19 s", "2 min 52 s"),
        TimeRow("Billing questions", "19 s", "2 min 52 s"),
    ]
    assert silent_sentence(clinic) == "A caller who presses nothing reaches Reception (a person) after 51.2 s."


def test_where_hours_decide_nothing_is_said_of_silence() -> None:
    assert silent_sentence(load("example:surgery").rung_at("+441632960040")) == ""
