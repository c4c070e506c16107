"""A table makes one test a row."""

from simulator.flowtests import run
from tests.flowtests.conftest import Refused, Written

TABLE = """
tests:
  - name: "key {key} leads to {where}"
    each:
      - {key: 1, where: Booking desk}
      - {key: 0, where: Reception}
    call:
      - presses: {key}
      - reaches: "{where}"
"""


def test_each_row_is_a_test_with_a_name_and_a_line_of_its_own(written: Written) -> None:
    tests = written(TABLE).tests
    assert [(test.name, test.line, test.row, run(test).passed) for test in tests] == [
        ("key 1 leads to Booking desk", 6, 1, True),
        ("key 0 leads to Reception", 7, 2, True),
    ]


def test_a_failed_row_points_to_the_step_that_it_shares(written: Written) -> None:
    (_, test) = written(TABLE.replace("key: 0", "key: 3")).tests
    problem = run(test).problem
    assert problem is not None
    assert (test.line, problem.line, problem.expected) == (7, 10, "Reception (extension||050109590001)")


def test_a_table_by_columns_and_a_name_without_any(written: Written) -> None:
    file = written(
        """
tests:
  - name: keys lead on
    each: {key: [1, "2 1"], heard: [greeting, [greeting, billing-greeting]], where: [Booking desk, Bill payments]}
    caller: "{key}"
    hears: {heard}
    reaches: {where}
"""
    )
    assert [(test.name, run(test).passed) for test in file.tests] == [
        ("keys lead on (1, greeting, Booking desk)", True),
        ("keys lead on (2 1, greeting billing-greeting, Bill payments)", True),
    ]


def test_braces_without_a_table_are_braces(written: Written) -> None:
    (test,) = written("tests: [{name: 'a {b}', reaches: Reception}]").tests
    assert test.name == "a {b}"


def test_a_faulty_table_is_refused_with_what_is_needed(refused: Refused) -> None:
    assert refused(
        """
tests:
  - name: a {where}
    each: [{key: 1, place: x}]
    caller: "{keys}"
    reaches: Reception
  - {name: b, each: [1, 2], reaches: Reception}
  - {name: c, each: {key: [1, 2], where: [a]}, reaches: Reception}
  - {name: d, each: [], reaches: Reception}
  - {name: e, each: {key: []}, reaches: Reception}
  - name: f
    each:
      - {key: 1, where: Reception}
      - {key: 1}
    caller: "{key}"
    reaches: "{where}"
  - {name: g, each: [{key: 1}, {key: 1}], caller: "{key}", reaches: Reception}
"""
    ) == [
        "t.calls.yaml:4:11: {where}: the table has no such column; the columns are key, place",
        "t.calls.yaml:6:13: {keys}: the table has no such column; did you mean {key}?",
        "t.calls.yaml:8:21: each: '1' is not a row; a list of rows is needed, "
        "as in [{key: 1, where: Sales}, {key: 2, where: Support}]",
        "t.calls.yaml:9:21: each: the columns are of different lengths; a list of rows is needed, "
        "as in [{key: 1, where: Sales}, {key: 2, where: Support}]",
        "t.calls.yaml:10:21: each: it is empty; a list of rows is needed, "
        "as in [{key: 1, where: Sales}, {key: 2, where: Support}]",
        "t.calls.yaml:11:21: each: it has no rows; a list of rows is needed, "
        "as in [{key: 1, where: Sales}, {key: 2, where: Support}]",
        "t.calls.yaml:15:9: this row lacks where, which the first one has",
        "t.calls.yaml:18:32: the test in line 18 has the name 'g (1)' already; a test needs one of its own",
    ]
