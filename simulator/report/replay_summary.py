"""Past calls on a flow, as text and as JSON: how many land where they landed, and what means something else now."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import count_noun, visible
from simulator.graph.replay.landing_counts import PastWay, WayCount
from simulator.graph.replay.past_landing import Place
from simulator.graph.replay.replay_count import ReplayCount
from simulator.words.table import align_columns

EXAMPLES_MOST = 10
SHOWN_MOST = 5
REASONS_MOST = 5
WIDTH = 96

WHY_UNKNOWN = "the records do not say where they landed; --against OLD plays them to the flow as it was"

NOT_IN_RECORDS = (
    "Records tell the keys, not silences, retries or which menu took a key: each key is pressed where the call next "
    "takes one, and after the last the caller stays silent."
)


@dataclass(slots=True)
class ReplayResult:
    """What came of the rows of a file: how many were ``read``, ``rejected`` (by reason), listed twice, and counted."""

    source: str
    count: ReplayCount
    rejected: Counter[str]
    read: int = 0
    duplicates: int = 0

    @property
    def share_elsewhere(self) -> float:
        """Return the per cent of the compared calls that land elsewhere, or in a dead end."""
        count = self.count
        return 100 * (count.elsewhere + count.dead_end) / count.compared if count.compared else 0.0


_count_noun = partial(count_noun, spell=False)


def replay_json(result: ReplayResult) -> dict[str, Any]:
    """Return the result as JSON values; null stands for counts of a comparison that there was not."""
    count = result.count
    compared = bool(count.compared) or not count.unknown
    return {
        "read": result.read,
        "rejected": result.rejected.total(),
        "duplicates": result.duplicates,
        "same": count.same if compared else None,
        "elsewhere": count.elsewhere if compared else None,
        "dead_end": count.dead_end if compared else None,
        "not_known": count.unknown,
        "other_meaning": [
            {
                "key": moved.code,
                "menu": moved.menu,
                "was": _plain_name(count.old or count.flow, moved.was),
                "now": _plain_name(count.flow, moved.now),
                "calls": calls,
            }
            for moved, calls in count.moved.most_common()
        ],
        "landed": [
            {"kind": place[0], "destination": place[1] or None, "calls": calls}
            for place, calls in count.landed.most_common()
        ],
        "examples": [count.script_of(way, ways).as_json() for way, ways in count.frequent_ways(EXAMPLES_MOST)],
    }


def replay_lines(result: ReplayResult) -> Iterator[str]:
    """Yield the result as lines for people."""
    count = result.count
    calls = _count_noun(count.compared + count.unknown, "past call")
    yield f"{calls} of {visible(result.source)} on {visible(count.flow.title)}"
    if count.compared or count.unknown:
        yield ""
    if count.compared:
        width = len(f"{count.compared:,}")
        for part, what in (
            (count.same, "land where they landed"),
            (count.elsewhere, "land elsewhere"),
            (count.dead_end, "end in a dead end: nobody answers, or the menu hangs up"),
        ):
            yield f"  {part:>{width},}  {100 * part / count.compared:5.1f} %  {what}"
    if count.unknown:
        yield f"  {_count_noun(count.unknown, 'call')} not compared: {WHY_UNKNOWN}"
    yield from _moved_lines(count)
    yield from _way_lines(count)
    yield from _landed_lines(count)
    yield from _row_lines(result)
    yield ""
    yield from wrap(NOT_IN_RECORDS, WIDTH)


def _moved_lines(count: ReplayCount) -> Iterator[str]:
    if not count.moved:
        return
    yield ""
    yield "Keys that mean something else now:"
    rows = [
        (
            f"{visible(moved.code)} in {visible(count.flow.receptionists[moved.menu].name)}",
            f"was {_plain_name(count.old or count.flow, moved.was)}, now {_plain_name(count.flow, moved.now)}",
            _count_noun(calls, "call"),
        )
        for moved, calls in count.moved.most_common(EXAMPLES_MOST)
    ]
    yield from align_columns(rows)


def _way_lines(count: ReplayCount) -> Iterator[str]:
    if not count.ways:
        return
    yield ""
    yield "The most frequent calls that land differently:"
    for way, ways in count.frequent_ways(SHOWN_MOST):
        yield f"  {_count_noun(ways.calls, 'call')}: {_way_words(count, way)}"
        yield f"    {_command_of(count, way, ways)}"


def _way_words(count: ReplayCount, way: PastWay) -> str:
    return f"was {_place_words(count.old or count.flow, way.was)}, now {_place_words(count.flow, way.now)}"


def _command_of(count: ReplayCount, way: PastWay, ways: WayCount) -> str:
    script = count.script_of(way, ways)
    words = ["ivrsim", "play", count.flow.source or "FLOW", "--caller", script.as_line() or ""]
    for flag, value in (("--number", script.number), ("--entry", script.entry), ("--at", script.at)):
        words += [flag, value] if value else []
    return visible(shlex.join(words))


def _landed_lines(count: ReplayCount) -> Iterator[str]:
    if count.compared or not count.landed:
        return
    yield ""
    yield "Where they land now:"
    rows = [(f"{calls:,}", _place_words(count.flow, place)) for place, calls in count.landed.most_common(EXAMPLES_MOST)]
    yield from align_columns(rows)


def _row_lines(result: ReplayResult) -> Iterator[str]:
    if not result.rejected and not result.duplicates and not result.count.unheard:
        return
    yield ""
    if result.duplicates:
        yield f"{_count_noun(result.duplicates, 'row')} repeated a call, and did not count."
    if result.count.unheard:
        yield f"{_count_noun(result.count.unheard, 'call')} pressed keys that no menu took."
    if result.rejected:
        yield f"{_count_noun(result.rejected.total(), 'row')} could not be used (--rejects FILE lists them):"
        for reason, rows in result.rejected.most_common(REASONS_MOST):
            yield f"  {rows:,}  {visible(reason)}"


def _place_words(flow: Flow, place: Place) -> str:
    kind, address = place
    if kind == "endless":
        return "a call without an end"
    if not address:
        return "a hang-up"
    return _plain_name(flow, parse_address(address))


def _plain_name(flow: Flow, destination: Destination) -> str:
    """Return the name that people know, else how the flow calls it."""
    key = flow.receptionist_for(destination)
    if key is not None:
        return visible(flow.receptionists[key].name)
    return visible(flow.destination_name(destination) or "") or DisplayNames(flow).destination_name(destination)
