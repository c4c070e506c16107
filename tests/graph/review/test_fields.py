"""What was changed between two flows, field by field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.menu_engine import MenuSettings
from simulator.config.receptionist import Destination, Entry
from simulator.config.schedules import Holiday, Schedule, parse_hours
from simulator.config.semantics import PROFILES
from simulator.graph.review.fields import MEANINGS, FieldChange, list_changes, pair_receptionists
from simulator.wire.vr import WRITE_NAMES
from tests.callers.world_flow import DESK, world_flow
from tests.core.test_announcement_blueprint import flow_of, tip
from tests.graph.small import changed, flow, menu, renamed

CATALOGUE = {Destination("department", "1"): KnownDestination(name="Sales")}
MAIN = replace(
    flow(main=menu(k1="department||1", k2="ivr||more", id="7"), more=menu(k1="department||2")),
    recordings={"hello": Recording(name="greeting")},
    destinations=CATALOGUE,
)


def told(old: Flow, new: Flow) -> list[str]:
    return [f"{item.owner}: {item.field}: {item.old} -> {item.new}" for item in list_changes(old, new)]


def test_nothing() -> None:
    assert list_changes(MAIN, MAIN) == []


def test_every_write_name_has_a_meaning() -> None:
    assert {name for name in WRITE_NAMES.values() if name != "entries"} == set(MEANINGS)


def test_fields_in_the_provider_s_words_and_plain_ones() -> None:
    new = changed(MAIN, "main", timeout_seconds=0.0, greeting=None, wrong_key_destination_id="1", description="x")
    assert list_changes(MAIN, new) == [
        FieldChange("main", "description", "description", "none", "x"),
        FieldChange("main", "recording", "the greeting", "hello (greeting)", "none"),
        FieldChange("main", "timeout", "seconds to wait for a key", "2", "0"),
        FieldChange("main", "invalid_destination_id", "where the last wrong key leads: id", "9", "1 (Sales)"),
    ]


def test_entries_by_option() -> None:
    one, two = MAIN.receptionists["main"].entries or ()
    three = Entry(option="30", destination_type="hangup", destination_id="1")
    moved = two.model_copy(update={"destination_type": "department", "destination_id": "1", "template_id": "5"})
    assert list_changes(MAIN, changed(MAIN, "main", entries=(moved, three))) == [
        FieldChange("main", "entries, option 1", "where key 1 leads", "department||1 (Sales)", "none"),
        FieldChange("main", "entries, option 2", "where key 2 leads", "ivr||more (Menu)", "department||1 (Sales)"),
        FieldChange("main", "entries, option 2, template_id", "the e-mail template", "none", "5"),
        FieldChange("main", "entries, option 30", "where keys 30 lead", "none", "hangup||1"),
    ]
    assert told(MAIN, changed(MAIN, "main", entries=(two, one))) == ["main: entries: 1, 2 -> 2, 1"]


def test_receptionists_that_are_new_or_gone() -> None:
    new = replace(MAIN, receptionists={"main": MAIN.receptionists["main"], "extra": menu(name="Extra")})
    assert told(MAIN, new) == ["more: receptionist: Menu -> removed", "extra: receptionist:  -> added: Extra"]


def test_receptionists_are_paired_by_key_then_id_then_as_entries() -> None:
    assert pair_receptionists(MAIN, MAIN) == [("main", "main"), ("more", "more")]
    by_id = replace(
        MAIN, entry="x", receptionists={"more": MAIN.receptionists["more"], "x": MAIN.receptionists["main"]}
    )
    assert pair_receptionists(MAIN, by_id) == [("main", "x"), ("more", "more")]
    assert pair_receptionists(MAIN, renamed(MAIN)) == [("main", "other-main"), ("more", None), (None, "other-more")]


def test_what_the_flow_itself_says() -> None:
    new = replace(
        MAIN.with_semantics(PROFILES["acefone-uk-literal"]),
        entry="more",
        numbers={"+441632960001": "main"},
        recordings={"hello": Recording(name="greeting", seconds=2.5, script="Hello")},
        destinations={
            Destination("department", "1"): KnownDestination(name="Sales", names={"es": "Ventas"}, answers="person")
        },
    )
    assert told(MAIN, new) == [
        ": entry: main -> more",
        ": numbers, +441632960001: none -> main",
        ": semantics, final_on: after_retries -> at_count",
        ": recordings, hello: none -> Hello",
        ": recordings, hello: none -> 2.5",
        ": destinations, department||1: none -> es: Ventas",
        ": destinations, department||1: none -> person",
    ]


def test_what_lies_behind_the_menus() -> None:
    old = world_flow()
    christmas = Schedule("office", (parse_hours("Mon-Fri 09:00-17:00"),), old.schedules["office"].holidays[1:])
    desk = KnownDestination(name="Booking desk", answers="person", rings="30 s", no_answer="voicemail||9001")
    new = replace(
        old,
        timezone="Europe/Madrid",
        schedules={"office": christmas, "shop": Schedule("shop", is_switch=True)},
        destinations={**old.destinations, DESK: desk},
    )
    assert told(old, new) == [
        ": timezone: Europe/London -> Europe/Madrid",
        ": schedules, office: 2026-12-24 09:00-12:00 Christmas Eve; 2026-12-25 Christmas Day"
        " -> 2026-12-25 Christmas Day",
        ": schedules, night-mode: manual -> none",
        ": schedules, shop: none -> manual",
        ": destinations, department||108000: none -> 30 s",
        ": destinations, department||108000: none -> voicemail||9001",
    ]


def test_a_menu_of_which_nothing_is_said_is_not_one_without_direct_dial() -> None:
    settings = {
        "main": MenuSettings(direct_dial="none"),
        "more": MenuSettings("acefone", (("barge_in", False),), "listed", ("extension||101", "voicemail||33")),
    }
    engines = attach_engines(MAIN.receptionists, MAIN.semantics, recordings=(), destinations=(), settings=settings)
    assert told(MAIN, replace(MAIN, receptionists=engines)) == [
        ": menus, more: as the flow has it -> acefone, barge_in false",
        ": menus, main: as the flow has it -> none",
        ": menus, more: as the flow has it -> extension||101, voicemail||33",
    ]


def test_what_an_announcement_does_beside_playing() -> None:
    plain, own = flow_of([tip("hours", "department||1")]), AnnouncementSettings(pause=True, repeat="5")
    assert told(plain, flow_of([tip("hours", "department||1")], hours=own)) == [
        ": menus, hours: none -> a pause of 1 s where it answers the call, 5 plays it again",
    ]


def test_a_span_of_holidays() -> None:
    break_ = Schedule("office", (), (Holiday(date(2027, 8, 2), date(2027, 8, 13), "Summer break"),))
    old = replace(world_flow(), schedules={})
    assert told(old, replace(old, schedules={"office": break_})) == [
        ": schedules, office: none -> 2027-08-02/2027-08-13 Summer break"
    ]
