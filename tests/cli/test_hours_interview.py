"""``init --hours``: every question and remark as it comes, and what is made of the answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import load
from simulator.cli.hours_interview import HoursAnswers, HoursInterview
from simulator.cli.interview import Interview
from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination
from tests.provider.hours_flow import FLOW, write_hours_flow

START = FLOW[: FLOW.index("timezone")] + "receptionists: {main: main.yaml, night: night.yaml}\n"
SMALL = (
    START
    + """\
destinations:
  time_condition||77: {}
  department||108000: {name: Booking desk, answers: person}
numbers: {"+441632960001": main}
"""
)
"""The flow as it is before anybody said when it is open."""


def interviewed(flow: Flow, conversation: str) -> HoursAnswers:
    """Hold a conversation: every question and remark must come as written, the answers are given."""
    lines: Iterator[str] = iter(conversation.splitlines())

    def ask(question: str) -> str:
        line = next(lines)
        assert line.startswith(question.rstrip()), f"asked {question!r}, expected {line!r}"
        return line[len(question) :]

    def tell(remark: str) -> None:
        assert f"> {remark}" == next(lines)

    def read_holidays(path: str) -> int:
        if path == "uk.yaml":
            return 8
        if path == "empty.yaml":
            return 0
        raise ValueError(f"{path!r}: there is no such file or folder")

    interview = Interview(ask, tell, dict(flow.recordings), dict(flow.destinations))
    answers = HoursInterview(flow, interview, read_holidays).ask()
    assert [*lines] == []
    return answers


OPENING = """\
> When is somebody there? Press Enter to accept the value in [ ].
what are these hours called? [office]:
"""
HOURS = """\
> Weekly hours, one line at a time; press Enter to end the list.
  open (DAYS HH:MM-HH:MM) [none]: Mon-Fri 09:00-17:00
  open (DAYS HH:MM-HH:MM) [none]:
> Holidays: 2026-12-25 Christmas Day, half a day as 2026-12-24 09:00-12:00 Christmas Eve,
> or the path of a file that ivrsim calendar --holidays wrote; press Enter to end the list.
  holiday [none]:
"""


@pytest.fixture
def small(tmp_path: Path) -> Flow:
    return load(write_hours_flow(tmp_path, SMALL))


def test_every_answer_is_checked_at_once(small: Flow) -> None:
    answers = interviewed(
        small,
        """\
> When is somebody there? Press Enter to accept the value in [ ].
what are these hours called? [office]: my office
>   'my office' is not a key for a schedule; use a word such as office
what are these hours called? [office]:
time zone, such as Europe/London: London
>   'London' is not a time zone; did you mean Europe/London?
time zone, such as Europe/London: Europe/London
> Weekly hours, one line at a time; press Enter to end the list.
  open (DAYS HH:MM-HH:MM) [none]:
>   add at least one line, such as Mon-Fri 09:00-17:00
  open (DAYS HH:MM-HH:MM) [none]: Mon-Thu 9-17
>   '9-17' is not a time range; use HH:MM-HH:MM, such as 09:00-17:30
  open (DAYS HH:MM-HH:MM) [none]: Mon-Thu 09:00-17:00
  open (DAYS HH:MM-HH:MM) [none]: 09:00-12:00|fri|*|*
  open (DAYS HH:MM-HH:MM) [none]:
> Holidays: 2026-12-25 Christmas Day, half a day as 2026-12-24 09:00-12:00 Christmas Eve,
> or the path of a file that ivrsim calendar --holidays wrote; press Enter to end the list.
  holiday [none]: 2026-02-30
>   '2026-02-30' is a date that does not exist
  holiday [none]: 2026-12-25 Christmas Day
  holiday [none]: 2026-12-24 09:00-12:00, 13:00-14:00 Christmas Eve
  holiday [none]: 2027-08-02/2027-08-13
  holiday [none]: nix.yaml
>   'nix.yaml': there is no such file or folder
  holiday [none]: empty.yaml
>   empty.yaml lists no holidays; use a file that ivrsim calendar --holidays wrote
  holiday [none]: uk.yaml
  holiday [none]:
which time condition uses these hours? (type||id) [time_condition||77]: ivr||7001
>   ivr||7001 is not a time condition; use one such as time_condition||77
which time condition uses these hours? (type||id) [time_condition||77]:
what is time_condition||77 called? [Office hours]: Booking desk
>   'Booking desk' is already the name of department||108000; use another name, or Enter for none
what is time_condition||77 called? [Office hours]:
when open [@main]: time_condition||77
>   time_condition||77 would lead to itself; use another destination
when open [@main]:
> When closed: a receptionist or destination, or menu to make a night menu now.
when closed [@night]: nihgt
>   'nihgt' is not a destination; use type||id, such as voicemail||9001; the names are main, night, Booking desk
when closed [@night]:
on holidays [as closed]: voicemail||9001
  what is voicemail||9001 called? [none]: Night voicemail
which number leads there? [+441632960001]: reception
>   'reception' is not a number; use one such as +441632960001
which number leads there? [+441632960001]: 0044 1632 960001
who picks up? (name or type||id) [Booking desk]: time_condition||5
>   no telephone rings at time_condition||5; use one such as department||108000, or none
who picks up? (name or type||id) [Booking desk]:
  rings for how long? [20 s]: two minutes
>   'two minutes' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s
  rings for how long? [20 s]: 15
  when nobody picks up [none]: Booking desk
>   department||108000 would lead to itself; use another destination
  when nobody picks up [none]: Night voicemail
""",
    )
    voicemail = Destination("voicemail", "9001")
    assert answers.interview is not None
    assert answers.interview.destinations[voicemail] == KnownDestination(name="Night voicemail", answers="machine")
    answers.interview = None
    assert answers == HoursAnswers(
        schedule="office",
        timezone="Europe/London",
        hours=["Mon-Thu 09:00-17:00", "09:00-12:00|fri|*|*"],
        holidays=[
            {"date": "2026-12-25", "name": "Christmas Day"},
            {"date": "2026-12-24", "open": "09:00-12:00, 13:00-14:00", "name": "Christmas Eve"},
            {"dates": "2027-08-02/2027-08-13"},
            {"file": "uk.yaml"},
        ],
        condition=Destination("time_condition", "77"),
        name="Office hours",
        open="@main",
        closed="@night",
        on_holidays="voicemail||9001",
        number="+441632960001",
        desk=Destination("department", "108000"),
        rings="15",
        no_answer="@Night voicemail",
    )


def test_a_night_menu_is_made_in_the_interview(tmp_path: Path) -> None:
    folder = write_hours_flow(tmp_path, "entry: main\nreceptionists: {main: main.yaml}\n")
    answers = interviewed(
        load(folder),
        OPENING
        + "time zone, such as Europe/London: UTC\n"
        + HOURS
        + """\
which time condition uses these hours? (type||id) [time_condition||1]: timegroup||5
what is timegroup||5 called? [Office hours]: none
when open [@main]:
> When closed: a receptionist or destination, or menu to make a night menu now.
when closed [menu]:
> The questions use the provider's field names. Press Enter to accept the value in [ ].
name [Main menu]: Night line
description [none]:
recording (the greeting) [none]: 300
  what does 300 say? [none]: We are closed.
destination_type (multiple: a menu; single: an announcement) [multiple]: single
forward_destination_type (where every caller goes: type) [department]: voicemail
forward_destination_id (where every caller goes: id): 9001
what is voicemail 9001 called? [none]: Night voicemail
prefix (set before the caller's number) [none]:
intercom (the short internal number) [none]:
which number leads there? [+441632960001]:
who picks up? (name or type||id) [none]:
""",
    )
    assert (answers.closed, answers.name, answers.desk, answers.number) == ("@night", "", None, "+441632960001")
    assert answers.night is not None
    assert (answers.night.name, answers.night.greeting) == ("Night line", "300")


def test_in_a_flow_with_hours_further_hours_are_asked_for(tmp_path: Path) -> None:
    flow = load(write_hours_flow(tmp_path))
    answers = interviewed(
        flow,
        """\
> When is somebody there? Press Enter to accept the value in [ ].
what are these hours called? [office-2]: office
>   'office' is already a schedule of this flow; use another word
what are these hours called? [office-2]: lunch
"""
        + HOURS
        + """\
which time condition uses these hours? (type||id) [time_condition||1]: time_condition||77
>   flow.yaml already says what follows time_condition||77; change it there, or use another
which time condition uses these hours? (type||id) [time_condition||1]:
what is time_condition||1 called? [Lunch hours]:
when open [@main]: Office hours
> When closed: a receptionist or destination, or menu to make a night menu now.
when closed [@night]: menu
which number leads there? [+441632960003]: +441632960009
who picks up? (name or type||id) [none]: Booking desk
>   flow.yaml already says who picks up at department||108000; change it there, or use none
who picks up? (name or type||id) [none]: extension||7
  rings for how long? [20 s]:
  when nobody picks up [none]:
""",
    )
    assert (answers.timezone, answers.open, answers.closed, answers.on_holidays) == (
        "Europe/London",
        "@Office hours",
        "@night",
        "",
    )
    assert (answers.number, answers.desk, answers.rings, answers.no_answer) == (
        "+441632960009",
        Destination("extension", "7"),
        "20 s",
        "",
    )
