"""The use of options by past callers: the keys of their calls, played to the flow as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from simulator.callers.caller_script import PRESS_MOST, CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.checked_flow import Chosen
from simulator.config.flow import Flow
from simulator.core.effects import Choice, Enter, Return
from simulator.errors import UsageError
from simulator.loader.past_calls import PastCall


class OptionUsage(NamedTuple):
    """The choices of past calls, how many calls there were, and how many named no receptionist of the flow."""

    chosen: Chosen
    calls: int
    strangers: int


def count_options(flow: Flow, calls: Iterable[PastCall]) -> OptionUsage:
    """Play the keys of every call, one quickly after the other, from the receptionist that it names.

    When they were pressed is not recorded, so recordings are interrupted by them whatever the semantics say.
    Calls alike are played once.
    """
    counts = Counter(calls)
    player = Rehearsal(flow.with_semantics(flow.semantics.model_copy(update={"barge_in": True})))
    chosen = Counter[tuple[str, str]]()
    strangers = 0
    for call, times in counts.items():
        try:
            entry = flow.find_receptionist(call.receptionist) if call.receptionist else flow.entry
        except UsageError:
            strangers += times
            continue
        for choice in _choices_of_call(player, entry, call.keys):
            chosen[choice] += times
    return OptionUsage(chosen, counts.total(), strangers)


def _choices_of_call(player: Rehearsal, entry: str, keys: str) -> Iterator[tuple[str, str]]:
    """The options that these keys come to, each with its menu."""
    steps = (ScriptStep(press=keys[:PRESS_MOST], cue="prompt"), ScriptStep(hangup=True))
    _, trace = player.trace_call(CallerScript(entry=entry, steps=steps))
    key = entry
    for turn in trace.turns:
        for effect in turn.effects:
            if isinstance(effect, Choice):
                yield key, effect.keys
            elif isinstance(effect, Enter | Return):
                key = effect.receptionist
