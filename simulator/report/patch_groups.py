"""The differences that a patch makes in many flows: flows that change alike are shown once, the odd ones first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.graph.plain_words import visible
from simulator.words.phrases import count_noun, join_words
from simulator.words.sanitizer import clean_document

NAMED_MOST = 6
"""Flows of a group that its heading names."""

PatchResult = Mapping[str, Any]


def group_changes(results: Sequence[PatchResult]) -> list[list[PatchResult]]:
    """Return the results that change files, grouped by their changed lines and what callers notice; rare ones first."""
    groups: dict[tuple[str, ...], list[PatchResult]] = {}
    for result in results:
        if result["files"]:
            key = (*_changed_lines(result), result["noticed"], *result["failures"])
            groups.setdefault(key, []).append(result)
    return sorted(groups.values(), key=lambda group: (len(group), group[0]["flow"]))


def changes_text(results: Sequence[PatchResult]) -> Iterator[str]:
    """Yield for each group its flows, the difference of the first, what fails anew there, and what callers notice."""
    for group in group_changes(results):
        first = group[0]
        if len(results) > 1:
            names = join_words([visible(result["flow"]) for result in group], most=NAMED_MOST)
            alike = f"{count_noun(len(group), 'flow', spell=False)} alike, shown once: " if len(group) > 1 else ""
            yield from ("", f"{alike}{names}{' (refused)' if first['outcome'] == 'refused' else ''}")
        yield from (clean_document(file["difference"]) for file in first["files"])
        if first["failures"]:
            yield from ("", "What fails now and did not before:")
            yield from (f"  · {visible(line)}" for line in first["failures"])
        yield from ("", "What callers would notice:", clean_document(first["noticed"]))


def _changed_lines(result: PatchResult) -> Iterator[str]:
    for file in result["files"]:
        for line in file["difference"].splitlines():
            if line[:1] in "+-" and not line.startswith(("+++ ", "--- ")):
                yield line
