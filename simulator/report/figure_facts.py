"""What a page of figures shows, of exact odds or of a crowd: ends, a person, menus by round, times, hours, the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.draw.figure_plots import BarRow, RoundBars
from simulator.draw.paper_map import PaperMap
from simulator.graph.crowds.crowd_results import CrowdResult
from simulator.graph.odds.arrival_times import PERCENTILES, PERSON, ArrivalTimes
from simulator.graph.odds.flow_odds import FlowOdds
from simulator.graph.odds.week_hours import WeekHours
from simulator.graph.plain_words import visible
from simulator.report.odds_text import OddsText
from simulator.report.odds_words import end_words, percent, seconds_words
from simulator.report.traffic_text import TrafficText


@dataclass(frozen=True)
class EndFact:
    """An end of calls, with the mean of its times in words (empty: none)."""

    bar: BarRow
    mean: str


class CommonWay(NamedTuple):
    """A way that all menus have, which the map leaves out: a key or what a count means, where it leads, its share."""

    head: str
    name: str
    share: str
    is_key: bool


@dataclass(frozen=True)
class FigureFacts:
    """The facts of a page.

    ``words`` is the same as text, whole: the first paragraph is the heading. ``curve`` has seconds with the share, of
    those who reach a person, who have by then; ``percentiles`` its seconds by their number. ``hours`` and ``map`` are
    None where there are none, and then their ``missing`` words say why.
    """

    title: str
    words: Sequence[str]
    of: str
    person: float
    ends: Sequence[EndFact]
    menus: Mapping[str, Sequence[RoundBars]]
    curve: Sequence[tuple[float, float]]
    percentiles: Mapping[int, float]
    hours: WeekHours | None
    hours_missing: str
    map: PaperMap | None
    map_missing: str
    common: Sequence[CommonWay] = ()

    @property
    def heading(self) -> Sequence[str]:
        """Who calls, when, and what is assumed."""
        return self.words[: self.words.index("")] if "" in self.words else self.words


def odds_facts(
    title: str,
    odds: FlowOdds,
    arrivals: ArrivalTimes,
    effects: Sequence[str],
    hours: WeekHours | None,
    hours_missing: str,
    map: PaperMap,
    common: Sequence[CommonWay] = (),
) -> FigureFacts:
    """Return the facts of exact odds; ``effects`` are lines on what to change first."""
    mixture, text = odds.mixture, OddsText(odds, arrivals.percentiles)
    ends = [
        EndFact(
            BarRow(end_words(end), end.moments.share, end.is_person),
            "" if end.kind == "endless" else seconds_words(end.moments.mean_seconds or 0),
        )
        for end in mixture.outcomes
    ]
    menus: dict[str, list[RoundBars]] = {}
    for item in mixture.rounds:
        menus.setdefault(text.menu_names.name_of(item.receptionist), []).append(RoundBars(item.round, *item.tally))
    total, times = mixture.person.share, arrivals.percentiles[-1].get(PERSON)
    curve = [(at / 1000, min(share / total, 1.0)) for at, share in arrivals.person_curve]
    percentiles = {} if times is None else {number: at / 1000 for number, at in zip(PERCENTILES, times, strict=True)}
    words = [*text.lines(), *effects]
    return FigureFacts(
        title, words, "callers", total, ends, menus, curve, percentiles, hours, hours_missing, map, "", common
    )


def crowd_facts(title: str, result: CrowdResult, note: str) -> FigureFacts:
    """Return the facts of a crowd; ``note`` says that it is partial (empty: it is not)."""
    mixture, text = result.mixture, TrafficText(result)
    ends = [
        EndFact(
            BarRow(end_words(end), end.share, end.is_person, *(end.interval or (None, None))),
            "" if end.kind == "endless" else seconds_words(end.times.mean_seconds),
        )
        for end in mixture.outcomes
    ]
    menus: dict[str, list[RoundBars]] = {}
    for item in mixture.rounds:
        menus.setdefault(text.menu_names.name_of(item.receptionist), []).append(RoundBars(*item[1:7]))
    person, curve, passed = mixture.person.times, [], 0
    for at, count in sorted(person.counts.items()):
        passed += count
        curve.append((at / 1000, passed / person.calls))
    percentiles = {number: person.percentile_seconds(number) for number in PERCENTILES} if person.calls else {}
    pointer = "ivrsim odds --format html has it, where the same callers can be followed exactly"
    words = [*([note] if note else []), *text.lines()]
    return FigureFacts(
        visible(title), words, "calls", mixture.person.share, ends, menus, curve, percentiles, None,
        f"A crowd is not counted by hour: {pointer}.", None, f"A crowd is not counted by way: {pointer}.",
    )  # fmt: skip


def share_words(bar: BarRow) -> str:
    """Return a share, with its interval where it is sampled."""
    if bar.low is None or bar.high is None:
        return percent(bar.share)
    return f"{percent(bar.share)} ({100 * bar.low:.2f} to {100 * bar.high:.2f} %)"
