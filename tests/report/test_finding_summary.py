"""Findings by rule, the most severe first, however many menus have them."""

from dataclasses import replace

from simulator.checks.run import run_checks
from simulator.config.check_options import CheckOptions
from simulator.config.flow import Flow
from simulator.report.finding_summary import describe_scope, menu_keys, summarize_findings
from simulator.text.text_place import TextPlace
from tests.checks.small import FLOW, finding, report
from tests.graph.small_flows import PERSON, flow, menu, single


def chain(size: int) -> Flow:
    """Menus that lead to each other by key 1, none of which has an option 0."""
    made = flow({f"m{number}": menu({"1": f"m{(number + 1) % size}"}, silence=PERSON) for number in range(size)})
    return replace(made, source="chain")


def test_the_most_severe_rule_comes_first_and_then_the_most_frequent() -> None:
    made = report(
        finding("IVR202"),
        finding("IVR601", line=3),
        finding("IVR601", line=4),
        finding("IVR101", "error"),
        finding("IVR609", "info", receptionist=None, message="a note"),
    )
    assert summarize_findings(FLOW, made, beside=3).splitlines() == [
        "error IVR101 timeout-too-short-or-long",
        "    a b/main.yaml:7:10: timeout is 20 s",
        "",
        "warning IVR601 timeout-too-short-or-long",
        "    a b/main.yaml:3:10: timeout is 20 s",
        "    a b/main.yaml:4:10: timeout is 20 s",
        "",
        "warning IVR202 timeout-too-short-or-long",
        "    a b/main.yaml:7:10: timeout is 20 s",
        "",
        "info IVR609 timeout-too-short-or-long",
        "    a b/main.yaml:7:10: a note",
        "",
        "flows/clinic: 1 receptionist, 1 error, 3 warnings, 1 note (3 in the baseline); ivrsim explain IVR101 says why",
    ]


def test_where_nothing_is_found_one_line_says_so() -> None:
    assert summarize_findings(FLOW, report()) == "flows/clinic: 1 receptionist, no problem found"


def test_a_problem_of_all_menus_is_told_once_and_names_a_few() -> None:
    made = chain(200)
    found = run_checks(made, None, CheckOptions(select=("IVR404",)))
    assert summarize_findings(made, found).splitlines() == [
        "warning IVR404 no-operator-on-0: all 200 menus",
        "    m0, m1, m2, m3 and m4 have no option 0; callers who are lost press 0 for a person: lead it to one; "
        "the same in 195 more",
        "",
        "chain: 200 receptionists, 1 warning; ivrsim explain IVR404 says why; --full lists every finding",
    ]


def test_of_many_findings_of_one_rule_the_first_are_shown() -> None:
    several = [finding(line=line) for line in range(1, 5)]
    assert len(summarize_findings(FLOW, report(*several)).splitlines()) == 7
    shown = summarize_findings(FLOW, report(*several, finding(line=5))).splitlines()
    assert shown[3:] == [
        "    a b/main.yaml:3:10: timeout is 20 s",
        "    and 2 more like these",
        "",
        "flows/clinic: 1 receptionist, 5 warnings; ivrsim explain IVR202 says why; --full lists every finding",
    ]


def test_a_large_flow_takes_no_more_lines_than_a_small_one() -> None:
    lines = [len(summarize_findings(made, run_checks(made)).splitlines()) for made in (chain(20), chain(200))]
    assert lines[0] == lines[1] < 60


def test_a_finding_without_a_file_has_no_place() -> None:
    unplaced = replace(finding(), place=TextPlace(None))
    assert summarize_findings(FLOW, report(unplaced)).splitlines()[1] == "    timeout is 20 s"


def test_the_scope_counts_menus_or_receptionists() -> None:
    made = flow({"a": menu({"1": "b"}), "b": menu({"1": "c"}), "c": single(PERSON)})
    alone = flow({"a": menu({"1": "b"}), "b": single(PERSON)})

    def scope(of: Flow, *keys: str | None) -> str:
        return describe_scope(of, menu_keys(of), [finding(receptionist=key) for key in keys])

    assert [
        scope(made, "a"),
        scope(made, "a", "b", "a"),
        scope(made, "c"),
        scope(made, "a", "b", "c"),
        scope(made, None),
        scope(alone, "a"),
        scope(FLOW, "main"),
    ] == ["1 of 2 menus", "all 2 menus", "1 of 3 receptionists", "all 3 receptionists", "", "the only menu", ""]
