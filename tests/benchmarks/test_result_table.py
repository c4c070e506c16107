"""The table itself: what it shows of its rows, and how exponents are read off costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.benchmarks.child_cost import ChildCost
from tests.benchmarks.growth import RUNS_MOST, growth_exponent, measure_curve
from tests.benchmarks.result_table import ResultTable

TABLE = """\
what        ours    peer    ratio or exponent  gate

-- Roads
a road      12 ms   10 ms   1.20x              <= 1.50x
a slow one  2 s     10 ms   200x               <= 1.50x  MISSED
a fast one  1 ms    10 ms   0.100x

-- Growth
check       0.3 3   itself  n^1.05             <= n^1.1
cover       0.3 40  itself  n^2.12             <= n^1.1  MISSED
no peer     -       none    -

2 gates held, 2 missed; a ratio is ours divided by the peer's, measured in the same run"""


def test_rows_are_shown_by_section_with_those_that_missed_their_gates() -> None:
    table = ResultTable()
    table.section = "Roads"
    table.add_ratio("a road", ours="12 ms", peer="10 ms", ratio=1.2, most=1.5)
    with pytest.raises(AssertionError, match=r"^a slow one: 200x, expected <= 1\.50x"):
        table.add_ratio("a slow one", ours="2 s", peer="10 ms", ratio=200, most=1.5)
    table.add_ratio("a fast one", ours="1 ms", peer="10 ms", ratio=0.1, most=None)
    table.section = "Growth"
    assert table.add_exponent("check", ours="0.3 3", peer="itself", exponent=1.05, most=1.1)
    assert not table.add_exponent("cover", ours="0.3 40", peer="itself", exponent=2.12, most=1.1)
    table.add_row("no peer", ours="-", peer="none")
    assert "\n".join(table.lines()) == TABLE


def test_a_run_without_rows_has_no_table() -> None:
    assert [*ResultTable().lines()] == []


@pytest.mark.parametrize(
    ("costs", "exponent"),
    [
        ({1: 0.3, 10: 0.4, 100: 1.4}, 1.041),
        ({1: 0.3, 10: 0.4, 100: 10.3}, 2),
        ({1: 0.3, 10: 0.31, 100: 0.31}, 0),  # all of it is noise
        ({1: 0.3, 10: 0.29, 100: 0.5}, 1.021),  # the least is the base, and it is counted from the noise upwards
    ],
)
def test_exponents_are_those_of_what_the_flow_adds(costs: dict[int, float], exponent: float) -> None:
    assert growth_exponent(costs, 0.02) == pytest.approx(exponent, abs=0.001)


def test_the_least_of_some_runs_counts_and_a_steep_curve_is_measured_again() -> None:
    noise: Iterator[float] = iter([*[0.5] * (4 + 4), *[0.0] * 2 * RUNS_MOST])
    runs: list[int] = []

    def run(size: int) -> ChildCost:
        runs.append(size)
        return ChildCost(size / 100 + next(noise), 40)

    least = measure_curve(run, (1, 10), lambda costs: costs[10].seconds < 0.5)
    assert least == {1: ChildCost(0.01, 40), 10: ChildCost(0.1, 40)}
    assert [runs.count(size) for size in (1, 10)] == [4 + RUNS_MOST, 4 + RUNS_MOST]
