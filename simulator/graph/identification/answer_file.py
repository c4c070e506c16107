"""A file of answers: which test calls were made, and what was heard in each. YAML or JSON.

    date: 2026-12-01              # when the calls were made; may be left out
    calls:
      - caller: "early:4 silence 1"   # as for `ivrsim play --caller`
        stopped: {1: yes}             # a key into a recording, by its step: did the recording stop?
        pause: {1: 0, 3: not sure}    # seconds of quiet after a step's keys; "-" where something was playing
        heard: {sorry: 1, are-you-there: 2}   # recordings by name or id: how often each began
        order: [greeting, sorry]      # may be left out
        ended: Reception              # a destination, cut off, I hung up, or somewhere else
        remark: the line was bad      # may be left out

Whatever is left out, or ``not sure``, rules nothing out. Any caller may be used, not only those that were proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP, parse_address
from simulator.config.targets import recording_names
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, ScriptError, UsageError
from simulator.graph.compare.onset import Ending, ending_of
from simulator.graph.identification.audible_call import Kind, TelephoneQuestion, sound_of
from simulator.graph.identification.call_probe import CallProbe, QuestionAnswer
from simulator.graph.identification.engine_identification import EngineIdentification, ReportedCall
from simulator.graph.identification.telephone_answers import ENDING_WORDS, UNSURE, is_unsure, parse_answer
from simulator.text.document import Document
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

CALLS_MOST = 100
REMARK_MOST = 500
ANSWERS_NEEDED = "calls are needed: `calls:`, and below it a list of them"
"""What an empty file of answers lacks."""

FIELDS = ("caller", "stopped", "pause", "heard", "order", "ended", "remark")
_TOP = ("date", "calls")


class AnswerFile(NamedTuple):
    """The calls of a file, and the day on which they were made (YYYY-MM-DD; empty: it does not say)."""

    calls: tuple[ReportedCall, ...]
    date: str


def read_answers(document: Document, identification: EngineIdentification) -> AnswerFile:
    """Return the calls of a file of answers. Raises ``FlowError`` with every problem in it."""
    return _AnswerReader(document, identification).read()


class _AnswerReader:
    """Reads one file; its problems gather in ``problems``."""

    def __init__(self, document: Document, identification: EngineIdentification) -> None:
        self.document = document
        self.identification = identification
        self.flow: Flow = identification.calls.approach.flow
        self.problems: list[Problem] = list(document.problems)

    def read(self) -> AnswerFile:
        tree = self.document.tree
        if not isinstance(tree, dict):
            self._object((), f"{quote_value(tree)} is not a file of answers; use `calls:` with a list of them")
            raise FlowError(self.problems)
        self._refuse_unknown((), tree, _TOP, "a file of answers")
        day = self._read_date(tree.get("date"))
        calls = tree.get("calls")
        if not isinstance(calls, list) or not 0 < len(calls) <= CALLS_MOST:
            self._object(("calls",) if "calls" in tree else (), f"calls: a list of 1 to {CALLS_MOST} calls is needed")
            raise FlowError(self.problems)
        reported = [call for index, item in enumerate(calls) if (call := self._read_call(("calls", index), item))]
        if self.problems:
            raise FlowError(self.problems)
        return AnswerFile(tuple(reported), day)

    def _read_date(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            with suppress(ValueError):
                return date.fromisoformat(value).isoformat()
        self._object(("date",), f"date: {quote_value(value)} is not a day; use one such as 2026-12-01")
        return ""

    def _read_call(self, path: Path, item: Any) -> ReportedCall | None:
        if not isinstance(item, dict):
            self._object(path, f"{quote_value(item)} is not a call; use a mapping with caller and what was heard")
            return None
        self._refuse_unknown(path, item, FIELDS, "a call")
        probe = self._read_caller(path, item)
        if probe is None:
            return None
        answers: dict[TelephoneQuestion, QuestionAnswer] = {}
        unsure: list[TelephoneQuestion] = []
        for question, place, text in self._questions(path, item, probe):
            if isinstance(text, str) and is_unsure(text):
                unsure.append(question)
                continue
            try:
                answers[question] = self._answer_of(question, text, place)
            except ValueError as error:
                self._object(place, f"{question.kind}: {error}")
        remark = item.get("remark") or ""
        if not isinstance(remark, str) or len(remark) > REMARK_MOST:
            self._object((*path, "remark"), f"remark: text of at most {REMARK_MOST} characters is accepted")
            remark = ""
        return ReportedCall(probe, answers, tuple(unsure), remark)

    def _read_caller(self, path: Path, item: Mapping[str, Any]) -> CallProbe | None:
        line = item.get("caller")
        if not isinstance(line, str | int) or isinstance(line, bool):
            self._object(
                (*path, "caller") if "caller" in item else path, "caller: a script such as 'early:4' is needed"
            )
            return None
        try:
            return self.identification.calls.probe(" ".join(str(line).split()))
        except (ScriptError, UsageError) as error:
            self._object((*path, "caller"), f"caller: {error}")
            return None

    def _questions(
        self, path: Path, item: Mapping[str, Any], probe: CallProbe
    ) -> Iterator[tuple[TelephoneQuestion, Path, Any]]:
        """Yield each answer of a call, with its question and its place."""
        kinds: tuple[Kind, ...] = ("stopped", "pause")
        for kind in kinds:
            for step, value in self._mapping((*path, kind), item.get(kind)):
                question = TelephoneQuestion(kind, step)
                if self._may_be_asked(question, probe, (*path, kind, step)):
                    yield question, (*path, kind, step), value
        for name, value in self._mapping((*path, "heard"), item.get("heard")):
            sound = self._sound_named(name, "heard", (*path, "heard", name))
            if sound is not None:
                yield TelephoneQuestion("heard", sound), (*path, "heard", name), value
        for kind in ("order", "ended"):
            if item.get(kind) is not None:
                yield TelephoneQuestion(kind), (*path, kind), item[kind]

    def _mapping(self, path: Path, value: Any) -> list[tuple[str, Any]]:
        if value is None:
            return []
        if not isinstance(value, dict):
            self._object(path, f"{path[-1]}: {quote_value(value)} is not accepted; use a mapping")
            return []
        return [(str(key), inner) for key, inner in value.items()]

    def _may_be_asked(self, question: TelephoneQuestion, probe: CallProbe, place: Path) -> bool:
        if any(question in call.noticed for call in probe.calls):
            return True
        presses = [str(number) for number, step in enumerate(probe.script.steps, 1) if step.press]
        if question.subject in presses and question.kind == "pause":
            self._object(place, f"pause: no quiet follows step {question.subject} of this caller; leave it out")
        elif question.kind == "stopped":
            early = [number for number in presses if probe.script.steps[int(number) - 1].cue == "prompt"]
            steps = f"step {' or '.join(early)}" if early else "none of its steps"
            self._object(place, f"stopped: this caller presses a key into a recording in {steps}")
        else:
            steps = f"step {' or '.join(presses)}" if presses else "none of its steps"
            self._object(place, f"pause: this caller presses keys in {steps}")
        return False

    def _sound_named(self, name: str, field: str, place: Path) -> str | None:
        names = recording_names(self.flow)
        used = [id for receptionist in self.flow.receptionists.values() for id in receptionist.recordings]
        id = names.get(name, name)
        if id in self.flow.recordings or id in used:
            return sound_of(self.flow, id)
        accepted = [*names, *(id for id in used if id not in names.values())]
        self._object(place, f"{field}: {quote_value(name)} is not a recording of this flow{suggest(name, accepted)}")
        return None

    def _answer_of(self, question: TelephoneQuestion, value: Any, place: Path) -> QuestionAnswer:
        if question.kind == "order":
            return self._order_of(value, place)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, int | float):
            value = f"{value:g}"
        if not isinstance(value, str):
            raise ValueError(f"{quote_value(value)} is not an answer; use a word or a number")
        return self._ending_named(value) if question.kind == "ended" else parse_answer(question, value)

    def _order_of(self, value: Any, place: Path) -> tuple[str, ...]:
        if not isinstance(value, list) or len(value) > CALLS_MOST:
            raise ValueError(f"{quote_value(value)} is not accepted; use a list of recordings")
        sounds = [self._sound_named(str(name), "order", (*place, index)) for index, name in enumerate(value)]
        return tuple(sound for sound in sounds if sound is not None)

    def _ending_named(self, text: str) -> Ending:
        words = " ".join(text.split())
        if words.casefold() in ENDING_WORDS:
            return ENDING_WORDS[words.casefold()]
        named = {entry.name: place for place, entry in self.flow.destinations.items() if entry.name}
        if words in named:
            return ending_of(named[words])
        if "||" in words:
            return HANGUP if words.startswith(f"{HANGUP}||") else ending_of(parse_address(words))
        hint = suggest(words, [*named, *ENDING_WORDS])
        raise ValueError(
            f"{quote_value(text)} is not a place where a call ends; use a destination's name, type||id, "
            f"cut off, I hung up, somewhere else or {UNSURE}{hint}"
        )

    def _refuse_unknown(self, path: Path, tree: Mapping[str, Any], fields: tuple[str, ...], owner: str) -> None:
        for field in tree:
            if field not in fields:
                hint = suggest(field, fields, f"its fields are {', '.join(fields)}")
                self._object((*path, field), f"{owner} has no field {quote_value(field)}{hint}", key=True)

    def _object(self, path: Path, message: str, *, key: bool = False) -> None:
        self.problems.append(self.document.problem_at(path, message, key=key))
