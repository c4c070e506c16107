from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.tally import Coverage, Tally
from tests.graph.small_flows import PERSON, flow, menu


def coverage(of: Flow, *callers: str, limit: int = 1000) -> Coverage:
    found = Coverage(of)
    rehearsal = Rehearsal(of, limit=limit)
    for caller in callers:
        found.add_call(rehearsal.trace_call(caller)[1])
    return found


def test_percentages_of_the_whole_and_of_each_receptionist(clinic: Flow) -> None:
    found = coverage(clinic, "9 1", "silence 2 3 early:1", "9 9 9")
    assert (found.calls, found.total, found.total.percent) == (3, Tally(18, 136), 13.2)
    assert {key: found.tally_of(key) for key in clinic.receptionists} == {
        "main": Tally(15, 68),
        "billing": Tally(3, 68),
    }
    assert found.kinds_of("main") == {
        "choice": Tally(3, 36),
        "wrong": Tally(3, 9),
        "silence": Tally(1, 9),
        "recording": Tally(4, 5),
        "destination": Tally(3, 6),
        "barge_in": Tally(1, 3),
    }


def test_hits_count_how_often(clinic: Flow) -> None:
    found = coverage(clinic, "1", "1", "9 1")
    assert found.hits[CoverageItem("main", "choice", 0, 0, "1")] == 2
    assert found.hits[CoverageItem("main", "recording", what="greeting")] == 4


def test_what_is_left_comes_with_the_shortest_caller() -> None:
    small = flow({"main": menu({"1": PERSON}, greeting="4", allowed=(0, 1))})
    left = coverage(small, "1", "silence silence").uncovered()
    assert [(item.kind, item.wrong_keys, item.silences, caller.as_line()) for item, caller in left] == [
        ("choice", 0, 1, "silence 1"),
        ("wrong", 0, 0, "0"),
        ("wrong", 0, 1, "silence 0"),
        ("destination", 0, 0, "0"),
        ("barge_in", 0, 0, "early:0"),
    ]
    callers = [str(caller.as_line()) for _, caller in left]
    assert coverage(small, "1", "silence silence", *callers).total == Tally(11, 11)


def test_an_endless_call_covers_what_happens_in_it() -> None:
    trap = flow({"main": menu({"1": PERSON}, silence="main", greeting="4", allowed=(0, 0))})
    assert coverage(trap, "", limit=3).hits == {
        CoverageItem("main", "recording", what="greeting"): 3,
        CoverageItem("main", "silence"): 3,
        CoverageItem("main", "destination", what="main", cause="silence"): 3,
    }


def test_a_hundred_per_cent_means_all() -> None:
    assert (Tally(9999, 10_000).percent, Tally(10_000, 10_000).percent, Tally(0, 0).percent) == (99.9, 100.0, 100.0)
    assert (Tally(9999, 10_000).reaches(99.99), Tally(9999, 10_000).reaches(100)) == (True, False)


def test_what_nobody_can_reach_counts_for_nothing() -> None:
    two = flow({"main": menu({"1": PERSON}), "lost": menu({"1": PERSON})})
    assert list(coverage(two).by_receptionist) == ["main"]
    entered = Coverage(two)
    entered.add_call(Rehearsal(two).trace_call({"entry": "lost", "steps": [{"press": "1"}]})[1])
    assert entered.total.covered == 0
