"""Explanations of how YAML reads a line, in plain words, with the spelling that its author meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any

from yaml.reader import ReaderError

from simulator.text.positions import FAULTS_MOST, TOO_DEEP, Fault

MERGE = '<< merges mappings in YAML; it is not accepted here: write the fields out, or quote the text: "<<"'
HASH = '# starts a comment in YAML, and the rest of the line is lost; for the # key write "#" in quotes'
NO_SPACE = "this line is not a field: a colon and a space are needed after its name, as in `timeout: 5`"
TAB = "a tab indents this line; YAML takes spaces only"
PROSE = (
    "a colon and a space start a new field; text that holds them goes in quotes, "
    "or after `script: >-` on lines of its own, or in a file: `script_file: greeting.txt`"
)
INDENTED = (
    "a field cannot start here: the line is indented differently from its neighbours, or its colon belongs "
    "to text; text with a colon goes in quotes, or after `script: >-`, or in a file: `script_file: greeting.txt`"
)

_COMMENTED_KEY = re.compile(r"^[ \t]*(#:)(?=\s|$)", re.MULTILINE)
_COMMENTED_VALUE = re.compile(r"^[ \t-]*[\w.*]+:[ \t]+(#[^\s#]\S*)", re.MULTILINE)
_NOTED_MOST = 20
_WORD = re.compile(r"[^\s,\[\]{}]+")
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOST_HASH = re.compile(r"[\[{][^\n\"'#]*?[:,\[{][ \t]*(#)")
_BLANK = re.compile(r"[ \t]*")
_UNSPACED = re.compile(r"^[ \t]*(?:- )?([A-Za-z_]+:[^\s:/]\S*)[ \t]*[\r\n]+\Z", re.MULTILINE)
_FIELD_BEFORE = re.compile(r"[ \t]*(-[ \t]+)*[^\s:#][^:\n]*:[ \t]+[^\s\n]")


def word_at(text: str, index: int) -> str:
    """The word at a character, as its author wrote it; at most 40 signs of it."""
    match = _WORD.match(text, index)
    return match.group()[:40].rstrip(":") if match else text[index : index + 1]


def sign_message(text: str, index: int) -> str:
    """Return what ``*9``, ``!9`` or ``&9`` without quotes mean, and how to write the text itself."""
    word = word_at(text, index)
    match word[:1]:
        case "*":
            what = "is an alias in YAML, and aliases are not accepted"
        case "!":
            what = "is a tag in YAML, and tags are not accepted"
        case _:
            what = "is an anchor in YAML, and anchors are not accepted"
    return f'{word} {what}; for the text itself write it in quotes: "{word}"'


def commented_keys(text: str, loader: Any) -> list[Fault]:
    """Lines such as ``#: {...}``, meant as the entry of the # key and lost as comments."""
    starts = [match.start(1) for match in islice(_COMMENTED_KEY.finditer(text), FAULTS_MOST)]
    if not starts:
        return []
    parser = loader(text)
    events: Iterator[Any] = iter(parser.get_event, None)
    scalars = [(event.start_mark.index, event.end_mark.index) for event in events if hasattr(event, "value")]
    parser.dispose()
    inside = [bisect_right(scalars, (index, len(text))) - 1 for index in starts]
    return [
        Fault(index, HASH)
        for index, scalar in zip(starts, inside, strict=True)
        if scalar < 0 or index >= scalars[scalar][1]
    ]


def commented_values(text: str) -> list[Fault]:
    """Return values such as ``#244`` that are lost as comments; an empty value alone is accepted."""
    return [
        Fault(
            match.start(1),
            f'# starts a comment, so nothing stands here; if {match[1][:40]} is meant: "{match[1][:40]}"',
        )
        for match in islice(_COMMENTED_VALUE.finditer(text), _NOTED_MOST)
    ]


def explain_refusal(text: str, error: Any) -> tuple[str, int]:
    """Message and character index of a refusal of PyYAML's."""
    if isinstance(error, ReaderError):
        match = _NOT_TEXT.search(text)
        index = match.start() if match else -1
        sign = f"U+{ord(text[index]):04X}" if match else "a sign"
        return f"{sign} is a control character, which YAML does not allow; remove it", index
    if "maximum nesting depth" in str(error.problem):  # newer libyaml reads ahead, and has its own limit of 1,000
        return TOO_DEEP, error.problem_mark.index
    mark, context = error.problem_mark or error.context_mark, error.context_mark
    index = min(mark.index, len(text)) if mark else -1
    start = context.index if context else index
    return _explain_trap(text, index, start, f"{error.context or ''} {error.problem or ''}")


def _explain_trap(text: str, index: int, start: int, complaint: str) -> tuple[str, int]:
    line = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    indent = _BLANK.match(text, line)
    if indent and "\t" in indent.group():
        return TAB, line + indent.group().index("\t")
    for sign in (start, index):
        if text[sign : sign + 1] in ("*", "!", "&") and text[sign : sign + 1]:
            return sign_message(text, sign), sign
    if "cannot start any token" in complaint:
        word = word_at(text, index)
        return f'{word} needs quotes in YAML: "{word}"', index
    if "mapping values are not allowed" in complaint:
        if unspaced := _UNSPACED.search(text, 0, line):
            return NO_SPACE, unspaced.start(1)
        return (PROSE if _FIELD_BEFORE.match(text, line, index) else INDENTED), index
    return _explain_unfinished(text, index, start, complaint)


def _explain_unfinished(text: str, index: int, start: int, complaint: str) -> tuple[str, int]:
    if "quoted scalar" in complaint and "end of stream" in complaint:
        return f"the quote {text[start]} that starts here is never closed", start
    if "escape" in complaint:
        return "a backslash in double quotes starts an escape; write it twice, or use single quotes", index
    if "flow " in complaint:
        lost = None
        for lost in _LOST_HASH.finditer(text, 0, index):  # noqa: B007 - the last one is wanted
            pass
        if lost:
            return HASH, lost.start(1)
        if index >= len(text.rstrip()):
            return "a bracket is opened and never closed; a } or ] is missing", index
        return "a comma, or the closing } or ], is missing before this", index
    if "could not find expected ':'" in complaint or "simple key" in complaint:
        return NO_SPACE, start
    if "document start" in complaint:
        return "something follows the end of the document (...); a file holds one document", index
    if "block scalar" in complaint:
        return "text after > or | starts on the next line, indented: `script: >-` and then the lines", index
    return (
        "this does not fit the lines before: the indentation differs, or a quote ended too early "
        "(a quote inside a quoted text is written twice: 'it''s', or use \"it's\")"
    ), index
