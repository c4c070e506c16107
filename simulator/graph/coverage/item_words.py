"""Items of coverage in plain words: ``a second wrong key after one silence``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from simulator.callers.caller_script import CallerScript
from simulator.callers.given_answers import answer_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.switch_menu import action_words
from simulator.graph.coverage.coverage_items import DROPPED, CoverageItem, recording_in
from simulator.graph.plain_words import count_noun, ordinal_word, quote, visible

_ROLES = {
    "greeting": "the greeting",
    "wrong retry": "the recording after a wrong key",
    "silence retry": "the recording after a silence",
    "wrong final": "the recording after the last wrong key",
    "silence final": "the recording after the last silence",
    "short greeting": "the short greeting",
    "exit": "the exit sound",
}
_WAYS = {
    "choice": "by a choice",
    "wrong": "after the last wrong key",
    "silence": "after the last silence",
}


@dataclass(frozen=True, slots=True)
class ItemWords:
    """Words for the items of a flow, fit to be shown."""

    flow: Flow
    _bearers: Counter[str] = field(default_factory=Counter, init=False, repr=False, compare=False)
    """How many receptionists have each name, counted when the first is asked for."""
    _names: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The names of destinations that were asked for: a large suite asks for each thousands of times."""

    def __call__(self, item: CoverageItem) -> str:
        """Return what an item is, without its receptionist."""
        match item.kind:
            case "choice":
                return f"{key_words(item.what)}{self.round_words(item, item.wrong_keys, item.silences)}"
            case "wrong" | "silence":
                return self._mistake_words(item)
            case "recording":
                return self._recording_words(item)
            case "barge_in":
                return f"a key into {self._recording_words(item)}"
            case "destination" if item.cause == "forward":
                return f"passing through to {self.destination_name(item.what)}"
            case "answer":
                return answer_words(item.what)
            case "destination":
                return f"reaching {self.destination_name(item.what)} {_WAYS[item.cause]}"

    def in_full(self, item: CoverageItem) -> str:
        """Return what an item is, with its receptionist first."""
        return f"{self.receptionist_name(item.receptionist)}: {self(item)}"

    def receptionist_name(self, key: str) -> str:
        """A receptionist's name; its key as well where another has the name too. Or that of a destination."""
        if key not in self.flow.receptionists:
            return self.destination_name(key)
        name = self.flow.receptionists[key].name
        if not self._bearers:
            self._bearers.update(item.name for item in self.flow.receptionists.values())
        return f"{visible(name)} ({visible(key)})" if self._bearers[name] > 1 else visible(name)

    def destination_name(self, what: str) -> str:
        """A destination's name: a receptionist's key or ``type||id``."""
        name = self._names.get(what)
        if name is None:
            name = self._names[what] = self._find_name(what)
        return name

    def _find_name(self, what: str) -> str:
        if what in self.flow.receptionists:
            return self.receptionist_name(what)
        if what == DROPPED:
            return "a blank destination"
        kind, _, id = what.partition("||")
        destination = Destination(kind, id)
        named = self.flow.destination_name(destination) or action_words(*destination)
        return visible(named or ("the end of the call" if destination.hangs_up else what))

    def round_words(self, item: CoverageItem, wrong_keys: int, silences: int) -> str:
        """Return which round it is, by what the caller did wrong before: `` after one silence``."""
        if self._shares_count(item):
            return f" after {count_noun(wrong_keys, 'mistake')}" if wrong_keys else ""
        mistakes = [count_noun(wrong_keys, "wrong key")] if wrong_keys else []
        mistakes += [count_noun(silences, "silence")] if silences else []
        return f" after {' and '.join(mistakes)}" if mistakes else ""

    def _shares_count(self, item: CoverageItem) -> bool:
        return self.flow.semantics_in(self.flow.receptionists[item.receptionist]).counters == "shared"

    def _mistake_words(self, item: CoverageItem) -> str:
        noun = "wrong key" if item.kind == "wrong" else "silence"
        wrong_keys, silences = item.wrong_keys, item.silences
        if self._shares_count(item):
            return f"a {noun}{self.round_words(item, wrong_keys, silences)}"
        if item.kind == "wrong":
            return f"{nth_words(wrong_keys + 1, noun)}{self.round_words(item, 0, silences)}"
        return f"{nth_words(silences + 1, noun)}{self.round_words(item, wrong_keys, 0)}"

    def _recording_words(self, item: CoverageItem) -> str:
        id = recording_in(self.flow.receptionists[item.receptionist], item.what)
        named = f", {quote(self.flow.recording_name(id))}" if id else ""
        return f"{_ROLES[item.what]}{named}"


def key_words(code: str) -> str:
    """A code in words."""
    return f"key {code}" if len(code) == 1 else f"keys {code}"


def nth_words(number: int, noun: str) -> str:
    """``a wrong key``, ``a second wrong key``, ``an eighth wrong key``."""
    if number == 1:
        return f"a {noun}"
    # An eighth, an 11th, an 18th, an 80th: written as they are spoken.
    word = ordinal_word(number)
    return f"{'an' if word[0] == 'e' or word.startswith(('11', '18', '8')) else 'a'} {word} {noun}"


def play_flags(script: CallerScript) -> str:
    """A caller as ``ivrsim play`` takes it: the flags, one line where there is one, else JSON."""
    line = script.as_line()
    if line is None or any(not isinstance(answer, str) for answer in script.given.values()):
        # Seldom needed, since most callers fit on one line, and the import takes time.
        import json

        return f"--caller '{json.dumps(script.as_json())}'"
    entry = f" --entry {_shell_argument(script.entry)}" if script.entry else ""
    number = f" --number {_shell_argument(script.number)}" if script.number else ""
    given = "".join(f" --given {_shell_argument(f'{name}: {answer}')}" for name, answer in script.given.items())
    return f"--caller '{line}'{entry}{number}{given}"


def _shell_argument(text: str) -> str:
    escaped = visible(text)
    return escaped if escaped.replace("-", "").replace("_", "").isalnum() else "'" + escaped.replace("'", "'\\''") + "'"
