"""Every way on from a node of the map."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from simulator import Destination, Flow, load
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Holiday, Schedule
from simulator.draw.map_ways import MapSource, ordinal_number
from simulator.testing.strategies import flows
from tests.draw.hostile_maps import MENU, announcement, flow_of, menu, worlds_of


def captions(flow: Flow, node: str) -> list[tuple[str, str, str]]:
    return [(way.caption, way.note, str(way.destination)) for way in MapSource(flow).ways_from(node)]


def test_keys_come_as_the_greeting_announces_them(clinic: Flow) -> None:
    assert captions(clinic, "main") == [
        ("1", "", "department||108000"),
        ("2", "", "virtual_receptionist||@billing"),
        ("3", "", "voicemail||9001"),
        ("0", "", "extension||050109590001"),
        ("3×", "3rd wrong key or silence", "extension||050109590001"),
    ]


def test_a_key_that_is_announced_first_comes_first(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    turned = main.model_copy(update={"entries": tuple(reversed(main.entries or ()))})
    flow = replace(clinic, receptionists={**clinic.receptionists, "main": turned})
    assert [way.caption for way in MapSource(flow).ways_from("main")] == ["1", "2", "3", "0", "3×"]


def test_mistakes_that_lead_to_different_places_or_at_different_counts() -> None:
    flow = flow_of(
        {
            "a": menu("A", {}, wrong=("department", "1"), silent=(MENU, "b"), tries=(1, 2)),
            "b": menu("B", {}, tries=(11, 1)),
            "c": announcement("C", MENU, "a"),
        }
    )
    assert captions(flow, "a") == [("1×", "1st wrong key", "department||1"), ("2×", "2nd silence", f"{MENU}||b")]
    assert captions(flow, "b") == [("11×/1×", "11th wrong key or 1st silence", "hangup||1")]
    assert captions(flow, "c") == [("", "", f"{MENU}||a")]


def test_answers_of_the_world_that_lead_to_the_same_place_are_one_way() -> None:
    flow = load("example:surgery")
    assert captions(flow, "time_condition||77") == [
        ("open", "", f"{MENU}||@main"),
        ("closed", "", f"{MENU}||@night"),
        ("holiday", "", f"{MENU}||@closed-today"),
    ]
    assert captions(flow, "department||108400") == [("no answer, busy", "after 20 s", "voicemail||9040")]


def test_a_schedule_without_holidays_has_no_branch_for_them() -> None:
    routes = {"time_condition||1": ScheduleRoute("s", Destination(MENU, "a"), Destination("department", "1"))}
    flow = worlds_of(routes, {"a": menu("A", {})}, {})
    assert captions(flow, "time_condition||1") == [("open", "", f"{MENU}||a"), ("closed", "", "department||1")]
    dates = {"s": Schedule("s", holidays=(Holiday(date(2026, 12, 25), date(2026, 12, 25)),))}
    assert captions(replace(flow, schedules=dates), "time_condition||1")[1][0] == "closed, holiday"


@given(flows(worlds=True))
def test_every_passage_is_in_one_way(flow: Flow) -> None:
    source = MapSource(flow)
    for key, receptionist in flow.receptionists.items():
        marks = [mark for way in source.ways_from(key) for mark in way.marks]
        assert sorted(marks) == sorted((passage.cause, passage.keys) for passage in receptionist.ways())


def test_ordinals() -> None:
    assert [ordinal_number(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 101, 112)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "112th")
    ]
