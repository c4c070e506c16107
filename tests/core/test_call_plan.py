"""Blueprints joined: what leaves one receptionist enters another, or ends the call."""

import pytest
from hypothesis import given

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Choice, Effect, End, Enter, Play, Ring, Round, Route
from simulator.core.events import EVENTS
from simulator.core.places import COORDINATES, ENDED, WORLD_PHASES, Place, Wait, WorldQuestion
from simulator.testing.strategies import flows


def single(type: str, to: str, **more: str) -> Receptionist:
    return Receptionist.model_validate(
        {
            "name": "one",
            "destination_type": "single",
            "forward_destination_type": type,
            "forward_destination_id": to,
            **more,
        }
    )


def onward(flow: Flow, place: Place, trigger: str) -> tuple[tuple[Effect, ...], str]:
    (arc,) = [arc for arc in CallPlan(flow).arcs_from(place) if arc.trigger == trigger]
    return arc.effects, arc.dest.name


def forwarded(type: str, id: str, **others: Receptionist) -> tuple[tuple[Effect, ...], str]:
    """Where a ``single`` with that destination sends a call."""
    flow = Flow(entry="one", receptionists={"one": single(type, id), **others})
    return onward(flow, Place("one", "forward"), "prompt_ended")


def test_an_unknown_destination_ends_the_call_as_routed_there() -> None:
    assert forwarded("department", "7") == ((Route(Destination("department", "7")),), "ended")


def test_a_hang_up_ends_it_as_hung_up_by_the_menu() -> None:
    assert forwarded("hangup", "1") == ((End("menu", Destination("hangup", "1")),), "ended")


@pytest.mark.parametrize("type", ["virtual_receptionist", "ivr", "auto_attendant", "auto_attend", "IVR"])
def test_a_receptionist_of_the_flow_is_entered_under_every_word_for_one(type: str) -> None:
    assert forwarded(type, "two", two=single("department", "7", greeting="g")) == (
        (Enter("two"), Play("g", 4000, interruptible=False)),
        "two/forward",
    )


def test_an_id_names_the_receptionist_that_has_it_before_the_one_with_that_key() -> None:
    others = {"two": single("department", "7", id="three"), "three": single("department", "8")}
    assert forwarded("ivr", "three", **others)[1] == "two/forward"
    assert forwarded("ivr", "@three", **others)[1] == "three/forward"


def test_a_receptionist_that_the_flow_does_not_hold_ends_the_call_as_routed() -> None:
    assert forwarded("ivr", "99") == ((Route(Destination("ivr", "99")),), "ended")


def test_a_call_rings_is_answered_and_can_be_left_before() -> None:
    flow = Flow(entry="one", receptionists={"one": single("department", "7")})
    ringing = CallPlan(flow).ringing_place()
    assert onward(flow, ringing, "answered") == ((Enter("one"),), "one/forward")
    assert onward(flow, ringing, "hung_up") == ((End("caller"),), "ended")
    assert CallPlan(flow).arcs_from(ENDED) == ()


@given(flows(worlds=True))
def test_every_place_is_its_coordinates(flow: Flow) -> None:
    plan = CallPlan(flow)
    for place in plan.reachable_places():
        saved = plan.restore_place({name: getattr(place, name) for name in COORDINATES})
        assert (saved, saved.wait) == (place, place.wait)


@given(flows(worlds=True))
def test_every_arc_leads_to_a_place_that_is_reached(flow: Flow) -> None:
    plan = CallPlan(flow)
    places = set(plan.reachable_places())
    assert {arc.dest for place in places for arc in plan.arcs_from(place)} <= places


@given(flows(worlds=True))
def test_a_menu_is_presented_whenever_it_is_entered(flow: Flow) -> None:
    plan = CallPlan(flow)
    for place in plan.reachable_places():
        for arc in plan.arcs_from(place):
            entered = [effect for effect in arc.effects if isinstance(effect, Enter)]
            rounds = [effect for effect in arc.effects if isinstance(effect, Round)]
            if entered and flow.receptionists[entered[0].receptionist].is_menu:
                assert rounds == [Round(0, 0)]
            if any(isinstance(effect, Choice) for effect in arc.effects):
                assert arc.dest is ENDED or entered or arc.dest.phase in WORLD_PHASES


@pytest.mark.parametrize("type", ["extension", "department", "hangup", "virtual_receptionist", "time_condition"])
@pytest.mark.parametrize("id", ["", " ", "\t "])
def test_a_blank_destination_drops_the_call(type: str, id: str) -> None:
    assert forwarded(type, id) == ((End("menu"),), "ended")


def test_a_saved_place_is_that_of_its_own_receptionist_or_none(clinic: Flow) -> None:
    plan = CallPlan(clinic)
    ringing = plan.ringing_place("billing")
    coordinates = {name: getattr(ringing, name) for name in COORDINATES}
    assert plan.restore_place(coordinates).name == "billing/ringing"
    with pytest.raises(ValueError, match=r"^no forward in billing$"):
        plan.restore_place({**coordinates, "phase": "forward"})


def test_a_blueprint_is_made_once(clinic: Flow) -> None:
    plan = CallPlan(clinic)
    assert plan.blueprint_of("main") is plan.blueprint_of("main")


OFFICE = Destination("time_condition", "77")
DESK = Destination("department", "7")
VOICEMAIL = Destination("voicemail", "9")


def behind(**routes: PersonRoute | ScheduleRoute) -> Flow:
    """A flow whose one announcement leads to the office hours, behind which the desk rings."""
    named = {"office": OFFICE, "desk": DESK}
    return Flow(
        entry="one",
        receptionists={"one": single("time_condition", "77")},
        routes={named[name]: route for name, route in routes.items()},
    )


def answers(flow: Flow, place: Place) -> dict[str, tuple[tuple[Effect, ...], str]]:
    """What each answer of the world leads to."""
    arcs = CallPlan(flow).arcs_from(place)
    world = {arc.trigger: (arc.effects, arc.dest.name) for arc in arcs if not arc.internal}
    assert world.pop("hung_up") == ((End("caller"),), "ended")
    assert [(arc.trigger, arc.effects, arc.dest) for arc in arcs if arc.internal] == [
        (key, (), place) for key in "1234567890*#"
    ]
    return world


def test_a_schedule_is_asked_at_once_and_its_answer_leads_on() -> None:
    hours = ScheduleRoute("office", open=DESK, closed=VOICEMAIL)
    flow = behind(office=hours)
    assert onward(flow, Place("one", "forward"), "prompt_ended") == ((), "time_condition||77/deciding")
    asking = CallPlan(flow).restore_place(
        {
            **dict.fromkeys(COORDINATES, 0),
            "receptionist": str(OFFICE),
            "phase": "deciding",
            "after": "entry",
            "keys": "",
        }
    )
    assert asking.wait == Wait(0, EVENTS["open"], WorldQuestion(OFFICE, hours))
    assert answers(flow, asking) == {
        "open": ((Route(DESK),), "ended"),
        "closed": ((Route(VOICEMAIL),), "ended"),
        "holiday": ((Route(VOICEMAIL),), "ended"),
    }


def test_a_telephone_rings_until_it_is_picked_up_rings_out_or_is_busy() -> None:
    group = PersonRoute(15_000, rings_stated=True, no_answer=VOICEMAIL, busy=OFFICE)
    flow = behind(office=ScheduleRoute("office", DESK, DESK), desk=group)
    plan = CallPlan(flow)
    (opened,) = [arc for arc in plan.arcs_from(Place(str(OFFICE), "deciding")) if arc.trigger == "open"]
    assert (opened.effects, opened.dest.name) == ((Ring(DESK),), "department||7/alerting")
    assert opened.dest.wait == Wait(0, EVENTS["picked_up"], WorldQuestion(DESK, group))
    assert answers(flow, opened.dest) == {
        "picked_up": ((Route(DESK),), "ended"),
        "no_answer": ((Route(VOICEMAIL),), "ended"),
        "busy": ((), "time_condition||77/deciding"),
    }


def test_without_a_way_on_a_call_that_rings_out_is_hung_up() -> None:
    nobody = PersonRoute(15_000, nobody=True)
    flow = behind(office=ScheduleRoute("office", DESK, DESK), desk=nobody)
    alerting = Place(str(DESK), "alerting")
    assert answers(flow, alerting) == {
        "picked_up": ((Route(DESK),), "ended"),
        "no_answer": ((End("unanswered"),), "ended"),
    }
    (opened,) = [arc for arc in CallPlan(flow).arcs_from(Place(str(OFFICE), "deciding")) if arc.trigger == "open"]
    assert opened.dest.wait == Wait(15_000, EVENTS["no_answer"], WorldQuestion(DESK, nobody))


def test_a_number_may_lead_to_a_schedule_or_straight_to_an_end() -> None:
    flow = behind(office=ScheduleRoute("office", DESK, VOICEMAIL))
    plan = CallPlan(flow)
    ringing = plan.ringing_place(str(OFFICE))
    assert plan.restore_place({name: getattr(ringing, name) for name in COORDINATES}) == ringing
    assert onward(flow, ringing, "answered") == ((), "time_condition||77/deciding")
    assert onward(flow, plan.ringing_place("voicemail||9"), "answered") == ((Route(VOICEMAIL),), "ended")


@pytest.mark.parametrize(("phase", "where"), [("alerting", "time_condition||77"), ("deciding", "department||7")])
def test_a_place_of_the_world_that_no_call_can_be_at_is_refused(phase: str, where: str) -> None:
    flow = behind(office=ScheduleRoute("office", DESK, VOICEMAIL))
    with pytest.raises(ValueError, match=rf"^no {phase} at "):
        CallPlan(flow).restore_place(
            {**dict.fromkeys(COORDINATES, 0), "receptionist": where, "phase": phase, "after": "entry", "keys": ""}
        )
