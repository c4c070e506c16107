"""An announcement as FreePBX plays it: its pause, and the keys that skip or repeat it."""

from dataclasses import replace

import pytest

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import MenuSettings
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.routes import ScheduleRoute
from simulator.config.semantics import PROFILES
from simulator.core.announcement_blueprint import AnnouncementBlueprint
from simulator.core.call import Call
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Play
from simulator.core.events import EVENTS, KEYS
from simulator.core.machine import CallMachine
from simulator.core.places import ANSWERED_BEFORE, NO_WAY_BACK, Place
from tests.core.test_return_rules import menu

PLAIN = AnnouncementSettings()


def tip(name: str, to: str) -> Receptionist:
    """An announcement that leads to a receptionist, or where ``to`` says as ``type||id``."""
    kind, _, id = to.rpartition("||")
    return Receptionist(
        name=name,
        destination_type="single",
        greeting=name,
        forward_destination_type=kind or "ivr",
        forward_destination_id=id,
    )


def flow_of(items: list[Receptionist], **settings: AnnouncementSettings) -> Flow:
    """A flow of receptionists by their names, some of which announce in a way of their own."""
    semantics = PROFILES["freepbx"]
    attached = attach_engines(
        {item.name: item for item in items},
        semantics,
        recordings=(),
        destinations=(),
        settings={key: MenuSettings(announcement=own) for key, own in settings.items()},
    )
    lengths = {item.name: RecordingLength(4000, estimated=False) for item in items}
    return Flow(entry=items[0].name, receptionists=attached, semantics=semantics, lengths=lengths)


def blueprint(**settings: object) -> AnnouncementBlueprint:
    """The blueprint of the announcement ``a``, which leads to a desk."""
    own = AnnouncementSettings(**settings)  # type: ignore[arg-type]  # each test gives what it is about
    flow = flow_of([tip("a", "department||1")], a=own)
    return AnnouncementBlueprint("a", flow.receptionists["a"], flow.length_of)


def what_keys_do(plan: AnnouncementBlueprint, place: Place) -> dict[str, str]:
    """For each key, whether it is lost, plays the announcement again, or leads on."""
    said: dict[str, str] = {}
    for edge in plan.edges_from(place)[: len(KEYS)]:
        onward = edge.onward
        said[edge.trigger] = "lost" if edge.internal else "on" if onward.place is None else onward.place.phase
    return said


def places_after(flow: Flow, *triggers: str) -> list[str]:
    """The places of a call after the answer and each of these events."""
    call = Call(CallMachine(flow))
    return [call.receive_event(EVENTS[trigger], 0).dest.name for trigger in ("answered", *triggers)]


def test_a_plain_one_plays_and_leads_on_and_keys_are_lost() -> None:
    plan = blueprint()
    entered = plan.enter(answered=False)
    assert entered.effects == (Play("a", 4000, interruptible=False),)
    assert entered.place is not None
    assert (entered.place.phase, entered.place.wait and entered.place.wait.milliseconds) == ("forward", 4000)
    assert set(what_keys_do(plan, entered.place).values()) == {"lost"}
    assert plan.runs_out(entered.place).destination == Destination("department", "1")


def test_without_a_recording_it_leads_on_at_once() -> None:
    flow = flow_of([tip("a", "department||1").model_copy(update={"greeting": None})], a=AnnouncementSettings(skip=True))
    entered = AnnouncementBlueprint("a", flow.receptionists["a"], flow.length_of).enter()
    assert (entered.effects, entered.place and entered.place.wait and entered.place.wait.milliseconds) == ((), 0)


def test_where_no_one_has_answered_it_pauses_for_a_second_in_which_keys_are_lost() -> None:
    plan = blueprint(pause=True, skip=True)
    paused = plan.enter(answered=False).place
    assert paused is not None
    assert (paused.phase, paused.wait and paused.wait.milliseconds) == ("answer_pause", 1000)
    assert set(what_keys_do(plan, paused).values()) == {"lost"}
    assert plan.runs_out(paused) == plan.enter()


def test_with_skip_any_key_leads_on_but_the_one_that_repeats() -> None:
    skipped, both = blueprint(skip=True), blueprint(skip=True, repeat="*")
    place = skipped.enter().place
    assert place is not None
    assert set(what_keys_do(skipped, place).values()) == {"on"}
    assert what_keys_do(both, place) == {**dict.fromkeys(KEYS, "on"), "*": "announcing"}


def test_with_a_key_that_repeats_there_is_a_second_for_it_and_any_other_key_ends_that() -> None:
    plan = blueprint(repeat="5")
    place = plan.enter().place
    assert place is not None
    assert what_keys_do(plan, place) == {**dict.fromkeys(KEYS, "lost"), "5": "announcing"}
    waits = plan.runs_out(place).place
    assert waits is not None
    assert (waits.phase, waits.wait and waits.wait.milliseconds) == ("repeat_wait", 1000)
    assert what_keys_do(plan, waits) == {**dict.fromkeys(KEYS, "on"), "5": "announcing"}
    assert plan.edges_from(waits)[len(KEYS)].trigger == "silence"
    assert plan.runs_out(waits).destination == Destination("department", "1")


def test_only_the_first_of_a_call_pauses() -> None:
    pause, ends = AnnouncementSettings(pause=True), ("prompt_ended",) * 4
    chain = [tip("a", "b"), tip("b", "c"), tip("c", "department||1")]
    assert places_after(flow_of(chain, a=pause, c=pause), *ends) == [
        "a/answer_pause",
        "a/forward",
        "b/forward!answered",
        "c/forward",
        "ended",
    ]
    # one that does not answer leaves that to the next
    assert places_after(flow_of(chain, c=pause), *ends) == [
        "a/forward",
        "b/forward",
        "c/answer_pause",
        "c/forward",
        "ended",
    ]
    by_menu = flow_of([menu("top", k1="a"), tip("a", "b"), tip("b", "top")], b=pause)
    assert places_after(by_menu, "1", *ends[:2]) == [
        "top/0,0/prompt/entry/0",
        "a/forward!answered",
        "b/forward",
        "top/0,0/prompt/entry/0",
    ]


def test_a_schedule_between_them_knows_whether_the_call_is_answered() -> None:
    flow = flow_of(
        [menu("top", k1="a"), tip("a", "time_condition||1"), tip("b", "hangup||1")], b=AnnouncementSettings(pause=True)
    )
    routes = {
        Destination("time_condition", "1"): ScheduleRoute("hours", Destination("ivr", "b"), Destination("ivr", "top"))
    }
    flow = replace(flow, routes=routes)
    assert places_after(flow, "1", "prompt_ended", "open")[1:] == [
        "a/forward!answered",
        "time_condition||1/deciding!answered",
        "b/forward",
    ]
    assert places_after(replace(flow, number="1", numbers={"1": "time_condition||1"}), "open") == [
        "time_condition||1/deciding",
        "b/answer_pause",
    ]


def test_where_no_announcement_pauses_nothing_is_kept_in_mind() -> None:
    flow = flow_of([menu("top", k1="a"), tip("a", "b"), tip("b", "top")], b=AnnouncementSettings(skip=True))
    assert {place.way_back for place in CallPlan(flow).reachable_places()} == {NO_WAY_BACK}


def test_saved_places_are_taken_back() -> None:
    pause = AnnouncementSettings(pause=True, repeat="5")
    flow = flow_of([menu("top", k1="a"), tip("a", "b"), tip("b", "top")], b=pause)
    plan = CallPlan(flow)
    kept = Place("a", "forward", way_back=ANSWERED_BEFORE)
    assert kept.coordinates["way_back"] == ["answered"]
    assert plan.restore_place(kept.coordinates) == kept
    for phase in ("answer_pause", "announcing", "repeat_wait"):
        restored = plan.restore_place(Place("b", phase).coordinates)
        assert (restored.phase, restored.wait is None) == (phase, False)
    for wrong in (Place("a", "announcing"), Place("b", "forward"), Place("b", "listening"), Place("a", "forward", 1)):
        with pytest.raises(ValueError, match=f"^no {wrong.phase} in {wrong.receptionist}$"):
            plan.restore_place(wrong.coordinates)


def test_freeswitch_has_none_of_it() -> None:
    flow = flow_of([tip("a", "department||1")], a=AnnouncementSettings(pause=True, skip=True))
    assert places_after(flow.with_semantics(PROFILES["freeswitch"])) == ["a/forward"]
    there_and_back = flow.with_semantics(PROFILES["freeswitch"]).with_semantics(PROFILES["freepbx"])
    assert places_after(there_and_back) == ["a/answer_pause"]
