"""A failure as people read it."""

from simulator.flowtests import failure_report, run
from tests.flowtests.conftest import ROOT, Written

TEXT = """
tests:
  - name: a caller who is confused once still reaches booking
    call:
      - presses: 9
      - hears: [sorry, billing-greeting]
      - presses: 1
      - reaches: Booking desk
"""


def test_a_failure_is_a_transcript_with_the_line_that_broke(written: Written) -> None:
    file = written(TEXT)
    verdict = run(file.tests[0])
    assert failure_report(verdict, source=file.document.text.splitlines()).splitlines() == [
        "✗ a caller who is confused once still reaches booking",
        "  t.calls.yaml:7:9",
        "",
        "       6 |       - presses: 9",
        "  >    7 |       - hears: [sorry, billing-greeting]",
        "      expected  sorry, billing-greeting",
        "      got       sorry, greeting",
        "      hint      key 2 of Main menu leads to Billing, which plays billing-greeting",
        f"      because   {ROOT.as_posix()}/flows/clinic/main.yaml:7, recording is greeting",
        "",
        "  The call:",
        "     0:00.0  ☎ Main menu (main) answers",
        "     0:00.0  ▶ greeting, 8.2 s",
        "     0:08.2  … waits up to 5 s for a key",
        "     0:08.7  ● presses 9: wrong key 1 of 3",
        "     0:08.7  ▶ sorry, 3.2 s",
        "  ✗  0:11.9  ▶ greeting, 8.2 s",
        "     0:20.1  … waits up to 5 s for a key",
        "     0:20.6  ● presses 1",
        "     0:20.6  → Booking desk (department||108000)",
    ]


def test_without_its_source_it_says_the_place_alone(written: Written) -> None:
    verdict = run(written(TEXT).tests[0])
    assert failure_report(verdict).splitlines()[:5] == [
        "✗ a caller who is confused once still reaches booking",
        "  t.calls.yaml:7:9",
        "",
        "      expected  sorry, billing-greeting",
        "      got       sorry, greeting",
    ]


def test_a_passed_test_has_nothing_to_report(written: Written) -> None:
    assert failure_report(run(written(TEXT.replace("billing-", "")).tests[0])) == ""


def test_a_long_call_is_shown_where_it_broke(written: Written) -> None:
    (test,) = written(f"tests: [{{name: a, caller: '{'2 3 ' * 10}', within: 1 min}}]").tests
    lines = failure_report(run(test)).splitlines()
    start = lines.index("  The call:")
    assert len(lines) - start < 30
    assert [line for line in lines if "✗" in line or "more" in line] == [
        "✗ a",
        "            … 14 lines more",
        "  ✗  1:08.2  … waits up to 5 s for a key",
        "            … 59 lines more",
    ]


def test_no_control_character_gets_through(written: Written) -> None:
    (test,) = written("tests: [{name: \"red \\e[31m\", caller: '1', hears: nothing}]").tests
    assert failure_report(run(test)).splitlines()[0] == r"✗ red \x1b[31m"
