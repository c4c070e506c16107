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
from simulator.flowtests.calls_document import BARE_STEPS, STEPS, ActOptions, PressOptions, list_objections
from simulator.flowtests.flow_names import NOTHING, FlowNames
from simulator.flowtests.flow_test import EndClaim, HearsClaim, Mark, RingsClaim, ScriptedAct, Step
from simulator.flowtests.recording_times import RecordingTimes
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
"""Words that people write for a step, each with the step that they mean."""

# as text: compiled when it is first used, which is seldom
_NO_SPACE = rf"(?s)({'|'.join(STEPS)})\s*:?\s*(\S.*)"
_AFTER = 500
"""Milliseconds from the start of a recording to a key in it, unless given; less in a short one."""

T = TypeVar("T")


class StepReader:
    """Reads the steps of one document; what is wrong joins ``problems``."""

    def __init__(self, document: Document, flow: Flow, problems: list[Problem]) -> None:
        self.document = document
        self.flow = flow
        self.names = FlowNames(flow)
        self.times = RecordingTimes(flow)
        self.problems = problems

    def mark_at(self, path: Path, *, key: bool = False) -> Mark:
        """The place of a value (or of its key)."""
        return Mark(path, *self.document.lines.line_and_column(self.document.index_of(path, key=key)))

    def note_problem(self, path: Path, message: str, *, key: bool = False) -> None:
        """Note a problem."""
        self.problems.append(self.document.problem_at(path, message, key=key))

    def look_up_name(self, path: Path, find: Callable[[str], T], word: Any) -> T | None:
        """Return what a name means; None, and a problem, where it means nothing."""
        if word is REFUSED:
            return None
        try:
            return find(str(word))
        except ValueError as error:
            field = next((step for step in reversed(path) if isinstance(step, str)), "")
            self.note_problem(path, f"{field}: {error}")
            return None

    def look_up_names(self, path: Path, value: Any, find: Callable[[str], T]) -> tuple[T, ...]:
        """Return what each of one name, or of a list of them, means."""
        try:
            words = parse_names(value)
        except ValueError as error:
            field = next((step for step in reversed(path) if isinstance(step, str)), "")
            text = str(error)
            self.note_problem(path, f"{field} {text}" if text.startswith("is ") else f"{field}: {text}")
            return ()
        at = [(*path, index) if isinstance(value, list) else path for index in range(len(words))]
        meanings = (self.look_up_name(place, find, name) for place, name in zip(at, words, strict=True))
        return tuple(thing for thing in meanings if thing is not None)

    # -- a call, step by step -------------------------------------------------------------------

    def read_call(self, base: Path, items: list[Any]) -> list[Step]:
        """The steps of ``call``."""
        steps: list[Step] = []
        for index, item in enumerate(items):
            if item is not REFUSED:
                steps += self._read_step((*base, index), item)
        for before, after in pairwise(steps):
            self._refuse_after_the_end(before, after)
        return steps

    def _refuse_after_the_end(self, before: Step, after: Step) -> None:
        if type(before) is EndClaim:
            self.note_problem(after.mark.path, f"nothing can follow `{before.kind}`: it is the end of the call")
        elif type(before) is ScriptedAct and before.kind == "hangup" and type(after) is ScriptedAct:
            self.note_problem(after.mark.path, "nothing can be done after `caller hangs up`; remove this, or that")

    def _read_step(self, path: Path, item: Any) -> Iterator[Step]:
        match item:
            case str() if item in STEPS:
                yield from self._read_named_step(path, item, None)
            case dict() if len(item) == 1:
                name, value = next(iter(item.items()))
                if name in STEPS:
                    yield from self._read_named_step((*path, name), name, value)
                else:
                    self._refuse_unknown_step(path, name)
            case dict() if item:
                second = list(item)[1]
                self.note_problem((*path, second), f"a step says one thing; {second} needs a dash of its own", key=True)
            case str():
                self._refuse_unknown_step(path, item)
            case _:
                self.note_problem(path, f"{quote_value(item)} is not a step; the steps are {', '.join(STEPS)}")

    def _refuse_unknown_step(self, path: Path, name: str) -> None:
        if name in ("within", "never", "always", "name"):
            self.note_problem(path, f"{name} is not a step: write it next to call, not in it")
        elif split := re.fullmatch(_NO_SPACE, name):
            meant = split[1] if split[1] in BARE_STEPS else f"{split[1]}: {split[2]}"
            self.note_problem(path, f"{quote_value(name)} is not a step; write `- {meant}`")
        else:
            otherwise = ask_meant([MEANT[name]]) if name in MEANT else f"the steps are {', '.join(STEPS)}"
            hint = suggest(name, STEPS, otherwise)
            self.note_problem(path, f"no step {quote_value(name)}{hint}")

    def _read_named_step(self, path: Path, name: str, value: Any) -> Iterator[Step]:
        mark = self.mark_at(path, key=True)
        match name:
            case "presses":
                yield from self._read_presses(mark, path, value)
            case "caller hangs up":
                yield from self._read_hang_up(mark, path, value)
            case "hears":
                yield self.read_hears(mark, value)
            case "rings":
                yield self.read_rings(mark, value)
            case "reaches":
                yield from self.read_reaches(mark, value)
            case _:
                try:
                    parse_flag(value)
                except ValueError as error:
                    self.note_problem(path, f"{name}: {error}")
                if name == "silence":
                    yield ScriptedAct(mark, "silence")
                else:
                    yield EndClaim(mark, "menu hangs up" if name == "menu hangs up" else "never ends")

    # -- claims ---------------------------------------------------------------------------------

    def read_hears(self, mark: Mark, value: Any, *, whole: bool = False) -> HearsClaim:
        """Return what is heard: a name, a list of them, or ``nothing``."""
        if value == NOTHING:
            return HearsClaim(mark, (), whole)
        if value is None or value == []:
            self.note_problem(mark.path, "hears is empty; to claim that nothing is heard, write `hears: nothing`")
            return HearsClaim(mark, (), whole)
        return HearsClaim(mark, self.look_up_names(mark.path, value, self.names.recording_id), whole)

    def read_rings(self, mark: Mark, value: Any, *, whole: bool = False) -> RingsClaim:
        """Return which telephones ring: a name, a list of them, or ``nothing``."""
        if value == NOTHING:
            return RingsClaim(mark, (), whole)
        if value is None or value == []:
            self.note_problem(mark.path, "rings is empty; to claim that no telephone rings, write `rings: nothing`")
            return RingsClaim(mark, (), whole)
        return RingsClaim(mark, self.look_up_names(mark.path, value, self.names.telephone_named), whole)

    def read_reaches(self, mark: Mark, value: Any) -> Iterator[EndClaim]:
        """Yield where the call goes."""
        if value is not REFUSED and (not isinstance(value, str) or not value.strip()):
            self.note_problem(mark.path, f"reaches: {quote_value(value)} is not a destination; use a name or type||id")
            return
        destination = self.look_up_name(mark.path, self.names.ending_named, value)
        if destination is not None:
            yield EndClaim(mark, "reaches", destination)

    # -- acts -----------------------------------------------------------------------------------

    def read_script(self, mark: Mark, line: str) -> list[ScriptedAct]:
        """The acts of a one-line caller."""
        try:
            steps = caller(line).steps
        except ScriptError as error:
            self.note_problem(mark.path, f"caller: {error}")
            return []
        if any(step.cue == "announcement" for step in steps):
            text = '{keys: "5", during: A RECORDING} under call presses into an announcement, not over:5'
            self.note_problem(mark.path, f"caller: {text}")
            return []
        return [
            ScriptedAct(
                mark, "silence" if step.is_silence else "hangup", cue="prompt" if step.cue == "prompt" else "listening"
            )
            if step.press is None
            else ScriptedAct(mark, "press", step.press, "prompt" if step.cue == "prompt" else "listening")
            for step in steps
        ]

    def _read_presses(self, mark: Mark, path: Path, value: Any) -> Iterator[ScriptedAct]:
        if isinstance(value, list):
            if not value:
                self.note_problem(path, "presses is an empty list; use keys, as in [1, 2]: one after the other")
            for index, item in enumerate(value):
                yield from self._read_press(mark, (*path, index), item)
        else:
            yield from self._read_press(mark, path, value)

    def _read_press(self, mark: Mark, path: Path, value: Any) -> Iterator[ScriptedAct]:
        if value is REFUSED:
            return
        if isinstance(value, dict):
            if (options := self._validate_options(path, PressOptions, value, "presses")) is not None:
                gap = 250 if options.gap is None else options.gap
                yield self._time_act(ScriptedAct(mark, "press", options.keys, gap=gap), path, options)
            return
        try:
            yield ScriptedAct(mark, "press", parse_round_keys(value))
        except ValueError as error:
            text = str(error)
            self.note_problem(path, f"presses {text}" if text.startswith("is ") else f"presses: {text}")

    def _read_hang_up(self, mark: Mark, path: Path, value: Any) -> Iterator[ScriptedAct]:
        if not isinstance(value, dict):
            if value is not REFUSED and value not in (None, "true"):
                self.note_problem(
                    path,
                    f"caller hangs up: {quote_value(value)} is not accepted; "
                    "nothing, or a time such as {early: true} is",
                )
            yield ScriptedAct(mark, "hangup")
        elif (options := self._validate_options(path, ActOptions, value, "caller hangs up")) is not None:
            yield self._time_act(ScriptedAct(mark, "hangup"), path, options)

    def _validate_options(self, path: Path, model: type[Options], value: dict[str, Any], owner: str) -> Options | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.problems += list_objections(self.document, path, error, owner)
            return None

    def _time_act(self, act: ScriptedAct, path: Path, act_options: ActOptions) -> ScriptedAct:
        """The act with its time."""
        if act_options.during is None:
            after = _AFTER if act_options.after is None else act_options.after
            return act._replace(cue="prompt" if act_options.early else "listening", after=after)
        recording = self.look_up_name((*path, "during"), self.names.recording_id, act_options.during)
        if recording is None:
            return act
        lasts = self.times.time_of(recording)
        if act_options.after is not None:
            after = act_options.after
        else:
            # Half of a short recording: the default alone would press after its end, when nothing plays any more.
            after = _AFTER if lasts.plays is None else min(_AFTER, lasts.plays // 2)
        if lasts.is_over(after):
            where = (*path, "after") if act_options.after is not None else (*path, "during")
            self.note_problem(where, f"{act_options.during} is over by then: {lasts.words}")
        return act._replace(cue="during", during=recording, after=after)


Options = TypeVar("Options", bound=ActOptions)
