"""Tests under all readings, by the settings that they depend on: the most fragile first, with a few of the tests.

A flow of 12 menus has hundreds of tests and a dozen reasons why they depend on a reading, so the reasons are what is
listed. ``full`` names every test under its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.flowtests.readings_matrix import Robustness, robustness_text
from simulator.words.phrases import count_noun

TESTS_SHOWN = 2
"""Tests of one reason that are named where there are more than ``TESTS_LEFT_WHOLE``."""

TESTS_LEFT_WHOLE = 3
"""Up to this many tests of one reason are all named: a line that counts the rest would not be shorter."""


def summarize_robustness(results: Sequence[Robustness], *, full: bool = False) -> Iterator[str]:
    """Lay out how many tests hold under all readings, then the others by what they depend on."""
    steady = [result for result in results if result.count == len(result.holds)]
    # Without a test there is nothing to count: 16 is what four open settings of two values make.
    most = " or ".join(f"{count}" for count in sorted({len(result.holds) for result in results}, reverse=True)) or "16"
    holding = f"{len(steady):,} of {len(results):,} tests hold"
    if most == "1":
        yield f"{holding}; nothing is open where FreeSWITCH runs the menus"
        return
    yield f"{holding} under all {most} readings of the settings that no document settles"
    if len(steady) == len(results):
        return
    names = ", ".join(dict.fromkeys(name for result in results for name in result.settings))
    yield f"({names}: `ivrsim semantics` explains them). The others:"
    left_out = False
    for reason, tests in _by_reason(results):
        yield ""
        yield f"  {reason} ({count_noun(len(tests), 'test', spell=False)})"
        sample = tests if full or len(tests) <= TESTS_LEFT_WHOLE else tests[:TESTS_SHOWN]
        yield from (f"      {result.test.file}:{result.test.line}: {result.test.name}" for result in sample)
        if len(sample) < len(tests):
            left_out = True
            yield f"      and {len(tests) - len(sample):,} more"
    if left_out:
        yield ""
        yield "--full names every test"


def _by_reason(results: Sequence[Robustness]) -> list[tuple[str, list[Robustness]]]:
    """Group the tests that do not hold everywhere: those that hold under the fewest readings first."""
    groups: dict[str, list[Robustness]] = {}
    for result in results:
        if result.count < len(result.holds):
            groups.setdefault(robustness_text(result), []).append(result)
    return sorted(groups.items(), key=lambda group: (group[1][0].count / len(group[1][0].holds), -len(group[1])))
