"""What to change first, as text: the settings whose change brings most callers to a person, or saves most time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.choice_order import OrderGain
from simulator.config.flow import Flow
from simulator.graph.odds.setting_effects import CALLERS, CountEffect, SettingEffects, TimeEffect
from simulator.graph.plain_words import visible
from simulator.report.odds_words import MenuNames, number_words, points
from simulator.wire.vr import WRITE_NAMES

_NO_MINUTES = 0.05
"""Caller-minutes per 1,000 callers below which nothing is worth a line of a short list."""


def effect_lines(flow: Flow, effects: SettingEffects, most: int | None = None) -> Iterator[str]:
    """Yield the effects, the most rewarding first; at most so many of each kind."""
    short = most is not None
    menu_names = MenuNames(flow)
    people = [effect for effect in effects.counts if effect.person > 0 or not short]
    if people:
        yield "Change first, for more callers who reach a person"
        for effect in people[:most]:
            yield f"  {_count_words(menu_names, effect)}"
    quicker = [effect for effect in effects.times if effect.minutes >= _NO_MINUTES or not short]
    if quicker:
        yield "Change first, for shorter calls"
        for item in quicker[:most]:
            yield f"  {_time_words(flow, menu_names, item)}"


def order_lines(flow: Flow, gains: Sequence[OrderGain]) -> Iterator[str]:
    """Yield the orders of choices by use."""
    if not gains:
        yield "No other order of choices saves time for these callers (how many want what is `prefers` of a persona)."
        return
    menu_names = MenuNames(flow)
    yield "Order by use, for callers who press once they have heard their choice"
    for gain in gains:
        menu = menu_names.name_of(gain.receptionist)
        order = f"{', '.join(gain.after)} instead of {', '.join(gain.before)}"
        basis = "" if gain.is_read else " (assumed: all choices are equally long)"
        saved = f"saves {number_words(gain.seconds, 0)} caller-seconds per {CALLERS:,}"
        yield f"  {visible(flow.recording_name(gain.recording))} of {menu}: {order} {saved}{basis}"


def _count_words(menu_names: MenuNames, effect: CountEffect) -> str:
    menu = menu_names.name_of(effect.receptionist)
    minutes = f"{effect.minutes:+,.1f} caller-minutes per {CALLERS:,}"
    change = f"{WRITE_NAMES[effect.field]} of {menu}, {effect.was} -> {effect.becomes}"
    people = points(effect.person)
    reach = "as many reach a person" if people == "no change" else f"{people} reach a person"
    return f"{change}: {reach}, {minutes}"


def _time_words(flow: Flow, menu_names: MenuNames, effect: TimeEffect) -> str:
    saved = f"each second cut saves {number_words(effect.minutes)} caller-minutes per {CALLERS:,}"
    seconds = number_words(effect.seconds, 2)
    if effect.setting == "recording":
        return f"{visible(flow.recording_name(effect.name))} {seconds} s: {saved}"
    menu = menu_names.name_of(effect.name)
    what = WRITE_NAMES["timeout_seconds"] if effect.setting == "first key" else "wait for a further key"
    return f"{what} of {menu}, {seconds} s: {saved}"
