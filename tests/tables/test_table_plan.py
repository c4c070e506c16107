"""The rows and the call plan say the same of every place that a call can come to."""

from dataclasses import replace
from itertools import islice

from hypothesis import given

from simulator.config.flow import Flow
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.events import ALPHABET, ANSWERED, KEYS
from simulator.core.places import Place
from simulator.tables.table_plan import TablePlan
from simulator.testing.strategies import flows
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single

PLACES_MOST = 60


@given(flows(worlds=True) | flows(worlds=True, returns=True))
def test_rows_and_blueprints_have_the_same_arcs(made: Flow) -> None:
    plain, rows = CallPlan(made), TablePlan(made)
    for place in islice(plain.reachable_places(), PLACES_MOST):
        arcs = {arc.trigger: arc for arc in plain.arcs_from(place)}
        looked_up = {trigger: arc for trigger in ALPHABET if (arc := rows.find_arc(place, trigger))}
        assert looked_up == arcs
        assert {name: arc.dest.wait for name, arc in looked_up.items()} == {
            name: arc.dest.wait for name, arc in arcs.items()
        }  # which equality of places leaves out
        if arcs:
            assert [arc and (arc.effects, arc.dest) for arc in rows.key_arcs(place)] == [
                None if arcs[key].internal else (arcs[key].effects, arcs[key].dest) for key in KEYS
            ]
            assert rows.hears_keys(place) == any(not arcs[key].internal for key in KEYS)


def test_keys_with_one_result_share_it() -> None:
    rows = TablePlan(flow({"main": menu({"1": PERSON, "12": PERSON}, greeting="4")}))
    arcs = rows.key_arcs(rows.start_place("main"))
    assert [(arc.trigger, arc.dest.name) for arc in arcs if arc] == [
        ("1", "main/0,0/collecting/1"),
        *[("2", "main/1,0/prompt/wrong/0")] * 11,
    ]
    assert len({id(arc) for arc in arcs}) == 2
    collecting = rows.key_arcs(rows.arc_from(rows.start_place("main"), "1").dest)
    assert [id(arc) for arc in collecting[2:]] == [id(arc) for arc in arcs[2:]]


def test_a_start_is_where_a_call_is_once_it_has_entered() -> None:
    made = flow({"main": menu({"1": "info"}), "info": single(HANGUP, greeting="4")})
    rows = TablePlan(made)
    assert [rows.start_place(key) for key in made.receptionists] == [
        Place("main", "listening"),
        Place("info", "forward"),
    ]
    assert rows.arc_from(rows.ringing_place(), ANSWERED) == CallPlan(made).arcs_from(rows.ringing_place())[0]


def test_a_place_of_no_receptionist_has_no_station() -> None:
    rows = TablePlan(flow({"main": menu({"1": PERSON})}))
    ringing = rows.ringing_place()
    assert (rows.station_at(ringing), rows.hears_keys(ringing)) == (None, False)
    assert rows.key_arcs(ringing) == (None,) * 12
    assert rows.find_arc(ringing, "1") == Arc("1", (), ringing, internal=True)
    station = rows.station_at(rows.start_place("main"))
    assert station is not None
    assert station.key == "main"


@given(flows(most=3, most_options=3) | flows(most=3, worlds=True, returns=True))
def test_the_plan_of_a_changed_flow_says_what_its_own_says(made: Flow) -> None:
    plan, key = TablePlan(made), [*made.receptionists][-1]
    other = made.receptionists[key].model_copy(update={"wrong_keys_allowed": 4, "silence_destination_type": "hangup"})
    changed = replace(made, receptionists={**made.receptionists, key: other})
    shared, alone = plan.changed_in(changed, key), TablePlan(changed)
    for place in islice(CallPlan(changed).reachable_places(), PLACES_MOST):
        plan.key_arcs(plan.start_place(key))  # what was asked of the unchanged flow is not mixed up
        assert shared.key_arcs(place) == alone.key_arcs(place)
        for trigger in ALPHABET:
            assert shared.find_arc(place, trigger) == alone.find_arc(place, trigger)


def test_a_choice_that_leads_to_the_same_has_one_arc_in_both_flows() -> None:
    made = flow({"main": menu({"1": PERSON, "2": "main"}), "info": single(HANGUP)})
    rows = TablePlan(made)
    changed = rows.changed_in(
        flow({"main": menu({"1": PERSON, "2": "main"}, allowed=(5, 5)), "info": single(HANGUP)}), "main"
    )
    old, new = rows.key_arcs(rows.start_place("main")), changed.key_arcs(changed.start_place("main"))
    assert [before is after for before, after in zip(old, new, strict=True)] == [True] + [False] * 11
