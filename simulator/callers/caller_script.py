"""A script of what a caller does: steps, each of which belongs to one round of a menu.

Two forms. The JSON object::

    {"name": "confused, then books", "entry": "main", "semantics": "acefone", "steps": [
      {"press": "9", "cue": "prompt", "after": 0.3}, {"silence": true}, {"press": "1"}]}

and one line, ``early:9 silence 1 hangup``: keys when listening, ``early:`` (or ``!``) into the
prompt, ``over:`` into the next announcement that takes keys, ``silence`` (or ``wait``, ``.``) one silent round,
``hangup`` when listening.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from simulator.callers.given_answers import parse_given
from simulator.config.value_rules import Text, parse_seconds, quote_value
from simulator.errors import ScriptError, nearest_words

Cue = Literal["listening", "prompt", "announcement", "now"]

DEFAULT_AFTER = 0.5
"""Seconds from a step's cue to its first key."""

DEFAULT_GAP = 0.25
"""Seconds between two keys of one step."""

STEPS_MOST = 1000
PRESS_MOST = 1000

KEYS_PATTERN = re.compile(rf"[0-9*#]{{1,{PRESS_MOST}}}")
_LINE_PRESS = re.compile(r"(?P<early>early:|!|over:)?(?P<keys>[0-9*#]+)")
_LINE_CUES: Mapping[str | None, Cue] = {None: "listening", "early:": "prompt", "!": "prompt", "over:": "announcement"}
_CUE_WORDS: Mapping[Cue, str] = {"listening": "", "prompt": "early:", "announcement": "over:"}
_SILENCE_WORDS = frozenset({"silence", "wait", "."})
_HANGUP_WORD = "hangup"


def _validate_keys(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and KEYS_PATTERN.fullmatch(text):
        return text
    raise ValueError(f"{quote_value(value)} are no keys; 1 to {PRESS_MOST:,} of 0-9, * and # are")


def _validate_true(value: Any) -> bool:
    if value is True:
        return True
    raise ValueError(f"{quote_value(value)} is not accepted here; only true is")


_True = Annotated[bool, BeforeValidator(_validate_true)]
_Time = Annotated[float, BeforeValidator(parse_seconds)]


class ScriptStep(BaseModel):
    """One thing that a caller does in one round: press keys, stay silent, or hang up.

    ``after`` is seconds from the cue: ``listening`` when the round starts to wait, ``prompt`` when
    it begins, ``announcement`` when an announcement begins in which keys do something, ``now`` the last key of the
    step before (or the end of its silent round, or the answer). ``gap`` is seconds between its keys.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    press: Annotated[str, BeforeValidator(_validate_keys)] | None = None
    silence: _True | None = None
    wait: _True | None = None
    hangup: _True | None = None
    cue: Cue = "listening"
    after: _Time = DEFAULT_AFTER
    gap: _Time = DEFAULT_GAP

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        done = [name for name in ("press", "silence", "wait", "hangup") if getattr(self, name)]
        if len(done) != 1:
            raise ValueError("a step is one of press, silence (or wait) and hangup")
        if self.is_silence and self.cue in ("now", "announcement"):
            raise ValueError(f"a silence is a whole round; its cue cannot be {self.cue}")
        return self

    @property
    def is_silence(self) -> bool:
        """Return whether the step uses up one round without a key."""
        return bool(self.silence or self.wait)


def _validate_given(value: Any) -> Any:
    """The answers as their author wrote them: they are read once more when the flow is known."""
    parse_given(value)
    return dict(value)


class CallerScript(BaseModel):
    """A caller: at most 1,000 steps, after which they stay silent.

    ``entry`` and ``semantics`` (a profile's name, or base and settings) win over what is asked
    for outside. ``at`` is the moment of the call, ``number`` the one that is rung in place of an entry, and
    ``given`` what the world answers, by schedule or destination.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Text = ""
    entry: Text = ""
    at: Text = ""
    number: Text = ""
    given: Annotated[dict[str, Any], BeforeValidator(_validate_given)] = {}
    semantics: str | dict[str, Any] | None = None
    steps: tuple[ScriptStep, ...] = Field(default=(), max_length=STEPS_MOST)

    @model_validator(mode="after")
    def _begins_at_one_place(self) -> Self:
        if self.entry and self.number:
            raise ValueError("entry and number both say where the call begins; use one of them")
        return self

    def as_json(self) -> dict[str, Any]:
        """The script as JSON values, without what is left at its default."""
        return self.model_dump(exclude_defaults=True) | {
            "steps": [step.model_dump(exclude_defaults=True) for step in self.steps]
        }

    def as_line(self) -> str | None:
        """The script in one line; None where a time or a cue has no one-line form."""
        return steps_line(self.steps)


def steps_line(steps: Sequence[ScriptStep]) -> str | None:
    """Return steps in one line; None where a time or a cue has no one-line form."""
    words = list(map(_step_word, steps))
    return None if None in words else " ".join([word for word in words if word])


def _step_word(step: ScriptStep) -> str | None:
    if step.is_silence:
        return "silence"
    if step.after != DEFAULT_AFTER or step.gap != DEFAULT_GAP or step.cue == "now":
        return None
    if step.hangup:
        return _HANGUP_WORD if step.cue == "listening" else None
    return f"{_CUE_WORDS[step.cue]}{step.press}"


def caller(source: str | Mapping[str, Any] | CallerScript) -> CallerScript:
    """A script from one line, from a JSON object (as text or as values), or as it is.

    Raises ``ScriptError`` that names the step and what would be accepted.

    >>> caller("early:9 silence 12").as_json()["steps"]
    [{'press': '9', 'cue': 'prompt'}, {'silence': True}, {'press': '12'}]
    """
    if isinstance(source, CallerScript):
        return source
    if not isinstance(source, str):
        return _validate_script(source)
    if source.lstrip().startswith("{"):
        return _validate_script(_parse_json(source))
    words = source.split()
    if len(words) > STEPS_MOST:
        raise ScriptError(f"a caller of {len(words):,} steps; at most {STEPS_MOST:,} are accepted")
    return CallerScript(steps=tuple(_parse_step(word, place) for place, word in enumerate(words, 1)))


def _parse_json(text: str) -> Any:
    from simulator.text.json_file import parse_json  # few callers are written so

    try:
        return parse_json(text)
    except ValueError as error:
        raise ScriptError(str(error)) from None


def _parse_step(word: str, place: int) -> ScriptStep:
    if word in _SILENCE_WORDS:
        return ScriptStep(silence=True)
    if word == _HANGUP_WORD:
        return ScriptStep(hangup=True)
    if (press := _LINE_PRESS.fullmatch(word)) and press["keys"].isascii() and len(word) <= PRESS_MOST:
        return ScriptStep(press=press["keys"], cue=_LINE_CUES[press["early"]])
    near = nearest_words(word, ("silence", "wait", _HANGUP_WORD))
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ScriptError(
        f"step {place}: {quote_value(word)} is not a step; use keys (9, 12, *, #), early:9, silence or hangup{hint}"
    )


def _validate_script(value: Any) -> CallerScript:
    if not isinstance(value, Mapping):
        raise ScriptError(f"a caller is an object with steps, not {quote_value(value)}")
    try:
        return CallerScript.model_validate(value)
    except ValidationError as error:
        explained = dict.fromkeys(_explain_problem(problem) for problem in error.errors()[:5])
        raise ScriptError("; ".join(explained)) from None


def _explain_problem(problem: Any) -> str:
    """One problem of a JSON script in plain words: where, what, and what would be accepted."""
    location = [str(part) for part in problem["loc"]]
    if location[:1] == ["semantics"]:
        del location[1:]  # which kind of value was tried
    where = "".join(
        f"step {int(part) + 1}: " if part.isdigit() else f"{part}: " for part in location if part != "steps"
    )
    field_names = ScriptStep.model_fields if location[:1] == ["steps"] else CallerScript.model_fields
    match problem["type"]:
        case "extra_forbidden":
            near = nearest_words(location[-1], field_names)
            hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(field_names)}"
            return f"{where}unknown; {hint}"
        case "string_unicode":
            return f"{where}holds half a character (\\ud800 to \\udfff alone), which is no text"
        case "literal_error":
            return f"{where}{quote_value(problem['input'])} is not accepted; {problem['ctx']['expected']} is"
        case "too_long":
            return f"a caller of more than {STEPS_MOST:,} steps; at most {STEPS_MOST:,} are accepted"
        case "model_type" | "tuple_type" | "string_type" | "dict_type":
            accepted = {"model_type": "an object", "tuple_type": "a list of steps"}
            kind = accepted.get(problem["type"], "a name")
            return f"{where}{quote_value(problem['input'])} is not accepted; {kind} is"
        case _:
            message: str = problem["msg"]
            return f"{where}{message.removeprefix('Value error, ')}"
