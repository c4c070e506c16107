from dataclasses import replace

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.coverage.tally import Coverage, Tally
from simulator.report.coverage_report import coverage_json, coverage_text, percent_text
from tests.graph.small_flows import PERSON, flow, menu, single


def coverage(of: Flow, *callers: str) -> Coverage:
    found = Coverage(of)
    for caller in callers:
        found.add_call(Rehearsal(of).trace_call(caller)[1])
    return found


SMALL = replace(
    flow(
        {
            "main": menu({"1": PERSON, "2": "hello"}, greeting="4", allowed=(0, 0)),
            "hello": single(PERSON),
            "lost": single(PERSON),
        }
    ),
    source="small",
)


def test_the_report_for_people() -> None:
    assert coverage_text(coverage(SMALL, "1", "silence")) == (
        "Coverage of small: 5 of 11 items (45.4 %)\n"
        "\n"
        "       choices  wrong keys  silences  recordings  destinations  barge-in     all\n"
        "main       1/2         0/1       1/1         1/1           2/4       0/1  50.0 %\n"
        "hello        -           -         -           -           0/1         -   0.0 %\n"
        "\n"
        "Not covered, with the shortest caller who would cover it:\n"
        "  main: key 2                                                  --caller '2'\n"
        "  main: a wrong key                                            --caller '0'\n"
        "  main: reaching hello by a choice                             --caller '2'\n"
        "  main: reaching the end of the call after the last wrong key  --caller '0'\n"
        "  main: a key into the greeting, “4”                           --caller 'early:0'\n"
        "  hello: passing through to Desk                               --caller '2'\n"
        "\n"
        "Cannot be covered:\n"
        "  lost: all of it: no call reaches it"
    )


def test_where_all_is_covered_the_table_says_it_all() -> None:
    assert coverage_text(coverage(SMALL, "1", "2", "silence", "early:0")).splitlines()[:4] == [
        "Coverage of small: 11 of 11 items (100 %)",
        "",
        "       choices  wrong keys  silences  recordings  destinations  barge-in    all",
        "main       2/2         1/1       1/1         1/1           4/4       1/1  100 %",
    ]


def test_every_item_is_listed(clinic: Flow) -> None:
    lines = coverage_text(coverage(clinic)).splitlines()
    assert len([line for line in lines if "--caller" in line]) == 136


def test_the_report_for_programs() -> None:
    told = coverage_json(coverage(SMALL, "1", "early:0", "silence"))
    assert {name: told[name] for name in ("flow", "semantics", "calls", "covered", "of", "percent", "unreachable")} == {
        "flow": "small",
        "semantics": "acefone",
        "calls": 3,
        "covered": 8,
        "of": 11,
        "percent": 72.7,
        "unreachable": [{"receptionist": "lost", "what": "all of it", "why": "no call reaches it"}],
    }
    assert told["receptionists"][1] == {
        "receptionist": "hello",
        "name": "hello",
        "covered": 0,
        "of": 1,
        "percent": 0.0,
        "kinds": {
            "choice": {"covered": 0, "of": 0, "percent": 100.0},
            "wrong": {"covered": 0, "of": 0, "percent": 100.0},
            "silence": {"covered": 0, "of": 0, "percent": 100.0},
            "recording": {"covered": 0, "of": 0, "percent": 100.0},
            "destination": {"covered": 0, "of": 1, "percent": 0.0},
            "barge_in": {"covered": 0, "of": 0, "percent": 100.0},
        },
        "uncovered": [
            {
                "receptionist": "hello",
                "kind": "destination",
                "wrong_keys": 0,
                "silences": 0,
                "what": "department||10",
                "cause": "forward",
                "words": "passing through to Desk",
                "caller": {"steps": [{"press": "2"}]},
                "line": "2",
            }
        ],
    }


def test_percentages_are_told_to_the_tenth_below() -> None:
    assert [percent_text(tally) for tally in (Tally(1, 3), Tally(999, 1000), Tally(3, 3))] == [
        "33.3 %",
        "99.9 %",
        "100 %",
    ]
