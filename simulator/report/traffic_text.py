"""The figures of a crowd as text or Markdown: where calls end, a person, queues, and the drop-off of each menu."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.crowd_results import CallTimes, CrowdResult, CrowdRound
from simulator.graph.crowds.share_intervals import Interval
from simulator.graph.odds.arrival_times import PERCENTILES
from simulator.graph.plain_words import count_noun, join_words, visible
from simulator.report.odds_text import ENDS_SHOWN, MENUS_SHOWN, PERCENTILE_WORDS, SHARE_SHOWN
from simulator.report.odds_words import (
    MenuNames,
    assumption_words,
    caller_words,
    end_words,
    number_words,
    percent,
    seconds_words,
    situation_lines,
    use_lines,
)
from simulator.report.text_bars import LINE_MOST, NAME_MOST, ROUND_WORDS, Parts, append_bars, round_parts, share_parts
from simulator.words.markup import escape_markdown
from simulator.words.table import align_columns


class FigureTable(NamedTuple):
    """A table of figures; the first row heads it, its first cell is the title. ``bars`` are for plain text."""

    rows: Sequence[Sequence[str]]
    bars: Sequence[Parts] = ()
    bar_words: str = ""


class TrafficText:
    """What there is to say of a crowd, as sentences and tables; no line with a bar is longer than ``width``."""

    def __init__(self, result: CrowdResult, width: int = LINE_MOST) -> None:
        self.result = result
        self.width = width
        self.mixture = result.mixture
        self.menu_names = MenuNames(result.flow)

    def lines(self) -> Iterator[str]:
        """Yield the whole as plain text."""
        for number, block in enumerate(self._blocks()):
            if number:
                yield ""
            yield from _table_lines(block, self.width) if isinstance(block, FigureTable) else block

    def markdown(self) -> Iterator[str]:
        """Yield the whole as Markdown."""
        for number, block in enumerate(self._blocks()):
            if number:
                yield ""
            if isinstance(block, FigureTable):
                width = len(block.rows[0])
                marks = ("---", *["---:"] * (width - 1))
                rows = [block.rows[0], marks, *block.rows[1:]]
                yield from (f"| {' | '.join(map(_cell, row) if row is not marks else row)} |" for row in rows)
            else:
                yield from (f"- {escape_markdown(line.strip())}" for line in block)

    def _blocks(self) -> Iterator[Sequence[str] | FigureTable]:
        yield [*self._heading()]
        if not self.result.calls:
            return
        yield self._end_table()
        yield [*self._sentences()]
        if self.result.queues:
            yield self._queue_table()
        if len(self.result.personas) > 1:
            yield self._persona_table()
        yield self._drop_off_table()
        yield [*use_lines(self.result.flow, self.mixture.keys, self.mixture.recordings, "calls")]

    # -- who calls --------------------------------------------------------------------------------

    def _heading(self) -> Iterator[str]:
        result = self.result
        days = f" on {count_noun(result.days, 'day')}" if result.days and result.has_arrivals else ""
        who = caller_words(result.personas, "ASSUMED: nobody measured its numbers")
        yield f"{count_noun(result.calls, 'call')}{days}, sampled with seed {result.seed}. {who}."
        if result.callers != result.calls:
            again = result.calls - result.callers
            yield f"{count_noun(again, 'call')} of them by callers who had called before."
        yield from situation_lines(result, "new callers" if result.has_arrivals else "the time")
        assumed = assumption_words(result)
        if assumed:
            yield f"Assumed: {join_words([visible(word) for word in assumed])}."

    # -- where they end ---------------------------------------------------------------------------

    def _end_table(self) -> FigureTable:
        rows: list[Sequence[str]] = [("", "calls", "95 % interval", "after", *PERCENTILE_WORDS)]
        bars = [share_parts(0)]
        for outcome in self.mixture.outcomes[:ENDS_SHOWN]:
            times = ["" for _ in range(4)]
            if outcome.kind != "endless":
                times = [seconds_words(outcome.times.mean_seconds), *_percentile_cells(outcome.times)]
            rows.append((end_words(outcome), percent(outcome.share), interval_words(outcome.interval), *times))
            bars.append(share_parts(outcome.share))
        return FigureTable(rows, bars)

    def _sentences(self) -> Iterator[str]:
        person, flow = self.mixture.person, self.result.flow
        hidden = self.mixture.outcomes[ENDS_SHOWN:]
        if hidden:
            share = percent(sum(outcome.share for outcome in hidden))
            yield f"and {count_noun(len(hidden), 'rarer end')}, with {share} of calls: --format json has them all"
        everybody = " if everybody picks up" if self.result.assumed_people or not flow.routes else ""
        interval = interval_words(person.interval)
        yield f"A person takes the call: {percent(person.share)} ({interval}){everybody}"
        if person.calls:
            yield f"  after {_time_sentence(person.times)}"
        if self.mixture.times.calls:
            yield f"A call takes {_time_sentence(self.mixture.times)}"
        if self.result.days:
            unit = "days" if self.result.has_arrivals else "groups of callers"
            yield f"Intervals are by the spread between {self.result.days:,} {unit}"
        else:
            yield "Intervals are Wilson's, of calls that do not depend on each other"

    def _queue_table(self) -> FigureTable:
        heads = ("came", "answered", "at once", "after", "90 % by", "gave up", "timed out", "refused", "people busy")
        rows: list[Sequence[str]] = [("Queues, per day", *heads)]
        for queue, counts in self.result.queues:
            name = visible(self.result.flow.destination_name(queue.destination) or str(queue.destination))
            waits, came = CallTimes(counts.waits), counts.offered or 1
            hours = counts.busy_ms / 3_600_000 / (self.result.days or 1)
            rows.append(
                (
                    f"  {name} ({queue.people})",
                    number_words(counts.offered / (self.result.days or 1)),
                    percent(waits.calls / came),
                    percent(counts.waits.get(0, 0) / came),
                    seconds_words(waits.mean_seconds) if waits.calls else "",
                    seconds_words(waits.percentile_seconds(90)) if waits.calls else "",
                    percent(counts.gave_up / came),
                    percent(counts.timed_out / came),
                    percent(counts.refused / came),
                    f"{number_words(hours)} h",
                )
            )
        return FigureTable(rows)

    def _persona_table(self) -> FigureTable:
        parts = self.result.parts[:-1]
        shares = [{outcome.key: outcome.share for outcome in part.outcomes} for part in parts]
        rows: list[Sequence[str]] = [("By persona", *(visible(part.name) for part in parts))]
        for outcome in self.mixture.outcomes[:ENDS_SHOWN]:
            cells = (percent(share.get(outcome.key, 0.0)) for share in shares)
            rows.append((f"  {end_words(outcome)}", *cells))
        rows.append(("  a person takes the call", *(percent(part.person.share) for part in parts)))
        means = (seconds_words(part.times.mean_seconds) if part.times.calls else "" for part in parts)
        rows.append(("  the call takes", *means))
        return FigureTable(rows)

    # -- menus ------------------------------------------------------------------------------------

    def _drop_off_table(self) -> FigureTable:
        menus: dict[str, list[CrowdRound]] = {}
        for item in self.mixture.rounds:
            menus.setdefault(item.receptionist, []).append(item)
        busiest = sorted(menus, key=lambda key: -menus[key][0].reached)
        rows: list[Sequence[str]] = [
            ("Drop-off, of all calls", "in", "choose", "wrong", "silent", "gone", "of these", "95 %")
        ]
        bars = [share_parts(0)]
        for key in busiest[:MENUS_SHOWN]:
            for item in menus[key]:
                if item.round == 1 or item.reached >= SHARE_SHOWN:
                    figures = (*map(percent, item[2:8]), interval_words(item.interval))
                    rows.append((f"  {self.menu_names.name_of(key)} {item.round}", *figures))
                    bars.append(round_parts(item.chose, item.wrong, item.silent, item.hung_up))
        return FigureTable(rows, bars, ROUND_WORDS)


def interval_words(interval: Interval | None) -> str:
    """Return ``31.65 to 31.71 %``; empty where it cannot be told.

    >>> interval_words(Interval(0.3165, 0.31708)), interval_words(None)
    ('31.65 to 31.71 %', '')
    """
    return "" if interval is None else f"{100 * interval.low:.2f} to {100 * interval.high:.2f} %"


def _table_lines(table: FigureTable, width: int) -> Iterator[str]:
    lines = [*align_columns(table.rows, indent="", widest=NAME_MOST, right=True)]
    return append_bars(lines, table.bars or [()] * len(lines), words=table.bar_words, most=width)


def _time_cells(times: CallTimes) -> list[str]:
    """The mean, the deviation and the percentiles, to the tenth of a second."""
    return [seconds_words(times.mean_seconds), seconds_words(times.sd_seconds), *_percentile_cells(times)]


def _percentile_cells(times: CallTimes) -> list[str]:
    return [seconds_words(times.percentile_seconds(number)) for number in PERCENTILES]


def _time_sentence(times: CallTimes) -> str:
    mean, sd, *percentiles = _time_cells(times)
    words = ", ".join(f"{word} {cell}" for word, cell in zip(PERCENTILE_WORDS, percentiles, strict=True))
    return f"{mean} on average (sd {sd}); {words}"


def _cell(text: str) -> str:
    return escape_markdown(text.strip())
