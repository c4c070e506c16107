"""Verdicts for programs."""

from xml.etree import ElementTree

from simulator.flowtests import CallVerdict, run
from simulator.flowtests.result_formats import github_annotations, junit_xml, markdown_summary, results_json, tally_line
from tests.flowtests.conftest import ROOT, Written


def verdicts(written: Written) -> list[CallVerdict]:
    tests = written('tests:\n  - {name: holds, reaches: Reception}\n  - {name: "a, b: 5% <&> \\e|", never: greeting}\n')
    return [run(test) for test in tests.tests]


def test_results_in_json_have_the_documented_fields(written: Written) -> None:
    assert results_json(verdicts(written)) == {
        "passed": 1,
        "failed": 1,
        "tests": [
            {"name": "holds", "file": "t.calls.yaml", "line": 3, "passed": True, "problem": None},
            {
                "name": "a, b: 5% <&> \x1b|",
                "file": "t.calls.yaml",
                "line": 4,
                "passed": False,
                "problem": {"line": 4, "expected": "never greeting", "got": "greeting, heard at 0:00.0"},
            },
        ],
    }


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_test(written: Written) -> None:
    root = ElementTree.fromstring(junit_xml(verdicts(written)))
    assert [(one.tag, one.get("tests"), one.get("failures"), one.get("errors")) for one in (root, root[0])] == [
        ("testsuites", "2", "1", "0"),
        ("testsuite", "2", "1", "0"),
    ]
    cases = root[0].findall("testcase")
    assert [(case.get("name"), case.get("classname"), case.get("line"), len(case)) for case in cases] == [
        ("holds", "t.calls.yaml", "3", 0),
        ("a, b: 5% <&> \\x1b|", "t.calls.yaml", "4", 1),
    ]
    failure = cases[1][0]
    assert failure.get("message") == "line 4: expected never greeting, got greeting, heard at 0:00.0"
    assert failure.text is not None
    assert failure.text.startswith("✗ a, b: 5% <&> \\x1b|\n  t.calls.yaml:4:")


def test_junit_holds_only_what_xml_can(written: Written) -> None:
    (test,) = written('tests: [{name: "a\\uFFFEb\\x01c", never: greeting}]').tests
    (case,) = ElementTree.fromstring(junit_xml([run(test)])).iter("testcase")
    assert case.get("name") == "a\\ufffeb\\x01c"


def test_annotations_are_shown_at_the_line(written: Written) -> None:
    assert list(github_annotations(verdicts(written))) == [
        "::error file=t.calls.yaml,line=4,col=32,title=a%2C b%3A 5%25 <&> \\x1b|"
        "::expected never greeting, got greeting, heard at 0:00.0"
        f" (because: {ROOT.as_posix()}/flows/clinic/main.yaml:7, recording is greeting)"
    ]


def test_a_summary_in_markdown(written: Written) -> None:
    lines = markdown_summary(verdicts(written), 0.5).splitlines()
    assert lines[:8] == [
        "### Flow tests: 1 failed, 1 passed in 0.50 s",
        "",
        "| file | passed | failed |",
        "| --- | ---: | ---: |",
        "| t.calls.yaml | 1 | 1 |",
        "",
        "```",
        "✗ a, b: 5% <&> \\x1b|",
    ]
    assert lines[-1] == "```"


def test_a_fence_is_longer_than_what_it_holds(written: Written) -> None:
    (test,) = written("tests: [{name: 'a ```` b', never: greeting}]").tests
    assert "`````" in markdown_summary([run(test)], 0).splitlines()


def test_a_markdown_summary_counts_the_failures_that_it_leaves_out(written: Written) -> None:
    (test,) = written("tests: [{name: a, never: greeting}]").tests
    assert markdown_summary([run(test)] * 25, 0).splitlines()[-1] == "... and 5 more"


def test_the_tally_counts_failed_and_passed_tests(written: Written) -> None:
    both = verdicts(written)
    assert [tally_line(some, 1.234) for some in (both, both[:1], both[1:], [])] == [
        "1 failed, 1 passed in 1.23 s",
        "1 passed in 1.23 s",
        "1 failed in 1.23 s",
        "0 passed in 1.23 s",
    ]
