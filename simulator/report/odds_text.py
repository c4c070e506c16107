"""The odds of a flow as text: where callers end, a person, the drop-off of each menu, and what to change first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from simulator.graph.odds.fall_backs import fall_back_moments
from simulator.graph.odds.flow_odds import FlowOdds, PersonaOdds, RoundOdds
from simulator.graph.odds.setting_effects import CALLERS, caller_minutes
from simulator.graph.odds.time_moments import TimeMoments
from simulator.graph.plain_words import count_noun, join_words, visible
from simulator.report.odds_words import (
    MenuNames,
    assumption_words,
    end_words,
    exact_caller_words,
    number_words,
    percent,
    seconds_words,
    situation_lines,
    use_lines,
)
from simulator.report.text_bars import LINE_MOST, NAME_MOST, ROUND_WORDS, append_bars, round_parts, share_parts
from simulator.words.table import align_columns

if TYPE_CHECKING:
    from simulator.graph.odds.arrival_times import ArrivalKey, Percentiles

ENDS_SHOWN = 30
MENUS_SHOWN = 10
SHARE_SHOWN = 0.005
"""Later rounds of a menu are shown while so many callers come to them."""

PERSON: tuple[str, None] = ("person", None)
PERCENTILE_WORDS = ("half by", "90 % by", "99 % by")


class OddsText:
    """The lines about one flow's odds; ``percentiles`` are by persona, as ``ArrivalTimes`` has them.

    No line with a bar is longer than ``width``.
    """

    def __init__(
        self,
        odds: FlowOdds,
        percentiles: Sequence[Mapping[ArrivalKey, Percentiles]] | None = None,
        width: int = LINE_MOST,
    ) -> None:
        self.odds = odds
        self.mixture = odds.mixture
        self.menu_names = MenuNames(odds.flow)
        self.percentiles = percentiles
        self.width = width

    def lines(self) -> Iterator[str]:
        """Yield the whole text."""
        yield from self._heading()
        yield ""
        yield from self._end_lines(self.mixture, -1)
        yield from self._person_lines()
        yield from self._time_lines()
        if len(self.odds.personas) > 1:
            yield ""
            yield from self._persona_lines()
        yield ""
        yield from self._drop_off_lines()
        yield from use_lines(self.odds.flow, self.mixture.keys, self.mixture.recordings, "callers")

    # -- who calls, and when ----------------------------------------------------------------------

    def _heading(self) -> Iterator[str]:
        yield f"{CALLERS:,} callers, exactly. {exact_caller_words(self.odds)}."
        yield from situation_lines(self.odds)
        assumed = assumption_words(self.odds)
        if assumed:
            yield f"Assumed: {join_words([visible(word) for word in assumed])}."

    # -- where they end ---------------------------------------------------------------------------

    def _end_lines(self, odds: PersonaOdds, number: int) -> Iterator[str]:
        """Yield a table of the ends of calls, with a note on those who come by a fall-back."""
        fall_backs = fall_back_moments(odds)
        tables = self.percentiles[number] if self.percentiles is not None else None
        rows: list[tuple[str, ...]] = [
            ("", "callers", "after", "sd", *(PERCENTILE_WORDS if tables is not None else ()))
        ]
        notes, bars = [""], [share_parts(0)]
        for outcome in odds.outcomes[:ENDS_SHOWN]:
            times = ["", ""] if outcome.kind == "endless" else _time_words(outcome.moments)
            if tables is not None:
                times += _percentile_cells(tables.get(outcome.key))
            rows.append((end_words(outcome), percent(outcome.moments.share), *times))
            notes.append(_fall_back_note(fall_backs.get(outcome.key)))
            bars.append(share_parts(outcome.moments.share))
        yield from append_bars(
            [*align_columns(rows, indent="", widest=NAME_MOST, right=True)], bars, notes, most=self.width
        )
        if hidden := odds.outcomes[ENDS_SHOWN:]:
            share = percent(sum(outcome.moments.share for outcome in hidden))
            yield f"  and {count_noun(len(hidden), 'rarer end')}, with {share} of callers: --format json has them all"

    def _person_lines(self) -> Iterator[str]:
        person, flow = self.mixture.person, self.odds.flow
        people = [outcome.destination for outcome in self.mixture.outcomes if outcome.is_person]
        known = [flow.destinations.get(place.canonical) for place in people if place is not None]
        unknown = [entry for entry in known if entry is None or entry.answers is None]
        hint = "set the chances in a persona's `given`"
        everybody = f" if everybody picks up ({hint})" if self.mixture.assumed_people or not flow.routes else ""
        yield f"A person takes the call: {percent(person.share)}{everybody}"
        if person.share:
            mean, sd = _time_words(person)
            found = self.percentiles[-1].get(PERSON) if self.percentiles is not None else None
            yield f"  after {mean} on average (sd {sd}){_percentile_words(found)}"
        if unknown:
            count = count_noun(len(unknown), "destination")
            yield f"  {count} counted as persons: the flow does not say who answers there (`answers` in flow.yaml)"

    def _time_lines(self) -> Iterator[str]:
        if self.mixture.ended.share:
            mean, sd = _time_words(self.mixture.ended)
            minutes = number_words(caller_minutes(self.mixture))
            which = " that ends" if any(end.kind == "endless" for end in self.mixture.outcomes) else ""
            yield f"A call{which} takes {mean} on average (sd {sd}): {minutes} caller-minutes per {CALLERS:,} callers"

    def _persona_lines(self) -> Iterator[str]:
        personas = self.odds.personas
        shares = [{outcome.key: outcome.moments.share for outcome in persona.outcomes} for persona in personas]
        yield "By persona"
        header = ("", *(visible(persona.name) for persona in personas))
        rows = [
            (end_words(outcome), *(percent(share.get(outcome.key, 0.0)) for share in shares))
            for outcome in self.mixture.outcomes[:ENDS_SHOWN]
        ]
        rows.append(("a person takes the call", *(percent(persona.person.share) for persona in personas)))
        rows.append(("the call takes", *(seconds_words(persona.ended.mean_seconds or 0) for persona in personas)))
        yield from align_columns([header, *rows], widest=NAME_MOST, right=True)

    # -- menus ------------------------------------------------------------------------------------

    def _drop_off_lines(self) -> Iterator[str]:
        menus: dict[str, list[RoundOdds]] = {}
        for item in self.mixture.rounds:
            menus.setdefault(item.receptionist, []).append(item)
        busiest = sorted(menus, key=lambda key: -menus[key][0].tally.reached)
        rows: list[tuple[str, ...]] = [("Drop-off, of all callers", "in", "choose", "wrong", "silent", "gone")]
        bars, hidden = [share_parts(0)], 0
        for key in busiest[:MENUS_SHOWN]:
            for item in menus[key]:
                if item.round > 1 and item.tally.reached < SHARE_SHOWN:
                    hidden += 1
                    continue
                name, number = self.menu_names.name_of(key), str(item.round)
                if item.round > 1:  # a name that is too long for its column moves the figures of its own row only
                    name = " " * min(len(name), NAME_MOST - len(f"   {number}"))
                rows.append((f"  {name} {number}", *map(percent, item.tally)))
                bars.append(round_parts(*item.tally[1:]))
        yield from append_bars(
            [*align_columns(rows, indent="", widest=NAME_MOST, right=True)], bars, words=ROUND_WORDS, most=self.width
        )
        if any(menus[key][0].tally.reached > 1 for key in busiest):
            yield "  (more than 100 %: callers who come again count again)"
        left_out = [count_noun(hidden, "rarer round")] if hidden else []
        left_out += [count_noun(len(busiest) - MENUS_SHOWN, "menu")] if len(busiest) > MENUS_SHOWN else []
        if left_out:
            yield f"  and {join_words(left_out)}: --format json has them all"


def _time_words(moments: TimeMoments) -> list[str]:
    """Return the mean and the deviation of a time."""
    return [seconds_words(moments.mean_seconds or 0), seconds_words(moments.sd_seconds or 0)]


def _fall_back_note(moments: TimeMoments | None) -> str:
    if moments is None or moments.share <= 0:
        return ""
    mean, _ = _time_words(moments)
    return f"({percent(moments.share)} through the fall-back, after {mean})"


def _percentile_cells(found: Percentiles | None) -> list[str]:
    """Return the columns of percentiles, exact to the millisecond."""
    if found is None:
        return [""] * len(PERCENTILE_WORDS)
    return [f"{number_words(milliseconds / 1000, 3)} s" for milliseconds in found]


def _percentile_words(found: Percentiles | None) -> str:
    if found is None:
        return ""
    return "; " + ", ".join(
        f"{word} {cell}" for word, cell in zip(PERCENTILE_WORDS, _percentile_cells(found), strict=True)
    )
