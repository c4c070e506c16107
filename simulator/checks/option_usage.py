"""The use of options by past callers: the keys of their calls, played to the flow as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from simulator.callers.caller_script import PRESS_MOST, CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.checked_flow import Chosen
from simulator.config.flow import Flow
from simulator.core.effects import Choice, Enter, Miss, Return
from simulator.core.events import KEYS
from simulator.errors import UsageError
from simulator.loader.past_calls import PastCall

CHOICES_LEAST = 30
"""Choices in a menu from which it says something that nobody chose an option: one that a tenth of callers choose would
be missing by chance in 4 % of such months."""


class OptionUsage(NamedTuple):
    """The choices of past calls, how many calls there were, and how many named no receptionist of the flow.

    ``wrong`` counts keys that a menu does not have, by menu and keys; more keys than its codes and two have are a
    person's business, and stand there as ``[16 digits]``.
    """

    chosen: Chosen
    calls: int
    strangers: int
    wrong: Mapping[tuple[str, str], int]

    def wrong_keys(self) -> Iterator[tuple[str, list[tuple[str, int]]]]:
        """Yield each menu in which wrong keys were pressed, with these and how often; the most frequent first."""
        by_menu: dict[str, list[tuple[str, int]]] = {}
        for (menu, keys), times in sorted(self.wrong.items(), key=lambda item: -item[1]):
            by_menu.setdefault(menu, []).append((keys, times))
        yield from by_menu.items()

    def unused_options(self, flow: Flow) -> Iterator[tuple[str, list[str]]]:
        """Yield each menu with enough choices that has options which nobody chose, with these."""
        totals = Counter[str]()
        for (menu, _), times in self.chosen.items():
            totals[menu] += times
        for menu, receptionist in flow.receptionists.items():
            unused = [option for option in receptionist.options if not self.chosen.get((menu, option))]
            if unused and totals[menu] >= CHOICES_LEAST:
                yield menu, unused


def count_options(flow: Flow, calls: Iterable[PastCall]) -> OptionUsage:
    """Play the keys of every call, one quickly after the other, from the receptionist that it names.

    When they were pressed is not recorded, so recordings are interrupted by them whatever the semantics say.
    Calls alike are played once.
    """
    counts = Counter(calls)
    player = Rehearsal(flow.with_semantics(flow.semantics.model_copy(update={"barge_in": True})))
    chosen, wrong = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    strangers = 0
    for call, times in counts.items():
        try:
            entry = flow.find_receptionist(call.receptionist) if call.receptionist else flow.entry
        except UsageError:
            strangers += times
            continue
        for is_choice, menu, keys in _results_of_call(player, entry, call.keys):
            if is_choice:
                chosen[menu, keys] += times
            else:
                wrong[menu, _told_keys(flow, menu, keys)] += times
    return OptionUsage(chosen, counts.total(), strangers, wrong)


def _told_keys(flow: Flow, menu: str, keys: str) -> str:
    longest = max(map(len, flow.receptionists[menu].options), default=0)
    return keys if len(keys) <= longest + 2 else f"[{len(keys)} digits]"


def _results_of_call(player: Rehearsal, entry: str, keys: str) -> Iterator[tuple[bool, str, str]]:
    """Yield what these keys come to: whether to an option or a wrong key, in which menu, and its keys."""
    steps = (ScriptStep(press=keys[:PRESS_MOST], cue="prompt"), ScriptStep(hangup=True))
    _, trace = player.trace_call(CallerScript(entry=entry, steps=steps))
    key, typed = entry, ""
    for turn in trace.turns:
        typed += turn.event.trigger if turn.event.trigger in KEYS else ""
        for effect in turn.effects:
            if isinstance(effect, Choice):
                yield True, key, effect.keys
            elif isinstance(effect, Miss) and effect.cause == "wrong":
                yield False, key, typed
            elif isinstance(effect, Enter | Return):
                key = effect.receptionist
            if isinstance(effect, Choice | Miss | Enter | Return):
                typed = ""
