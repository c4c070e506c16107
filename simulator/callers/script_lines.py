"""Callers of ``play --callers``, line by line, read without pydantic where they are of the plain kind.

Most lines of a crowd say over and over the same few things. A step that has been seen is not read again; one that has
not is read here if it is of the plain kind, and otherwise the whole line is left to ``caller_script``, which knows
every form and every message.
"""

from __future__ import annotations

from itertools import count
from json import JSONDecoder
from typing import Any, NamedTuple, NoReturn

from simulator.callers.act_schedule import TimedStep
from simulator.callers.caller_script import DEFAULT_AFTER, DEFAULT_GAP, KEYS_PATTERN, STEPS_MOST
from simulator.core.events import HUNG_UP
from simulator.core.places import to_milliseconds


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _read_finite(digits: str) -> float:
    value = float(digits)
    if value - value != 0.0:
        raise ValueError(digits)
    return value


_scan_json = JSONDecoder(parse_constant=_refuse_constant, parse_float=_read_finite).raw_decode
"""Reads one value without looking for white space around it.

It refuses the numbers that ``parse_json`` refuses, because a key that comes twice hides the first of its values.
"""

SEEN_MOST = 6_000_000
"""Bytes that the steps take that are kept, about; more are read anew."""

_STEP_SIZE, _KEY_SIZE = 300, 9
"""Bytes that a step takes in any case, and for each of its keys: one in its text, and a pointer."""

_TIME_MOST = 86_400
"""Seconds, as ``value_rules.parse_seconds`` accepts them."""

_CUES = frozenset({"listening", "prompt", "announcement", "now"})
_ACTS = frozenset({"press", "silence", "wait", "hangup"})
_STEP_FIELDS = _ACTS | {"cue", "after", "gap"}
_PLAIN_FIELDS = frozenset({"name", "entry", "steps"})


class PlainScript(NamedTuple):
    """A caller of the plain kind: nothing but a name, an entry (``""``: the flow's) and steps.

    ``numbers`` are those of the steps: callers with the same numbers do the same.
    """

    name: str
    entry: str
    steps: list[TimedStep]
    numbers: tuple[int, ...]


class ScriptLines:
    """Reads lines of callers; keeps the steps that it has seen."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, TimedStep]] = {}
        self._size = 0
        self._numbers = count()

    def read_plain(self, line: str) -> PlainScript | None:
        """The caller of a line without white space around it; None: not of the plain kind, or no caller at all."""
        try:
            tree, end = _scan_json(line)
        except (ValueError, RecursionError):
            return None
        if end != len(line) or type(tree) is not dict or not tree.keys() <= _PLAIN_FIELDS:
            return None
        name, entry, steps = tree.get("name", ""), tree.get("entry", ""), tree.get("steps", [])
        if type(name) is not str or type(entry) is not str or type(steps) is not list or len(steps) > STEPS_MOST:
            return None
        if not (name.isascii() and entry.isascii()):  # beyond ASCII there may be half a character
            return None
        seen, numbers, read = self._seen, [], []
        for step in steps:
            known = seen.get(key := repr(step))
            if known is None:
                new = _read_step(step)
                if new is None:
                    return None
                known = self._keep_step(key, new)
            numbers.append(known[0])
            read.append(known[1])
        return PlainScript(name, entry, read, tuple(numbers))

    def _keep_step(self, key: str, step: TimedStep) -> tuple[int, TimedStep]:
        size = _STEP_SIZE + _KEY_SIZE * len(step.triggers)
        self._size += size
        if self._size > SEEN_MOST:
            self._seen.clear()  # the numbers go on, so that none stands for two steps
            self._size = size
        self._seen[key] = known = next(self._numbers), step
        return known


def _read_step(step: Any) -> TimedStep | None:
    """A step of the plain kind: one act, and figures within their bounds; None: some other."""
    if type(step) is not dict or not step.keys() <= _STEP_FIELDS or len(acts := step.keys() & _ACTS) != 1:
        return None
    (act,) = acts
    cue, after, gap = step.get("cue", "listening"), step.get("after", DEFAULT_AFTER), step.get("gap", DEFAULT_GAP)
    if type(cue) is not str or cue not in _CUES or not (_is_time(after) and _is_time(gap)):
        return None
    done = step[act]
    if act == "press":
        if type(done) is not str or not KEYS_PATTERN.fullmatch(done):
            return None
        return TimedStep(cue, tuple(done), to_milliseconds(after), to_milliseconds(gap))
    if done is not True or (act != "hangup" and cue in ("now", "announcement")):
        return None
    if act == "hangup":
        return TimedStep(cue, (HUNG_UP,), to_milliseconds(after), to_milliseconds(gap))
    return TimedStep(cue, (), 0, 0)


def _is_time(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= _TIME_MOST
