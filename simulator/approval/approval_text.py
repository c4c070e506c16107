"""An approval as text, such as the demo page writes: read wherever it was pasted, a quoted mail included.

Its version stands after ``ivrsim`` or ``Version``; a comment is a line that begins with ``-`` and names its place::

    Fernside Clinic: Phone menu of 30 November 2026
    ivrsim 3f9a-21c4-0b7e
    Approved by: A. Client, 2026-12-01
    Comments:
    - Main menu (main), greeting: please say "surgery"
"""

from __future__ import annotations

import re
from typing import NamedTuple

from simulator.errors import UsageError
from simulator.words.phrases import join_words

DIGEST = re.compile(r"\b(?:ivrsim|version)[\s:>*`_]+([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})(?![0-9a-f-])", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:[ \t]*>)+ ?")
_APPROVED_BY = re.compile(r"^Approved by:\s*(\S.*?)\s*$", re.MULTILINE)
_COMMENT = re.compile(r"^[-*•]\s+(\S.*?)\s*$")
_NO_NAME = re.compile(r"-, ")


class CommentLine(NamedTuple):
    """A comment as it was written: where and what, in one text; ``line`` counts from 1."""

    line: int
    text: str


class Approval(NamedTuple):
    """An approval: the version it is of, who gave it and when (as written; empty: nobody), and comments."""

    digest: str
    approved_by: str
    comments: tuple[CommentLine, ...]


def read_approval(text: str, file: str) -> Approval:
    """Read an approval. Raises ``UsageError`` where no version stands in it, or several."""
    digests = list(dict.fromkeys(digest.lower() for digest in DIGEST.findall(text)))
    if not digests:
        expected = "expected a line such as 'ivrsim 3f9a-21c4-0b7e' or 'Version 3f9a-21c4-0b7e'"
        raise UsageError(f"{file} does not say which version was approved: {expected}")
    if len(digests) > 1:
        raise UsageError(f"{file} names several versions ({join_words(digests)}); keep the approval of one")
    unquoted = "\n".join(_QUOTED.sub("", line) for line in text.splitlines())
    who = _APPROVED_BY.search(unquoted)
    name = who[1] if who is not None and not _NO_NAME.match(who[1]) else ""
    return Approval(digests[0], name, tuple(read_comments(text)))


def read_comments(text: str) -> list[CommentLine]:
    """Return the comments of a text; lines that only look like one have no place in a flow, and are kept."""
    comments = []
    is_english = any(_is_heading(line) for line in text.splitlines())
    is_inside = not is_english
    for number, written in enumerate(text.splitlines(), 1):
        line = _QUOTED.sub("", written).rstrip()
        if _is_heading(written):
            is_inside = True
            continue
        item = _COMMENT.match(line)
        if item is not None and is_inside and item[1].lower() != "none":
            comments.append(CommentLine(number, item[1]))
        elif is_english and is_inside and line.strip() and item is None:
            is_inside = False
    return comments


def _is_heading(line: str) -> bool:
    return _QUOTED.sub("", line).strip().lower() == "comments:"
