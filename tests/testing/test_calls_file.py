"""Files of flow tests in a pytest run: the same report as that of ``ivrsim test``, and never a traceback."""

import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tests.testing.conftest import Runs, section, tally

pytest_plugins = ["pytester"]

CALLS = """\
flow: example:clinic
tests:
  - {name: books, caller: '9 silence 1', reaches: Booking desk}

  - name: one wrong key
    call:
      - presses: 9
      - hears: [sorry]
      - presses: 1
      - reaches: Booking desk

  - name: "{key} reaches {where}"
    each: [{key: 1, where: Booking desk}, {key: 3, where: Reception}]
    call:
      - presses: "{key}"
      - reaches: "{where}"
"""


def write(pytester: pytest.Pytester, text: str, name: str = "desk.calls.yaml") -> None:
    path = pytester.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(pytester: pytest.Pytester) -> list[str]:
    """What ``ivrsim test`` says."""
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "test"],
        cwd=pytester.path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 1)
    return done.stdout.splitlines()


def test_a_failure_is_what_ivrsim_test_says(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester, CALLS)
    done = runs()
    assert tally(done) == "2 failed, 2 passed"
    report = section(done, "one wrong key")
    assert report[:7] == [
        "✗ one wrong key",
        "  desk.calls.yaml:8:9",
        "",
        "       7 |       - presses: 9",
        "  >    8 |       - hears: [sorry]",
        "      expected  sorry",
        "      got       sorry, greeting",
    ]
    lines = told(pytester)
    assert "\n".join(report) in "\n".join(lines)
    assert "\n".join(section(done, "3 reaches Reception")) in "\n".join(lines)
    assert "Traceback" not in done.stdout.str()


@pytest.mark.heavy
def test_the_summary_and_the_junit_message_say_the_reason(pytester: pytest.Pytester, runs: Runs) -> None:
    """In one process, and in workers, which send what they find as data."""
    write(pytester, CALLS)
    reasons = {
        "one wrong key": "line 8: expected sorry, got sorry, greeting",
        "3 reaches Reception": "line 16: expected Reception (extension||050109590001), "
        "got Night voicemail (voicemail||9001)",
    }
    for more in ((), ("-n2",)):
        done = runs("--junit-xml=report.xml", *more)
        assert sorted(line for line in done.outlines if line.startswith("FAILED")) == sorted(
            f"FAILED desk.calls.yaml::{name} - {reason}" for name, reason in reasons.items()
        )
        root = ElementTree.parse(pytester.path / "report.xml")
        failures = {case.get("name"): one.get("message") for case in root.iter("testcase") for one in case}
        assert failures == reasons


def test_a_row_of_a_table_is_a_test(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester, CALLS, "calls/desk.calls.yaml")
    done = runs("-v", "-k", "reaches and desk")
    assert [line.partition(" (")[0].rpartition("::")[2].partition("  ")[0] for line in done.outlines if "::" in line][
        :2
    ] == [
        "1 reaches Booking desk PASSED",
        "3 reaches Reception FAILED",
    ]
    done.stdout.fnmatch_lines(["  calls/desk.calls.yaml:16:9"])


def test_no_name_of_a_test_commands_a_runner(pytester: pytest.Pytester, runs: Runs) -> None:
    names = ("##vso[task.complete]", "a\\n##[error]b", "::error::c")
    tests = "".join(f"  - {{name: \"{name}\", caller: '9 1', reaches: Reception}}\n" for name in names)
    write(pytester, f"flow: example:clinic\ntests:\n{tests}")
    done = runs("-v", "-rA")
    assert tally(done) == "3 failed"
    assert [line for line in done.outlines if "##" in line or line.lstrip().startswith("::")] == []
    assert [line.partition("::")[2].split()[0] for line in done.outlines if line.startswith("FAILED ")] == [
        r"#\x23vso[task.complete]",
        r"a\n#\x23[error]b",
        r"\x3a:error::c",
    ]


def test_items_stand_at_their_lines(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester, CALLS)
    pytester.makeconftest("""
        def pytest_collection_modifyitems(items):
            for item in items:
                print("at", item.path.name, item.location[1] + 1, item.name)
    """)
    done = runs("--collect-only", "-q", "-s")
    assert [line for line in done.outlines if line.startswith("at ")] == [
        "at desk.calls.yaml 3 books",
        "at desk.calls.yaml 5 one wrong key",
        "at desk.calls.yaml 13 1 reaches Booking desk",
        "at desk.calls.yaml 13 3 reaches Reception",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "flow: example:clinic\ntests:\n  - {name: a, caller: '1', reaches: Bookin desk}\n",
            "desk.calls.yaml:3:37: reaches: no destination 'Bookin desk'; did you mean Booking desk?",
        ),
        ("tests: [\n", "desk.calls.yaml:2:1: a bracket is opened and never closed; a } or ] is missing"),
    ],
    ids=["a name that there is not", "no YAML"],
)
def test_a_file_that_cannot_be_read_is_one_message(
    pytester: pytest.Pytester, runs: Runs, text: str, message: str
) -> None:
    write(pytester, text)
    done = runs()
    assert section(done, "ERROR collecting desk.calls.yaml") == [message]
    assert f"ERROR desk.calls.yaml - {message}" in done.outlines
    assert "Traceback" not in done.stdout.str()
    assert done.ret == pytest.ExitCode.INTERRUPTED


def test_a_test_file_without_a_flow_anywhere_is_refused(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester, "tests:\n  - {name: a, caller: '1', reaches: x}\n")
    assert section(runs(), "ERROR collecting desk.calls.yaml") == [
        "desk.calls.yaml:1:1: no flow.yaml in its folder or above; name the flow that it tests: flow: PATH"
    ]


def test_an_internal_error_keeps_its_traceback(pytester: pytest.Pytester, runs: Runs) -> None:
    write(pytester, CALLS)
    pytester.makeconftest("""
        from simulator.testing import calls_file

        def broken(*arguments, **named):
            raise RuntimeError("a fault")

        calls_file.run = broken
    """)
    done = runs("-k", "books", process=True)
    done.stdout.fnmatch_lines(["*calls_file.py:*", "E*RuntimeError: a fault"])
