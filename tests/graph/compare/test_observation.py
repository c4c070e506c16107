"""What is left of a call when only its caller's ears count."""

from __future__ import annotations

from simulator.config.receptionist import Destination
from simulator.core.places import Place
from simulator.graph.compare.observation import Cause, Observer, Onset, Sound, ending_of
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
    moves = ear.moves_from(Place("main", "listening", wait=ear.plan.blueprint_of("main").place_at("listening").wait))
    wrong = Onset(ending="department||9", causes=(Cause("last wrong"),))
    assert moves.keys == (Onset(ending="department||1", causes=(Cause("choice", "1"),)), *[wrong] * 11)
    again = Onset((Sound("there?", 600),), Place("main", "prompt", 0, 1, "silence"), causes=(Cause("silence"),))
    assert (moves.wait, moves.auto) == (2000, again)


def test_nobody_hears_a_key_during_a_final_recording() -> None:
    ear = Observer(flow(main=menu(silences_allowed=0)))
    final = ear.moves_from(
        Place(
            "main", "final", 0, 1, "silence", wait=ear.plan.blueprint_of("main").place_at("final", 0, 1, "silence").wait
        )
    )
    assert (final.wait, set(final.keys)) == (800, {None})


def test_a_call_that_goes_round_without_time_passing_stands_still() -> None:
    ear = Observer(flow(one=single("ivr||two"), two=single("ivr||one", greeting="nil")))
    assert ear.answer_call() == Onset(ending="endless", loop=(Sound("nil", 0),))


def test_a_loop_is_written_in_one_way_only() -> None:
    long = flow(one=single("ivr||two", "nil"), two=single("ivr||one", greeting="nil"))
    short = flow(one=single("ivr||one", greeting="nil"))
    assert Observer(long).answer_call() == Observer(short).answer_call()


def test_endings_are_told_by_one_word_for_each_kind() -> None:
    ends = ("ringgroup||1", "Department||1", "hangup||1", "hangup||2", "auto_attendant||7", "extension|| ")
    told = [ending_of(Destination(*end.split("||"))) for end in ends]
    assert told == ["department||1", "department||1", "hangup", "hangup", "virtual_receptionist||7", "hangup"]


def test_where_a_destination_leads() -> None:
    ear = Observer(flow(main=menu(), more=single("voicemail||3")))
    sent = [ear.arrive_at(Destination(*to.split("||"))) for to in ("ivr||more", "ivr||nowhere", "voicemail||3")]
    assert [onset.ending for onset in sent] == ["voicemail||3", "virtual_receptionist||nowhere", "voicemail||3"]
