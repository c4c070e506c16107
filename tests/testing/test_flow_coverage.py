"""``--flow-coverage``: over both kinds of tests, in one process or in several."""

import pytest

from tests.testing.conftest import Runs, section

pytest_plugins = ["pytester"]

CALLS = """
flow: example:clinic
tests:
  - {name: books, caller: '9 silence 1', reaches: Booking desk}
  - {name: literal, caller: '1', reaches: Booking desk, semantics: acefone-uk-literal}
"""
PYTHON = """
    import pytest
    import simulator

    @pytest.mark.flow("example:clinic")
    def test_billing(call):
        call.press("2", early=True)
        call.press("1")

    @pytest.mark.flow("example:single")
    def test_that_fails(call):
        assert not call.reached("person")

    def test_of_something_else():
        pass
"""


@pytest.mark.heavy
@pytest.mark.parametrize("workers", ["0", "2"])
def test_coverage_counts_test_files_and_python_tests(pytester: pytest.Pytester, runs: Runs, workers: str) -> None:
    pytest.importorskip("xdist")
    pytester.path.joinpath("a.calls.yaml").write_text(CALLS, encoding="utf-8")
    pytester.makepyfile(test_b=PYTHON)
    told = section(runs("--flow-coverage", "--dist=loadfile", "-n", workers, process=workers != "0"), "flow coverage")
    assert told[:5] == [
        "Coverage of example:clinic: 13 of 136 items (9.5 %)",
        "",
        "           choices  wrong keys  silences  recordings  destinations  barge-in     all",
        "Billing       1/36         0/9       0/9         1/5           1/6       0/3   4.4 %",
        "Main menu     2/36         1/9       1/9         3/5           2/6       1/3  14.7 %",
    ]
    assert [line for line in told if line.startswith("Coverage of example:single: ")]
    assert told[-1].startswith("1 test asks for other semantics than the flow's")


def test_without_the_option_no_coverage_is_printed(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.path.joinpath("desk.calls.yaml").write_text(CALLS, encoding="utf-8")
    assert "flow coverage" not in runs().stdout.str()


def test_a_flow_from_no_file_is_not_counted(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makepyfile("""
        import dataclasses
        import pytest
        import simulator

        @pytest.fixture
        def flow():
            return dataclasses.replace(simulator.load("example:single"), source="")

        def test_a(call): ...
        def test_b(call): ...
    """)
    assert section(runs("--flow-coverage"), "flow coverage") == [
        "Coverage: no test ran, so there is nothing to report",
        "not counted: a flow that comes from no file",
    ]


def test_a_flow_that_is_gone_is_not_counted(pytester: pytest.Pytester, runs: Runs) -> None:
    pytester.makepyfile("""
        import dataclasses
        import pytest
        import simulator

        @pytest.fixture
        def flow():
            return dataclasses.replace(simulator.load("example:single"), source="gone")

        def test_a(call): ...
    """)
    assert section(runs("--flow-coverage"), "flow coverage")[-1] == "not counted: gone: there is no such file or folder"
