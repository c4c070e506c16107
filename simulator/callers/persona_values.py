"""The values of a file of personas: chances, their sums, durations; each problem is noted at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any

from simulator.callers.persona import RoundChances
from simulator.config.durations import parse_duration
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import Problem
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

MEMORY_FIELDS = frozenset(
    {
        *(
            "patience",
            "memory",
            "remembers",
            "learns",
            "tires",
            "gives_up_after",
            "hangs_up_after",
            "max_time",
            "budget",
        ),
        *(
            "total_time",
            "retries",
            "redials",
            "calls_back",
            "per_call",
            "per_menu",
            "queue",
            "wait_in_queue",
            "history",
            "after_mistakes",
            "queue_patience",
        ),
    }
)
"""Fields with which an author means something that outlasts a round."""

CROWD_FIELDS = ("arrivals", "queues")
"""What a file says of the calls of all personas, beside them."""

MEMORY = (
    "is memory beyond the round, and exact odds know only the round of one stay in a menu; leave it out, or sample "
    "such callers: `ivrsim traffic`"
)

CROWD = "is about calls that meet each other, and exact odds follow one call at a time; `ivrsim traffic` samples them"

ROUNDS_LISTED_MOST = 200
"""The longest list of chances by round: a stay in a menu of 99 and 99 retries has 199 rounds."""

_SLACK = 1e-6
"""How far from 1 a sum of chances may be: three thirds as .333333."""


class PersonaValues:
    """Reads the values of one file of personas; its problems gather in ``problems``.

    ``sampled``: its callers are sampled, so that they may remember, and its calls may meet each other.
    """

    sampled = False

    def __init__(self, document: Document, flow: Flow, other: Flow | None = None) -> None:
        self.document = document
        self.flow = flow
        self.other = other
        self.problems: list[Problem] = list(document.problems)

    def items_of(self, path: Path, tree: Any, accepted: str) -> Iterable[tuple[str, Any]]:
        """Return the items of a mapping that may be left out."""
        if tree is None:
            return ()
        if not isinstance(tree, dict):
            self.object_to(path, f"{path[-1]}: {quote_value(tree)} is not accepted; use {accepted}")
            return ()
        return tree.items()

    def read_chance(self, path: Path, value: Any, what: str) -> float:
        """A chance from 0 to 1, or from 0 % to 100 %."""
        text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
        try:
            number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            number = -1.0
        if text.isascii() and 0 <= number <= 1 and not any(sign in text for sign in "_nN"):
            return number
        self.object_to(
            path, f"{what}: {quote_value(value)} is not a chance; use a number from 0 to 1, such as 0.25 or 25%"
        )
        return 0.0

    def read_duration(self, path: Path, value: Any) -> int:
        """Return the milliseconds of a duration with its unit."""
        try:
            return parse_duration(value)
        except ValueError as error:
            self.object_to(path, f"{path[-1]}: {error}")
            return 0

    def read_rounds(self, path: Path, item: Mapping[str, Any], field: str) -> tuple[RoundChances, ...]:
        """The chances in a field of a persona: of each round, or a list of them."""
        tree = item.get(field)
        base: Path = (*path, field)
        listed = tree if isinstance(tree, list) else [tree]
        if tree is None or not 0 < len(listed) <= ROUNDS_LISTED_MOST:
            message = f"{field}: chances, or a list of 1 to {ROUNDS_LISTED_MOST} rounds of them, are needed"
            self.object_to(base if field in item else path, message)
            return ()
        return tuple(
            self._read_round((*base, index) if isinstance(tree, list) else base, chances, field)
            for index, chances in enumerate(listed)
        )

    def _read_round(self, path: Path, tree: Any, field: str) -> RoundChances:
        acts = RoundChances._fields
        if not isinstance(tree, dict):
            accepted = f"use {{{', '.join(acts)}}} with chances"
            self.object_to(path, f"{field}: {quote_value(tree)} is not accepted; {accepted}")
            return RoundChances(0, 0, 1, 0)
        before = len(self.problems)
        self.refuse_unknown(path, tree, acts, "a round")
        chances = [self.read_chance((*path, act), tree.get(act, 0), act) for act in acts]
        if len(self.problems) == before:
            chances = self.normalize(path, chances, "the chances of a round")
        return RoundChances(*chances)

    def normalize(self, path: Path, chances: list[float], what: str) -> list[float]:
        """Chances that add up to 1, so that rounding in the file is not lost callers."""
        total = fsum(chances)
        if abs(total - 1) > _SLACK:
            self.object_to(path, f"{what} add up to {total:.6g}; they must add up to 1")
            return chances
        return [chance / total for chance in chances]

    def refuse_unknown(self, path: Path, tree: Mapping[str, Any], fields: tuple[str, ...], owner: str) -> None:
        """Note every field that the owner does not have; one that stands for memory with the reason."""
        for field in tree:
            if field in fields:
                continue
            if field in MEMORY_FIELDS and owner == "a persona":
                message = f"{owner} has no field {quote_value(field)}; use one of {', '.join(fields)}"
                self.object_to((*path, field), message if self.sampled else f"{field} {MEMORY}", key=True)
                continue
            if field in CROWD_FIELDS and owner == "a file of personas":
                self.object_to((*path, field), f"{field} {CROWD}", key=True)
                continue
            hint = suggest(field, fields, f"use one of {', '.join(fields)}")
            self.object_to((*path, field), f"{owner} has no field {quote_value(field)}{hint}", key=True)

    def object_to(self, path: Path, message: str, *, key: bool = False) -> None:
        """Note what is wrong with the value at a path (or with its key)."""
        if self.document.at_path(path) is not REFUSED:
            self.problems.append(self.document.problem_at(path, message, key=key))
