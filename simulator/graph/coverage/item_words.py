"""Items of coverage in plain words: ``a second wrong key after one silence``."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.callers.script import CallerScript
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.graph.coverage.items import DROPPED, Item, recording_in
from simulator.graph.wording import counted, ordinal, quoted, visible

_ROLES = {
    "greeting": "the greeting",
    "wrong retry": "the recording after a wrong key",
    "silence retry": "the recording after a silence",
    "wrong final": "the recording after the last wrong key",
    "silence final": "the recording after the last silence",
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

    def __call__(self, item: Item) -> str:
        """What an item is, without its receptionist."""
        match item.kind:
            case "choice":
                return f"{keys(item.what)}{self.after(item.wrong_keys, item.silences)}"
            case "wrong" | "silence":
                return self._mistake(item)
            case "recording":
                return self._recording(item)
            case "barge_in":
                return f"a key into {self._recording(item)}"
            case "destination" if item.cause == "forward":
                return f"passing through to {self.destination(item.what)}"
            case "destination":
                return f"reaching {self.destination(item.what)} {_WAYS[item.cause]}"

    def in_full(self, item: Item) -> str:
        """What an item is, with its receptionist first."""
        return f"{self.receptionist(item.receptionist)}: {self(item)}"

    def receptionist(self, key: str) -> str:
        """A receptionist's name; its key as well where another has the name too."""
        name = self.flow.receptionists[key].name
        shared = sum(item.name == name for item in self.flow.receptionists.values()) > 1
        return f"{visible(name)} ({visible(key)})" if shared else visible(name)

    def destination(self, what: str) -> str:
        """A destination's name: a receptionist's key or ``type||id``."""
        if what in self.flow.receptionists:
            return self.receptionist(what)
        if what == DROPPED:
            return "a blank destination"
        kind, _, id = what.partition("||")
        destination = Destination(kind, id)
        named = self.flow.destination_name(destination)
        return visible(named or ("the end of the call" if destination.hangs_up else what))

    def after(self, wrong_keys: int, silences: int) -> str:
        """Which round it is, by what the caller did wrong before: `` after one silence``."""
        if self.flow.semantics.counters == "shared":
            return f" after {counted(wrong_keys, 'mistake')}" if wrong_keys else ""
        told = [counted(wrong_keys, "wrong key")] if wrong_keys else []
        told += [counted(silences, "silence")] if silences else []
        return f" after {' and '.join(told)}" if told else ""

    def _mistake(self, item: Item) -> str:
        noun = "wrong key" if item.kind == "wrong" else "silence"
        wrong_keys, silences = item.wrong_keys, item.silences
        if self.flow.semantics.counters == "shared":
            return f"a {noun}{self.after(wrong_keys, silences)}"
        if item.kind == "wrong":
            return f"{nth(wrong_keys + 1, noun)}{self.after(0, silences)}"
        return f"{nth(silences + 1, noun)}{self.after(wrong_keys, 0)}"

    def _recording(self, item: Item) -> str:
        id = recording_in(self.flow.receptionists[item.receptionist], item.what)
        named = f", {quoted(self.flow.recording_name(id))}" if id else ""
        return f"{_ROLES[item.what]}{named}"


def keys(code: str) -> str:
    """A code in words."""
    return f"key {code}" if len(code) == 1 else f"keys {code}"


def nth(number: int, noun: str) -> str:
    """``a wrong key``, ``a second wrong key``, ``an eighth wrong key``."""
    if number == 1:
        return f"a {noun}"
    word = ordinal(number)
    return f"{'an' if word[0] == 'e' or word.startswith(('11', '18', '8')) else 'a'} {word} {noun}"


def caller_words(script: CallerScript) -> str:
    """A caller as ``ivrsim play`` takes it: the flags, one line where there is one, else JSON."""
    line = script.as_line()
    if line is None:
        import json

        return f"--caller '{json.dumps(script.as_json())}'"
    entry = f" --entry {_argument(script.entry)}" if script.entry else ""
    return f"--caller '{line}'{entry}"


def _argument(text: str) -> str:
    shown = visible(text)
    return shown if shown.replace("-", "").replace("_", "").isalnum() else "'" + shown.replace("'", "'\\''") + "'"
