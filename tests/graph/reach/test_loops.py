from collections.abc import Mapping
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, Route
from simulator.graph.menu_rounds import Mistake
from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.loops import BackChoice, EndlessCycle, Kind, find_loops, ways_back
from simulator.graph.reach.survey import Survey
from simulator.testing.strategies import flows
from tests.graph.reach.plain_passive import OneMistake
from tests.graph.reach.plain_search import plain_circles, random_flow
from tests.graph.reach.plain_walk import mistakes_can_go_round, wrong_keys_can_go_round
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single, to

KINDS: tuple[Kind, ...] = ("silent", "wrong-keys", "mixed", "zero-time")

ROUNDS = 300
"""A call is somewhere again long before, in the four menus that are generated, with up to three mistakes of a kind."""


def of_kind(made: Flow, kind: Kind) -> list[EndlessCycle]:
    return [loop for loop in find_loops(made) if loop.kind == kind]


def kinds(made: Flow) -> list[str]:
    return [loop.kind for loop in find_loops(made)]


def did(loop: EndlessCycle) -> list[str]:
    return [step.press or "silence" for step in loop.caller.steps]


def ends(made: Flow, loop: EndlessCycle) -> str:
    return Rehearsal(made).play(loop.caller).outcome.kind


def test_acts_are_keys_and_silences_as_far_as_a_script_goes() -> None:
    made = flow({"main": menu({"12": "on"}), "on": menu({}, silence="on", wrong="on")})
    assert {loop.kind: loop.acts for loop in find_loops(made)} == {"silent": 2, "wrong-keys": 1000, "mixed": 1000}


def test_a_sound_flow_has_none(clinic: Flow) -> None:
    assert find_loops(clinic) == ()


def test_the_example_of_a_loop_that_needs_both_mistakes() -> None:
    main = menu({"1": PERSON}, silence="night", wrong=PERSON, allowed=(0, 0))
    night = menu({"1": PERSON}, silence=PERSON, wrong="main", allowed=(0, 0))
    (mixed,) = find_loops(flow({"main": main, "night": night}))
    assert (mixed.kind, mixed.receptionists, did(mixed)[:4]) == ("mixed", ("main", "night"), ["silence", "0"] * 2)
    night = menu({"1": PERSON}, silence="main", wrong="main", allowed=(0, 0))
    assert kinds(flow({"main": main, "night": night})) == ["silent", "mixed"]


def test_silence_that_leads_back_to_its_own_menu() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="main")})
    (loop,) = of_kind(made, "silent")
    assert (loop.receptionists, loop.fields, did(loop)) == (("main",), ("silence_destination_id",), [])
    assert ends(made, loop) == "endless"


def test_silence_that_leads_round_several_menus_behind_a_key() -> None:
    made = flow(
        {
            "main": menu({"1": PERSON, "2": "day"}),
            "day": menu({"1": PERSON}, silence="night"),
            "night": menu({"1": PERSON}, silence="day"),
        }
    )
    (loop,) = of_kind(made, "silent")
    assert (loop.receptionists, loop.fields) == (("day", "night"), ("silence_destination_id",) * 2)
    assert (did(loop), ends(made, loop), loop.since) == (["2"], "endless", "day")


def test_wrong_keys_that_lead_round() -> None:
    made = flow({"main": menu({"1": PERSON}, wrong="main")})
    assert kinds(made) == ["wrong-keys", "mixed"]
    (loop,) = of_kind(made, "wrong-keys")
    assert (loop.receptionists, loop.fields) == (("main",), ("wrong_key_destination_id",))
    assert (set(did(loop)), len(did(loop)), ends(made, loop)) == ({"0"}, 1000, "endless")


def test_wrong_keys_and_silence_that_lead_round_together() -> None:
    made = flow(
        {
            "main": menu({"1": PERSON}, wrong="other", silence=HANGUP),
            "other": menu({"1": PERSON}, wrong=HANGUP, silence="main"),
        }
    )
    (loop,) = find_loops(made)
    assert (loop.kind, loop.receptionists) == ("mixed", ("main", "other"))
    assert loop.fields == ("wrong_key_destination_id", "silence_destination_id")
    assert (did(loop)[:8], ends(made, loop)) == (["0", "0", "silence", "silence"] * 2, "endless")


def test_announcements_that_lead_round_without_a_pause() -> None:
    made = flow({"main": menu({"1": "a", "2": PERSON}), "a": single("b"), "b": single("a")})
    (loop,) = of_kind(made, "zero-time")
    assert (loop.receptionists, loop.fields) == (("a", "b"), ("forward_destination_id",) * 2)
    assert (did(loop), ends(made, loop)) == (["1"], "endless")


def test_announcements_with_something_to_hear_take_time() -> None:
    made = flow({"main": single("main", greeting="3")})
    assert kinds(made) == ["silent", "wrong-keys", "mixed"]


def test_keys_that_lead_back_are_fine_and_are_listed() -> None:
    made = flow({"main": menu({"1": "sub", "2": PERSON}), "sub": menu({"9": "main", "1": PERSON})})
    assert (find_loops(made), ways_back(made)) == ((), (BackChoice("sub", "9", "main"),))


def test_where_neither_menu_is_before_the_other_both_keys_are_listed() -> None:
    made = flow({"main": menu({"1": "a", "2": "b"}), "a": menu({"1": "b"}), "b": menu({"1": "a"})})
    assert ways_back(made) == (BackChoice("a", "1", "b"), BackChoice("b", "1", "a"))


def test_a_round_with_a_silence_and_a_key_is_chosen_by_the_key() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="other"), "other": menu({"1": "main"})})
    assert (find_loops(made), ways_back(made)) == ((), (BackChoice("other", "1", "main"),))


def test_what_nobody_comes_to_does_not_count() -> None:
    made = flow({"main": menu({"1": PERSON}), "lonely": menu({"1": PERSON}, silence="lonely")})
    assert find_loops(made) == ()


def test_what_a_number_leads_to_counts() -> None:
    made = flow(
        {"main": menu({"1": PERSON}), "night": menu({"1": PERSON}, silence="night")}, numbers={"+441632960001": "night"}
    )
    (loop,) = of_kind(made, "silent")
    assert (loop.caller.entry, did(loop), ends(made, loop)) == ("night", [], "endless")


def test_many_menus_that_lead_to_themselves_are_all_found() -> None:
    made = flow({"main": menu({"1": "a", "2": "b"}), "a": menu({}, silence="a"), "b": menu({}, silence="b")})
    assert [loop.receptionists for loop in of_kind(made, "silent")] == [("a",), ("b",)]


@given(flows())
def test_every_caller_of_a_loop_is_endless_when_played(made: Flow) -> None:
    rehearsal = Rehearsal(made, limit=ROUNDS)
    assert [loop for loop in find_loops(made) if rehearsal.play(loop.caller).outcome.kind != "endless"] == []


@given(flows())
def test_a_silent_loop_is_there_when_some_silent_call_is_endless(made: Flow) -> None:
    rehearsal = Rehearsal(made, limit=ROUNDS)
    calls = [rehearsal.play({"entry": key, "steps": []}) for key in Survey(made).reachable]
    assert bool(of_kind(made, "silent")) == any(call.outcome.kind == "endless" for call in calls)


@given(flows())
def test_a_silent_call_is_endless_where_a_loop_says_so(made: Flow) -> None:
    rehearsal = Rehearsal(made, limit=ROUNDS)
    for loop in of_kind(made, "silent"):
        for key in loop.receptionists:
            assert rehearsal.play({"entry": key, "steps": []}).outcome.kind == "endless"


@given(flows())
def test_loops_are_there_when_a_plain_walk_can_go_round(made: Flow) -> None:
    assert bool(of_kind(made, "mixed")) == mistakes_can_go_round(made)
    assert bool(of_kind(made, "wrong-keys")) == wrong_keys_can_go_round(made)


def test_the_circles_are_those_that_a_plain_look_finds() -> None:
    for seed in range(500):
        survey = Survey(random_flow(seed))

        def by_mistake(key: str, mistake: Mistake, survey: Survey = survey) -> list[Exit]:
            return [exit for exit, _ in survey.summary_of(key).exits_by_mistake(mistake)]

        def by_any_mistake(key: str, survey: Survey = survey) -> list[Exit]:
            return [exit for exit in survey.summary_of(key).exits if exit.cause != "choice"]

        loops = find_loops(survey)
        found = {kind: {frozenset(loop.receptionists) for loop in loops if loop.kind == kind} for kind in KINDS}
        assert found["silent"] == plain_circles(survey, lambda key: by_mistake(key, "silence")), seed
        assert found["wrong-keys"] == plain_circles(survey, lambda key: by_mistake(key, "wrong")), seed
        # of a group in which mistakes lead round, the loop is one circle
        groups = plain_circles(survey, by_any_mistake)
        assert len(found["mixed"]) == len(groups), seed
        assert all(any(circle <= group for group in groups) for circle in found["mixed"]), seed


def test_who_goes_round_if_one_telephone_is_busy_and_another_rings_out() -> None:
    made = ringing_flow({"m1": "A", "m2": "B", "m3": PERSON, "m4": PERSON}, {"A": ("m3", "m2"), "B": ("m1", "m4")})
    (loop,) = of_kind(made, "silent")
    assert (loop.receptionists, loop.caller.given) == (
        ("m1", "m2"),
        {"department||A": "busy", "department||B": "no answer"},
    )
    assert (did(loop), ends(made, loop)) == ([], "endless")


@given(st.integers(0, 2**32))
def test_telephones_lead_round_where_a_plain_look_does(seed: int) -> None:
    """In every group of menus that lead to each other by some answers, and nowhere else."""
    chance = Random(seed)
    menus, telephones = [f"m{number}" for number in range(5)], "ABCD"
    onward = [*menus, PERSON, PERSON]
    silence = {key: chance.choice((*telephones, PERSON)) for key in menus}
    made = ringing_flow(silence, {name: (chance.choice(onward), chance.choice(onward)) for name in telephones})
    survey = Survey(made)
    circles = [frozenset(loop.receptionists) for loop in of_kind(made, "silent")]
    groups = plain_circles(survey, lambda key: [exit for exit, _ in survey.summary_of(key).exits_by_mistake("silence")])
    assert all(any(circle <= group for circle in circles) for group in groups)
    assert all(any(circle <= group for group in groups) for circle in circles)
    assert [loop for loop in of_kind(made, "silent") if ends(made, loop) != "endless"] == []
    callers = OneMistake(made, "silence", answer=True)
    assert bool(groups) == any(callers.ends_from(key) is None for key in survey.reachable)


def ringing_flow(silence: Mapping[str, str], telephones: Mapping[str, tuple[str, str]]) -> Flow:
    """Menus by where silence leads, and telephones by where calls go that nobody takes, and those that find it busy."""

    def there(word: str) -> str:
        return f"ringgroup||{word}" if word in telephones else word

    made = flow({key: menu({"1": PERSON}, wrong=HANGUP, silence=there(word)) for key, word in silence.items()})
    routes: dict[Destination, Route] = {
        to(there(name)).canonical: PersonRoute(1000, no_answer=to(there(rung)), busy=to(there(busy)))
        for name, (rung, busy) in telephones.items()
    }
    return replace(made, routes=routes)
