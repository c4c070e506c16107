from hypothesis import given

from simulator.callers.call_record import CallRecord
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.core.places import ENDED
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.survey import Survey, survey_of
from simulator.testing.strategies import flows
from tests.graph.reach.plain_walk import walk
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single, to


def went_to(record: CallRecord) -> Destination | None:
    there = record.outcome.destination
    return None if there is None else Destination(*there.split("||")).canonical


def test_the_shortest_caller_to_each_destination(clinic: Flow) -> None:
    search = Survey(clinic).search_all(Measure.SHORTEST, all_roots=False)
    assert {str(end): found.cost for end, found in search.ends.items()} == {
        "department||108000": Cost(1, 0, "1 "),
        "voicemail||9001": Cost(1, 0, "3 "),
        "extension||050109590001": Cost(1, 0, "0 "),
        "department||108002": Cost(2, 0, "2 1 "),
        "department||108003": Cost(2, 0, "2 2 "),
    }


def test_calls_come_in_at_the_numbers_too_and_the_script_says_where(clinic: Flow) -> None:
    survey = Survey(clinic)
    assert survey.roots == ("main", "billing")
    found = survey.search_all(Measure.SHORTEST).ends[Destination("department", "108002")]
    assert survey.script_of_trail(found.trail).as_json() == {
        "entry": "billing",
        "steps": [{"press": "1", "cue": "prompt", "after": 0.0, "gap": 0.0}],
    }


def test_only_what_callers_come_to_counts() -> None:
    made = flow({"main": menu({"1": PERSON}), "lonely": menu({"1": "main"})})
    assert Survey(made).reachable == ("main",)


def test_of_callers_alike_in_keys_and_time_the_one_with_the_smaller_keys() -> None:
    made = flow({"main": menu({"7": "left", "5": "right"}), "left": menu({"1": PERSON}), "right": menu({"2": PERSON})})
    assert Survey(made).search_all(Measure.SHORTEST).ends[to(PERSON)].cost == Cost(2, 0, "5 2 ")


def test_fewest_keys_may_take_long_and_least_time_many_keys() -> None:
    made = flow({"main": menu({"123": PERSON}, silence=PERSON)})
    survey = Survey(made)
    assert [survey.search_all(measure).ends[to(PERSON)].cost for measure in Measure] == [
        Cost(2, 10_000, "~ ~ "),
        Cost(0, 3, "123 "),
        Cost(0, 10_000, "~ ~ "),
        Cost(2, 10_000, "~ ~ "),
    ]


def test_a_search_may_leave_exits_out_and_end_early() -> None:
    made = flow({"main": menu({"1": "second"}), "second": menu({"1": "third"}), "third": menu({"1": PERSON})})
    survey = Survey(made)
    kept = survey.search_from(["main"], Measure.SHORTEST, lambda way: way.cause != "choice")
    assert (set(kept.receptionists), set(kept.ends)) == ({"main"}, {to(HANGUP)})
    assert set(survey.search_from(["main"], Measure.SHORTEST, until={"second"}).receptionists) == {"main", "second"}


def test_a_caller_of_more_than_a_thousand_steps_is_shown_from_where_a_thousand_lead_on() -> None:
    chain: dict[str, Receptionist] = {f"m{number}": menu({"1": f"m{number + 1}"}) for number in range(1200)}
    made = flow({**chain, "m1200": menu({"1": MACHINE})})
    survey = Survey(made)
    script = survey.script_of_trail(survey.search_all(Measure.SHORTEST).ends[to(MACHINE)].trail)
    assert (script.entry, len(script.steps)) == ("m202", 999)
    assert went_to(Rehearsal(made).play(script)) == to(MACHINE)


def test_a_survey_is_taken_as_it_is(clinic: Flow) -> None:
    survey = Survey(clinic)
    assert survey_of(survey) is survey
    assert survey_of(clinic).flow is clinic


def test_a_loop_of_announcements_reaches_nothing() -> None:
    survey = Survey(flow({"main": single("main")}))
    assert (survey.search_all(Measure.SHORTEST).ends, survey.places, survey.moves) == ({}, 3, 28)


@given(flows())
def test_places_and_moves_are_those_of_a_plain_walk(made: Flow) -> None:
    survey, found = Survey(made), walk(made)
    ended = 0 if ENDED in found.places else 1  # every caller can hang up
    assert (survey.places - ended, survey.moves) == (len(found.places), found.moves)


@given(flows())
def test_the_cheapest_callers_are_those_of_a_plain_walk_by_every_measure(made: Flow) -> None:
    survey = Survey(made)
    for measure in Measure:
        found = {end: tuple(way.cost) for end, way in survey.search_all(measure).ends.items()}
        assert found == walk(made, measure.value).ends


@given(flows())
def test_what_is_heard_first_is_that_of_a_plain_walk(made: Flow) -> None:
    survey = Survey(made)
    heard: dict[str, Cost] = {}
    for key, way in survey.search_all(Measure.SHORTEST).receptionists.items():
        for recording, cost in survey.summary_of(key).recording_costs(Measure.SHORTEST).items():
            on = way.cost.plus(cost)
            heard[recording] = min(on, heard.get(recording, on))
    assert {recording: tuple(cost) for recording, cost in heard.items()} == walk(made).heard


@given(flows())
def test_each_caller_gets_there_in_that_time_when_played(made: Flow) -> None:
    survey, rehearsal = Survey(made), Rehearsal(made)
    for measure in Measure:
        for end, way in survey.search_all(measure).ends.items():
            record = rehearsal.play(survey.script_of_trail(way.trail, patient=measure is Measure.PATIENT))
            assert (went_to(record), round(record.seconds * 1000)) == (end, measure.milliseconds(way.cost))
