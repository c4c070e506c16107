"""How good a flow's tests are, by mutants of the flow."""

from __future__ import annotations

from simulator import Flow, play
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.flowtests.mutants import Mutant, MutationScore, SmallMistake, list_mutants, score_report, score_suite
from tests.core import test_announcement_blueprint as announced
from tests.core import test_return_rules as returning
from tests.graph.small import changed, flow, menu, single

MAIN = flow(main=menu(k1="department||1", k2="ivr||more", k3="department||1"), more=single("hangup||1", "bye"))


def no_test(_: Mutant) -> str | None:
    return None


def two_tests(mutant: Mutant) -> str | None:
    """A silent caller, and one who presses 1."""
    for script in ("", "1"):
        found, expected = play(mutant.flow, script), play(MAIN, script)
        if (found.outcome, found.heard) != (expected.outcome, expected.heard):
            return f"plays {script!r}"
    return None


def test_every_small_mistake_is_made_once() -> None:
    assert [(mutant.receptionist, mutant.change) for mutant in list_mutants(MAIN)] == [
        ("main", "options 1 and 2 lead where the other did"),
        ("main", "options 2 and 3 lead where the other did"),
        ("main", "option 1 dropped"),
        ("main", "option 2 dropped"),
        ("main", "option 3 dropped"),
        ("main", "incorrect_count 1 -> 0"),
        ("main", "incorrect_count 1 -> 2"),
        ("main", "timeout_retries 1 -> 0"),
        ("main", "timeout_retries 1 -> 2"),
        ("main", "invalid_recording and recording_invalid exchanged"),
        ("main", "invalid_destination_type, invalid_destination_id department||9 -> department||1"),
        ("main", "timeout_retry_recording and timeout_recording exchanged"),
        ("main", "timeout_destination_type, timeout_destination_id department||8 -> department||1"),
        ("main", "timeout 2 -> 4"),
        ("more", "forward_destination_type, forward_destination_id hangup||1 -> department||1"),
    ]


def test_each_mutant_is_a_flow_of_its_own() -> None:
    dropped = next(mutant for mutant in list_mutants(MAIN) if mutant.change == "option 1 dropped")
    assert dropped == Mutant("main", "option 1 dropped", changed(MAIN, "main", entries=_without_first()))


def _without_first() -> object:
    return (MAIN.receptionists["main"].entries or ())[1:]


def test_what_tests_catch_and_what_survives() -> None:
    found = score_suite(MAIN, two_tests)
    assert {(killed.mutant.change, killed.test) for killed in found.killed} == {
        ("options 1 and 2 lead where the other did", "plays '1'"),
        ("option 1 dropped", "plays '1'"),
        ("timeout_retries 1 -> 0", "plays ''"),
        ("timeout_retries 1 -> 2", "plays ''"),
        ("timeout_retry_recording and timeout_recording exchanged", "plays ''"),
        ("timeout_destination_type, timeout_destination_id department||8 -> department||1", "plays ''"),
    }
    caught_by = {survivor.mutant.change: survivor.caller.as_line() for survivor in found.survivors}
    assert caught_by["option 2 dropped"] == "2"
    assert caught_by["incorrect_count 1 -> 2"] == "4 4"
    assert caught_by["timeout 2 -> 4"] == ""
    assert found.score == len(found.killed) / (len(found.killed) + len(found.survivors))


def test_equivalent_mutants_are_found_by_comparing() -> None:
    hidden = flow("freepbx-first-match", main=menu(k1="department||1", k12="department||2"))
    found = score_suite(hidden, no_test)
    assert [mutant.change for mutant in found.equivalent] == ["option 12 dropped"]


def test_a_receptionist_behind_a_number_is_not_out_of_reach() -> None:
    more = {**MAIN.receptionists, "main": menu(k1="department||1")}
    numbered = Flow("main", more, numbers={"+441632960001": "more"}, lengths=MAIN.lengths)
    assert [survivor.mutant.receptionist for survivor in score_suite(numbered, no_test).survivors][-1] == "more"


def test_the_report_lists_every_survivor_with_its_catcher() -> None:
    small = flow(main=single("department||1", "hello"))
    assert score_report(small, score_suite(small, no_test)) == [
        "Mutation score 0%: 0 of 1 mutants caught",
        "  survived  Announcement (main): forward_destination_type, forward_destination_id department||1 -> hangup||1",
        "            would be caught by a caller who stays silent: is now hung up on (before: reaches department||1)",
        "            --caller ''",
    ]
    assert score_report(small, MutationScore((), (), (SmallMistake("main", "changed"),))) == [
        "Mutation score 100%: 0 of 0 mutants caught; 1 more are equivalent: no caller can tell them"
    ]


def test_a_mutant_does_not_go_back_where_its_flow_does() -> None:
    main, sub = returning.menu("main", 1, k1="sub"), returning.menu("sub", 1)
    returning_flow = returning.flow_of(main, sub, after=("sub",))
    changes = [mutant.change for mutant in list_mutants(returning_flow) if mutant.receptionist == "sub"]
    assert changes[-2:] == ["return_after without wrong", "return_after without silence"]


def test_a_mutant_does_not_announce_as_its_flow_does() -> None:
    own = AnnouncementSettings(pause=True, skip=True)
    flow = announced.flow_of([announced.tip("a", "department||1")], a=own)
    mutants = [mutant for mutant in list_mutants(flow) if mutant.change.startswith("announcement")]
    assert [(mutant.change, mutant.flow.receptionists["a"].engine.announcement) for mutant in mutants] == [
        ("announcement without pause", AnnouncementSettings(skip=True)),
        ("announcement without skip", AnnouncementSettings(pause=True)),
    ]
