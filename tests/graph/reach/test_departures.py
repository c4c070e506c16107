"""Where calls leave a flow: drops, and ends that route calls on."""

from dataclasses import replace

import pytest

from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, Route, ScheduleRoute
from simulator.graph.reach.departures import (
    Callers,
    caller_of,
    departures,
    first_drop,
    open_among,
    open_ends,
    routes_on,
)
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from tests.graph.reach.plain_search import plain_open_ends, random_flow
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single, to

MENUS = flow(
    {
        "main": menu({"1": "sub", "2": PERSON}, wrong="time_condition||77", silence="sub"),
        "sub": menu({"1": "on"}, wrong="department||", silence=MACHINE),
        "on": single("timegroup||5"),
    }
)


def left(callers: Callers) -> list[tuple[str, str]]:
    return [(one.key, str(one.exit.destination)) for one in departures(Survey(MENUS), callers)]


def test_every_caller_leaves_by_any_way_that_leads_out() -> None:
    assert left("every") == [
        ("main", PERSON),
        ("main", "time_condition||77"),
        ("sub", "department||"),
        ("sub", MACHINE),
        ("on", "timegroup||5"),
    ]


def test_who_makes_mistakes_chooses_nothing() -> None:
    assert left("mistakes") == [
        ("main", "time_condition||77"),
        ("sub", "department||"),
        ("sub", MACHINE),
        ("on", "timegroup||5"),
    ]
    assert left("silence") == [("sub", MACHINE), ("on", "timegroup||5")]
    assert left("wrong") == [("main", "time_condition||77"), ("sub", "department||"), ("on", "timegroup||5")]


def test_the_shortest_caller_whose_call_drops() -> None:
    survey = Survey(MENUS)
    drop = first_drop(survey, "every")
    assert drop is not None
    assert [step.press for step in caller_of(survey, drop).steps] == ["1", "0", "0"]
    assert first_drop(survey, "silence") is None


def test_silence_at_the_end_goes_without_saying() -> None:
    survey = Survey(flow({"main": menu({"1": PERSON}, silence="extension|| ")}))
    drop = first_drop(survey, "mistakes")
    assert drop is not None
    assert caller_of(survey, drop).steps == ()


@pytest.mark.parametrize(
    ("destination", "answers", "open_end"),
    [
        ("time_condition||77", None, True),
        ("time_condition||77", "person", True),
        ("timegroup||1", None, True),
        ("api_dialplan||1", None, True),
        ("custom_dialplan||1", None, True),
        ("inbound_queue||1", None, True),
        ("dialer_queue||1", None, True),
        ("department||1", None, False),
        ("ringgroup||1", "nobody", True),
        ("department||1", "person", False),
        ("extension||1", "nobody", False),
        ("extension||1", "menu", True),
        ("ivr||7927", None, True),
        ("voicemail||1", None, False),
        (HANGUP, None, False),
        ("time_condition||", None, False),
    ],
)
def test_what_routes_calls_on(destination: str, answers: str | None, *, open_end: bool) -> None:
    end = to(destination)
    known = {end.canonical: KnownDestination.model_validate({"answers": answers})} if answers else {}
    made = replace(flow({"main": single(PERSON)}), destinations=known)
    assert routes_on(made, end) is open_end


def test_what_says_where_calls_go_on_is_no_open_end() -> None:
    condition, group = to("time_condition||77"), to("ringgroup||1")
    routes: dict[Destination, Route] = {
        condition: ScheduleRoute("office", to(PERSON), to(HANGUP)),
        group.canonical: PersonRoute(nobody=True),
    }
    known = {group.canonical: KnownDestination(answers="nobody")}
    made = replace(flow({"main": single(PERSON)}), destinations=known, routes=routes)
    assert [routes_on(made, end) for end in (condition, group, to("timegroup||1"))] == [False, False, True]


def test_open_ends_are_listed_once() -> None:
    made: Flow = flow({"main": menu({"1": "dialer_queue||5"}, wrong="inbound_queue||5", silence="time_condition||77")})
    assert open_ends(Survey(made), "every") == (
        Destination("inbound_queue", "5"),
        Destination("time_condition", "77"),
    )
    assert open_ends(Survey(made), "silence") == (Destination("time_condition", "77"),)
    assert open_among(made, [to(PERSON)]) == ()


def test_open_ends_and_drops_are_those_of_a_plain_look() -> None:
    callers: tuple[Callers, ...] = ("every", "silence", "wrong", "mistakes")
    for seed in range(500):
        survey = Survey(random_flow(seed))
        ways = survey.search_all(Measure.SHORTEST).receptionists
        for who in callers:
            assert [str(end) for end in open_ends(survey, who)] == plain_open_ends(survey, who), seed
            drops = [way_out for way_out in departures(survey, who) if way_out.exit.destination.is_blank]
            efforts = [(*ways[drop.key].cost.plus(drop.cost),) for drop in drops]
            drop = first_drop(survey, who)
            assert drop == (drops[efforts.index(min(efforts))] if drops else None), seed
