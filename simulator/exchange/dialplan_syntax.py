"""Contexts, extensions and steps of an Asterisk dialplan, and their text.

The text is the only place where a value of a flow meets Asterisk's syntax, and what can happen there is kept small:

* names of contexts, extensions, labels, variables and sound files are made of ``[A-Za-z0-9_-]`` (``dialplan_names``);
* free text (names of menus, of destinations, of recordings) is only in comments, on one line, without ``;`` (``;--``
  begins a comment of several lines) and short: Asterisk reads 8,191 bytes at a time and takes what follows for a line;
* ids that an event carries are percent-encoded (``encode_value``), so that none is a variable, a comma or a line break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from simulator.words.sanitizer import escape_signs

COMMENT_MOST = 160
"""Characters of a comment: with four bytes each, far below what Asterisk reads as one line."""

_PLAIN_SIGNS = "|@+:/ "
"""Signs, besides letters, digits and ``_.-~``, that stand for themselves in an event: none means anything there."""


class Priority(NamedTuple):
    """One priority: an application with its arguments, a label to jump to, and what it is for."""

    application: str
    label: str = ""
    remark: str = ""


class Extension(NamedTuple):
    """One extension of a context: a key, a number or a name, and its steps in order."""

    name: str
    steps: tuple[Priority, ...]


class Context(NamedTuple):
    """One context: comments that head it, and its extensions."""

    name: str
    comments: tuple[str, ...]
    extensions: tuple[Extension, ...]


def encode_value(text: str) -> str:
    """Return text as an event carries it: percent-encoded, except for letters, digits and ``_.-~|@+:/`` and spaces.

    >>> encode_value("department||108000"), encode_value("a,${B};")
    ('department||108000', 'a%2C%24%7BB%7D%3B')
    """
    return quote(text, safe=_PLAIN_SIGNS, errors="surrogatepass")


def seconds_text(milliseconds: int) -> str:
    """Return a time as Asterisk takes it: seconds, to the millisecond.

    >>> seconds_text(12_345_678), seconds_text(2500), seconds_text(0)
    ('12345.678', '2.5', '0')
    """
    return f"{milliseconds / 1000:.3f}".rstrip("0").rstrip(".")


def comment_words(text: str) -> str:
    r"""Return free text as a comment can hold it.

    >>> comment_words("Main\n[menu] ;-- all")
    'Main\\n[menu] ,-- all'
    """
    line = escape_signs(text).replace(";", ",")
    return line if len(line) <= COMMENT_MOST else f"{line[: COMMENT_MOST - 3]}..."


def print_contexts(contexts: Iterable[Context]) -> str:
    """Return contexts as text of ``extensions.conf``."""
    return "\n".join("\n".join(_context_lines(context)) + "\n" for context in contexts)


def _context_lines(context: Context) -> Iterator[str]:
    yield from (f"; {comment_words(comment)}".rstrip() for comment in context.comments)
    yield f"[{context.name}]"
    for extension in context.extensions:
        for place, step in enumerate(extension.steps):
            start = f"exten => {extension.name},1" if place == 0 else " same => n"
            label = f"({step.label})" if step.label else ""
            # ; would begin a comment
            line = f"{start}{label},{step.application.replace(';', chr(92) + ';')}"
            yield f"{line}  ; {comment_words(step.remark)}" if step.remark else line
