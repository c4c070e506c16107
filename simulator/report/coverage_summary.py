"""Coverage on a screen: the least covered receptionists, and what many of them leave uncovered.

``coverage_report`` lists every item that no test covers, with its caller. Menus of one flow tend to
lack the same tests (a key after a wrong key), so here such an item stands once, with how many menus lack it and the
shortest caller who would cover one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.item_words import ItemWords, play_flags
from simulator.graph.coverage.tally import Coverage
from simulator.graph.coverage.unreachable import find_unreachable
from simulator.graph.plain_words import join_words
from simulator.report.coverage_report import coverage_heading, coverage_table, percent_text
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import OutputText, join_lines
from simulator.words.table import align_columns

ROWS_SHOWN = 12
"""Receptionists that the table lists."""

ITEMS_SHOWN = 15
"""Lines of what is not covered, and of what cannot be."""

NAMES_MOST = 3
"""Receptionists that a line names; of more it gives the number."""

_WIDEST = 80

FULL = "ivrsim test --coverage --full lists them all, ivrsim cover writes the tests that are missing"


class CoverageGap(NamedTuple):
    """Something that no test covers in some receptionists, in words, with the item of each."""

    words: str
    items: tuple[CoverageItem, ...]


def summarize_coverage(coverage: Coverage) -> OutputText:
    """Lay out coverage: a table with the least covered first, what is not covered, and what cannot be."""
    keys = sorted(coverage.by_receptionist, key=lambda key: coverage.tally_of(key).percent)
    lines = [coverage_heading(coverage), "", *coverage_table(coverage, keys[:ROWS_SHOWN])]
    if len(keys) > ROWS_SHOWN:
        least = percent_text(coverage.tally_of(keys[ROWS_SHOWN]))
        lines.append(f"and {len(keys) - ROWS_SHOWN:,} more, each {least}{'' if least == '100 %' else ' or more'}")
    lines += _uncovered_lines(coverage)
    lines += _unreachable(coverage)
    return join_lines(lines)


def find_gaps(coverage: Coverage) -> list[CoverageGap]:
    """Return what is not covered, items alike as one, the most frequent first."""
    words = ItemWords(coverage.flow)
    gaps: dict[str, list[CoverageItem]] = {}
    for item in coverage.uncovered_items():
        gaps.setdefault(words(item), []).append(item)
    return sorted((CoverageGap(text, tuple(items)) for text, items in gaps.items()), key=lambda gap: -len(gap.items))


def _uncovered_lines(coverage: Coverage) -> list[str]:
    gaps = find_gaps(coverage)
    if not gaps:
        return []
    names = ItemWords(coverage.flow)
    rows = []
    for gap in gaps[:ITEMS_SHOWN]:
        keys = list(dict.fromkeys(item.receptionist for item in gap.items))
        # Any of the items closes a part of the gap; the shortest caller is the quickest to write.
        caller = coverage.shortest.caller_to(min(gap.items, key=coverage.shortest.count_steps))
        rows.append((f"{_where(coverage, names, keys)}: {gap.words}", play_flags(caller)))
    lines = ["", "Not covered, with the shortest caller who would cover it:"]
    lines += align_columns(rows, widest=_WIDEST)
    if hidden := sum(len(gap.items) for gap in gaps[ITEMS_SHOWN:]):
        lines.append(f"  and {count_noun(hidden, 'more item', spell=False)}")
    if hidden or len(gaps) < sum(len(gap.items) for gap in gaps):
        lines.append(f"({FULL})")
    return lines


def _where(coverage: Coverage, names: ItemWords, keys: Sequence[str]) -> str:
    """Return the receptionists of a gap: their names where they are few, else how many they are."""
    if len(keys) <= NAMES_MOST:
        return join_words([names.receptionist_name(key) for key in keys])
    receptionists = coverage.by_receptionist
    flow = coverage.flow
    menus = [key for key in receptionists if key in flow.receptionists and flow.receptionists[key].is_menu]
    destinations = [key for key in receptionists if key not in flow.receptionists]
    among, noun = [key for key in receptionists if key in flow.receptionists], "receptionists"
    if set(keys) <= set(menus):
        among, noun = menus, "menus"
    elif set(keys) <= set(destinations):
        among, noun = destinations, "destinations"
    return f"all {len(among):,} {noun}" if len(keys) == len(among) else f"{len(keys):,} of {len(among):,} {noun}"


def _unreachable(coverage: Coverage) -> list[str]:
    names = ItemWords(coverage.flow)
    groups: dict[tuple[str, str], list[str]] = {}
    for item in find_unreachable(coverage.shortest):
        groups.setdefault((item.what, item.why), []).append(names.receptionist_name(item.receptionist))
    if not groups:
        return []
    lines = ["", "Cannot be covered:"]
    lines += [f"  {join_words(where)}: {what}: {why}" for (what, why), where in list(groups.items())[:ITEMS_SHOWN]]
    if len(groups) > ITEMS_SHOWN:
        lines.append(f"  and {len(groups) - ITEMS_SHOWN:,} more (ivrsim test --coverage --full)")
    return lines
