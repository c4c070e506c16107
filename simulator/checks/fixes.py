"""Mend what is certain: the smallest change of the text, comments and layout kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from simulator.checks.base import REMOVE, Finding, Fix
from simulator.checks.merging import single
from simulator.load.document import Document
from simulator.words.difference import show_difference
from simulator.words.sanitizer import OutputText

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_PLAIN = re.compile(r"[^\s,\[\]{}#:]+")
_OWN_LINE = re.compile(r"[ \t]*$")
_REST = re.compile(r"[ \t]*(#[^\n]*)?(\r\n|\r|\n|\Z)")


class Mended(NamedTuple):
    """A file's text with its fixes, and how many of them could be made."""

    document: Document
    text: str
    changes: int


def mended(findings: Iterable[Finding]) -> list[Mended]:
    """Every file that a fix changes, as it would be."""
    by_file: dict[int, tuple[Document, dict[Fix, None]]] = {}
    for one in single(findings):
        if one.fix is not None and not one.fix.document.is_stdin:
            by_file.setdefault(id(one.fix.document), (one.fix.document, {}))[1].setdefault(one.fix)
    made = (_mended(document, fixes) for document, fixes in by_file.values())
    return [one for one in made if one.changes]


def _mended(document: Document, fixes: Iterable[Fix]) -> Mended:
    edits = sorted({edit for fix in fixes if (edit := _edit(fix)) is not None}, reverse=True)
    text = document.text
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return Mended(document, text, len(edits))


def _edit(fix: Fix) -> tuple[int, int, str] | None:
    """Where in the text, and what instead; None where the value is not one word."""
    text, start = fix.document.text, fix.document.index(fix.path)
    found = _QUOTED.match(text, start) or _PLAIN.match(text, start)
    if found is None or fix.document.at_path(fix.path) is None:
        return None
    if fix.text != REMOVE:
        quoted = found.group()[0] in "\"'" or not fix.text.isdecimal()
        return start, found.end(), json.dumps(fix.text) if quoted else fix.text
    return _removal(fix, found.end())


def _removal(fix: Fix, end: int) -> tuple[int, int, str] | None:
    """A field with its line; None where others stand on the same line."""
    text, key = fix.document.text, fix.document.index(fix.path, key=True)
    line = max(text.rfind("\n", 0, key), text.rfind("\r", 0, key)) + 1
    rest = _REST.match(text, end)
    if fix.document.syntax != "yaml" or rest is None or not _OWN_LINE.match(text[line:key]):
        return None
    return line, rest.end(), ""


def difference(one: Mended) -> OutputText:
    """What would change in a file, as a unified diff."""
    name = one.document.name
    return show_difference(one.document.text, one.text, f"a/{name}", f"b/{name}")
