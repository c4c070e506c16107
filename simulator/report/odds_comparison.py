"""What a change does to the odds: the figures of two flows next to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.graph.odds.arrival_times import PERCENTILES, PERSON
from simulator.graph.odds.flow_odds import FlowOdds, OutcomeOdds, PersonaOdds
from simulator.graph.odds.setting_effects import CALLERS, caller_minutes
from simulator.graph.plain_words import visible
from simulator.report.odds_json import PercentileTable, odds_json
from simulator.report.odds_words import MenuNames, end_words, number_words, percent, points, seconds_words
from simulator.words.table import align_columns

_ALIKE = 5e-13
"""Shares that differ by less are the same."""

Row = tuple[str, str, str, str]


class OddsComparison:
    """The odds of an old flow and of a new one, for the same callers."""

    def __init__(
        self, old: FlowOdds, new: FlowOdds, percentiles: tuple[PercentileTable, PercentileTable] | None = None
    ) -> None:
        self.old = old
        self.new = new
        self.percentiles = percentiles

    def lines(self) -> Iterator[str]:
        """Yield the tables: ends, a person, times, rounds, keys and recordings; what is the same is left out."""
        old, new = self.old.mixture, self.new.mixture
        yield f"{CALLERS:,} callers, exactly: {visible(self.old.flow.title)} -> {visible(self.new.flow.title)}"
        yield ""
        rows = [("", "old", "new", "change"), *self._end_rows(), *self._time_rows()]
        yield from align_columns(rows, right=True)
        for title, pair in (
            ("Drop-off, of all callers", (_round_figures(self.old, self.new), _round_figures(self.new, self.old))),
            (f"Keys per {CALLERS:,} callers", (_per_crowd(old.keys), _per_crowd(new.keys))),
            (f"Heard per {CALLERS:,} callers", (_heard(self.old), _heard(self.new))),
        ):
            changed = [*_changed_rows(*pair)]
            if changed:
                yield ""
                yield title
                yield from align_columns(changed, right=True)

    def _end_rows(self) -> Iterator[Row]:
        for old, new in _paired_ends(self.old.mixture, self.new.mixture):
            known = new or old
            assert known is not None, "an end is in one of the two"
            before, after = (0.0 if end is None else end.moments.share for end in (old, new))
            yield end_words(known), percent(before), percent(after), points(after - before)
        before, after = self.old.mixture.person.share, self.new.mixture.person.share
        yield "a person takes the call", percent(before), percent(after), points(after - before)

    def _time_rows(self) -> Iterator[Row]:
        for name, before, after in self._times():
            texts = ["-" if value is None else seconds_words(value) for value in (before, after)]
            change = "" if before is None or after is None else _change_words(after - before, "s")
            yield name, texts[0], texts[1], change
        minutes = caller_minutes(self.old.mixture), caller_minutes(self.new.mixture)
        change = _change_words(minutes[1] - minutes[0], "min")
        yield f"caller-minutes per {CALLERS:,} callers", number_words(minutes[0]), number_words(minutes[1]), change

    def _times(self) -> Iterator[tuple[str, float | None, float | None]]:
        old, new = self.old.mixture, self.new.mixture
        yield "time to a person", old.person.mean_seconds, new.person.mean_seconds
        if self.percentiles is not None:
            found = [tables[-1].get(PERSON) for tables in self.percentiles]
            for place, number in enumerate(PERCENTILES):
                before, after = (None if times is None else times[place] / 1000 for times in found)
                yield f"  {number} % of them by", before, after
        yield "time of a call", old.ended.mean_seconds, new.ended.mean_seconds

    def as_json(self) -> dict[str, Any]:
        """Both flows' odds in full, and the figures of all callers that differ, each as ``[old, new]``."""
        tables = self.percentiles or (None, None)
        old, new = self.old.mixture, self.new.mixture
        return {
            "old": {"flow": self.old.flow.title, **odds_json(self.old, tables[0])},
            "new": {"flow": self.new.flow.title, **odds_json(self.new, tables[1])},
            "changes": {
                "outcomes": [_end_json(*pair) for pair in _paired_ends(old, new)],
                "person": [old.person.share, new.person.share],
                "minutes": [caller_minutes(old), caller_minutes(new)],
            },
        }


def _paired_ends(old: PersonaOdds, new: PersonaOdds) -> list[tuple[OutcomeOdds | None, OutcomeOdds | None]]:
    """The ends of both, in the order of the new ones, then those that are gone."""
    before = {outcome.key: outcome for outcome in old.outcomes}
    after = {outcome.key: outcome for outcome in new.outcomes}
    return [(before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before))]


def _end_json(old: OutcomeOdds | None, new: OutcomeOdds | None) -> dict[str, Any]:
    known = new or old
    assert known is not None, "an end is in one of the two"
    return {
        "kind": known.kind,
        "destination": None if known.destination is None else str(known.destination),
        "name": known.name,
        "share": [0.0 if end is None else end.moments.share for end in (old, new)],
        "mean": [None if end is None or end.kind == "endless" else end.moments.mean_seconds for end in (old, new)],
    }


def _round_figures(odds: FlowOdds, other: FlowOdds) -> dict[str, tuple[float, str]]:
    words = {"reached": "in", "chose": "choose", "wrong": "wrong", "silent": "silent", "hung_up": "gone"}
    menu_names = MenuNames(odds.flow, other.flow)
    return {
        f"{menu_names.name_of(item.receptionist)} {item.round}, {words[field]}": (share, percent(share))
        for item in odds.mixture.rounds
        for field, share in item.tally._asdict().items()
    }


def _per_crowd(counts: Mapping[str, float]) -> dict[str, tuple[float, str]]:
    return {name: (times, number_words(times * CALLERS)) for name, times in counts.items()}


def _heard(odds: FlowOdds) -> dict[str, tuple[float, str]]:
    return _per_crowd({visible(odds.flow.recording_name(id)): times for id, times in odds.mixture.recordings.items()})


def _changed_rows(old: Mapping[str, tuple[float, str]], new: Mapping[str, tuple[float, str]]) -> Iterator[Row]:
    """Yield the figures whose texts differ."""
    for name in dict.fromkeys((*old, *new)):
        before, after = (figures.get(name, (0.0, "-")) for figures in (old, new))
        if abs(after[0] - before[0]) > _ALIKE and before[1] != after[1]:
            yield name, before[1], "->", after[1]


def _change_words(difference: float, unit: str) -> str:
    text = f"{difference:+,.1f}"
    return "no change" if text in ("+0.0", "-0.0") else f"{text} {unit}"
