"""Prompts that may state the hours of a changed schedule, in words that cannot be compared with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.checks.rerecording.option_faults import Doubt
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.checks.rules.ivr706 import schedules_around
from simulator.checks.scripts.days import day_words
from simulator.checks.scripts.detection import Detected
from simulator.checks.scripts.hours import read_script_hours, speaks_of_times
from simulator.checks.scripts.language import Language, load_language
from simulator.graph.plain_words import visible
from simulator.words.phrases import join_words


def changed_schedules(pair: FlowPair) -> dict[str, list[str]]:
    """Return the schedules that have changed, by the keys of the receptionists that they lead to first."""
    if pair.old.schedules == pair.new.schedules:
        return {}
    around = {
        key: [item.key for item in schedules if item.key in pair.old.schedules and pair.old.schedules[item.key] != item]
        for key, schedules in schedules_around(pair.new).items()
    }
    return {key: names for key, names in around.items() if names}


def hours_doubt(changed: Sequence[str], text: str, spoken: Detected) -> Doubt | None:
    """Return why nobody can tell whether a prompt states the hours of ``changed`` schedules; None: it can be told."""
    if not changed:
        return None
    head = f"{_changed_words(changed)}, and"
    if spoken.unread:
        return Doubt(f"{head} words in {spoken.unread} are not read", spoken.unread)
    language = load_language(spoken.code or "en")
    if _tells_hours(text, language) and not read_script_hours(text, language):
        return Doubt(f"{head} the hours that it tells are not clear: listen to them", language.words.name)
    return None


def _tells_hours(text: str, language: Language) -> bool:
    words = day_words(language)
    sentences = words.sentence_ends.split(text.lower())
    return any(words.speaks_of_hours.search(sentence) and speaks_of_times(sentence, language) for sentence in sentences)


def silent_reason(changed: Mapping[str, Sequence[str]], receptionist: str) -> str:
    """Return why a prompt without a script cannot be judged where a schedule has changed; empty: none has."""
    names = changed.get(receptionist, ())
    return f"it has no script, and {_changed_words(names)}" if names else ""


def _changed_words(names: Sequence[str]) -> str:
    return f"{join_words([visible(name) for name in names])} {'has' if len(names) == 1 else 'have'} changed"
