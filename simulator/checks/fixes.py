"""Mend what is certain: the smallest change of the text, comments and layout kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from simulator.checks.base import REMOVE, Finding, Fix
from simulator.checks.merging import single
from simulator.load.document import Document
from simulator.load.splice import Splice, Unspliceable
from simulator.words.difference import show_difference
from simulator.words.sanitizer import OutputText


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
    """The fixes that the text's layout allows; one that it does not is left to the author."""
    splice = Splice(document)
    changes = 0
    for fix in fixes:
        try:
            _make(splice, fix)
        except Unspliceable:
            continue
        changes += 1
    return Mended(document, splice.text, changes)


def _make(splice: Splice, fix: Fix) -> None:
    """Make one fix. Raises ``Unspliceable``, and has then changed nothing."""
    if fix.text == REMOVE:
        splice.remove(fix.path)
        return
    was_quoted = splice.held(fix.path)[:1] in ('"', "'")
    splice.replace(fix.path, json.dumps(fix.text) if was_quoted or not fix.text.isdecimal() else fix.text)


def difference(one: Mended) -> OutputText:
    """What would change in a file, as a unified diff."""
    name = one.document.name
    return show_difference(one.document.text, one.text, f"a/{name}", f"b/{name}")
