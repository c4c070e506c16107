"""A strict reader of the dialplans that are written, as Asterisk's own is: what it does not know is an error."""

from __future__ import annotations

import re
from typing import NamedTuple

APPLICATIONS = {
    *("Answer", "Background", "Dial", "ExecIf", "Goto", "GotoIf", "GotoIfTime", "Hangup", "NoOp", "Playback", "Queue"),
    *("Read", "Return", "Set", "UserEvent", "VoiceMail", "Wait", "WaitExten", "Gosub"),
}

_STEP = re.compile(r"(?:exten => (?P<name>[^,]+),1| same => n)(?:\((?P<label>[a-z_0-9]+)\))?,(?P<application>.*)")
_CALL = re.compile(r"(?P<name>[A-Za-z]+)\((?P<arguments>.*)\)")


class ParsedStep(NamedTuple):
    application: str
    arguments: str
    label: str


Dialplan = dict[str, dict[str, list[ParsedStep]]]


def parse_dialplan(text: str) -> tuple[Dialplan, dict[str, str]]:
    """Return the extensions by context, and the global variables. Raises ``AssertionError`` at a line that is none."""
    contexts: Dialplan = {}
    variables: dict[str, str] = {}
    context, extension = "", ""
    for line in text.split("\n"):
        assert len(line.encode()) < 8000, "Asterisk reads 8,191 bytes at a time"
        code = re.split(r"(?<!\\);", line)[0].rstrip().replace("\\;", ";")
        if not code:
            continue
        if head := re.fullmatch(r"\[([A-Za-z0-9_-]{1,79})\]", code):
            context = head[1]
            assert context not in contexts, f"{context} is there twice"
            if context != "globals":
                contexts[context] = {}
        elif context == "globals":
            name, value = code.split(" = ", 1)
            variables[name] = value
        else:
            step = _STEP.fullmatch(code)
            assert step, f"not a line of a dialplan: {line!r}"
            if step["name"] is not None:
                extension = step["name"]
                assert extension not in contexts[context], f"{extension} is twice in {context}"
                assert len(extension) <= 79
                contexts[context][extension] = []
            call = _CALL.fullmatch(step["application"])
            assert call, f"not an application: {line!r}"
            assert call["name"] in APPLICATIONS, line
            assert _is_balanced(call["arguments"]), line
            contexts[context][extension].append(ParsedStep(call["name"], call["arguments"], step["label"] or ""))
    return contexts, variables


def check_targets(contexts: Dialplan) -> list[str]:
    """Return every jump that leads nowhere."""
    return [
        f"{context},{extension}: {target}"
        for context, extensions in contexts.items()
        for extension, steps in extensions.items()
        for step in steps
        for target in _targets(step)
        if "${" not in target and not _leads(contexts, context, extension, target)
    ]


def _targets(step: ParsedStep) -> list[str]:
    if step.application == "Goto":
        return [step.arguments]
    if step.application in ("GotoIf", "GotoIfTime"):
        return [target for target in step.arguments.rsplit("?", 1)[1].split(":") if target]
    return []


def _leads(contexts: Dialplan, context: str, extension: str, target: str) -> bool:
    *where, priority = target.split(",")
    if where:
        extension = where.pop()
    if where:
        context = where.pop()
    steps = contexts.get(context, {}).get(extension, [])
    return bool(steps) and (priority == "1" or priority in {step.label for step in steps})


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
