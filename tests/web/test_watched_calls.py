"""Tests of a flow as calls to watch."""

from pathlib import Path

from simulator import load
from simulator.flowtests.calls_reader import load_tests
from simulator.web.watched_calls import CALLS_MOST, watched_calls

TESTS = """\
tests:
  - {name: books, caller: '1', reaches: Booking desk}
  - {name: cancels, caller: '9 4', reaches: Booking desk}
  - {name: bills, entry: billing, call: [presses: {keys: "12", early: true}, reaches: Bill payments]}
  - {name: under other settings, semantics: freepbx, caller: '1', reaches: Booking desk}
  - {name: hangs up, call: [presses: '#', caller hangs up, hears: nothing], within: 1 s}
"""


def test_a_test_becomes_a_call_with_its_acts(tmp_path: Path) -> None:
    flow = load("example:clinic")
    assert flow.source
    file = tmp_path / "some.calls.yaml"
    file.write_text("flow: example:clinic\n" + TESTS, encoding="utf-8")
    calls, others = watched_calls(flow, load_tests(file).tests)
    assert others == 1
    assert [(call["name"], call["acts"], call["script"], call["passes"]) for call in calls] == [
        ("books", "1.8700", {"entry": "main"}, True),
        ("cancels", "9.8700_4.20600", {"entry": "main"}, False),
        ("bills", "1.500", {"entry": "billing"}, True),
        ("hangs up", "p.8700_h.20600", {"entry": "main"}, False),
    ]
    assert [call.get("expected") for call in calls] == [None, "Booking desk", None, None]


def test_files_of_few_tests_come_first_and_no_more_than_fit(tmp_path: Path) -> None:
    many = "flow: example:clinic\ntests:\n" + "".join(
        f"  - {{name: call {number}, caller: '1', reaches: Booking desk}}\n" for number in range(40)
    )
    for name, text in (("many", many), ("some", "flow: example:clinic\n" + TESTS)):
        (tmp_path / f"{name}.calls.yaml").write_text(text, encoding="utf-8")
    tests = [test for name in ("many", "some") for test in load_tests(tmp_path / f"{name}.calls.yaml").tests]
    calls, others = watched_calls(load("example:clinic"), tests)
    assert [call["name"] for call in calls][:5] == ["books", "cancels", "bills", "hangs up", "call 0"]
    assert (len(calls), others) == (CALLS_MOST, 45 - CALLS_MOST)
