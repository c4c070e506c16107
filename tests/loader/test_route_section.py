"""What lies behind destinations, and where numbers lead: what is read, and what is wrong where."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, Route, ScheduleRoute
from simulator.loader.flow_kinds import load

Told = Callable[..., list[str]]

RECEPTIONISTS = """\
entry: main
receptionists:
  main: {name: Main, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
  night: {id: 12, name: Night, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
"""
OFFICE = """\
timezone: Europe/London
schedules: {office: {open: "Mon-Fri 09:00-17:00"}}
"""
CATALOGUE = """\
destinations:
  voicemail||2: {name: Sales voicemail}
  voicemail||3: {name: both}
"""
MAIN, NIGHT = Destination("virtual_receptionist", "@main"), Destination("virtual_receptionist", "@night")
VOICEMAIL = Destination("voicemail", "2")


def read_route(here: Path, address: str, fields: str) -> Route | None:
    """What lies behind one destination of a flow."""
    text = RECEPTIONISTS + OFFICE + CATALOGUE + f'  "{address}": {fields}\n'
    (here / "flow.yaml").write_text(text, encoding="utf-8")
    kind, _, id = address.partition("||")
    return load(".").route_of(Destination(kind.strip(), id.strip()))


@pytest.mark.parametrize(
    ("fields", "route"),
    [
        ('{schedule: office, open: "@main", closed: "@night"}', ScheduleRoute("office", MAIN, NIGHT)),
        (
            '{schedule: office, open: "@main", closed: "@night", holiday: "@Sales voicemail"}',
            ScheduleRoute("office", MAIN, NIGHT, VOICEMAIL),
        ),
        (
            '{schedule: office, open: " @main ", closed: voicemail||2, holiday: hangup||1}',
            ScheduleRoute("office", MAIN, VOICEMAIL, Destination("hangup", "1")),
        ),
        (
            "{schedule: office, open: virtual_receptionist||12, closed: virtual_receptionist||@night}",
            ScheduleRoute("office", Destination("virtual_receptionist", "12"), NIGHT),
        ),
        ("{rings: 20}", PersonRoute(20_000, True)),
        ("{rings: 20 s}", PersonRoute(20_000, True)),
        ("{rings: 1 min}", PersonRoute(60_000, True)),
        ("{rings: 1.5}", PersonRoute(1500, True)),
        ("{rings: 1 h}", PersonRoute(3_600_000, True)),
        ('{no_answer: "@night"}', PersonRoute(20_000, False, NIGHT)),
        ('{busy: "voicemail||@Sales voicemail"}', PersonRoute(20_000, False, None, VOICEMAIL)),
        ("{answers: nobody, rings: 5}", PersonRoute(5000, True, nobody=True)),
        ("{answers: nobody}", None),
        ('{rings: "", no_answer: null, schedule: ""}', None),
    ],
)
def test_what_lies_behind_a_destination(here: Path, fields: str, route: Route | None) -> None:
    assert read_route(here, "department||108000", fields) == route


@pytest.mark.parametrize("address", ["department||108000", "ringgroup||108000", " Department || 108000 "])
def test_a_route_is_found_under_every_word_for_its_type(here: Path, address: str) -> None:
    route = read_route(here, address, "{rings: 5}")
    assert route == PersonRoute(5000, True)
    assert load(".").routes == {Destination("department", "108000"): route}


KEYS = 'the keys are main, night, and a destination is written "@Night voicemail" or voicemail||9001'
HINT = 'use "@main", "@Night voicemail", voicemail||9001 or hangup||1'
EXAMPLE = '{name: Office hours, schedule: office, open: "@main", closed: "@night"}'


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ("{rings: 0}", ["10:26: rings: '0' is not a ring time; use more than 0 s and at most 1 h"]),
        ("{rings: 2 h}", ["10:26: rings: '2 h' is too long: use at most 1 h"]),
        (
            "{rings: 00:20}",
            [
                "10:26: rings: '00:20' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s",
            ],
        ),
        ("{rings: [20]}", ["10:26: rings: a list is not text"]),
        ("{no_answer: night}", [f"10:30: no_answer: 'night' is not a destination; {HINT}"]),
        ("{no_answer: 9001}", [f"10:30: no_answer: '9001' is not a destination; {HINT}"]),
        ("{busy: a||b||c}", [f"10:25: busy: 'a||b||c' is not a destination; {HINT}"]),
        ('{busy: "voicemail||"}', [f"10:25: busy: 'voicemail||' is not a destination; {HINT}"]),
        ("{busy: @night}", ['10:25: @night needs quotes in YAML: "@night"']),
        ('{busy: "@nigth"}', ["10:25: busy: no receptionist or destination is called 'nigth'; did you mean @night?"]),
        (
            '{busy: "@elsewhere"}',
            [
                "10:25: busy: no receptionist or destination is called 'elsewhere'; the flow has main, night, "
                "Sales voicemail, both",
            ],
        ),
        (
            '{busy: "virtual_receptionist||@nigth"}',
            ["10:25: busy: no receptionist has the key 'nigth'; did you mean @night?"],
        ),
        (
            '{busy: "extension||@Sales voicemail"}',
            ["10:25: busy: 'Sales voicemail' is the name of voicemail||2, and the type here is extension"],
        ),
        ('{busy: "extension||@Sales"}', ["10:25: busy: no extension is named 'Sales'; the flow has none"]),
        (
            '{busy: "voicemail||@Sales"}',
            ["10:25: busy: no voicemail is named 'Sales'; the flow has Sales voicemail, both"],
        ),
        (
            "{busy: UNKNOWN||7}",
            ["10:25: busy: 'UNKNOWN||7' holds UNKNOWN: the provider's response did not include it; fill it in"],
        ),
        ("{schedule: office}", [f"10:3: open and closed are missing; use {EXAMPLE}"]),
        ('{schedule: office, open: "@main"}', [f"10:3: closed is missing; use {EXAMPLE}"]),
        ('{holiday: "@main"}', [f"10:3: schedule, open and closed are missing; use {EXAMPLE}"]),
        (
            '{schedule: office, open: "@main", closed: "@night", rings: 5}',
            ["10:70: rings: a destination asks a schedule or rings, not both; leave out one of the two"],
        ),
        (
            '{schedule: ofice, open: "@main", closed: "@night"}',
            ["10:29: no schedule is called 'ofice'; did you mean office?"],
        ),
        (
            '{schedule: 09:00, open: "@main", closed: "@night"}',
            ["10:29: no schedule is called '09:00'; the schedules are office"],
        ),
        (
            '{schedule: office, open: "@man", closed: "@nigt", holiday: "@x"}',
            [
                "10:43: open: no receptionist or destination is called 'man'; did you mean @main?",
                "10:59: closed: no receptionist or destination is called 'nigt'; did you mean @night?",
                "10:77: holiday: no receptionist or destination is called 'x'; the flow has main, night, "
                "Sales voicemail, both",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_route(told: Told, fields: str, lines: list[str]) -> None:
    text = RECEPTIONISTS + OFFICE + CATALOGUE + f"  department||1: {fields}\n"
    assert told(flow=text) == [f"flow.yaml:{line}" for line in lines]


def test_a_name_of_two_things_is_refused(told: Told) -> None:
    catalogue = "destinations: {voicemail||9: {name: night}, department||1: {rings: 5, no_answer: '@night'}}\n"
    assert told(flow=RECEPTIONISTS + catalogue) == [
        "flow.yaml:5:82: no_answer: '@night' names a receptionist and voicemail||9; "
        "write virtual_receptionist||@night or voicemail||9"
    ]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("virtual_receptionist||12", "virtual_receptionist||12 is a receptionist"),
        ("IVR||12", "ivr||12 is a receptionist"),
        ("hangup||1", "hangup||1 hangs up"),
    ],
)
def test_what_is_no_destination_of_its_own_has_no_route(told: Told, address: str, message: str) -> None:
    text = RECEPTIONISTS + f"destinations: {{{address}: {{rings: 5}}}}\n"
    assert told(flow=text) == [f"flow.yaml:5:16: {message}, so no call goes on from there; leave out its route"]


def test_the_same_destination_twice_is_one_problem(told: Told) -> None:
    text = RECEPTIONISTS + "destinations: {ringgroup||1: {rings: 5}, department||1: {rings: 7}}\n"
    assert told(flow=text) == [
        "flow.yaml:5:42: department||1 is here twice (department||1 is the same destination)",
    ]


def test_without_schedules_the_message_shows_one(told: Told) -> None:
    text = RECEPTIONISTS + "destinations: {time_condition||1: {schedule: office, open: '@main', closed: '@main'}}\n"
    assert told(flow=text) == [
        "flow.yaml:5:46: no schedule is called 'office'; add schedules: {office: {open: [\"Mon-Fri 09:00-17:00\"]}}"
    ]


def test_a_name_may_stand_in_a_catalogue_that_is_broken(told: Told) -> None:
    broken = "destinations: {voicemail||9: {name: Office, answers: robot}, department||1: {busy: '@Ofice'}}\n"
    assert told(flow=RECEPTIONISTS + broken) == [
        "flow.yaml:5:54: answers: 'robot' is not accepted; use person, machine, menu or nobody"
    ]
    assert told(flow=RECEPTIONISTS + broken.replace("@Ofice", "voicemail||@Ofice")) == [
        "flow.yaml:5:54: answers: 'robot' is not accepted; use person, machine, menu or nobody"
    ]


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("main", "main"),
        ("'@night'", "night"),
        ("virtual_receptionist||@night", "night"),
        ("ivr||12", "night"),
        ("ivr||main", "main"),
        ("ivr||99", "ivr||99"),
        ("'@Sales voicemail'", "voicemail||2"),
        ("voicemail||@Sales voicemail", "voicemail||2"),
        (" department || 7 ", "department||7"),
        ("hangup||1", "hangup||1"),
    ],
)
def test_a_number_leads_to_any_destination(here: Path, written: str, target: str) -> None:
    text = RECEPTIONISTS + CATALOGUE + f'numbers: {{"+44": main, "+45": {written}}}\n'
    (here / "flow.yaml").write_text(text, encoding="utf-8")
    assert load(".").numbers == {"+44": "main", "+45": target}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("nigth", "number '+44' leads to 'nigth', which is not a receptionist; did you mean night?"),
        ("Sales voicemail", "number '+44' leads to 'Sales voicemail', which is not a receptionist; "
         "did you mean @Sales voicemail?"),
        ("7", f"number '+44' leads to '7', which is not a receptionist; {KEYS}"),
        ("''", f"number '+44' leads to '', which is not a receptionist; {KEYS}"),
        ("'@Sales voicemai'", "number '+44': no receptionist or destination is called 'Sales voicemai'; "
         "did you mean @Sales voicemail?"),
        ("ivr||@nobody", "number '+44': no receptionist has the key 'nobody'; the flow has main, night"),
        ("a||b||c", f"number '+44': 'a||b||c' is not a destination; {HINT}"),
        ("null", "+44: nothing is not an id; use a whole number of 0 or more, or text"),
    ],
)  # fmt: skip
def test_a_number_that_leads_nowhere(told: Told, written: str, message: str) -> None:
    text = RECEPTIONISTS + CATALOGUE + f'numbers: {{"+44": {written}}}\n'
    assert told(flow=text) == [f"flow.yaml:8:18: {message}"]


def test_a_name_of_another_kind_has_other_neighbours(told: Told) -> None:
    routes = (
        '  person||1: {rings: 20, no_answer: "@mian", busy: "voicemail||@Sale voicemail"}\n'
        '  person||2: {rings: 20, no_answer: "ivr||@nihgt", busy: "voicemail||@both voicemails"}\n'
    )
    numbers = 'numbers: {"+441632960001": mian, "+441632960002": ivr||12, "+441632960003": ivr||13}\n'
    assert told(flow=RECEPTIONISTS + numbers + CATALOGUE + routes) == [
        "flow.yaml:5:28: number '+441632960001' leads to 'mian', which is not a receptionist; did you mean main?",
        "flow.yaml:9:37: no_answer: no receptionist or destination is called 'mian'; did you mean @main?",
        "flow.yaml:9:52: busy: no voicemail is named 'Sale voicemail'; did you mean @Sales voicemail?",
        "flow.yaml:10:37: no_answer: no receptionist has the key 'nihgt'; did you mean @night?",
        "flow.yaml:10:58: busy: no voicemail is named 'both voicemails'; did you mean @Sales voicemail?",
    ]
