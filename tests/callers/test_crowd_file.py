"""Files of crowds: when calls come, who answers them, and every problem with its place."""

from pathlib import Path

import pytest

from simulator.callers.crowd_file import HourlyRate, PeopleQueue, load_crowd
from simulator.callers.persona import RandomTime
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.schedules import parse_hours
from simulator.errors import FlowError
from simulator.loader.flow_kinds import load
from tests.conftest import FLOWS

PERSON = "personas: [{name: a, per_round: {right: 1}}]\n"


@pytest.fixture(scope="module")
def surgery() -> Flow:
    return load(FLOWS / "surgery")


def test_arrivals_and_queues(surgery: Flow, tmp_path: Path) -> None:
    """Where a telephone rings, callers wait as long as it does unless the queue says more."""
    path = tmp_path / "p.yaml"
    path.write_text(
        PERSON + 'arrivals: {"Mon-Fri 09:00-12:00": 120, "Sat 10:00-11:00": 4.5}\n'
        "queues: {Appointments desk: {people: 3, talk: {mean: 3 min}},"
        " Prescription line: {people: 1, talk: 90 s, places: 0, waits: 2 min}}\n"
    )
    crowd = load_crowd(str(path), surgery)
    assert crowd.arrivals == (
        HourlyRate(parse_hours("Mon-Fri 09:00-12:00"), 120.0),
        HourlyRate(parse_hours("Sat 10:00-11:00"), 4.5),
    )
    assert crowd.queues == (
        PeopleQueue(Destination("department", "108400"), 3, RandomTime(180_000, varies=True), None, 20_000),
        PeopleQueue(Destination("voicemail", "9041"), 1, RandomTime(90_000), 0, 120_000),
    )


def problems_of(surgery: Flow, path: Path, text: str) -> list[str]:
    path.write_text(PERSON + text)
    with pytest.raises(FlowError) as error:
        load_crowd(str(path), surgery)
    return [str(problem).removeprefix(f"{path}:") for problem in error.value.problems]


def test_every_problem_has_its_place(surgery: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    text = """\
arrivals: {Mon-Fri: 3, "Mon 09:00-10:00": -1, "Tue 09:00-10:00": many}
queues:
  Reception: 3
  Nobody: {people: 1, talk: 1 min}
  Office hours: {people: 1, talk: 1 min}
  Appointments desk: {people: 0, talk: 0 s, plcaes: 3, waits: 3}
  department||108400: {people: 1, talk: 1 min, places: -1}
"""
    assert problems_of(surgery, path, text) == [
        "2:12: arrivals: 'Mon-Fri' names no time; use DAYS HH:MM-HH:MM, such as \"Mon-Thu 09:00-17:30\" or "
        '"daily 00:00-24:00"',
        "2:43: arrivals: '-1' is not a number of calls per hour; use 0, or a number from 0.001 to 1,000,000",
        "2:66: arrivals: 'many' is not a number of calls per hour; use 0, or a number from 0.001 to 1,000,000",
        "4:14: queues: Reception: '3' is not accepted; use {people: 3, talk: {mean: 3 min}}, and places and waits if "
        "needed",
        "5:3: queues: nothing is called 'Nobody'; the flow has Office hours, Appointments desk, Reception, "
        "Voicemail, Prescription line",
        "6:3: queues: Office hours is a schedule, which no people answer; use a destination",
        "7:31: people: '0' is not accepted; use a whole number from 1 to 10,000",
        "7:40: talk: '0 s' is too short: use at least 1 ms",
        "7:45: a queue has no field 'plcaes'; did you mean places?",
        "7:63: waits: '3' has no unit: use 3 s or 3 min",
        "8:3: queues: department||108400 is listed already, under another name; keep one of the two",
        "8:56: places: '-1' is not accepted; use a whole number from 0 to 100,000",
    ]


@pytest.mark.parametrize("name", ["everyone", "office"])
def test_a_queue_is_behind_a_destination_alone(surgery: Flow, tmp_path: Path, name: str) -> None:
    """What may be `given` for everyone, or for a schedule, is not suggested in place of itself."""
    (problem,) = problems_of(surgery, tmp_path / "p.yaml", f"queues: {{{name}: {{people: 1, talk: 1 min}}}}")
    assert problem.startswith(f"2:10: queues: nothing is called '{name}'; ")
    assert f"did you mean {name}?" not in problem


@pytest.mark.parametrize("rate", ["5e-324", "1_000", "１２", "nan", "1e999", "true"])
def test_a_rate_of_which_no_days_can_be_drawn(surgery: Flow, tmp_path: Path, rate: str) -> None:
    accepted = "use 0, or a number from 0.001 to 1,000,000"
    assert problems_of(surgery, tmp_path / "p.yaml", f'arrivals: {{"Mon 09:00-10:00": {rate}}}') == [
        f"2:31: arrivals: '{rate}' is not a number of calls per hour; {accepted}"
    ]


def test_what_contradicts_itself(surgery: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    queue = "queues: {Reception: {people: 1, talk: 1 min}}\n"
    assert problems_of(surgery, path, queue) == [
        "2:1: queues: they fill up only by calls that come at certain times; add `arrivals:` with calls per hour"
    ]
    assert problems_of(surgery, path, 'arrivals: {"daily 00:00-24:00": 0}') == [
        "2:11: arrivals: nobody calls; give at least one line of hours with calls per hour"
    ]
    path.write_text(PERSON.replace("}]", ", given: {Reception: busy}}]"))
    given = "personas: [{name: a, per_round: {right: 1}, given: {Reception: {picked_up: 1}}}]\n"
    path.write_text(given + 'arrivals: {"daily 00:00-24:00": 5}\n' + queue)
    with pytest.raises(FlowError, match="Reception has people, and `given` of a says who picks up; leave one out"):
        load_crowd(str(path), surgery)
