"""A small Asterisk for tests: it makes calls in a dialplan, in virtual time, by the rules of the real one.

It knows no more than the dialplans that are written use, and refuses everything else. Its rules are Asterisk's own
(``pbx.c``, ``app_read``), not the simulator's: how it collects keys, what a time-out does, and what loses keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.exchange.dialplan_parser import Dialplan, ParsedStep, parse_dialplan

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HANGS_UP = "hang up"


class CallEnds(Exception):
    """The call is over."""


@dataclass
class EngineCall:
    """One call: what was heard, the events with their times in milliseconds, and when it ended."""

    heard: list[str] = field(default_factory=list)
    events: list[tuple[int, str]] = field(default_factory=list)
    rounds: int = 0
    ended_at: int = 0
    abandoned: bool = False


class Engine:
    """A dialplan, ready to be called. ``lengths`` are those of sounds in milliseconds, ``epoch`` when calls begin."""

    def __init__(self, text: str, lengths: Mapping[str, int], epoch: int = 0) -> None:
        self.contexts, self.variables = parse_dialplan(text)
        self.lengths = lengths
        self.epoch = epoch

    def call(
        self, context: str, acts: Sequence[tuple[int, str]] = (), variables: Mapping[str, str] | None = None
    ) -> EngineCall:
        """Call ``s`` of a context; ``acts`` are keys, or ``HANGS_UP``, at their milliseconds from the answer."""
        channel = _Channel(self, context, acts, {**self.variables, **(variables or {})})
        channel.run()
        return channel.made


class _Channel:
    def __init__(
        self, engine: Engine, context: str, acts: Sequence[tuple[int, str]], variables: dict[str, str]
    ) -> None:
        self.engine = engine
        self.contexts: Dialplan = engine.contexts
        self.context, self.extension, self.priority = context, "s", 0
        self.acts = list(acts)
        self.variables = variables
        self.now = 0
        self.digit_ms, self.response_ms = 5000, 10_000
        self.waits_for_digits = True
        self.stack: list[tuple[str, str, int]] = []
        self.made = EngineCall()

    # -- the calls that an engine makes -----------------------------------------------------------

    def run(self) -> None:
        try:
            while True:
                steps = self.contexts[self.context][self._row(self.extension)]
                step = steps[self.priority]
                self.priority += 1
                self.execute(step.application, self.substitute(step.arguments))
        except CallEnds:
            self.made.ended_at = self.now

    def execute(self, application: str, arguments: str) -> None:
        getattr(self, f"_do_{application}")(arguments)

    def _row(self, extension: str) -> str:
        """The extension that answers for a name: itself, or the pattern that matches it."""
        rows = self.contexts[self.context]
        if extension in rows:
            return extension
        return next(row for row in rows if row.startswith("_") and _matches(row, extension))

    def _exists(self, context: str, extension: str) -> bool:
        rows = self.contexts.get(context, {})
        return extension in rows or any(row.startswith("_") and _matches(row, extension) for row in rows)

    def _could_go_on(self, keys: str) -> bool:
        """Whether a longer extension could match: Asterisk then waits for a further key."""
        rows = self.contexts[self.context]
        return any(
            row.endswith(".") and keys[0] in _class_of(row)
            if row.startswith("_")
            else len(row) > len(keys) and row.startswith(keys)
            for row in rows
        )

    # -- time and keys ----------------------------------------------------------------------------

    def _wait(self, milliseconds: int) -> str | None:
        """Let time pass until a key comes, strictly before the end; None: it is over."""
        end = self.now + milliseconds
        if self.acts and self.acts[0][0] < end:
            at, key = self.acts.pop(0)
            self.now = max(self.now, at)
            if key == HANGS_UP:
                self.made.abandoned = True
                raise CallEnds
            return key
        self.now = end
        return None

    def _lose_keys(self, milliseconds: int) -> None:
        end = self.now + milliseconds
        while self.now < end:
            self._wait(end - self.now)
        self.now = end

    def _sounds(self, arguments: str) -> Iterator[int]:
        for path in filter(None, arguments.split("&")):
            name = path.rsplit("/", 1)[1]
            self.made.heard.append(name)
            yield self.engine.lengths[name]

    def _collect(self, keys: str) -> None:
        if not self.waits_for_digits:  # measured on 22.10
            raise CallEnds
        while self._could_go_on(keys):
            key = self._wait(self.digit_ms)
            if key is None:
                break
            keys += key
        self.extension, self.priority = (keys, 0) if self._exists(self.context, keys) else ("i", 0)

    # -- applications -----------------------------------------------------------------------------

    def _do_Answer(self, arguments: str) -> None:  # noqa: N802 - Asterisk's names
        pass

    def _do_NoOp(self, arguments: str) -> None:  # noqa: N802
        self.made.rounds += arguments == "round"

    def _do_Hangup(self, arguments: str) -> None:  # noqa: N802
        raise CallEnds

    def _do_UserEvent(self, arguments: str) -> None:  # noqa: N802
        self.made.events.append((self.now, arguments))

    def _do_Wait(self, arguments: str) -> None:  # noqa: N802
        self._lose_keys(_milliseconds(arguments))

    def _do_Playback(self, arguments: str) -> None:  # noqa: N802
        assert arguments, "Playback without an argument complains"
        for milliseconds in self._sounds(arguments):
            self._lose_keys(milliseconds)

    def _do_Background(self, arguments: str) -> None:  # noqa: N802
        files, _, options = arguments.partition(",")
        assert files, "Background without an argument complains"
        assert options in ("", "m")
        for milliseconds in self._sounds(files):
            end = self.now + milliseconds
            while (key := self._wait(end - self.now)) is not None:
                if not options or self._exists(self.context, key):  # with m, other keys are lost
                    return self._collect(key)
        return None

    def _do_WaitExten(self, arguments: str) -> None:  # noqa: N802
        key = self._wait(self.response_ms)
        if key is None:
            self.extension, self.priority = "t", 0
        else:
            self._collect(key)

    def _do_Read(self, arguments: str) -> None:  # noqa: N802
        variable, files, most, _, attempts = arguments.split(",")
        assert attempts == "1"
        keys, status = "", "TIMEOUT"
        key: str | None = None
        for milliseconds in self._sounds(files):
            if (key := self._wait(milliseconds)) is not None:
                break
        key = key or self._wait(self.response_ms)
        while key is not None:
            if key == "#":
                status = "OK"
                break
            keys += key
            if len(keys) == int(most or 255):
                status = "OK"
                break
            key = self._wait(self.digit_ms)
        self.variables |= {variable: keys, "READSTATUS": status}

    def _do_Set(self, arguments: str) -> None:  # noqa: N802
        name, value = arguments.split("=", 1)
        match name:
            case "TIMEOUT(digit)":
                self.digit_ms, self.waits_for_digits = _milliseconds(value), value != "0"
                if self.digit_ms == 1:  # stands for none, and no call is timed finer
                    self.digit_ms = 0
            case "TIMEOUT(response)":
                self.response_ms = _milliseconds(value)
            case "TESTTIME()":
                day, time, zone = value.split()
                wall = datetime.strptime(f"{day} {time}", "%Y/%m/%d %H:%M:%S")  # noqa: DTZ007 - the zone follows
                self.variables["TESTTIME"] = str(int(wall.replace(tzinfo=ZoneInfo(zone)).timestamp()))
            case _:
                assert re.fullmatch("[A-Z_0-9]+", name), name
                self.variables[name] = value

    def _do_ExecIf(self, arguments: str) -> None:  # noqa: N802
        condition, rest = arguments.split("?", 1)
        if _is_true(condition):
            application, _, inner = rest.partition("(")
            self.execute(application, inner.removesuffix(")"))

    def _do_Goto(self, arguments: str) -> None:  # noqa: N802
        *where, label = arguments.split(",")
        if where:
            self.extension = where.pop()
        if where:
            self.context = where.pop()
        steps: list[ParsedStep] = self.contexts[self.context][self._row(self.extension)]
        self.priority = 0 if label == "1" else [step.label for step in steps].index(label)

    def _do_GotoIf(self, arguments: str) -> None:  # noqa: N802
        condition, targets = arguments.split("?", 1)
        yes, _, no = targets.partition(":")
        if target := yes if _is_true(condition) else no:
            self._do_Goto(target)

    def _do_GotoIfTime(self, arguments: str) -> None:  # noqa: N802
        times, target = arguments.split("?")
        span, days, month_days, months, zone = times.split(",")
        epoch = int(self.variables.get("TESTTIME") or self._epoch())
        wall = datetime.fromtimestamp(epoch, ZoneInfo(zone))
        start, end = span.split("-")
        if (
            start <= f"{wall:%H:%M}" <= end
            and wall.weekday() in _spread(days, DAYS)
            and wall.month - 1 in _spread(months, MONTHS)
            and wall.day in _spread(month_days, tuple(map(str, range(32))))
        ):
            self._do_Goto(target)

    def _do_Gosub(self, arguments: str) -> None:  # noqa: N802
        self.stack.append((self.context, self.extension, self.priority))
        self._do_Goto(arguments)

    def _do_Return(self, arguments: str) -> None:  # noqa: N802
        self.context, self.extension, self.priority = self.stack.pop()
        self.variables["GOSUB_RETVAL"] = arguments

    # -- variables and expressions ----------------------------------------------------------------

    def substitute(self, text: str) -> str:
        """Replace variables and expressions, the innermost first."""
        start = re.search(r"\$[{\[]", text)
        if start is None:
            return text
        end = _closing(text, start.start() + 1)
        inner = self.substitute(text[start.end() : end])
        value = self._value(inner) if start[0] == "${" else _evaluate(inner)
        return text[: start.start()] + value + self.substitute(text[end + 1 :])

    def _value(self, name: str) -> str:
        function = re.fullmatch(r"([A-Z_]+)\((.*)\)", name)
        if function:
            arguments = function[2].split(",")
            return _FUNCTIONS[function[1]](self, arguments)
        if name.startswith("EXTEN:"):
            return self.extension[int(name.removeprefix("EXTEN:")) :]
        special = {"EXTEN": self.extension, "CONTEXT": self.context, "EPOCH": str(self._epoch())}
        return special.get(name) or self.variables.get(name, "")

    def _epoch(self) -> int:
        return self.engine.epoch + self.now // 1000


def _exists(channel: _Channel, arguments: list[str]) -> str:
    context, extension, _ = arguments
    return "1" if channel._exists(context, extension) else "0"


def _strftime(channel: _Channel, arguments: list[str]) -> str:
    epoch, zone, form = arguments
    return datetime.fromtimestamp(int(epoch), ZoneInfo(zone)).strftime(form)


def _if(channel: _Channel, arguments: list[str]) -> str:
    condition, values = ",".join(arguments).split("?", 1)
    yes, _, no = values.partition(":")
    return yes if _is_true(condition) else no


_FUNCTIONS: dict[str, Callable[[_Channel, list[str]], str]] = {
    "DIALPLAN_EXISTS": _exists,
    "STRFTIME": _strftime,
    "IF": _if,
    "CDR": lambda channel, arguments: f"{channel.now / 1000:.6f}",
}


def _closing(text: str, start: int) -> int:
    """The place of the bracket that closes the one at ``start``."""
    opening, closing = text[start], {"{": "}", "[": "]"}[text[start]]
    depth = 0
    for place in range(start, len(text)):
        depth += {opening: 1, closing: -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise AssertionError(f"{text!r} does not close")


_TOKEN = re.compile(r'\s*("[^"]*"|\d+(?:\.\d+)?|!=|>=|<=|[-+*&=<>])')


def _evaluate(text: str) -> str:
    """An expression of Asterisk: comparisons of numbers and texts, sums, and ``&``, by their usual ranks."""
    tokens = _TOKEN.findall(text)
    assert "".join(tokens) == text.replace(" ", ""), text
    for operators in ("&",), ("=", "!=", ">", "<", ">=", "<="), ("+", "-"), ("*",):
        for place in range(len(tokens) - 1, 0, -1):
            if tokens[place] in operators:
                left, right = _evaluate(" ".join(tokens[:place])), _evaluate(" ".join(tokens[place + 1 :]))
                return _apply(tokens[place], left, right)
    (token,) = tokens
    return str(token).strip('"')


def _apply(operator: str, left: str, right: str) -> str:
    match operator:
        case "=":
            return str(int(left == right))
        case "!=":
            return str(int(left != right))
        case "&":
            return str(int(_is_true(left) and _is_true(right)))
    one, other = float(left), float(right)
    value = {
        "+": one + other, "-": one - other, "*": one * other,
        ">": one > other, "<": one < other, ">=": one >= other, "<=": one <= other,
    }[operator]  # fmt: skip
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _is_true(condition: str) -> bool:
    return condition.strip() not in ("", "0")


def _milliseconds(seconds: str) -> int:
    return round(float(seconds) * 1000)


def _class_of(pattern: str) -> str:
    """The first keys of ``_[0-9].`` and its like, and of ``_[0-9*#]``."""
    found = re.fullmatch(r"_\[(0-9[*#]*)\]\.?", pattern)
    return found[1].replace("0-9", "0123456789") if found else ""


def _matches(pattern: str, extension: str) -> bool:
    fits = len(extension) >= 2 if pattern.endswith(".") else len(extension) == 1
    return fits and extension[0] in _class_of(pattern)


def _spread(text: str, names: Sequence[str]) -> set[int]:
    """The places of ``mon-thu&sat``, cyclic; ``*``: all."""
    if text == "*":
        return {*range(len(names))}
    places: set[int] = set()
    for part in text.split("&"):
        first, _, last = part.partition("-")
        start, end = names.index(first), names.index(last or first)
        places |= {(start + step) % len(names) for step in range((end - start) % len(names) + 1)}
    return places
