from simulator.config.receptionist import Destination
from simulator.config.semantics import Semantics
from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.exits import Summaries
from simulator.graph.reach.measure import Cost, Measure
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu, single, to


def test_every_way_out_with_the_fewest_keys_and_silences() -> None:
    found = Summaries(flow({"main": menu({"1": PERSON, "22": MACHINE}, greeting="8")})).summary_of("main")
    assert dict(zip(found.exits, found.exit_costs(Measure.SHORTEST), strict=True)) == {
        Exit("choice", "1", to(PERSON)): Cost(1, 0, "1 "),
        Exit("choice", "22", to(MACHINE)): Cost(2, 0, "22 "),
        Exit("wrong", "", to(HANGUP)): Cost(2, 0, "0 0 "),
        Exit("silence", "", to(HANGUP)): Cost(2, 26_000, "~ ~ "),
    }


def test_who_hears_recordings_out_takes_longer() -> None:
    found = Summaries(flow({"main": menu({"1": PERSON}, greeting="8")})).summary_of("main")
    assert found.exit_costs(Measure.PATIENT)[0] == Cost(1, 8000, "1 ")


def test_the_slowest_way_to_a_choice() -> None:
    found = Summaries(flow({"main": menu({"12": PERSON}, allowed=(0, 0))})).summary_of("main")
    assert found.longest_time(found.exits[0]) == 4999 + 2999


def test_a_code_that_cannot_be_typed_is_no_way_out() -> None:
    semantics = Semantics(collect="first_match")
    found = Summaries(flow({"main": menu({"1": PERSON, "12": MACHINE})}, semantics=semantics)).summary_of("main")
    assert [exit.code for exit in found.exits] == ["1", "", ""]


def test_where_no_time_is_left_for_a_key_only_silence_leads_out() -> None:
    semantics = Semantics(zero_timeout_seconds=0)
    found = Summaries(flow({"main": menu({"1": PERSON}, timeout=0)}, semantics=semantics)).summary_of("main")
    assert found.exits == (Exit("silence", "", to(HANGUP)),)


def test_an_announcement_has_one_way_out() -> None:
    found = Summaries(flow({"main": single(PERSON, greeting="6")})).summary_of("main")
    assert (found.exits, found.exit_costs(Measure.SHORTEST), found.longest_time(found.exits[0]), found.places) == (
        (Exit("forward", "", Destination("department", "10")),),
        (Cost(0, 6000),),
        6000,
        1,
    )
    assert found.exit_by_mistake("wrong") == (found.exits[0], Cost(0, 6000))
    assert found.slowest_alone("wrong") == 6000


def test_an_announcement_plays_its_greeting_whatever_else_it_names() -> None:
    left_over = {"silence_retry_recording": "5", "wrong_key_final_recording": "7"}
    found = Summaries(flow({"main": single(PERSON, greeting="4").model_copy(update=left_over)})).summary_of("main")
    assert found.exit_costs(Measure.SHORTEST) == (Cost(0, 4000, ""),)


def test_menus_alike_share_nothing_that_is_their_own() -> None:
    codes, semantics = {"1": PERSON, "12": MACHINE}, Semantics(collect="terminated")
    menus = {
        "five": menu(codes, timeout=5),
        "none": menu(codes, timeout=0),  # no wait for a further key
        "seven": menu(codes, timeout=7),
        "patient": menu(codes, timeout=5, allowed=(2, 1)),
        "greets": menu(codes, timeout=5, greeting="8"),
    }
    together = Summaries(flow(menus, semantics=semantics))
    for key, item in menus.items():
        shared, alone = together.summary_of(key), Summaries(flow({key: item}, semantics=semantics)).summary_of(key)
        assert (shared.exits, shared.places) == (alone.exits, alone.places)
        assert shared.exit_costs(Measure.SHORTEST) == alone.exit_costs(Measure.SHORTEST)
        assert [shared.longest_time(exit) for exit in shared.exits] == [
            alone.longest_time(exit) for exit in alone.exits
        ]


def test_what_is_heard_by_its_id() -> None:
    item = menu({"1": PERSON}, greeting="8", silence_retry_recording="2", wrong_key_retry_recording="2")
    found = Summaries(flow({"main": item})).summary_of("main")
    assert found.recording_costs(Measure.SHORTEST) == {"8": Cost(0, 0), "2": Cost(1, 0, "0 ")}


def test_menus_alike_share_what_their_mistakes_cost() -> None:
    made = Summaries(flow({"main": menu({"1": PERSON}), "other": menu({"1": MACHINE})}))
    assert made.summary_of("main").tries is made.summary_of("other").tries
