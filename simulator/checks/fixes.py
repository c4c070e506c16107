"""Fixes that are certain: the smallest change of the text, with comments and layout kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from simulator.checks.merging import single
from simulator.checks.rule import REMOVE, Finding, TextFix
from simulator.text.document import Document
from simulator.text.splice import SpliceRefused, TextSplice
from simulator.words.difference import show_difference
from simulator.words.sanitizer import OutputText


class FixedFile(NamedTuple):
    """A file's text with its fixes, and how many of them could be made."""

    document: Document
    text: str
    changes: int


def apply_fixes(findings: Iterable[Finding]) -> list[FixedFile]:
    """Every file that a fix changes, as it would be."""
    by_file: dict[int, tuple[Document, dict[TextFix, None]]] = {}
    for finding in single(findings):
        # standard input cannot be written back; several findings may ask for one edit, which is made once
        if finding.fix is not None and not finding.fix.document.is_stdin:
            by_file.setdefault(id(finding.fix.document), (finding.fix.document, {}))[1].setdefault(finding.fix)
    fixed_files = (_fix_document(document, fixes) for document, fixes in by_file.values())
    return [fixed_file for fixed_file in fixed_files if fixed_file.changes]


def _fix_document(document: Document, fixes: Iterable[TextFix]) -> FixedFile:
    """The fixes that the text's layout allows; one that it does not is left to the author."""
    splice = TextSplice(document)
    changes = 0
    for fix in fixes:
        try:
            _make_fix(splice, fix)
        except SpliceRefused:
            continue
        changes += 1
    return FixedFile(document, splice.edited_text, changes)


def _make_fix(splice: TextSplice, fix: TextFix) -> None:
    """Make one fix. Raises ``SpliceRefused``, and has then changed nothing."""
    if fix.text == REMOVE:
        splice.remove_value(fix.path)
        return
    # keep the author's quotes, and add some where YAML would read the text as another type
    was_quoted = splice.text_of(fix.path)[:1] in ('"', "'")
    splice.replace_value(fix.path, json.dumps(fix.text) if was_quoted or not fix.text.isdecimal() else fix.text)


def fix_diff(fixed_file: FixedFile) -> OutputText:
    """Return what would change in a file, as a unified diff."""
    name = fixed_file.document.name
    return show_difference(fixed_file.document.text, fixed_file.text, f"a/{name}", f"b/{name}")
