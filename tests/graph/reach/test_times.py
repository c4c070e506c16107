from dataclasses import replace
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import NOWHERE, Destination
from simulator.config.semantics import Semantics
from simulator.graph.reach.departures import is_circle
from simulator.graph.reach.loops import ways_back
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.times import (
    destination_times,
    effort_to_person,
    is_person,
    keys_to_person,
    longest_times,
    passive_exit,
    person_destinations,
    persons_in_reach,
    silent_seconds,
    time_to_person,
)
from simulator.graph.worlds import flow_worlds
from simulator.testing.strategies import flows
from tests.graph.reach.plain_passive import OneMistake, PlainEnd
from tests.graph.reach.plain_walk import longest, walk
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single, to


def test_best_shortest_and_worst_time_of_each_destination() -> None:
    made = flow({"main": menu({"1": PERSON, "2": "sub"}, greeting="8"), "sub": menu({"1": MACHINE}, greeting="4")})
    shown = [
        (str(one.destination), one.best.milliseconds, one.shortest and one.shortest.milliseconds, one.worst)
        for one in destination_times(made)
    ]
    assert shown == [
        ("department||10", 0, 8000, 13_000 + 2 * 12_999),
        ("hangup||1", 0, 16_000, 13_000 + 2 * 12_999 + 9000 + 8999 + 9000),
        ("voicemail||9001", 0, 12_000, 13_000 + 2 * 12_999 + 9000 + 2 * 8999),
    ]


def test_a_way_back_does_not_count_for_the_slowest() -> None:
    made = flow({"main": menu({"1": "sub"}), "sub": menu({"1": PERSON, "9": "main"})})
    assert longest_times(Survey(made))[to(PERSON)] == 2 * (5000 + 2 * 4999)


def test_where_mistakes_lead_round_there_is_no_limit() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="main")})
    assert longest_times(Survey(made)) == {to(PERSON): None, to(HANGUP): None}


def test_who_cannot_interrupt_gets_nowhere_where_no_time_is_left() -> None:
    item = menu({"1": PERSON}, timeout=0, greeting="8")
    made = flow({"main": item}, semantics=Semantics(zero_timeout_seconds=0))
    assert [one.shortest for one in destination_times(made) if one.destination == to(PERSON)] == [None]


def test_persons_are_known_from_the_catalogue_or_perhaps() -> None:
    made = flow({"main": menu({"1": PERSON, "2": MACHINE, "3": "extension||77"})})
    unknown = Destination("extension", "77")
    assert person_destinations(made) == {to(PERSON), unknown}
    assert person_destinations(made, perhaps=False) == {to(PERSON)}
    assert [is_person(made, to(word)) for word in (HANGUP, "ivr||gone")] == [False, False]


def test_time_and_keys_to_a_person_are_of_who_chooses_and_hears_everything_out() -> None:
    made = flow({"main": menu({"1": "sub"}, greeting="8", silence=PERSON), "sub": menu({"12": PERSON}, greeting="4")})
    found = time_to_person(made)
    assert found is not None
    assert (found.keys, found.silences, found.milliseconds) == (3, 0, 12_000)
    assert (keys_to_person(made), effort_to_person(made)) == (3, found[:-1])
    assert Rehearsal(made).play(found.caller).seconds == 12.0


def test_no_person_by_choices() -> None:
    made = flow({"main": menu({"1": MACHINE}, silence=PERSON)})
    assert (time_to_person(made), effort_to_person(made), keys_to_person(made)) == (None, None, None)
    assert persons_in_reach(made) == {"main"}


def test_from_where_a_person_can_be_reached() -> None:
    made = flow({"main": menu({"1": "up", "2": "down"}), "up": menu({"1": PERSON}), "down": menu({"1": MACHINE})})
    assert persons_in_reach(made) == {"main", "up"}


def test_how_long_a_silent_caller_is_kept() -> None:
    made = flow(
        {
            "main": menu({"1": PERSON}, greeting="8", silence="on"),
            "on": single("last", greeting="3"),
            "last": menu({}, silence="last"),
            "good": menu({"1": PERSON}),
        }
    )
    assert silent_seconds(made) is None
    assert silent_seconds(made, "good") == 10.0
    assert passive_exit(Survey(made), "main", wrong_keys=True) == (0, to(HANGUP), 25_998)


@given(flows())
def test_the_slowest_callers_are_those_of_a_plain_walk(made: Flow) -> None:
    survey = Survey(made)
    back = {(way.receptionist, way.code) for way in ways_back(survey)}
    plain = {end: None if most == inf else most for end, most in longest(made, back).items()}
    assert plain == {end: most for end, most in longest_times(survey).items() if end in plain}


@given(flows())
def test_every_time_is_that_of_its_caller(made: Flow) -> None:
    rehearsal = Rehearsal(made)
    for one in destination_times(made):
        for reached in (one.best, one.shortest):
            if reached is not None:
                record = rehearsal.play(reached.caller)
                assert (record.seconds * 1000, len(record.keys)) == (reached.milliseconds, reached.keys)


@given(flows())
def test_a_silent_caller_is_kept_as_long_as_the_played_one(made: Flow) -> None:
    rehearsal = Rehearsal(made, limit=300)  # a silent call is somewhere again long before
    for key in Survey(made).reachable:
        record = rehearsal.play({"entry": key, "steps": []})
        assert silent_seconds(made, key) == (None if record.outcome.kind == "endless" else record.seconds)


@given(flows())
def test_every_destination_has_its_times(made: Flow) -> None:
    assert {one.destination for one in destination_times(made)} == set(walk(made).ends)


@given(flows() | flows(most=3, most_options=3, returns=True))
def test_callers_of_one_mistake_get_out_where_and_when_a_plain_walk_does(made: Flow) -> None:
    survey = Survey(made)
    for mistake in ("silence", "wrong"):
        callers = OneMistake(made, mistake)
        for key in made.receptionists:
            out = passive_exit(survey, key, wrong_keys=mistake == "wrong")
            end = out and (None if out.destination.is_blank or out.destination == NOWHERE else out.destination)
            assert callers.ends_from(key) == (out and {PlainEnd(end, out.milliseconds, out.slowest)})


@given(flows(most=3, worlds=True), st.data())
def test_so_they_do_where_somebody_picks_up_each_telephone(drawn: Flow, data: st.DataObject) -> None:
    world = data.draw(st.sampled_from(flow_worlds(replace(drawn, number="", numbers={}))))
    survey = Survey(world.flow)
    for mistake in ("silence", "wrong"):
        callers = OneMistake(world.flow, mistake)
        for key in world.flow.receptionists:
            out = passive_exit(survey, key, wrong_keys=mistake == "wrong")
            plain = callers.ends_from(key)
            if plain is None:
                assert out is None or is_circle(world.flow, out.destination)
            else:
                assert out is not None
                end = None if out.destination.is_blank else out.destination
                assert plain == {PlainEnd(end, out.milliseconds, out.slowest)}
