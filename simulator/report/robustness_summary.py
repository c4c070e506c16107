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
"""So many tests of one reason are all named: the line that counts the rest would be no shorter."""


def summarize_robustness(found: Sequence[Robustness], *, full: bool = False) -> Iterator[str]:
    """Lay out how many tests hold under all readings, then the others by what they depend on."""
    steady = [one for one in found if one.count == len(one.holds)]
    most = " or ".join(f"{count}" for count in sorted({len(one.holds) for one in found}, reverse=True)) or "16"
    yield f"{len(steady):,} of {len(found):,} tests hold under all {most} readings of what no document settles"
    if len(steady) == len(found):
        return
    names = ", ".join(dict.fromkeys(name for one in found for name in one.settings))
    yield f"({names}: `ivrsim semantics` explains them). The others:"
    left_out = False
    for reason, tests in _by_reason(found):
        yield ""
        yield f"  {reason} ({count_noun(len(tests), 'test', spell=False)})"
        shown = tests if full or len(tests) <= TESTS_LEFT_WHOLE else tests[:TESTS_SHOWN]
        yield from (f"      {one.test.file}:{one.test.line}: {one.test.name}" for one in shown)
        if len(shown) < len(tests):
            left_out = True
            yield f"      and {len(tests) - len(shown):,} more"
    if left_out:
        yield ""
        yield "--full names every test"


def _by_reason(found: Sequence[Robustness]) -> list[tuple[str, list[Robustness]]]:
    """Group the tests that do not hold everywhere: those that hold under the fewest readings first."""
    groups: dict[str, list[Robustness]] = {}
    for one in found:
        if one.count < len(one.holds):
            groups.setdefault(robustness_text(one), []).append(one)
    return sorted(groups.items(), key=lambda group: (group[1][0].count / len(group[1][0].holds), -len(group[1])))
