"""What is assumed, and not known."""

from simulator import Flow, load
from simulator.approval.assumption_facts import assumption_lines, day_words
from simulator.graph.compare.readings import compare_readings
from tests.approval.sample_reports import DAY
from tests.draw.hostile_maps import flow_of, menu


def test_the_clinic(clinic: Flow) -> None:
    assert assumption_lines(clinic, compare_readings(clinic), DAY) == [
        "This file has no opening hours: calls are answered the same way day and night.",
        "The provider does not document which wrong key or silence is the last one, whether the greeting plays again "
        "after a mistake, whether wrong keys and silences are counted together and whether a key stops an "
        "announcement.",
        "Callers who make no mistake end at the same place either way.",
        "Whether somebody picks up is not part of this file (four places with a person).",
    ]


def test_hours_of_the_file_are_not_those_of_the_live_system() -> None:
    (hours,) = assumption_lines(load("example:surgery").rung_at("+441632960040"), None, DAY)[:1]
    assert hours == "Opening hours are those in the file of 30 November 2026, not those of the live system."


def test_who_answers_where_nobody_said_so() -> None:
    lines = assumption_lines(flow_of({"m": menu("M", {"1": ("extension", "1")})}), None, DAY)
    assert "It is not known who answers at extension 1." in lines


def test_days_are_written_out() -> None:
    assert day_words(DAY) == "30 November 2026"
