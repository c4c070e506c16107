"""Each test under all 16 readings."""

from dataclasses import replace

from simulator.flowtests.flow_test import Switchboard
from simulator.flowtests.readings_matrix import robustness_json, robustness_text, under_all_readings
from tests.flowtests.conftest import Written

TEXT = """
tests:
  - {name: robust, caller: '1', reaches: Booking desk}
  - {name: replayed, caller: '9 1', hears: [greeting, sorry, greeting]}
  - {name: two wrong keys, caller: '9 9 1', reaches: Booking desk}
  - {name: wrong and silent, caller: '9 silence 1', reaches: Booking desk}
  - {name: never true, caller: '1', reaches: Reception}
"""


def test_which_tests_depend_on_which_setting(written: Written) -> None:
    found = list(under_all_readings(written(TEXT).tests))
    assert [(one.test.name, robustness_text(one)) for one in found] == [
        ("robust", "holds under all 16"),
        ("replayed", "holds under 8 of 16: needs replay_greeting: always"),
        ("two wrong keys", "holds under 8 of 16: needs final_on: after_retries"),
        ("wrong and silent", "holds under 12 of 16: depends on final_on, counters"),
        ("never true", "holds under no reading"),
    ]
    assert [robustness_json(one) for one in found[:2]] == [
        {"holds": 16, "of": 16, "depends_on": []},
        {"holds": 8, "of": 16, "depends_on": ["replay_greeting"]},
    ]


def test_what_the_dialect_documents_is_not_varied(written: Written) -> None:
    tests = written(TEXT).tests
    switchboard = Switchboard(tests[0].flow.in_dialect("ivr"))
    found = list(under_all_readings([replace(test, switchboard=switchboard) for test in tests]))
    assert [(one.test.name, robustness_text(one)) for one in found] == [
        ("robust", "holds under all 8"),
        ("replayed", "holds under 4 of 8: needs replay_greeting: always"),
        ("two wrong keys", "holds under all 8"),
        ("wrong and silent", "holds under all 8"),
        ("never true", "holds under no reading"),
    ]
