"""Coverage on a screen: the least covered first, what many menus lack once."""

from dataclasses import replace

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.coverage.tally import Coverage
from simulator.report.coverage_summary import summarize_coverage
from tests.graph.small_flows import PERSON, flow, menu, single


def coverage(of: Flow, *callers: str) -> Coverage:
    found = Coverage(of)
    for caller in callers:
        found.add_call(Rehearsal(of).trace_call(caller)[1])
    return found


def chain(size: int) -> Flow:
    """Menus alike, each behind key 2 of the one before, and a receptionist that no call reaches."""
    menus = {
        f"m{number}": menu({"1": PERSON, "2": f"m{number + 1}" if number + 1 < size else PERSON})
        for number in range(size)
    }
    return replace(flow({**menus, "lost": single(PERSON)}), source="chain")


def test_the_least_covered_comes_first_and_what_menus_share_once() -> None:
    made = flow({"main": menu({"1": PERSON, "2": "hello"}, greeting="4", allowed=(0, 0)), "hello": single(PERSON)})
    assert summarize_coverage(coverage(replace(made, source="small"), "1", "silence")).splitlines() == [
        "Coverage of small: 5 of 11 items (45.4 %)",
        "",
        "       choices  wrong keys  silences  recordings  destinations  barge-in     all",
        "hello        -           -         -           -           0/1         -   0.0 %",
        "main       1/2         0/1       1/1         1/1           2/4       0/1  50.0 %",
        "",
        "Not covered, with the shortest caller who would cover it:",
        "  main: key 2                                                  --caller '2'",
        "  main: a wrong key                                            --caller '0'",
        "  main: reaching hello by a choice                             --caller '2'",
        "  main: reaching the end of the call after the last wrong key  --caller '0'",
        "  main: a key into the greeting, “4”                           --caller 'early:0'",
        "  hello: passing through to Desk                               --caller '2'",
    ]


def test_of_many_menus_the_least_covered_are_listed_and_the_rest_is_counted() -> None:
    lines = summarize_coverage(coverage(chain(30), "1", "2 1")).splitlines()
    assert lines[3].startswith("m2 ")
    assert lines[3:15] == sorted(lines[3:15], key=lambda line: float(line.split()[-2]))
    assert lines[15] == "and 18 more, each 0.0 % or more"
    assert lines[17:21] == [
        "Not covered, with the shortest caller who would cover it:",
        "  all 30 menus: key 1 after one wrong key                            --caller '0 1'",
        "  all 30 menus: key 2 after one wrong key                            --caller '0 2'",
        "  all 30 menus: key 1 after one silence                              --caller 'silence 1'",
    ]
    assert lines[33:] == [
        "  and 143 more items",
        "(ivrsim test --coverage --full lists them all, ivrsim cover writes the tests that are missing)",
        "",
        "Cannot be covered:",
        "  lost: all of it: no call reaches it",
    ]


def test_where_all_is_covered_the_table_says_it_all(clinic: Flow) -> None:
    made = flow({"main": menu({"1": PERSON}, allowed=(0, 0))})
    assert summarize_coverage(coverage(made, "1", "2", "silence")).splitlines()[1:] == [
        "",
        "      choices  wrong keys  silences  recordings  destinations  barge-in    all",
        "main      1/1         1/1       1/1           -           3/3         -  100 %",
    ]


def test_what_cannot_be_covered_is_counted_where_it_is_much() -> None:
    codes = {str(number): PERSON for number in range(1, 3)}
    lost = {f"lost{number}": single(PERSON) for number in range(3)}
    lines = summarize_coverage(coverage(flow({"main": menu(codes), **lost}))).splitlines()
    assert lines[-2:] == ["Cannot be covered:", "  lost0, lost1 and lost2: all of it: no call reaches it"]
