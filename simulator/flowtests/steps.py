"""The steps of a call, as they are written -> acts and claims, their names looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import ValidationError

from simulator.callers.caller_script import caller
from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import Problem, ScriptError
from simulator.flowtests.calls_document import STEPS, ActOptions, PressOptions, list_objections
from simulator.flowtests.flow_names import NOTHING, FlowNames
from simulator.flowtests.flow_test import EndClaim, HearsClaim, Mark, ScriptedAct, Step
from simulator.flowtests.step_values import parse_flag, parse_names, parse_round_keys
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.suggestion import ask_meant, suggest

MEANT = {
    "wait": "silence",
    "hangup": "caller hangs up",
    "hang up": "caller hangs up",
    "hangs up": "caller hangs up",
    "hung up": "menu hangs up",
    "endless": "never ends",
    "routed": "reaches",
    "goes to": "reaches",
    "dials": "presses",
}
"""What people write for a step, and what it is called."""

_NO_SPACE = re.compile(rf"({'|'.join(STEPS)})\s*:?\s*(\S.*)", re.DOTALL)
_AFTER = 500
"""Milliseconds from the start of a recording to a key in it, unless told; less in a short one."""

T = TypeVar("T")


class StepReader:
    """Reads the steps of one document; what is wrong joins ``problems``."""

    def __init__(self, document: Document, flow: Flow, problems: list[Problem]) -> None:
        self.document = document
        self.flow = flow
        self.known = FlowNames(flow)
        self.problems = problems

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """The place of a value (or of its key)."""
        return Mark(path, *self.document.lines.line_and_column(self.document.index_of(path, key=key)))

    def object(self, path: Path, message: str, *, key: bool = False) -> None:
        """Note a problem."""
        self.problems.append(self.document.problem_at(path, message, key=key))

    def looked_up(self, path: Path, find: Callable[[str], T], said: Any) -> T | None:
        """Return what a name means; None, and a problem, where it means nothing."""
        if said is REFUSED:
            return None
        try:
            return find(str(said))
        except ValueError as error:
            field = next((step for step in reversed(path) if isinstance(step, str)), "")
            self.object(path, f"{field}: {error}")
            return None

    def names(self, path: Path, value: Any, find: Callable[[str], T]) -> tuple[T, ...]:
        """Return what each of one name, or of a list of them, means."""
        try:
            said = parse_names(value)
        except ValueError as error:
            field = next((step for step in reversed(path) if isinstance(step, str)), "")
            text = str(error)
            self.object(path, f"{field} {text}" if text.startswith("is ") else f"{field}: {text}")
            return ()
        at = [(*path, index) if isinstance(value, list) else path for index in range(len(said))]
        found = (self.looked_up(place, find, name) for place, name in zip(at, said, strict=True))
        return tuple(thing for thing in found if thing is not None)

    # -- a call, step by step -------------------------------------------------------------------

    def call(self, base: Path, items: list[Any]) -> list[Step]:
        """The steps of ``call``."""
        steps: list[Step] = []
        for index, item in enumerate(items):
            if item is not REFUSED:
                steps += self._step((*base, index), item)
        for before, after in pairwise(steps):
            self._refuse_after_the_end(before, after)
        return steps

    def _refuse_after_the_end(self, before: Step, after: Step) -> None:
        if type(before) is EndClaim:
            self.object(after.mark.path, f"nothing can follow `{before.kind}`: it is the end of the call")
        elif type(before) is ScriptedAct and before.kind == "hangup" and type(after) is ScriptedAct:
            self.object(after.mark.path, "nothing can be done after `caller hangs up`; remove this, or that")

    def _step(self, path: Path, item: Any) -> Iterator[Step]:
        match item:
            case str() if item in STEPS:
                yield from self._said(path, item, None)
            case dict() if len(item) == 1:
                name, value = next(iter(item.items()))
                if name in STEPS:
                    yield from self._said((*path, name), name, value)
                else:
                    self._unknown(path, name)
            case dict() if item:
                second = list(item)[1]
                self.object((*path, second), f"a step says one thing; {second} needs a dash of its own", key=True)
            case str():
                self._unknown(path, item)
            case _:
                self.object(path, f"{quote_value(item)} is no step; the steps are {', '.join(STEPS)}")

    def _unknown(self, path: Path, name: str) -> None:
        if name in ("within", "never", "always", "name"):
            self.object(path, f"{name} is no step: it stands beside call, not in it")
        elif split := _NO_SPACE.fullmatch(name):
            meant = split[1] if split[1] in STEPS[1:3] + STEPS[5:] else f"{split[1]}: {split[2]}"
            self.object(path, f"{quote_value(name)} is no step; write `- {meant}`")
        else:
            otherwise = ask_meant([MEANT[name]]) if name in MEANT else f"the steps are {', '.join(STEPS)}"
            hint = suggest(name, STEPS, otherwise)
            self.object(path, f"no step {quote_value(name)}{hint}")

    def _said(self, path: Path, name: str, value: Any) -> Iterator[Step]:
        mark = self.mark(path, key=True)
        match name:
            case "presses":
                yield from self._presses(mark, path, value)
            case "caller hangs up":
                yield from self._hangs_up(mark, path, value)
            case "hears":
                yield self.hears(mark, value)
            case "reaches":
                yield from self.reaches(mark, value)
            case _:
                try:
                    parse_flag(value)
                except ValueError as error:
                    self.object(path, f"{name}: {error}")
                if name == "silence":
                    yield ScriptedAct(mark, "silence")
                else:
                    yield EndClaim(mark, "menu hangs up" if name == "menu hangs up" else "never ends")

    # -- claims ---------------------------------------------------------------------------------

    def hears(self, mark: Mark, value: Any, *, whole: bool = False) -> HearsClaim:
        """Return what is heard: a name, a list of them, or ``nothing``."""
        if value == NOTHING:
            return HearsClaim(mark, (), whole)
        if value is None or value == []:
            self.object(mark.path, "hears is empty; to claim that nothing is heard, write `hears: nothing`")
            return HearsClaim(mark, (), whole)
        return HearsClaim(mark, self.names(mark.path, value, self.known.recording_id), whole)

    def reaches(self, mark: Mark, value: Any) -> Iterator[EndClaim]:
        """Yield where the call goes."""
        if value is not REFUSED and (not isinstance(value, str) or not value.strip()):
            self.object(mark.path, f"reaches: {quote_value(value)} is no destination; a name or type||id is")
            return
        destination = self.looked_up(mark.path, self.known.destination_named, value)
        if destination is not None:
            yield EndClaim(mark, "reaches", destination)

    # -- acts -----------------------------------------------------------------------------------

    def script(self, mark: Mark, line: str) -> list[ScriptedAct]:
        """The acts of a one-line caller."""
        try:
            steps = caller(line).steps
        except ScriptError as error:
            self.object(mark.path, f"caller: {error}")
            return []
        return [
            ScriptedAct(
                mark, "silence" if step.is_silence else "hangup", cue="prompt" if step.cue == "prompt" else "listening"
            )
            if step.press is None
            else ScriptedAct(mark, "press", step.press, "prompt" if step.cue == "prompt" else "listening")
            for step in steps
        ]

    def _presses(self, mark: Mark, path: Path, value: Any) -> Iterator[ScriptedAct]:
        if isinstance(value, list):
            if not value:
                self.object(path, "presses is an empty list; keys are needed, as in [1, 2]: one after the other")
            for index, item in enumerate(value):
                yield from self._pressed(mark, (*path, index), item)
        else:
            yield from self._pressed(mark, path, value)

    def _pressed(self, mark: Mark, path: Path, value: Any) -> Iterator[ScriptedAct]:
        if value is REFUSED:
            return
        if isinstance(value, dict):
            if (asked := self._timed(path, PressOptions, value, "presses")) is not None:
                gap = 250 if asked.gap is None else asked.gap
                yield self._acted(ScriptedAct(mark, "press", asked.keys, gap=gap), path, asked)
            return
        try:
            yield ScriptedAct(mark, "press", parse_round_keys(value))
        except ValueError as error:
            text = str(error)
            self.object(path, f"presses {text}" if text.startswith("is ") else f"presses: {text}")

    def _hangs_up(self, mark: Mark, path: Path, value: Any) -> Iterator[ScriptedAct]:
        if not isinstance(value, dict):
            if value is not REFUSED and value not in (None, "true"):
                self.object(
                    path,
                    f"caller hangs up: {quote_value(value)} is not accepted; "
                    "nothing, or a time such as {early: true} is",
                )
            yield ScriptedAct(mark, "hangup")
        elif (asked := self._timed(path, ActOptions, value, "caller hangs up")) is not None:
            yield self._acted(ScriptedAct(mark, "hangup"), path, asked)

    def _timed(self, path: Path, model: type[Asked], value: dict[str, Any], owner: str) -> Asked | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.problems += list_objections(self.document, path, error, owner)
            return None

    def _acted(self, act: ScriptedAct, path: Path, act_options: ActOptions) -> ScriptedAct:
        """The act with its time."""
        if act_options.during is None:
            after = _AFTER if act_options.after is None else act_options.after
            return act._replace(cue="prompt" if act_options.early else "listening", after=after)
        recording = self.looked_up((*path, "during"), self.known.recording_id, act_options.during)
        if recording is None:
            return act
        lasts = self.flow.length_of(recording).milliseconds
        after = min(_AFTER, lasts // 2) if act_options.after is None else act_options.after
        if after >= lasts:
            where = (*path, "after") if act_options.after is not None else (*path, "during")
            text = f"{act_options.during} is over by then: it takes {lasts / 1000:g} s"
            self.object(where, text)
        return act._replace(cue="during", during=recording, after=after)


Asked = TypeVar("Asked", bound=ActOptions)
