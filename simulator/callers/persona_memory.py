"""What a persona remembers beyond the round, and other times that vary: fields that only sampled callers can have.

after_mistakes: {right: .5, wrong: .2, silent: .1, hang_up: .2}    # or a list: after the first mistake, the second ...
patience: 4 min                     # hangs up then, unless somebody has answered
queue_patience: {mean: 2 min}       # the same in a queue, from when the caller began to wait; it varies
calls_back: {chance: .6, after: 10 min, most: 2, as: knows the menu}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.callers.persona import CallBack, CallerMemory, RandomTime
from simulator.callers.persona_answers import AnswerReader
from simulator.config.durations import parse_duration
from simulator.config.value_rules import quote_value
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

FIELDS_OF_MEMORY = ("after_mistakes", "patience", "queue_patience", "calls_back")
_CALL_BACK = ("chance", "after", "most", "as")

CALLS_BACK_MOST = 20


class MemoryReader(AnswerReader):
    """Reads what sampled callers remember."""

    @property
    def more_fields(self) -> tuple[str, ...]:
        """The fields that a sampled persona has beside the others."""
        return FIELDS_OF_MEMORY if self.sampled else ()

    def read_memory(self, path: Path, item: Mapping[str, Any]) -> CallerMemory:
        """What a persona remembers."""
        return CallerMemory(
            self.read_rounds(path, item, "after_mistakes") if "after_mistakes" in item else (),
            self.read_random_time((*path, "patience"), item["patience"]) if "patience" in item else None,
            self.read_random_time((*path, "queue_patience"), item["queue_patience"])
            if "queue_patience" in item
            else None,
            self._read_call_back((*path, "calls_back"), item["calls_back"]) if "calls_back" in item else None,
        )

    def read_random_time(self, path: Path, value: Any) -> RandomTime:
        """A time that is always the same (``4 min``), or varies exponentially (``{mean: 4 min}``); above 0."""
        place, text, varies = path, value, False
        if isinstance(value, dict):
            if [*value] != ["mean"]:
                self.object_to(path, f"{path[-1]}: {quote_value(value)} is not a time; use 4 min or {{mean: 4 min}}")
                return RandomTime(1)
            place, text, varies = (*path, "mean"), value["mean"], True
        try:
            milliseconds = parse_duration(text)
        except ValueError as error:
            self.object_to(place, f"{path[-1]}: {error}")
            return RandomTime(1)
        if not milliseconds:
            self.object_to(place, f"{path[-1]}: {quote_value(text)} is too short: use at least 1 ms")
        return RandomTime(max(milliseconds, 1), varies)

    def read_whole(self, path: Path, value: Any, least: int, most: int) -> int:
        """A whole number between two bounds."""
        text = str(value).strip() if not isinstance(value, bool) else ""
        if text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most:
            return int(text)
        message = f"{path[-1]}: {quote_value(value)} is not accepted; use a whole number from {least} to {most:,}"
        self.object_to(path, message)
        return least

    def check_call_backs(self, items: list[Any]) -> None:
        """Note every persona as which somebody calls back that there is not."""
        names = [item.get("name") for item in items if isinstance(item, dict)]
        known = [name for name in names if isinstance(name, str)]
        for index, item in enumerate(items):
            back = item.get("calls_back") if isinstance(item, dict) and self.sampled else None
            name = back.get("as") if isinstance(back, dict) else None
            if name is not None and name not in known:
                hint = suggest(str(name), known, f"the file has {', '.join(known)}")
                path: Path = ("personas", index, "calls_back", "as")
                self.object_to(path, f"as: {quote_value(name)} is not a persona of this file{hint}")

    def _read_call_back(self, path: Path, tree: Any) -> CallBack:
        if not isinstance(tree, dict) or "chance" not in tree or "after" not in tree:
            accepted = "use {chance: .5, after: 10 min}, and most and as if needed"
            self.object_to(path, f"calls_back: {quote_value(tree)} is not accepted; {accepted}")
            return CallBack(0.0, RandomTime(1))
        self.refuse_unknown(path, tree, _CALL_BACK, "calls_back")
        return CallBack(
            self.read_chance((*path, "chance"), tree["chance"], "chance"),
            self.read_random_time((*path, "after"), tree["after"]),
            self.read_whole((*path, "most"), tree.get("most", 1), 1, CALLS_BACK_MOST),
            str(tree.get("as") or ""),
        )
