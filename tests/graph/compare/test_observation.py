"""What is left of a call when only its caller's ears count."""

from __future__ import annotations

import pytest

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.core.events import PROMPT_ENDED, SILENCE
from simulator.core.places import Place
from simulator.graph.compare.observation import Observer, PlaceMoves, telephone_of
from simulator.graph.compare.onset import Cause, Onset, Sound
from simulator.graph.worlds import fix_schedules
from tests.callers.world_flow import DESK, NUMBER, OFFICE, RECEPTION, VOICEMAIL, world_flow
from tests.core.test_announcement_blueprint import flow_of as announcing_flow
from tests.core.test_announcement_blueprint import tip
from tests.graph.compare.worlds import rerouted
from tests.graph.small import flow, menu, single


def test_a_call_begins_with_the_first_recording() -> None:
    ear = Observer(flow(main=menu(k1="department||1")))
    assert ear.answer_call() == Onset((Sound("hello", 1000),), Place("main", "prompt"))


def test_places_in_which_no_time_passes_are_gone_through_at_once() -> None:
    ear = Observer(flow(first=single("ivr||second"), second=single("ivr||main"), main=menu(greeting=None)))
    assert ear.answer_call() == Onset((), Place("main", "listening"))


def test_a_recording_without_length_starts_and_is_over() -> None:
    ear = Observer(flow(main=menu(greeting="nil")))
    assert ear.answer_call() == Onset((Sound("nil", 0),), Place("main", "listening"))


def test_every_key_and_the_end_of_the_wait() -> None:
    ear = Observer(flow(main=menu(k1="department||1", wrong_keys_allowed=0, wrong_key_final_recording=None)))
    moves = ear.moves_from(ear.plan.arc_from(ear.plan.start_place("main"), PROMPT_ENDED).dest)
    wrong = Onset(ending="department||9", causes=(Cause("last wrong"),))
    assert moves.keys == (Onset(ending="department||1", causes=(Cause("choice", "1"),)), *[wrong] * 11)
    again = Onset((Sound("there?", 600),), Place("main", "prompt", 0, 1, "silence"), causes=(Cause("silence"),))
    assert (moves.wait, moves.auto) == (2000, again)


def test_nobody_hears_a_key_during_a_final_recording() -> None:
    ear = Observer(flow(main=menu(silences_allowed=0)))
    listening = ear.plan.arc_from(ear.plan.start_place("main"), PROMPT_ENDED).dest
    final = ear.moves_from(ear.plan.arc_from(listening, SILENCE).dest)
    assert (final.wait, set(final.keys)) == (800, {None})


def test_a_call_is_at_the_start_of_a_receptionist_as_it_enters_it_and_never_again() -> None:
    ear = Observer(flow(main=menu(k1="department||1"), more=single("voicemail||3")))
    entered = ear.plan.start_place("main")
    listening = ear.plan.arc_from(entered, PROMPT_ENDED).dest
    retry = ear.plan.arc_from(listening, SILENCE).dest
    places = (entered, listening, retry, ear.plan.start_place("more"), ear.plan.ringing_place())
    assert [ear.is_start(place) for place in places] == [True, False, False, True, False]


def test_a_telephone_is_no_start_of_a_receptionist() -> None:
    ear = Observer(world_flow())
    rings = ear.arrive_at(DESK).place
    assert rings is not None
    assert not ear.is_start(rings)


def test_a_call_that_goes_round_without_time_passing_stands_still() -> None:
    ear = Observer(flow(one=single("ivr||two"), two=single("ivr||one", greeting="nil")))
    assert ear.answer_call() == Onset(ending="endless", loop=(Sound("nil", 0),))


def test_where_a_destination_leads() -> None:
    ear = Observer(flow(main=menu(), more=single("voicemail||3")))
    sent = [ear.arrive_at(Destination(*to.split("||"))) for to in ("ivr||more", "ivr||nowhere", "voicemail||3")]
    assert [onset.ending for onset in sent] == ["voicemail||3", "virtual_receptionist||nowhere", "voicemail||3"]


def test_a_telephone_asks_who_picks_up() -> None:
    ear = Observer(rerouted(world_flow(), DESK, PersonRoute(15_000, True, VOICEMAIL, RECEPTION)))
    rings = ear.arrive_at(DESK).place
    assert rings is not None
    assert (telephone_of(rings), ear.answers_at(rings)) == ("department||108000", ("picked_up", "no_answer", "busy"))
    assert ear.hear_answer(rings, "picked_up") == Onset(ending="department||108000")
    assert ear.hear_answer(rings, "busy") == Onset(ending="extension||7")
    out = ear.hear_answer(rings, "no_answer").place
    assert out is not None
    assert ear.moves_from(out) == PlaceMoves(15_000, Onset(ending="voicemail||9001"), (None,) * 12)
    assert ear.moves_from(rings) == PlaceMoves(0, Onset(ending="department||108000"), (None,) * 12)


def test_an_answer_that_a_telephone_cannot_give_is_its_default() -> None:
    ear = Observer(rerouted(world_flow(), DESK, PersonRoute(0, True, VOICEMAIL, nobody=True)))
    rings = ear.arrive_at(DESK).place
    assert rings is not None
    assert ear.default_at(rings) == "no_answer"
    assert ear.hear_answer(rings, "busy") == ear.hear_answer(rings, "") == Onset(ending="voicemail||9001")


def test_a_telephone_without_a_route_for_no_answer_rings_out() -> None:
    ear = Observer(rerouted(world_flow(), DESK, PersonRoute()), {"everyone": "no_answer"})
    out = ear.arrive_at(DESK).place
    assert out is not None
    assert ear.moves_from(out) == PlaceMoves(20_000, Onset(ending="hangup"), (None,) * 12)


@pytest.mark.parametrize(
    ("people", "ending"),
    [
        ({"everyone": "busy"}, "extension||7"),
        ({"department||108000": "picked_up", "everyone": "busy"}, "department||108000"),
    ],
)
def test_fixed_answers_are_given_at_once(people: dict[str, Answer], ending: str) -> None:
    assert Observer(world_flow(), people).arrive_at(DESK) == Onset(ending=ending)


def test_schedules_that_ask_each_other_in_a_circle_never_end() -> None:
    circle = rerouted(world_flow(), OFFICE, ScheduleRoute("office", OFFICE, VOICEMAIL)).rung_at(NUMBER)
    held = fix_schedules(circle, {"office": "open", "night-mode": "open"}).flow
    assert Observer(held).answer_call() == Onset(ending="endless")
    held = fix_schedules(circle, {"office": "closed", "night-mode": "open"}).flow
    assert Observer(held).answer_call() == Onset(ending="voicemail||9001")


def test_the_keys_of_one_announcement_are_never_taken_for_those_of_another() -> None:
    tips = [tip(f"tip{number}", f"department||{number}") for number in range(200)]
    made = announcing_flow(tips, **{item.name: AnnouncementSettings(skip=True, repeat="1") for item in tips})
    ear = Observer(made)
    for item in tips:
        playing = ear.plan.start_place(item.name)
        over = ear.moves_from(playing).auto.place
        assert over is not None
        assert ear.moves_from(over) == Observer(made).moves_from(over), item.name
