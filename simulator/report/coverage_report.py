"""Coverage as a table for people and as JSON values for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from simulator.graph.coverage.coverage_items import Kind
from simulator.graph.coverage.item_words import ItemWords, play_flags
from simulator.graph.coverage.tally import Coverage, Tally, Uncovered
from simulator.graph.coverage.unreachable import find_unreachable
from simulator.graph.plain_words import visible
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import OutputText, join_lines
from simulator.words.table import align_columns

TITLES: dict[Kind, str] = {
    "choice": "choices",
    "wrong": "wrong keys",
    "silence": "silences",
    "recording": "recordings",
    "destination": "destinations",
    "barge_in": "barge-in",
    "answer": "answers",
}
_NAME_WIDEST = 32
_ITEM_WIDEST = 80


def coverage_text(coverage: Coverage) -> OutputText:
    """A table with a line per receptionist, what is not covered, and what cannot be."""
    words = ItemWords(coverage.flow)
    lines = [coverage_heading(coverage), "", *coverage_table(coverage, list(coverage.by_receptionist))]
    uncovered = [
        row for key in coverage.by_receptionist for row in _uncovered_rows(words, key, coverage.uncovered(key))
    ]
    if uncovered:
        # One long name must not push every caller off the screen.
        lines += ["", "Not covered, with the shortest caller who would cover it:"]
        lines += align_columns(uncovered, widest=_ITEM_WIDEST)
    beyond = find_unreachable(coverage.shortest)
    if beyond:
        lines += ["", "Cannot be covered:"]
        lines += [f"  {words.receptionist_name(item.receptionist)}: {item.what}: {item.why}" for item in beyond]
    return join_lines(lines)


def coverage_heading(coverage: Coverage) -> str:
    """Return how much of a flow is covered, in one line."""
    source = visible(coverage.flow.title) or "the flow"
    return f"Coverage of {source}: {_tally_text(coverage.total)} ({percent_text(coverage.total)})"


def coverage_table(coverage: Coverage, keys: Iterable[str]) -> list[str]:
    """Return a table with a line for each of some receptionists."""
    words = ItemWords(coverage.flow)
    rows = [["", *(TITLES[kind] for kind in coverage.kinds), "all"]]
    for key in keys:
        kinds = coverage.kinds_of(key)
        name = words.receptionist_name(key)
        label = name if len(name) <= _NAME_WIDEST else name[: _NAME_WIDEST - 1] + "…"
        cells = [f"{kinds[kind].covered}/{kinds[kind].of}" if kinds[kind].of else "-" for kind in coverage.kinds]
        rows.append([label, *cells, percent_text(coverage.tally_of(key))])
    return list(align_columns(rows, indent="", right=True))


def _uncovered_rows(words: ItemWords, key: str, uncovered: list[Uncovered]) -> Iterator[tuple[str, str]]:
    name = words.receptionist_name(key)
    for item, caller in uncovered:
        yield f"{name}: {words(item)}", play_flags(caller)


def _tally_text(tally: Tally) -> str:
    return f"{tally.covered:,} of {count_noun(tally.of, 'item', spell=False)}"


def percent_text(tally: Tally) -> str:
    """``44.8 %``; ``100 %`` only where all is covered."""
    # The percentage is rounded down, so that 100 without a decimal is only ever all.
    return "100 %" if tally.covered == tally.of else f"{tally.percent:.1f} %"


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """The same as JSON values; every uncovered item has its caller as a script."""
    words = ItemWords(coverage.flow)
    return {
        "flow": coverage.flow.title,
        "semantics": coverage.flow.semantics.label,
        "calls": coverage.calls,
        **_tally_json(coverage.total),
        "receptionists": [_receptionist_json(coverage, words, key) for key in coverage.by_receptionist],
        "unreachable": [item._asdict() for item in find_unreachable(coverage.shortest)],
    }


def _receptionist_json(coverage: Coverage, words: ItemWords, key: str) -> dict[str, Any]:
    return {
        "receptionist": key,
        "name": words.flow.receptionists[key].name if key in words.flow.receptionists else words.destination_name(key),
        **_tally_json(coverage.tally_of(key)),
        "kinds": {kind: _tally_json(tally) for kind, tally in coverage.kinds_of(key).items()},
        "uncovered": [
            {**item._asdict(), "words": words(item), "caller": caller.as_json(), "line": caller.as_line()}
            for item, caller in coverage.uncovered(key)
        ],
    }


def _tally_json(tally: Tally) -> dict[str, Any]:
    return {"covered": tally.covered, "of": tally.of, "percent": tally.percent}
