"""One finding for one problem: per menu, per flow, and over rules that report the same."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from simulator.checks.baseline import baseline_text, new_findings, read_baseline
from simulator.checks.merging import (
    by_menu,
    codes,
    drop_covered,
    elsewhere,
    join_names,
    merge_findings,
    shorten_names,
    single,
    unnamed_places,
)
from simulator.checks.rule import Finding, Item, Shared
from simulator.checks.run import CheckReport, run_checks
from simulator.config.check_options import CheckOptions
from simulator.config.flow import Flow
from simulator.loader.flow_kinds import load_with_shelf
from simulator.report.sarif import findings_sarif
from simulator.testing.strategies import flows
from tests.checks.cases import SOUND, changed
from tests.checks.small import finding

EXTENSIONS = [
    {"option": str(number), "destination_type": "extension", "destination_id": str(number)}
    for number in range(101, 121)
]


def report(folder: Path, change: object, asked: CheckOptions | None = None, comment: str = "") -> CheckReport:
    """What is found in the sound flow with a change; ``comment`` stands behind the line of option 101."""
    text = json.dumps(changed(SOUND, change), indent=1)
    if comment:
        head, option, rest = text.partition('"option": "101",')
        text = f"{head}{option} # ivrsim: ignore {comment}{rest}"
    (folder / "flow.yaml").write_text(text, encoding="utf-8")
    flow, shelf = load_with_shelf(folder)
    return run_checks(flow, shelf, asked)


def lines(found: CheckReport) -> list[str]:
    return [f"{one.severity} {one.code} {one.receptionist} {one.field}: {one.message}" for one in found.findings]


SWITCHBOARD = {
    "semantics": "freepbx",
    "receptionists": {
        "main": {"entries": [*SOUND["receptionists"]["main"]["entries"], *EXTENSIONS], "timeout_retries": 0},
        "billing": {"timeout_retries": 0},
    },
}


def test_twenty_extensions_and_two_menus_without_retries_are_six_findings(tmp_path: Path) -> None:
    assert lines(report(tmp_path, SWITCHBOARD)) == [
        "warning IVR108 main entries.1.option: 1 is taken only after 3 s, because 101 to 120 (20 options) may follow; "
        "choose codes that do not begin with another code",
        "warning IVR304 main entries.101.option: “welcome”, the greeting of main, never announces keys "
        "101 to 120 (20 options): announce them there, or remove the entries",
        "warning IVR503 main entries.101.option: a caller who needs 4 s between keys cannot enter 101 to 120 "
        "(20 options) in main: it waits 3 s for the next key; give each entry a single key",
        "warning IVR601 main entries.101.option: options 101 to 120 (20 options) in main are not documented by "
        "the provider, which shows single digits; try them before you rely on them (also IVR609)",
        "warning IVR114 main entries.101.destination_id: extension||101 to 120 (20 destinations) are not in the "
        "catalogue of destinations; use one from the catalogue, or add it to destinations in flow.yaml",
        "warning IVR207 main timeout_retries: timeout_retries: 0 in main and billing give no second chance: the first "
        "silence ends the menu; 2 retries are usual (also IVR501, IVR502 and IVR505)",
    ]


def test_the_most_severe_rule_speaks_and_names_the_others(tmp_path: Path) -> None:
    asked = CheckOptions(ruleset="accessible", select=("IVR207", "IVR501", "IVR505"))
    assert lines(report(tmp_path, SWITCHBOARD, asked)) == [
        "error IVR501 main timeout_retries: main and billing give up without a warning: the first silence ends them; "
        "slow callers cannot ask for more time: raise timeout_retries (also IVR207 and IVR505)"
    ]


def test_a_rule_alone_reports_what_another_speaks_for_otherwise(tmp_path: Path) -> None:
    assert lines(report(tmp_path, SWITCHBOARD, CheckOptions(select=("IVR609",)))) == [
        "info IVR609 main entries.101.option: 101 to 120 (20 options) can be chosen only under collect: "
        "prefix or terminated, which no document settles"
    ]


def test_a_comment_at_the_finding_silences_all_options_that_it_names(tmp_path: Path) -> None:
    found = report(tmp_path, SWITCHBOARD, CheckOptions(select=("IVR601", "IVR609")), "IVR601 because they are ours")
    assert (lines(found), found.silenced, found.idle) == ([], 1, ())


def test_silenced_in_one_menu_it_is_reported_in_the_other(tmp_path: Path) -> None:
    silence = [{"rule": "IVR207", "receptionist": "main", "reason": "nobody waits here"}]
    found = report(tmp_path, {**SWITCHBOARD, "checks": {"select": ["IVR207", "IVR501", "IVR505"], "silence": silence}})
    assert lines(found) == [
        "warning IVR207 billing timeout_retries: timeout_retries: 0 gives no second chance: the first silence ends the "
        "menu; 2 retries are usual (also IVR501 and IVR505)"
    ]


def test_a_rule_that_is_spoken_for_is_silenced_by_itself(tmp_path: Path) -> None:
    silence = [{"rule": "IVR505", "reason": "a key repeats them"}]
    found = report(tmp_path, {**SWITCHBOARD, "checks": {"select": ["IVR207", "IVR505"], "silence": silence}})
    assert lines(found) == [
        "warning IVR207 main timeout_retries: timeout_retries: 0 in main and billing give no second chance: the first "
        "silence ends the menu; 2 retries are usual"
    ]
    assert found.idle == ()


def test_a_baseline_knows_every_place_and_a_further_one_is_new(tmp_path: Path) -> None:
    known = {"receptionists": {"main": {"entries": {2: "GONE"}}}}
    asked = CheckOptions(select=("IVR404",))
    (tmp_path / "known.json").write_text(baseline_text(report(tmp_path, known, asked).findings), encoding="utf-8")
    both = {"receptionists": {**known["receptionists"], "billing": {"entries": {1: "GONE"}}}}
    found = report(tmp_path, both, asked)
    assert [one.message for one in found.findings] == [
        "main and billing have no option 0; callers who are lost press 0 for a person: lead it to one"
    ]
    fresh = new_findings(found.findings, read_baseline(tmp_path / "known.json"))
    assert [(one.receptionist, one.message) for one in fresh] == [
        ("billing", "billing has no option 0; callers who are lost press 0 for a person: lead it to one")
    ]
    (tmp_path / "known.json").write_text(baseline_text(found.findings), encoding="utf-8")
    assert new_findings(found.findings, read_baseline(tmp_path / "known.json")) == ()


def test_sarif_relates_the_other_places(tmp_path: Path) -> None:
    change = {"receptionists": {"main": {"entries": {2: "GONE"}}, "billing": {"entries": {1: "GONE"}}}}
    result = json.loads(findings_sarif(report(tmp_path, change, CheckOptions(select=("IVR404",))).findings))
    (only,) = result["runs"][0]["results"]
    places = [one["logicalLocations"][0]["name"] for one in (*only["locations"], *only["relatedLocations"])]
    assert places == ["main", "billing"]


@settings(max_examples=60)
@given(flows())
def test_of_any_flow_no_place_is_lost_and_no_problem_reported_twice(flow: Flow) -> None:
    for found in run_checks(flow).findings:
        assert found.message.isprintable()
        parts = found.parts or (found,)
        assert parts[0].field == found.field
        assert {part.code for part in parts} == {found.code}
    problems = [(one.code, one.severity, one.shared.problem) for one in run_checks(flow).findings if one.shared]
    assert len(set(problems)) == len(problems)


# -- by hand ----------------------------------------------------------------------------------------


def part(what: str, where: str = "main", cause: tuple[str, ...] = ()) -> Finding:
    shared = Shared("", Item(what, where), lambda items: by_menu(items))
    return replace(finding(receptionist=where), words=shared, shared=shared, cause=cause)


def test_a_finding_that_is_merged_with_no_other_is_itself() -> None:
    alone = part("a")
    (found,) = merge_findings([alone])
    assert (found is alone, found.message, found.parts) == (True, "a in main", ())


def test_findings_without_a_shared_problem_stay_apart() -> None:
    assert merge_findings([finding(), finding()]) == (finding(), finding())


def test_a_merged_finding_is_its_first_and_keeps_its_parts() -> None:
    (one,) = merge_findings([part("a"), part("b"), part("a", "sub")])
    assert (one.message, one.receptionist) == ("a and b in main, a in sub", "main")
    assert list(single([one])) == [part("a"), part("b"), part("a", "sub")]


def test_other_severities_are_other_problems() -> None:
    found = merge_findings([part("a"), replace(part("b"), severity="info")])
    assert [one.message for one in found] == ["a in main", "b in main"]


def test_findings_of_one_rule_with_one_cause_are_not_dropped() -> None:
    cause = ("hang-up", "main")
    first, second = part("a", cause=cause), part("b", cause=cause)
    other = replace(finding("IVR506"), cause=cause)
    kept = drop_covered([other, first, second])
    assert [(one.code, one.message) for one in kept] == [("IVR202", "a in main"), ("IVR202", "b in main")]
    assert [one.covered for one in kept] == [(other,), ()]
    assert [one.message for one in merge_findings(kept)] == ["a and b in main (also IVR506)"]


def test_options_that_follow_each_other_are_a_range() -> None:
    assert codes(["1", "2", "3"]) == "1, 2 and 3"
    assert codes(["101", "102", "103", "110", "0111", "0112"]) == "101 to 103 (3 options), 110, 0111 and 0112"
    assert codes(["*", "#", "98", "99", "100"]) == "*, #, 98, 99 and 100"


def test_many_names_are_counted() -> None:
    assert join_names(str(number) for number in range(21)).endswith(", 17, 18 and 2 more")
    assert join_names(["a"]) == "a"


def test_one_item_stands_at_its_own_place() -> None:
    assert elsewhere([Item("a", "main")]) == ""
    assert elsewhere([Item("a", "main"), Item("a", "sub")]) == " in main and sub"


def test_a_message_can_name_only_the_first_receptionists(tmp_path: Path) -> None:
    asked = CheckOptions(select=("IVR207", "IVR501", "IVR505"))
    both = report(tmp_path, SWITCHBOARD, asked).findings[0]
    assert [shorten_names(both, most) for most in (1, 2)] == [
        (
            "timeout_retries: 0 gives no second chance: the first silence ends the menu; 2 retries are usual "
            "(also IVR501 and IVR505)",
            1,
        ),
        (both.message, 0),
    ]
    assert unnamed_places(both) == ()
    assert shorten_names(finding(), 5) == ("timeout is 20 s", 0)
