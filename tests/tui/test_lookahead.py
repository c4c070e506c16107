from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import given

from simulator import Flow, Receptionist
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.semantics import PROFILES, Semantics
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Choice, Miss
from simulator.core.events import KEYS, SILENCE
from simulator.core.places import Place
from simulator.tables.table_plan import TablePlan
from simulator.testing.strategies import flows
from simulator.tui.lookahead import KeyOffer, Lookahead, MistakeCount
from tests.callers.world_flow import DESK, OFFICE, RECEPTION, VOICEMAIL, world_flow
from tests.core.test_announcement_blueprint import flow_of, tip

SALES, BACK, BYE = ("department", "11"), ("ivr", "@main"), ("hangup", "1")


def menu(options: dict[str, tuple[str, str]], **changes: Any) -> Receptionist:
    entries = [{"option": keys, "destination_type": kind, "destination_id": id} for keys, (kind, id) in options.items()]
    return Receptionist.model_validate(
        {
            "name": "Main",
            "destination_type": "multiple",
            "greeting": "1",
            "entries": entries,
            "timeout_seconds": 5,
            "wrong_keys_allowed": 2,
            "silences_allowed": 3,
            "wrong_key_final_recording": "2",
            "wrong_key_destination_type": "department",
            "wrong_key_destination_id": "99",
            "silence_destination_type": "hangup",
            "silence_destination_id": "1",
            **changes,
        }
    )


def ahead(main: Receptionist, semantics: Semantics = PROFILES["freepbx"]) -> Lookahead:
    return Lookahead(TablePlan(Flow(entry="main", receptionists={"main": main}, semantics=semantics)))


def at(looking: Lookahead, **coordinates: Any) -> Place:
    return CallPlan(looking.plan.flow).blueprint_of("main").place_at(**coordinates)


def keys(offers: tuple[KeyOffer, ...]) -> list[str]:
    return [offer.keys for offer in offers]


def test_the_keys_of_a_menu_are_labelled_by_where_they_lead() -> None:
    looking = ahead(menu({"1": SALES, "2": BACK, "*": BYE}))

    assert looking.offers_at(at(looking, phase="listening")) == (
        KeyOffer("1", "department||11"),
        KeyOffer("2", "Main (menu)"),
        KeyOffer("*", "the menu hangs up"),
    )


@pytest.mark.parametrize(
    ("profile", "offered"),
    [
        ("freepbx", ["1", "12", "34", "#"]),
        ("freepbx-first-match", ["1", "34", "#"]),  # 12 is taken for 1
        ("freepbx-terminated", ["1", "12", "34", "#"]),
    ],
)
def test_what_can_be_chosen_depends_on_how_keys_are_collected(profile: str, offered: list[str]) -> None:
    looking = ahead(menu({"1": SALES, "12": SALES, "34": SALES, "#": SALES}), PROFILES[profile])

    assert keys(looking.offers_at(at(looking, phase="prompt"))) == offered


def test_after_a_first_key_only_the_codes_that_go_on_from_it_are_left() -> None:
    looking = ahead(menu({"1": SALES, "12": SALES, "34": SALES}))

    assert keys(looking.offers_at(at(looking, phase="collecting", keys="1"))) == ["1", "12"]
    assert keys(looking.offers_at(at(looking, phase="collecting", keys="3"))) == ["34"]


def test_no_key_is_offered_where_none_is_heard() -> None:
    deaf = ahead(menu({"1": SALES}), PROFILES["freepbx"].model_copy(update={"barge_in": False}))

    assert deaf.offers_at(at(deaf, phase="prompt")) == ()
    assert keys(deaf.offers_at(at(deaf, phase="listening"))) == ["1"]
    assert deaf.offers_at(at(deaf, phase="final", after="wrong")) == ()
    assert deaf.offers_at(deaf.plan.ringing_place()) == ()


def test_keys_that_no_code_goes_on_from_offer_nothing() -> None:
    looking = ahead(menu({"1": SALES, "12": SALES}), PROFILES["freepbx-first-match"])

    assert looking.offers_at(at(looking, phase="dead")) == ()


@pytest.mark.parametrize(
    ("profile", "counts"),
    [
        ("freepbx", (MistakeCount(1, 2), MistakeCount(0, 3))),
        ("acefone-uk-literal", (MistakeCount(1, 1), MistakeCount(0, 2))),
    ],
)
def test_counts_are_those_that_leave_another_try(profile: str, counts: tuple[MistakeCount, MistakeCount]) -> None:
    looking = ahead(menu({"1": SALES}), PROFILES[profile])

    assert looking.counts_at(at(looking, phase="listening", wrong_keys=1)) == counts


def test_nothing_is_counted_where_everybody_is_sent_on() -> None:
    looking = ahead(
        menu({}, destination_type="single", forward_destination_type="extension", forward_destination_id="7")
    )
    forward = looking.plan.start_place("main")

    assert looking.counts_at(forward) is None
    assert looking.describe_event(forward, "prompt_ended") == "extension||7"


@pytest.mark.parametrize(
    ("coordinates", "trigger", "words"),
    [
        ({"phase": "prompt"}, "prompt_ended", "waits 5 s for a key"),
        ({"phase": "listening"}, "silence", "silence 1 of 4, 1"),
        ({"phase": "listening", "silences": 3}, "silence", "silence 4 of 4, the menu hangs up"),
        ({"phase": "listening", "wrong_keys": 2}, "9", "wrong key 3 of 3, 2"),
        ({"phase": "collecting", "keys": "1"}, "silence", "the choice 1, department||11"),
        ({"phase": "collecting", "keys": "1"}, "2", "the choice 12, Main, 1"),
        ({"phase": "final", "after": "wrong"}, "prompt_ended", "department||99"),
        ({"phase": "final", "after": "wrong"}, "answered", ""),
    ],
)
def test_what_follows_is_told_in_words(coordinates: dict[str, Any], trigger: str, words: str) -> None:
    looking = ahead(menu({"1": SALES, "12": BACK}))

    assert looking.describe_event(at(looking, **coordinates), trigger) == words


def test_names_bring_no_control_characters_through() -> None:
    looking = ahead(menu({"1": BACK}, name="red \x1b[31m menu"))

    assert looking.offers_at(at(looking, phase="listening")) == (KeyOffer("1", r"red \x1b[31m menu"),)


def test_a_blank_destination_leads_nowhere() -> None:
    looking = ahead(menu({"1": ("extension", "")}))
    assert looking.offers_at(at(looking, phase="listening")) == (KeyOffer("1", "nowhere: the call drops"),)


def leads(place: Place, flow: Flow) -> list[tuple[str, str]]:
    return [(lead.does, lead.leads) for lead in Lookahead(TablePlan(flow)).what_if(place)]


def behind(flow: Flow, start: Destination) -> Place:
    """Where a call is that has just come to a destination."""
    plan = CallPlan(flow)
    return next(arc.dest for arc in plan.arcs_from(plan.ringing_place(str(start))) if arc.trigger == "answered")


def test_a_choice_shows_what_a_schedule_or_a_telephone_may_answer() -> None:
    flow = world_flow()
    hours = flow.receptionists["night"].model_copy(
        update={
            "entries": tuple(
                entry.model_copy(update={"destination_type": "time_condition", "destination_id": "78"})
                for entry in flow.receptionists["night"].entries or ()
            )
        }
    )
    flow = replace(flow, receptionists={**flow.receptionists, "night": hours})
    plan = CallPlan(flow)

    assert leads(plan.blueprint_of("main").place_at("listening"), flow)[:3] == [
        ("press 1", "Booking desk"),
        ("  no answer", "Night voicemail"),
        ("  busy", "Reception"),
    ]
    assert leads(plan.blueprint_of("night").place_at("listening"), flow)[:5] == [
        ("press 1", "Night switch"),
        ("  open", "Office hours"),
        ("    open", "Main menu"),
        ("    closed", "Night menu"),
        ("  closed", "Night menu"),
    ]
    assert Lookahead(TablePlan(flow)).describe_event(plan.blueprint_of("night").place_at("listening"), "1") == (
        "the choice 1, Night switch"
    )


def test_what_a_schedule_may_answer() -> None:
    flow = world_flow()
    place = behind(flow, OFFICE)

    assert leads(place, flow) == [("open", "Main menu"), ("closed", "Night menu"), ("hang up", "the call is over")]
    assert (Lookahead(TablePlan(flow)).counts_at(place), Lookahead(TablePlan(flow)).offers_at(place)) == (None, ())


@pytest.mark.parametrize(
    ("onward", "rows"),
    [
        (
            PersonRoute(20_000, True, VOICEMAIL, RECEPTION),
            [("no answer", "Night voicemail"), ("busy", "Reception")],
        ),
        (PersonRoute(), [("no answer", "the call ends")]),
    ],
)
def test_what_a_telephone_may_answer(onward: PersonRoute, rows: list[tuple[str, str]]) -> None:
    flow = replace(world_flow(), routes={DESK: onward})

    assert leads(behind(flow, DESK), flow) == [
        ("picked up", "Booking desk takes the call"),
        *rows,
        ("press any key", "nothing: it is not heard here"),
        ("stay silent", rows[0][1]),
        ("hang up", "the call is over"),
    ]


def test_schedules_in_a_circle_are_shown_so_deep_and_no_deeper() -> None:
    flow = replace(world_flow(), routes={OFFICE: ScheduleRoute("office", OFFICE, DESK)})

    assert [does for does, _ in leads(behind(flow, OFFICE), flow)] == [
        *("open", "  open", "    open", "      open", "      closed", "    closed", "  closed", "closed", "hang up")
    ]


def test_silence_that_leads_to_a_schedule_names_it() -> None:
    flow = world_flow()
    away = flow.receptionists["main"].model_copy(
        update={"silence_destination_type": "time_condition", "silence_destination_id": "77"}
    )
    flow = replace(flow, receptionists={**flow.receptionists, "main": away})

    assert leads(CallPlan(flow).blueprint_of("main").place_at("listening"), flow)[-2] == (
        "stay silent",
        "silence 1 of 1, Office hours",
    )


@given(flows(worlds=True))
def test_what_lies_ahead_is_what_the_blueprints_lead_to(flow: Flow) -> None:
    """At each place: whether keys are heard, the codes that they can still be, and the tries that are left."""
    plan, looking = CallPlan(flow), Lookahead(TablePlan(flow))
    for place in islice(plan.reachable_places(), 40):
        codes = {option for option, _ in typed_codes(plan, place)}
        assert set(looking.destinations_at(place)) == {offer.keys for offer in looking.offers_at(place)} == codes
        edges = [arc for arc in plan.arcs_from(place) if arc.trigger in KEYS]
        assert looking.hears_keys(place) == any(not arc.internal for arc in edges)
        if place.phase == "listening":
            counts = looking.counts_at(place)
            assert counts is not None
            assert counts == (
                MistakeCount(place.wrong_keys, plain_limit(plan, replace(place, phase="dead"))),
                MistakeCount(place.silences, plain_limit(plan, place)),
            )


def typed_codes(plan: CallPlan, place: Place) -> Iterator[tuple[str, Place]]:
    """The codes that keys from here choose, each with the place where it is chosen."""
    for arc in plan.arcs_from(place):
        yield from ((effect.keys, place) for effect in arc.effects if isinstance(effect, Choice))
        if arc.trigger in KEYS and not arc.internal and arc.dest.phase == "collecting":
            yield from typed_codes(plan, arc.dest)


def plain_limit(plan: CallPlan, place: Place) -> int:
    """How many mistakes leave another try, as the mistake that silence makes at a place says it."""
    arc = next(arc for arc in plan.arcs_from(place) if arc.trigger == SILENCE)
    return next(effect.allowed for effect in arc.effects if isinstance(effect, Miss))


def test_what_keys_lead_to_in_an_announcement() -> None:
    def leads_in(phase: str, **settings: object) -> list[tuple[str, str]]:
        own = AnnouncementSettings(**settings)  # type: ignore[arg-type]  # each call gives what it is about
        flow = flow_of([tip("a", "department||1")], a=own)
        place = CallPlan(flow).restore_place(Place("a", phase).coordinates)  # type: ignore[arg-type]  # one of them
        return [(lead.does, lead.leads) for lead in Lookahead(TablePlan(flow)).what_if(place)][:-2]

    onward = ("press another key (9)", "department||1")
    lost = "nothing: it is not heard here"
    assert leads_in("announcing", skip=True) == [onward]
    assert leads_in("announcing", repeat="5") == [("press 5", "a"), ("press another key (9)", lost)]
    assert leads_in("repeat_wait", repeat="5") == [("press 5", "a"), onward]
    assert leads_in("repeat_wait", repeat="9") == [("press 9", "a"), ("press another key (8)", "department||1")]
    assert leads_in("answer_pause", pause=True, skip=True) == [("press any key", lost)]
