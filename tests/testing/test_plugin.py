"""The pytest plugin, as its users meet it."""

import pytest

from tests.testing.conftest import Runs, section, tally

pytest_plugins = ["pytester"]

CALLS = """
flow: example:clinic
tests:
  - {name: books, caller: '9 silence 1', reaches: Booking desk}
"""

IMPORTED = """
import sys

def pytest_terminal_summary(terminalreporter):
    for name in sorted(sys.modules):
        if name.split(".")[0] in ("simulator", "pydantic", "yaml", "transitions", "hypothesis"):
            terminalreporter.write_line(f"imported {name}")
"""


def test_nothing_of_the_house_is_imported_until_something_asks_for_it(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makeconftest(IMPORTED)
    pytester.makepyfile("def test_of_something_else():\n    pass\n")
    pytester.path.joinpath("other.yaml").write_text("a: b", encoding="utf-8")
    done = runs(process=True)  # without plugins of others, which import it themselves
    assert [line for line in done.outlines if line.startswith("imported")] == [
        "imported simulator",
        "imported simulator.testing",
        "imported simulator.testing.plugin",
    ]
    assert tally(done) == "1 passed"


def test_files_of_flow_tests_are_collected(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.path.joinpath("desk.calls.yaml").write_text(CALLS, encoding="utf-8")
    pytester.path.joinpath("desk.yaml").write_text("no: flow", encoding="utf-8")
    done = runs("-v")
    done.stdout.fnmatch_lines(["desk.calls.yaml::books PASSED*"])
    assert tally(done) == "1 passed"


def test_the_pattern_of_test_files_is_a_setting(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makeini("[pytest]\nivrsim_files = *.phone.yaml desk_*.yml\n")
    for name in ("a.calls.yaml", "b.phone.yaml", "desk_1.yml"):
        pytester.path.joinpath(name).write_text(CALLS, encoding="utf-8")
    done = runs("-v")
    assert [line.partition(" ")[0] for line in done.outlines if "::" in line] == [
        "b.phone.yaml::books",
        "desk_1.yml::books",
    ]


def test_the_plugin_can_be_switched_off(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.path.joinpath("desk.calls.yaml").write_text(CALLS, encoding="utf-8")
    pytester.makepyfile("def test_a_call(call):\n    pass\n")
    done = runs("-p", "no:ivrsim")
    done.stdout.fnmatch_lines(["E       fixture 'call' not found"])
    assert tally(done) == "1 error"


def test_the_marker_and_the_option_are_known(pytester: pytest.Pytester, runs: Runs) -> None:
    runs("--markers").stdout.fnmatch_lines(["@pytest.mark.flow(source, entry=None, semantics=None): the flow *"])
    runs("--help").stdout.fnmatch_lines(
        ["  --flow-coverage*say what of the flows no test covers", "  ivrsim_files (args)*"]
    )
    runs("--fixtures").stdout.fnmatch_lines(["flow -- *", "call -- *"])


def test_a_python_test_makes_a_call(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makepyfile("""
        import pytest

        pytestmark = pytest.mark.flow("example:clinic")

        def test_a_caller_who_is_confused_once(call, flow):
            call.press("9")
            assert call.heard == ["greeting", "sorry", "greeting"]
            call.silence()
            call.press("1")
            assert call.reached("Booking desk")
            assert call.seconds < 40
            assert flow.entry == "main"

        def test_an_impatient_caller(call):
            call.press("1", early=True)
            call.reached("Booking desk")
            assert call.heard == ["greeting"]

        def test_one_who_gives_up(call):
            call.hang_up()
            assert call.over
    """)
    assert tally(runs("--strict-markers", "-W", "error")) == "3 passed"


def test_a_failed_test_shows_its_call(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makepyfile("""
        import pytest

        @pytest.mark.flow("example:clinic")
        def test_booking(call):
            call.press("3", early=True)
            assert call.reached("Booking desk")
    """)
    done = runs()
    end = "Routed to Night voicemail (voicemail||9001) after 0:00.5."
    done.stdout.fnmatch_lines(
        [f"E       AssertionError: assert <not reached: Booking desk (department||108000). {end}>"]
    )
    assert section(done, "the call") == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. For…”",
        "  0:00.5  ● presses 3 into the recording",
        "  0:00.5  → Night voicemail (voicemail||9001)",
        "",
        end,
        "Again:  ivrsim play example:clinic --entry main --caller 'early:3'",
    ]


def test_fixtures_of_a_project_win(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makeconftest("""
        import pytest
        import simulator

        @pytest.fixture
        def flow():
            return simulator.load("example:clinic").entered_at("billing")
    """)
    pytester.makepyfile("""
        def test_billing(call):
            assert call.heard == ["billing-greeting"]
    """)
    assert tally(runs()) == "1 passed"


@pytest.mark.heavy
@pytest.mark.parametrize("workers", ["0", "2"])
def test_both_kinds_run_in_parallel_too(pytester: pytest.Pytester, runs: Runs, workers: str) -> None:
    pytest.importorskip("xdist")
    for name in "abc":
        pytester.path.joinpath(f"{name}.calls.yaml").write_text(CALLS, encoding="utf-8")
    pytester.makepyfile("""
        import pytest

        @pytest.mark.flow("example:clinic")
        def test_booking(call):
            call.press("2")
            assert call.reached("Booking desk")
    """)
    done = runs("-n", workers, process=workers != "0")
    assert tally(done) == "1 failed, 3 passed"
    assert section(done, "the call")[-1] == "Again:  ivrsim play example:clinic --entry main --caller '2'"
