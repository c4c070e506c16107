"""What past callers dialled, in a few sentences: keys that a menu does not have, and options that nobody chose."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.checks.option_usage import OptionUsage
from simulator.config.flow import Flow
from simulator.graph.plain_words import visible
from simulator.words.phrases import count_noun, join_words

MENUS_MOST = 5


def usage_notes(flow: Flow, usage: OptionUsage) -> Iterator[str]:
    """Yield how many calls were read, and what they show of the menus."""
    yield f"{count_noun(usage.calls, 'call', spell=False)} with keys were read"
    if usage.strangers:
        yield f"{usage.strangers:,} of {usage.calls:,} calls name a receptionist that is not in this flow"
    wrong = [
        f"{_menu_name(flow, menu)} does not have keys that callers pressed: "
        + join_words([f"{visible(keys)} ({count_noun(times, 'time', spell=False)})" for keys, times in pressed])
        for menu, pressed in usage.wrong_keys()
    ]
    unused = [
        f"nobody chose {join_words([visible(option) for option in options])} in {_menu_name(flow, menu)}"
        for menu, options in usage.unused_options(flow)
    ]
    for notes in (wrong, unused):
        yield from notes[:MENUS_MOST]
        if len(notes) > MENUS_MOST:
            yield f"so it is in {count_noun(len(notes) - MENUS_MOST, 'more menu', 'more menus', spell=False)}"


def _menu_name(flow: Flow, menu: str) -> str:
    return visible(flow.receptionists[menu].name)
